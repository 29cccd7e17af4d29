"""Which patterns may match a text: those whose words it holds. All are asked at once, word by word."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from simulator.signals.prefilter import MOST_SETS, ODD, START, Wordings, is_odd, needed


class Step(NamedTuple):
    """A word of wordings that are looked for: the sets that are met with it, as bits, and what may follow it."""

    met: int
    follows: dict[str, Step]


Follows = dict[str, Step]
NOTHING: Follows = {}


class Candidates:
    """Patterns, and the words that they can't do without.

    Each set of wordings that a pattern needs has a bit. The bits stand in rows: the first sets of all patterns, then
    the second sets of those that have two, and so on. Patterns with most sets come first, so that rows end early: the
    fewer bits, the less there is to join for each word.
    """

    def __init__(self, patterns: Sequence[str]) -> None:
        self._patterns = patterns

    @cached_property
    def _needed(self) -> list[tuple[int, tuple[Wordings, ...]]]:
        """Every pattern's number with the sets it needs; those with most sets first."""
        found = [(number, needed(pattern)) for number, pattern in enumerate(self._patterns)]
        return sorted(found, key=lambda item: -len(item[1]))

    @cached_property
    def _rows(self) -> list[tuple[int, int, int]]:
        """For each row after the first: where it begins, its bits, and those of patterns that have no such set."""
        everyone, at = (1 << len(self._patterns)) - 1, len(self._patterns)
        rows = []
        for place in range(1, MOST_SETS):
            width = sum(len(sets) > place for _, sets in self._needed)
            rows.append((at, (1 << width) - 1, everyone >> width << width))
            at += width
        return rows

    @cached_property
    def _sets(self) -> dict[str, int]:
        """For each wording the sets it meets, as bits."""
        starts = [0, *(at for at, _, _ in self._rows)]
        sets: dict[str, int] = {}
        for position, (_, own) in enumerate(self._needed):
            for start, wordings in zip(starts, own, strict=False):
                bit = 1 << (start + position)
                for wording in wordings:
                    sets[wording] = sets.get(wording, 0) | bit
        return sets

    @cached_property
    def _free(self) -> int:
        """The bits of patterns that need nothing."""
        return sum(1 << position for position, (_, sets) in enumerate(self._needed) if not sets)

    @cached_property
    def _first(self) -> Follows:
        """The same word by word, from the first word of each wording on."""
        first: Follows = {}
        for wording, met in self._sets.items():
            follows = first
            *before, last = wording.split(" ")
            for word in before:
                follows = follows.setdefault(sys.intern(word), Step(0, {})).follows
            follows[sys.intern(last)] = Step(met, follows[last].follows if last in follows else {})
        for word, step in first.items():
            if is_odd(word) and word not in {START, ODD}:
                first[word] = Step(step.met | self._odd, step.follows)
        return first

    @cached_property
    def _odd(self) -> int:
        """What any word that holds a sign or a digit meets."""
        return self._sets.get(ODD, 0)

    def among(self, words: Sequence[str]) -> list[int]:
        """Places in ``order`` of patterns that may match in a sentence's words; between sentences stands ``START``."""
        met = self._met(words)
        whole = met & self._everyone
        for at, row, without in self._rows:
            whole &= met >> at & row | without
        found = []
        while whole:
            place = whole.bit_length() - 1
            whole ^= 1 << place
            found.append(place)
        return found

    @cached_property
    def _everyone(self) -> int:
        return (1 << len(self._patterns)) - 1

    @cached_property
    def order(self) -> list[int]:
        """The patterns' numbers in the order of their bits."""
        return [number for number, _ in self._needed]

    def _met(self, words: Sequence[str]) -> int:
        """All sets that the words meet: wordings of one to three words, in a row."""
        first, met, odd = self._first, self._free, self._odd
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
            elif not (word.isascii() and word.isalpha()):
                met |= odd
        return met

    @cached_property
    def _begun(self) -> Follows:
        """What may follow the start of a sentence."""
        begun = self._first.get(START)
        return NOTHING if begun is None else begun.follows
