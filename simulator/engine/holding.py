"""Holding messages: "One moment, I'll be back in two minutes." They reset the waiting time once and are no exchange."""

from __future__ import annotations

import re

_ENDS = r"(?=[ ]?(?:[.,;:!?\u2026-]|$|please|pls|while|and|to |so |for ))"
_MINUTE = rf"(?:minute|second|sec|min){_ENDS}"
_ASKS_TO_WAIT = re.compile(
    rf"\b(?:(?:one|just a|a) (?:moment{_ENDS}|{_MINUTE})|bear with me|hold on|hang on|please (?:wait|hold)|"
    r"(?:give|allow|grant) me|let me (?:check|look|have a look|see|ask|find out)|(?:be )?right back|"
    r"i(?:'|\u2019)?(?:ll| will| am going to) (?:be back|check|look|ask|get back))\b",
    re.IGNORECASE | re.MULTILINE,
)
_NAMES_A_TIME = re.compile(
    rf"\b(?:(?:a|one) {_MINUTE}|(?:\d{{1,3}}|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|"
    r"a couple of|a few|half an?)[ -](?:more )?(?:seconds|secs?|minutes|mins?|hour)\b)",
    re.IGNORECASE | re.MULTILINE,
)
"""One minute or second is a time only where it ends the thought: "a second time" and "a second suit" name none."""
_WORD = re.compile(r"\w+")
LONGEST = 30
"""Words; a longer message says more than "please wait" [design choice]."""


def is_holding(text: str) -> bool:
    """Whether a message only asks the customer to wait, and names for how long."""
    if len(text) > 400 or len(_WORD.findall(text)) > LONGEST or "?" in text.rstrip("? \n")[:-1]:
        return False
    return bool(_ASKS_TO_WAIT.search(text) and _NAMES_A_TIME.search(text))
