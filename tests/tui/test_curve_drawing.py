"""The curve as characters."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from simulator.tui.curve_view import Feeling, one_line, picture, reply_numbers
from simulator.tui.drawing import plot, sparkline, step_width
from simulator.tui.feeling import going

VALUES = st.lists(st.floats(0, 100), min_size=1, max_size=80)


def drawn(grid):
    return ["".join(cell.char if cell else " " for cell in row) for row in grid]


def test_a_rise_climbs_without_a_gap_to_the_dot():
    assert drawn(plot([0, 100], [], 14, 4)) == [
        "        ⣠⠶●   ",
        "     ⣀⡴⠞⠁     ",
        "  ⢀⣠⠞⠉        ",
        "⣠⠶⠋⠁          ",
    ]


def test_a_level_curve_is_a_straight_line():
    assert drawn(plot([50, 50], [], 8, 3))[1] == "⠶⠶⠶⠶⠶⠶⠶●"


def test_a_change_of_three_points_is_seen():
    assert plot([50, 50], [], 8, 9) != plot([50, 53], [], 8, 9)


@given(VALUES, VALUES, st.integers(2, 60), st.integers(2, 20))
def test_the_grid_has_exactly_the_size_asked_for(values, ghost, width, height):
    grid = plot(values, ghost, width, height)
    assert [len(row) for row in grid] == [width] * height


@given(VALUES, st.integers(10, 60), st.integers(3, 20))
def test_the_last_value_is_where_the_dot_stands(values, width, height):
    grid = plot(values, [], width, height)
    dots = [row for row, cells in enumerate(grid) for cell in cells if cell and cell.char == "●"]
    assert len(dots) == 1
    assert abs((height - 1 - dots[0]) - values[-1] / 100 * (height - 1)) <= 1


@given(VALUES, st.integers(10, 60), st.integers(3, 20))
def test_a_column_is_never_left_out_between_two_points(values, width, height):
    grid = plot(values, [], width, height)
    used = [any(row[column] for row in grid) for column in range(width)]
    assert used[0]
    assert not any(later and not before for before, later in pairwise(used))


def test_the_ghost_has_gaps_and_no_level_and_lies_below_the_curve():
    level = plot([50, 50], [10, 10], 11, 5)
    assert [cell.level for cell in level[4] if cell] == [None] * 6
    assert [bool(cell) for cell in level[4][:4]] == [True, False, True, False]
    over = plot([50, 50], [50, 50], 11, 5)
    assert all(cell.level is not None for cell in over[2])


def test_blocks_grow_with_hostility():
    assert sparkline([0, 30, 60, 99.9, 100]) == "▁▃▅██"


def test_many_replies_are_drawn_closer_together():
    assert step_width(4, 40) == 10
    assert step_width(40, 40) == 1


def test_reply_numbers_stand_under_their_points_and_never_touch():
    assert reply_numbers(Feeling((50.0, 40.0, 30.0)), 20) == "         1        2"
    crowded = reply_numbers(Feeling(tuple([50.0] * 31)), 40)
    assert crowded.split()[:3] == ["1", "3", "5"]
    assert all(crowded[int(name)] == name[0] for name in crowded.split())


def test_one_line_says_in_words_what_the_blocks_show():
    assert one_line(Feeling((50, 70, 40), "calming down", "calmer than before"), 60).plain == (
        "calming down ▅▆▄ · calmer than before"
    )


def test_numbers_are_only_shown_when_asked_for():
    quiet = picture(Feeling((50, 43), "calming down"), 50, 10).plain
    precise = picture(Feeling((50, 43), "calming down", precise="43 of 100, COOL_DOWN"), 50, 10).plain
    assert "43" not in quiet
    assert "COOL_DOWN" not in quiet
    assert "43 of 100, COOL_DOWN" in precise


def test_an_earlier_attempt_is_named_beside_the_curve():
    assert "dotted: the time before" in picture(Feeling((50, 43), "calm", ghost=(50, 60)), 50, 10).plain


def test_in_a_low_chart_the_earlier_curve_shows_in_whole_dots():
    low = plot([50, 20, 20], [50, 90, 90], 21, 4)
    dots = [cell for row in low for cell in row if cell and cell.level is None]
    assert len(dots) >= 5
    assert {cell.char for cell in dots} == {"·"}
    high = plot([50, 20, 20], [50, 90, 90], 21, 8)
    assert "·" not in {cell.char for row in high for cell in row if cell}


def test_somebody_calm_is_not_called_angry_when_the_number_rose():
    assert going((34.0, 37.0)) == "a little less calm"
    assert going((50.0, 57.0)) == "angrier than before"
    assert going((57.0, 50.0)) == "calmer than before"
