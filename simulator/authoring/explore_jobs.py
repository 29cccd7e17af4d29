"""An exploration shared out among processes; the counts are the same as those of one."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor, as_completed
from pathlib import Path

from simulator.authoring.bank import load_bank
from simulator.authoring.coverage import Tally
from simulator.authoring.explore import Explorer
from simulator.authoring.explore_material import scenario_of, unmarked_kit
from simulator.authoring.looking_ahead import undisturbed
from simulator.errors import SimulatorError

CHUNK, LONGEST_CHUNK = 250, 1000
"""Plays of one task, at least and at most: whoever stops an exploration waits for one."""

_explorers: dict[tuple[str, int], Explorer] = {}


def run_jobs(
    explorer: Explorer, folders: Sequence[Path], plays: int, jobs: int, on_play: Callable[[int], None]
) -> None:
    """Play in several processes and count it all in ``explorer``; interrupted, it keeps what was finished."""
    size = min(LONGEST_CHUNK, max(CHUNK, -(-plays // (4 * jobs))))
    parts = [(first, min(first + size, plays)) for first in range(0, plays, size)]
    scenario_id, seed = explorer.scenario.id, explorer.seed
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(min(jobs, len(parts)), mp_context=context, initializer=undisturbed)
    try:
        tasks = [pool.submit(_part, scenario_id, tuple(folders), seed, *part) for part in parts]
        for task in as_completed(tasks):
            explorer.tally.merge(task.result())
            on_play(explorer.tally.plays)
    except BrokenExecutor:
        raise SimulatorError("a process was ended from outside (too little memory?); try again with --jobs 1") from None
    finally:
        pool.shutdown(cancel_futures=True)


def _part(scenario_id: str, folders: tuple[Path, ...], seed: int, first: int, last: int) -> Tally:
    """The counts of some plays; a worker keeps what it has read for its next part."""
    explorer = _explorers.get((scenario_id, seed))
    if explorer is None:
        library, scenario = scenario_of(scenario_id, folders)
        explorer = _explorers[scenario_id, seed] = Explorer(
            scenario, unmarked_kit(library), load_bank(library), seed=seed
        )
    explorer.tally = Tally()
    explorer.run(first, last)
    return explorer.tally
