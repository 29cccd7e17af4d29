"""Tables of any system: a message a row, grouped by a conversation's column, or a row a conversation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import structs

from simulator.conversation import Need, Speaker
from simulator.transcripts import csv_table
from simulator.transcripts.assembling import WRONG, refused
from simulator.transcripts.building import finished
from simulator.transcripts.date_orders import settled
from simulator.transcripts.importer import Importer
from simulator.transcripts.json_records import header_of, needs_of
from simulator.transcripts.labelled_text import conversations, sure
from simulator.transcripts.mapping import Mapping
from simulator.transcripts.people import People
from simulator.transcripts.plain_text import spoken
from simulator.transcripts.records import Form, Item, Piece, Quarantined, Record, Sample
from simulator.transcripts.shapes import fold, key
from simulator.transcripts.sides import side_of
from simulator.transcripts.source import Source
from simulator.transcripts.spool import Spool
from simulator.transcripts.turn_keys import (
    AUTHOR,
    CONVERSATION,
    NAME,
    ROLE,
    TEXT,
    TIME,
    WEAK,
    at,
    is_turn,
    said_in,
    unsure_in,
)
from simulator.transcripts.wording import truth, words

SURE = 0.15
"""How sure a reader is that knows no system."""
_WHOLE = tuple(
    "transcript conversation dialogue dialog chat text body content messages chattranscript fulltext transcription "
    "chatlog log history chathistory conversationtext".split()
)
_GOODS = re.compile(
    "price|amount|qty|quantity|sku|total|invoice|"
    "tax|product|stock|weight|currency|cost|preis|betrag|prix|rating|star|review"
)
_BOOLEANS = (
    "inbound",
    "isinbound",
    "incoming",
    "isincoming",
    "iscustomer",
    "isagent",
    "fromagent",
    "outbound",
    "direction",
)


def recognise(sample: Sample) -> float | None:
    """A guess where columns of words and of a side, or of a conversation, are there, or the mapping names them."""
    if sample.form is not Form.CSV:
        return None
    rows = [fold(piece.value) for piece in sample.pieces]
    names = {key(name) for name in sample.columns}
    told = "text" in sample.mapped and key(sample.mapped["text"]) in names
    return SURE if told or whole_column(rows) or _unnamed(sample, rows) or _usual(names, rows) else None


def _usual(names: set[str], rows: list[dict[str, Any]]) -> bool:
    """Whether columns of usual names hold words and whose they are, or to which conversation they belong."""
    if _split_by_side(names) and any(is_turn(_sides_only(row)) for row in rows):
        return True
    text, side, conversation = _first(names, TEXT), _side_column(names, rows), _first(names, CONVERSATION)
    if not text or not rows:
        return bool(side and conversation and _sided(rows, side))
    if side and side != text and (conversation or _sided(rows, side)):
        return True
    named = _first(names, NAME)
    if named and _first(names, TIME) and _sided(rows, named) and _lengthy(rows, text):
        return True
    written = conversation and (_first(names, TIME) or _first(names, (*AUTHOR, *NAME)))
    return bool(written) and _lengthy(rows, text)


def _split_by_side(names: set[str]) -> bool:
    """Whether there is a column of words for each side instead of one for all."""
    return not names & set(TEXT) and {side_of(name) for name in names} >= {Speaker.AGENT, Speaker.CUSTOMER}


def _sides_only(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if side_of(name) and value}


def _unnamed(sample: Sample, rows: list[dict[str, Any]]) -> bool:
    """Whether columns of unknown names hold sentences, a few sides, and ids that come back."""
    columns = [key(name) for name in sample.columns]
    if len(rows) < 4 or any(_GOODS.search(name) for name in columns) or _first(set(columns), TEXT):
        return False
    counts = {name: Counter(words(row.get(name)) for row in rows if row.get(name)) for name in columns}
    sentences = any(_lengthy(rows, name) and len(counts[name]) > 0.8 * len(rows) for name in columns)
    sides = any(1 < len(counts[name]) <= 3 and max(map(len, counts[name])) < 30 for name in columns)
    threads = any(
        3 < len(counts[name]) + 2 <= 0.7 * len(rows) + 2 and counts[name].total() == len(rows) for name in columns
    )
    return sentences and sides and threads


def _first(names: set[str], wanted: Sequence[str]) -> str:
    return next((name for name in wanted if name in names), "")


def _side_column(names: set[str], rows: list[dict[str, Any]]) -> str:
    """The column that names sides: one that is called so, or one whose values do."""
    strong = _first(names, (*ROLE, *_BOOLEANS))
    return strong or next((name for name in WEAK if name in names and _sided(rows, name)), "")


def _sided(rows: list[dict[str, Any]], name: str) -> bool:
    """Whether the values of a column name sides, or come back as those of a few people do."""
    values = [words(row.get(name)) for row in rows if row.get(name)]
    if any(side_of(value) in {Speaker.AGENT, Speaker.CUSTOMER, Speaker.BOT} for value in values):
        return True
    if name in _BOOLEANS:
        return any(
            truth(value) is not None or value.lower() in {"inbound", "outbound", "in", "out"} for value in values
        )
    return len(values) > 2 and len(set(values)) <= max(2, len(values) // 2) and name not in {"type", "status"}


def _lengthy(rows: list[dict[str, Any]], name: str) -> bool:
    """Whether the column holds sentences."""
    values = [words(row.get(name)) for row in rows if row.get(name)]
    return bool(values) and sum(len(value.split()) for value in values) >= 3 * len(values)


def whole_column(rows: list[dict[str, Any]]) -> str:
    """The column whose cells are whole conversations, or an empty string."""
    for name in _WHOLE:
        cells = [str(row[name]) for row in rows if row.get(name)]
        if cells and sum(sure(_lined(cell)) for cell in cells) >= 0.5 * len(cells):
            return name
    return ""


def _lined(cell: str) -> str:
    """A cell with its turns on lines of their own, where it writes them with marks between."""
    for mark in ("<br />", "<br/>", "<br>", "\\n", " | ", "||"):
        if "\n" not in cell and mark in cell:
            cell = cell.replace(mark, "\n")
    return cell


def read(sources: Sequence[Source], mapping: Mapping) -> Iterator[Item]:
    """The conversations of all tables."""
    spool = Spool()
    people: People | None = None
    needs: list[Need] = []
    for source in sources:
        first_rows = _rows_of(source, 40)
        column = whole_column(first_rows) if "text" not in mapping.columns else _mapped_whole(first_rows, mapping)
        if column:
            yield from _whole(source, column, mapping)
            continue
        told, wanted = settled(_times(source, mapping), mapping)
        needs += [need for need in wanted if need not in needs]
        split = "text" not in mapping.columns and _split_by_side({key(name) for name in csv_table.columns(source)})
        if not split and not _text_column(source, mapping):
            needs.append(Need.COLUMNS)
        people = People(told)
        for piece in csv_table.rows(source):
            if isinstance(piece, Quarantined):
                yield piece
            else:
                row = fold(piece.value)
                name = _conversation(row, mapping)
                row = _sides_only(row) if split else row
                spool.add(name or f"\0{source.name}", Record("message", row, piece.file, piece.position))
    for name, records in spool.groups():
        yield from _joined(name, records, people or People(mapping), needs)


def _rows_of(source: Source, count: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for piece in csv_table.rows(source):
        if isinstance(piece, Piece):
            found.append(fold(piece.value))
        if len(found) == count:
            break
    return found


def _mapped_whole(rows: list[dict[str, Any]], mapping: Mapping) -> str:
    name = key(mapping.columns["text"])
    cells = [str(row[name]) for row in rows if row.get(name)]
    return name if cells and sum(sure(_lined(cell)) for cell in cells) > 0.5 * len(cells) else ""


def _text_column(source: Source, mapping: Mapping) -> str:
    names = {key(name) for name in csv_table.columns(source)}
    return mapping.columns.get("text", "") or _first(names, TEXT)


def _conversation(row: dict[str, Any], mapping: Mapping) -> str:
    path = mapping.columns.get("conversation")
    value = at(row, path) if path else next((row[name] for name in CONVERSATION if row.get(name)), None)
    return words(value)


def _times(source: Source, mapping: Mapping) -> Iterator[Any]:
    """The cells of the column of times."""
    names = {key(name) for name in csv_table.columns(source)}
    column = mapping.columns.get("time") or _first(names, TIME)
    if not column or mapping.date_order:
        return
    for piece in csv_table.rows(source):
        if isinstance(piece, Piece):
            yield at(fold(piece.value), column)


def _joined(name: str, records: list[Record], people: People, needs: list[Need]) -> Iterator[Item]:
    around = dict(records[0].value)
    if not name.startswith("\0"):
        around["conversation_id"] = name
    record = records[0]
    kept = structs.replace(record, position=record.position if name.startswith("\0") else name)
    try:
        unsure = unsure_in((one.value for one in records), people.mapping)
        said = [each for one in records for each in said_in(one.value, people, unsure=unsure)]
        header = header_of("csv", (_header_keys(around, name),), kept, people.mapping)
        yield finished(header, said, needs=[*needs, *needs_of(said, people.mapping, needs)])
    except WRONG as error:
        yield refused(record, error)


def _header_keys(row: dict[str, Any], name: str) -> dict[str, Any]:
    """The cells of a row that tell about its conversation."""
    kept = {each: value for each, value in row.items() if each in {"channel", "subject", "title", "team"} and value}
    kept |= {each: value for each, value in row.items() if each not in {"id", "uuid", "number", "key", *CONVERSATION}}
    return kept if name.startswith("\0") else {**kept, "conversation_id": name}


def _whole(source: Source, column: str, mapping: Mapping) -> Iterator[Item]:
    """A conversation a row."""
    for piece in csv_table.rows(source):
        if isinstance(piece, Quarantined):
            yield piece
            continue
        row = fold(piece.value)
        cell = _lined(str(row.get(column) or ""))
        turns = next(iter(conversations(cell.splitlines())), [])
        if not turns:
            yield Quarantined(piece.file, piece.position, f"no speakers in the column {column}")
            continue
        record = Record("conversation", row, piece.file, piece.position)
        rest = {name: value for name, value in row.items() if name != column and value}
        header = header_of("csv", (rest,), record, mapping)
        yield from spoken(header, turns, mapping)


IMPORTER = Importer(
    "csv", "A table of messages", recognise, read, told="a column names the side that wrote each message"
)
