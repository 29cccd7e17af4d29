"""Taking leave, and being done: which replies stand for the question whether all is settled, and which go too early.

A goodbye once all is agreed closes the conversation as a closing question does. Before that it leaves the customer
without help: they object, and at the second goodbye running they are gone. A closing question that came too early is
not asked again: the customer confirms of themselves as soon as nothing is open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from simulator.engine.ear import CONTACT
from simulator.engine.frames import deciding_kind, in_condition
from simulator.scoring.words import LEFT
from simulator.signals import Evidence

if TYPE_CHECKING:
    from simulator.engine.heard import Heard
    from simulator.engine.heed import Heeded

LEFT_ALONE = 0.8
"""How strongly it counts as a wall when somebody goes before anything is settled [design choice]."""
_REPORTED = frozenset({"mention", "maybe", "asked", "see"})
"""Kinds of frame in which a goodbye is somebody else's."""
_NOT_YET = frozenset("before until unless once when".split())
"""Words that put a goodbye off."""
UPSETS = ("attack", "sarcasm", "dismissing", "condescending", "blaming", "deflecting", "wall")
"""Signals after which nobody confirms of themselves that all is well."""


def takes_leave(heeded: list[Heeded]) -> bool:
    """Whether the reply says goodbye: not asked, denied, put off or reported."""
    return any(_leaves(sentence) for sentence in heeded)


def _leaves(sentence: Heeded) -> bool:
    frames = sentence.frames
    if frames.asks or any(word.stem in _NOT_YET for word in frames.sentence.words):
        return False
    return any(
        item.owner[1] == "farewell"
        and not any(at < item.last for at in frames.negators)
        and deciding_kind(frames, item.first) not in _REPORTED
        and not in_condition(frames, item.first)
        for item in sentence.of(CONTACT)
    )


def closes(heard: Heard, *, asked_early: bool) -> bool:
    """Whether a reply stands for a closing question: it takes leave, or one that came too early still stands.

    Nothing in it may wait for an answer, or hurt.
    """
    waits = heard.asked or (heard.proposed and not heard.agreed)
    if waits or heard.other_figure:
        return False
    return heard.goodbye or (asked_early and heard.reading.strength(*UPSETS) < LEFT_ALONE / 2)


def with_leave(heard: Heard) -> Heard:
    """The same reply, with a goodbye that leaves something open as evidence of a customer left alone."""
    if not heard.only_leaves:
        return heard
    reading = heard.reading
    text = reading.text
    start = len(text) - len(text.lstrip())
    found = Evidence("wall", LEFT_ALONE, start, len(text.rstrip()), text.strip(), detail=LEFT)
    strengths = {**reading.strengths, "wall": max(LEFT_ALONE, reading.strength("wall"))}
    return replace(heard, reading=replace(reading, evidence=(*reading.evidence, found), strengths=strengths))
