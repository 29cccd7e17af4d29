"""Labelled replies, graded as real work is, and the critical rules they are candidates of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import yaml
from msgspec import Struct, field

from simulator.batch.judging import Judging
from simulator.batch.terms import Job, Terms
from simulator.conversation import Speaker, Transcript, Turn
from simulator.library import Library

DATA = Path(__file__).parents[1] / "data"
RUBRICS = ("empathy", "clarity", "resolution", "qa")
PUBLIC = "social"
"""The channel on which every rule applies."""
OPENING = "My order 10042 still hasn't come and nobody tells me anything."


class Found(Struct):
    """How many of ``replies`` are candidates of each rule, and which are."""

    replies: int = 0
    rules: Counter[str] = field(default_factory=Counter)
    texts: dict[str, tuple[str, ...]] = field(default_factory=dict)


def labelled(name: str, half: str) -> list[str]:
    """The replies of ``critical_negatives`` or ``critical_attacks``, development or held_out."""
    read: dict[str, list[str]] = yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))
    return read[half]


def terms() -> Terms:
    """The shipped rubrics, for replies and for conversations."""
    library = Library()
    texts = tuple(library.rubric_text(name) for name in RUBRICS)
    return Terms(Job(tuple((text.text, text.file) for text in texts), b"a key for tests"))


def found(replies: Iterable[str], by: Terms) -> Found:
    """What is found in replies to a customer who is upset, written where everybody reads along."""
    all_found = Found()
    for reply in replies:
        all_found.replies += 1
        hit = rules(reply, by)
        all_found.rules.update(hit)
        if hit:
            all_found.texts[reply] = tuple(sorted(hit))
    return all_found


def rules(reply: str, by: Terms) -> set[str]:
    """The critical rules of which one reply is a candidate."""
    turns = (Turn(Speaker.CUSTOMER, OPENING), Turn(Speaker.AGENT, reply))
    judging = Judging(by, Transcript(turns=turns, id="one", system="jsonl", channel=PUBLIC))
    marks = [mark for marks in judging.marks for mark in marks]
    marks += [mark for score in judging.whole for mark in score.marks]
    return {mark.critical for mark in marks if mark.critical}
