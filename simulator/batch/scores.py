"""A rubric's score of a whole conversation, from the marks of its agent turns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from simulator.scoring.grade import COOLEST, Part, mean_of, rubric_part
from simulator.scoring.marks import Mark
from simulator.scoring.rubric import Rubric

Turns = Sequence[tuple[float, tuple[Mark, ...]]]
"""Each agent turn's observed hostility, 0-1, and its marks."""


def innocent(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Marks as they count as long as no person has confirmed a critical fault."""
    return tuple(replace(mark, critical="") if mark.critical else mark for mark in marks)


def by_rubric(marks: Iterable[Mark]) -> dict[str, list[Mark]]:
    """Marks apart, by their rubric's id."""
    found: dict[str, list[Mark]] = {}
    for mark in marks:
        found.setdefault(mark.rubric, []).append(mark)
    return found


def together(rubric: Rubric, turns: Turns) -> tuple[float | None, float]:
    """The score 0-1 (None: nothing assessed) and the assessed share: turns weigh as the hostility they met."""
    return weighed((hostility, rubric_part(rubric, marks)) for hostility, marks in turns)


def weighed(parts: Iterable[tuple[float, Part]]) -> tuple[float | None, float]:
    """The same, of parts that are known: each turn's observed hostility, 0-1, and what the rubric makes of it."""
    heated = ((max(COOLEST, hostility), part) for hostility, part in parts)
    score, assessed, _ = mean_of((score, assessed, heat * (weight > 0)) for heat, (score, assessed, weight) in heated)
    return score, assessed
