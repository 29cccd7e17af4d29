"""A stored conversation read a second time, by a model: its marks beside the rules' marks, asked for once and kept.

They count in no score. What was answered before a fault is in a file until all of it is, so that nothing is paid twice.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from simulator.errors import SimulatorError
from simulator.llm.blocking import Blocking, Leaving
from simulator.llm.connection import named_server
from simulator.llm.judging.session import APART, NOT_ALONE
from simulator.scoring.marks import Mark
from simulator.settings import data_dir
from simulator.shown import shown
from simulator.store.records import MODEL

if TYPE_CHECKING:
    from simulator.llm.judging.judge import Ruling
    from simulator.llm.judging.piece import Piece
    from simulator.llm.judging.session import Second
    from simulator.llm.server import Server
    from simulator.scoring.rubric import Card
    from simulator.session import Session
    from simulator.store.records import Attempt
    from simulator.training import Workshop

AT_ONCE = 8
"""Requests side by side [design choice: what a small server bears]."""
FOLDER = "judging"
"""Where answers wait whose reading a fault ended: a file for each conversation."""


def secret() -> bytes:
    """What makes the marks around texts that a judge reads; kept on this machine with the pseudonyms' key."""
    from hashlib import blake2b

    from simulator.batch.secret import pseudonym_key

    return blake2b(b"marks around texts", key=pseudonym_key(data_dir())).digest()


def forget(attempts: Iterable[str]) -> None:
    """Throw away the answers that wait for these attempts, which are deleted.

    Raises:
        SimulatorError: a file can't be deleted.

    """
    for attempt_id in attempts:
        path = _answers_of(attempt_id)
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise SimulatorError(f"{path}: it can't be deleted: {error.strerror or error}.") from None


def _answers_of(attempt_id: str) -> Path:
    return data_dir() / FOLDER / f"{attempt_id}.jsonl"


class Rereader:
    """Reads conversations again when they have ended, for the shells: in a thread of theirs, as long as they wait.

    Raises:
        UsageError: no model is named, or connections are forbidden.

    """

    def __init__(self, workshop: Workshop) -> None:
        self.name = named_server(workshop.settings, os.environ).name
        self._workshop = workshop
        self._waits: list[Leaving] = []

    def wait(self) -> Leaving:
        """What ends the wait for one reading; made before the thread that reads, so that nobody leaves too early."""
        leaving = Leaving()
        self._waits.append(leaving)
        return leaving

    def read(self, attempt_id: str, leaving: Leaving | None = None) -> Reading:
        """The model's reading of an attempt; what kept it from one is in ``stopped``."""
        wait = leaving or self.wait()
        try:
            if wait.left:
                return Reading(self.name, stopped="you went on before it was asked.")
            return read_again(self._workshop, self._workshop.attempt(attempt_id), wait)
        except SimulatorError as error:
            return Reading(self.name, stopped=str(error))
        finally:
            if wait in self._waits:
                self._waits.remove(wait)

    def leave(self) -> None:
        """End every wait, those for readings that have not begun too; called from another thread."""
        for wait in tuple(self._waits):
            wait.leave()


class Pair(Struct, frozen=True):
    """One mark twice: by the rules, and as the model would have it. ``reply`` counts from 1; ``title`` in words."""

    reply: int
    title: str
    rules: Mark
    model: Mark

    @property
    def moved(self) -> int:
        """Anchors by which the model would move it."""
        if self.model.points is None or self.rules.points is None:
            return 0
        return self.model.points - self.rules.points

    @property
    def apart(self) -> bool:
        """Whether they are too far apart for that."""
        return APART in self.model.why


class Reading(Struct, frozen=True):
    """A model's second reading as it is told. ``void``: why it counts for nothing; ``flagged``: (reply, words).

    ``stopped``: why it is not whole; ``begun``: the model had been asked by then.
    """

    model: str
    pairs: tuple[Pair, ...] = ()
    flagged: tuple[tuple[int, str], ...] = ()
    void: str = ""
    stopped: str = ""
    begun: bool = False


def read_again(workshop: Workshop, attempt: Attempt, leaving: Leaving | None = None) -> Reading:
    """The model's marks of an attempt: those that are kept, and those that are still to be asked for.

    ``leaving`` can end the wait from another thread.

    Raises:
        UsageError: it is an exam, no model is named, connections are forbidden, or no rubric judges its language.

    """
    from simulator.errors import UsageError
    from simulator.llm.judging.session import pieces_of

    if attempt.start.mode == "exam":
        raise UsageError("An exam is never read by a model: its marks are the rules' and those of people.")
    asked = named_server(workshop.settings, os.environ)
    author = f"{MODEL}{asked.name}"
    session = workshop.session_of(attempt)
    card = session.kit.card
    if not session.kit.scored:
        raise UsageError(
            "That conversation isn't scored: no rubric judges its language, so a model has none to read by."
        )
    kept = {item.exchange for item in workshop.history.marks(attempt.id) if item.author == author}
    pieces = pieces_of(session.scenario, session.exchanges, card)
    flagged = tuple((n, words) for n, piece in pieces.items() for words in piece.flagged)
    waiting = {n: piece for n, piece in pieces.items() if n not in kept and not piece.flagged}
    void, stopped, begun = "", "", False
    if waiting:
        answers = _answers_of(attempt.id)
        second, stopped, begun = _asked(asked, session, waiting, answers, leaving or Leaving())
        void = second.canaries.void
        replies = {item.n: item.reply for item in session.exchanges}
        whole = [
            _keep(workshop, attempt, card, one.n, replies[one.n], one.rulings, asked.name) for one in second.replies
        ]
        if not stopped and all(whole):
            answers.unlink(missing_ok=True)
    return Reading(asked.name, _pairs(workshop, attempt, card, author), flagged, void, stopped, begun)


def _asked(
    server: Server, session: Session, waiting: dict[int, Piece], answers: Path, leaving: Leaving
) -> tuple[Second, str, bool]:
    """What the model said, why it could not be asked on, and whether it had been asked by then."""
    from random import Random

    from simulator.llm.calls import Calls
    from simulator.llm.chat import ModelError
    from simulator.llm.judging.canaries import Canaries
    from simulator.llm.judging.judge import Judge
    from simulator.llm.judging.session import Second, second_reading
    from simulator.llm.remembered import Remembered

    with Remembered(answers, server.connection.base_url) as kept, Blocking(server, server.aclose) as blocking:
        calls = Calls(server, random=Random(), most=AT_ONCE, remembered=kept)
        judge = Judge(calls, secret())
        try:
            work = second_reading(judge, session.kit.card, session.exchanges, waiting)
            return blocking.run(leaving.ended_early(work)), "", True
        except ModelError as error:
            return Second(Canaries(None, None)), str(error), bool(calls.made or calls.found)
        except asyncio.CancelledError:
            return Second(Canaries(None, None)), "you went on before it had answered.", True


def _keep(
    workshop: Workshop, attempt: Attempt, card: Card, n: int, reply: str, rulings: tuple[Ruling, ...], name: str
) -> bool:
    """Keep a reply's marks if all are there; whether they are."""
    from simulator.llm.judging.session import mark_of

    marks = [mark for one in rulings if (mark := mark_of(card.rubric(one.rubric), one, reply)) is not None]
    whole = len(marks) == len(rulings)
    if whole:
        workshop.history.add_marks(attempt.id, n, marks, attempt.start.rubrics, f"{MODEL}{name}")
    return whole


def _pairs(workshop: Workshop, attempt: Attempt, card: Card, author: str) -> tuple[Pair, ...]:
    rules = {(item.n, mark.rubric, mark.criterion): mark for item in attempt.exchanges for mark in item.marks}
    found = []
    for given in workshop.history.marks(attempt.id):
        place = (given.exchange, given.mark.rubric, given.mark.criterion)
        if given.author == author and place in rules:
            title = card.rubric(given.mark.rubric).criterion(given.mark.criterion).title
            found.append(Pair(given.exchange, title, rules[place], given.mark))
    return tuple(found)


def second_lines(found: Reading, *, details: bool) -> list[str]:
    """A second reading in plain lines: what differs, and with ``details`` every mark."""
    if found.stopped:
        return [f"The model {found.model} {'did not finish' if found.begun else 'could not be asked'}: {found.stopped}"]
    if found.void:
        return [f"What the model {found.model} says counts for nothing: {found.void}. The marks stay as they are."]
    if not found.pairs and not found.flagged:
        return [f"The rules gave no mark here that the model {found.model} may look at."]
    moved = [pair for pair in found.pairs if pair.moved]
    apart = [pair for pair in found.pairs if pair.apart]
    unsure = sum(pair.model.points is None or NOT_ALONE in pair.model.why for pair in found.pairs)
    agreed = len(found.pairs) - len(moved) - len(apart) - unsure
    lines = [
        (
            f"The model {found.model} read it, too. Your score stays that of the rules. Of {len(found.pairs)} marks it "
            f"would leave {agreed} as they are and move {len(moved)} by one step; {len(apart)} it sees quite "
            f"differently; for {unsure} it had no proof."
        )
    ]
    lines += [_line(pair) for pair in found.pairs if pair.moved or pair.apart or details]
    if apart:
        lines.append("Where they are far apart, ask a person who knows the work.")
    lines += [f'Reply {n}: "{words}" speaks to whoever grades; the model was not asked.' for n, words in found.flagged]
    return list(map(shown, lines))


def _line(pair: Pair) -> str:
    quote = f' "{pair.model.quotes[0].text}"' if pair.model.quotes else ""
    change = f"{pair.rules.points} of {pair.rules.max}"
    if pair.moved:
        change = f"{change} by the rules, {pair.model.points} by the model"
    return f"  Reply {pair.reply}, {pair.title}: {change} (the model {pair.model.why}){quote}"
