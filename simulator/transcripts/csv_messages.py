"""Tables of any system: a message a row, grouped by a conversation's column, or a row a conversation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import structs

from simulator.conversation import Need
from simulator.transcripts import csv_table
from simulator.transcripts.assembling import WRONG, refused
from simulator.transcripts.building import finished
from simulator.transcripts.csv_cells import listed_conversations, listing_column
from simulator.transcripts.csv_columns import first_of, lined, recognise, sides_only, split_by_side, whole_column
from simulator.transcripts.date_orders import settled
from simulator.transcripts.given_ratings import NAMES
from simulator.transcripts.given_ratings import kept as ratings_of
from simulator.transcripts.importer import Importer
from simulator.transcripts.json_records import header_of, needs_of
from simulator.transcripts.labelled_text import conversations, sure
from simulator.transcripts.mapping import Mapping
from simulator.transcripts.people import People
from simulator.transcripts.plain_text import spoken
from simulator.transcripts.records import Item, Piece, Quarantined, Record
from simulator.transcripts.shapes import fold, key
from simulator.transcripts.sides import column_side
from simulator.transcripts.source import Source
from simulator.transcripts.spool import Spool
from simulator.transcripts.turn_keys import all_said, at, time_of, unsure_in
from simulator.transcripts.turn_names import CONVERSATION, TEXT
from simulator.transcripts.wording import words

_NUMBERS = ("id", "number", "uuid", "key")


def read(sources: Sequence[Source], mapping: Mapping) -> Iterator[Item]:
    """The conversations of all tables."""
    spool = Spool()
    people: People | None = None
    needs: list[Need] = []
    for source in sources:
        first_rows = _rows_of(source, 40)
        if "text" not in mapping.columns and (listing := listing_column(first_rows)):
            yield from listed_conversations(source, listing, mapping)
            continue
        column = whole_column(first_rows) if "text" not in mapping.columns else _mapped_whole(first_rows, mapping)
        if column:
            yield from _whole(source, column, mapping)
            continue
        told, wanted = settled(_times(source, mapping), mapping)
        needs += [need for need in wanted if need not in needs]
        split = "text" not in mapping.columns and split_by_side({key(name) for name in csv_table.columns(source)})
        if not split and not _text_column(source, mapping):
            needs.append(Need.COLUMNS)
        people = People(told)
        shared = _shared_id(first_rows, mapping)
        for piece in csv_table.rows(source):
            if isinstance(piece, Quarantined):
                yield piece
            else:
                row = fold(piece.value)
                if shared and shared in row:
                    row[CONVERSATION[0]] = row.pop(shared)
                name = _conversation(row, mapping)
                for value in _by_side(row, mapping) if split else (row,):
                    spool.add(name or f"\0{source.name}", Record("message", value, piece.file, piece.position))
    for name, records in spool.groups():
        yield from _joined(name, records, people or People(mapping), needs)


def _by_side(row: dict[str, Any], mapping: Mapping) -> Iterator[dict[str, Any]]:
    """The messages of a row that has a column of words for each side; its one time is that of the first."""
    time = time_of(row, mapping)
    for name, text in sides_only(row).items():
        side = column_side(name)
        role = name if mapping.role(name) or side is None else side.value
        yield {"role": role, "text": text, mapping.columns.get("time", "time"): time}
        time = None


def _rows_of(source: Source, count: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for piece in csv_table.rows(source):
        if isinstance(piece, Piece):
            found.append(fold(piece.value))
        if len(found) == count:
            break
    return found


def _shared_id(rows: list[dict[str, Any]], mapping: Mapping) -> str:
    """The column of ids that several rows share, where none is called a conversation: it is one's, not a message's."""
    if mapping.columns.keys() & {"conversation", "id"} or any(name in row for row in rows for name in CONVERSATION):
        return ""
    for name in _NUMBERS:
        values = [words(row.get(name)) for row in rows if row.get(name)]
        if len(values) == len(rows) and len(set(values)) < len(values):
            return name
    return ""


def _mapped_whole(rows: list[dict[str, Any]], mapping: Mapping) -> str:
    name = key(mapping.columns["text"])
    cells = [str(row[name]) for row in rows if row.get(name)]
    return name if cells and sum(sure(lined(cell)) for cell in cells) > 0.5 * len(cells) else ""


def _text_column(source: Source, mapping: Mapping) -> str:
    names = {key(name) for name in csv_table.columns(source)}
    return mapping.columns.get("text", "") or first_of(names, TEXT)


def _conversation(row: dict[str, Any], mapping: Mapping) -> str:
    path = mapping.columns.get("conversation")
    value = at(row, path) if path else next((row[name] for name in CONVERSATION if row.get(name)), None)
    return words(value)


def _times(source: Source, mapping: Mapping) -> Iterator[Any]:
    """The cells of the column of times."""
    if mapping.date_order:
        return
    for piece in csv_table.rows(source):
        if isinstance(piece, Piece):
            yield time_of(fold(piece.value), mapping)


def _joined(name: str, records: list[Record], people: People, needs: list[Need]) -> Iterator[Item]:
    around = dict(records[0].value)
    if not name.startswith("\0"):
        around["conversation_id"] = name
    record = records[0]
    kept = structs.replace(record, position=record.position if name.startswith("\0") else name)
    try:
        unsure = unsure_in((one.value for one in records), people.mapping)
        said = all_said((one.value for one in records), people, unsure=unsure)
        beside = {key: cell for key, cell in _header_keys(around, name).items() if key not in NAMES}
        beside |= ratings_of(one.value for one in records)
        header = header_of("csv", (beside,), kept, people.mapping)
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
        cell = lined(str(row.get(column) or ""))
        talk = next(iter(conversations(cell.splitlines())), None)
        if talk is None:
            yield Quarantined(piece.file, piece.position, f"no speakers in the column {column}")
            continue
        record = Record("conversation", row, piece.file, piece.position)
        rest = {name: value for name, value in row.items() if name != column and value}
        header = header_of("csv", (rest,), record, mapping)
        yield from spoken(header, talk, mapping)


IMPORTER = Importer(
    "csv", "A table of messages", recognise, read, told="a column names the side that wrote each message"
)
