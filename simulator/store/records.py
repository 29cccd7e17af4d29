"""What the history takes and gives: how an attempt starts, the attempt as stored, and what lists show of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from msgspec import Struct

from simulator.exchange import Exchange
from simulator.mood import Ending
from simulator.scoring.marks import Mark, Scorecard


class Edition(Struct, frozen=True):
    """Which text of a rubric graded: its version and the hash under which the text is stored."""

    version: int
    hash: str


class Start(Struct, frozen=True):
    """What a session was started with; nothing else is needed to start it in the same way again.

    ``content`` is the hash of the scenario's text among the contents given with it. ``rubrics``: the edition of every
    rubric that grades, by id. ``options``: settings that shape the session (content level, hints). A retry names
    its ``parent`` attempt and the exchange that is played again, ``parent_exchange``, counted from 1. ``mode``:
    practice or exam; ``assignment``: what it is played for. Trainers see an exam and what was assigned, once finished.
    """

    scenario: str
    scenario_version: int
    content: str
    seed: int
    engine: str
    channel: str
    title: str = ""
    mode: str = "practice"
    clock: str = "off"
    trainee: str = ""
    rubrics: dict[str, Edition] = {}
    options: dict[str, str | int | float | bool | None] = {}
    parent: str | None = None
    parent_exchange: int | None = None
    assignment: str | None = None


MODEL = "model "
"""How the author's name of marks begins that a language model gave: they stand beside the others and count nowhere."""


class GivenMark(Struct, frozen=True):
    """A mark, the rubric's edition, who gave it and when. ``exchange`` and ``revision`` (its reading) count from 1."""

    exchange: int
    revision: int
    mark: Mark
    edition: Edition
    author: str
    at: datetime

    @property
    def by_model(self) -> bool:
        """Whether a language model gave it."""
        return self.author.startswith(MODEL)


class Note(Struct, frozen=True):
    """A remark on an attempt, or on one of its exchanges (counted from 1)."""

    text: str
    author: str
    at: datetime
    exchange: int | None = None


class Draft(Struct, frozen=True):
    """The unsent text of an attempt and when it was saved."""

    text: str
    at: datetime


class Attempt(Struct, frozen=True):
    """A stored session. The last exchange's ``state`` is all that is needed to go on; times are aware, in UTC.

    ``audience``: who else may see it ("trainer", "lead" or None: nobody). ``settled``: the score with people's
    overrides, beside the first one; None where nobody overrode anything. ``waits_blind``: who reads it has a disputed
    mark in it to give anew without having seen the first, so that every mark, score and note is left out here.
    """

    id: str
    start: Start
    started: datetime
    exchanges: tuple[Exchange, ...] = ()
    finished: datetime | None = None
    ending: Ending | None = None
    closing: str | None = None
    scorecard: Scorecard | None = None
    draft: Draft | None = None
    ticket: dict[str, Any] | None = None
    notes: tuple[Note, ...] = ()
    audience: str | None = None
    settled: Scorecard | None = None
    waits_blind: bool = False


class Summary(Struct, frozen=True):
    """An attempt as lists show it. ``path``: hostility when it began, then after each exchange. ``score`` 0-100.

    ``to_try``: a sentence to say next time, from the criterion that cost most (None: not finished, or nothing to try).
    ``audience``: who else may see it. ``settled_score``: with people's overrides, None where there is none.
    ``assessed``: the share of the card's weight that the score rests on, 0-1. ``unscored``: no rubric judges its
    language, so there is no score and never 0. ``agreed``: it has no ending, for the trainee closed it once all was
    agreed.
    """

    id: str
    scenario: str
    scenario_version: int
    title: str
    mode: str
    channel: str
    trainee: str
    started: datetime
    finished: datetime | None
    ending: Ending | None
    score: float | None
    path: tuple[float, ...] = ()
    parent: str | None = None
    parent_exchange: int | None = None
    to_try: str | None = None
    audience: str | None = None
    settled_score: float | None = None
    assessed: float | None = None
    unscored: bool = False
    agreed: bool = False

    @property
    def exchanges(self) -> int:
        """How many exchanges are stored."""
        return max(0, len(self.path) - 1)


class Standing(Struct, frozen=True):
    """How someone stands in a scenario: the last finished attempt, the best scored one, and how many were finished."""

    last: Summary
    best: Summary | None
    finished: int
