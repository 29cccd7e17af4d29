"""JSON and JSON Lines of any system: messages with a role or a speaker, in conversations or one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from simulator.conversation import Kind, Need, Speaker, Transcript
from simulator.transcripts.assembling import WRONG, refused
from simulator.transcripts.building import Said, finished
from simulator.transcripts.date_orders import settled
from simulator.transcripts.given_ratings import kept, not_read, rating_around
from simulator.transcripts.importer import JSON, Importer
from simulator.transcripts.json_values import values
from simulator.transcripts.mapping import Further, Mapping
from simulator.transcripts.people import People
from simulator.transcripts.records import Item, Piece, Quarantined, Record, Sample
from simulator.transcripts.shapes import stream_of
from simulator.transcripts.source import Source
from simulator.transcripts.spool import Spool
from simulator.transcripts.times import moment
from simulator.transcripts.turn_keys import all_said, time_of, unsure_in
from simulator.transcripts.turn_lists import LISTS, Found, conversations, looked_up, people_in
from simulator.transcripts.turn_names import CONVERSATION
from simulator.transcripts.wording import worded, words

SURE = 0.15
"""How sure a reader is that knows no system."""
_IDS = (*CONVERSATION[:16], "id", "uuid", "task", "taskid", "number", "key")


def recognise(sample: Sample) -> float | None:
    """A guess where most values hold messages."""
    if sample.form not in JSON or not sample.pieces:
        return None
    mapping = Mapping(columns=dict(sample.mapped))
    holding = sum(any(True for _ in conversations(piece.value, mapping)) for piece in sample.pieces)
    return SURE * holding / len(sample.pieces) if holding else None


def read(sources: Sequence[Source], mapping: Mapping) -> Iterator[Item]:
    """The transcripts in files of JSON."""
    yield from read_as("jsonl", sources, mapping)


def read_as(system: str, sources: Sequence[Source], mapping: Mapping) -> Iterator[Item]:
    """The same under the name of a system; messages one by one are put together when all are known."""
    people, loose, held = People(mapping), Spool(), set[str]()
    for source in sources:
        for piece in values(source, whole=lambda value: _is_whole(value, mapping)):
            if isinstance(piece, Quarantined):
                yield piece
            else:
                yield from _piece(system, piece, people, loose, held)
    for name, records in loose.groups():
        for number, part in _by_shared_id(name, records, mapping):
            yield from _guarded(system, _put_together(number, part), part[0], people)


def _is_whole(value: Any, mapping: Mapping) -> bool:
    found = next(conversations(value, mapping), None)
    return found is not None and not found.loose and len(found.around) == 1


def _piece(system: str, piece: Piece, people: People, loose: Spool, held: set[str]) -> Iterator[Item]:
    """What a value holds; ``held``: streams of a data pipeline that hold messages, so that others are passed over."""
    empty, stream = True, stream_of(piece.value)
    for number, found in enumerate(conversations(piece.value, people.mapping)):
        empty = False
        held.add(stream)
        record = Record("message", found.turns[0] if found.loose else {}, piece.file, piece.position, piece.pages)
        if found.loose:
            name = words(looked_up((record.value,), people.mapping.columns.get("conversation", ""), CONVERSATION))
            loose.add(name or f"\0{piece.file}", record)
        else:
            yield from _guarded(system, found, record, people, f"-{number + 1}" if number else "")
    if empty and _is_empty(piece.value):
        record = Record("conversation", {}, piece.file, piece.position, piece.pages)
        yield from _guarded(system, Found([], (piece.value,)), record, people)
    elif empty and piece.value not in ({}, [], None) and (not stream or stream in held):
        yield Quarantined(piece.file, piece.position, "no messages with a role or a speaker")


def _is_empty(value: Any) -> bool:
    """Whether it is a conversation in which nobody said anything."""
    return isinstance(value, dict) and any(value.get(name) == [] for name in LISTS)


def _by_shared_id(name: str, records: list[Record], mapping: Mapping) -> Iterator[tuple[str, list[Record]]]:
    """Messages that name no conversation, by an id that several share; else all that there are."""
    ids = [words(record.value.get("id")) for record in records]
    if not name.startswith("\0") or not all(ids) or len(set(ids)) == len(ids) or "id" in mapping.columns:
        yield name, records
        return
    together: dict[str, list[Record]] = {}
    for record, number in zip(records, ids, strict=True):
        record.value.pop("id")
        together.setdefault(number, []).append(record)
    yield from together.items()


def _put_together(name: str, records: list[Record]) -> Found:
    around = {} if name.startswith("\0") else {"conversation_id": name}
    rows = [record.value for record in records]
    return Found(rows, ({**kept(rows), **around},), loose=True)


def _guarded(system: str, found: Found, record: Record, people: People, more: str = "") -> Iterator[Item]:
    try:
        yield transcript_of(system, found, record, people, more)
    except WRONG as error:
        yield refused(record, error)


def transcript_of(system: str, found: Found, record: Record, people: People, more: str = "") -> Transcript:
    """The transcript of a conversation; ``more``: what keeps ids apart in one record."""
    mapping, wanted = settled((value for turn in found.turns for value in _times(turn, people.mapping)), people.mapping)
    people = People(mapping)
    for number, side, name in people_in(found.around):
        people.add(number, side, name)
    unsure = unsure_in(found.turns, mapping)
    said = all_said(found.turns, people, unsure=unsure)
    for further in mapping.also:
        said += _further(further, found, mapping)
    header = header_of(system, found.around, record, mapping, more)
    return finished(header, said, needs=[*wanted, *needs_of(said, mapping, wanted)])


def needs_of(said: list[Said], mapping: Mapping, wanted: Sequence[Need] = ()) -> list[Need]:
    """Whether the zone must be told in which clocks were read."""
    naive = Need.DATE_ORDER in wanted or any(each.when and not each.when.zone for each in said)
    return [Need.TIME_ZONE] if naive and mapping.zone is None else []


def _times(turn: dict[str, Any], mapping: Mapping) -> list[Any]:
    return [time_of(turn, mapping)]


def header_of(
    system: str, around: Sequence[dict[str, Any]], record: Record, mapping: Mapping, more: str = ""
) -> Transcript:
    """What stands beside the messages of a conversation."""
    columns = mapping.columns

    def told(name: str, *usual: str) -> str:
        return words(looked_up(around, columns.get(name, ""), usual))

    ratings = rating_around(around, columns.get("rating", ""))
    return Transcript(
        id=(told("conversation", *_IDS) or record.position or record.file) + more,
        system=system,
        channel=told("channel", "channel").lower(),
        subject=told("subject", "subject", "title"),
        agent=told("agent"),
        team=told("team", "team"),
        ratings=ratings,
        source=record.source,
        warnings=not_read(ratings),
    )


def _further(further: Further, found: Found, mapping: Mapping) -> list[Said]:
    """A turn that stands outside of the list."""
    text = looked_up(found.around, further.text, ())
    if not isinstance(text, str):
        return []
    when = looked_up(found.around, further.time, ()) if further.time else None
    number = words(looked_up(found.around, further.id, ())) if further.id else ""
    name = words(looked_up(found.around, further.name, ())) if further.name else ""
    time = moment(when, zone=mapping.zone, order=mapping.date_order)
    speaker = Speaker(further.speaker)
    kind = Kind.EVENT if speaker is Speaker.SYSTEM else Kind.MESSAGE
    return [Said(worded(text), speaker, name, name, time, kind, number)]


IMPORTER = Importer(
    "jsonl", "JSON or JSON Lines", recognise, read, told="a field of each message names the side that wrote it"
)
