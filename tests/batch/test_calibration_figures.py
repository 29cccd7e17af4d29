"""Agreement of the software with people, and of people with each other, item by item."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from calibration_samples import grading

from simulator.agreement.monotone import isotonic, read_off
from simulator.batch.calibration import Item, calibrate, fit, items_of
from simulator.batch.folder import Folder
from simulator.batch.graded_marks import key_of, marks_of
from simulator.batch.hand_grades import HandGrade
from simulator.batch.report_rubrics import Titled, Used
from simulator.errors import SimulatorError


def items(*rows: tuple[int, int, int | None]) -> list[Item]:
    """Ann's mark, Bo's mark, the software's."""
    return [Item(f"c{n}", "qa/greets", (("Ann", a), ("Bo", b)), s) for n, (a, b, s) in enumerate(rows)]


def test_the_mean_over_replies_is_rounded_to_the_nearest_anchor_the_upper_one_half_way(tmp_path: Path) -> None:
    folder = Folder(grading(tmp_path / "g", {"a": (4, [1, 2]), "b": (None, [1, 1, 2]), "c": (2, [None])}))
    assert marks_of(folder, {"a", "b", "c", "z"}).marks == {
        ("a", "qa/greets"): 4,
        ("a", "qa/respect"): 2,
        ("b", "qa/greets"): None,
        ("b", "qa/respect"): 1,
        ("c", "qa/greets"): 2,
        ("c", "qa/respect"): None,
    }


def test_an_id_that_occurs_twice_is_left_out(tmp_path: Path) -> None:
    path = grading(tmp_path / "g", {"a": (4, [1]), "b": (1, [1])})
    with (path / "conversations.jsonl").open("a", encoding="utf-8") as stream:
        stream.write('{"id": "b", "marks": {"qa/greets": 4}}\n')
    assert marks_of(Folder(path), {"a", "b"}).found == {"a"}


def test_a_folder_without_a_grading_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SimulatorError, match="no finished grading"):
        marks_of(Folder(tmp_path), {"a"})


def test_a_criterion_is_known_by_key_id_or_title_where_only_one_rubric_has_it() -> None:
    used = [
        Used(name, 1, "", name, "reply", (Titled("respect", "Nothing that provokes"),)) for name in ("qa", "empathy")
    ]
    alone = (Used("qa", 1, "", "QA", "conversation", (Titled("takes_leave", "Says goodbye"),)),)
    assert {key_of(name, alone) for name in ("qa/takes_leave", "Takes leave", "says  GOODBYE")} == {"qa/takes_leave"}
    assert key_of("qa/respect", tuple(used)) == "qa/respect"
    with pytest.raises(ValueError, match="empathy/respect or qa/respect"):
        key_of("Nothing that provokes", tuple(used))
    with pytest.raises(ValueError, match="Did you mean"):
        key_of("takes_leaf", alone)


def test_bias_is_positive_where_the_software_marks_higher_and_by_how_much() -> None:
    found = calibrate(mine := items((1, 2, 3), (0, 1, 2), (2, 2, 3)), mine, samples=20).criteria[0]
    assert found.software.bias.value == pytest.approx((1.5 + 1.5 + 1) / 3)
    assert found.people.bias.value == pytest.approx(-2 / 3)


def test_the_software_can_agree_with_people_who_do_not_agree_with_each_other() -> None:
    rows = [(4, 0, 2), (0, 4, 2), (4, 4, 4), (0, 0, 0)] * 10
    found = calibrate(mine := items(*rows), mine, samples=50).criteria[0]
    assert found.software.kappa.value == pytest.approx(1.0)
    assert found.people.kappa.value == pytest.approx(0.0)
    assert found.software.within.value == 1.0
    assert found.people.within.value == 0.5


def test_intervals_hold_the_value_and_a_larger_sample_narrows_them() -> None:
    draw = random.Random(5)
    rows = [
        (mark, min(4, mark + draw.randint(0, 1)), max(0, mark - draw.randint(0, 1)))
        for mark in draw.choices(range(5), k=240)
    ]
    few, many = (calibrate(mine := items(*rows[:n]), mine, samples=100).criteria[0].software.kappa for n in (30, 240))
    for value in (few, many):
        assert value.low is not None
        assert value.high is not None
        assert value.low <= (value.value or 0) <= value.high
    assert (many.high or 0) - (many.low or 0) < (few.high or 0) - (few.low or 0)


def test_each_grader_is_measured_against_the_software_and_against_the_others() -> None:
    mild = [Item(f"c{n}", "qa/greets", (("Ann", n % 4), ("Mild", n % 4 + 1)), n % 4) for n in range(40)]
    ann, other = calibrate(mild, mild, samples=20).graders
    assert (ann.name, ann.software.bias.value, ann.others.bias.value) == ("Ann", 0.0, -1.0)
    assert (other.name, other.software.bias.value, other.others.bias.value) == ("Mild", 1.0, 1.0)


def test_what_nobody_marked_is_no_item_and_an_item_of_one_grader_is_not_doubled() -> None:
    grades = [HandGrade("a", "qa/greets", 3, "Ann", 2), HandGrade("a", "qa/greets", None, "Bo", 3)]
    (item,) = items_of(grades, {("a", "qa/greets"): 2})
    assert item == Item("a", "qa/greets", (("Ann", 3),), 2)
    assert not item.doubled


def test_a_curve_is_fitted_from_fifty_items_on_that_two_people_graded() -> None:
    rows = [(n % 5, min(4, n % 5 + 1), max(0, n % 5 - 1)) for n in range(60)]
    assert fit(items(*rows[:49])) is None
    found = fit(items(*rows))
    assert found is not None
    values = [found.curve[anchor] for anchor in range(5)]
    assert values == sorted(values)
    assert found.after < found.before


def test_a_software_that_gives_one_mark_only_has_no_curve() -> None:
    assert fit(items(*[(n % 5, n % 5, 2) for n in range(80)])) is None


def test_the_fitted_curve_never_falls_and_joins_what_would() -> None:
    assert isotonic([0, 1, 2, 3], [1.0, 3.0, 2.0, 4.0]) == {0: 1.0, 1: 2.5, 2: 2.5, 3: 4.0}
    assert isotonic([1, 1, 0], [2.0, 4.0, 5.0]) == {0: pytest.approx(11 / 3), 1: pytest.approx(11 / 3)}


def test_between_points_the_curve_is_straight_and_beyond_them_level() -> None:
    curve = {1.0: 2.0, 3.0: 4.0}
    assert [read_off(curve, x) for x in (0, 1, 2, 3, 4)] == [2.0, 2.0, 3.0, 4.0, 4.0]
    with pytest.raises(ValueError, match="no point"):
        read_off({}, 1)
