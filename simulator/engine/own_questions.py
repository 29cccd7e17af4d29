"""A scenario's own questions said as they are written: those are its own, whatever other topics their words reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.engine.question_forms import is_opener, told_apart
from simulator.engine.words import sentences_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.engine.words import Speller, Word

WORD_FOR_WORD = 2.0
"""The score of such a question: no other topic comes near."""
IN_A_PART = 3
"""Words from which on it is looked for beside others, too ("Hello Ms Lind, what size did you order?")."""


class OwnQuestions:
    """The questions that topics list, by their words; one that two topics list is neither's."""

    def __init__(self, own: Iterable[tuple[str, str]], speller: Speller) -> None:
        topics: dict[tuple[str, ...], set[str]] = {}
        for name, line in own:
            words = [word for sentence in sentences_of(line, (), speller) for word in sentence.words]
            topics.setdefault(_stems(told_apart(words)), set()).add(name)
        self._topics = {words: names.pop() for words, names in topics.items() if words and len(names) == 1}
        self._lengths = sorted({len(words) for words in self._topics if len(words) >= IN_A_PART})

    def topic(self, words: list[Word]) -> str | None:
        """The topic whose question the words are, but for what a comma or a greeting parts from it."""
        if not self._topics:
            return None
        stems = _stems(words)
        if stems in self._topics:
            return self._topics[stems]
        begins = True
        for at, word in enumerate(words):
            begins = at == 0 or word.gap > 0 or (begins and is_opener(words[at - 1]))
            ends = (at + length for length in self._lengths if begins and at + length <= len(words))
            for end in ends:
                if (end == len(words) or words[end].gap) and stems[at:end] in self._topics:
                    return self._topics[stems[at:end]]
        return None


def _stems(words: list[Word]) -> tuple[str, ...]:
    return tuple(word.stem for word in words)
