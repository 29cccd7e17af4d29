"""A stored conversation as a document: one's own, or as far as another person shared it; read as it was marked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import zip_longest
from typing import TYPE_CHECKING

from simulator.errors import NotFoundError
from simulator.exchange import last_words
from simulator.report.conversation_page import Remark, ToldConversation, conversation_document, words_document

if TYPE_CHECKING:
    from simulator.exchange import Exchange
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
        title = attempt.start.title or attempt.start.scenario
        return words_document(title, utc_day(ended(attempt)), name, words_of(attempt.exchanges))
    return conversation_document(_told(workshop, attempt, name=name, totals=workshop.shows_totals_of(attempt)))


def words_of(exchanges: Sequence[Exchange]) -> list[tuple[str, bool]]:
    """All that was said, in order, each with whether the customer said it."""
    said: list[tuple[str, bool]] = []
    for one in exchanges:
        said.append((one.customer, True))
        for text, answer in zip_longest(one.held, one.acknowledged, fillvalue=""):
            said += [(text, False), (answer, True)]
        said.append((one.reply, False))
    said.append((last_words(exchanges), True))
    return [(text, customer) for text, customer in said if text]


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
) -> ToldConversation:
    remarks = tuple(Remark(note.text, note.author, note.exchange, day(note.at)) for note in attempt.notes)
    return ToldConversation(workshop.debrief_from(attempt), day(ended(attempt)), remarks, totals=totals, name=name)


def ended(attempt: Attempt) -> datetime:
    """When a conversation was finished; of one that is open, when it was begun."""
    return attempt.finished or attempt.started
