"""Which patterns may match a text: those whose words it holds. All are asked at once, word by word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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

    def among(self, plain: str, blocks: Sequence[tuple[int, int]]) -> list[tuple[int, list[int]]]:
        """The patterns that may match in a plain text, in order, each with the indexes of the blocks where it may."""
        chosen: dict[int, list[int]] = {}
        for index, (start, end) in enumerate(blocks):
            words = f"{START} {plain[start:end]}".replace(",", "").replace("\n", f" {START} ").split()
            for number in self._in_words(words):
                if number in chosen:
                    chosen[number].append(index)
                else:
                    chosen[number] = [index]
        return sorted(chosen.items())

    def _in_words(self, words: list[str]) -> Iterator[int]:
        """The patterns of which the words meet every set."""
        met = self._met(words)
        width = len(self._patterns)
        whole = met & ((1 << width) - 1)
        for place in range(1, MOST_SETS):
            whole &= met >> (place * width)
        while whole:
            length = whole.bit_length()
            whole ^= 1 << (length - 1)
            yield width - length

    def _met(self, words: list[str]) -> int:
        """All sets that the words meet: wordings of one to three words, in a row."""
        first, met = self._first, self._free
        second = third = NOTHING
        for word in words:
            step = third.get(word)
            if step is not None:
                met |= step[0]
            third = NOTHING
            step = second.get(word)
            if step is not None:
                here, third = step
                met |= here
            second = NOTHING
            step = first.get(word)
            if step is not None:
                here, second = step
                met |= here
        return met
