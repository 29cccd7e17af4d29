"""Grading in batch: the whole command beside scoring alone, beside a naive loop, on one process and on two.

The same made-up turns go through all. Scoring alone: conversations in memory, read and marked by the same rubrics,
nothing written. The naive loop reads a line, grades, appends the marks: no mask, no parts, no sums, no report, nothing
to go on from. With `--peer PYTHON` (an interpreter that has inspect_ai) an evaluation framework grades as many items
with a judge that does nothing, so that what remains is its own cost for each item. Bars: the command takes at most 1.5
times the processor time of scoring alone; two processes do at least 1.6 times the work of one.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
from made import TURNS, Made
from measure import HERE, report

from simulator.batch.judging import Judging
from simulator.batch.terms import Job, Terms
from simulator.cli.grade import RUBRICS
from simulator.conversation import Transcript
from simulator.library import Library
from simulator.transcripts.own_lines import line_of

WARM = 20
"""Conversations that are graded before the clock starts."""


def terms() -> Terms:
    """The rubrics that the command grades by where none is named."""
    texts = map(Library().rubric_text, RUBRICS)
    return Terms(Job(tuple((text.text, text.file) for text in texts), b"a key"))


def read_lines(path: Path) -> Iterator[Transcript]:
    """The conversations of a file."""
    with path.open("rb") as lines:
        yield from (msgspec.json.decode(line, type=Transcript) for line in lines)


def scoring_alone(path: Path) -> float:
    """Processor seconds of reading and marking what is in memory already; nothing is masked, written or kept.

    What is kept would be gone through again and again in search of garbage, which made this a quarter slower than the
    naive loop that does more.
    """
    rubrics, items = terms(), list(read_lines(path))
    for one in items[:WARM]:
        Judging(rubrics, one)

    def loop() -> None:
        for one in items:
            Judging(rubrics, one)

    return seconds(loop)


def naive(path: Path) -> float:
    """Processor seconds of the loop that anybody writes first."""
    rubrics = terms()

    def loop() -> None:
        with path.with_suffix(".marks").open("w", encoding="utf-8") as out:
            for one in read_lines(path):
                judged = Judging(rubrics, one)
                for item, marks in zip(judged.talk.said, judged.marks, strict=True):
                    points = {f"{mark.rubric}/{mark.criterion}": mark.points for mark in marks}
                    out.write(json.dumps({"id": one.id, "turn": item.turn, "marks": points}) + "\n")

    return seconds(loop)


def seconds(run: Callable[[], Any]) -> float:
    """Processor time of this process for something."""
    began = time.process_time()
    run()
    return time.process_time() - began


def command(path: Path, out: Path, jobs: int) -> tuple[float, float]:
    """Processor seconds and wall seconds of the whole command, start-up, report and tables included."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    line = [sys.executable, "-m", "simulator", "grade", str(path), "--out", str(out), "--jobs", str(jobs)]
    environment = os.environ | {"SIMULATOR_HOME": str(path.with_name("home"))}
    subprocess.run(line, check=True, capture_output=True, env=environment)
    wall = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


def peer(python: str, items: int) -> dict[str, object]:
    """What the framework says of itself, and milliseconds of its own for each item."""
    script = HERE / "peers" / "inspect_items.py"
    done = subprocess.run([python, str(script), str(items)], check=True, capture_output=True, text=True)
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found


def main() -> None:
    """Write the turns, let all have them in turn, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=10_000)
    parser.add_argument("--peer", metavar="PYTHON", help="An interpreter that has inspect_ai.")
    options = parser.parse_args()
    rows: dict[str, object] = {"turns": options.turns, "load of the machine": os.getloadavg()[0]}
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "made.jsonl"
        path.write_bytes(b"".join(map(line_of, Made(options.turns))))
        alone, loop = scoring_alone(path), naive(path)
        whole, one_wall = command(path, Path(name) / "one", 1)
        both, two_wall = command(path, Path(name) / "two", 2)
        again = scoring_alone(path)
    alone = (alone + again) / 2
    conversations = options.turns // TURNS
    rows |= {
        "scoring alone, ms a turn": 1000 * alone / options.turns,
        "naive loop, ms a turn": 1000 * loop / options.turns,
        "simulator grade, ms a turn": 1000 * whole / options.turns,
        "grade / scoring alone (bar 1.5)": whole / alone,
        "naive loop / scoring alone": loop / alone,
        "turns a second, one process": options.turns / one_wall,
        "turns a second, two processes": options.turns / two_wall,
        "two processes / one (bar 1.6)": one_wall / two_wall,
        "processor time of two / of one": both / whole,
        "overhead of grade, ms a conversation": 1000 * (whole - alone) / conversations,
    }
    if options.peer:
        rows |= peer(options.peer, conversations)
    report("grading", rows)


if __name__ == "__main__":
    main()
