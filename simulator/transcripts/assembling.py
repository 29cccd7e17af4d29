"""Turns records into transcripts: one by one, or joined from several kinds and files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from simulator.conversation import Transcript
from simulator.transcripts.mapping import Mapping
from simulator.transcripts.people import People
from simulator.transcripts.records import Item, Quarantined, Record
from simulator.transcripts.spool import Spool

Found = Iterable[Record | Quarantined]
Built = Transcript | Sequence[Transcript] | None
"""What one conversation's records give: most often one transcript."""
Assemble = Callable[[Found, Mapping], Iterator[Item]]
"""How a system's records become transcripts."""
WRONG = (TypeError, ValueError, LookupError, AttributeError, ArithmeticError, RecursionError)
"""What a record of an unexpected form raises while it is read: it goes into quarantine, the rest goes on."""


def each(convert: Callable[[Record, People], Built], *, people: tuple[str, ...] = ()) -> Assemble:
    """An assembly for records that are whole conversations; ``people``: kinds that are no conversation."""

    def assemble(found: Found, mapping: Mapping) -> Iterator[Item]:
        known = People(mapping)
        for record in found:
            if isinstance(record, Quarantined):
                yield record
            elif record.kind not in people:
                yield from guarded(record, convert, record, known)

    return assemble


def joined(
    key: Callable[[Record], str],
    build: Callable[[str, list[Record], People], Built],
    *,
    person: Callable[[Record, People], bool] | None = None,
) -> Assemble:
    """An assembly for conversations in several records: ``key`` gives the conversation's id.

    Records without one (a listing of comments names no ticket) belong to the only conversation there is, or else to one
    of their own, a file each. ``person`` takes the records that tell who somebody is, and says whether that was all.
    ``build`` makes the transcript of a conversation's records; None: there is nothing of a conversation in them.
    """

    def assemble(found: Found, mapping: Mapping) -> Iterator[Item]:
        people, spool, strays = People(mapping), Spool(), Spool()
        names: set[str] = set()
        for record in found:
            if isinstance(record, Quarantined):
                yield record
                continue
            try:
                if person is None or not person(record, people):
                    name = key(record)
                    (spool if name else strays).add(name or record.file, record)
                    if name and len(names) < 2:
                        names.add(name)
            except WRONG as error:
                yield refused(record, error)
        if len(names) == 1:
            _adopt(strays, spool, names.pop())
        for name, records in spool.groups():
            yield from guarded(records[0], build, name, records, people)
        for _file, records in strays.groups():
            yield from guarded(records[0], build, "", records, people)

    return assemble


def _adopt(strays: Spool, spool: Spool, name: str) -> None:
    for _file, records in strays.groups():
        for record in records:
            spool.add(name, record)


def newest(records: list[Record], *kinds: str) -> dict[str, Any]:
    """The last version of a conversation's own record (exports hold several), or an empty dict."""
    found = [record.value for record in records if record.kind in kinds]
    stamps = [str(value.get("updatedat") or "") for value in found]
    return found[max(range(len(found)), key=lambda place: (stamps[place], place))] if found else {}


def guarded(record: Record, build: Callable[..., Built], *given: object) -> Iterator[Item]:
    """What ``build`` gives, or the record in quarantine."""
    try:
        built = build(*given)
    except WRONG as error:
        yield refused(record, error)
        return
    if isinstance(built, Transcript):
        yield built
    else:
        yield from built or ()


def refused(record: Record, error: Exception) -> Quarantined:
    """A record of a form that its reader doesn't know."""
    reason = f"an unexpected form of {record.kind} ({type(error).__name__}: {' '.join(str(error).split())[:120]})"
    return Quarantined(record.file, record.position, reason)
