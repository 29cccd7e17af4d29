"""Records of people and teams: who they are, what they share, what is disputed, and what reports are summed from."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from msgspec import Struct

from simulator.mood import Ending

Role = Literal["trainee", "trainer", "lead"]
ROLES: tuple[Role, ...] = ("trainee", "trainer", "lead")
ROLE_WORDS = {"trainee": "trainee", "trainer": "trainer", "lead": "QA lead"}
Audience = Literal["trainer", "lead"]
"""Who may see an attempt besides its owner: the trainers of their teams and the QA leads, or the QA leads alone."""
AUDIENCES: tuple[Audience, ...] = ("trainer", "lead")


class Person(Struct, frozen=True):
    """Somebody in a team's history. ``teams``: the names of their teams."""

    id: str
    name: str
    role: Role
    teams: tuple[str, ...] = ()


class Credential(Struct, frozen=True):
    """What a server needs to let somebody in: who they are, and what checks their password (None: none was set)."""

    person: Person
    secret: str | None


class Assignment(Struct, frozen=True):
    """Something that a trainer asked for. ``kind``: scenario, pathway or exam; ``subject``: its id in the library.

    ``done``: the day of the first finished conversation that was begun for it; who is on a pathway keeps that private.
    """

    id: str
    person: str
    kind: str
    subject: str
    options: dict[str, Any]
    author: str
    at: datetime
    due: datetime | None = None
    withdrawn: datetime | None = None
    done: date | None = None

    @property
    def open(self) -> bool:
        """Whether it is still to be done."""
        return self.withdrawn is None and self.done is None


class CriterionResult(Struct, frozen=True):
    """An attempt's points by one criterion, over the ``assessed`` replies, of ``most`` that there were to get.

    Marks as last understood and with people's overrides. ``day``: of the attempt's end, in UTC. ``retry``: it played
    part of another attempt again (never shown to others).
    """

    attempt: str
    person: str | None
    scenario: str
    scenario_version: int
    channel: str
    mode: str
    day: date
    week: str
    rubric: str
    rubric_hash: str
    criterion: str
    assessed: int
    points: int
    most: int
    retry: bool = False

    @property
    def share(self) -> float:
        """Points as a share of what there was to get, 0-1."""
        return self.points / self.most


class CriterionSum(Struct, frozen=True):
    """Attempts of one group by one criterion: how many, and the sum and sum of squares of their shares, 0-1 each.

    ``people``: how many different people the group's attempts come from. What a question does not group by is empty.
    """

    rubric: str
    criterion: str
    attempts: int
    people: int
    total: float
    squares: float
    channel: str = ""
    week: str = ""
    person: str = ""
    scenario: str = ""

    @property
    def mean(self) -> float:
        """The mean share, 0-1."""
        return self.total / self.attempts


class AttemptSum(Struct, frozen=True):
    """Finished attempts of one group: how many, how they ended, and their scores (0-100; sum and sum of squares)."""

    attempts: int
    people: int
    scored: int
    total: float
    squares: float
    resolved: int
    walked_away: int
    escalated: int
    terminated: int
    channel: str = ""
    week: str = ""
    person: str = ""
    scenario: str = ""


class SharedSummary(Struct, frozen=True):
    """Another person's attempt as lists show it: the day it ended, no times; ``score`` with people's overrides.

    ``waits_blind``: a disputed mark of it waits for a QA lead's blind one, and both scores are left out until then.
    ``agreed``: it has no ending, for its agent closed it once all was agreed.
    """

    id: str
    person: str
    name: str
    scenario: str
    title: str
    channel: str
    mode: str
    day: date
    ending: Ending | None
    score: float | None
    first_score: float | None
    waits_blind: bool = False
    agreed: bool = False


class Override(Struct, frozen=True):
    """A person's mark in the place of another: both points (None: not assessed), who, when and why."""

    id: str
    attempt: str
    exchange: int
    rubric: str
    criterion: str
    before: int | None
    after: int | None
    author: str
    reason: str
    at: datetime


class Dispute(Struct, frozen=True):
    """A mark that its trainee doesn't accept. ``points``: the mark then; ``graded``: when a QA lead marked it blind.

    Until then ``blind`` says nothing; beside a time, None means that nothing can be marked there. ``outcome``:
    "kept" or "changed", with the lead's ``answer``. Names are empty for people who were deleted.
    """

    id: str
    attempt: str
    person: str
    name: str
    exchange: int
    rubric: str
    criterion: str
    points: int | None
    most: int
    reason: str
    at: datetime
    grader: str = ""
    blind: int | None = None
    graded: datetime | None = None
    settled: datetime | None = None
    outcome: str = ""
    answer: str = ""


class Said(Struct, frozen=True):
    """One exchange of a disputed conversation in words alone: the customer's, messages to wait, and the reply."""

    exchange: int
    customer: str
    held: tuple[str, ...]
    reply: str


class BlindCase(Struct, frozen=True):
    """What a QA lead sees before they mark a dispute: the words up to the reply, and the criterion; no mark."""

    dispute: str
    title: str
    channel: str
    said: tuple[Said, ...]
    rubric: str
    criterion: str
    most: int
    rubric_text: str


class TrailEntry(Struct, frozen=True):
    """One line of the audit trail: who did what about whose attempt. Names are empty where nobody is known."""

    at: datetime
    actor: str
    action: str
    person: str
    attempt: str
    detail: str
