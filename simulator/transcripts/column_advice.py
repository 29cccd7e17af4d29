"""Which columns of a table of no known system seem to hold what: advice for a mapping, never used for reading."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from simulator.transcripts.importer import sample_of
from simulator.transcripts.records import Form
from simulator.transcripts.source import Source
from simulator.transcripts.times import moment
from simulator.transcripts.wording import words

MOST_SIDES = 4
"""Values that a column of sides has at most."""
LONGEST_SIDE = 30
"""Characters of the name of a side."""
WORDY = 3.0
"""Words that a column of messages has in the mean, at least."""
SHORTEST_TIME = 6
"""Characters of a date, at least."""


class Advice(Struct, frozen=True):
    """A table's own columns, in order; which of them seem to hold what, by our names; and the values of the sides."""

    columns: tuple[str, ...] = ()
    guessed: dict[str, str] = {}
    sides: tuple[str, ...] = ()


def advice(sources: Sequence[Source]) -> Advice:
    """What to say of the first table among the files; nothing where none is one."""
    for source in sources:
        if source.form is Form.CSV:
            sample = sample_of(source)
            rows = [{name: words(cell) for name, cell in piece.value.items()} for piece in sample.pieces]
            return _advice(tuple(filter(None, sample.columns)), rows)
    return Advice()


def _advice(columns: tuple[str, ...], rows: list[dict[str, str]]) -> Advice:
    cells = {name: [row[name] for row in rows if row.get(name)] for name in columns}
    left = [name for name in columns if cells[name]]
    guessed: dict[str, str] = {}

    def take(what: str, fitting: list[str]) -> None:
        if fitting:
            guessed[what] = fitting[0]
            left.remove(fitting[0])

    lengths = {name: sum(len(cell.split()) for cell in cells[name]) / len(cells[name]) for name in left}
    take("text", sorted((name for name in left if lengths[name] >= WORDY), key=lambda name: -lengths[name]))
    take("time", [name for name in left if all(_is_time(cell) for cell in cells[name])])
    sided = [name for name in left if _may_be_sides(cells[name])]
    take("role", sorted(sided, key=lambda name: any(cell.isdigit() for cell in cells[name])))
    take("conversation", sorted(left, key=lambda name: len(set(cells[name])) == len(cells[name])))
    order = ("conversation", "role", "text", "time")
    role = guessed.get("role")
    return Advice(
        columns,
        {what: guessed[what] for what in order if what in guessed},
        tuple(dict.fromkeys(cells[role])) if role else (),
    )


def _may_be_sides(values: list[str]) -> bool:
    named = set(values)
    return 1 < len(named) <= MOST_SIDES and len(named) < len(values) and max(map(len, named)) < LONGEST_SIDE


def _is_time(value: str) -> bool:
    dated = len(value) >= SHORTEST_TIME and any(mark in value for mark in ":-/.")
    return dated and moment(value, zone=None, order="dmy") is not None
