"""Marks for one reply, and a session's scorecard: sums only; what earns points stands in the rubrics."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from simulator.scoring.marks import CurveResult, Graded, Mark, RubricScore, Scorecard
from simulator.scoring.measures import looking_at
from simulator.scoring.reply import Reply
from simulator.scoring.rubric import Card, Critical, Rubric, Section
from simulator.scoring.rules import unmarked
from simulator.scoring.sheets import grade
from simulator.scoring.stopped import seen

Replies = Sequence[tuple[Graded, Sequence[Mark]]]
"""A session's replies with their marks, in order."""
Part = tuple[float | None, float, float]
"""A score 0-1 (None: nothing assessed), the assessed share 0-1 of what applies, and a weight (0: nothing applies)."""

COOLEST = 0.2
"""A reply weighs as much as the hostility it met (0-1), but never less than this [design choice]."""
NOT_UNDERSTOOD = "this reply was not understood, so it costs nothing"


class Bar(Struct, frozen=True):
    """One rubric of a session: its score, 0-100 or None, and the share of its weight that was assessed."""

    rubric: str
    title: str
    score: float | None
    assessed: float


def grade_reply(rubric: Rubric, graded: Graded) -> tuple[Mark, ...]:
    """A mark for every criterion of the rubric, each with its reason and the reply's own words."""
    if not graded.situation.understood:
        return tuple(unmarked(rubric, criterion, NOT_UNDERSTOOD) for criterion in rubric.criteria)
    return grade(rubric, looking_at(Reply(graded)))


def scorecard(card: Card, replies: Replies, curve: CurveResult | None = None, *, stopped: bool = False) -> Scorecard:
    """A session's score, 0-100: replies weighted by the hostility they met, rubrics by phase, then the caps.

    Args:
        card: the rubrics and their weights by phase.
        replies: each graded reply with its marks.
        curve: the curve's own result, shown beside the score and never mixed into it.
        stopped: nobody brought the conversation to its end, so what the rest would have shown was not assessed.

    """
    score, assessed, _ = mean_of(_card_part(card, graded, marks) for graded, marks in replies)
    assessed *= _seen(card, replies) if stopped else 1
    hit = criticals(card, [mark for _, marks in replies for mark in marks])
    ceiling = min([100.0, *(item.ceiling for item in hit)])
    if score is not None:
        score = min(100 * score, ceiling)
    rubrics = {
        rubric.id: RubricScore(rubric.version, rubric.hash, bar.score)
        for rubric, bar in zip(card.rubrics, bars(card, replies, stopped=stopped), strict=True)
    }
    return Scorecard(score, assessed, rubrics, tuple(item.id for item in hit), curve, ceiling)


def bars(card: Card, replies: Replies, *, stopped: bool = False) -> tuple[Bar, ...]:
    """Each rubric's own score over a session, with the share of its weight that was assessed.

    ``stopped``: nobody brought it to its end, so what the rest would have shown was not assessed.
    """
    found = []
    for rubric in card.rubrics:
        parts = []
        for graded, marks in replies:
            score, assessed, weight = rubric_part(rubric, marks)
            phase = card.weights(graded.situation.phase).get(rubric.id, 0.0)
            parts.append((score, assessed, phase * _heat(graded) * (weight > 0)))
        score, assessed, _ = mean_of(parts)
        assessed *= seen(rubric, replies) if stopped else 1
        found.append(Bar(rubric.id, rubric.title, None if score is None else 100 * score, assessed))
    return tuple(found)


def _seen(card: Card, replies: Replies) -> float:
    """The share of the card that was seen of what a whole conversation shows, as its last phase weighs it."""
    if not replies:
        return 1.0
    weights = card.weights(replies[-1][0].situation.phase)
    rows = [(seen(rubric, replies), weights.get(rubric.id, 0.0)) for rubric in card.rubrics]
    whole = sum(weight for _, weight in rows)
    return sum(share * weight for share, weight in rows) / whole if whole else 1.0


def criticals(card: Card, marks: Iterable[Mark]) -> tuple[Critical, ...]:
    """The critical faults among these marks, each once, in the order they were made."""
    hit: dict[str, Critical] = {}
    for mark in marks:
        if mark.critical:
            found = card.rubric(mark.rubric).criterion(mark.criterion).critical
            if found is not None:
                hit.setdefault(found.id, found)
    return tuple(hit.values())


def rubric_part(rubric: Rubric, marks: Iterable[Mark]) -> Part:
    """One rubric's score of one reply from its marks: criteria within sections, sections within the rubric."""
    given = {mark.criterion: mark for mark in marks if mark.rubric == rubric.id}
    return mean_of(_section_part(section, given) for section in rubric.sections)


def _section_part(section: Section, given: dict[str, Mark]) -> Part:
    parts: list[Part] = []
    void = False
    for criterion in section.criteria:
        mark = given.get(criterion.id)
        if mark is None or not mark.applies:
            continue
        points = None if mark.points is None else mark.points / mark.max
        parts.append((points, float(points is not None), criterion.weight))
        void = void or bool(mark.critical and criterion.critical and criterion.critical.effect == "section")
    score, assessed, weight = mean_of(parts)
    return (0.0 if void else score), assessed, section.weight * (weight > 0)


def _card_part(card: Card, graded: Graded, marks: Sequence[Mark]) -> Part:
    weights = card.weights(graded.situation.phase)
    parts = []
    for rubric in card.rubrics:
        score, assessed, weight = rubric_part(rubric, marks)
        parts.append((score, assessed, weights.get(rubric.id, 0.0) * (weight > 0)))
    score, assessed, weight = mean_of(parts)
    return score, assessed, _heat(graded) * (weight > 0)


def _heat(graded: Graded) -> float:
    return max(COOLEST, min(1.0, graded.situation.hostility / 100))


def mean_of(parts: Iterable[Part]) -> Part:
    """The weighted mean of what was assessed; what applies but was not assessed lowers the share alone."""
    every = [part for part in parts if part[2] > 0]
    whole = sum(weight for _, _, weight in every)
    rated = [(score, weight) for score, _, weight in every if score is not None]
    assessed = sum(share * weight for _, share, weight in every) / whole if whole else 0.0
    if not rated:
        return None, assessed, whole
    return sum(score * weight for score, weight in rated) / sum(weight for _, weight in rated), assessed, whole
