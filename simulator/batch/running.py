"""Runs the parts of a grading: on this process, on the machine's cores, or on a cluster's workers.

Any number of parts may be lost at any moment: what is finished is kept under the part's key, and only the rest is
done again. A conversation that kills its worker is found by halving its part, and put in quarantine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from contextlib import contextmanager

import msgspec
from msgspec import Struct

from simulator.batch.folder import Folder
from simulator.batch.parts import Part, Result, given_up, grade_part, halves, is_whole, joined, pack, unpack
from simulator.batch.terms import Job
from simulator.batch.workers import Workers, collect_seldom, settle, work
from simulator.errors import SimulatorError

PARTS = ".parts"
KILLER = "the grader did not survive this conversation"
STUCK = 5.0
"""Seconds after which a broken pool that hasn't ended is taken to be stuck; ending takes milliseconds."""
AHEAD = 2
"""Parts waiting for each worker: enough that none is idle, few enough that memory stays flat."""


class Progress(Struct, frozen=True):
    """How far a grading is: parts, conversations and turns done, of them those that were found done already."""

    parts: int = 0
    conversations: int = 0
    turns: int = 0
    found: int = 0


def run(
    parts: Iterable[Part], job: Job, seed: int, folder: Folder, workers: Workers, report: Callable[[Progress], None]
) -> Iterator[str]:
    """Do every part that is not done yet, and give the names of their results in the order of the work.

    Args:
        parts: the work; taken as it is needed.
        job: what it is graded by.
        seed: of the random sample.
        folder: where results are kept.
        workers: where the parts run.
        report: told after each part.

    """
    runner = _Runner(msgspec.msgpack.encode(job), seed, folder, workers, report)
    try:
        yield from runner.all(parts)
    except KeyboardInterrupt:
        runner.stop()
        raise
    finally:
        runner.close()


class _Runner:
    """The state of one run: an executor, and the parts it has not given back."""

    def __init__(
        self, job: bytes, seed: int, folder: Folder, workers: Workers, report: Callable[[Progress], None]
    ) -> None:
        self.job, self.seed, self.folder, self.workers, self.report = job, seed, folder, workers, report
        self.executor: Executor | None = None
        self.pending: dict[Future[bytes], Part] = {}
        self.done = Progress()
        self.undo = collect_seldom() if workers.start is None else None
        self.settled = False

    def all(self, parts: Iterable[Part]) -> Iterator[str]:
        """The names of the results; a part is asked for only when there is room for it."""
        for part in parts:
            if self._is_done(part):
                self._count(part, found=True)
            elif self.workers.start is None:
                self._keep(part, grade_part(self.job, part.payload, self.seed))
                self._settle()
            else:
                self._submit(part)
                while len(self.pending) >= AHEAD * self.workers.size:
                    self._collect()
            yield part.name
        while self.pending:
            self._collect()

    def _is_done(self, part: Part) -> bool:
        """Whether an earlier run finished it; what a crash of the machine tore is done again."""
        name = f"{PARTS}/{part.name}"
        return self.folder.has(name) and is_whole(self.folder.read(name))

    def stop(self) -> None:
        """Let nothing more begin, and keep what is under way: a second or two for each worker.

        Workers are not killed: one that dies while it holds the lock of a queue would leave the others waiting.
        """
        begun = {future: part for future, part in self.pending.items() if not future.cancel()}
        self.pending = {}
        for future in wait(begun).done:
            if future.exception() is None:
                self._keep(begun[future], future.result())

    def _settle(self) -> None:
        if not self.settled:
            settle()
            self.settled = True

    def close(self) -> None:
        """Stop without waiting for what has not begun."""
        if self.undo is not None:
            self.undo()
            self.undo = None
        if self.executor is not None:
            for future in self.pending:
                future.cancel()
            _shut(self.executor)
            self.executor = None

    def _submit(self, part: Part) -> None:
        if self.executor is None and self.workers.start is not None:
            self.executor = self.workers.start()
        if self.executor is not None:
            try:
                self.pending[self.executor.submit(work, self.job, part.payload, self.seed)] = part
            except self.workers.lost:
                self._rescue(part)

    def _collect(self) -> None:
        """Keep what has been finished; if a worker died, do what was under way again, one part at a time."""
        finished, _ = wait(self.pending, return_when=FIRST_COMPLETED)
        broken: list[Part] = []
        for future in finished:
            part = self.pending.pop(future)
            try:
                self._keep(part, future.result())
            except self.workers.lost:
                broken.append(part)
        if broken:
            self._rescue(*broken)

    def _rescue(self, *parts: Part) -> None:
        """Do parts again that were lost with a worker, each by itself, so that only a killer can be lost again."""
        lost = [*parts, *self.pending.values()]
        self.close()
        self.pending.clear()
        self._check_workers()
        for part in sorted(lost, key=lambda each: each.number):
            self._keep(part, pack(self._alone(part.payload)))

    def _check_workers(self) -> None:
        """Let a worker do nothing: where even that is lost, no conversation is to blame.

        Raises:
            SimulatorError: no worker can work.

        """
        if self.workers.start is None:
            return
        with _opened(self.workers.start) as executor:
            try:
                executor.submit(is_whole, b"").result()
            except self.workers.lost:
                raise SimulatorError(
                    "the worker processes end before they can begin (too little memory, or a damaged installation?). "
                    "Nothing graded is lost: try again with --jobs 1."
                ) from None

    def _alone(self, payload: bytes) -> Result:
        start = self.workers.start
        if start is None:
            return unpack(grade_part(self.job, payload, self.seed))
        with _opened(start) as executor:
            try:
                return unpack(executor.submit(work, self.job, payload, self.seed).result())
            except self.workers.lost:
                pass
        pair = halves(payload)
        if pair is None:
            return given_up(self.job, payload, KILLER)
        return joined(self._alone(pair[0]), self._alone(pair[1]))

    def _keep(self, part: Part, content: bytes) -> None:
        self.folder.write(f"{PARTS}/{part.name}", (content,))
        self._count(part, found=False)

    def _count(self, part: Part, *, found: bool) -> None:
        self.done = Progress(
            self.done.parts + 1,
            self.done.conversations + part.conversations,
            self.done.turns + part.turns,
            self.done.found + found,
        )
        self.report(self.done)


@contextmanager
def _opened(start: Callable[[], Executor]) -> Iterator[Executor]:
    executor = start()
    try:
        yield executor
    finally:
        _shut(executor)


def _shut(executor: Executor) -> None:
    """Shut workers down and wait for them.

    In some versions of Python a pool whose worker died while it was sent something large waits for ever: nobody reads
    on, and its own copy of the reading end keeps the pipe open (python/cpython issue 94777). Closing that lets it go.
    """
    manager = getattr(executor, "_executor_manager_thread", None)
    broken = bool(getattr(executor, "_broken", False))
    if manager is None or not broken:
        executor.shutdown(wait=True)
        return
    reader = getattr(getattr(executor, "_call_queue", None), "_reader", None)
    executor.shutdown(wait=False)
    manager.join(STUCK)
    if manager.is_alive() and reader is not None:
        reader.close()
    manager.join()
