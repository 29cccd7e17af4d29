"""One conversation graded: readings and marks of its turns, what is observed of it, and all of it masked."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import cached_property

from msgspec import Struct

from simulator.batch.choosing import is_graded, started
from simulator.batch.reasons import reason
from simulator.batch.records import Candidate, ConversationLine, MarkLine, QuotedMark
from simulator.batch.scores import together
from simulator.batch.terms import Terms
from simulator.conversation import Speaker, Transcript, Turn
from simulator.redact import Mask, Masked
from simulator.scoring.grade import rubric_part
from simulator.scoring.marks import Mark
from simulator.scoring.observed import observed
from simulator.scoring.predict import predict
from simulator.scoring.without_case import grade_alone, ground
from simulator.signals import Context, Reading, read, read_customer

CUSTOMER = "CUSTOMER"
SOME = 1 / 3
CALM = 33.0
"""A conversation whose last customer message is cooler than this, and thanks or agrees, counts as settled when a
rating is guessed [design choice]."""
EARLIER = 20
"""An agent's own last replies with which a reply is compared, so that a conversation's cost grows with its length."""
BURST = 20
"""A customer's messages in a row that are read as one."""
CHANNELS: dict[str, str] = {"chat": "live_chat", "messaging": "whatsapp", "call": "phone", "twitter": "social"}
"""Importers' names of channels that rubrics call something else."""


class Judged(Struct, frozen=True):
    """A graded conversation: its line, a line for each agent turn, and the masked words of all turns."""

    line: ConversationLine
    marks: tuple[MarkLine, ...]
    texts: tuple[tuple[str, str, str], ...]


class Judging:
    """One conversation while it is graded; ``judged`` gives everything of it that is written."""

    def __init__(self, terms: Terms, transcript: Transcript) -> None:
        self.terms, self.job, self.transcript = terms, terms.job, transcript
        self.customer = [n for n in range(len(transcript.turns)) if is_graded(transcript, n, Speaker.CUSTOMER)]
        self.agent = [n for n in range(len(transcript.turns)) if is_graded(transcript, n, Speaker.AGENT)]
        self.heard = {n: read_customer(transcript.turns[n].text) for n in self.customer}
        self.hostility = observed([self.heard[n] for n in self.customer])
        self.id = self.shown(transcript.id or transcript.source)
        self.given: list[tuple[float, tuple[Mark, ...]]] = []

    @cached_property
    def mask(self) -> Mask:
        """The mask of the whole conversation."""
        turns = self.transcript.turns
        people: dict[str, list[str]] = {CUSTOMER: []}
        for turn in turns:
            if turn.name and turn.speaker in {Speaker.CUSTOMER, Speaker.OTHER}:
                people[CUSTOMER].append(turn.name)
            elif turn.name and turn.speaker is Speaker.AGENT and not self.job.show_agents:
                people.setdefault(self.terms.agent_name(turn), []).append(turn.name)
        shown = tuple(turn.name for turn in turns if turn.name and turn.speaker is Speaker.AGENT)
        own = (*self.job.own, *(shown if self.job.show_agents else ()))
        return Mask(people, [turn.text for turn in turns], own)

    def masked(self, text: str) -> Masked:
        """A text as it may be written."""
        return Masked(text) if self.job.keep_personal_data else self.mask.mask(text)

    def shown(self, text: str) -> str:
        """A name of the conversation or of its file as it may be written."""
        return self.masked(text).text

    def judged(self) -> Judged:
        """Everything of it that is written."""
        marks = tuple(self._mark_line(n) for n in self.agent)
        texts = tuple((str(turn.speaker), self._author(turn), self.shown(turn.text)) for turn in self.transcript.turns)
        return Judged(self._line(), marks, texts)

    def _author(self, turn: Turn) -> str:
        return self.terms.agent_name(turn) if turn.speaker is Speaker.AGENT else ""

    def _mark_line(self, n: int) -> MarkLine:
        turn = self.transcript.turns[n]
        hostility = self._before(n)
        said = self._answered(n)
        reading = read(
            turn.text, Context(previous=said.text if said else None, earlier=self._earlier(n), channel=self._channel)
        )
        known = ground(reading, said, self._channel, hostility)
        marks = tuple(mark for rubric in self.terms.rubrics for mark in grade_alone(rubric, reading, known))
        self.given.append((1.0 if hostility is None else hostility / 100, marks))
        masked = self.masked(turn.text)
        return MarkLine(
            conversation=self.id,
            turn=n,
            agent=self.terms.agent_name(turn),
            team=self.transcript.team,
            channel=self.transcript.channel,
            when=iso(turn.when),
            hostility=hostility,
            text=masked.text,
            marks={_key(mark): mark.points for mark in marks},
            not_applicable=tuple(_key(mark) for mark in marks if not mark.applies),
            scores={rubric.id: _percent(rubric_part(rubric, marks)[0]) for rubric in self.terms.rubrics},
            quotes=tuple(_quotes(marks, masked)),
        )

    @property
    def _channel(self) -> str:
        return CHANNELS.get(self.transcript.channel, self.transcript.channel) or "live_chat"

    def _before(self, n: int) -> float | None:
        """Hostility as observed in the customer's last message before turn ``n``."""
        seen = bisect_left(self.customer, n)
        return self.hostility[seen - 1] if seen else None

    def _answered(self, n: int) -> Reading | None:
        """What the customer wrote since the last agent turn before ``n``, or else the last they wrote, read as one."""
        seen = bisect_left(self.customer, n)
        place = bisect_left(self.agent, n)
        first = bisect_left(self.customer, self.agent[place - 1]) if place else 0
        burst = self.customer[first:seen][-BURST:] or self.customer[:seen][-1:]
        if len(burst) == 1:
            return self.heard[burst[0]]
        return read_customer("\n".join(self.transcript.turns[at].text for at in burst)) if burst else None

    def _earlier(self, n: int) -> tuple[str, ...]:
        """The same agent's own last replies before turn ``n``."""
        turns, place = self.transcript.turns, bisect_left(self.agent, n)
        author = self.terms.agent_name(turns[n])
        before = self.agent[max(0, place - EARLIER) : place]
        return tuple(turns[at].text for at in before if self.terms.agent_name(turns[at]) == author)

    def _line(self) -> ConversationLine:
        transcript, turns = self.transcript, self.transcript.turns
        start = started(transcript)
        parts = {rubric.id: together(rubric, self.given) for rubric in self.terms.rubrics}
        rating = next(iter(transcript.ratings), None)
        settled = self._settled()
        return ConversationLine(
            id=self.id,
            source=self.shown(transcript.source),
            system=transcript.system,
            channel=transcript.channel,
            team=transcript.team,
            agent=self.terms.agent_name(turns[self.agent[-1]]),
            agents=tuple(dict.fromkeys(self.terms.agent_name(turns[n]) for n in self.agent)),
            started=iso(start),
            week=week(start),
            turns=len(turns),
            agent_turns=len(self.agent),
            scores={name: _percent(score) for name, (score, _) in parts.items()},
            assessed={name: share for name, (_, share) in parts.items()},
            hostility=self.hostility,
            reason=reason([turns[n].text for n in self.customer]),
            rating=rating.value if rating else None,
            rating_as_given=rating.raw if rating else "",
            settled=settled,
            predicted_csat=predict(self.hostility, float(settled), "RESOLVED" if settled else None).csat,
            first_response=self._first_response(),
            resolution=self._resolution(start),
            candidates=tuple(self._candidates()),
            warnings=tuple(self.shown(warning) for warning in transcript.warnings),
        )

    def _settled(self) -> bool:
        """Whether the customer's last word is a calm thanks or yes."""
        if not self.customer or self.hostility[-1] >= CALM:
            return False
        return self.heard[self.customer[-1]].strength("gratitude", "confirmation") >= SOME

    def _first_response(self) -> float | None:
        if not self.customer:
            return None
        asked = self.transcript.turns[self.customer[0]].when
        answers = (self.transcript.turns[n].when for n in self.agent if n > self.customer[0])
        answered = next(answers, None)
        return None if asked is None or answered is None or answered < asked else answered - asked

    def _resolution(self, start: float | None) -> float | None:
        end = self.transcript.closed or self.transcript.turns[self.agent[-1]].when
        return None if start is None or end is None or end < start else end - start

    def _candidates(self) -> Iterator[Candidate]:
        for n, (_, marks) in zip(self.agent, self.given, strict=True):
            turn = self.transcript.turns[n]
            masked = self.masked(turn.text)
            for mark in marks:
                title = self._title(mark)
                if title:
                    words = next(iter(_moved(mark, masked)), None)
                    yield Candidate(
                        conversation=self.id,
                        turn=n,
                        agent=self.terms.agent_name(turn),
                        rule=f"{_key(mark)}/{mark.critical}",
                        title=title,
                        quote=words.quote if words else masked.text,
                        when=iso(turn.when),
                    )

    def _title(self, mark: Mark) -> str:
        """What a critical mark is a finding of; empty for other marks."""
        rubric = next(item for item in self.terms.rubrics if item.id == mark.rubric)
        critical = rubric.criterion(mark.criterion).critical if mark.critical else None
        return critical.title if critical else ""


def iso(seconds: float | None) -> str | None:
    """A time as ISO 8601 in UTC, to the second."""
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")


def week(seconds: float | None) -> str | None:
    """The ISO week of a time, as in 2026-W07."""
    if seconds is None:
        return None
    year, number, _ = datetime.fromtimestamp(seconds, UTC).isocalendar()
    return f"{year}-W{number:02d}"


def _key(mark: Mark) -> str:
    return f"{mark.rubric}/{mark.criterion}"


def _percent(score: float | None) -> float | None:
    return None if score is None else 100 * score


def _moved(mark: Mark, masked: Masked) -> Iterator[QuotedMark]:
    for quote in mark.quotes:
        start, end = masked.moved(quote.start, quote.end)
        yield QuotedMark(_key(mark), start, end, masked.text[start:end])


def _quotes(marks: Sequence[Mark], masked: Masked) -> Iterator[QuotedMark]:
    for mark in marks:
        yield from _moved(mark, masked)
