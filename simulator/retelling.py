"""A stored conversation as a document: one's own, or as far as another person shared it; read as it was marked."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from simulator.errors import NotFoundError
from simulator.report.conversation_page import Remark, Told, conversation_document, words_document

if TYPE_CHECKING:
    from simulator.report.document import Document
    from simulator.store.records import Attempt
    from simulator.training import Workshop


def own_conversation(workshop: Workshop, attempt_id: str) -> Document:
    """A finished conversation of one's own: every word, every mark, with the rubrics it was begun with.

    Raises:
        NotFoundError: there is none of that id that is finished.

    """
    attempt = _finished(workshop.attempt(attempt_id))
    return conversation_document(_told(workshop, attempt, totals=workshop.shows_totals()))


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
        return words_document(attempt.start.title or attempt.start.scenario, _day(_end(attempt)), name, said)
    return conversation_document(_told(workshop, attempt, name=name))


def _finished(attempt: Attempt) -> Attempt:
    if attempt.finished is None:
        raise NotFoundError("finished conversation", attempt.id, ())
    return attempt


def _told(workshop: Workshop, attempt: Attempt, *, name: str = "", totals: bool = True) -> Told:
    remarks = tuple(Remark(note.text, note.author, note.exchange, _day(note.at)) for note in attempt.notes)
    return Told(workshop.debrief_from(attempt), _day(_end(attempt)), remarks, totals=totals, name=name)


def _end(attempt: Attempt) -> datetime:
    return attempt.finished or attempt.started


def _day(moment: datetime) -> str:
    return moment.date().isoformat()
