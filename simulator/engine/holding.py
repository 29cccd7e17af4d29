"""Holding messages: "One moment, I'll be back in two minutes." They reset the waiting time once and are no exchange."""

from __future__ import annotations

import re

_ENDS = r"(?=[ ]?(?:[.,;:!?\u2026-]|$|please|pls|while|and|to |so |for |i |we |only|max|here))"
_MINUTE = rf"(?:minute|second|sec|min){_ENDS}"
_SPAN = (
    rf"(?:(?:a|one) {_MINUTE}|(?:\d{{1,3}}|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|"
    r"a couple of|a few|few|some|half an?)[ -]?(?:more )?(?:seconds|secs?|minutes?|mins?|hour)\b)"
)
_ABOUT = r"(?:(?:please|about|around|only|just|maybe|another|like|for) ){0,2}"
_I = r"(?:i|we)(?:(?:'|\u2019)?(?:ll| will| would| do| am going to))?"
_WAITS = (
    rf"(?<!in )(?:one|just a|a) (?:moment{_ENDS}|{_MINUTE})",
    r"bear with me|hold on|hang on|(?:please|pls) (?:wait|hold|stay|be patient)|(?:be )?right back",
    r"(?:wait|stay(?: here| on)?|be patient),? (?:please|pls|with me)",
    r"let me (?:check|look|have a look|see|ask|find out)",
    r"i(?:'|\u2019)?(?:ll| will| am going to) (?:be back|check|look|ask|get back)",
    r"(?:i|we) (?:come|am|are) (?:right )?back",
)
"""Words that ask to wait."""
_WAITS_A_WHILE = (
    rf"(?:give|allow|grant) (?:me|us) (?:\w+ ){{0,2}}(?:{_SPAN}|moments?\b|time\b)",
    rf"{_I} (?:only |just )?need {_ABOUT}{_SPAN}(?! for (?!me|that|this|it))",
    rf"(?:can|could|may) (?:i|we) (?:please )?(?:have|get|take) {_ABOUT}{_SPAN}",
    rf"(?:do|would|can|could) you (?:please |maybe )?(?:have|wait|spare) {_ABOUT}{_SPAN}",
    rf"(?:it|this|that)(?:(?:'|\u2019)?ll| will)? (?:only |just )?takes? (?:me |us )?{_ABOUT}{_SPAN}(?! to | for )",
)
"""Words that ask to wait by the time they name: whoever asks for minutes, or tells how many it takes."""
_ASKS_TO_WAIT = re.compile(rf"\b(?:{'|'.join((*_WAITS, *_WAITS_A_WHILE))})", re.IGNORECASE | re.MULTILINE)
_NAMES_A_TIME = re.compile(rf"\b{_SPAN}", re.IGNORECASE | re.MULTILINE)
"""One minute or second is a time only where it ends the thought: "a second time" and "a second suit" name none."""
_TAG = re.compile(
    r"(?:,|[.!])?\s*(?:is (?:that|this|it) |would that be )?(?:ok|okay|all ?right|alright|fine|yes|good)"
    r"(?: (?:for|with|by) you)?\s*\?",
    re.IGNORECASE,
)
"""A question that only asks for a yes to the wait."""
_WORD = re.compile(r"\w+")
_QUESTION = re.compile(r"[^.!?\n]+\?")
LONGEST = 30
"""Words; a longer message says more than "please wait" [design choice]."""


def is_holding(text: str) -> bool:
    """Whether a message only asks the customer to wait, and names for how long."""
    if len(text) > 400 or len(_WORD.findall(text)) > LONGEST:
        return False
    if any(not _ASKS_TO_WAIT.search(asked) for asked in _QUESTION.findall(_TAG.sub(".", text))):
        return False
    return bool(_ASKS_TO_WAIT.search(text) and _NAMES_A_TIME.search(text))
