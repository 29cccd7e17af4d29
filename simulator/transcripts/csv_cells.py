"""Tables that hold a whole conversation in a cell as a list of records, written as JSON or as Python writes it."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator
from typing import Any

import msgspec

from simulator.transcripts import csv_table
from simulator.transcripts.assembling import WRONG, refused
from simulator.transcripts.json_records import transcript_of
from simulator.transcripts.mapping import Mapping
from simulator.transcripts.people import People
from simulator.transcripts.records import Item, Quarantined, Record
from simulator.transcripts.shapes import fold
from simulator.transcripts.source import Source
from simulator.transcripts.turn_lists import LISTS, Found, turns_in

LONGEST = 1_000_000
"""Characters of a cell that is read as a list."""
_OPENED = ("[{", "[ {", "[[", "[\n")


def listing_column(rows: list[dict[str, Any]]) -> str:
    """The column whose cells are lists of messages (rows have folded keys), or an empty string."""
    for name in (name for name in LISTS if any(row.get(name) for row in rows)):
        cells = [str(row[name]) for row in rows if row.get(name)]
        if sum(bool(_turns(cell, Mapping())) for cell in cells[:10]) > 0.5 * len(cells[:10]):
            return name
    return ""


def listed_conversations(source: Source, column: str, mapping: Mapping) -> Iterator[Item]:
    """A conversation a row."""
    people = People(mapping)
    for piece in csv_table.rows(source):
        if isinstance(piece, Quarantined):
            yield piece
            continue
        row = fold(piece.value)
        turns = _turns(str(row.get(column) or ""), mapping)
        if not turns:
            yield Quarantined(piece.file, piece.position, f"no messages in the column {column}")
            continue
        rest = {name: value for name, value in row.items() if name != column and value}
        record = Record("conversation", row, piece.file, piece.position)
        try:
            yield transcript_of("csv", Found(turns, (rest,)), record, people)
        except WRONG as error:
            yield refused(record, error)


def _turns(cell: str, mapping: Mapping) -> list[dict[str, Any]]:
    text = cell.strip()
    if not text.startswith(_OPENED) or len(text) > LONGEST:
        return []
    try:
        value = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError):
        value = _as_python(text)
    return turns_in(value, mapping) if isinstance(value, list) else []


def _as_python(text: str) -> Any:
    """A list as Python writes it, or None; odd escapes in somebody's words are nobody's business."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ast.literal_eval(text)
        except (ValueError, SyntaxError, MemoryError, RecursionError, TypeError):
            return None
