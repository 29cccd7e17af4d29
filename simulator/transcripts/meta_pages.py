"""The pages that Instagram and Facebook write for people: a block a message, with writer, words and date."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec import Struct

from simulator.conversation import Need
from simulator.transcripts.date_orders import settled
from simulator.transcripts.fields import attachment
from simulator.transcripts.mapping import Mapping
from simulator.transcripts.records import Form, Sample
from simulator.transcripts.source import Source
from simulator.transcripts.times import moment
from simulator.transcripts.wording import worded, words

_BLOCK = "div.uiBoxWhite, div._a6-g"


class Line(Struct):
    """A message of a page."""

    name: str
    text: str
    date: str


def is_page(sample: Sample) -> bool:
    """Whether it is such a page of messages."""
    marked = "uiBoxWhite" in sample.text or "_a6-g" in sample.text
    return sample.form in {Form.HTML, Form.XML} and marked and "_3-9" in sample.text


def lines_in(source: Source) -> tuple[str, list[Line]]:
    """The title of a page and its messages, in the order in which they stand there."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(source.text())
    heading = tree.css_first("title")
    found: list[Line] = []
    for node in tree.css(_BLOCK):
        line = _line(node)
        # A block within a block holds the same message once more, right behind it.
        if line is not None and found[-1:] != [line]:
            found.append(line)
    return (words(heading.text()) if heading is not None else ""), found


def _line(node: Any) -> Line | None:
    """Writer, words, date: the parts of a block, the date last and the writer first."""
    parts = [child for child in node.iter() if child.tag in {"div", "h2", "h3", "span", "footer", "p"}]
    if len(parts) < 3:
        return None
    date, name = words(parts[-1].text()), words(parts[0].text())
    if not name or len(name) > 100 or not _is_date(date):
        return None
    html = "".join(part.html or "" for part in parts[1:-1])
    text = worded(html, html=True)
    pictured = any(mark in html for mark in ("<img", "<video", "<audio", "<a "))
    return Line(name, text or (attachment("a file") if pictured else ""), date)


def _is_date(text: str) -> bool:
    return any(moment(text, order=order) is not None for order in ("dmy", "mdy")) or sum(map(str.isdigit, text)) > 4


def dated_by(dates: Iterable[str], mapping: Mapping) -> tuple[str, list[Need]]:
    """The order of day and month of the page's dates, and what must be told of it."""
    told, needs = settled(dates, mapping)
    return told.date_order, needs
