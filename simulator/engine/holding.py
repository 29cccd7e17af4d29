"""Holding messages: "One moment, I'll be back in two minutes." They reset the waiting time once and are no exchange."""

from __future__ import annotations

import re

_ASKS_TO_WAIT = re.compile(
    r"\b(?:one (?:moment|second|minute|sec)|(?:just )?a (?:moment|second|minute|sec)|bear with me|hold on|hang on|"
    r"please (?:wait|hold)|give me|allow me|let me (?:check|look|have a look|see|ask|find out)|(?:be )?right back|"
    r"i(?:'|\u2019)?(?:ll| will| am going to) (?:be back|check|look|ask|get back))\b",
    re.IGNORECASE,
)
_NAMES_A_TIME = re.compile(
    r"\b(?:\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|a couple of|a few|half an?)"
    r"[ -](?:more )?(?:seconds?|secs?|minutes?|mins?|hour)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
LONGEST = 30
"""Words; a longer message says more than "please wait" [design choice]."""


def is_holding(text: str) -> bool:
    """Whether a message only asks the customer to wait, and names for how long."""
    if len(text) > 400 or len(_WORD.findall(text)) > LONGEST or "?" in text.rstrip("? \n")[:-1]:
        return False
    return bool(_ASKS_TO_WAIT.search(text) and _NAMES_A_TIME.search(text))
