"""Golden plays as a test suite: each play is a test, its expectations are what it asserts."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial

from msgspec import Struct

from simulator.authoring.causes import findings
from simulator.authoring.golden import Difference, Outcome, differences, outcome
from simulator.authoring.material import Item, Material, shown
from simulator.authoring.play_causes import Told, told
from simulator.content import Document, read
from simulator.content.source import read_source
from simulator.errors import SimulatorError
from simulator.premise import Kit
from simulator.scenario.load import parse_scenario
from simulator.scenario.model import Play, Scenario
from simulator.scenario.shared import load_shared
from simulator.scoring.load import load_library_card

Clock = Callable[[], float]
"""Seconds from any start; how long a play took is a difference of two."""


class Result(Struct, frozen=True):
    """One play that was run. ``line``: where it stands; ``seconds``: how long it took; ``outcome`` None: it couldn't.

    ``error``: why a scenario could not be loaded, as one line; then there is no play. ``replies`` and ``causes``: of a
    play that came out otherwise, each reply with what it moved, and where the differences came from.
    """

    scenario: str
    name: str
    file: str
    line: int = 1
    index: int = 0
    seconds: float = 0.0
    play: Play | None = None
    outcome: Outcome | None = None
    differences: tuple[Difference, ...] = ()
    error: str = ""
    replies: tuple[Told, ...] = ()
    causes: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether everything came out as written."""
        return not self.error and not self.differences


def run(materials: tuple[Material, ...], clock: Clock = time.perf_counter) -> Iterator[Result]:
    """Run every golden play of the scenarios among the files, in order."""
    for material in materials:
        items = material.of("scenario")
        kit = Kit(load_shared(material.library), load_library_card(material.library)) if items else None
        for item in items:
            if kit is not None:
                yield from _scenario(material, item, kit, clock)


def _scenario(material: Material, item: Item, kit: Kit, clock: Clock) -> Iterator[Result]:
    try:
        source = read_source(item.path)
        scenario = parse_scenario(material.library, source)
    except SimulatorError as error:
        first = next(findings(error, shown(item)))
        yield Result(item.path.stem, "", shown(item), first.line, error=f"{first.key}: {first.message}".lstrip(": "))
        return
    yield from map(partial(_test, scenario, read(source.text, source.file), kit, clock), range(len(scenario.plays)))


def _test(scenario: Scenario, document: Document, kit: Kit, clock: Clock, index: int) -> Result:
    play, begun = scenario.plays[index], clock()
    found = outcome(scenario, play, kit)
    took, missed = clock() - begun, differences(play, found)
    replies, causes = told(scenario, play, kit, missed) if missed else ([], [])
    return Result(
        scenario=scenario.id,
        name=play.name,
        file=document.file,
        line=document.place(("plays", index))[0],
        index=index,
        seconds=took,
        play=play,
        outcome=found,
        differences=missed,
        replies=tuple(replies),
        causes=tuple(causes),
    )
