"""Memory of grading in batch: after 10,000 turns and at the end of a million, made up as they are read, never stored.

The process plans, grades and writes as `simulator grade --jobs 1` does. `--turns 100000` makes a shorter run. Bar: at
the end within 20% of the beginning.
"""

from __future__ import annotations

import argparse
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
from simulator.batch.running import Progress, Workers
from simulator.batch.whole import grade_all, plan
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
    with tempfile.TemporaryDirectory() as name:
        folder = Folder(Path(name) / "out")
        folder.make()
        planned = plan(items, job, 1)
        began = time.perf_counter()
        grade_all(items, planned, job, 1, folder, Workers(), sample)
        wall, joined = time.perf_counter() - began, resident()
        write_reports(folder, links(None), ())
    first = next(size for at, size in seen.items() if at >= FIRST)
    most = max(size for at, size in seen.items() if at >= FIRST)
    report(
        "grading_memory",
        {
            "turns": turns,
            "load of the machine": os.getloadavg()[0],
            f"MB after {FIRST:,} turns": first,
            "MB after the last part": seen[max(seen)],
            "MB at most while grading": most,
            "at most / beginning (bar 1.2)": most / first,
            "MB when the results are joined": joined,
            "MB after the report": resident(),
            "turns a second, one process": turns / wall,
        },
    )


if __name__ == "__main__":
    main()
