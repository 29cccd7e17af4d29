"""The parts of a sentence that ask, and the topics they reach: put together, and told apart from asides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from simulator.engine.phrases import QUESTION_WORDS

if TYPE_CHECKING:
    from simulator.engine.phrases import Found
    from simulator.engine.words import Word

MOSTLY = 0.6
"""An aside that fills this share of a question's words is all there is to it."""
ASIDE = ""
"""The topic of questions that ask nothing about the case ("are you still there?")."""


class Question(Struct):
    """A part of a sentence that asks; ``topic`` None where no known topic is reached; ``explicit``: it says it asks."""

    topic: str | None
    start: int
    end: int
    explicit: bool
    score: float = 0.0


class Reached(Struct):
    """The topic that some words of a sentence (half-open) reach, and how clearly."""

    part: tuple[int, int]
    topic: str | None
    score: float


def same_answer(shown: dict[str, str], listed: frozenset[str]) -> dict[str, str]:
    """Topic -> the one that the case lists of those with the same answer: "which e-mail address do you use?"."""
    return {
        other: name for name in listed for other in shown if other not in listed and shown.get(name) == shown[other]
    }


def asks_more(words: list[Word], first: int, last: int) -> bool:
    """Whether a part is a question of its own behind another one: "... and who was it?"."""
    return last - first > 1 and words[first].stem == "and" and words[first + 1].stem in QUESTION_WORDS


def is_aside(found: list[Found], words: int) -> bool:
    """Whether an aside fills most of the words, and no phrase of a topic is as long."""
    aside = max((item.last - item.first for item in found if item.owner == ("topic", ASIDE)), default=0)
    topic = max((item.last - item.first for item in found if item.owner[0] == "topic" and item.owner[1]), default=0)
    return aside >= MOSTLY * words and aside > topic


def merged(several: list[Reached]) -> list[Reached]:
    """Parts that reach the same topic become one."""
    out: dict[str | None, Reached] = {}
    for item in several:
        old = out.get(item.topic)
        if old is None:
            out[item.topic] = item
        else:
            span = (old.part[0], max(old.part[1], item.part[1]))
            out[item.topic] = Reached(span, item.topic, max(old.score, item.score))
    return list(out.values())
