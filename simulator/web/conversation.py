"""A finished conversation as a page shows it: read anew with the rubrics it was begun with."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from simulator.errors import NotFoundError
from simulator.report.debrief import Debrief
from simulator.report.said import WAITS_BLIND
from simulator.store.records import Note
from simulator.training import TOTALS_FROM, Workshop

if TYPE_CHECKING:
    from simulator.store.history import History
    from simulator.store.records import Attempt


class Conversation(Struct, frozen=True):
    """A debrief with what stands around it. ``name``: whose it is, empty for one's own; ``totals``: with scores.

    ``debrief``: None where its reader has a mark of it to give blind first; then ``words`` say why, and ``said`` holds
    what the customer wrote with each reply.
    """

    title: str
    debrief: Debrief | None
    day: date
    name: str = ""
    notes: tuple[Note, ...] = ()
    totals: bool = True
    words: str = ""
    said: tuple[tuple[str, str], ...] = ()


def own_conversation(history: History, attempt_id: str) -> Conversation:
    """One's own.

    Raises:
        NotFoundError: no such conversation, or another person's, or not finished.

    """
    attempt = _finished(history.attempt(attempt_id))
    found = _debrief(attempt, history)
    totals = history.finished_count() >= TOTALS_FROM
    return Conversation(found.title, found, _day(attempt), notes=attempt.notes, totals=totals)


def shared_conversation(history: History, attempt_id: str) -> Conversation:
    """Another person's, as far as it is shared; the look is recorded.

    Raises:
        NotFoundError: no such conversation, or it is not shared with who asks.
        NotAllowedError: who asks is no trainer.

    """
    attempt = _finished(history.shared.attempt(attempt_id))
    title, name = attempt.start.title or attempt.start.scenario, attempt.start.trainee
    if attempt.waits_blind:
        said = tuple((one.customer, one.reply) for one in attempt.exchanges)
        return Conversation(title, None, _day(attempt), name, words=WAITS_BLIND, said=said)
    found = _debrief(attempt, history)
    return Conversation(found.title, found, _day(attempt), name, attempt.notes)


def _finished(attempt: Attempt) -> Attempt:
    if attempt.finished is None:
        raise NotFoundError("finished conversation", attempt.id, ())
    return attempt


def _day(attempt: Attempt) -> date:
    return (attempt.finished or attempt.started).date()


def _debrief(attempt: Attempt, history: History) -> Debrief:
    """As it is read at the command line: an exam with its result first."""
    with Workshop(history=history) as workshop:
        return workshop.debrief_from(attempt)
