"""Hand grades are read however their header is spelt, and every mistake is told by line and column."""

from __future__ import annotations

from pathlib import Path

import pytest
from calibration_samples import table

from simulator.batch.hand_grades import HandGrade, Scale, Skipped, parse_scale, read_hand_grades
from simulator.errors import ContentError, UsageError


def same(name: str) -> str:
    if not name:
        raise ValueError("it is empty")
    return name


def test_any_spelling_of_the_header_and_any_separator_will_do(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", "t-1;greets;3;Ann", head="Ticket ID;Question;Score;Graded by")
    assert read_hand_grades(path, same).grades == (HandGrade("t-1", "greets", 3, "Ann", 2),)


def test_what_was_not_marked_is_no_mark(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", "1,greets,n/a,Ann", "2,greets,,Ann", "3,greets,0,Ann")
    assert [grade.mark for grade in read_hand_grades(path, same).grades] == [None, None, 0]


@pytest.mark.parametrize(
    ("scale", "written", "anchor"),
    [
        ("1-5", "1", 0),
        ("1-5", "4", 3),
        ("0-100", "80", 3),
        ("0-100", "88%", 4),
        ("yes-no", "Yes", 4),
        ("yes-no", "failed", 0),
        ("0-4", "2,5", 3),
        ("0-10", "5", 2),
    ],
)
def test_other_scales_are_laid_evenly_over_the_anchors(scale: str, written: str, anchor: int) -> None:
    assert parse_scale(scale).anchor(written) == anchor


@pytest.mark.parametrize("text", ["", "5", "5-1", "one-five"])
def test_what_is_no_scale_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="--scale takes"):
        parse_scale(text)


@pytest.mark.parametrize("written", ["5", "-1", "nan", "inf", "good", "yes"])
def test_what_is_no_mark_of_the_scale_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="mark"):
        Scale().anchor(written)


def test_every_mistake_is_told_by_line_and_column(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", "1,greets,7,Ann", ",greets,3,Ann", "2,,3,")
    with pytest.raises(ContentError) as caught:
        read_hand_grades(path, same)
    places = [(error.line, error.column, error.key) for error in caught.value.problems]
    assert places == [(2, 3, "mark"), (3, 1, "conversation"), (4, 4, "grader"), (4, 2, "criterion")]


def test_at_most_twenty_mistakes_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        read_hand_grades(table(tmp_path / "a.csv", *["1,greets,9,Ann"] * 50), same)
    assert len(caught.value.problems) == 20


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="a column 'grader' is needed"):
        read_hand_grades(table(tmp_path / "a.csv", head="conversation,criterion,mark"), same)


def test_the_same_mark_twice_counts_once_and_two_marks_of_one_grader_are_a_mistake(tmp_path: Path) -> None:
    assert len(read_hand_grades(table(tmp_path / "a.csv", "1,greets,3,Ann", "1,greets,3,Ann"), same).grades) == 1
    with pytest.raises(ContentError, match=r"a\.csv:3:3: mark: Ann gave this conversation another mark .* line 2"):
        read_hand_grades(table(tmp_path / "a.csv", "1,greets,3,Ann", "1,greets,2,Ann"), same)


def test_marks_given_in_sight_of_the_softwares_or_to_risky_conversations_do_not_count(tmp_path: Path) -> None:
    head = "conversation,criterion,mark,grader,list,blind"
    rows = ("1,greets,3,Ann,random sample,yes", "2,greets,3,Ann,random sample,no", "3,greets,3,Ann,risk list,yes")
    found = read_hand_grades(table(tmp_path / "a.csv", *rows, head=head), same)
    assert [grade.conversation for grade in found.grades] == ["1"]
    assert found.skipped == Skipped(in_sight=1, for_risk=1)


def test_a_table_whose_marks_do_not_count_says_how_many_and_why(tmp_path: Path) -> None:
    head = "conversation,criterion,mark,grader,list,blind"
    rows = ("1,greets,3,Ann,random sample,no", "2,greets,3,Ann,risk list,no", "3,greets,3,Ann,risk list,yes")
    with pytest.raises(UsageError, match=r"no marks that count\. 2 marks \(blind: no\) .*\. 1 mark of the risk list"):
        read_hand_grades(table(tmp_path / "a.csv", *rows, head=head), same)


def test_a_table_without_marks_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no marks"):
        read_hand_grades(table(tmp_path / "a.csv"), same)


def test_a_cell_kept_from_running_as_a_formula_is_read_as_it_was(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", "'=1+1,greets,3,Ann", "'quoted,greets,3,Ann")
    assert [grade.conversation for grade in read_hand_grades(path, same).grades] == ["=1+1", "'quoted"]
