"""Use cases, wired: open the library and the history, practise, resume, retry, replay. The shells call only this."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING, Self

import msgspec
from msgspec.structs import replace

from simulator import __version__
from simulator.errors import NotFoundError, SimulatorError, UsageError
from simulator.library import Library
from simulator.settings import Settings, data_dir, load_settings, save_settings

if TYPE_CHECKING:
    from simulator.exchange import Exchange
    from simulator.practice import Practice
    from simulator.premise import Kit
    from simulator.report.debrief import Debrief
    from simulator.scenario.cards import Card
    from simulator.scenario.model import PlayReply, Scenario
    from simulator.session import Session
    from simulator.store.history import History
    from simulator.store.records import Attempt, Standing, Start, Summary

FIRST_SCENARIO = "first-chat"
"""The calm customer that a new trainee meets first."""
TOTALS_FROM = 3
"""Finished sessions before a total score is shown."""


class Workshop:
    """The library, the settings and the history of one person, each opened when it is first needed.

    ``keep``: whether what is practised is stored; without it nothing can be resumed.
    """

    def __init__(self, folders: Sequence[Path] = (), *, keep: bool = True, home: Path | None = None) -> None:
        self.library, self.keep = Library(folders), keep
        self._home = home or data_dir()
        self._history: History | None = None
        self._settings: Settings | None = None
        self._opening = Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the history, if it was opened."""
        if self._history is not None:
            self._history.close()
            self._history = None

    @property
    def history_file(self) -> Path:
        """Where the history is kept."""
        return self._home / "history.db"

    @property
    def history(self) -> History:
        """The history, opened now if it was not.

        Raises:
            HistoryError: it can't be used; the sentence says what to do.

        """
        with self._opening:
            if self._history is None:
                from simulator.store.history import History

                self._history = History.open(self.history_file)
            return self._history

    def move_history_aside(self) -> Path:
        """Rename a damaged history so that a new one can begin; gives where the damaged one is kept.

        Raises:
            HistoryError: the file can't be renamed.

        """
        from simulator.store.history import History

        self.close()
        return History.move_aside(self.history_file, datetime.now(UTC))

    @cached_property
    def kit(self) -> Kit:
        """What every session shares: recognition and rubrics."""
        from simulator.premise import Kit
        from simulator.scenario.shared import load_shared
        from simulator.scoring.load import load_library_card

        return Kit(load_shared(self.library), load_library_card(self.library))

    @property
    def settings(self) -> Settings:
        """The trainee's settings."""
        if self._settings is None:
            self._settings = load_settings()
        return self._settings

    def save_settings(self, settings: Settings) -> None:
        """Keep changed settings."""
        self._settings = settings
        save_settings(settings)

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
        """A scenario of the library."""
        from simulator.scenario.load import load_scenario

        return load_scenario(self.library, scenario_id)

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

    def practise(self, scenario_id: str, *, seed: int | None = None) -> Practice:
        """Begin a stored session; without a seed the wordings are another each time."""
        from simulator.practice import Practice
        from simulator.session import Session

        scenario = self.scenario(scenario_id)
        chosen = random.SystemRandom().randrange(2**31) if seed is None else seed
        session = Session(scenario, self.kit, seed=chosen, level=self.settings.content_level)
        _make_ready(session)
        return Practice(self, session, self.begin(session))

    def begin(self, session: Session, *, parent: str | None = None, parent_exchange: int | None = None) -> str:
        """Store the beginning of an attempt with the scenario as it is now; gives its id (empty: nothing is kept)."""
        if not self.keep:
            return ""
        scenario = msgspec.json.encode(session.scenario).decode()
        start = self._start(session, _digest(scenario), parent, parent_exchange)
        rubrics = {rubric.hash: rubric.text for rubric in session.kit.card.rubrics}
        return self.history.begin(start, {start.content: scenario, **rubrics})

    def _start(self, session: Session, content: str, parent: str | None, parent_exchange: int | None) -> Start:
        from simulator.store.records import Edition, Start

        scenario, settings = session.scenario, self.settings
        return Start(
            scenario=scenario.id,
            scenario_version=scenario.version,
            content=content,
            seed=session.seed,
            engine=__version__,
            channel=scenario.channel,
            title=scenario.title,
            clock=settings.clock,
            trainee=settings.name,
            rubrics={rubric.id: Edition(rubric.version, rubric.hash) for rubric in session.kit.card.rubrics},
            options={"level": session.level},
            parent=parent,
            parent_exchange=parent_exchange,
        )

    def newest_open(self) -> str:
        """The attempt to resume when none is named."""
        found = self.open_attempts()
        if not found:
            raise UsageError("There is no unfinished conversation. Begin one with: simulator practice")
        return found[0].id

    def resume(self, attempt_id: str) -> Practice:
        """Go on with an unfinished attempt, with the scenario it was started with."""
        from simulator.practice import Practice

        attempt = self.attempt(attempt_id)
        if attempt.finished is not None:
            raise UsageError("That conversation is finished. Read it with: simulator debrief " + attempt.id)
        draft = attempt.draft.text if attempt.draft else ""
        session = self.session_of(attempt)
        _make_ready(session)
        return Practice(self, session, attempt.id, draft=draft, ghost=self._ghost(attempt))

    def retry(self, attempt_id: str, n: int) -> Practice:
        """Begin a new attempt from exchange ``n`` (from 1) of a stored one, which becomes its ghost."""
        attempt = self.attempt(attempt_id)
        session = self.session_of(attempt)
        _make_ready(session)
        return self.play_again(session, n, parent=attempt.id)

    def play_again(self, session: Session, n: int, *, parent: str = "") -> Practice:
        """Begin a new attempt from exchange ``n`` (from 1) of a session; ``parent`` is its attempt, if it was stored.

        Raises:
            UsageError: it has no such exchange.

        """
        from simulator.practice import Practice

        count = len(session.exchanges)
        if not 1 <= n <= count:
            known = f"choose 1 to {count}" if count else "no reply was sent there"
            raise UsageError(f"There is no reply {n} to play again from: {known}.")
        again = session.back_to(n)
        begun = self.begin(again, parent=parent or None, parent_exchange=n)
        return Practice(self, again, begun, ghost=_felt(session.exchanges))

    def _ghost(self, attempt: Attempt) -> tuple[float, ...]:
        """The curve of the attempt that this one plays again; empty where there is none (any more)."""
        parent = attempt.start.parent
        return _felt(self.history.attempt(parent).exchanges) if parent else ()

    def attempt(self, attempt_id: str) -> Attempt:
        """A stored attempt; the beginning of its id is enough where only one begins so."""
        known = [item.id for item in self.history.attempts()]
        same = [item for item in known if item.startswith(attempt_id)] if attempt_id else []
        if len(same) > 1 and attempt_id not in known:
            raise UsageError(f"{len(same)} conversations begin with {attempt_id!r}. Give more of the id.")
        if not same:
            raise NotFoundError("conversation", attempt_id, known, hint="List them with: simulator history")
        return self.history.attempt(attempt_id if attempt_id in known else same[0])

    def session_of(self, attempt: Attempt) -> Session:
        """The session of a stored attempt, standing where it stopped, with the rubrics it was begun with."""
        from simulator.scenario.model import Scenario
        from simulator.session import Session

        start = attempt.start
        scenario = msgspec.json.decode(self.history.content(start.content), type=Scenario)
        level = str(start.options.get("level", "mild"))
        return Session(scenario, self._kit_of(start), seed=start.seed, level=level, exchanges=attempt.exchanges)

    def _kit_of(self, start: Start) -> Kit:
        from simulator.scoring.load import load_rubric

        card = self.kit.card
        if all(start.rubrics[rubric.id].hash == rubric.hash for rubric in card.rubrics if rubric.id in start.rubrics):
            return self.kit
        texts = {name: self.history.content(edition.hash) for name, edition in start.rubrics.items()}
        stored = tuple(load_rubric(text, f"{name}.yaml, as it was") for name, text in texts.items())
        return replace(self.kit, card=replace(card, rubrics=stored))

    def open_attempts(self) -> tuple[Summary, ...]:
        """Unfinished attempts in which something was said, newest first."""
        return tuple(item for item in self.history.open_attempts() if item.exchanges or self.history.draft(item.id))

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

    def debrief(self, attempt_id: str) -> Debrief:
        """The debrief of a stored attempt."""
        from simulator.practice import debrief_of
        from simulator.scoring.ticket import Ticket

        attempt = self.attempt(attempt_id)
        ticket = None if attempt.ticket is None else msgspec.convert(attempt.ticket, Ticket)
        return debrief_of(self.session_of(attempt), ticket, attempt.id, ghost=self._ghost(attempt))


def _make_ready(session: Session) -> None:
    """Compile phrases and rules now, so that the first reply is heard as quickly as the next."""
    session.back_to(1).hear("Hello.", 0.0)


def _felt(exchanges: Sequence[Exchange]) -> tuple[float, ...]:
    return tuple(item.after for item in exchanges)


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
