"""A grading on a cluster: complete and the same when a worker dies on the way."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from typing import Any

import pytest
from conversations import conversations, job

from simulator.batch import parts as parts_module
from simulator.batch.folder import Folder
from simulator.batch.outputs import FILES, MANIFEST, TALLY
from simulator.batch.running import Progress
from simulator.batch.whole import grade_all, plan
from simulator.batch.workers import Workers

pytest.importorskip("distributed", reason="the 'cluster' extra is not installed")
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")


@contextmanager
def cluster() -> Iterator[tuple[str, list[Popen[Any]]]]:
    """A scheduler and two workers on loopback, each a process of its own."""
    quiet = {"stderr": PIPE, "stdout": DEVNULL, "text": True}
    command = [
        sys.executable,
        "-m",
        "distributed.cli.dask_scheduler",
        "--host",
        "127.0.0.1",
        "--port",
        "0",
        "--no-dashboard",
    ]
    scheduler = Popen(command, **quiet)  # type: ignore[call-overload]
    started = [scheduler]
    try:
        address = next(line.split()[-1] for line in scheduler.stderr if "Scheduler at" in line)
        worker = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny"]
        workers = [Popen([*worker, "--no-dashboard"], stdout=DEVNULL, stderr=DEVNULL) for _ in range(2)]
        started += workers
        yield address, workers
    finally:
        for process in started:
            process.kill()
            process.wait()
            if process.stderr:
                process.stderr.close()


def test_a_worker_that_dies_costs_nothing_but_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from distributed import Client

    from simulator.batch.cluster import on_cluster

    monkeypatch.setattr(parts_module, "TURNS", 30)
    items, work = list(conversations(60)), job()
    planned = plan(items, work, 1)

    def into(name: str, workers: Workers, report: Any) -> dict[str, bytes]:
        folder = Folder(tmp_path / name)
        folder.make()
        grade_all(items, planned, work, 1, folder, workers, report, ["chats.jsonl"])
        return {each: folder.read(each) for each in (*FILES, TALLY, MANIFEST)}

    alone = into("alone", Workers(), print)
    with cluster() as (address, workers):
        with Client(address, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
        ready = on_cluster(address)
        assert ready.size == 2

        def kill_one(progress: Progress) -> None:
            if progress.parts == 2:
                os.kill(workers[0].pid, signal.SIGKILL)

        assert into("cluster", ready, kill_one) == alone
