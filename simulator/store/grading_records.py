"""What the history keeps of gradings of real conversations, and what it tells of them."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from simulator.store.records import Edition


class GradingStart(Struct, frozen=True):
    """A grading that is to be kept.

    ``digest``: of what was graded, by what, and of what people decided; the same one is kept once. ``shop``: gradings
    of one shop make one trend. ``folder``: where its files were. ``judgements``: conversations whose figures people
    changed. ``counts``: conversations by what became of them.
    """

    digest: str
    shop: str
    author: str
    version: str
    sample: str
    folder: str
    rubrics: dict[str, Edition]
    counts: dict[str, int]
    judgements: int = 0


class GradedScore(Struct, frozen=True):
    """A conversation's score by one rubric, 0-100 or None, with the share of it that was assessed, 0-1."""

    rubric: str
    score: float | None
    assessed: float | None
    verdict: str = ""


class GradedConversation(Struct, frozen=True):
    """One graded conversation. ``peak`` and ``last``: observed hostility, 0-100. ``rating``: the customer's, 0-1."""

    conversation: str
    system: str
    channel: str
    team: str
    agent: str
    reason: str
    week: str | None
    started: datetime | None
    peak: float | None
    last: float | None
    rating: float | None
    settled: bool
    scores: tuple[GradedScore, ...]


class GradingSummary(Struct, frozen=True):
    """A kept grading as lists show it."""

    id: str
    at: datetime
    shop: str
    author: str
    folder: str
    sample: str
    rubrics: dict[str, Edition]
    counts: dict[str, int]
    judgements: int


class WeekSum(Struct, frozen=True):
    """Scores of one week by one edition of a rubric: how many, their sum, and the sum of their squares.

    A conversation that was graded several times by the same edition counts once, as it was graded last.
    """

    week: str
    rubric: str
    hash: str
    n: int
    total: float
    squares: float
