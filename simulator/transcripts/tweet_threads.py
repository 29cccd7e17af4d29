"""Joins millions of tweets to threads by their ids, in a few bytes a tweet."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable

_LARGEST = 2**63 - 1


class Threads:
    """Sets of tweets that answer each other; a tweet that is missing joins those that answer it."""

    def __init__(self) -> None:
        self.pairs = array("q")
        self.ids = array("q")
        self.parents = array("q")

    def add(self, tweet: str, others: Iterable[str]) -> None:
        """Remember a tweet and what it is joined with; what is no number stands alone."""
        number = _number(tweet)
        if number is None:
            return
        self.pairs.extend((number, number))
        for other in others:
            joined = _number(other)
            if joined is not None:
                self.pairs.extend((number, joined))

    def settle(self) -> None:
        """Join all that was added."""
        self.ids = array("q", sorted(set(self.pairs)))
        self.parents = array("q", range(len(self.ids)))
        for place in range(0, len(self.pairs), 2):
            one, other = self._top(self._place(self.pairs[place])), self._top(self._place(self.pairs[place + 1]))
            if one != other:
                self.parents[max(one, other)] = min(one, other)
        self.pairs = array("q")

    def root(self, tweet: str) -> str:
        """The name of a tweet's thread."""
        number = _number(tweet)
        if number is None:
            return tweet
        return str(self.ids[self._top(self._place(number))])

    def _place(self, number: int) -> int:
        return bisect_left(self.ids, number)

    def _top(self, place: int) -> int:
        while self.parents[place] != place:
            self.parents[place] = self.parents[self.parents[place]]
            place = self.parents[place]
        return place


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 20 and int(text) <= _LARGEST else None
