"""Gives the rows of a CSV file one by one, as dicts by its header."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from itertools import zip_longest

from simulator.transcripts.forms import HEADLESS, after_said, delimiter_of
from simulator.transcripts.records import Piece, Quarantined
from simulator.transcripts.source import LONGEST_LINE, Source

EMPTY = frozenset({"", "null", "NULL", "None", "\\N", "nan", "NaN"})
"""How tables write that there is no value."""


HEADLESS_COLUMNS = ("date", "time", "name")
"""What the first columns of a table without a header hold."""


class _Lines:
    """Lines for the csv reader, which counts them; damaged ones are handed back instead of read."""

    def __init__(self, source: Source) -> None:
        self.lines, self.number, self.problems = source.lines(), 0, list[Quarantined]()
        self.name = source.name

    def __iter__(self) -> Iterator[str]:
        for line in self.lines:
            self.number = line.number
            if line.problem or "\0" in line.text:
                reason = line.problem or "the line holds zero bytes"
                self.problems.append(Quarantined(self.name, f"line {line.number}", reason))
            else:
                yield line.text + "\n"


def columns(source: Source) -> tuple[str, ...]:
    """The header as written."""
    if HEADLESS.match(source.beginning.lstrip("\r\n\ufeff")):
        return _made_up(source)
    _, text = after_said(source.beginning.replace("\0", "").lstrip("\r\n"))
    reader = csv.reader(text.splitlines(keepends=True), delimiter=_delimiter(source))
    try:
        return tuple(cell.strip() for cell in next(filter(any, reader), []))
    except csv.Error:
        return ()


def rows(source: Source) -> Iterator[Piece | Quarantined]:
    """Each row as a dict, None for cells that say "nothing"; a row longer than the header goes into quarantine."""
    csv.field_size_limit(LONGEST_LINE)
    lines = _Lines(source)
    reader = csv.reader(lines, delimiter=_delimiter(source), skipinitialspace=True)
    headless = HEADLESS.match(source.beginning.lstrip("\r\n\ufeff")) is not None
    header: list[str] | None = list(_made_up(source)) if headless else None
    start = 1
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            yield Quarantined(source.name, f"line {lines.number}", f"no CSV: {error}")
            continue
        yield from lines.problems
        lines.problems.clear()
        if row is None:
            return
        where, start = f"line {start}", lines.number + 1
        if header is None:
            said, _ = after_said(f"{_delimiter(source).join(row)}\n")
            header = [cell.strip() for cell in row] if any(row) and not said else None
        elif len(row) > len(header) and any(cell.strip() for cell in row[len(header) :]):
            yield Quarantined(source.name, where, f"{len(row)} cells under {len(header)} columns")
        elif any(row):
            cells = [_unquoted(cell) for cell in row] if headless else row
            yield Piece(_cells(header, cells), source.name, where)


def _made_up(source: Source) -> tuple[str, ...]:
    """What the columns of a table without a header hold; a number may stand between the name and the words."""
    first = source.beginning.lstrip("\r\n\ufeff").partition("\n")[0]
    count = len(next(csv.reader([first], delimiter=_delimiter(source)), []))
    number = ["number"] if count > len(HEADLESS_COLUMNS) + 1 else []
    return (*HEADLESS_COLUMNS, *number, "text", *(f"more{n}" for n in range(count - 5)))


def _unquoted(cell: str) -> str:
    """A cell without the ``="..."`` that keeps spreadsheets from changing it."""
    return cell[2:-1] if cell.startswith('="') and cell.endswith('"') and len(cell) > 2 else cell


def slug(name: str) -> str:
    """A column's name as a key: ``Ticket ID`` is ``ticket_id``."""
    return re.sub(r"[^0-9a-z]+", "_", name.strip().lower()).strip("_")


def _cells(header: list[str], row: list[str]) -> dict[str, str | None]:
    return {
        name: None if cell.strip() in EMPTY else cell
        for name, cell in zip_longest(header, row[: len(header)], fillvalue="")
    }


def _delimiter(source: Source) -> str:
    return delimiter_of(source.beginning) or ","
