"""simulator check on the whole library, 25 random plays of each scenario: the first time, and when nothing changed.

Whole commands are timed by the clock, which other work on the machine lengthens, and in processor seconds of all their
processes, which it lengthens less: on idle processors a first check takes those seconds shared out among them.

"The first time" is a check for which no verdict of an earlier one is kept: every file is parsed, every golden play and
every random play is heard. Python's own compiled files are there, and nothing else.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from pathlib import Path

from measure import report, run_seconds

from simulator.authoring.check_jobs import processors
from simulator.authoring.checking import Options
from simulator.authoring.desk import Desk
from simulator.authoring.kept import Kept
from simulator.authoring.material import gather

COMMAND = [sys.executable, "-m", "simulator", "check"]
BAR = 5
RUNS = 5


def used(work: Options) -> float:
    """Seconds of processor time for the scenarios in this one process, which has everything compiled already."""
    (material,) = gather([])
    desk = Desk(material.library, work, Kept(None))
    desk.findings(material.of("scenario")[0])
    began = time.process_time()
    for item in material.of("scenario"):
        desk.findings(item)
    return time.process_time() - began


def children() -> float:
    """Seconds of processor time of all processes started here that have ended."""
    about = resource.getrusage(resource.RUSAGE_CHILDREN)
    return about.ru_utime + about.ru_stime


def main() -> None:
    """Whole commands by the clock, then the parts of a first check in processor time."""
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "SIMULATOR_HOME": home}
        first, worked = run_seconds(COMMAND, environment), children()
        again = sorted(run_seconds(COMMAND, environment) for _ in range(RUNS))[RUNS // 2]
        kept = Path(home, "checked.json").stat().st_size
    report(
        "checking",
        {
            "scenarios": len(gather([])[0].of("scenario")),
            f"nothing changed since the last check, s (bar {BAR})": again,
            "everything for the first time, s (bar 5 on idle processors)": first,
            "everything for the first time, s of processor time": worked,
            "processors": processors(),
            "of it: read and looked at, s of processor time": used(Options(plays=False, random=0)),
            "golden plays besides, s of processor time": used(Options(random=0)),
            "what is kept, kB": kept / 1000,
            "busy processes on the machine meanwhile": os.getloadavg()[0],
        },
    )


if __name__ == "__main__":
    main()
