"""Grades a whole conversation by one rubric: per agent turn what every reply shows, once what the whole shows.

``grade_conversation(turns, rubric, context)`` is the entry; it is pure, and all it takes and gives can be pickled.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from simulator.conversation import Turn
from simulator.scoring.grade import COOLEST, Part, mean_of
from simulator.scoring.look import Look, asking
from simulator.scoring.marks import Mark
from simulator.scoring.reply import Finding
from simulator.scoring.rubric import POINTS, Criterion, Critical, Rubric
from simulator.scoring.rules import Waiting, faults_of, mark_criterion
from simulator.scoring.talk import NOTHING_MORE, Said, Talk, TalkContext, authors, placed, talk
from simulator.scoring.talk_measures import CASE_ALONE, find_in_talk
from simulator.scoring.verdict import Verdict, verdict


class TurnMarks(Struct, frozen=True):
    """The marks of one agent turn; ``turn`` is its place among all turns, from 0."""

    turn: int
    author: str
    marks: tuple[Mark, ...]


class SectionScore(Struct, frozen=True):
    """A section's score, 0-100 or None, its weight, and the share of it that was assessed."""

    section: str
    title: str
    weight: float
    score: float | None
    assessed: float


class ConversationScore(Struct, frozen=True):
    """A conversation's score by one rubric: 0-100 or None, and the share of the rubric's weight that was assessed.

    ``verdict``: passed, failed, or neither, with the reason in words. ``marks``: what is judged once; ``turns``: what
    is judged in every reply; ``means``: the mean points of the latter, by criterion. ``caps``: critical faults.
    ``by_person``: criteria that a person still has to answer. ``author``: whose replies were graded (None: all).
    """

    rubric: str
    version: int
    hash: str
    author: str | None
    score: float | None
    assessed: float
    verdict: Verdict
    sections: tuple[SectionScore, ...]
    marks: tuple[Mark, ...]
    turns: tuple[TurnMarks, ...]
    means: dict[str, float]
    caps: tuple[str, ...] = ()
    by_person: tuple[str, ...] = ()


def grade_conversation(
    turns: Sequence[Turn],
    rubric: Rubric,
    context: TalkContext = NOTHING_MORE,
    *,
    author: str | None = None,
    answers: Mapping[str, int] | None = None,
) -> ConversationScore:
    """The score of a conversation, or of one agent's part in it.

    Args:
        turns: everything that was said, in order; internal notes count for documentation alone.
        rubric: a rubric of conversations (``of: conversation``).
        context: what is known beside the turns.
        author: whose replies are graded, as in ``Turn.author`` (or ``Turn.name``); None: all.
        answers: points that a person gave, by criterion; only criteria that nobody else can answer take them.

    """
    return score_talk(talk(turns, context), rubric, author=author, answers=answers)


def grade_authors(
    turns: Sequence[Turn], rubric: Rubric, context: TalkContext = NOTHING_MORE
) -> dict[str, ConversationScore]:
    """The score of each agent's part in a conversation; it is read once."""
    whole = talk(turns, context)
    return {name: score_talk(whole, rubric, author=name) for name in authors(turns)}


def score_talk(
    whole: Talk,
    rubric: Rubric,
    *,
    author: str | None = None,
    answers: Mapping[str, int] | None = None,
    candidates: bool = False,
) -> ConversationScore:
    """As :func:`grade_conversation`, of a conversation that was read already.

    ``candidates``: critical faults are named in ``caps`` but change no mark and no score, as long as nobody confirmed
    them.
    """
    part = whole if author is None else whole.by(author)
    given, waiting = answers or {}, Waiting() if candidates else None
    look = asking(lambda name, fault: find_in_talk(part, name, fault=fault))
    once = tuple(
        _answered(rubric, criterion, mark_criterion(rubric, criterion, look, (), waiting), given)
        for criterion in rubric.criteria
        if criterion.level == "conversation"
    )
    turns = tuple(TurnMarks(item.turn, item.author, turn_marks(rubric, item, item.look, waiting)) for item in part.said)
    heat = [item.ground.situation.hostility for item in part.said]
    return sum_up(rubric, once, turns, heat, author=author, candidates=candidates)


def sum_up(
    rubric: Rubric,
    once: tuple[Mark, ...],
    turns: tuple[TurnMarks, ...],
    hostility: Sequence[float],
    *,
    author: str | None = None,
    candidates: bool = False,
) -> ConversationScore:
    """The score that marks amount to.

    Args:
        rubric: what they were given by.
        once: a mark for each criterion of the conversation.
        turns: the marks of each agent turn.
        hostility: 0-100, as each of these turns met it.
        author: whose replies they are (None: all).
        candidates: critical faults are named, and change no score.

    """
    marks = {mark.criterion: mark for mark in once}
    heat = [max(COOLEST, min(1.0, value / 100)) for value in hostility]
    parts = {item.id: _part(item, marks, turns, heat) for item in rubric.criteria}
    hit = _criticals(rubric, [*once, *(mark for item in turns for mark in item.marks)])
    felt = () if candidates else hit
    sections = tuple(_section(rubric, n, parts, felt) for n in range(len(rubric.sections)))
    score, assessed, _ = mean_of(
        (None if item.score is None else item.score / 100, item.assessed, item.weight) for item in sections
    )
    percent = None if score is None else min([100 * score, *(item.ceiling for item in felt)])
    return ConversationScore(
        rubric=rubric.id,
        version=rubric.version,
        hash=rubric.hash,
        author=author,
        score=percent,
        assessed=assessed,
        verdict=verdict(percent, assessed, rubric.pass_mark),
        sections=sections,
        marks=once,
        turns=turns,
        means={name: 4 * mean for name, (mean, _, _) in parts.items() if mean is not None and name not in marks},
        caps=tuple(item.id for item in hit),
        by_person=tuple(mark.criterion for mark in once if _for_person(rubric, mark)),
    )


def turn_marks(rubric: Rubric, item: Said, look: Look, waiting: Waiting | None = None) -> tuple[Mark, ...]:
    """What a rubric of conversations says of one agent turn, as far as it judges replies.

    Args:
        rubric: of conversations.
        item: the turn.
        look: what answers for its measures.
        waiting: critical faults that only a person can confirm.

    """

    def in_turn(name: str, fault: bool) -> Finding:
        found = look(name, fault)
        return Finding(found.value, placed(found, item.turn), found.needs)

    here = asking(in_turn)
    faults = faults_of(rubric, here)
    return tuple(
        mark_criterion(rubric, criterion, here, faults, waiting)
        for criterion in rubric.criteria
        if criterion.level == "reply"
    )


def _answered(rubric: Rubric, criterion: Criterion, mark: Mark, answers: Mapping[str, int]) -> Mark:
    points = answers.get(criterion.id)
    if points is None or mark.points is not None or not mark.applies:
        return mark
    return Mark(rubric.id, criterion.id, max(0, min(POINTS, points)), POINTS, "a person answered this one")


def _for_person(rubric: Rubric, mark: Mark) -> bool:
    criterion = rubric.criterion(mark.criterion)
    return mark.points is None and mark.applies and (criterion.by == "person" or mark.why == CASE_ALONE)


def _part(criterion: Criterion, once: Mapping[str, Mark], turns: Sequence[TurnMarks], heat: Sequence[float]) -> Part:
    """One criterion's share: its only mark, or the mean of its marks in the replies, weighted by hostility."""
    mark = once.get(criterion.id)
    if mark is not None:
        score = None if mark.points is None else mark.points / mark.max
        return score, float(score is not None), criterion.weight * mark.applies
    found = []
    for item, weight in zip(turns, heat, strict=True):
        mark = next(one for one in item.marks if one.criterion == criterion.id)
        points = None if mark.points is None else mark.points / mark.max
        found.append((points, float(points is not None), weight * mark.applies))
    score, assessed, whole = mean_of(found)
    return score, assessed, criterion.weight * (whole > 0)


def _section(rubric: Rubric, n: int, parts: Mapping[str, Part], hit: Sequence[Critical]) -> SectionScore:
    section = rubric.sections[n]
    score, assessed, weight = mean_of(parts[item.id] for item in section.criteria)
    void = {item.critical.id for item in section.criteria if item.critical and item.critical.effect == "section"}
    if void & {item.id for item in hit}:
        score = 0.0
    percent = None if score is None else 100 * score
    return SectionScore(section.id, section.title, section.weight * (weight > 0), percent, assessed)


def _criticals(rubric: Rubric, marks: Sequence[Mark]) -> tuple[Critical, ...]:
    hit: dict[str, Critical] = {}
    for mark in marks:
        critical = rubric.criterion(mark.criterion).critical if mark.critical else None
        if critical is not None:
            hit.setdefault(critical.id, critical)
    return tuple(hit.values())
