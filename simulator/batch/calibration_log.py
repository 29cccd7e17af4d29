"""Calibrations as they are kept: every mark with its rubric's edition, who calibrated and when; nothing is replaced."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import msgspec
from msgspec import Struct

from simulator.agreement.moments import Moments
from simulator.batch.calibrated import FILE, SEEN, Calibrated, Lean
from simulator.batch.calibration import Fit, Item
from simulator.batch.journal import Journal
from simulator.errors import SimulatorError
from simulator.scoring.rubric import POINTS_PER_ANCHOR

LOG = "calibration.jsonl"


class Entry(Struct, frozen=True):
    """One calibration by one rubric: what was compared, and the curves it gave. ``at``: the date that was given."""

    at: str
    author: str
    rubric: str
    version: int
    hash: str
    items: tuple[Item, ...]
    fits: dict[str, Fit] = {}


def journal(folder: Path) -> Journal[Entry]:
    """The calibrations kept in a folder."""
    return Journal(folder / LOG, Entry)


def keep(folder: Path, entries: Iterable[Entry]) -> Calibrated:
    """Add calibrations, and write anew what they amount to.

    Raises:
        SimulatorError: the folder can't be written, or what is there can't be read.

    """
    log = journal(folder)
    log.add(entries)
    found = amount(log.entries())
    path, beside = folder / FILE, folder / f".{FILE}.{os.getpid()}"
    try:
        beside.write_bytes(msgspec.json.format(msgspec.json.encode(found)) + b"\n")
        beside.replace(path)
    except OSError as error:
        raise SimulatorError(f"{path}: {error.strerror or error}") from None
    return found


def amount(entries: Iterable[Entry]) -> Calibrated:
    """How many items two people graded, by edition and criterion, and how the software leans; an item counts once."""
    entries = tuple(entries)
    editions: dict[str, dict[str, int]] = {}
    leans: dict[str, dict[str, Lean]] = {}
    for name in dict.fromkeys(entry.hash for entry in entries):
        counts: dict[str, int] = {}
        apart: dict[str, Moments] = {}
        for item in together(entry.items for entry in entries if entry.hash == name):
            if item.software is None:
                continue
            apart.setdefault(item.criterion, Moments()).add(POINTS_PER_ANCHOR * (item.software - item.mean))
            if item.doubled:
                counts[item.criterion] = counts.get(item.criterion, 0) + 1
        editions[name] = counts
        leans[name] = {criterion: lean for criterion, found in apart.items() if (lean := _lean(found))}
    return Calibrated(editions=editions, leans=leans)


def _lean(apart: Moments) -> Lean | None:
    mean, interval = apart.mean, apart.interval
    if apart.n < SEEN or mean is None or interval is None:
        return None
    return Lean(mean, *interval, apart.n)


def together(groups: Iterable[Iterable[Item]]) -> tuple[Item, ...]:
    """Items of several calibrations as one: of the same grader's marks for the same item the last one counts."""
    people: dict[tuple[str, str], dict[str, int]] = {}
    software: dict[tuple[str, str], int | None] = {}
    for group in groups:
        for item in group:
            place = item.conversation, item.criterion
            people.setdefault(place, {}).update(item.people)
            software[place] = item.software if item.software is not None else software.get(place)
    return tuple(Item(*place, tuple(sorted(people[place].items())), software[place]) for place in sorted(people))
