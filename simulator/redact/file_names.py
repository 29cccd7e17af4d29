"""Names of files as they may be written: messengers name an export after the person it was held with."""

from __future__ import annotations

import re

from simulator.redact.introduced import NAME
from simulator.redact.mask import Mask

PERSON = re.compile(rf"(?<!\w){NAME}(?:[ _-]{NAME})*")
HELD_WITH = re.compile(
    r"(?:(?<=\b(?:with|avec)[ _])|(?<= (?:mit|con|com|met)[ _])|(?<=WhatsApp Chat - ))"
    r"[^\W\d_][^\d.,+@]{0,60}",
    re.IGNORECASE,
)
ABOUT = frozenset(
    """agent agents all amazon april archive august backup batch case cases chat chats comment comments contact
    contacts conversation conversations copy crisp customer customers data december desk downloads drift email
    emails export exports facebook february file freshdesk friday front full gmail gorgias help helpscout
    history hubspot inbox instagram intercom january july june list livechat log logs mail mails march may
    message messages messenger monday november october orders outlook part q1 q2 q3 q4 report reports result
    results sales salesforce sample saturday september service shop signal skype store sunday support table
    tawkto team teams telegram test thread threads thursday ticket tickets transcript transcripts tuesday tweets
    twitter user users version wednesday week whatsapp zendesk""".split()
)
"""Words that files of conversations are called by, and that are nobody's name."""


def file_name(name: str) -> str:
    """A file's name without the people, numbers and addresses that stand in it; the place behind it stays.

    Args:
        name: as in ``WhatsApp Chat with Jo Ray.txt, line 3``.

    """
    stem, dot, rest = name.partition(".txt, ") if ".txt, " in name else (name, "", "")
    plain = Mask().mask(HELD_WITH.sub("[NAME]", stem)).text
    return PERSON.sub(_person, plain) + dot + rest


def _person(match: re.Match[str]) -> str:
    """Two capital words or more that no file is called by are somebody; one may be anything."""
    words = re.split(r"([ _-])", match[0])
    named = [word for word in words[::2] if word.casefold() not in ABOUT]
    if len(named) < 2:
        return match[0]
    kept = [word for word in words[::2] if word.casefold() in ABOUT]
    return "_".join([*kept, "[NAME]"]) if kept else "[NAME]"
