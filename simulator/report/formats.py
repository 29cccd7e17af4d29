"""Writes a document in a format: a page, Markdown, a table for spreadsheets, JSON for machines, or paper."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from importlib.util import find_spec

import msgspec

from simulator.errors import SimulatorError
from simulator.library import Library
from simulator.report.document import Document
from simulator.report.figure import Figure
from simulator.report.page import render

MISSING = "a PDF needs the 'pdf' extra, which is not installed (docs/reports.md); --format html can be printed, too"
COLUMNS = ("section", "table", "row", "column", "value", "low", "high", "n")
_FORMULA = tuple("=+-@\t\r")


def html(document: Document, library: Library) -> bytes:
    """One self-contained page: light and dark, for screens, phones and paper; it asks no network for anything."""
    return render("document.html.j2", library, document=document).encode()


def markdown(document: Document, library: Library) -> bytes:
    """The same as Markdown."""
    return render("document.md.j2", library, document=document).encode()


def as_json(document: Document, library: Library) -> bytes:
    """The document as it is, with every figure unrounded."""
    del library
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"


def table(document: Document, library: Library) -> bytes:
    """All tables, a line for each cell; no cell is taken for a formula."""
    del library
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for section, one in document.tables:
        for row in one.rows:
            for column, cell in zip(one.columns[1:], row[1:], strict=True):
                cells = (section, one.caption, _plain(row[0]), column, *_cells(cell))
                writer.writerow([_safe(each) for each in cells])
    return text.getvalue().encode("utf-8-sig")


def pdf(document: Document, library: Library) -> bytes:
    """The page on paper.

    Raises:
        SimulatorError: the extra is not installed.

    """
    if find_spec("weasyprint") is None:
        raise SimulatorError(MISSING)
    from weasyprint import HTML

    written: bytes = HTML(string=html(document, library).decode(), url_fetcher=_nothing).write_pdf()
    return written


def _nothing(url: str) -> None:
    raise SimulatorError(f"a report asks for nothing from outside, but this one named {url[:80]}")


def _plain(cell: str | int | Figure) -> str:
    return "" if isinstance(cell, Figure) else str(cell)


def _cells(cell: str | int | Figure) -> tuple[str, str, str, str]:
    if not isinstance(cell, Figure):
        return str(cell), "", "", ""
    value, low, high = ("" if each is None else f"{each:.6g}" for each in (cell.mean, cell.low, cell.high))
    return value, low, high, str(cell.n)


def _safe(cell: str) -> str:
    """A cell that no spreadsheet runs: text only, and a number as it is."""
    text = " ".join(cell.split())
    if not text.startswith(_FORMULA):
        return text
    try:
        float(text)
    except ValueError:
        return f"'{text}"
    return text


FORMATS: dict[str, tuple[Callable[[Document, Library], bytes], str]] = {
    "html": (html, "one page for screen, phone and paper"),
    "md": (markdown, "Markdown"),
    "csv": (table, "the tables, a line for each cell"),
    "json": (as_json, "for machines"),
    "pdf": (pdf, "paper; needs the pdf extra"),
}
"""The formats: how each is written, and what it is for."""
