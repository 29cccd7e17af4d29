"""Gives the rows of a CSV file one by one, as dicts by its header."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from itertools import zip_longest

from simulator.transcripts.forms import after_said, delimiter_of
from simulator.transcripts.records import Piece, Quarantined
from simulator.transcripts.source import LONGEST_LINE, Source

EMPTY = frozenset({"", "null", "NULL", "None", "\\N", "nan", "NaN"})
"""How tables write that there is no value."""


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
    header: list[str] | None = None
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
            yield Piece(_cells(header, row), source.name, where)


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
