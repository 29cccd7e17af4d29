"""A report before it is written in any format: sections of plain words, tables, quotes and curves. Pure.

Every figure is a :class:`Figure`: each format shows its interval, and no number where it rests on too little.
"""

from __future__ import annotations

from typing import ClassVar

from msgspec import Struct

from simulator.report.figure import Figure

Cells = tuple[str | int | Figure, ...]
"""A row of a table: text, counts, figures."""


class Words(Struct, frozen=True, tag="words"):
    """A paragraph. ``loud``: something to be seen first."""

    form: ClassVar[str] = "words"

    text: str
    loud: bool = False


class Points(Struct, frozen=True, tag="points"):
    """A list of sentences."""

    form: ClassVar[str] = "points"

    items: tuple[str, ...]


class Quote(Struct, frozen=True, tag="quote"):
    """Somebody's own words, and what they show. ``better``: what could be said instead (empty: nothing)."""

    form: ClassVar[str] = "quote"

    text: str
    about: str
    better: str = ""


class Said(Struct, frozen=True, tag="said"):
    """A message of a conversation as it was written. ``note``: what was heard in it; ``customer``: it is theirs."""

    form: ClassVar[str] = "said"

    who: str
    text: str
    note: str = ""
    customer: bool = False


class Table(Struct, frozen=True, tag="table"):
    """Rows under columns; a cell is text, a count, or a figure. ``top``: the end of the figures' scale."""

    form: ClassVar[str] = "table"

    caption: str
    columns: tuple[str, ...]
    rows: tuple[Cells, ...]
    top: float = 100.0


class Folded(Struct, frozen=True, tag="folded"):
    """A table that is opened where a page can fold it, and stands there in full elsewhere."""

    form: ClassVar[str] = "folded"

    table: Table


class Curve(Struct, frozen=True, tag="curve"):
    """How one customer felt over a conversation, 0-100 after each reply; ``note``: how it ended."""

    form: ClassVar[str] = "curve"

    title: str
    values: tuple[float, ...]
    note: str = ""


class Curves(Struct, frozen=True, tag="curves"):
    """Several curves on the same scale, side by side, the oldest first."""

    form: ClassVar[str] = "curves"

    items: tuple[Curve, ...]


Block = Words | Points | Quote | Said | Table | Folded | Curve | Curves


class Section(Struct, frozen=True):
    """A part of a report under a heading."""

    title: str
    blocks: tuple[Block, ...]


class Document(Struct, frozen=True):
    """A whole report. ``kind``: what it is ("Progress report"); ``day``: when it was made, in ISO form."""

    kind: str
    title: str
    day: str
    lead: tuple[Words, ...]
    sections: tuple[Section, ...]

    @property
    def tables(self) -> tuple[tuple[str, Table], ...]:
        """Every table, with the heading it stands under."""
        blocks = ((part.title, block) for part in self.sections for block in part.blocks)
        opened = ((title, block.table if isinstance(block, Folded) else block) for title, block in blocks)
        return tuple((title, block) for title, block in opened if isinstance(block, Table))
