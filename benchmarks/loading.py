"""Loading content: one scenario with all it refers to, and the list of all, beside PyYAML's own loaders."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable

import yaml
from measure import medians, report

from simulator.content import read
from simulator.library import Library
from simulator.scenario.cards import cards
from simulator.scenario.load import load_scenario

RUNS = 40
NAME = "late-parcel-birthday"
FIRST = f"""
from simulator.library import Library
from simulator.scenario.load import load_scenario
load_scenario(Library(), {NAME!r})
"""


def milliseconds(work: Callable[[], object]) -> float:
    """The median of some runs, in milliseconds, after one that warms up."""
    work()
    times = []
    for _ in range(RUNS):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return 1000 * statistics.median(times)


def main() -> None:
    """Time all of it in one process, and the first load in a process of its own."""
    library = Library()
    source = library.scenario_text(NAME)
    names = library.scenario_ids()
    processes = medians({"first": [sys.executable, "-c", FIRST], "bare": [sys.executable, "-c", "pass"]}, 9)
    report(
        "loading",
        {
            "one scenario, shop and voice known, ms (bar 15)": milliseconds(lambda: load_scenario(library, NAME)),
            f"all {len(names)} scenarios, ms each": milliseconds(
                lambda: [load_scenario(library, name) for name in names]
            )
            / len(names),
            f"cards of all {len(names)}, ms": milliseconds(lambda: cards(library)),
            "the first load of a process less Python's start, ms": 1000 * (processes["first"] - processes["bare"]),
            "the file read strictly, with places, ms": milliseconds(lambda: read(source.text, source.file)),
            "PyYAML's safe loader in C, ms": milliseconds(lambda: yaml.load(source.text, yaml.CSafeLoader)),
            "PyYAML's safe loader, ms": milliseconds(lambda: yaml.safe_load(source.text)),
        },
    )


if __name__ == "__main__":
    main()
