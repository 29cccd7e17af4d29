"""What a model's answer proves: parsed strictly, each yes by words that the agent really wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import msgspec
from msgspec import Struct

from simulator.llm.judging.checklist import STEPS, Family

FEWEST_WORDS = 2
"""Words of a quote from which on it proves something; a single one stands anywhere."""
UNREADABLE, UNPROVEN = "unreadable", "unproven"
"""Why a model's answer says nothing: it can't be read, or its yes has no words of the agent behind it."""
_TYPOGRAPHIC = str.maketrans("‘’“”–—\u00a0", "''\"\"-- ")


class Verdict(Struct, frozen=True):
    """One criterion: the anchor that is proven, 0-4, or None with the reason in ``why``; ``quote`` proves it.

    ``claimed``: what the model said, proven or not.
    """

    points: int | None
    quote: str = ""
    why: str = ""
    claimed: int | None = None


def verdicts(answer: str, family: Family, own: Iterable[str]) -> dict[str, Verdict]:
    """A verdict for each criterion of the family. ``own``: the agent's words that count as proof."""
    texts = tuple(own)
    try:
        given = msgspec.json.decode(answer)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        given = None
    found = given if isinstance(given, dict) else {}
    return {item.id: _verdict(found.get(item.id), texts) for item in family.criteria}


def _verdict(given: Any, own: tuple[str, ...]) -> Verdict:
    steps = [given.get(step) for step in STEPS] if isinstance(given, dict) else []
    quote = given.get("quote") if isinstance(given, dict) else None
    if not steps or not isinstance(quote, str) or not all(isinstance(step, bool) for step in steps):
        return Verdict(None, why=UNREADABLE)
    points = steps.index(False) if False in steps else len(steps)
    if points == 0:
        return Verdict(0, claimed=0)
    proof = next((proof for text in own if (proof := proven(quote, text))), "")
    return Verdict(points, proof, claimed=points) if proof else Verdict(None, why=UNPROVEN, claimed=points)


def proven(quote: str, text: str) -> str:
    """The words of ``text`` that a quote repeats, as they stand there; empty where it doesn't.

    Spaces and the shape of quotation marks may differ; nothing else.
    """
    words = quote.translate(_TYPOGRAPHIC).split()
    if len(words) < min(FEWEST_WORDS, len(text.split())) or not words:
        return ""
    pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, words)) + r"(?!\w)"
    found = re.search(pattern, text.translate(_TYPOGRAPHIC))
    return text[found.start() : found.end()] if found else ""
