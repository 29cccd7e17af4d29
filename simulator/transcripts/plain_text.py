"""Conversations as plain text, with a speaker in front of each turn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import structs

from simulator.conversation import Kind, Need, Speaker, Transcript
from simulator.errors import UsageError
from simulator.transcripts.building import Said, finished
from simulator.transcripts.date_orders import settled
from simulator.transcripts.given_ratings import not_read
from simulator.transcripts.html_page import plain
from simulator.transcripts.importer import Importer
from simulator.transcripts.labelled_text import between_sides, conversations, sure
from simulator.transcripts.mapping import Mapping
from simulator.transcripts.people import People
from simulator.transcripts.ratings import rating
from simulator.transcripts.records import Form, Item, Quarantined, Sample
from simulator.transcripts.sides import side_of
from simulator.transcripts.source import Source
from simulator.transcripts.text_headings import AS_HEADING, AS_WORDS, Heading, Talk
from simulator.transcripts.times import Moment, moment
from simulator.transcripts.turn_times import counts_minutes, elapsed, nights
from simulator.transcripts.wording import worded

AS_RECORDING = (
    "times such as 00:15 were read as minutes and seconds of a recording; "
    "if they are of a day, write its date in front of them"
)
"""Said where they might as well be times of a day."""
EITHER_DAY = (
    "the date of its heading can be read with the day or the month in front and was left out; a mapping says which: "
    "date_order: dmy (or mdy)"
)
SURE = 0.19
"""How sure a reader is that knows no system."""


def recognise(sample: Sample) -> float | None:
    """A guess where lines begin with speakers; in a page only where both sides are named."""
    if sample.form in {Form.HTML, Form.XML}:
        return SURE if between_sides(plain(sample.text)) else None
    return SURE if sample.form is Form.TEXT and sure(sample.text) else None


def read(sources: Sequence[Source], mapping: Mapping) -> Iterator[Item]:
    """The conversations of each file, one after another: no more than one of them is held."""
    for source in sources:
        lines = _Lines(source)
        ids: set[str] = set()
        for number, talk in enumerate(conversations(lines), 1):
            told = talk.heading.id if talk.heading else ""
            name = told if told not in ids else ""
            header = Transcript(
                id=name or (f"{source.name}-{number}" if number > 1 else source.name),
                system="plain_text",
                source=f"{source.name}, line {talk.turns[0].line}",
            )
            ids.update(filter(None, (told,)))
            yield from spoken(header, talk, mapping)
        yield from lines.problems.values()


class _Lines:
    """The lines of a file, which can be gone through again; those that can't be read are told of once."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: dict[int, Quarantined] = {}

    def __iter__(self) -> Iterator[str]:
        if self.source.form is not Form.TEXT:
            yield from self._of_page()
            return
        for line in self.source.lines():
            if line.problem:
                self.problems[line.number] = Quarantined(self.source.name, f"line {line.number}", line.problem)
            yield from line.text.splitlines() or ("",)

    def _of_page(self) -> Iterator[str]:
        try:
            yield from plain(self.source.text()).splitlines()
        except UsageError as error:
            self.problems[0] = Quarantined(self.source.name, "", str(error))


def spoken(header: Transcript, talk: Talk, mapping: Mapping) -> Iterator[Transcript]:
    """The transcript of labelled turns, with what their heading tells."""
    turns = talk.turns
    told, needs = settled((turn.time for turn in turns), mapping)
    counted = counts_minutes([(turn.time, turn.text) for turn in turns])
    header = headed(header, talk.heading)
    dated = settled((talk.heading.date,), told) if talk.heading else (told, [])
    warnings = [AS_RECORDING] * (not counted.sure) + [AS_WORDS] * talk.unsure
    warnings += [EITHER_DAY] * bool(dated[1]) + [AS_HEADING] * bool(talk.heading and talk.heading.doubtful)
    header = structs.replace(header, warnings=(*header.warnings, *warnings))
    day = Day(talk.heading, dated[0]) if talk.heading and not dated[1] else Day()
    made = finished(header, said_of(talk, told, day, recorded=counted.minutes), needs=needs)
    naive = not made.zone_known and any(turn.when is not None for turn in made.turns)
    if mapping.zone is None and (needs or naive):
        made = structs.replace(made, needs=tuple(need for need in Need if need in {*made.needs, Need.TIME_ZONE}))
    yield made


def headed(header: Transcript, heading: Heading | None) -> Transcript:
    """What a heading tells about a conversation; what is known already stays."""
    if heading is None:
        return header
    ratings = header.ratings or rating(heading.rating)
    return structs.replace(
        header,
        warnings=tuple(dict.fromkeys((*header.warnings, *not_read(ratings)))),
        subject=header.subject or heading.subject,
        channel=header.channel or heading.channel.lower(),
        agent=header.agent or (heading.agents[0] if len(heading.agents) == 1 else ""),
        ratings=ratings,
    )


class Day:
    """The day that a heading tells, for words that have a clock or no time at all."""

    def __init__(self, heading: Heading | None = None, mapping: Mapping | None = None) -> None:
        self._day, self._date = (heading.day, heading.date) if heading else ("", "")
        self._mapping = mapping or Mapping()

    def at(self, time: str, later: float) -> Moment | None:
        """The moment of a clock on that day; ``later``: seconds of the nights before it."""
        return self._moved(f"{self._day} {time}", later) if self._day else None

    def after(self, seconds: float) -> Moment | None:
        """The moment some seconds after the conversation began."""
        return self._moved(self._date, seconds) if self._date else None

    def _moved(self, text: str, seconds: float) -> Moment | None:
        found = moment(text, zone=self._mapping.zone, order=self._mapping.date_order)
        return found._replace(when=found.when + seconds) if found else None


def said_of(talk: Talk, mapping: Mapping, day: Day, *, recorded: bool) -> Iterator[Said]:
    """What was said, with times or, where only a clock is written, seconds since the first.

    ``recorded``: clocks of two numbers are minutes and seconds of a recording.
    """
    people = People(mapping)
    turns = talk.turns
    first, latest = None, 0.0
    times = [turn.time for turn in turns]
    timed = any(times)
    for turn, later in zip(turns, nights(times) if not recorded else [0.0] * len(times), strict=True):
        name = turn.name or turn.label
        side = turn.side or side_of(turn.label)
        whose = people.who(turn.label, said=people.mapping.side(name) or side, name=turn.label, role=turn.label)
        when = moment(turn.time, zone=mapping.zone, order=mapping.date_order) if turn.time else None
        clock = _clock(turn.time, recorded=recorded) if turn.time and when is None else None
        if clock is not None:
            when = day.after(clock) if recorded else day.at(turn.time, later)
        elif not timed:
            when, timed = day.after(0.0), True  # of the rest it is only known that it came later
        said = Said(worded(turn.text), whose, name, name, when)
        if clock is not None and when is None:
            first = clock if first is None else first
            latest = max(latest, clock - first + later)
            said.offset = latest
        said.kind = Kind.EVENT if whose is Speaker.SYSTEM else Kind.MESSAGE
        if said.text:
            yield said


def _clock(time: str, *, recorded: bool) -> float | None:
    """Seconds that a clock without a date tells; ``recorded``: its two numbers are minutes and seconds."""
    seconds = elapsed(time, 1.0)
    if seconds is not None:
        return seconds / 60 if recorded and time.count(":") == 1 else seconds
    found = moment(f"1970-01-01 {time}")
    return found.when if found else None


IMPORTER = Importer(
    "plain_text",
    "Text with speakers",
    recognise,
    read,
    told="the words in front of each turn name its side; a mapping must say who stands behind other names",
)
