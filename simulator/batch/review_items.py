"""What there is to review in a finished grading: findings, the random sample, the risk list, and the rubrics."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

import msgspec
from msgspec import Struct

from simulator.batch.at_risk import is_at_risk
from simulator.batch.folder import Folder
from simulator.batch.lines import Judged
from simulator.batch.outputs import CANDIDATES, MANIFEST, RUBRICS, manifest_of, tally_of
from simulator.batch.records import Candidate
from simulator.batch.report_rubrics import Used, used_rubrics
from simulator.batch.reviewing import Finding, Judgement, Reviewed
from simulator.batch.tally import Tally
from simulator.errors import SimulatorError, UsageError
from simulator.scoring.load import load_rubric
from simulator.scoring.rubric import Rubric


class Found(Struct, frozen=True):
    """A critical finding in its conversation."""

    candidate: Candidate
    judged: Judged

    @property
    def place(self) -> Finding:
        """What a verdict on it is kept under."""
        return place_of(self.candidate)


class Reviewable:
    """A finished grading, opened to be read by people; everything is read once, when it is first asked for."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder

    @cached_property
    def used(self) -> tuple[Used, ...]:
        """The rubrics as the manifest names them.

        Raises:
            UsageError: no finished grading is in the folder.
            SimulatorError: it was made by an earlier version of the program.

        """
        manifest = manifest_of(self.folder)
        if manifest is None:
            raise UsageError(f"{self.folder.root}: no finished grading is here; run 'simulator grade' first")
        return used_rubrics(manifest)

    @property
    def input(self) -> str:
        """The digest of what was graded."""
        return str((manifest_of(self.folder) or {}).get("input", ""))

    def holding(self, judgements: Iterable[Judgement]) -> Reviewed:
        """The judgements that hold for this grading: marks by the same rubrics, of the same conversations."""
        hashes, digest = {used.hash for used in self.used}, self.input
        return Reviewed(
            one for one in judgements if one.kind == "finding" or (one.hash in hashes and one.input == digest)
        )

    @cached_property
    def rubrics(self) -> tuple[Rubric, ...]:
        """The rubrics as they were when it was graded.

        Raises:
            SimulatorError: the texts are missing, or were changed.

        """
        return tuple(self._rubric(used) for used in self.used)

    @cached_property
    def tally(self) -> Tally:
        """The sums."""
        return tally_of(self.folder)

    @cached_property
    def findings(self) -> tuple[Found, ...]:
        """All critical findings, in the order of the input."""
        return tuple(Found(candidate, judged) for judged in self._candidates() for candidate in judged.line.candidates)

    @cached_property
    def sample(self) -> tuple[Judged, ...]:
        """The random sample, in its seeded order."""
        return tuple(item.judged for item in self.tally.sample)

    @cached_property
    def risks(self) -> tuple[Judged, ...]:
        """The risk list, the most urgent first: those with a reason to be read."""
        return tuple(item.judged for item in self.tally.risks if is_at_risk(item.judged.line, self.used))

    @cached_property
    def conversations(self) -> dict[str, Judged]:
        """All of them by id."""
        found = (*self.sample, *self.risks, *(item.judged for item in self.findings))  # with outcomes: these stay
        return {judged.line.id: judged for judged in found}

    def _rubric(self, used: Used) -> Rubric:
        name = f"{RUBRICS}/{used.id}.yaml"
        try:
            text = self.folder.read(name).decode()
        except (OSError, UnicodeDecodeError):
            raise SimulatorError(f"{self.folder.root / name}: it can't be read; grade again with --fresh") from None
        rubric = load_rubric(text, str(self.folder.root / name))
        if rubric.hash != used.hash:
            raise SimulatorError(f"{rubric.file}: this is not the rubric that was graded by; grade again with --fresh")
        return rubric

    def _candidates(self) -> Iterator[Judged]:
        decoder = msgspec.json.Decoder(Judged)
        path = self.folder.root / CANDIDATES
        try:
            with path.open("rb") as stream:
                for line in stream:
                    yield decoder.decode(line)
        except (OSError, msgspec.DecodeError):
            said = f"{path}: it can't be read, though {MANIFEST} is there; grade again with --fresh"
            raise SimulatorError(said) from None


def place_of(candidate: Candidate) -> Finding:
    """What a verdict on a candidate is kept under."""
    return candidate.conversation, candidate.turn, candidate.rule, candidate.quote
