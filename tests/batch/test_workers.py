"""Workers begin while the input is looked over, and a grading leaves the process that it ran in as it was."""

from __future__ import annotations

import gc
import signal
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest
from conversations import conversations, job

from simulator.batch.folder import Folder
from simulator.batch.judging import Judging
from simulator.batch.parts import terms_of
from simulator.batch.report_links import links
from simulator.batch.whole import grade_all, plan
from simulator.batch.workers import EXAMPLE, Workers, begun, collect_seldom, come_up, settle
from simulator.cli.reporting import write_all


class Counting:
    """Opens executors of threads, and remembers them."""

    def __init__(self) -> None:
        self.opened: list[ThreadPoolExecutor] = []

    def __call__(self) -> Executor:
        self.opened.append(ThreadPoolExecutor(1))
        return self.opened[-1]


def is_shut(executor: Executor) -> bool:
    try:
        executor.submit(int)
    except RuntimeError:
        return True
    return False


def test_workers_that_began_early_are_the_ones_that_are_opened_first() -> None:
    start = Counting()
    with begun(Workers(2, start), job(), 5) as workers:
        assert workers.size == 2
        assert workers.start is not None
        first, second = workers.start(), workers.start()
        assert (first, second) == tuple(start.opened)
        for executor in start.opened:
            assert not is_shut(executor)  # whoever opened them shuts them
            executor.shutdown()


def test_workers_that_were_not_needed_are_shut() -> None:
    start = Counting()
    with begun(Workers(2, start), job(), 1):
        pass
    assert [is_shut(executor) for executor in start.opened] == [True]


@pytest.mark.parametrize(("workers", "most"), [(Workers(), 9), (Workers(2, Counting()), 0)])
def test_nothing_begins_where_this_process_grades_or_there_is_no_work(workers: Workers, most: int) -> None:
    with begun(workers, job(), most) as same:
        assert same is workers
    if isinstance(workers.start, Counting):
        assert not workers.start.opened


def test_ctrl_c_works_again_once_workers_have_begun() -> None:
    before = signal.getsignal(signal.SIGINT)
    with begun(Workers(1, Counting()), job(), 1):
        assert signal.getsignal(signal.SIGINT) is before


def test_the_example_that_workers_come_up_with_is_graded_by_every_rubric() -> None:
    packed = msgspec.msgpack.encode(job())
    come_up(packed)
    assert all(Judging(terms_of(packed), EXAMPLE).marks)


def test_what_was_settled_is_undone() -> None:
    before = gc.get_threshold()
    undo = collect_seldom()
    settle()
    assert gc.get_threshold() != before
    assert gc.get_freeze_count() > 0
    undo()
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0


def test_a_grading_in_this_process_leaves_the_collector_as_it_was(tmp_path: Path) -> None:
    before = gc.get_threshold()
    folder = Folder(tmp_path)
    items = list(conversations(3))
    grade_all(items, plan(items, job(), 1), job(), 1, folder, Workers(), lambda _: None)
    assert (gc.get_threshold(), gc.get_freeze_count()) == (before, 0)
    apart = write_all(folder, links(None), (), at_once=False), _written(tmp_path)
    assert (write_all(folder, links(None), (), at_once=True), _written(tmp_path)) == apart


def _written(path: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in path.iterdir() if file.suffix in {".html", ".md", ".parquet"}}
