"""Numbers, spans and dates in words; small pictures; texts made harmless."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.report.figure import Figure, figure
from simulator.report.page import markdown
from simulator.report.said import change_words, day, figure_words, number, plural, share, span, week
from simulator.report.svg import curve, interval, trend


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (figure(25, 72.4, (68.2, 76.4)), "72 (68 to 76)"),
        (figure(12, 72.4, (61.0, 79.0)), "between 61 and 79"),
        (figure(9, 50.0, (0.0, 100.0)), "too few to say"),
        (figure(5, 60.0, (25.0, 95.0)), "between 25 and 95"),
        (figure(4, 50.0, (49.0, 51.0)), "too few to say"),
        (figure(9, 34.0, (33.9, 34.1)), "about 34"),
        (figure(1, 50.0, None), "too few to say"),
        (figure(0, None, None), "too few to say"),
        (figure(30, 99.0, (97.0, 101.0)), "99 (97 to 100)"),
    ],
)
def test_a_figure_is_said_with_its_range_and_without_a_number_where_it_rests_on_little(item: Figure, said: str) -> None:
    assert figure_words(item) == said


@pytest.mark.parametrize("half", [3.0, 25.0, 40.0, 44.0, 46.0, 50.0])
def test_a_bar_is_drawn_where_a_range_is_said_and_nowhere_else(half: float) -> None:
    item = figure(7, 50.0, (50.0 - half, 50.0 + half))
    assert bool(interval(item)) == (figure_words(item) != "too few to say")


def test_where_nothing_varied_the_range_is_that_of_three_in_n() -> None:
    assert figure_words(figure(30, 100.0, (100.0, 100.0))) == "100 (90 to 100)"
    assert figure_words(figure(10, 100.0, (100.0, 100.0))) == "between 70 and 100"
    assert figure_words(figure(4, 0.0, (0.0, 0.0))) == "too few to say"


@given(st.integers(2, 500), st.floats(0, 100), st.floats(0, 200))
def test_a_range_never_leaves_the_scale_and_a_mean_needs_twenty(n: int, mean: float, half: float) -> None:
    item = figure(n, mean, (mean - half, mean + half))
    assert (item.low is None) == (n < 5)
    if item.low is None:
        return
    assert item.high is not None
    assert 0 <= item.low <= item.high <= 100
    assert (item.mean is None) == (n < 20)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(1, "1 second"), (50, "50 seconds"), (240, "4 minutes"), (5_400, "1.5 hours"), (3 * 86_400, "3 days")],
)
def test_spans_are_said_as_people_say_them(seconds: float, said: str) -> None:
    assert span(seconds) == said


def test_counts_dates_and_shares() -> None:
    assert number(1234) == "1,234"
    assert plural(1, "reply", "replies") == "1 reply"
    assert plural(1234, "conversation") == "1,234 conversations"
    assert day("2026-03-04T10:00:00+00:00") == "4 March 2026"
    assert day(None) == "no date"
    assert week("2026-W10") == "2 March 2026"
    assert [share(1, 500), share(499, 500), share(0, 5), share(1, 2)] == ["under 1%", "over 99%", "none", "50%"]


def test_a_change_has_a_sign_and_none_is_nought() -> None:
    assert change_words(3.21, 1.0, 5.4) == "+3.2 (+1.0 to +5.4)"
    assert change_words(-3.2, None, None) == "\u22123.2"
    assert change_words(-0.01, 0.0, 0.0) == "0"


def test_pictures_hold_what_they_are_given_and_no_script() -> None:
    assert interval(Figure(1)) == ""
    assert 'cx="72.0"' in interval(Figure(30, 72.0, 68.0, 76.0))
    assert "circle" not in interval(Figure(5, None, 68.0, 76.0))
    items = [Figure(30, 72.0, 68.0, 76.0), Figure(5, None, 10.0, 90.0), Figure(1)]
    drawn = trend(items, [10, 11, 14], "a<b", ("first", "<last>"))
    assert drawn.count("<circle") == 1
    assert drawn.count('class="range"') == 2
    assert "a&lt;b" in drawn
    assert "<last>" not in drawn
    assert curve([]) == ""
    assert "polyline" in curve([70.0, 20.0])


def test_markdown_shows_a_text_as_it_is() -> None:
    hostile = "# <script>alert(1)</script> [a](javascript:x) | **b**\n- c\n1. d"
    shown = markdown(hostile)
    for mark in ("\\#", "\\<script\\>", "\\[a\\]", "\\|", "\\*\\*b", "\n\\- c", "\n1\\. d"):
        assert mark in shown
    assert markdown("2608.26.abc") == "2608\\.26.abc"  # no backslash that Markdown would show


def test_every_list_of_conversations_tells_those_closed_when_all_was_agreed_apart() -> None:
    templates = (Path(__file__).parents[2] / "reports" / "templates").glob("*.j2")
    used = [found for path in templates for found in re.findall(r"\| *ended\b(\([^)]*\))?", path.read_text("utf-8"))]
    assert used
    assert all("agreed=" in words for words in used)
