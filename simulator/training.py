"""Use cases, wired: open the library and the history, practise, resume, retry, replay. The shells call only this."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from simulator.advising import SCORED
from simulator.errors import NotFoundError, SimulatorError, UsageError
from simulator.examining import Examining, terms_of
from simulator.settings import data_dir

if TYPE_CHECKING:
    from simulator.exam import Exam
    from simulator.llm.customer_voice import Chosen
    from simulator.practice import Practice
    from simulator.progress.examined import Terms
    from simulator.report.debrief import Debrief
    from simulator.scenario.cards import Card
    from simulator.scenario.model import PlayReply, Scenario
    from simulator.session import Session
    from simulator.store.records import Attempt, Standing, Summary

FIRST_SCENARIO = "first-chat"
"""The calm customer that a new trainee meets first."""
OFFERED = 5
"""Scenarios at most that are offered in place of one that is not there."""
TOTALS_FROM = 3
"""Finished sessions before a total score is shown."""


class Workshop(Examining):
    """Everything that can be done at one person's workplace."""

    def cards(self) -> tuple[tuple[Card, ...], tuple[Exception, ...]]:
        """What the library offers, easiest first, and what is wrong with the files that can't be offered."""
        from simulator.scenario.cards import cards

        return cards(self.library)

    def faults(self) -> dict[str, SimulatorError]:
        """What keeps a listed scenario from being played, by id: a shop that is not there, say.

        Cards are read from the head of a file; where folders were given, this loads every file whole. The built-in
        library by itself is sound: its tests load it.
        """
        from simulator.scenario.load import load_scenario

        found: dict[str, SimulatorError] = {}
        for name in self.library.scenario_ids() if self.library.extra else ():
            try:
                load_scenario(self.library, name)
            except SimulatorError as error:
                found[name] = error
        return found

    def first_scenario(self) -> str:
        """The scenario for someone who chose none."""
        return FIRST_SCENARIO

    def scenario(self, scenario_id: str) -> Scenario:
        """A scenario of the library.

        Raises:
            NotFoundError: there is none of that id; those are offered whose id, title or reason holds the word.

        """
        from simulator.scenario.load import load_scenario

        known = self.library.scenario_ids()
        if scenario_id not in known:
            found = self._holding(scenario_id)
            like = f"Like it: {', '.join(found)}." if found else ""
            hint = " ".join(filter(None, [like, "All of them: simulator list scenarios"]))
            raise NotFoundError("scenario", scenario_id, known, hint=hint)
        return load_scenario(self.library, scenario_id)

    def _holding(self, word: str) -> tuple[str, ...]:
        """The first scenarios, easy ones first, whose id, title or reason for contact holds the word."""
        wanted = word.casefold().strip()
        fits = (
            card.id
            for card in self.cards()[0]
            if wanted and wanted in f"{card.id} {card.title} {card.reason}".casefold()
        )
        return tuple(islice(fits, OFFERED))

    def session(self, scenario_id: str, *, seed: int = 0) -> Session:
        """A session that nobody stores."""
        from simulator.session import Session

        return Session(self.scenario(scenario_id), self.kit, seed=seed, level=self.settings.content_level)

    def replay(self, scenario_id: str, replies: Sequence[PlayReply], *, seed: int = 0) -> tuple[Session, int]:
        """Play given replies; gives the session and how many replies came after its ending."""
        session = self.session(scenario_id, seed=seed)
        for n, reply in enumerate(replies):
            if session.over:
                return session, len(replies) - n
            if session.hold(reply.text, reply.delay_s) is None:
                session.hear(reply.text, reply.delay_s)
        return session, 0

    def read_replies(self, path: Path, text: str | None = None) -> tuple[PlayReply, ...]:
        """The replies of a YAML or JSON file (docs/trace.md); ``text`` is its content where it was read already.

        Raises:
            ContentError: the file is not of that form; line and column are given.

        """
        from simulator.content.source import read_source
        from simulator.scenario.replies import replies_of

        return replies_of(self.library, read_source(path).text if text is None else text, str(path))

    def choose_customer(self, kind: Chosen, *, apart: bool = False) -> None:
        """Say who words the customers from now on; ``apart``: the person at the card sits at a second terminal.

        Raises:
            UsageError: a model was asked for and none is set up; a second terminal is of no use.
            ModelError: a model was asked for and does not answer.

        """
        if apart and kind != "human":
            raise UsageError("--apart is for a person at the card: --customer human --apart.")
        if kind == "scripted":
            return
        if apart:
            from simulator.llm.customer_join import JoinedVoice

            self.voice = JoinedVoice(data_dir())
            self.notice = "Waiting for the customer at a second terminal: simulator join"
            return
        from simulator.llm.customer_voice import chosen

        self.voice, self.notice = chosen(kind, self.settings, random.Random(random.SystemRandom().random()))

    def practise(self, scenario_id: str, *, seed: int | None = None, assigned: bool = False) -> Practice:
        """Begin a stored session; without a seed the wordings are another each time.

        ``assigned``: for a trainer who asked for it, and will see it.

        Raises:
            UsageError: nobody asked for it, or it is done.

        """
        from simulator.practice import Practice
        from simulator.session import Session

        scenario = self.scenario(scenario_id)
        assignment = self.asked_for(scenario_id).id if assigned else None
        chosen = random.SystemRandom().randrange(2**31) if seed is None else seed
        session = Session(scenario, self.live_kit, seed=chosen, level=self.settings.content_level)
        _make_ready(session)
        begun = self.begin(session, assignment=assignment)
        return Practice(self, session, begun, assigned=assigned)

    def take_exam(self, scenario_id: str, *, pass_mark: float | None = None) -> Exam:
        """Begin an exam: the same words for everybody; ``pass_mark`` is the trainer's, else as given, else the usual.

        Raises:
            UsageError: it can't be scored, or kept, or the trainer set another pass mark.

        """
        from simulator.exam import Exam
        from simulator.progress.examined import exam_seed
        from simulator.session import Session

        scenario = self.scenario(scenario_id)
        if not self.keep or scenario.language not in SCORED:
            why = "nothing is kept here" if not self.keep else "a conversation in its language can't be scored yet"
            raise UsageError(f"There is no exam with {scenario_id}: {why}.")
        terms = self.terms(scenario_id, pass_mark)
        seed = exam_seed(scenario.id, scenario.version)
        session = Session(scenario, self.live_kit, seed=seed, level=self.settings.content_level)
        _make_ready(session)
        return Exam(self, session, self.begin(session, exam=terms), terms)

    def begin(
        self,
        session: Session,
        *,
        parent: str | None = None,
        parent_exchange: int | None = None,
        exam: Terms | None = None,
        assignment: str | None = None,
    ) -> str:
        """Store the beginning of an attempt with the scenario as it is now; gives its id (empty: nothing is kept)."""
        if not self.keep:
            return ""
        from simulator.archive import store

        return store(
            self.history,
            session,
            self.settings,
            parent=parent,
            parent_exchange=parent_exchange,
            exam=exam,
            assignment=assignment,
        )

    def newest_open(self) -> str:
        """The attempt to resume when none is named."""
        found = self.open_attempts()
        if not found:
            raise UsageError("There is no unfinished conversation. Begin one with: simulator practice")
        return found[0].id

    def resume(self, attempt_id: str) -> Practice:
        """Go on with an unfinished attempt, with the scenario it was started with."""
        from simulator.archive import ghost_of
        from simulator.exchange import unsent
        from simulator.practice import Practice

        attempt = self.attempt(attempt_id)
        if attempt.finished is not None:
            raise UsageError("That conversation is finished. Read it with: simulator debrief " + attempt.id)
        kept = unsent(attempt.draft.text if attempt.draft else "")
        session = self.session_of(attempt)
        _make_ready(session)
        if kept.held:
            session.hold(kept.held, kept.waited)
        if attempt.start.mode == "exam":
            from simulator.exam import Exam

            return Exam(self, session, attempt.id, terms_of(attempt), draft=kept.text)
        ghost = ghost_of(attempt, self.history)
        return Practice(
            self,
            session,
            attempt.id,
            draft=kept.text,
            ghost=ghost,
            again=attempt.start.parent_exchange,
            assigned=attempt.start.assignment is not None,
        )

    def retry(self, attempt_id: str, n: int) -> Practice:
        """Begin a new attempt from exchange ``n`` (from 1) of a stored one, which becomes its ghost."""
        attempt = self.attempt(attempt_id)
        if attempt.start.mode == "exam":
            from simulator.exam import no_retry

            raise no_retry(attempt.start.scenario)
        session = self.session_of(attempt)
        _make_ready(session)
        return self.play_again(session, n, parent=attempt.id)

    def play_again(self, session: Session, n: int, *, parent: str = "") -> Practice:
        """Begin a new attempt from exchange ``n`` (from 1) of a session; ``parent`` is its attempt, if it was stored.

        Raises:
            UsageError: it has no such exchange.

        """
        from simulator.archive import felt
        from simulator.practice import Practice

        count = len(session.exchanges)
        if not 1 <= n <= count:
            known = f"choose 1 to {count}" if count else "no reply was sent there"
            raise UsageError(f"There is no reply {n} to play again from: {known}.")
        again = session.back_to(n)
        begun = self.begin(again, parent=parent or None, parent_exchange=n)
        return Practice(self, again, begun, ghost=felt(session.exchanges), again=n)

    def attempt(self, attempt_id: str) -> Attempt:
        """A stored attempt; the beginning of its id is enough where only one begins so."""
        from simulator.archive import found

        return found(self.history, attempt_id)

    def session_of(self, attempt: Attempt) -> Session:
        """The session of a stored attempt, standing where it stopped, with the rubrics it was begun with."""
        from simulator.archive import session_of

        return session_of(attempt, self.history, self.live_kit)

    def open_attempts(self) -> tuple[Summary, ...]:
        """Unfinished attempts in which something was said, newest first."""
        return tuple(
            item
            for item in self.history.open_attempts()
            if item.exchanges >= (item.parent_exchange or 1) or self.history.draft(item.id)
        )

    def attempts(self) -> tuple[Summary, ...]:
        """Finished attempts, newest first."""
        return self.history.attempts(finished=True)

    def standings(self) -> dict[str, Standing]:
        """The last and best attempt, by scenario."""
        return self.history.standings()

    def finished_count(self) -> int:
        """How many sessions were finished."""
        return self.history.finished_count() if self.keep else 0

    def shows_totals(self) -> bool:
        """Whether a total score is shown yet."""
        return self.finished_count() >= TOTALS_FROM

    def shows_totals_of(self, attempt: Attempt) -> bool:
        """Whether a total is shown to whom an attempt is shared with: of an exam, and from as many shared ones on."""
        return attempt.start.mode == "exam" or self.history.shared.are_shared(attempt.id, TOTALS_FROM)

    def debrief(self, attempt_id: str) -> Debrief:
        """The debrief of a stored attempt."""
        return self.debrief_from(self.attempt(attempt_id))

    def debrief_from(self, attempt: Attempt) -> Debrief:
        """The debrief of an attempt by the marks that stand: one's own, or one that is shared (History.shared)."""
        from simulator.archive import as_it_stands, ghost_of
        from simulator.practice import debrief_of
        from simulator.scoring.ticket import Ticket

        ticket = None if attempt.ticket is None else msgspec.convert(attempt.ticket, Ticket)
        standing = as_it_stands(attempt, self.history.disputes.overrides(attempt.id))
        ghost, since = ghost_of(attempt, self.history), attempt.start.parent_exchange or 1
        found = debrief_of(self.session_of(standing), ticket, attempt.id, ghost=ghost, since=since)
        if attempt.start.mode != "exam":
            return found
        from simulator.exam import with_result

        return with_result(found, terms_of(attempt), attempt.settled or attempt.scorecard)


def _make_ready(session: Session) -> None:
    """Compile phrases and rules now, so that the first reply is heard as quickly as the next."""
    session.back_to(1).hear("Hello.", 0.0)
