"""A row of the table of importers, and the kind of row that most systems need: records told by their keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from msgspec import Struct, structs

from simulator.transcripts import csv_table, json_values
from simulator.transcripts.assembling import Assemble
from simulator.transcripts.mapping import Mapping
from simulator.transcripts.records import Form, Item, Piece, Quarantined, Record, Sample
from simulator.transcripts.shapes import Shape, best, fold, is_schema, records, stream_of
from simulator.transcripts.source import Source
from simulator.transcripts.torn_json import ends_at

JSON = frozenset({Form.JSON, Form.JSON_LINES})
SAMPLED = 40
"""JSON values or rows from which a system is recognised."""
OF_A_STREAM, LINES_OF_STREAMS = 5, 20_000
"""Lines of each stream of a data pipeline from which it is, and lines among which they are looked for."""


ALONG = 0.05
"""How sure it is of a file of nothing but people: it goes with the conversations it is given with, or is nothing."""


class Importer(Struct, frozen=True):
    """How one system's exports are recognised and read.

    ``system``: the name that machines read; ``title``: the one for people. ``recognise`` gives how sure it is, from 0
    to 1, or None; ``read`` gives transcripts and quarantined pieces from all files of the system that were given
    together. ``told``: how the export tells agents and customers apart, as a part of a sentence. ``along``: systems
    whose files may come along, such as a table of users.
    """

    system: str
    title: str
    recognise: Callable[[Sample], float | None]
    read: Callable[[Sequence[Source], Mapping], Iterator[Item]]
    told: str = ""
    along: tuple[str, ...] = ()


def by_records(
    system: str,
    title: str,
    shapes: tuple[Shape, ...],
    assemble: Assemble,
    *,
    tables: tuple[Shape, ...] = (),
    told: str = "",
    along: tuple[str, ...] = (),
    aside: tuple[str, ...] = (),
) -> Importer:
    """A row for JSON and CSV exports whose records are told by their keys.

    ``tables``: further shapes of CSV rows; ``aside``: kinds that come along, and alone tell nothing of the system.
    """
    of_rows = (*shapes, *tables)

    def shapes_of(form: Form) -> tuple[Shape, ...]:
        return of_rows if form is Form.CSV else shapes if form in JSON else ()

    def recognise(sample: Sample) -> float | None:
        return confidence(sample.pieces, shapes_of(sample.form), aside)

    def read(sources: Sequence[Source], mapping: Mapping) -> Iterator[Item]:
        found = (each for source in sources for each in found_in(source, shapes_of(source.form), title))
        return assemble(found, mapping)

    return Importer(system, title, recognise, read, told, along)


def confidence(pieces: Sequence[Piece], shapes: tuple[Shape, ...], aside: tuple[str, ...] = ()) -> float | None:
    """How sure it is that the pieces hold such records: how many do, and how many telling keys each has."""
    found = [[(record.kind, score) for record, score in records(piece, shapes) if record.kind] for piece in pieces]
    scores = [[score for kind, score in each if kind not in aside] for each in found]
    hits = [sum(each) / len(each) for each in scores if each]
    if not hits:
        return ALONG if any(found) else None
    mean = sum(hits) / len(hits)
    return len(hits) / len(scores) * mean / (mean + 2)


def pieces_of(source: Source, shapes: tuple[Shape, ...] = ()) -> Iterator[Piece | Quarantined]:
    """The JSON values or CSV rows of a file."""
    if source.form is Form.CSV:
        return csv_table.rows(source)
    return json_values.values(source, whole=lambda value: bool(best(fold(value), shapes)[1]))


def found_in(source: Source, shapes: tuple[Shape, ...], title: str) -> Iterator[Record | Quarantined]:
    """The records in a file; a value that holds none, and isn't an empty page, goes into quarantine.

    A data pipeline writes all that a system has into one file: lines of streams that hold none are passed over.
    """
    held = set[str]()
    for piece in pieces_of(source, shapes):
        if isinstance(piece, Quarantined):
            yield piece
            continue
        empty, stream = True, stream_of(piece.value)
        for record, _score in records(piece, shapes):
            empty = False
            held.add(stream)
            yield record if record.kind else Quarantined(record.file, record.position, f"no record of {title}")
        if empty and not _blank(piece.value) and (not stream or stream in held):
            yield Quarantined(piece.file, piece.position, f"no record of {title}")


def sample_of(source: Source) -> Sample:
    """The beginning of a file."""
    form = source.form
    text = source.beginning.lstrip("\ufeff")[:65_536]
    if form in JSON:
        torn = ends_at(source.beginning) if form is Form.JSON and source.small else ""
        return Sample(source.name, form, text, tuple(json_values.first_values(source, SAMPLED)), torn=torn)
    if form is Form.CSV:
        found = []
        for piece in csv_table.rows(source):
            if isinstance(piece, Piece):
                found.append(piece)
            if len(found) == SAMPLED:
                break
        return Sample(source.name, form, text, tuple(found), csv_table.columns(source))
    return Sample(source.name, form, text)


def samples_of_streams(source: Source, sample: Sample) -> list[Sample]:
    """A sample of each stream in the output of a data pipeline; nothing where a file is no such output."""
    if sample.form is not Form.JSON_LINES or not any(stream_of(piece.value) for piece in sample.pieces):
        return []
    together: dict[str, list[Piece]] = {}
    for number, piece in enumerate(json_values.values(source, whole=lambda _: True)):
        name = stream_of(piece.value) if isinstance(piece, Piece) else ""
        if name and isinstance(piece, Piece) and len(together.setdefault(name, [])) < OF_A_STREAM:
            together[name].append(piece)
        if number == LINES_OF_STREAMS:
            break
    return [structs.replace(sample, pieces=tuple(pieces)) for pieces in together.values()]


def _blank(value: Any) -> bool:
    """Whether it is a page without records, or a part of a wrapper that never holds any."""
    if isinstance(value, dict):
        if is_schema(value):
            return True
        lists = [inner for inner in value.values() if isinstance(inner, list | dict)]
        return not value or (bool(lists) and all(_blank(inner) for inner in lists))
    return not isinstance(value, list) or not value
