"""The figures of a grading's report: everything that is said in it, before it is put on a page. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from simulator.batch.at_risk import is_at_risk
from simulator.batch.calibrated import Calibrated
from simulator.batch.records import Refused
from simulator.batch.report_findings import Rule, rules
from simulator.batch.report_judge import JudgeFigures
from simulator.batch.report_links import Links
from simulator.batch.report_people import Agent, Reading, agents, readings
from simulator.batch.report_reasons import Cause, causes, figure_of, stars_of
from simulator.batch.report_rubrics import (
    NAMELESS,
    Row,
    RubricFigures,
    Table,
    Used,
    rubric_figures,
    table,
    titled_criteria,
    used_rubrics,
)
from simulator.batch.report_unread import Unread, unread
from simulator.batch.reviewing import NOTHING, Reviewed
from simulator.batch.sums import Durations
from simulator.batch.tally import SHORTLIST, Tally
from simulator.report.figure import Figure
from simulator.report.said import week_number

if TYPE_CHECKING:
    from simulator.scenario.cards import Card

WEEKS = 26
"""Weeks that a trend shows, the last ones."""
COUNTED: dict[str, str] = {
    "graded": "graded",
    "not_selected": "left out by the sample or the date you gave",
    "needs_mapping": "waiting for a mapping that says who is who",
    "unsupported_language": "in a language the rubrics can't read yet",
    "quarantined": "damaged and put aside",
    "nothing_to_grade": "without a word of an agent",
}
"""What became of conversations, in words; in the order of the sum."""


class Times(Struct, frozen=True):
    """How long something took, in seconds: half of ``n`` took at most ``median``, nine of ten at most ``most``."""

    n: int
    median: float | None
    most: float | None


class Anger(Struct, frozen=True):
    """Observed hostility, 0-100, on average; ``angry``: conversations; ``calmed``: of those, calm at the end."""

    first: Figure
    peak: Figure
    last: Figure
    angry: int
    calmed: int


class Trend(Struct, frozen=True):
    """The weeks of all gradings that are kept in the history, and how many gradings these are."""

    weeks: Table
    gradings: int


class Report(Struct, frozen=True):
    """All of a report, in the order in which it is read. ``period``: the first and the last week, as in 2026-W07.

    ``overruled``: marks of the software in whose place stands a person's. ``gradings``: kept in the history, over
    which the weeks go (0: over this one alone). ``judge``: what a language model made of the marks, if one was asked.
    """

    inputs: tuple[str, ...]
    read: int
    counts: tuple[tuple[int, str], ...]
    graded: int
    replies: int
    sample: str
    since: str | None
    personal_data: str
    version: str
    period: tuple[str, str] | None
    rubrics: tuple[RubricFigures, ...]
    calibrated: int
    criteria: int
    rules: tuple[Rule, ...]
    causes: tuple[Cause, ...]
    tables: tuple[Table, ...]
    weeks: Table
    anger: Anger
    first_response: Times
    resolution: Times
    settled: Figure
    rating: Figure
    predicted: Figure
    unread_ratings: int
    agents: tuple[Agent, ...]
    by_name: bool
    random: tuple[Reading, ...]
    risks: tuple[Reading, ...]
    unread: tuple[Unread, ...]
    overruled: int = 0
    gradings: int = 0
    judge: JudgeFigures | None = None


def build(
    tally: Tally,
    manifest: Mapping[str, Any],
    refused: Iterable[Refused],
    calibrated: Calibrated,
    links: Links,
    cards: Sequence[Card],
    reviewed: Reviewed = NOTHING,
    trend: Trend | None = None,
) -> Report:
    """The report of a finished grading.

    Args:
        tally: its sums.
        manifest: what was graded, by what.
        refused: what could not be read, and why.
        calibrated: which criteria were calibrated against people.
        links: from a conversation to the help desk.
        cards: the library's scenarios, easy ones first.
        reviewed: what people judged; the sums hold it already.
        trend: the weeks over all kept gradings, where this one is kept.

    Raises:
        SimulatorError: the grading is of an earlier version.

    """
    rubrics = used_rubrics(manifest)
    titled = titled_criteria(rubrics)
    figures = rubric_figures(tally, rubrics, calibrated)
    rows = [row for item in figures for row in item.criteria]
    weeks = trend.weeks if trend else table(tally, "Week", "week", rubrics)
    return Report(
        inputs=tuple(manifest.get("inputs", ())),
        read=tally.counts.read,
        counts=tuple((getattr(tally.counts, name), words) for name, words in COUNTED.items()),
        graded=tally.counts.graded,
        replies=tally.agent_turns,
        sample=manifest.get("sample", "all"),
        since=manifest.get("since"),
        personal_data=manifest.get("personal_data", "masked"),
        version=manifest.get("version", ""),
        period=_period(tally),
        rubrics=figures,
        calibrated=sum(row.calibrated for row in rows),
        criteria=len(rows),
        rules=rules(tally, links, reviewed),
        gradings=trend.gradings if trend else 0,
        overruled=sum(found.after is not None for found in reviewed.overruled.values()),
        causes=causes(tally.reasons),
        tables=tuple(_tables(tally, rubrics)),
        weeks=Table(weeks.title, weeks.columns, _latest(weeks.rows)),
        anger=_anger(tally),
        first_response=_times(tally.first_response),
        resolution=_times(tally.resolution),
        settled=figure_of(tally.settled),
        rating=stars_of(tally.ratings),
        predicted=stars_of(tally.predicted),
        unread_ratings=tally.unread_ratings,
        agents=agents(tally, titled, calibrated, cards),
        by_name=manifest.get("agents") == "by name",
        random=readings(tally.sample[:SHORTLIST], links, reviewed),
        risks=readings(
            [item for item in tally.risks if is_at_risk(item.judged.line, rubrics)], links, reviewed, rubrics
        ),
        unread=unread(refused),
    )


def _period(tally: Tally) -> tuple[str, str] | None:
    """The first and the last ISO week in which a conversation began, where the export has dates."""
    weeks = sorted(value for dimension, value in tally.sizes if dimension == "week" and value)
    return (weeks[0], weeks[-1]) if weeks else None


def _tables(tally: Tally, rubrics: tuple[Used, ...]) -> Iterator[Table]:
    """The tables that tell anything: an export that names no team has none of teams."""
    for title, name in (("Channel", "channel"), ("Team", "team")):
        found = table(tally, title, name, rubrics)
        if any(row.name != NAMELESS for row in found.rows):
            yield found


def _latest(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows of the last weeks; those without a date are left out."""
    dated = [row for row in rows if row.name]
    return tuple(row for row in dated if week_number(row.name) > week_number(dated[-1].name) - WEEKS)


def _anger(tally: Tally) -> Anger:
    heat = tally.heat
    return Anger(figure_of(heat.first), figure_of(heat.peak), figure_of(heat.last), heat.angry, heat.calmed)


def _times(durations: Durations) -> Times:
    return Times(durations.n, durations.quantile(0.5), durations.quantile(0.9))
