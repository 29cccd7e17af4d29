"""Reports as their readers meet them: nothing yet, very little, and what must not be read into it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from simulator.batch.at_work import _titles
from simulator.batch.report_rubrics import Titled, Used
from simulator.library import Library
from simulator.progress.overview import overview
from simulator.progress.records import Attempted, Observed
from simulator.report.document import Document, Table, Words
from simulator.report.figure import Figure
from simulator.report.trainee import Played, Trainee, trainee_report
from simulator.report.work import Group, Missed, Row, Work, work_report
from simulator.reporting import _needs
from simulator.scoring.load import load_library_card
from simulator.store.team_records import AttemptSum, CriterionSum

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def card():
    return load_library_card(Library())


def said(found: Document) -> list[str]:
    return [block.text for part in found.sections for block in part.blocks if isinstance(block, Words)]


@pytest.mark.parametrize(("name", "told"), [("", "Nothing was finished yet."), ("Sam", "Nothing of theirs is shared")])
def test_before_the_first_conversation_a_report_is_one_sentence(card, name, told):
    found = trainee_report(Trainee(name, "2026-11-22", (), overview((), NOW, card)))
    assert [item.text.startswith(told) for item in found.lead] == [True]
    assert found.sections == ()


def test_skills_that_were_hardly_seen_are_named_once_and_get_no_row(card):
    known, hardly = card.rubrics[0].criteria[:2]
    often, once = Observed(f"empathy/{known.id}", 50.0, 4), Observed(f"empathy/{hardly.id}", 50.0)
    rows = [
        Attempted(f"{n}", "a", NOW - timedelta(days=n), observed=(often, once) if n == 1 else (often,))
        for n in range(1, 8)
    ]
    played = tuple(Played("a", "A", item.at.date().isoformat(), (50.0,), "RESOLVED") for item in rows)
    found = trainee_report(Trainee("", "2026-11-22", played, overview(rows, NOW, card)))
    (table,) = (table for title, table in found.tables if title == "Skills")
    assert [row[0] for row in table.rows] == [known.title]
    assert [text for text in said(found) if text.startswith("Seen too seldom")] == [
        f"Seen too seldom to say anything yet: {hardly.title}."
    ]


def test_nothing_is_called_a_need_that_is_not_known():
    def marks(criterion, attempts, total):
        return CriterionSum("empathy", criterion, attempts, 1, total, total, person="sam")

    team = SimpleNamespace(people=lambda: [SimpleNamespace(id="sam", name="Sam")])
    workshop = SimpleNamespace(history=SimpleNamespace(team=team), candidates=lambda: ())
    by_person = {"sam": AttemptSum(6, 1, 6, 300.0, 15_500.0, 6, 0, 0, 0, person="sam")}
    named = {"empathy/listens": "Listens", "empathy/apology": "The apology fits"}
    (need,) = _needs(workshop, [marks("listens", 6, 3.0), marks("apology", 3, 0.0)], by_person, named)
    assert [title for title, _ in need.weakest] == ["Listens"]
    (need,) = _needs(workshop, [marks("apology", 4, 0.0)], by_person, named)
    assert (need.weakest, need.practise) == ((), "")


@pytest.mark.parametrize(("n", "columns"), [(0, 3), (30, 4)])
def test_a_column_for_practice_is_there_only_where_there_is_practice(n, columns):
    row = Row("Greets", Figure(n, 60.0, 50.0, 70.0) if n else Figure(), Figure(40, 50.0, 40.0, 60.0), Missed(4, 40))
    found = work_report(Work("2026-11-22", ("march",), (40,), (Group("Everybody", 3, (row,)),)))
    ((_, table),) = found.tables
    assert isinstance(table, Table)
    assert len(table.columns) == len(table.rows[0]) == columns


def test_two_criteria_of_one_title_are_told_apart_by_their_rubric():
    used = [
        Used("qa", 1, "h", "Scorecard", "reply", (Titled("a", "Says sorry"), Titled("b", "Greets"))),
        Used("empathy", 1, "i", "Empathy", "reply", (Titled("c", "Says sorry"),)),
    ]
    titles = {"qa/a": "Says sorry (Scorecard)", "qa/b": "Greets", "empathy/c": "Says sorry (Empathy)"}
    assert _titles(used) == titles
