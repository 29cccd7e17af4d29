"""Replies with hand-made readings: sentences with the signals they carry, so that grading is tested by itself."""

from __future__ import annotations

from functools import lru_cache

from simulator.library import Library
from simulator.mood import Phase
from simulator.scoring.load import load_library_card, load_rubric
from simulator.scoring.marks import Graded, Mark, Quote, Situation
from simulator.scoring.rubric import Card, Rubric
from simulator.signals import AGENT_SIGNALS, Evidence, Reading

Said = tuple[str, dict[str, float]]
"""A sentence and the signals it carries."""

SORRY: Said = (
    "I'm so sorry about this, Mrs Lindqvist.",
    {"apology": 0.9, "emotional_reaction": 0.7, "personalisation": 0.8},
)
BIRTHDAY: Said = (
    "With Emma's birthday on Saturday I see why this worries you.",
    {"validation": 0.9, "interpretation": 0.9, "specificity": 0.8, "emotional_reaction": 0.7},
)
TRACKING: Said = ("What does the tracking show on your side?", {"exploration": 0.8, "question": 0.8})
BACK: Said = (
    "So it has sat at the depot since Thursday, have I got that right?",
    {"restatement": 0.8, "reflection": 0.5},
)
EXPRESS: Said = ("I can send you a new dollhouse by express today.", {"suggestion": 0.7, "ownership": 0.7})
PROMISE: Said = (
    "I'll e-mail you the tracking number today by 15:00.",
    {"deadline": 0.9, "ownership": 0.7, "expectation": 0.8},
)
SUITS: Said = ("Would that be all right for you?", {"question": 0.6, "options": 0.4})
SETTLED: Said = ("Is everything settled for you now?", {"closing_question": 0.9, "question": 0.4})
THANKS: Said = ("Thank you for telling us.", {"gratitude": 0.8})
CALM_DOWN: Said = ("Please calm down, it's only a parcel.", {"dismissing": 0.9, "condescending": 0.6})
POLICY: Said = ("According to our policy there is nothing I can do.", {"wall": 0.8})
AGAIN: Said = ("What is your order number?", {"re_asking": 0.8, "question": 0.7, "exploration": 0.4})
INSULT: Said = ("You are being ridiculous.", {"attack": 0.95})
CODES: Said = ("Your RMA is pending in the WMS.", {"jargon": 0.8, "information": 0.6})


@lru_cache(maxsize=1)
def card() -> Card:
    """The shipped card."""
    return load_library_card(Library())


@lru_cache(maxsize=1)
def conversation_rubric() -> Rubric:
    """The shipped scorecard of a conversation."""
    source = Library().rubric_text("qa")
    return load_rubric(source.text, source.file)


def reading(*said: Said, unknown: tuple[str, ...] = (), gap: str = " ") -> Reading:
    """The reading of these sentences, one after the other."""
    text, spans, evidence = "", [], []
    strengths: dict[str, float | None] = dict.fromkeys(AGENT_SIGNALS, 0.0)
    for sentence, signals in said:
        start = len(text) + (len(gap) if text else 0)
        text = f"{text}{gap}{sentence}" if text else sentence
        spans.append((start, len(text)))
        for name, strength in signals.items():
            evidence.append(Evidence(name, strength, start, len(text), sentence))
            strengths[name] = max(strength, strengths[name] or 0.0)
    strengths |= dict.fromkeys(unknown)
    return Reading(text, tuple(spans), tuple(evidence), strengths)


def graded(*said: Said, unknown: tuple[str, ...] = (), gap: str = " ", **situation: object) -> Graded:
    """A reply of these sentences in this situation (hot by default: the first reply to an angry opening)."""
    standing: dict[str, object] = {"phase": Phase.TAKE_OFF, "hostility": 65.0, "venting": 0.7, "receptivity": 0.0}
    return Graded(reading(*said, unknown=unknown, gap=gap), Situation(**(standing | situation)))


def quotes(one: Reading, *sentences: Said) -> tuple[Quote, ...]:
    """These sentences as quotes of a reading; those it lacks are left out."""
    found = [(one.text.find(sentence), sentence) for sentence, _ in sentences]
    return tuple(Quote(start, start + len(text), text) for start, text in found if start >= 0)


def mark(marks: tuple[Mark, ...], criterion: str) -> Mark:
    """The mark of one criterion."""
    return next(item for item in marks if item.criterion == criterion)
