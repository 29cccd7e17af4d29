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
    from simulator.engine.phrases import Found
    from simulator.engine.words import Word

LEFT_ALONE = 0.8
"""How strongly it counts as a wall when somebody goes before anything is settled [design choice]."""
_REPORTED = frozenset({"mention", "maybe", "asked", "see"})
"""Kinds of frame in which a goodbye is somebody else's."""
_TAKE_CARE = ["take", "care"]
"""All of a sentence that takes leave; "we take care of it" does not."""
_NOT_YET = frozenset("befor until unless onc when".split())
"""Stems that put a goodbye off in their own clause."""
_NAMED = frozenset("say wave wish bid".split())
"""Stems by which a goodbye is spoken of: "say goodbye to waiting"."""
_TO_WHOM = frozenset("you all everyon everybodi".split())
"""Stems of whom it is said to; to anything else it is a figure of speech."""
UPSETS = ("attack", "sarcasm", "dismissing", "condescending", "blaming", "deflecting", "wall")
"""Signals after which nobody confirms of themselves that all is well."""


def takes_leave(heeded: list[Heeded]) -> bool:
    """Whether the reply says goodbye: not asked, denied, put off or reported."""
    return any(_leaves(sentence) for sentence in heeded)


def _leaves(sentence: Heeded) -> bool:
    frames = sentence.frames
    if frames.asks:
        return False
    words = frames.sentence.words
    if [word.stem for word in words] == _TAKE_CARE:
        return True
    return any(
        item.owner[1] == "farewell"
        and not _put_off(words, item)
        and not _spoken_of(words, item)
        and not any(at < item.last for at in frames.negators)
        # one that begins a clause is nothing that was thanked for or told before it
        and (_begins(words, item.first) or deciding_kind(frames, item.first) not in _REPORTED)
        and not in_condition(frames, item.first)
        for item in sentence.of(CONTACT)
    )


def _begins(words: list[Word], at: int) -> bool:
    return words[at].gap > 0 or (at > 0 and words[at - 1].stem == "and")


def _put_off(words: list[Word], item: Found) -> bool:
    """Whether it comes later: behind "before" or the like in its own clause, or with one right behind it."""
    if item.last < len(words) and words[item.last].stem in _NOT_YET - {"until"}:
        return True
    for at in range(item.first - 1, -1, -1):
        if words[at + 1].gap > _goes_on(words, at + 1, item):
            return False
        if words[at].stem in _NOT_YET:
            return True
    return False


def _goes_on(words: list[Word], at: int, item: Found) -> int:
    """The gap over which a clause still reaches: "once you have it, we say goodbye", but "..., goodbye" is one now."""
    and_we = words[at].stem == "and" and words[at + 1].stem in {"i", "we"}
    return 1 if and_we or _is_named(words, item) else 0


def _is_named(words: list[Word], item: Found) -> bool:
    return item.first > 0 and words[item.first - 1].stem in _NAMED


def _spoken_of(words: list[Word], item: Found) -> bool:
    """Whether it is no goodbye now: "say goodbye to waiting", "he said goodbye"; "I say goodbye to you" takes leave."""
    if not _is_named(words, item):
        return False
    to = [word.stem for word in words[item.last : item.last + 2]]
    return words[item.first - 1].form == "said" or (to[:1] == ["to"] and not _TO_WHOM & {*to})


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
