"""The hostility curve as characters: a line of braille dots, and a row of blocks. No terminal, no colour names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

BLOCKS = "▁▂▃▄▅▆▇█"
DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""Bits of a braille character's dots: four rows of two."""
HIGH, WIDE = 4, 2
"""Dots of a character, down and across."""
GHOST_GAP = 4
"""The ghost shows a dot in every so many columns of dots."""
LOW = 5
"""Rows up to which the ghost is drawn with whole dots, one in every other column: braille dots would hardly show."""


class Cell(NamedTuple):
    """One character of the drawing; ``level`` is the hostility at its height (0-100), None for the ghost."""

    char: str
    level: float | None


Grid = list[list[Cell | None]]
Dot = tuple[int, int]
"""Column and row of a dot, from the top left."""


def sparkline(values: Sequence[float], width: int = 24) -> str:
    """One block per value of 0-100, the last ``width`` of them."""
    return "".join(BLOCKS[min(7, max(0, int(value / 100 * 8)))] for value in values[-width:])


def step_width(points: int, width: int) -> int:
    """Columns from one point to the next, so that ``points`` of them fit the width: 1 to 10."""
    return max(1, min(10, (width - 1) // max(points - 1, 1)))


def window(points: int, width: int) -> int:
    """Index of the first point shown when not all of them fit even at one column each."""
    return max(0, points - width)


def plot(values: Sequence[float], ghost: Sequence[float], width: int, height: int) -> Grid:
    """Draw both curves (0-100, the top is 100) on a grid of ``height`` rows; the curve lies over the ghost.

    Args:
        values: hostility at the start and after each reply.
        ghost: an earlier attempt's values, drawn with gaps; may be empty.
        width: columns of the grid, at least 2.
        height: rows of the grid, at least 2.

    Returns:
        Rows from the top, each of ``width`` cells or None; the last value is a filled circle.

    """
    longest = max(len(values), len(ghost))
    step, first = step_width(longest, width), window(longest, width)
    grid: Grid = [[None] * width for _ in range(height)]
    dots = [dot for dot in _line(ghost[first:], step, height) if dot[0] % GHOST_GAP == 0]
    _draw(grid, dots, ghost=True)
    if height <= LOW:
        grid = [[cell and Cell("·", None) for cell in cells] for cells in grid]
    shown = values[first:]
    line = list(_line(shown, step, height))
    _draw(grid, [*line, *((column, row + 1) for column, row in line if row + 1 < height * HIGH)], ghost=False)
    if shown:
        row = cell_row(shown[-1], height)
        grid[row][(len(shown) - 1) * step] = Cell("●", _level(row * HIGH + 1.5, height))
    return grid


def _draw(grid: Grid, dots: Sequence[Dot], *, ghost: bool) -> None:
    cells: dict[tuple[int, int], list[Dot]] = {}
    for column, row in dots:
        cells.setdefault((row // HIGH, column // WIDE), []).append((column, row))
    for (row, column), held in cells.items():
        if column < len(grid[row]):
            bits = sum({DOTS[y % HIGH][x % WIDE] for x, y in held})
            level = None if ghost else _level(sum(y for _x, y in held) / len(held), len(grid))
            grid[row][column] = Cell(chr(0x2800 + bits), level)


def cell_row(value: float, height: int) -> int:
    """The row of a drawing of that height, from the top, in which a value of 0-100 lies."""
    return _dot_row(value, height) // HIGH


def _dot_row(value: float, height: int) -> int:
    last = height * HIGH - 1
    return last - min(last, max(0, round(value / 100 * last)))


def _level(row: float, height: int) -> float:
    last = height * HIGH - 1
    return (last - row) / last * 100


def _line(values: Sequence[float], step: int, height: int) -> Iterator[Dot]:
    """The dots of a line through the points, without a gap between neighbours."""
    rows = [_dot_row(value, height) for value in values]
    if rows:
        yield 0, rows[0]
    across = step * WIDE
    for index, (old, new) in enumerate(pairwise(rows)):
        before = old
        for column in range(1, across + 1):
            row = old + round((new - old) * column / across)
            yield index * across + column, row
            for between in range(min(before, row) + 1, max(before, row)):
                yield index * across + column, between
            before = row
