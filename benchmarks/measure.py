"""What the benchmarks share: whole commands timed in turn, and results as a table and as JSON."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent


def run_seconds(command: Sequence[str], environment: Mapping[str, str] | None = None) -> float:
    """Wall time of one whole command, in seconds; it must succeed."""
    began = time.perf_counter()
    subprocess.run(
        command, check=True, stdin=subprocess.DEVNULL, capture_output=True, env={**os.environ, **(environment or {})}
    )
    return time.perf_counter() - began


def medians(
    commands: Mapping[str, Sequence[str]], runs: int, environment: Mapping[str, str] | None = None
) -> dict[str, float]:
    """Median seconds of each command; they take turns, so that a busy machine slows all alike."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for name, command in commands.items():
        run_seconds(command, environment)
        del times[name][:]
    for _ in range(runs):
        for name, command in commands.items():
            times[name].append(run_seconds(command, environment))
    return {name: statistics.median(values) for name, values in times.items()}


def report(name: str, rows: Mapping[str, object]) -> None:
    """Print the figures, and keep them beside the benchmarks as JSON."""
    width = max(map(len, rows))
    for key, value in rows.items():
        shown = f"{value:.4g}" if isinstance(value, float) else value
        sys.stdout.write(f"{key:<{width}}  {shown}\n")
    folder = HERE / "results"
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.json").write_text(json.dumps(dict(rows), indent=1) + "\n", encoding="utf-8")
