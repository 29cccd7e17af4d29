"""A reply's sentences with every phrase found in them: what questions, proposals, promises and steps are read from."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from msgspec import Struct

from simulator.engine.bare_sums import with_sums
from simulator.engine.ear import FRAME
from simulator.engine.frames import Frames, asks_for_a_yes, frames_of
from simulator.engine.leave_asked import as_may_i
from simulator.engine.words import sentences_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from simulator.engine.ear import Ear
    from simulator.engine.phrases import Found
    from simulator.engine.question_parts import Question
    from simulator.signals import Reading


Case = ParamSpec("Case")
Value = TypeVar("Value")

WORTH_KEEPING = 2_000
"""Texts whose sentences are remembered at most; a full memory is emptied rather than grown."""


class Heeded(Struct):
    """One sentence with everything found in it, by kind; ``text`` is the whole reply.

    ``questions``: None until looked for.
    """

    text: str
    frames: Frames
    found: dict[str, list[Found]]
    questions: list[Question] | None = None

    def asks(self, ear: Ear) -> list[Question]:
        """The questions in it, looked for once."""
        if self.questions is None:
            self.questions = ear.topics.questions(self.frames.sentence, self.frames)
        return self.questions

    def holds(self, at: int) -> bool:
        """Whether a place in the text lies in this sentence."""
        return self.frames.sentence.start <= at < self.frames.sentence.end

    def of(self, kind: str) -> Sequence[Found]:
        """The phrases of one kind of owner."""
        return self.found.get(kind, ())


class Sentences(list[Heeded]):
    """The sentences of a reply, and what was found out from them alone."""

    def __init__(self, sentences: Iterable[Heeded] = ()) -> None:
        super().__init__(sentences)
        self._known: dict[Callable[..., Any], Any] = {}

    def once(self, find: Callable[Concatenate[Sentences, Case], Value], *case: Case.args, **more: Case.kwargs) -> Value:
        """What a function finds in them, the first time it is asked; ``case``: of the scenario, the same each time."""
        known = self._known
        if find not in known:
            known[find] = find(self, *case, **more)
        found: Value = known[find]
        return found


def heed(text: str, reading: Reading, ear: Ear) -> Sentences:
    """The sentences of a reply, each with every phrase found in it; the same words are looked through once."""
    key = (text, reading.sentences)
    kept = ear.heeded.get(key)
    if kept is None:
        if len(ear.heeded) >= WORTH_KEEPING:
            ear.heeded.clear()
        kept = ear.heeded[key] = Sentences(_heeded(text, reading, ear))
    return kept


def _heeded(text: str, reading: Reading, ear: Ear) -> Iterator[Heeded]:
    found_in = sentences_of(text, reading.sentences, ear.speller)
    sentences = [with_sums(as_may_i(item, text), text, ear.sums) for item in found_in]
    for sentence, behind in zip_longest(sentences, sentences[1:]):
        found: dict[str, list[Found]] = {}
        for item in ear.find(sentence.words):
            found.setdefault(item.owner[0], []).append(item)
        frames = frames_of(sentence, found.get(FRAME, ()), ear.negators)
        frames.wants_yes = behind is not None and asks_for_a_yes(behind, text)
        yield Heeded(text, frames, found)
