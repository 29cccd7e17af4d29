"""The hostility curve as characters: a line with rounded corners, and a row of blocks. No terminal, no colour names."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

BLOCKS = "▁▂▃▄▅▆▇█"


class Cell(NamedTuple):
    """One character of the drawing; ``level`` is the hostility at its height (0-100), None for the ghost's dots."""

    char: str
    level: float | None


Grid = list[list[Cell | None]]


def sparkline(values: Sequence[float], width: int = 24) -> str:
    """One block per value of 0-100, the last ``width`` of them."""
    return "".join(BLOCKS[min(7, max(0, int(value / 100 * 8)))] for value in values[-width:])


def step_width(points: int, width: int) -> int:
    """Columns from one point to the next, so that ``points`` of them fit the width: 1 to 6."""
    return max(1, min(6, (width - 1) // max(points - 1, 1)))


def window(points: int, width: int) -> int:
    """Index of the first point shown when not all of them fit even at one column each."""
    return max(0, points - width)


def plot(values: Sequence[float], ghost: Sequence[float], width: int, height: int) -> Grid:
    """Draw both curves (0-100, top row 100) on a grid of ``height`` rows; the curve lies over the ghost.

    Args:
        values: hostility at the start and after each reply.
        ghost: an earlier attempt's values, drawn dotted; may be empty.
        width: columns of the grid, at least 2.
        height: rows of the grid, at least 2.

    Returns:
        Rows from the top, each of ``width`` cells or None.

    """
    grid: Grid = [[None] * width for _ in range(height)]
    longest = max(len(values), len(ghost))
    step, first = step_width(longest, width), window(longest, width)
    for column, row, _char in _line(ghost[first:], step, height):
        if column < width and column % 2 == 0:
            grid[row][column] = Cell("·", None)
    for column, row, char in _line(values[first:], step, height):
        if column < width:
            grid[row][column] = Cell(char, _level(row, height))
    return grid


def _row(value: float, height: int) -> int:
    return height - 1 - min(height - 1, max(0, round(value / 100 * (height - 1))))


def _level(row: int, height: int) -> float:
    return (height - 1 - row) / (height - 1) * 100


def _line(values: Sequence[float], step: int, height: int) -> list[tuple[int, int, str]]:
    rows = [_row(value, height) for value in values]
    if not rows:
        return []
    cells = [(0, rows[0], "─" if len(rows) > 1 else "●")]
    for index, (old, new) in enumerate(pairwise(rows)):
        start, end = index * step + 1, (index + 1) * step
        turn = (start + end) // 2
        cells += [(column, old, "─") for column in range(start, turn)]
        cells += _corner(turn, old, new)
        cells += [(column, new, "─") for column in range(turn + 1, end + 1)]
    if len(rows) > 1:
        cells.append(((len(rows) - 1) * step, rows[-1], "●"))
    return cells


def _corner(column: int, old: int, new: int) -> list[tuple[int, int, str]]:
    if old == new:
        return [(column, old, "─")]
    out, into = ("╯", "╭") if new < old else ("╮", "╰")
    between = range(min(old, new) + 1, max(old, new))
    return [(column, old, out), *((column, row, "│") for row in between), (column, new, into)]
