"""Grading on a cluster of two local workers, one of which is killed on the way, beside one process of this machine.

The results must be complete and the same to the byte. Needs the `cluster` extra.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen

from grading import terms
from made import Made
from measure import report

from simulator.batch.folder import Folder
from simulator.batch.outputs import FILES, MANIFEST, TALLY
from simulator.batch.running import Progress
from simulator.batch.whole import grade_all, plan
from simulator.batch.workers import Workers


@contextmanager
def cluster() -> Iterator[tuple[str, list[Popen[bytes]]]]:
    """A scheduler and two workers on loopback."""
    dask = [sys.executable, "-m"]
    quiet = ["--no-dashboard"]
    scheduler = Popen(
        [*dask, "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", *quiet],
        stdout=DEVNULL,
        stderr=PIPE,
    )
    started = [scheduler]
    try:
        told = scheduler.stderr or ()
        address = next(line.split()[-1].decode() for line in told if b"Scheduler at" in line)
        worker = [*dask, "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny", *quiet]
        workers = [Popen(worker, stdout=DEVNULL, stderr=DEVNULL) for _ in range(2)]
        started += workers
        yield address, workers
    finally:
        for process in started:
            process.kill()
            process.wait()


def graded(items: Made, path: Path, workers: Workers, tell: object = None) -> tuple[dict[str, bytes], float]:
    """The files of a grading, and how many seconds it took."""
    job, folder = terms().job, Folder(path)
    folder.make()
    planned = plan(items, job, 1)
    began = time.perf_counter()
    grade_all(items, planned, job, 1, folder, workers, tell if callable(tell) else lambda _: None)
    return {name: folder.read(name) for name in (*FILES, TALLY, MANIFEST)}, time.perf_counter() - began


def main() -> None:
    """Grade on one process, on two workers, and on two of which one is killed."""
    from distributed import Client

    from simulator.batch.cluster import on_cluster

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=40_000)
    items = Made(parser.parse_args().turns)
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as name:
        alone, one = graded(items, Path(name) / "one", Workers())
        with cluster() as (address, processes):
            with Client(address, set_as_default=False) as client:
                client.wait_for_workers(2, timeout=120)
            ready = on_cluster(address)
            both, two = graded(items, Path(name) / "two", ready)

            def kill_one(progress: Progress) -> None:
                if progress.parts == 2:
                    os.kill(processes[0].pid, signal.SIGKILL)

            rest, killed = graded(items, Path(name) / "killed", ready, kill_one)
    report(
        "cluster",
        {
            "turns": items.turns,
            "load of the machine": load,
            "turns a second, one process": items.turns / one,
            "turns a second, two workers": items.turns / two,
            "turns a second, two workers, one killed": items.turns / killed,
            "two workers give the same bytes": both == alone,
            "with one killed the same bytes": rest == alone,
        },
    )
    if not both == rest == alone:
        sys.exit("the results differ")


if __name__ == "__main__":
    main()
