"""Which patterns may match a text: those whose words it holds. All are asked at once, word by word."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from simulator.signals.prefilter import MOST_SETS, ODD, START, Wordings, is_odd
from simulator.signals.wordings import needed_by


class Step(NamedTuple):
    """A word of wordings that are looked for: the sets that are met with it, as bits, and what may follow it.

    ``enough``: patterns that need no other set.
    """

    met: int = 0
    enough: tuple[int, ...] = ()
    follows: dict[str, Step] | None = None


Follows = dict[str, Step]
NOTHING = Step()


class Candidates:
    """Patterns, and the words that they can't do without.

    Each set of wordings that a pattern needs has a bit. The bits stand in rows: the first sets of all patterns, then
    the second sets of those that have two, and so on. Patterns with most sets come first, so that rows end early: the
    fewer bits, the less there is to join for each word. A pattern with one set needs no bit: its words name it.
    """

    def __init__(self, patterns: Sequence[str]) -> None:
        self._patterns = patterns

    @cached_property
    def _needed(self) -> list[tuple[int, tuple[Wordings, ...]]]:
        """Every pattern's number with the sets it needs; those with most sets first."""
        found = list(enumerate(needed_by(self._patterns)))
        return sorted(found, key=lambda item: -len(item[1]))

    @cached_property
    def order(self) -> list[int]:
        """The patterns' numbers in the order of their bits, then those that have none."""
        return [number for number, _ in self._needed]

    @cached_property
    def _rows(self) -> list[tuple[int, int, int]]:
        """For each row after the first: where it begins, its bits, and those of patterns that have no such set."""
        at = self._width(2)
        everyone, rows = (1 << at) - 1, []
        for place in range(2, MOST_SETS + 1):
            width = self._width(place)
            rows.append((at, (1 << width) - 1, everyone >> width << width))
            at += width
        return rows

    def _width(self, least: int) -> int:
        """How many patterns need ``least`` sets or more."""
        return sum(len(sets) >= least for _, sets in self._needed)

    @cached_property
    def _steps(self) -> dict[str, Step]:
        """For each wording the sets it meets, as bits, and the patterns that it is enough for."""
        starts = [0, *(at for at, _, _ in self._rows)]
        steps: dict[str, Step] = {}
        for place, (_, own) in enumerate(self._needed):
            for start, wordings in zip(starts, own, strict=False):
                for wording in wordings:
                    met, enough, _ = steps.get(wording, NOTHING)
                    if len(own) == 1:
                        steps[wording] = Step(met, (*enough, place))
                    else:
                        steps[wording] = Step(met | 1 << (start + place), enough)
        return steps

    @cached_property
    def _free(self) -> list[int]:
        """The places of patterns that need nothing."""
        return list(range(self._width(1), len(self._patterns)))

    @cached_property
    def _first(self) -> Follows:
        """The steps word by word, from the first word of each wording on."""
        first = _by_word({tuple(wording.split(" ")): step for wording, step in self._steps.items()})
        odd, odd_enough, _ = self._odd
        for word, (met, enough, follows) in first.items():
            if is_odd(word) and word not in {START, ODD}:
                first[word] = Step(met | odd, enough + odd_enough, follows)
        return first

    @cached_property
    def _odd(self) -> Step:
        """What any word that holds a sign or a digit meets."""
        return self._steps.get(ODD, NOTHING)

    def among(self, words: Sequence[str]) -> Iterable[int]:
        """Places in ``order`` of patterns that may match in a sentence's words; between sentences stands ``START``."""
        met, found = self._met(words)
        whole = met & self._everyone
        for at, row, without in self._rows:
            whole &= met >> at & row | without
        while whole:
            place = whole.bit_length() - 1
            whole ^= 1 << place
            found.append(place)
        return found

    @cached_property
    def _everyone(self) -> int:
        return (1 << self._width(2)) - 1

    def _met(self, words: Sequence[str]) -> tuple[int, list[int]]:
        """All sets that the words meet, and patterns they are enough for: wordings of one to three words, in a row."""
        met, found = 0, self._free.copy()
        second, third = self._first.get(START, NOTHING).follows, None
        for word, step in zip(words, map(self._first.get, words)):  # noqa: B905 - to ask costs a tenth of the loop
            if third is not None:
                last = third.get(word)
                if last is not None:
                    met |= last.met
                    found += last.enough
                third = None
            if second is not None:
                following = second.get(word)
                if following is not None:
                    here, enough, third = following
                    met |= here
                    found += enough
                second = None
            if step is not None:
                here, enough, second = step
                if here:
                    met |= here
                if enough:
                    found += enough
            elif not (word.isascii() and word.isalpha()):
                met |= self._odd.met
                found += self._odd.enough
        return met, list(set(found))


def _by_word(steps: dict[tuple[str, ...], Step]) -> Follows:
    """The steps of wordings word by word."""
    begun: dict[str, dict[tuple[str, ...], Step]] = {}
    for words, step in steps.items():
        begun.setdefault(words[0], {})[words[1:]] = step
    found = {}
    for word, following in begun.items():
        met, enough, _ = following.pop((), NOTHING)
        found[sys.intern(word)] = Step(met, enough, _by_word(following) if following else None)
    return found
