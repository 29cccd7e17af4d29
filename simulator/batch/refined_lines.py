"""What a model as judge leaves of a grading: a line for each mark it looked at, and what all of it amounts to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec
from msgspec import Struct, field

from simulator.batch.folder import Folder
from simulator.batch.outputs import manifest_of
from simulator.errors import SimulatorError
from simulator.llm.judging.canaries import Canaries
from simulator.llm.judging.judge import Ruling

FOLDER = "judge"
MARKS, SUMMARY, ANSWERS = f"{FOLDER}/marks.jsonl", f"{FOLDER}/summary.json", f"{FOLDER}/answers.jsonl"
"""Rulings; what they amount to; and the model's answers, so that none is paid for twice."""


class RulingLine(Struct, frozen=True):
    """A line of ``judge/marks.jsonl``. ``turn``: as in ``marks.jsonl``; None: judged once in the conversation."""

    conversation: str
    turn: int | None
    ruling: Ruling


class FlaggedLine(Struct, frozen=True):
    """Words of an agent that speak to whoever grades, masked: no model was asked about what holds them."""

    conversation: str
    turn: int | None
    words: tuple[str, ...]


class Shift(Struct):
    """What became of one criterion's marks: ``disagreed`` and ``unsure`` ones stayed as they were."""

    asked: int = 0
    agreed: int = 0
    up: int = 0
    down: int = 0
    disagreed: int = 0
    unsure: int = 0

    def add(self, ruling: Ruling) -> None:
        """Count one ruling."""
        self.asked += 1
        self.unsure += bool(ruling.why)
        self.disagreed += ruling.disagrees
        self.up += ruling.moved > 0
        self.down += ruling.moved < 0
        self.agreed += not ruling.why and ruling.model == ruling.rules


class RubricShift(Struct):
    """One rubric's scores, 0-100, over ``n`` conversations: their sums by the rules and with what the model moved."""

    n: int = 0
    rules: float = 0.0
    refined: float = 0.0

    @property
    def means(self) -> tuple[float, float]:
        """The two means."""
        return self.rules / self.n, self.refined / self.n


class Refined(Struct):
    """What a model as judge made of a grading. ``identity``: the grading's; ``canaries``: whether it can be trusted.

    ``answers`` and their tokens are of all verdicts, whenever they were paid for; ``why``: how often the model proved
    nothing, by reason. ``flagged``: pieces whose agent speaks to the grader. ``stopped``: why it ended early.
    """

    identity: str
    model: str
    canaries: Canaries
    conversations: int = 0
    answers: int = 0
    prompt_tokens: int = 0
    answer_tokens: int = 0
    criteria: dict[str, Shift] = field(default_factory=dict)
    rubrics: dict[str, RubricShift] = field(default_factory=dict)
    why: dict[str, int] = field(default_factory=dict)
    flagged: list[FlaggedLine] = field(default_factory=list)
    stopped: str = ""

    def add(self, lines: Iterable[RulingLine], before: Mapping[str, float], after: Mapping[str, float]) -> None:
        """Count one conversation, with its scores by the rules and with what was moved."""
        self.conversations += 1
        for line in lines:
            ruling = line.ruling
            self.criteria.setdefault(f"{ruling.rubric}/{ruling.criterion}", Shift()).add(ruling)
            if ruling.why:
                self.why[ruling.why] = self.why.get(ruling.why, 0) + 1
        for name, score in before.items():
            shift = self.rubrics.setdefault(name, RubricShift())
            shift.n += 1
            shift.rules += score
            shift.refined += after[name]

    @property
    def whole(self) -> Shift:
        """All criteria together."""
        every = self.criteria.values()
        return Shift(*(sum(getattr(one, name) for one in every) for name in Shift.__struct_fields__))


def write(folder: Folder, found: Refined, lines: Iterable[RulingLine]) -> None:
    """Write both files, the summary last.

    Raises:
        SimulatorError: the folder can't be written.

    """
    folder.write(MARKS, (msgspec.json.encode(line) + b"\n" for line in lines))
    folder.write(SUMMARY, (msgspec.json.format(msgspec.json.encode(found)) + b"\n",))


def refined_of(folder: Folder) -> Refined | None:
    """What a model made of the grading in this folder; None where none was asked, or about another grading.

    Raises:
        SimulatorError: the file is there and can't be read.

    """
    if not folder.has(SUMMARY):
        return None
    try:
        found = msgspec.json.decode(folder.read(SUMMARY), type=Refined)
    except (OSError, msgspec.MsgspecError):
        raise SimulatorError(f"{folder.root / SUMMARY}: it can't be read; remove it, or judge again") from None
    return found if found.identity == (manifest_of(folder) or {}).get("identity") else None


def rulings(folder: Folder) -> Iterator[RulingLine]:
    """The lines, in the order of the input."""
    decoder = msgspec.json.Decoder(RulingLine)
    for line in folder.read(MARKS).splitlines():
        yield decoder.decode(line)
