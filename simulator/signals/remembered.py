"""What was found out about words, kept for the next text that holds them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

Value = TypeVar("Value")

MOST = 6144
"""Words that are remembered at most; a text may hold any number, and memory must not grow with them. Of the words of
real conversations 5% are then found out anew; with 16,384 it would be 4% (measured on a million words)."""


LONGEST = 40
"""Characters up to which a word is remembered, for the same reason."""


class Remembered(dict[str, Value], Generic[Value]):
    """A function of a word with what it said before, read as ``remembered[word]``.

    When half as many as it may hold are new, those of the half before are forgotten, but for the words that were asked
    for again: the common ones stay. A least-recently-used cache would keep them too, but has to write down each time
    which word was used last, and words are asked for a hundred times in each reply.
    """

    __slots__ = ("_before", "_find", "_half")

    def __init__(self, find: Callable[[str], Value], most: int = MOST) -> None:
        super().__init__()
        self._find, self._half = find, max(1, most // 2)
        self._before: dict[str, Value] = {}

    def __missing__(self, word: str) -> Value:
        before = self._before
        value = before[word] if word in before else self._find(word)
        if len(word) > LONGEST:
            return value
        if len(self) >= self._half:
            self._before = dict(self)
            self.clear()
        self[word] = value
        return value
