"""What takes a match back in languages other than English: a negation close before it, or a report."""

from __future__ import annotations

import re

REACH = 5
"""Words before a match in which a negation reaches it, as in English."""
_NEGATORS: dict[str, frozenset[str]] = {"es": frozenset("no nunca jamas sin tampoco ni nadie ningun ninguna".split())}
_STARTS: dict[str, frozenset[str]] = {"es": frozenset("pero porque y que asi entonces aunque sino pues".split())}
_REPORTED: dict[str, re.Pattern[str]] = {
    "es": re.compile(
        r"(?:^| )(?:(?:usted|me|nos|le|se lo|alguien|companer[oa]s?) (?:ha |han |has )?(?:dicho|dijo|dijeron|dijiste|"
        r"pidio|pide|pides|pedido|contado|prometido|prometio|prometieron)|queria|pidio que|si (?:yo|alguien))\b"
    )
}


def is_undone_in(language: str, before: str, flags: str) -> bool:
    """Whether what stands before a match takes it back, in a language other than English; ``o`` isn't known there."""
    if "r" in flags and language in _REPORTED and _REPORTED[language].search(before):
        return True
    if "n" not in flags:
        return False
    starts, negators = _STARTS.get(language, frozenset()), _NEGATORS.get(language, frozenset())
    for word in reversed(before.rpartition(",")[2].split()[-REACH:]):
        if word in starts:
            return False
        if word in negators:
            return True
    return False
