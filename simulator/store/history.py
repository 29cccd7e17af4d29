"""The history of practice: every exchange is stored when it happens, and a session goes on where it stopped."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Self, TypeVar

from msgspec.structs import replace

from simulator.errors import HistoryError
from simulator.store import erasing, gradings, people, practised, reading, sharing, sums, writing
from simulator.store.address import file_of, located
from simulator.store.door import Door, now
from simulator.store.failures import told
from simulator.store.json_text import written
from simulator.store.records import Attempt, Draft, Edition, GivenMark, Note, Standing, Start, Summary
from simulator.store.schema import drop_backups, opened
from simulator.store.spare import Spare

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

    from simulator.exchange import Exchange
    from simulator.mood import Ending
    from simulator.scoring.marks import Mark, Scorecard
    from simulator.store.access import Access
    from simulator.store.database import Database
    from simulator.store.disputes import Disputes
    from simulator.store.grading_records import GradedConversation, GradingStart, GradingSummary, WeekSum
    from simulator.store.practised import CriterionSum, ReplyMoves
    from simulator.store.privacy import Privacy
    from simulator.store.shared import Shared
    from simulator.store.team import Team
    from simulator.store.team_records import Audience, CriterionResult

D = TypeVar("D", bound=Door)
AT_ONCE = 2000
"""Graded conversations that are stored in one transaction: others can write between two of them."""


class History(Door):
    """One person's practice. Any thread may call; a call that changes something returns when it is safely on the disk.

    Attempts are one's own: others' are behind ``shared``. Every method raises HistoryError when the database can't
    be used, and NotFoundError for an attempt that isn't there or is somebody else's.
    """

    @classmethod
    def open(
        cls,
        where: Path | str,
        who: str = "",
        *,
        wait: float = 5.0,
        clock: Callable[[], datetime] = now,
        entropy: Callable[[int], bytes] = secrets.token_bytes,
        spare: Path | None = None,
    ) -> Self:
        """Open, or begin, the history in a SQLite file or at a database URL; an older schema is brought up to date.

        Args:
            where: the file's path, or the URL of a server. A missing folder is made.
            who: the name of the person who asks; a history that knows no people is open to whoever has it.
            wait: seconds to wait while another program writes, or until a server answers again.
            clock: tells the time, with its zone.
            entropy: gives random bytes, for ids.
            spare: a folder for drafts that can't be stored because the server can't be reached.

        Raises:
            NotAllowedError: this is a team's history, and nobody of that name is in it.

        """
        database = opened(where, wait)
        try:
            access = database.read(people.access_of, who)
        except BaseException:
            database.close()
            raise
        return cls(database, access, clock=clock, entropy=entropy, spare=Spare(spare) if spare else None)

    def __init__(
        self,
        database: Database,
        access: Access | None = None,
        *,
        clock: Callable[[], datetime] = now,
        entropy: Callable[[int], bytes] = secrets.token_bytes,
        spare: Spare | None = None,
    ) -> None:
        super().__init__(database, access, clock=clock, entropy=entropy)
        self._spare = spare

    @cached_property
    def shared(self) -> Shared:
        """What other people share, and sums over it: for trainers and QA leads."""
        from simulator.store.shared import Shared

        return self._beside(Shared)

    @cached_property
    def team(self) -> Team:
        """People, teams, roles and assignments."""
        from simulator.store.team import Team

        return self._beside(Team)

    @cached_property
    def disputes(self) -> Disputes:
        """Marks that aren't accepted, and what people put in their place."""
        from simulator.store.disputes import Disputes

        return self._beside(Disputes)

    @cached_property
    def privacy(self) -> Privacy:
        """Export, deletion, the period of keeping, and the audit trail."""
        from simulator.store.privacy import Privacy

        return self._beside(Privacy)

    def _beside(self, kind: type[D]) -> D:
        return kind(self._database, self.access, clock=self._clock, entropy=self._entropy)

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
        attempt_id = self._new_id(at)
        self._write(writing.begin, attempt_id, start, contents, at)
        return attempt_id

    def add_exchange(self, attempt_id: str, exchange: Exchange) -> None:
        """Store the next exchange and its marks, by the rubrics the attempt was started with; the draft is done."""
        self._write(writing.next_exchange, attempt_id, exchange, self._clock())
        if self._spare is not None:
            self._spare.drop(attempt_id)

    def replace_exchange(self, attempt_id: str, exchange: Exchange) -> None:
        """Store another reading of the last exchange ("not what I meant"); the earlier reading is kept, too."""
        self._write(writing.other_reading, attempt_id, exchange, self._clock())

    def reword_exchange(self, attempt_id: str, exchange: Exchange) -> None:
        """Put the words that a model or a person gave the customer into the last exchange; the draft stays."""
        self._write(writing.other_words, attempt_id, exchange)

    def add_marks(
        self, attempt_id: str, n: int, marks: Iterable[Mark], rubrics: Mapping[str, Edition], author: str
    ) -> None:
        """Append marks that someone else, or another edition of a rubric, gives exchange ``n``; none is replaced."""
        self._write(writing.more_marks, attempt_id, n, marks, rubrics, author, self._clock())

    def save_draft(self, attempt_id: str, text: str) -> None:
        """Keep the unsent text. Of an attempt that was finished or stopped meanwhile, nothing is kept.

        If the server can't be reached, the text is kept beside the settings until it can; the error says so.
        """
        at = self._clock()
        try:
            self._write(writing.put_draft, attempt_id, text, at)
        except HistoryError as error:
            if self._spare is None or not error.lost:
                raise
            self._spare.keep(attempt_id, Draft(text, at))
            raise HistoryError(
                f"{error} What you typed is kept on this computer meanwhile.", lost=True, place=error.place
            ) from error
        if self._spare is not None:
            self._spare.drop(attempt_id)

    def draft(self, attempt_id: str) -> Draft | None:
        """The unsent text last saved since the last exchange."""
        return self._newest(attempt_id, self._read(reading.draft, attempt_id))

    def _newest(self, attempt_id: str, stored: Draft | None) -> Draft | None:
        """The draft that was kept on this computer, where it is newer than the stored one."""
        kept = self._spare.kept(attempt_id) if self._spare else None
        return kept if kept and (stored is None or kept.at > stored.at) else stored

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
        self._write(writing.finish, attempt_id, self._clock(), ending, closing, scorecard, to_try)

    def save_ticket(self, attempt_id: str, ticket: object) -> None:
        """Keep the closing ticket, any record or mapping that is a JSON object."""
        self._write(writing.put_ticket, attempt_id, written(ticket), self._clock())

    def add_note(self, attempt_id: str, text: str, *, author: str, exchange: int | None = None) -> None:
        """Append a remark on an attempt or on one of its exchanges."""
        self._write(writing.add_note, attempt_id, Note(text, author, self._clock(), exchange))

    def discard(self, attempt_id: str) -> None:
        """Delete an attempt without a trace: its text is in no file of the history any more. Unknown ids are fine."""
        started = self._write(erasing.discard, attempt_id)
        if self._spare is not None:
            self._spare.drop(attempt_id)
        self._database.scrub()
        if started and self._database.file:
            with told(self._database.name, self._database.wait):
                drop_backups(self._database.file, made_since=started)

    def attempt(self, attempt_id: str) -> Attempt:
        """An attempt with its exchanges; the last one's ``state`` is where it goes on."""
        found = self._read(reading.attempt, attempt_id)
        return found if found.finished else replace(found, draft=self._newest(attempt_id, found.draft))

    def matching(self, start: str) -> tuple[str, ...]:
        """The ids of attempts that begin so, two at most."""
        return self._read(reading.matching, start)

    def share(self, attempt_id: str, audience: Audience = "trainer") -> None:
        """Let the trainers of one's teams and the QA leads see a finished attempt, or the QA leads alone."""
        self._write(sharing.share, attempt_id, audience, self._entry())

    def unshare(self, attempt_id: str) -> None:
        """Take an attempt back; an exam, and what was assigned, stays open to trainers."""
        self._write(sharing.unshare, attempt_id, self._entry())

    def results(self, *, since: datetime | None = None) -> tuple[CriterionResult, ...]:
        """The points by criterion of one's own finished attempts, the oldest first, retries among them."""
        return self._read(sums.own_results, since)

    def revisions(self, attempt_id: str, n: int) -> tuple[Exchange, ...]:
        """Every reading of exchange ``n``, the first one first."""
        return self._read(reading.revisions, attempt_id, n)

    def marks(self, attempt_id: str) -> tuple[GivenMark, ...]:
        """All marks of an attempt as last understood, in the order in which they were given."""
        return self._read(reading.marks, attempt_id)

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
        return self._read(
            reading.summaries, scenario=scenario, trainee=trainee, mode=mode, finished=finished, limit=limit
        )

    def standings(self, trainee: str | None = None) -> dict[str, Standing]:
        """Your last and best finished attempt, by scenario."""
        return self._read(reading.standings, trainee)

    def finished_count(self, trainee: str | None = None) -> int:
        """How many sessions were finished; retries play part of one again, and don't count."""
        return self._read(reading.finished_count, trainee)

    def criterion_sums(self, attempts: Sequence[str]) -> dict[str, tuple[CriterionSum, ...]]:
        """What every criterion got in these attempts, by attempt: what skills are estimated from."""
        return self._read(practised.criterion_sums, attempts)

    def reply_moves(self, attempts: Sequence[str]) -> dict[str, tuple[ReplyMoves, ...]]:
        """What every reply of these attempts was heard to do, by attempt."""
        return self._read(practised.reply_moves, attempts)

    def assessed_shares(self, attempts: Sequence[str]) -> dict[str, float]:
        """The share of the card that each of these attempts' scores is from, by attempt."""
        return self._read(practised.assessed_shares, attempts)

    def content(self, digest: str) -> str:
        """The text that an attempt was started with, by its hash."""
        return self._read(reading.content, digest)

    def add_grading(self, start: GradingStart, conversations: Iterable[GradedConversation]) -> str:
        """Keep a grading with its conversations, and give its id; one that is kept already is only found.

        Nothing of it counts before all of it is stored; an interrupted attempt leaves nothing that counts.
        """
        if (found := self._read(gradings.kept, start.digest)) is not None:
            return found
        at = self._clock()
        grading_id = self._new_id(at)
        hashes = {name: edition.hash for name, edition in start.rubrics.items()}
        self._write(gradings.begin, grading_id, start, at)
        source, first = iter(conversations), 0
        while some := list(islice(source, AT_ONCE)):
            self._write(gradings.add, grading_id, first, some, hashes)
            first += len(some)
        self._write(gradings.finish, grading_id, self._clock())
        return grading_id

    def gradings(self, shop: str | None = None) -> tuple[GradingSummary, ...]:
        """The kept gradings, the newest first; None: of all shops."""
        return self._read(gradings.summaries, shop)

    def graded_weeks(self, shop: str, hashes: Collection[str]) -> tuple[WeekSum, ...]:
        """Sums of scores by week and rubric, over all of a shop's gradings by these editions of rubrics."""
        return self._read(gradings.weeks, shop, hashes)
