"""Two conversations compared, as text: both curves on one chart, and both wordings side by side with their marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from textual.content import Content

from simulator.shown import shown
from simulator.tui.drawing import cell_row, plot, step_width, window
from simulator.tui.past import CLOSE
from simulator.tui.themes import ramp

if TYPE_CHECKING:
    from simulator.report.debrief import Debrief
    from simulator.report.details import Detail

EARLIER, LATER = "○", "●"
"""The marks of the two conversations, on the chart and beside their words."""
BOTH = "◉"
"""Where both were equally upset after the same reply."""
ROWS, LEFT = 10, 9
"""Rows of the chart, and the columns of its scale."""
ROOM = 96
"""Columns from which on two wordings have room side by side."""


def chart(earlier: Sequence[float], later: Sequence[float], width: int) -> Content:
    """Both curves on one scale: dots and ○ for the earlier conversation, a line and ● for the later one."""
    columns = max(10, min(width, 110) - LEFT - 1)
    grid = [[("" if cell is None else cell.char, cell) for cell in row] for row in plot(later, earlier, columns, ROWS)]
    marks = _marks(earlier, later, columns)
    out: list[Content] = []
    for number, row in enumerate(grid):
        label = "furious" if number == 0 else "calm" if number == ROWS - 1 else ""
        parts: list[tuple[str, str]] = [(f"{label:>7} ", "$quiet"), ("│", "$line")]
        for column, (char, cell) in enumerate(row):
            if mark := marks.get((number, column)):
                parts.append(mark)
            else:
                parts.append((char or " ", "$quiet" if cell is None or cell.level is None else ramp(cell.level)))
        out.append(Content.assemble(*parts))
    out.append(Content.styled(" " * LEFT + _numbers(max(len(earlier), len(later)), columns), "$quiet"))
    return Content("\n").join(out)


def _marks(earlier: Sequence[float], later: Sequence[float], columns: int) -> dict[tuple[int, int], tuple[str, str]]:
    """The marks by row and column of the chart."""
    longest = max(len(earlier), len(later))
    step, first = step_width(longest, columns), window(longest, columns)
    found: dict[tuple[int, int], tuple[str, str]] = {}
    for values, sign, style in ((earlier, EARLIER, "$customer bold"), (later, LATER, "$you bold")):
        for n, value in enumerate(values[first:]):
            place = cell_row(value, ROWS), n * step
            found[place] = (BOTH, "$foreground bold") if place in found else (sign, style)
    return found


def _numbers(points: int, columns: int) -> str:
    step, first = step_width(points, columns), window(points, columns)
    line = ""
    for at in range(1, points - first):
        name, column = str(at + first), at * step
        if column >= len(line) + bool(line) and column + len(name) <= columns:
            line = line.ljust(column) + name
    return line


def legend() -> Content:
    """Which mark is which."""
    return Content.assemble(
        (f"{EARLIER} dotted: the earlier one", "$customer"),
        (f"   {LATER} line: the later one", "$you"),
        (f"   {BOTH} both; lower is calmer", "$quiet"),
    )


def wordings(earlier: Debrief, later: Debrief, width: int) -> Content:
    """Both conversations reply by reply: side by side where there is room, else one below the other."""
    lines: list[Content] = []
    for one, two in zip_longest(earlier.details, later.details):
        number = (one or two).n
        lines += [Content(""), Content.styled(f"Reply {number}", "bold")]
        if width >= ROOM:
            half = (width - 4) // 2
            lines += _beside(list(_said(one, EARLIER, half)), list(_said(two, LATER, half)), half)
        else:
            lines += [*_said(one, EARLIER, width), *_said(two, LATER, width)]
    return Content("\n").join(lines[1:]) if lines else Content.styled("No reply was sent in either.", "$quiet")


def _beside(left: list[Content], right: list[Content], half: int) -> Iterator[Content]:
    for one, two in zip_longest(left, right, fillvalue=Content("")):
        yield one + " " * (half - one.cell_length + 4) + two


def _said(detail: Detail | None, sign: str, width: int) -> Iterator[Content]:
    """The customer's words, the reply, and its marks, at most ``width`` cells wide."""
    if detail is None:
        yield Content.styled(f"{sign} ended before", "$quiet")
        return
    own = "$you" if sign == LATER else "$customer"
    parts = (
        (Content.styled("  ", "$quiet"), Content.styled(shown(detail.customer, 2000), "$quiet")),
        (Content.styled(f"{sign} ", f"{own} bold"), Content(shown(detail.reply, 4000))),
        (Content("  "), Content.styled(marks_words(detail), "$quiet")),
    )
    for label, text in parts:
        first, *rest = text.wrap(max(10, width - 2)) or [Content("")]
        yield label + first
        yield from (line.pad_left(2) for line in rest)


def marks_words(detail: Detail) -> str:
    """The marks of a reply on a line: "Names the problem 3 of 4 · By when 4 of 4"."""
    marks = [f"{mark.criterion} {mark.points} of {mark.max}" for mark in detail.marks if mark.points is not None]
    return " · ".join(marks) or "no mark"


def verdict(earlier: float, later: float) -> str:
    """Which of two mean hostilities (0-100) was calmer, in words; a small difference is called alike."""
    if abs(earlier - later) < CLOSE:
        return "On average the customers were about as upset in both."
    when = "later" if later < earlier else "earlier"
    return f"On average the customer was calmer in the {when} conversation. One pair says little; a trend says more."
