"""What is written of a graded conversation: its line, a line for each agent turn, and critical findings; all masked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from msgspec import Struct

from simulator.batch.choosing import started
from simulator.batch.judging import Judging
from simulator.batch.outcomes import Outcome, outcomes
from simulator.batch.reasons import reason
from simulator.batch.records import NOT_PASSED, PASSED, TOO_LITTLE, Candidate, ConversationLine, MarkLine, QuotedMark
from simulator.batch.scores import weighed
from simulator.conversation import Kind, Turn
from simulator.redact import Masked
from simulator.scoring.marks import Mark
from simulator.scoring.predict import predict
from simulator.scoring.talk import Said

_ENDS = re.compile(r"[.!?]+(?=\s+[^\sa-z]|\s*$)|\n")

UNSEEN: dict[Kind, str] = {
    Kind.NOTE: "internal note",
    Kind.EVENT: "event",
    Kind.DRAFT: "draft",
    Kind.AUTOMATION: "automatic",
}
"""Turns that are no messages, in words."""


class Judged(Struct, frozen=True):
    """A graded conversation: its line, a line for each agent turn, and the masked words of all turns.

    ``outcomes``: what verdicts on its critical findings would change; where it is kept for a person's sample, empty.
    """

    line: ConversationLine
    marks: tuple[MarkLine, ...]
    texts: tuple[tuple[str, str, str], ...]
    outcomes: tuple[Outcome, ...] = ()


def judged(one: Judging) -> Judged:
    """Everything of a conversation that is written."""
    marks = tuple(_mark_line(one, n, item, one.marks[n]) for n, item in enumerate(one.talk.said))
    texts = tuple((str(turn.speaker), _author(one, turn), one.shown(turn.text)) for turn in one.transcript.turns)
    return Judged(_line(one), marks, texts, tuple(outcomes(one)))


def _author(one: Judging, turn: Turn) -> str:
    """Who wrote it, as a reader should see it: what the customer never saw says so."""
    return ", ".join(filter(None, (one.agent(turn), UNSEEN.get(turn.kind, ""))))


def _mark_line(one: Judging, n: int, item: Said, marks: tuple[Mark, ...]) -> MarkLine:
    transcript, turn = one.transcript, one.transcript.turns[item.turn]
    masked = one.masked(turn.text)
    known = "hostility" not in item.ground.unknown
    keyed = [(mark.key, mark) for mark in marks]
    return MarkLine(
        conversation=one.id,
        turn=item.turn,
        agent=one.agent(turn),
        team=one.shown(transcript.team),
        channel=transcript.channel,
        when=iso(turn.when),
        hostility=item.ground.situation.hostility if known else None,
        text=masked.text,
        marks={key: mark.points for key, mark in keyed},
        not_applicable=tuple(key for key, mark in keyed if not mark.applies),
        scores={name: _percent(parts[n][0]) for name, parts in one.parts.items()},
        quotes=tuple(_quotes(keyed, item.turn, masked)),
    )


def _line(one: Judging) -> ConversationLine:
    transcript, turns, said = one.transcript, one.transcript.turns, one.talk.said
    start = started(transcript)
    agents = [one.agent(turns[item.turn]) for item in said]
    rating = next(iter(transcript.ratings), None)
    once = [mark for score in one.whole for mark in score.marks]
    return ConversationLine(
        id=one.id,
        source=one.source,
        system=transcript.system,
        channel=transcript.channel,
        team=one.shown(transcript.team),
        agent=agents[-1],
        agents=tuple(dict.fromkeys(agents)),
        started=iso(start),
        week=week(start),
        turns=len(turns),
        agent_turns=len(said),
        hostility=one.hostility,
        reason=reason([reading.text for _, reading in one.talk.heard]),
        rating=rating.value if rating else None,
        rating_as_given=one.shown(rating.raw) if rating else "",
        settled=one.settled,
        predicted_csat=predict(one.hostility, float(one.settled), "RESOLVED" if one.settled else None).csat,
        first_response=_first_response(one),
        resolution=_resolution(one, start),
        marks={mark.key: mark.points for mark in once},
        not_applicable=tuple(mark.key for mark in once if not mark.applies),
        by_person=tuple(f"{score.rubric}/{name}" for score in one.whole for name in score.by_person),
        candidates=tuple(_candidates(one)),
        verdicts=_verdicts(one),
        warnings=tuple(one.shown(warning) for warning in one.warnings),
        **scores_of(one),
    )


def scores_of(one: Judging) -> dict[str, dict[str, float | None]]:
    """Scores 0-100 and assessed shares by rubric; replies weigh as the hostility they met."""
    heat = [item.ground.situation.hostility / 100 for item in one.talk.said]
    found = {name: weighed(zip(heat, parts, strict=True)) for name, parts in one.parts.items()}
    scores = {name: _percent(score) for name, (score, _) in found.items()}
    assessed: dict[str, float | None] = {name: share for name, (_, share) in found.items()}
    for whole in one.whole:
        scores[whole.rubric], assessed[whole.rubric] = whole.score, whole.assessed
    return {"scores": scores, "assessed": assessed}


def _verdicts(one: Judging) -> dict[str, str]:
    """Passed or not by each rubric that has a pass mark; neither where too little of it was assessed."""
    return {
        found.rubric: TOO_LITTLE if found.verdict.passed is None else PASSED if found.verdict.passed else NOT_PASSED
        for found in one.whole
        if one.terms.rubric(found.rubric).pass_mark is not None
    }


def _first_response(one: Judging) -> float | None:
    """Seconds from the customer's first message to the first answer, where both have times."""
    if not one.talk.heard:
        return None
    first = one.talk.heard[0][0]
    asked = one.transcript.turns[first].when
    answered = next((one.transcript.turns[item.turn].when for item in one.talk.said if item.turn > first), None)
    return None if asked is None or answered is None or answered < asked else answered - asked


def _resolution(one: Judging, start: float | None) -> float | None:
    """Seconds from the beginning to the closing, or else to the last answer."""
    end = one.transcript.closed or one.transcript.turns[one.talk.said[-1].turn].when
    return None if start is None or end is None or end < start else end - start


def _candidates(one: Judging) -> Iterator[Candidate]:
    """Critical findings, each fault of a turn once, whichever rubrics name it."""
    found: set[tuple[int, str]] = set()
    given = [(item.turn, marks) for item, marks in zip(one.talk.said, one.marks, strict=True)]
    whole = [(one.talk.said[-1].turn, tuple(mark for score in one.whole for mark in score.marks))]
    for n, marks in (*given, *whole):
        for mark in marks:
            if mark.critical and (n, mark.critical) not in found:
                found.add((n, mark.critical))
                yield _candidate(one, n, mark)


def _candidate(one: Judging, n: int, mark: Mark) -> Candidate:
    turn = one.transcript.turns[n]
    masked = one.masked(turn.text)
    critical = one.terms.rubric(mark.rubric).criterion(mark.criterion).critical
    words = next(_quotes([(mark.key, mark)], n, masked), None)
    return Candidate(
        conversation=one.id,
        turn=n,
        agent=one.agent(turn),
        rule=mark.critical,
        title=critical.title if critical else mark.critical,
        quote=words.quote if words else masked.text,
        when=iso(turn.when),
        said=sentence_of(masked.text, words.start, words.end) if words else masked.text,
    )


def sentence_of(text: str, start: int, end: int) -> str:
    """The sentence, or the sentences, that a span stands in."""
    first = max((found.end() for found in _ENDS.finditer(text, 0, start)), default=0)
    last = _ENDS.search(text, end)
    return text[first : last.end() if last else len(text)].strip()


def _quotes(keyed: Iterable[tuple[str, Mark]], turn: int, masked: Masked) -> Iterator[QuotedMark]:
    """The words that marks, each with its key, rest on, as far as they stand in this turn."""
    for key, mark in keyed:
        for quote in mark.quotes:
            if quote.turn in {-1, turn}:
                start, end = masked.moved(quote.start, quote.end)
                yield QuotedMark(key, start, end, masked.text[start:end])


def iso(seconds: float | None) -> str | None:
    """A time as ISO 8601 in UTC, to the second."""
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")


def week(seconds: float | None) -> str | None:
    """The ISO week of a time, as in 2026-W07."""
    if seconds is None:
        return None
    year, number, _ = datetime.fromtimestamp(seconds, UTC).isocalendar()
    return f"{year}-W{number:02d}"


def _percent(score: float | None) -> float | None:
    return None if score is None else 100 * score
