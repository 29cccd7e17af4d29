"""Rows as columns of plain text. Apart from ``telling``, because a table needs nothing of what a session is made of."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.shown import shown


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows as aligned columns, without anything a terminal would obey."""
    if not rows:
        return ""
    rows = [[shown(cell) for cell in row] for row in rows]
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    aligned = ([cell.ljust(width) for cell, width in zip(row, widths, strict=True)] for row in rows)
    return "\n".join("  ".join(cells).rstrip() for cells in aligned)
