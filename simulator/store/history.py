"""The history of practice: every exchange is stored when it happens, and a session goes on where it stopped."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Self

from simulator.errors import HistoryError
from simulator.store import gradings, practised, reading, writing
from simulator.store.database import Database, file_of, located
from simulator.store.failures import told
from simulator.store.ids import ENTROPY_BYTES, uuid7
from simulator.store.json_text import written
from simulator.store.records import Attempt, Draft, Edition, GivenMark, Note, Standing, Start, Summary
from simulator.store.schema import drop_backups, migrate, stored_version
from simulator.store.tables import HEAD

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

    from simulator.exchange import Exchange
    from simulator.mood import Ending
    from simulator.scoring.marks import Mark, Scorecard
    from simulator.store.grading_records import GradedConversation, GradingStart, GradingSummary, WeekSum
    from simulator.store.practised import CriterionSum, ReplyMoves

AT_ONCE = 2000
"""Graded conversations that are stored in one transaction: others can write between two of them."""


def _now() -> datetime:
    return datetime.now(UTC)


class History:
    """Stored attempts. Any thread may call; a call that changes something returns when it is safely on the disk.

    Every method raises HistoryError when the database can't be used, and NotFoundError for an unknown attempt.
    """

    def __init__(
        self,
        database: Database,
        *,
        clock: Callable[[], datetime] = _now,
        entropy: Callable[[int], bytes] = secrets.token_bytes,
    ) -> None:
        self._database, self._clock, self._entropy = database, clock, entropy

    @classmethod
    def open(
        cls,
        where: Path | str,
        *,
        wait: float = 5.0,
        clock: Callable[[], datetime] = _now,
        entropy: Callable[[int], bytes] = secrets.token_bytes,
    ) -> Self:
        """Open, or begin, the history in a SQLite file or at a database URL; an older schema is brought up to date.

        ``wait``: seconds to wait while another program writes. A missing folder is made.
        """
        database = Database(located(where), wait=wait)
        try:
            if database.read(stored_version) != HEAD:
                migrate(located(where), database.name, wait)
        except BaseException:
            database.close()
            raise
        return cls(database, clock=clock, entropy=entropy)

    @staticmethod
    def move_aside(where: Path | str, at: datetime) -> Path:
        """Rename a damaged history file, with its log, so that a new one can begin; gives where it is kept now."""
        file = file_of(located(where))
        if file is None:
            raise HistoryError("only a history in a file can be moved aside.")
        kept = file.with_name(f"{file.name}.damaged-{at.astimezone(UTC):%Y%m%dT%H%M%S}")
        with told(str(file), 0):
            # The log belongs to the file: under matching names, SQLite still finds it.
            for end in ("", "-wal", "-shm"):
                part = file.with_name(file.name + end)
                if not end or part.exists():
                    part.replace(kept.with_name(kept.name + end))
        return kept

    def close(self) -> None:
        """Close the database; the history can't be used any more."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def begin(self, start: Start, contents: Mapping[str, str]) -> str:
        """Store a new attempt with the texts it is made from (hash -> text); gives its id.

        ``contents`` holds at least ``start.content``. A retry begins with copies of the exchanges before
        ``start.parent_exchange``.
        """
        at = self._clock()
        attempt_id = uuid7(at, self._entropy(ENTROPY_BYTES))
        self._database.write(writing.begin, attempt_id, start, contents, at)
        return attempt_id

    def add_exchange(self, attempt_id: str, exchange: Exchange) -> None:
        """Store the next exchange and its marks, by the rubrics the attempt was started with; the draft is done."""
        self._database.write(writing.next_exchange, attempt_id, exchange, self._clock())

    def replace_exchange(self, attempt_id: str, exchange: Exchange) -> None:
        """Store another reading of the last exchange ("not what I meant"); the earlier reading is kept, too."""
        self._database.write(writing.other_reading, attempt_id, exchange, self._clock())

    def reword_exchange(self, attempt_id: str, exchange: Exchange) -> None:
        """Put the words that a model or a person gave the customer into the last exchange; the draft stays."""
        self._database.write(writing.other_words, attempt_id, exchange)

    def add_marks(
        self, attempt_id: str, n: int, marks: Iterable[Mark], rubrics: Mapping[str, Edition], author: str
    ) -> None:
        """Append marks that someone else, or another edition of a rubric, gives exchange ``n``; none is replaced."""
        self._database.write(writing.more_marks, attempt_id, n, marks, rubrics, author, self._clock())

    def save_draft(self, attempt_id: str, text: str) -> None:
        """Keep the unsent text. Of an attempt that was finished or stopped meanwhile, nothing is kept."""
        self._database.write(writing.put_draft, attempt_id, text, self._clock())

    def draft(self, attempt_id: str) -> Draft | None:
        """The unsent text last saved since the last exchange."""
        return self._database.read(reading.draft, attempt_id)

    def finish(
        self,
        attempt_id: str,
        ending: Ending | None,
        closing: str | None,
        scorecard: Scorecard | None,
        *,
        to_try: str = "",
    ) -> None:
        """Store how an attempt ended and what to try next. Called again (for a ticket), it keeps the time."""
        self._database.write(writing.finish, attempt_id, self._clock(), ending, closing, scorecard, to_try)

    def save_ticket(self, attempt_id: str, ticket: object) -> None:
        """Keep the closing ticket, any record or mapping that is a JSON object."""
        self._database.write(writing.put_ticket, attempt_id, written(ticket), self._clock())

    def add_note(self, attempt_id: str, text: str, *, author: str, exchange: int | None = None) -> None:
        """Append a remark on an attempt or on one of its exchanges."""
        self._database.write(writing.add_note, attempt_id, Note(text, author, self._clock(), exchange))

    def discard(self, attempt_id: str) -> None:
        """Delete an attempt without a trace: its text is in no file of the history any more. Unknown ids are fine."""
        started = self._database.write(writing.discard, attempt_id)
        self._database.scrub()
        if started and self._database.file:
            with told(self._database.name, self._database.wait):
                drop_backups(self._database.file, made_since=started)

    def attempt(self, attempt_id: str) -> Attempt:
        """An attempt with its exchanges; the last one's ``state`` is where it goes on."""
        return self._database.read(reading.attempt, attempt_id)

    def revisions(self, attempt_id: str, n: int) -> tuple[Exchange, ...]:
        """Every reading of exchange ``n``, the first one first."""
        return self._database.read(reading.revisions, attempt_id, n)

    def marks(self, attempt_id: str) -> tuple[GivenMark, ...]:
        """All marks of an attempt as last understood, in the order in which they were given."""
        return self._database.read(reading.marks, attempt_id)

    def open_attempts(self, trainee: str | None = None) -> tuple[Summary, ...]:
        """The attempts that can be resumed, newest first."""
        return self.attempts(trainee=trainee, finished=False)

    def attempts(
        self,
        *,
        scenario: str | None = None,
        trainee: str | None = None,
        mode: str | None = None,
        finished: bool | None = None,
        limit: int | None = None,
    ) -> tuple[Summary, ...]:
        """Attempts as lists show them, newest first; None filters nothing."""
        return self._database.read(
            reading.summaries, scenario=scenario, trainee=trainee, mode=mode, finished=finished, limit=limit
        )

    def standings(self, trainee: str | None = None) -> dict[str, Standing]:
        """Your last and best finished attempt, by scenario."""
        return self._database.read(reading.standings, trainee)

    def finished_count(self, trainee: str | None = None) -> int:
        """How many sessions were finished; retries play part of one again, and don't count."""
        return self._database.read(reading.finished_count, trainee)

    def criterion_sums(self, attempts: Sequence[str]) -> dict[str, tuple[CriterionSum, ...]]:
        """What every criterion got in these attempts, by attempt: what skills are estimated from."""
        return self._database.read(practised.criterion_sums, attempts)

    def reply_moves(self, attempts: Sequence[str]) -> dict[str, tuple[ReplyMoves, ...]]:
        """What every reply of these attempts was heard to do, by attempt."""
        return self._database.read(practised.reply_moves, attempts)

    def content(self, digest: str) -> str:
        """The text that an attempt was started with, by its hash."""
        return self._database.read(reading.content, digest)

    def add_grading(self, start: GradingStart, conversations: Iterable[GradedConversation]) -> str:
        """Keep a grading with its conversations, and give its id; one that is kept already is only found.

        Nothing of it counts before all of it is stored; an interrupted attempt leaves nothing that counts.
        """
        if (found := self._database.read(gradings.kept, start.digest)) is not None:
            return found
        at = self._clock()
        grading_id = uuid7(at, self._entropy(ENTROPY_BYTES))
        hashes = {name: edition.hash for name, edition in start.rubrics.items()}
        self._database.write(gradings.begin, grading_id, start, at)
        source, first = iter(conversations), 0
        while some := list(islice(source, AT_ONCE)):
            self._database.write(gradings.add, grading_id, first, some, hashes)
            first += len(some)
        self._database.write(gradings.finish, grading_id, self._clock())
        return grading_id

    def gradings(self, shop: str | None = None) -> tuple[GradingSummary, ...]:
        """The kept gradings, the newest first; None: of all shops."""
        return self._database.read(gradings.summaries, shop)

    def graded_weeks(self, shop: str, hashes: Collection[str]) -> tuple[WeekSum, ...]:
        """Sums of scores by week and rubric, over all of a shop's gradings by these editions of rubrics."""
        return self._database.read(gradings.weeks, shop, hashes)
