"""Which patterns may match a text: those whose words it holds. All are asked at once, word by word."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from simulator.signals.prefilter import MOST_SETS, START, needed


class Step(NamedTuple):
    """A word of wordings that are looked for: the sets that are met with it, as bits, and what may follow it."""

    met: int
    follows: dict[str, Step]


Follows = dict[str, Step]
NOTHING: Follows = {}


class Candidates:
    """Patterns, and the words that they can't do without."""

    def __init__(self, patterns: Sequence[str]) -> None:
        self._patterns = patterns

    @cached_property
    def _sets(self) -> dict[str, int]:
        """For each wording the sets it meets, as bits: of each set ``k`` a row of patterns, the first one highest."""
        width = len(self._patterns)
        sets: dict[str, int] = {}
        for number, pattern in enumerate(self._patterns):
            for place, wordings in enumerate(needed(pattern)):
                bit = 1 << (place * width + width - 1 - number)
                for wording in wordings:
                    sets[wording] = sets.get(wording, 0) | bit
        return sets

    @cached_property
    def _first(self) -> Follows:
        """The same word by word, from the first word of each wording on."""
        first: Follows = {}
        for wording, met in self._sets.items():
            follows = first
            *before, last = wording.split(" ")
            for word in before:
                follows = follows.setdefault(word, Step(0, {})).follows
            follows[last] = Step(met, follows[last].follows if last in follows else {})
        return first

    @cached_property
    def _free(self) -> int:
        """The bits of sets that a pattern doesn't have: nothing is needed there."""
        asked = 0
        for met in self._sets.values():
            asked |= met
        return ((1 << (MOST_SETS * len(self._patterns))) - 1) & ~asked

    def among(self, words: Sequence[str]) -> list[int]:
        """The patterns that may match in the words of a sentence, in order; between sentences stands ``START``."""
        met = self._met(words)
        width = len(self._patterns)
        whole = met & ((1 << width) - 1)
        for place in range(1, MOST_SETS):
            whole &= met >> (place * width)
        found = []
        while whole:
            length = whole.bit_length()
            whole ^= 1 << (length - 1)
            found.append(width - length)
        return found

    def _met(self, words: Sequence[str]) -> int:
        """All sets that the words meet: wordings of one to three words, in a row."""
        first, met = self._first, self._free
        second, third = self._begun, NOTHING
        for word in words:  # a look into a dictionary that is empty costs more than to see that it is
            if third:
                step = third.get(word)
                if step is not None:
                    met |= step[0]
                third = NOTHING
            if second:
                step = second.get(word)
                if step is not None:
                    here, third = step
                    if here:
                        met |= here
                second = NOTHING
            step = first.get(word)
            if step is not None:
                here, second = step
                if here:
                    met |= here
        return met

    @cached_property
    def _begun(self) -> Follows:
        """What may follow the start of a sentence."""
        begun = self._first.get(START)
        return NOTHING if begun is None else begun.follows
