"""A reply's sentences with every phrase found in them: what questions, proposals, promises and steps are read from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from simulator.engine.ear import FRAME
from simulator.engine.frames import Frames, frames_of
from simulator.engine.words import sentences_of

if TYPE_CHECKING:
    from simulator.engine.ear import Ear
    from simulator.engine.phrases import Found
    from simulator.signals import Reading


class Heeded(Struct):
    """One sentence with everything found in it; ``text`` is the whole reply."""

    text: str
    frames: Frames
    found: list[Found]

    def holds(self, at: int) -> bool:
        """Whether a place in the text lies in this sentence."""
        return self.frames.sentence.start <= at < self.frames.sentence.end

    def of(self, kind: str) -> list[Found]:
        """The phrases of one kind of owner."""
        return [item for item in self.found if item.owner[0] == kind]


def heed(text: str, reading: Reading, ear: Ear) -> list[Heeded]:
    """The sentences of a reply, each with every phrase found in it."""
    out = []
    for sentence in sentences_of(text, reading.sentences, ear.speller):
        found = ear.find(sentence.words)
        frames = frames_of(sentence, [item for item in found if item.owner[0] == FRAME], ear.negators)
        out.append(Heeded(text, frames, found))
    return out
