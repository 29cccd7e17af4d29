"""Text as it was meant: broken encodings mended, line ends alike, quoted mails cut off."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from simulator.transcripts.html_page import plain
from simulator.transcripts.mail_bodies import quoted_from, without_device

LONGEST = 200_000
"""Characters of one message that are kept; a longer one is a log or an attachment."""
_LONGEST_MAIL = 60_000
"""Characters of a mail in which quoted mails are looked for."""
ATTACHED = "[attachment"
"""How the text begins that stands for a message of files only; such a message isn't graded."""
_BROKEN = re.compile("[ÂÃâðÐÑåäæçèé][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸ]")
_REMOVED = re.compile("[\0\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_QUOTE = re.compile(
    r"^[ \t]*>|wrote\s*:|schrieb|a écrit|escribió|ha scritto|escreveu|schreef|"
    r"skrev|napsal|napisał|írta|geschreven|写道|"
    r"書きました|작성|^[ \t]*[-_]{2,}|"
    r"^[ \t*]*(?:From|Von|De|Da|Van|Fra|Från|Od|Feladó|差出人|发件人|보낸 ?사람)[ \t*]*[:：]|"
    r"##- ?(?:please|veuillez|bitte)",
    re.MULTILINE | re.IGNORECASE,
)
_MARKS = {
    "de": re.compile(r"schrieb|\bVon\b|\bGesendet"),
    "fr": re.compile(r"a écrit|\bDe ?:|\bEnvoyé"),
    "es": re.compile(r"escribió|\bDe:|\bEnviado"),
    "it": re.compile(r"ha scritto|\bDa:|\bInviato"),
    "nl": re.compile(r"schreef|geschreven|\bVan:|\bVerzonden"),
    "cs": re.compile(r"napsal|\bOd:"),
    "da": re.compile(r"skrev|\bFra:|\bSendt"),
    "pl": re.compile(r"napisał|\bOd:|\bWysłan"),
    "sv": re.compile(r"skrev|\bFrån:|\bSkickat"),
    "ja": re.compile("[\u3040-\u30ff]|差出人"),
    "ko": re.compile("[\uac00-\ud7a3]"),
    "zh": re.compile("写道|寫道|发件人|寄件者"),
}
"""Of each language, words that stand above a quoted mail: its patterns are tried only where one is there."""
_HEADING = re.compile(r"\d.*@.*[:：]\s*$")
_OPENED = re.compile(r"\s*(?:on|am|le|el|il|op|den|dne|em|w dniu)\b.*\d", re.IGNORECASE)
_RULE = re.compile(r"\s*[-_=]{3,} ?[^\n]{1,60}? ?[-_=]{3,}\s*")
"""A rule with words in it, as in ``-----Original Message-----``."""
_ABOVE = re.compile(r"^.*##-.{0,120}-##\s*$", re.MULTILINE)
"""``##- Please type your reply above this line -##``."""


def mended(text: str) -> str:
    """A text whose letters were decoded wrongly once, as they were written."""
    if _BROKEN.search(text):
        import ftfy

        return str(ftfy.fix_encoding(text))
    return text


def worded(value: Any, *, html: bool = False, mail: bool = False) -> str:
    """The words of a body: any value (None is empty), HTML or not, with (``mail``) its quoted tail cut off."""
    if value is None or isinstance(value, dict | list | bool):
        return ""
    text = str(value)[: LONGEST * 4]
    if html:
        text = plain(text, quotes=not mail) or (plain(text) if mail else "")
    text = _REMOVED.sub("", mended(text)).replace("\r\n", "\n").replace("\r", "\n").strip()[:LONGEST]
    return reply(text) if mail else text


def reply(text: str) -> str:
    """What the writer of a mail wrote, without the mails quoted beneath; the whole where nothing else is in it."""
    if len(text) > _LONGEST_MAIL:
        return text
    if not _QUOTE.search(text):
        return without_device(text)
    above = _ABOVE.search(text)
    head = text[: above.start()].strip() if above else text
    if above and not head:
        head = text[above.end() :].strip()
    found = _parser(_languages(head or text)).read(head or text)
    first = str(found.replies[0].full_body).strip() if found.replies else ""
    kept = first if first and head.startswith(first[:20]) else head or text
    kept = _without_tail(kept) or kept
    block = quoted_from(kept)
    return without_device(_without_tail(kept[:block]) or kept if block else kept)


def _without_tail(text: str) -> str:
    """A text without quoted lines at its end, the line or two that announce them, and a rule."""
    lines = text.split("\n")
    while lines and (not lines[-1].strip() or lines[-1].lstrip().startswith(">")):
        lines.pop()
    if len(lines) < text.count("\n") and lines and lines[-1].rstrip().endswith((":", "：")):
        lines.pop()
        if lines and _OPENED.match(lines[-1]):
            lines.pop()
    if len(lines) > 1 and _HEADING.search(lines[-1]):
        lines.pop()
    while lines and (not lines[-1].strip(" -_=") or _RULE.fullmatch(lines[-1])):
        lines.pop()
    return "\n".join(lines).strip()


def _languages(text: str) -> tuple[str, ...]:
    """The languages of which a text holds words that announce a quoted mail; English is always among them."""
    return ("en", *(name for name, mark in _MARKS.items() if mark.search(text)))


@lru_cache(maxsize=100)
def _parser(languages: tuple[str, ...]) -> Any:
    from mailparser_reply import EmailReplyParser

    return EmailReplyParser(languages=list(languages))


def words(value: Any) -> str:
    """A short value (a name, a subject, an id) as one line; None and what is no single value are empty."""
    if value is None or isinstance(value, dict | list | bool):
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(_REMOVED.sub("", mended(str(value)[:2000])).split())


def truth(value: Any, *, unknown: bool | None = None) -> bool | None:
    """A yes or no of JSON or of a table; ``unknown`` where it is neither."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float) and value in {0, 1}:
        return bool(value)
    text = value.strip().lower() if isinstance(value, str) else ""
    return (
        True if text in {"true", "t", "yes", "y", "1"} else False if text in {"false", "f", "no", "n", "0"} else unknown
    )


def same(one: str, other: str, *, least: int = 20) -> bool:
    """Whether two texts are one message, written out twice: equal save spaces and case, or one begins with the other.

    ``least``: characters that a beginning must have.
    """
    first, second = sorted(("".join(one.split()).casefold(), "".join(other.split()).casefold()), key=len)
    return bool(first) and (first == second or (len(first) >= least and second.startswith(first)))
