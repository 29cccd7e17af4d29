"""The processes that grade: how they are started, and what they do so that grading costs them little else."""

from __future__ import annotations

import gc
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache
from multiprocessing import get_context

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from simulator.batch.judging import Judging
from simulator.batch.lines import judged
from simulator.batch.parts import grade_part, terms_of
from simulator.batch.terms import Job
from simulator.conversation import Speaker, Transcript, Turn

EXAMPLE = Transcript(
    (
        Turn(Speaker.CUSTOMER, "Where is my parcel? It should have come on Monday."),
        Turn(Speaker.AGENT, "I'm sorry it is late. I will ask the courier and write to you by 5 pm."),
    )
)
"""Graded by a worker before there is work, so that the rules are read by then."""
SELDOM = 20_000
"""Objects made before the collector looks for garbage: a conversation makes thousands, and next to none of them in
circles, which alone need it. With Python's 700 it took a tenth of the time [measured]."""


class Workers(Struct, frozen=True):
    """Where parts run: ``start`` opens an executor with ``size`` workers; None: in this process.

    ``lost``: what its futures raise when a worker died with their part.
    """

    size: int = 1
    start: Callable[[], Executor] | None = None
    lost: tuple[type[Exception], ...] = (BrokenExecutor,)


def on_this_machine(jobs: int) -> Workers:
    """One worker process for each job; with one job, none but this process."""
    if jobs <= 1:
        return Workers()
    return Workers(jobs, lambda: ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_begin))


def _begin() -> None:
    leave_interrupts()
    collect_seldom()


def leave_interrupts() -> None:
    """Leave Ctrl-C, which reaches every process of a terminal, to the one that knows what is done."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def begun(workers: Workers, job: Job, most: int) -> Iterator[Workers]:
    """The same workers, of which as many start now as there will be work for: while the input is looked over.

    Args:
        workers: where parts will run.
        job: what they are graded by.
        most: parts that there will be, about.

    """
    early = min(workers.size, most)
    if workers.start is None or early < 1:
        yield workers
        return
    again, first = workers.start, [workers.start()]
    packed = msgspec.msgpack.encode(job)
    with _no_interrupts():
        for _ in range(early):
            first[0].submit(come_up, packed)
    try:
        yield replace(workers, start=lambda: first.pop() if first else again())
    finally:
        for executor in first:
            executor.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _no_interrupts() -> Iterator[None]:
    """Processes begun now inherit that Ctrl-C is nothing to them, before they can say so themselves."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def come_up(job: bytes) -> None:
    """Read what grading reads once in a process."""
    judged(Judging(terms_of(job), EXAMPLE))


def work(job: bytes, payload: bytes, seed: int) -> bytes:
    """Grade a part as a worker does, which has nothing else to do."""
    found = grade_part(job, payload, seed)
    _settled()
    return found


@cache
def _settled() -> None:
    collect_seldom()
    settle()


def collect_seldom() -> Callable[[], None]:
    """Let the collector look for garbage less often; gives what undoes that, and :func:`settle`."""
    before = gc.get_threshold()
    gc.set_threshold(SELDOM, *before[1:])

    def undo() -> None:
        gc.set_threshold(*before)
        gc.unfreeze()

    return undo


def settle() -> None:
    """After the first part: leave what grading has read out of the search for garbage."""
    gc.collect()
    gc.freeze()
