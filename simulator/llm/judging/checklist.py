"""The checklist that a model answers: made from the rubric's own anchors, so that it is as locked as the rubric.

A step is one anchor above the lowest, asked as "at least as good as this", yes or no; the sums stay ours.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from simulator.scoring.marks import Mark
from simulator.scoring.rubric import POINTS, Criterion, Rubric, Test
from simulator.signals import AGENT_SIGNALS

LONGEST_QUOTE = 160
"""Characters of a quote: enough for a long sentence."""
_SIGNALS = frozenset(AGENT_SIGNALS)
STEPS = tuple(f"step{n}" for n in range(1, POINTS + 1))
_QUOTE = {"type": "string", "pattern": f'^[^"\\\\\\n\\r\\t]{{0,{LONGEST_QUOTE}}}$'}
"""A pattern, not ``maxLength``: of the two it is the one that hosted servers with strict schemas take."""


class Family(Struct, frozen=True):
    """Criteria of one section of a rubric, asked in one request. ``level``: of a reply, or of a conversation.

    ``faults``: what the rubric's own faults say in the reason of a mark that they lowered.
    """

    rubric: str
    section: str
    title: str
    level: str
    criteria: tuple[Criterion, ...]
    faults: tuple[str, ...] = ()

    def only(self, names: Collection[str]) -> Family | None:
        """The family with these criteria alone; None where none is left."""
        left = tuple(item for item in self.criteria if item.id in names)
        return replace(self, criteria=left) if left else None

    def open_to(self, marks: Mapping[str, Mark]) -> dict[str, int]:
        """The points that a model may look at again: marks by the rules that no fault has lowered."""
        found = {}
        for item in self.criteria:
            mark = marks.get(item.id)
            if mark is None or mark.points is None or mark.critical or not mark.applies:
                continue
            faults = (*self.faults, *(fault.because for fault in item.lowered_by))
            if not any(fault in mark.why for fault in faults):
                found[item.id] = mark.points
        return found


def can_be_asked(criterion: Criterion) -> bool:
    """Whether a model may answer for a criterion.

    Only where full points rest on something that words express, and of which words can therefore be quoted. What code
    counts exactly, what the case alone can tell, what shows by its absence, critical faults, and what a person answers
    are left to the rules and to people.
    """
    if criterion.by == "person" or criterion.critical is not None:
        return False
    groups = [group for rule in criterion.points if rule.points == POINTS for group in rule.when]
    return any(_is_in_words([test for test in group if (test.at_least or 0) > 0]) for group in groups)


def _is_in_words(tests: Sequence[Test]) -> bool:
    return bool(tests) and all(not _SIGNALS.isdisjoint(test.measures) for test in tests)


@lru_cache(maxsize=32)
def families(rubric: Rubric) -> tuple[Family, ...]:
    """All that a model may be asked by this rubric, in its order."""
    return tuple(_families(rubric))


def _families(rubric: Rubric) -> Iterator[Family]:
    faults = tuple(fault.because for fault in rubric.faults)
    for section in rubric.sections:
        for level in ("reply", "conversation"):
            criteria = tuple(item for item in section.criteria if item.level == level and can_be_asked(item))
            if criteria:
                yield Family(rubric.id, section.id, section.title, level, criteria, faults)


def words_of(family: Family) -> str:
    """The checklist as the model reads it."""
    lines = []
    for item in family.criteria:
        lines.append(f"{item.id}: {item.title}")
        lines += [f"  {step}: {item.anchors[n]}" for n, step in enumerate(STEPS, 1)]
    return "\n".join(lines)


def schema_of(family: Family) -> dict[str, Any]:
    """The JSON Schema of an answer: for each criterion a quote first, then yes or no to each step."""
    answer = _object({"quote": _QUOTE} | {step: {"type": "boolean"} for step in STEPS})
    return _object({item.id: answer for item in family.criteria})


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
