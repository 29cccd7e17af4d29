"""Memory of grading in batch: after 10,000 turns and at the end of a million, made up as they are read, never stored.

The process plans, grades and writes as `simulator grade --jobs 1` does. `--turns 100000` makes a shorter run; Ctrl-C
ends a long one, and what was measured till then is printed and kept. Bar: at the end within 20% of the beginning.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import tempfile
import time
from pathlib import Path

from grading import terms
from made import Made
from measure import report

from simulator.batch.folder import Folder
from simulator.batch.report_links import links
from simulator.batch.running import Progress
from simulator.batch.whole import grade_all, plan
from simulator.batch.workers import Workers
from simulator.cli.reporting import write_reports

FIRST = 10_000


def resident() -> float:
    """Resident memory of this process, in MB (Linux)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def main() -> None:
    """Grade, and print the memory on the way and at the end."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=1_000_000)
    turns = max(2 * FIRST, parser.parse_args().turns)
    seen: dict[int, float] = {}

    def sample(progress: Progress) -> None:
        seen[progress.turns] = resident()
        if progress.parts % 50 == 0:
            sys.stderr.write(f"{progress.turns:,}: {seen[progress.turns]:.1f} MB\n")

    items, job = Made(turns), terms().job
    ended: dict[str, object] = {"ended": "stopped"}
    began, wall = time.perf_counter(), 0.0
    with tempfile.TemporaryDirectory() as name, contextlib.suppress(KeyboardInterrupt):
        folder = Folder(Path(name) / "out")
        folder.make()
        planned = plan(items, job, 1)
        began = time.perf_counter()
        grade_all(items, planned, job, 1, folder, Workers(), sample)
        wall, joined = time.perf_counter() - began, resident()
        write_reports(folder, links(None), ())
        ended = {"MB when the results are joined": joined, "MB after the report": resident()}
    wall, done = wall or time.perf_counter() - began, max(seen, default=0)
    if done < 2 * FIRST:
        sys.exit(f"stopped after {done:,} turns: too few to compare")
    first = next(size for at, size in seen.items() if at >= FIRST)
    most = max(size for at, size in seen.items() if at >= FIRST)
    report(
        "grading_memory",
        {
            "turns": done,
            "load of the machine": os.getloadavg()[0],
            f"MB after {FIRST:,} turns": first,
            "MB after the last part": seen[done],
            "MB at most while grading": most,
            "at most / beginning (bar 1.2)": most / first,
            **ended,
            "turns a second, one process": done / wall,
        },
    )


if __name__ == "__main__":
    main()
