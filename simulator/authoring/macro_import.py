"""Prepared answers from a table (CSV) of another system: a title and a text in each row, placeholders made ours."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence

from simulator.authoring.policy_import import LONGEST_TITLE, free_id
from simulator.errors import UsageError

TITLES = ("title", "name", "macro", "subject", "shortcut", "key")
TEXTS = ("text", "body", "content", "answer", "reply", "response", "comment", "message", "value")
"""Headings of columns, the likeliest first; a heading may hold more words (Macro name)."""
SLOTS = {"first name": "name", "customer name": "name", "customer": "name", "requester": "name", "order id": "order"}
_SLOT = re.compile(
    r"\{\{?\s*([^{}]{1,60}?)\s*\}?\}|%([A-Za-z_]{2,30})%|\[\[?([A-Za-z][A-Za-z _]{1,30})\]\]?|<<([^<>]{1,40})>>"
)
_TAG = re.compile(r"<(?:br|/p|/div|/li)\s*/?>", re.IGNORECASE)
_ANY_TAG = re.compile(r"(?<!<)</?[a-z][^<>]*>(?!>)", re.IGNORECASE)


def macros_from(text: str, file: str) -> tuple[Mapping[str, str], ...]:
    """The prepared answers of a table, each with id, title and text; rows without a text are left out.

    Raises:
        UsageError: no column holds titles or texts, or no row holds a text.

    """
    rows = _rows(text)
    if not rows:
        raise UsageError(f"{file}: the table is empty")
    heading = [cell.strip().lower() for cell in rows[0]]
    body = _column(heading, TEXTS)
    title = _column(heading, TITLES, other_than=body)
    if body is None or title is None:
        columns = ", ".join(repr(cell) for cell in rows[0][:12])
        raise UsageError(f"{file}: call one column 'title' and one 'text' (the columns are {columns})")
    seen: set[str] = set()
    macros = []
    for row in rows[1:]:
        cells = [*row, *[""] * (len(heading) - len(row))]
        words = " ".join(_ANY_TAG.sub("", _TAG.sub(" ", cells[body])).split())
        name = " ".join(cells[title].split())[:LONGEST_TITLE] or words[:40]
        if words:
            macros.append({"id": free_id(name, seen), "title": name, "text": _SLOT.sub(_slot, words)})
    if not macros:
        raise UsageError(f"{file}: no row holds a text")
    return tuple(macros)


def _rows(text: str) -> list[list[str]]:
    text = text.lstrip("\ufeff")
    first = text.partition("\n")[0]
    mark = max(",;\t", key=first.count)
    return [row for row in csv.reader(io.StringIO(text), delimiter=mark) if any(cell.strip() for cell in row)]


def _column(heading: Sequence[str], wanted: Sequence[str], other_than: int | None = None) -> int | None:
    places = [n for n in range(len(heading)) if n != other_than]
    exact = next((n for name in wanted for n in places if heading[n] == name), None)
    if exact is not None:
        return exact
    return next((n for name in wanted for n in places if name in heading[n].split()), None)


def _slot(found: re.Match[str]) -> str:
    """A placeholder in our form: {name}; the last part of a path (ticket.requester.first_name)."""
    words = next(part for part in found.groups() if part)
    plain = re.sub(r"[^a-z]+", " ", words.split("|")[0].rpartition(".")[2].lower()).strip()
    return "{" + SLOTS.get(plain, plain.replace(" ", "_") or "name") + "}"
