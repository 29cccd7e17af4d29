"""What was found out about words, kept for the next text that holds them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

Value = TypeVar("Value")

MOST = 16_384
"""Words that are remembered at most; a text may hold any number, and memory must not grow with them."""


LONGEST = 40
"""Characters up to which a word is remembered, for the same reason."""


class Remembered(dict[str, Value], Generic[Value]):
    """A function of a word with what it said before, read as ``remembered[word]``.

    Forgets all when it is full. A least-recently-used cache would keep the common words, but has to write down each
    time which word was used last, and words are asked for a hundred times in each reply.
    """

    __slots__ = ("_find", "_most")

    def __init__(self, find: Callable[[str], Value], most: int = MOST) -> None:
        super().__init__()
        self._find, self._most = find, most

    def __missing__(self, word: str) -> Value:
        value = self._find(word)
        if len(word) > LONGEST:
            return value
        if len(self) >= self._most:
            self.clear()
        self[word] = value
        return value
