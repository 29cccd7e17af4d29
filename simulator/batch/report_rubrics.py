"""Marks by rubric, criterion, channel, team and week, each with its interval."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct

from simulator.agreement.moments import Moments
from simulator.batch.calibrated import Calibrated, Lean
from simulator.batch.records import NOT_PASSED, PASSED, TOO_LITTLE
from simulator.batch.report_reasons import figure_of
from simulator.batch.tally import Tally
from simulator.errors import SimulatorError
from simulator.report.figure import Figure
from simulator.report.said import channel

NAMELESS = "not said in the export"


class Titled(Struct, frozen=True):
    """A criterion in words, as the manifest keeps it."""

    id: str
    title: str
    tip: str = ""
    by: str = "software"


class Used(Struct, frozen=True):
    """A rubric that was graded by, as the manifest keeps it."""

    id: str
    version: int
    hash: str
    title: str
    of: str
    criteria: tuple[Titled, ...]
    pass_mark: float | None = None


class CriterionRow(Struct, frozen=True):
    """One criterion's mean, 0-100, in how many conversations it was marked, and how much it leans beside people."""

    title: str
    figure: Figure
    calibrated: bool
    lean: Lean | None = None


class RubricFigures(Struct, frozen=True):
    """One rubric's mean, the share of it that was assessed (0-100), who passed, and its criteria.

    ``for_people``: criteria that wait for a person, with the number of conversations.
    """

    used: Used
    figure: Figure
    assessed: float
    passed: int
    not_passed: int
    too_little: int
    criteria: tuple[CriterionRow, ...]
    for_people: tuple[tuple[str, int], ...]


class Row(Struct, frozen=True):
    """One channel, team or week: conversations, and each rubric's mean."""

    name: str
    n: int
    figures: tuple[Figure, ...]


class Table(Struct, frozen=True):
    """Rows by channel, team or week, with the rubrics' titles above the figures."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def used_rubrics(manifest: Mapping[str, Any]) -> tuple[Used, ...]:
    """The rubrics a manifest names.

    Raises:
        SimulatorError: it names none in words: an earlier version of the program wrote it.

    """
    import msgspec

    try:
        return msgspec.convert(manifest["rubrics"], tuple[Used, ...])
    except (KeyError, msgspec.ValidationError):
        raise SimulatorError(
            "this grading was made by an earlier version of the program; grade again with --fresh"
        ) from None


def titled_criteria(rubrics: Iterable[Used]) -> dict[str, Titled]:
    """All criteria by "rubric/criterion", in the order of the rubrics."""
    return {f"{rubric.id}/{item.id}": item for rubric in rubrics for item in rubric.criteria}


def rubric_figures(tally: Tally, rubrics: Iterable[Used], calibrated: Calibrated) -> tuple[RubricFigures, ...]:
    """Everything about each rubric over all conversations."""
    return tuple(_rubric(tally, used, calibrated) for used in rubrics)


def _rubric(tally: Tally, used: Used, known: Calibrated) -> RubricFigures:
    keys = {item.id: f"{used.id}/{item.id}" for item in used.criteria}
    rows = tuple(
        CriterionRow(
            item.title,
            _mean(tally, "all", "", keys[item.id]),
            known.is_enough(keys[item.id]),
            known.lean.get(keys[item.id]),
        )
        for item in used.criteria
        if ("all", "", keys[item.id]) in tally.means
    )
    waiting = tuple(
        (item.title, tally.for_people[keys[item.id]]) for item in used.criteria if keys[item.id] in tally.for_people
    )
    passed, failed, little = (tally.verdicts.get((used.id, word), 0) for word in (PASSED, NOT_PASSED, TOO_LITTLE))
    assessed = tally.assessed.get(used.id, Moments()).mean or 0.0
    return RubricFigures(used, _mean(tally, "all", "", used.id), assessed, passed, failed, little, rows, waiting)


def table(tally: Tally, title: str, dimension: str, rubrics: tuple[Used, ...]) -> Table:
    """The rubrics' means by a dimension (channel, team, week), in order of name."""
    values = sorted(value for name, value in tally.sizes if name == dimension)
    rows = tuple(
        Row(
            _called(dimension, value),
            tally.sizes[dimension, value],
            tuple(_mean(tally, dimension, value, used.id) for used in rubrics),
        )
        for value in values
    )
    return Table(title, tuple(used.title for used in rubrics), rows)


def _called(dimension: str, value: str) -> str:
    if dimension == "channel":
        return channel(value)
    return value if dimension == "week" else value or NAMELESS


def _mean(tally: Tally, dimension: str, value: str, measure: str) -> Figure:
    return figure_of(tally.means.get((dimension, value, measure), Moments()))
