"""Tells which columns of a table of any system hold words, sides, conversations and whole conversations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from simulator.conversation import Speaker
from simulator.transcripts.csv_cells import listing_column
from simulator.transcripts.csv_table import HEADLESS_COLUMNS
from simulator.transcripts.labelled_text import sure
from simulator.transcripts.records import Form, Sample
from simulator.transcripts.shapes import fold, key
from simulator.transcripts.sides import column_side, side_of
from simulator.transcripts.turn_keys import is_turn
from simulator.transcripts.turn_names import AUTHOR, CONVERSATION, NAME, OF_ANYTHING, ROLE, TEXT, WEAK
from simulator.transcripts.turn_times import TIME
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
_MESSAGES = frozenset({"message", "messagetext", "messagebody", "msg"})
_BOTH = frozenset({Speaker.AGENT, Speaker.CUSTOMER})
_OF_LOGS = frozenset({"level", "severity", "loglevel", "logger", "commit", "sha"})
"""Columns of programs' logs and changes: such a table is a conversation only where it names sides."""
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
    told = told or (sample.columns[:3] == HEADLESS_COLUMNS and _lettered(rows))
    sides = {side_of(words(value)) for row in rows for value in row.values()} if names & _OF_LOGS else _BOTH
    if not told and sides.isdisjoint(_BOTH):
        return None
    whole = whole_column(rows) or listing_column(rows)
    return SURE if told or whole or _unnamed(sample, rows) or _usual(names, rows) else None


def _lettered(rows: list[dict[str, Any]]) -> bool:
    """Whether there are names and words in a table without a header, not measurements."""
    lettered = [row for row in rows if all(any(map(str.isalpha, words(row.get(name)))) for name in ("name", "text"))]
    return len(lettered) > 0.6 * len(rows)


def _usual(names: set[str], rows: list[dict[str, Any]]) -> bool:
    """Whether columns of usual names hold words and whose they are, or to which conversation they belong."""
    if split_by_side(names) and any(is_turn(sides_only(row)) for row in rows):
        return True
    text, side, conversation = first_of(names, TEXT), _side_column(names, rows), first_of(names, CONVERSATION)
    if not text or not rows:
        return bool(side and conversation and (text or _sided(rows, side)))
    if side and side != text and (conversation or _sided(rows, side)):
        return True
    named, timed = first_of(names, NAME), first_of(names, TIME)
    if (side or named) and text in _MESSAGES and timed:
        return True
    if named and timed and _sided(rows, named) and _lengthy(rows, text):
        return True
    written = conversation and (timed or first_of(names, (*AUTHOR, *NAME)))
    return bool(written) and _lengthy(rows, text)


def split_by_side(names: set[str]) -> bool:
    """Whether there is a column of words for each side instead of one for all."""
    return not names & set(TEXT) and {column_side(name) for name in names} >= {Speaker.AGENT, Speaker.CUSTOMER}


def sides_only(row: dict[str, Any]) -> dict[str, Any]:
    """The cells of a row under the name of a side."""
    return {name: value for name, value in row.items() if column_side(name) and value}


def _unnamed(sample: Sample, rows: list[dict[str, Any]]) -> bool:
    """Whether columns of unknown names hold sentences, a few sides, and ids that come back."""
    columns = [key(name) for name in sample.columns]
    if len(rows) < 4 or any(_GOODS.search(name) for name in columns) or first_of(set(columns), TEXT):
        return False
    counts = {name: Counter(words(row.get(name)) for row in rows if row.get(name)) for name in columns}
    sentences = any(_lengthy(rows, name) and len(counts[name]) > 0.8 * len(rows) for name in columns)
    sides = any(1 < len(counts[name]) <= 3 and max(map(len, counts[name])) < 30 for name in columns)
    threads = any(
        3 < len(counts[name]) + 2 <= 0.7 * len(rows) + 2 and counts[name].total() == len(rows) for name in columns
    )
    return sentences and sides and threads


def first_of(names: set[str], wanted: Sequence[str]) -> str:
    """The first of the wanted names that is there, or an empty string."""
    return next((name for name in wanted if name in names), "")


def _side_column(names: set[str], rows: list[dict[str, Any]]) -> str:
    """The column that names sides: one that is called so, or one whose values do."""
    strong = first_of(names, (*ROLE, *_BOOLEANS))
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
    return len(values) > 2 and len(set(values)) <= max(2, len(values) // 2) and name not in OF_ANYTHING


def _lengthy(rows: list[dict[str, Any]], name: str) -> bool:
    """Whether the column holds sentences."""
    values = [words(row.get(name)) for row in rows if row.get(name)]
    return bool(values) and sum(len(value.split()) for value in values) >= 3 * len(values)


def whole_column(rows: list[dict[str, Any]]) -> str:
    """The column whose cells are whole conversations, or an empty string."""
    for name in _WHOLE:
        cells = [str(row[name]) for row in rows if row.get(name)]
        if cells and sum(sure(lined(cell)) for cell in cells) >= 0.5 * len(cells):
            return name
    return ""


def lined(cell: str) -> str:
    """A cell with its turns on lines of their own, where it writes them with marks between."""
    for mark in ("<br />", "<br/>", "<br>", "\\n", " | ", "||"):
        if "\n" not in cell and mark in cell:
            cell = cell.replace(mark, "\n")
    return cell
