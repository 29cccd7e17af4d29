"""A whole grading from input to results: planned, run, joined; what is done already is never done again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from hashlib import blake2b
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from simulator.batch.choosing import limit_for
from simulator.batch.folder import Folder
from simulator.batch.outputs import assemble, identity, manifest_of, tally_of
from simulator.batch.parts import parts
from simulator.batch.running import Progress, run
from simulator.batch.tally import Tally
from simulator.batch.terms import Job
from simulator.batch.workers import Workers
from simulator.conversation import Transcript
from simulator.errors import SimulatorError, UsageError
from simulator.transcripts.importers import PEOPLE_ONLY, grouped, identify, read_all
from simulator.transcripts.mapping import Mapping
from simulator.transcripts.records import Item, Quarantined
from simulator.transcripts.source import Source


class Plan(Struct, frozen=True):
    """The work as it was found in a first look at the input: the parts' names, and what they hold.

    ``digest``: of what was read, whatever it is graded by. ``warnings``: what to know about the input, each with the
    number of conversations.
    """

    names: tuple[str, ...]
    conversations: int
    turns: int
    digest: str = ""
    warnings: tuple[tuple[str, int], ...] = ()


class Input:
    """The files to grade. Those of one system are read together, as tickets and their comments come apart."""

    def __init__(self, sources: Sequence[Source], mapping: Mapping) -> None:
        self.sources, self.mapping = sources, mapping

    def __iter__(self) -> Iterator[Item]:
        """Everything in them, in the order of the files; the same each time.

        Among several files, one that can't be read is put in quarantine.

        Raises:
            UsageError: none of them can be read.

        """
        groups, refused = self._groups
        if not groups:
            raise refused[0]
        yield from (Quarantined(error.name, "", error.reason) for error in refused)
        yield from chain.from_iterable(map(self._read, groups))

    def is_known(self) -> bool:
        """Whether a system is recognised in any of the files."""
        return bool(self._groups[0])

    @cached_property
    def _groups(self) -> tuple[list[list[Source]], list[_UnreadableError]]:
        read: list[Source] = []
        refused: list[_UnreadableError] = []
        for source in self.sources:
            try:
                found = identify(source, self.mapping)
            except UsageError as error:
                refused.append(_UnreadableError(source, str(error)))
                continue
            if found.importer is None:
                refused.append(_UnreadableError(source, found.reason))
            else:
                read.append(source)
        groups = grouped(read, self.mapping)
        used = {id(source) for group in groups for source in group}
        refused += [_UnreadableError(source, PEOPLE_ONLY) for source in read if id(source) not in used]
        return groups, refused

    def _read(self, group: list[Source]) -> Iterator[Item]:
        """What files of one system hold; where they can't be read on, what was read counts, and the rest is told of."""
        begun = False
        try:
            for item in read_all(group, self.mapping):
                yield item
                begun = True
        except (UsageError, OSError) as error:
            said = str(error) if isinstance(error, UsageError) else error.strerror or str(error)
            if len(self.sources) == 1 and not begun:
                raise UsageError(said) from None
            yield Quarantined(", ".join(source.name for source in group), "", said)


class _UnreadableError(UsageError):
    """A file of no known system, or one that can't be opened."""

    def __init__(self, source: Source, reason: str) -> None:
        self.name, self.reason = source.name, reason.removeprefix(f"{source.path}: ")
        super().__init__(f"{source.path}: {self.reason}")


def sampled(job: Job, items: Iterable[Item], size: int, seed: int) -> Job:
    """The job for a random sample of that many conversations: seeded, whatever the order of the input."""
    ids = (item.id or item.source for item in items if isinstance(item, Transcript))
    return replace(job, choice=replace(job.choice, below=limit_for(ids, size, seed), seed=seed))


def plan(items: Iterable[Item], job: Job, seed: int) -> Plan:
    """What there is to do."""
    names, conversations, turns = [], 0, 0
    read = blake2b(digest_size=16)
    told = Counter[str]()
    for part in parts(_counting(items, told), job, seed):
        read.update(part.payload)
        names.append(part.name)
        conversations += part.conversations
        turns += part.turns
    return Plan(tuple(names), conversations, turns, read.hexdigest(), tuple(told.items()))


def _counting(items: Iterable[Item], told: Counter[str]) -> Iterator[Item]:
    """The items, while what is to know about them is counted."""
    for item in items:
        if isinstance(item, Transcript):
            told.update(set(item.warnings))
        yield item


def grade_all(
    items: Iterable[Item],
    planned: Plan,
    job: Job,
    seed: int,
    folder: Folder,
    workers: Workers,
    report: Callable[[Progress], None],
    inputs: Sequence[str] = (),
) -> Tally:
    """Grade everything into the folder, or go on where a killed run stopped; a finished one is only read.

    Raises:
        SimulatorError: the folder holds a grading of something else, or can't be written.

    """
    finished = manifest_of(folder)
    if finished is not None:
        if finished.get("identity") == identity(planned.names):
            return tally_of(folder)
        said = f"{folder.root}: a grading of other input, rubrics or settings is here; choose another --out, or --fresh"
        raise SimulatorError(said)
    names = tuple(run(parts(items, job, seed), job, seed, folder, workers, report))
    if names != planned.names:
        raise SimulatorError("the input changed while it was graded; run the same command again")
    return assemble(folder, names, job, seed, inputs, planned.digest)
