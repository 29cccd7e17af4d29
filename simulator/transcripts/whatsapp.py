"""WhatsApp: the text that "Export chat" writes on Android and iOS, in the phone's language and order of dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from msgspec import Struct

from simulator.conversation import Kind, Need, Speaker, Transcript
from simulator.transcripts.building import Said, finished
from simulator.transcripts.fields import attachment
from simulator.transcripts.importer import Importer
from simulator.transcripts.mapping import Mapping
from simulator.transcripts.people import People
from simulator.transcripts.records import Form, Item, Quarantined, Sample
from simulator.transcripts.sides import side_of
from simulator.transcripts.source import Line, Source
from simulator.transcripts.times import Moment, moment
from simulator.transcripts.whatsapp_lines import (
    Stamped,
    deleted,
    file_in,
    is_log,
    stamped,
    told_by_system,
    unedited,
)
from simulator.transcripts.wording import worded

ORDERS = {"dmy": (2, 1, 0), "mdy": (2, 0, 1), "ymd": (0, 1, 2)}
"""Where year, month and day stand."""
_SEEN = 120
"""Lines from which a chat is recognised."""


class Dates(Struct):
    """Which orders of day, month and year fit every line so far; ``short``: no date begins with four digits."""

    possible: set[str]
    last: dict[str, tuple[int, ...]]
    backwards: dict[str, int]
    short: bool = False

    def see(self, line: Stamped) -> None:
        """Strike out the orders that a line rules out, and count where the others go back in time."""
        self.short = self.short or len(line.date[0]) < 3
        if line.separator == "." and len(line.date[0]) < 3:
            self.possible.discard("mdy")
        for order in list(self.possible):
            date = _date(line, order)
            if date is None:
                self.possible.discard(order)
                continue
            moved = (*date, line.hour, line.minute)
            self.backwards[order] = self.backwards.get(order, 0) + (moved[:3] < self.last.get(order, moved)[:3])
            self.last[order] = moved

    def order(self, mapped: str) -> str:
        """The one order that fits: the mapping's, the only one, or the only one in which time goes forward.

        No phone is known to write the year first with two digits: that is taken where nothing else fits.
        """
        if mapped in ORDERS and (mapped in self.possible or not self.possible):
            return mapped
        forward = {order for order in self.possible if not self.backwards.get(order)}
        likely = (forward or self.possible) - ({"ymd"} if self.short else set())
        for fitting in (self.possible, forward, likely):
            if len(fitting) == 1:
                return next(iter(fitting))
        return ""


def _date(line: Stamped, order: str) -> tuple[int, int, int] | None:
    year, month, day = (line.date[place] for place in ORDERS[order])
    if len(year) not in {2, 4} or len(month) > 2 or len(day) > 2:
        return None
    number = int(year) + (2000 if len(year) == 2 else 0)
    number -= 543 if number > 2500 else 0
    try:
        found = datetime(number, int(month), int(day))  # noqa: DTZ001 - the zone is settled where it is known
    except ValueError:
        return None
    return (found.year, found.month, found.day) if 2008 < number < 2100 else None


def recognise(sample: Sample) -> float | None:
    """Sure where most lines, or those that begin a message, have a date, a clock and a writer.

    Phones write seconds within brackets only; programs' logs write them in front of names in small letters.
    """
    if sample.form is not Form.TEXT:
        return None
    lines = [line for line in sample.text.splitlines()[:_SEEN] if line.strip()]
    found = [each for each in (stamped(line) for line in lines) if each]
    written = [each for each in found if each.writer]
    if not written or len(found) < 0.1 * len(lines):
        return None
    if stamped(lines[0]) is None and (stamped(lines[1]) is None or len(found) < 0.5 * len(lines)):
        return None
    if all(each.second is not None and not each.bracket and each.writer.islower() for each in written):
        return None
    if any(is_log(each.writer) for each in written) or len(written) < 0.3 * len(found):
        return None
    labelled = all(side_of(each.writer) for each in written)
    signal = len(found[0].date[0]) == 4 and any(each.writer == "Me" for each in written)
    return None if found[0].bracket and (labelled or signal) else 0.9


def read(sources: Sequence[Source], mapping: Mapping) -> Iterator[Item]:
    """A transcript a file."""
    for source in sources:
        dates, begun = Dates(set(ORDERS), {}, {}), False
        for line in source.lines():
            if line.problem:
                yield Quarantined(source.name, f"line {line.number}", line.problem)
            elif found := stamped(line.text):
                dates.see(found)
                begun = True
        if begun:
            yield _chat(source, mapping, dates.order(mapping.date_order))


def _chat(source: Source, mapping: Mapping, order: str) -> Transcript:
    """The chat, read once more: only what becomes of its lines is held."""
    people = People(mapping)
    said = (_said(first, text, people, _when(first, order, mapping)) for first, text in _messages(source.lines()))
    needs = [] if order else [Need.DATE_ORDER]
    if mapping.zone is None:
        needs.append(Need.TIME_ZONE)
    header = Transcript(
        id=source.name.removesuffix(".gz").removesuffix(".txt"),
        system="whatsapp",
        channel="messaging",
        source=source.name,
    )
    return finished(header, said, needs=needs)


def _messages(lines: Iterable[Line]) -> Iterator[tuple[Stamped, str]]:
    """Each message with its further lines."""
    first: Stamped | None = None
    words: list[str] = []
    for line in lines:
        if line.problem:
            continue
        found = stamped(line.text)
        if found is None:
            words.append(line.text)
            continue
        if first is not None:
            yield first, "\n".join(words)
        first, words = found, [found.text]
    if first is not None:
        yield first, "\n".join(words)


def _when(line: Stamped, order: str, mapping: Mapping) -> Moment | None:
    date = _date(line, order) if order else None
    if date is None:
        return None
    clock = f"{line.hour:02}:{line.minute:02}" + (f":{line.second:02}" if line.second is not None else "")
    return moment(f"{date[0]}-{date[1]:02}-{date[2]:02} {clock}", zone=mapping.zone)


def _said(line: Stamped, text: str, people: People, when: Moment | None) -> Said:
    writer = line.writer
    if not writer or told_by_system(line, text):
        return Said(worded(text), Speaker.SYSTEM, writer, writer, when, Kind.EVENT)
    whose = people.who(writer, name=writer)
    if deleted(text):
        return Said(worded(text), whose, writer, writer, when, Kind.EVENT)
    if file := file_in(text):
        name, caption = file
        return Said(f"{attachment(worded(name))}\n{worded(caption)}".strip(), whose, writer, writer, when)
    return Said(worded(unedited(text)), whose, writer, writer, when)


IMPORTER = Importer(
    "whatsapp",
    "WhatsApp",
    recognise,
    read,
    told="a chat gives names only: a mapping must say who is the shop",
)
