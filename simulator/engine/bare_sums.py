"""Sums without their currency: "I can refund you the 30" names an amount where thirty is one that the case turns on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from simulator.engine.words import MONEY, NUMBER

if TYPE_CHECKING:
    from simulator.engine.words import Sentence, Word
    from simulator.scenario.model import Scenario

_GIVEN = frozenset(
    """refund reimburs credit return send transfer pay give get receiv back you of amount sum differ full have
    book put take knock see that those""".split()
)
"""Stems right before a sum that is given."""
_GOES = frozenset("back to on onto into off go come will today tomorrow straight again and".split())
"""Stems right behind one."""
_THE = re.compile(r"\b(?:the|that|those|your|his|her)\s+$", re.IGNORECASE)
_NO_SUM = re.compile(r"\s*(?:st|nd|rd|th|%|[ap]\.?m\b|[:/x-]\s*\d|(?:to|and|or|until|till)\s+\d)", re.IGNORECASE)
"""What right behind a number makes it a day, a share, a time or a span."""


def case_sums(scenario: Scenario) -> frozenset[float]:
    """The amounts that a case turns on: its prices, and the figures of what would settle it."""
    figures = {figure for resolution in scenario.resolutions for figure in resolution.figures}
    return frozenset({*figures, *scenario.case.prices} - {0.0})


def with_sums(sentence: Sentence, text: str, sums: frozenset[float]) -> Sentence:
    """The sentence with its bare numbers as money, where they are sums of the case and stand where a sum is given."""
    words = sentence.words
    if not sums or not any(word.stem == NUMBER and word.value in sums for word in words):
        return sentence
    told = [replace(word, stem=MONEY) if _is_sum(words, at, text, sums) else word for at, word in enumerate(words)]
    return replace(sentence, words=told)


def _is_sum(words: list[Word], at: int, text: str, sums: frozenset[float]) -> bool:
    word = words[at]
    if word.stem != NUMBER or word.value not in sums or _NO_SUM.match(text, word.end):
        return False
    behind = words[at + 1] if at + 1 < len(words) and not words[at + 1].gap else None
    ends = behind is None or behind.stem in _GOES
    opens = at == 0 or words[at].gap > 0
    led = _THE.search(text, max(0, word.start - 8), word.start) is not None if opens else words[at - 1].stem in _GIVEN
    return ends and led
