"""simulator check on the whole library, 25 random plays of each scenario: the first time, and when nothing changed."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

from measure import report, run_seconds

from simulator.authoring.checking import Options, check
from simulator.authoring.material import gather

COMMAND = [sys.executable, "-m", "simulator", "check"]
BAR = 5
RUNS = 5


def used(work: Options) -> float:
    """Seconds of processor time for one check in this process, which has everything compiled already."""
    began = time.process_time()
    check(gather([]), work)
    return time.process_time() - began


def main() -> None:
    """Whole commands by the clock, then the parts of a first check in processor time."""
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "SIMULATOR_HOME": home}
        first = run_seconds(COMMAND, environment)
        again = sorted(run_seconds(COMMAND, environment) for _ in range(RUNS))[RUNS // 2]
        kept = Path(home, "checked.json").stat().st_size
    looked_at = check(gather([]), Options(plays=False, random=0)).looked_at
    report(
        "checking",
        {
            "scenarios": looked_at["scenario"],
            f"nothing changed since the last check, s (bar {BAR})": again,
            "everything for the first time, s": first,
            "of it: read and looked at, s of processor time": used(Options(plays=False, random=0)),
            "golden plays besides, s of processor time": used(Options(random=0)),
            "and 25 random plays each, s of processor time": used(Options()),
            "what is kept, kB": kept / 1000,
            "busy processes on the machine meanwhile": os.getloadavg()[0],
        },
    )


if __name__ == "__main__":
    main()
