"""Small words of which a text must hold one before it is searched: all finders' words are looked up at once.

A look into the text for each of them would cost more than the searches that it saves. What a word of the text holds is
remembered, as the same words come again and again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from simulator.redact.spans import holds

REMEMBERED = 4096
"""Words that are remembered at most."""
LONGEST = 2000
"""Characters of a text up to which its words are remembered: of a longer one each may be as long as the text."""
NONE: frozenset[str] = frozenset()
WORD = re.compile(r"[^\W\d_]+")

Met = frozenset[str]
"""The groups that a text meets, each by what it is known by."""


def held_by(hints: str) -> Callable[[str], bool]:
    """Whether a word of a text holds one of the small words, which are given with a bar between them: letters only.

    Where a space stands in one, what stands before it has to end the word: more words may do so, and none is missed.
    One with ``_`` in front has to begin the word.
    """
    words = hints.split("|")
    begin = tuple(word[1:] for word in words if word.startswith("_"))
    at_end = tuple(word.split(" ")[0] for word in words if " " in word)
    anywhere = tuple(word for word in words if " " not in word and not word.startswith("_"))
    return lambda word: holds(word, anywhere) or word.startswith(begin) or word.endswith(at_end)


class Hints:
    """Groups of small words, each known by its words with a bar between them; ``more``: others by name."""

    def __init__(self, groups: Iterable[str], more: Iterable[tuple[str, Callable[[str], bool]]] = ()) -> None:
        self._remembered = _Remembered((*((hints, held_by(hints)) for hints in dict.fromkeys(groups)), *more))

    def met(self, low: str) -> Met:
        """The groups that a text in small letters meets."""
        remembered = self._remembered
        words = WORD.findall(low)
        found = map(remembered.__getitem__ if len(low) <= LONGEST else remembered.found, words)
        return NONE.union(*found)


class _Remembered(dict[str, Met]):
    """The groups that words meet; when it is full, it begins anew."""

    def __init__(self, groups: tuple[tuple[str, Callable[[str], bool]], ...]) -> None:
        super().__init__()
        self._groups = groups

    def found(self, word: str) -> Met:
        """What a word meets, worked out."""
        return frozenset(name for name, is_met in self._groups if is_met(word))

    def __missing__(self, word: str) -> Met:
        if len(self) >= REMEMBERED:
            self.clear()
        found = self[word] = self.found(word)
        return found
