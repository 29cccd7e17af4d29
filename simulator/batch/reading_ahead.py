"""Reads graded conversations again by the rules, ahead of a model that waits for them, in a process beside this one.

Reading takes more processor time than all that is sent and received; in the process that talks to the server it would
keep answers waiting.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from itertools import islice
from multiprocessing import get_context

import msgspec

from simulator.batch.grading import judging, put_aside
from simulator.batch.judging import Judging
from simulator.batch.parts import terms_of
from simulator.batch.terms import Job, Terms
from simulator.batch.workers import leave_interrupts
from simulator.conversation import Speaker, Transcript
from simulator.llm.judging.checklist import families
from simulator.llm.judging.piece import Line, Piece, reply_piece, talk_piece
from simulator.transcripts.masking import mask_of, pseudonym
from simulator.transcripts.records import Item

FROM = 100
"""Conversations from which on another process pays: it takes a second to start."""
TOGETHER = 4
"""Conversations that go to it at a time, and AHEAD such lots: what comes next is there when it is wanted."""
AHEAD = 4

Pieces = dict[int | None, Piece]
"""What of a conversation can be put before a model: by turn, and (None) the whole of it."""
Read = tuple[Judging, Pieces]
Aside = frozenset[tuple[str, str]]


def come_up() -> None:
    """Nothing: the process starts, and imports what it needs, while the model is still asked about its canaries."""


@contextmanager
def reader(conversations: int, cores: int) -> Iterator[Executor | None]:
    """A process beside this one, for the time of the block; None where it doesn't pay."""
    if conversations < FROM or cores < 2:
        yield None
        return
    beside = ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=leave_interrupts)
    beside.submit(come_up)
    try:
        yield beside
    finally:
        beside.shutdown(wait=True, cancel_futures=True)


async def ahead(
    items: Iterable[Item], job: Job, aside: Aside = frozenset(), beside: Executor | None = None
) -> AsyncIterator[Read]:
    """What is graded of the items, in order, read ``beside`` (None: here).

    Args:
        items: what was graded, and all else that was in the input.
        job: by what.
        aside: source and id of conversations on which the grader failed.
        beside: where they are read; if that fails, the rest is read here.

    """
    packed = msgspec.msgpack.encode(job)
    terms, place = terms_of(packed), _Beside(beside, packed, aside)
    transcripts = (item for item in items if isinstance(item, Transcript))
    waiting: deque[tuple[list[Transcript], asyncio.Future[list[Read]] | None]] = deque()
    while True:
        while len(waiting) < (AHEAD if place.ready else 1):
            if not (lot := list(islice(transcripts, TOGETHER if place.ready else 1))):
                break
            waiting.append((lot, place.begin(lot)))
        if not waiting:
            return
        lot, begun = waiting.popleft()
        try:
            found = _read(terms, lot, aside) if begun is None else await begun
        except BrokenExecutor:
            found = _read(terms, lot, aside)
        for one, pieces in found:
            one.terms = terms
            yield one, pieces


class _Beside:
    """Another process, used from when it has started; until then, and after it failed, nothing is begun there."""

    def __init__(self, executor: Executor | None, job: bytes, aside: Aside) -> None:
        self._executor, self._job, self._aside = executor, job, aside
        self._started = self._submit([])

    @property
    def ready(self) -> bool:
        """Whether it takes work."""
        started = self._started
        return started is not None and started.done() and not started.cancelled() and started.exception() is None

    def begin(self, lot: list[Transcript]) -> asyncio.Future[list[Read]] | None:
        """What it will have read of a lot; None: it takes none."""
        return self._submit(lot) if self.ready else None

    def _submit(self, lot: list[Transcript]) -> asyncio.Future[list[Read]] | None:
        if self._executor is None:
            return None
        try:
            return asyncio.get_running_loop().run_in_executor(self._executor, read_beside, self._job, lot, self._aside)
        except (BrokenExecutor, RuntimeError):  # it died, or the program is ending
            self._executor = self._started = None
            return None


def read_beside(job: bytes, lot: list[Transcript], aside: Aside) -> list[Read]:
    """The work of the other process; what it can't hand over, and this one has, is left out."""
    found = _read(terms_of(job), lot, aside)
    for one, _ in found:
        one.hand_over()
    return found


def _read(terms: Terms, lot: Iterable[Transcript], aside: Aside) -> list[Read]:
    every = (judging(terms, item) for item in lot if not aside or not _is_aside(terms.job, item, aside))
    return [(one, pieces_of(one)) for one in every if isinstance(one, Judging)]


def _is_aside(job: Job, item: Transcript, aside: Aside) -> bool:
    place = put_aside(job, item, "")
    return (place.source, place.id) in aside


def pieces_of(one: Judging) -> Pieces:
    """All that can be put before a model of a conversation by its rubrics."""
    places, lines = _lines(one)
    at = {place: n for n, place in enumerate(places)}
    levels = {family.level for rubric in one.terms.rubrics for family in families(rubric)}
    found: Pieces = {None: talk_piece(lines)} if "conversation" in levels else {}
    if "reply" in levels:
        turns = [item.turn for item in one.talk.said]
        found |= {turn: reply_piece(lines[: at[turn]], lines[at[turn]].says) for turn in turns}
    return found


def _lines(one: Judging) -> tuple[list[int], list[Line]]:
    """The messages that both sides could read, masked, with their places among all turns.

    They leave this process, so they are masked even where results are written as they are.
    """
    job = one.terms.job
    hidden = one.mask
    if job.show_agents:
        hidden = mask_of(one.transcript, partial(pseudonym, key=job.key), job.own)
    said = {item.turn for item in one.talk.said}
    places, lines = [], []
    for n, turn in enumerate(one.transcript.turns):
        if n in said:
            lines.append(Line("agent", hidden.mask(turn.text).text))
        elif turn.graded and turn.speaker is Speaker.CUSTOMER:
            lines.append(Line("customer", hidden.mask(turn.text).text))
        else:
            continue
        places.append(n)
    return places, lines
