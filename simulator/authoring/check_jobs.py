"""The files of a check shared out among processes, where there is much to play and more than one processor."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor, as_completed
from pathlib import Path

from simulator.authoring.collecting import never_again
from simulator.authoring.desk import Desk, Options
from simulator.authoring.finding import Finding
from simulator.authoring.kept import Kept
from simulator.authoring.looking_ahead import looking_ahead, undisturbed
from simulator.authoring.material import Item
from simulator.errors import SimulatorError
from simulator.library import Library

ENOUGH = 6
"""Scenarios from which on it pays to start another process [measured: one takes about half a second to get ready]."""
MOST = 8
"""Processes, at most."""

ENDED = "a process was ended from outside (too little memory?); close other programs, or check fewer files"

Part = tuple[list[Finding], dict[str, list[Finding]]]
"""What was found in a file, and what of it came of playing, by its key."""

Key = tuple[tuple[Path, ...], Options, Path | None]
_desks: dict[Key, Desk] = {}


def each(desk: Desk, items: Sequence[Item]) -> Iterator[list[Finding]]:
    """The findings of one file after another, as they are found."""
    jobs = min(processors(), MOST)
    plays = desk.options.plays or desk.options.random
    if not plays or jobs < 2 or sum(item.kind == "scenario" for item in items) < ENOUGH:
        yield from map(desk.findings, items)
        return
    method = _method()
    if method == "fork" and desk.kept.empty:
        with looking_ahead(desk, items):
            desk.warm(items)
        never_again()
        _desks[_key(desk)] = desk
    context = multiprocessing.get_context(method)
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=undisturbed)
    try:
        # the longest first, so that no process is left with one of them in the end
        longest = sorted(items, key=_size, reverse=True)
        for task in as_completed([pool.submit(_part, *_key(desk), item) for item in longest]):
            found, fresh = task.result()
            desk.kept.add(fresh)
            yield found
    except BrokenExecutor:
        raise SimulatorError(ENDED) from None
    finally:
        pool.shutdown(cancel_futures=True)
        _desks.clear()  # a desk is for one check: the next one may find other files


def _key(desk: Desk) -> Key:
    """What a desk in another process is made from."""
    return tuple(desk.library.extra), desk.options, desk.kept.path


def _size(item: Item) -> tuple[bool, int]:
    """How much there is to do, in short: only scenarios are played, and a long one has many words."""
    try:
        return item.kind == "scenario", item.path.stat().st_size
    except OSError:  # looking at it says what is wrong
        return False, 0


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _method() -> str:
    """How processes are started: as a copy of this one where that is safe, since it has everything loaded."""
    copied = "fork" in multiprocessing.get_all_start_methods() and os.uname().sysname == "Linux"
    return "fork" if copied and threading.active_count() == 1 else "spawn"


def _part(folders: tuple[Path, ...], options: Options, kept: Path | None, item: Item) -> Part:
    """One file; a worker keeps what it has loaded for its next one."""
    desk = _desks.get((folders, options, kept))
    if desk is None:
        desk = _desks[folders, options, kept] = Desk(Library(folders), options, Kept(kept))
    found = desk.findings(item)
    fresh, desk.kept.fresh = desk.kept.fresh, {}
    return found, fresh
