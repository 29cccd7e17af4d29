"""A stored conversation as a document: one's own, or as far as another person shared it; read as it was marked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from simulator.errors import NotFoundError
from simulator.report.conversation_page import Remark, Told, conversation_document, words_document

if TYPE_CHECKING:
    from simulator.report.document import Document
    from simulator.store.records import Attempt
    from simulator.training import Workshop


def utc_day(moment: datetime) -> str:
    """The day of a moment as the history keeps it, ISO: the same for everybody, wherever they read."""
    return moment.date().isoformat()


def local_day(moment: datetime) -> str:
    """The day of a moment where this machine stands, ISO."""
    return moment.astimezone().date().isoformat()


def own_conversation(workshop: Workshop, attempt_id: str, *, day: Callable[[datetime], str] = utc_day) -> Document:
    """A finished conversation of one's own: every word, every mark, with the rubrics it was begun with.

    ``day``: which day a moment belongs to, ISO.

    Raises:
        NotFoundError: there is none of that id that is finished.

    """
    attempt = _finished(workshop.attempt(attempt_id))
    return conversation_document(_told(workshop, attempt, day=day, totals=workshop.shows_totals()))


def shared_conversation(workshop: Workshop, attempt_id: str) -> Document:
    """Another person's conversation, as far as one may see it; the look is recorded.

    Raises:
        NotFoundError: there is none of that id, or it is not shared with who asks.
        NotAllowedError: who asks is no trainer.

    """
    attempt = _finished(workshop.history.shared.attempt(attempt_id))
    name = attempt.start.trainee
    if attempt.waits_blind:
        said = [(one.customer, one.reply) for one in attempt.exchanges]
        return words_document(attempt.start.title or attempt.start.scenario, utc_day(ended(attempt)), name, said)
    return conversation_document(_told(workshop, attempt, name=name))


def _finished(attempt: Attempt) -> Attempt:
    if attempt.finished is None:
        raise NotFoundError("finished conversation", attempt.id, ())
    return attempt


def _told(
    workshop: Workshop,
    attempt: Attempt,
    *,
    day: Callable[[datetime], str] = utc_day,
    name: str = "",
    totals: bool = True,
) -> Told:
    remarks = tuple(Remark(note.text, note.author, note.exchange, day(note.at)) for note in attempt.notes)
    return Told(workshop.debrief_from(attempt), day(ended(attempt)), remarks, totals=totals, name=name)


def ended(attempt: Attempt) -> datetime:
    """When a conversation was finished; of one that is open, when it was begun."""
    return attempt.finished or attempt.started
