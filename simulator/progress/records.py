"""What progress is read from: finished attempts in a few numbers, and what could be practised."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

SCORE = "score"
"""The skill behind a session's whole score."""


class Observed(Struct, frozen=True):
    """What one attempt showed of one skill: ``points`` 0-100, over ``n`` replies (or occasions), at least one.

    ``skill``: ``score``, ``rubric/criterion``, or ``move/behaviour``. What was not assessed is not observed: it has no
    record.
    """

    skill: str
    points: float
    n: int = 1


class Heard(Struct, frozen=True):
    """One reply: its moves in order of the text, and the hostility it met, 0-100."""

    moves: tuple[str, ...]
    hostility: float


class Attempted(Struct, frozen=True):
    """A finished attempt. ``at``: when it ended, with its time zone. ``difficulty`` 1-5; ``score`` 0-100 or None.

    ``assessed``: the share of the card, 0-1, that the score is from. ``again``: it played another attempt again from
    one of its replies, after the debrief: practice, but no evidence. ``hostile``: the scenario has a content warning.
    ``replies`` may be empty where only marks were read.
    """

    id: str
    scenario: str
    at: datetime
    difficulty: int = 3
    channel: str = "live_chat"
    persona: str = ""
    mode: str = "practice"
    score: float | None = None
    assessed: float = 0.0
    again: bool = False
    hostile: bool = False
    observed: tuple[Observed, ...] = ()
    replies: tuple[Heard, ...] = ()


class Candidate(Struct, frozen=True):
    """A scenario that could be practised next; ``trains``: what its author says it trains, in words."""

    id: str
    title: str
    channel: str = "live_chat"
    persona: str = ""
    difficulty: int = 3
    trains: tuple[str, ...] = ()
    hostile: bool = False
