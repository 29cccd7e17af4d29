"""Two gradings of the same conversations side by side: what moved, by how much, with examples. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct, field

from simulator.agreement.moments import Moments
from simulator.batch.records import Candidate
from simulator.batch.report_pairs import Replied, Talked, pairs
from simulator.batch.report_rubrics import Used, used_rubrics
from simulator.errors import UsageError
from simulator.scoring.rubric import POINTS_PER_ANCHOR

EXAMPLES = 3
"""Examples of one change."""
LISTED = 20
"""Conversations and findings that are listed."""
NAMED = 1000
"""Conversations with another verdict that are named; past that many a rubric was replaced rather than mended."""
_SAME = (("input", "other conversations"), ("since", "another --since"), ("sample", "another sample"))


class Example(Struct, frozen=True):
    """One reply (``text``; empty: the whole conversation) and what was given before and after, points or 0-100."""

    conversation: str
    text: str
    before: float
    after: float


class Change(Struct):
    """How one criterion (in points of 100) or one rubric's score moved.

    ``up`` and ``down`` count conversations; ``marked`` and ``unmarked`` those that have a mark only now, or no longer.
    """

    title: str
    rubric: str
    moved: Moments = field(default_factory=Moments)
    up: int = 0
    down: int = 0
    marked: int = 0
    unmarked: int = 0
    examples: list[Example] = field(default_factory=list)

    @property
    def mean(self) -> float:
        """The mean change over conversations that have both."""
        return self.moved.mean or 0.0

    @property
    def low(self) -> float | None:
        """The lower end of its 95% interval."""
        return self.moved.interval[0] if self.moved.interval else None

    @property
    def high(self) -> float | None:
        """The upper end of its 95% interval."""
        return self.moved.interval[1] if self.moved.interval else None

    @property
    def still(self) -> bool:
        """Whether nothing moved."""
        return not (self.up or self.down or self.marked or self.unmarked)

    def add(self, before: float | None, after: float | None) -> None:
        """Count one conversation's value in both gradings, 0-100."""
        if before is None or after is None:
            self.marked += before is None and after is not None
            self.unmarked += before is not None and after is None
            return
        self.moved.add(after - before)
        self.up += after > before
        self.down += after < before

    def show(self, example: Example, most: int = EXAMPLES) -> None:
        """Keep it where it is among those that moved most."""
        if example.before != example.after:
            found = [*self.examples, example]
            self.examples = sorted(found, key=lambda each: -abs(each.after - each.before))[:most]


class Turned(Struct, frozen=True):
    """One conversation whose verdict by a rubric is another now."""

    conversation: str
    rubric: str
    before: str
    after: str


class RubricPair(Struct, frozen=True):
    """A rubric in both gradings, by version and hash; None: it was not graded by there."""

    title: str
    before: Used | None
    after: Used | None

    @property
    def words(self) -> str:
        """What became of it, in a few words."""
        if self.before is None or self.after is None:
            return "only in the new grading" if self.before is None else "only in the old grading"
        if self.before.hash == self.after.hash:
            return "unchanged"
        if self.before.version == self.after.version:
            return "its text changed and its version did not: give it a new version"
        old, new = self.before.pass_mark, self.after.pass_mark
        return "changed" if old == new else f"changed; the pass mark from {_mark(old)} to {_mark(new)}"


def _mark(value: float | None) -> str:
    return "none" if value is None else f"{value:g}"


class Comparison(Struct):
    """What moved between two gradings."""

    names: tuple[str, str]
    versions: tuple[str, str]
    same_input: bool
    rubrics: tuple[RubricPair, ...]
    both: int = 0
    only_old: int = 0
    only_new: int = 0
    scores: dict[str, Change] = field(default_factory=dict)
    criteria: dict[str, Change] = field(default_factory=dict)
    verdicts: dict[tuple[str, str, str], int] = field(default_factory=dict)
    turned: list[Turned] = field(default_factory=list)
    kept: int = 0
    found: list[Candidate] = field(default_factory=list)
    gone: list[Candidate] = field(default_factory=list)
    found_count: int = 0
    gone_count: int = 0

    @property
    def moved(self) -> list[Change]:
        """The criteria that moved, those that moved most first."""
        return sorted((item for item in self.criteria.values() if not item.still), key=lambda item: -abs(item.mean))

    @property
    def unmoved(self) -> list[Change]:
        """The criteria that gave the same marks."""
        return [item for item in self.criteria.values() if item.still]


def begin(
    names: tuple[str, str], before: Mapping[str, Any], after: Mapping[str, Any], *, anyway: bool = False
) -> Comparison:
    """A comparison by two manifests, to which conversations and replies are to be added.

    Raises:
        UsageError: they are of different conversations, and nobody said that this is meant.

    """
    differs = [words for key, words in _SAME if before.get(key) != after.get(key)]
    if before.get("sample", "all") != "all" and before.get("seed") != after.get("seed"):
        differs.append("another seed")
    if differs and not anyway:
        raise UsageError(f"{names[0]} and {names[1]} are not of the same ({', '.join(differs)}); to compare: --anyway")
    old, new = ({item.id: item for item in used_rubrics(each)} for each in (before, after))
    rubrics = tuple(
        RubricPair((new.get(n) or old[n]).title, old.get(n), new.get(n)) for n in dict.fromkeys((*old, *new))
    )
    compared = Comparison(names, (before.get("version", ""), after.get("version", "")), not differs, rubrics)
    for name in old.keys() & new.keys():
        compared.scores[name] = Change(new[name].title, name)
        ids = {item.id for item in old[name].criteria}
        for item in new[name].criteria:
            if item.id in ids:
                compared.criteria[f"{name}/{item.id}"] = Change(item.title, new[name].title)
    compared.scores = {name: compared.scores[name] for name in new if name in compared.scores}
    return compared


def add_conversations(compared: Comparison, old: Iterable[Talked], new: Iterable[Talked]) -> None:
    """Add what both gradings say of whole conversations."""
    for before, after in pairs(old, new, lambda item: item.id):
        compared.only_old += after is None
        compared.only_new += before is None
        if before is None or after is None:
            continue
        compared.both += 1
        for name, change in compared.scores.items():
            first, second = before.scores.get(name), after.scores.get(name)
            change.add(first, second)
            if first is not None and second is not None:
                change.show(Example(after.id, "", first, second), LISTED)
            said = before.verdicts.get(name), after.verdicts.get(name)
            if said[0] and said[1] and said[0] != said[1]:
                key = (change.title, said[0], said[1])
                compared.verdicts[key] = compared.verdicts.get(key, 0) + 1
                if len(compared.turned) < NAMED:
                    compared.turned.append(Turned(after.id, *key))
        _add_marks(compared, after.id, [("", before.marks, after.marks)])
        _add_findings(compared, before, after)


def add_replies(
    compared: Comparison,
    old: Iterable[tuple[str, tuple[Replied, ...]]],
    new: Iterable[tuple[str, tuple[Replied, ...]]],
) -> None:
    """Add what both gradings say of replies."""
    for before, after in pairs(old, new, lambda item: item[0]):
        if before is None or after is None:
            continue
        marks = {item.turn: item.marks for item in before[1]}
        said = [(item.text, marks[item.turn], item.marks) for item in after[1] if item.turn in marks]
        _add_marks(compared, after[0], said)


def _add_marks(
    compared: Comparison, name: str, said: Sequence[tuple[str, Mapping[str, int | None], Mapping[str, int | None]]]
) -> None:
    """Marks of one conversation before and after, as (text, before, after): each criterion's mean counts once."""
    present = {key for _, before, after in said for key in (*before, *after)}
    for key in present & compared.criteria.keys():
        change = compared.criteria[key]
        change.add(_mean(before.get(key) for _, before, _ in said), _mean(after.get(key) for _, _, after in said))
        for text, before, after in said:
            first, second = before.get(key), after.get(key)
            if first is not None and second is not None:
                change.show(Example(name, text, first, second))


def _mean(points: Iterable[int | None]) -> float | None:
    known = [POINTS_PER_ANCHOR * each for each in points if each is not None]
    return sum(known) / len(known) if known else None


def _add_findings(compared: Comparison, before: Talked, after: Talked) -> None:
    old, new = ({(item.turn, item.rule): item for item in each.candidates} for each in (before, after))
    compared.kept += len(old.keys() & new.keys())
    found, gone = [new[key] for key in new if key not in old], [old[key] for key in old if key not in new]
    compared.found_count += len(found)
    compared.gone_count += len(gone)
    compared.found = [*compared.found, *found][:LISTED]
    compared.gone = [*compared.gone, *gone][:LISTED]
