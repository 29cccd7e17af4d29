"""What people's judgements do to a grading's figures: confirmed faults take effect, overruling marks count.

Nothing that was written is changed: the sums are made anew from it whenever they are needed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from simulator.batch.lines import Judged
from simulator.batch.outcomes import Outcome
from simulator.batch.outputs import tally_of
from simulator.batch.records import NOT_PASSED, PASSED, TOO_LITTLE, ConversationLine, MarkLine
from simulator.batch.review_items import Reviewable, place_of
from simulator.batch.reviewing import CONFIRMED, REJECTED, Finding, Reviewed
from simulator.batch.scores import together
from simulator.batch.tally import Tally, risk
from simulator.scoring.conversation import TurnMarks, sum_up
from simulator.scoring.grade import rubric_part
from simulator.scoring.marks import Mark, Situation
from simulator.scoring.rubric import POINTS, Rubric

UNHEARD = Situation().hostility
"""How hot a reply is taken to be before the customer said anything."""


class Felt(Struct, frozen=True):
    """What people decided about one conversation: faults they confirmed (turn, rule), and points that overrule.

    ``rejected``: places (:func:`place_of`) of findings that are none.
    """

    faults: frozenset[tuple[int, str]] = frozenset()
    points: dict[str, int] = {}
    rejected: frozenset[Finding] = frozenset()


def settle(what: Reviewable, reviewed: Reviewed) -> Tally:
    """The sums with everything that people decided; without any decision, the sums as they are."""
    tally = tally_of(what.folder)
    for name in sorted(reviewed.touched & what.conversations.keys()):
        before = what.conversations[name]
        after = settled(what.rubrics, before, felt_in(before, reviewed))
        tally.exchange(before, after)
        tally.risks = [item.settled(after) for item in tally.risks]
        tally.sample = [item.settled(after) for item in tally.sample]
    tally.risks.sort(key=lambda item: (-risk(item.judged.line), item.key[1]))
    rejected = {place for place, found in reviewed.findings.items() if found.after == REJECTED}
    sure = [item.candidate for item in what.findings if reviewed.verdict(item.place) == CONFIRMED]
    known = rejected | {place_of(item) for item in sure}
    tally.candidates = [*sure, *(item for item in tally.candidates if place_of(item) not in known)]
    for found in what.findings:
        tally.rules[found.candidate.rule] -= found.place in rejected
    tally.rules = {rule: count for rule, count in tally.rules.items() if count > 0}
    return tally


def felt_in(judged: Judged, reviewed: Reviewed) -> Felt:
    """What people decided about a conversation."""
    faults = (item for item in judged.line.candidates if reviewed.verdict(place_of(item)) == CONFIRMED)
    places = map(place_of, judged.line.candidates)
    rejected = frozenset(place for place in places if reviewed.verdict(place) == REJECTED)
    return Felt(frozenset((item.turn, item.rule) for item in faults), reviewed.points(judged.line.id), rejected)


def settled(rubrics: Sequence[Rubric], judged: Judged, felt: Felt) -> Judged:
    """A conversation with what people decided about it."""
    line, turns = judged.line, tuple(_decided(turn, judged.outcomes, felt) for turn in judged.marks)
    of_replies = {key for rubric in rubrics for key in _reply_keys(rubric)}
    overruled = {key: points for key, points in felt.points.items() if key not in of_replies and key in line.marks}
    line = replace(
        line,
        marks=line.marks | overruled,
        not_applicable=tuple(key for key in line.not_applicable if key not in overruled),
        by_person=tuple(key for key in line.by_person if key not in overruled),
        candidates=tuple(item for item in line.candidates if place_of(item) not in felt.rejected),
    )
    for key in of_replies & felt.points.keys():
        turns = _overruled(turns, key, felt.points[key])
    scores, assessed, verdicts = dict(line.scores), dict(line.assessed), dict(line.verdicts)
    for rubric in rubrics:
        score, share, passed = _score(rubric, line, turns, felt)
        scores[rubric.id], assessed[rubric.id] = score, share
        if rubric.id in verdicts:
            verdicts[rubric.id] = TOO_LITTLE if passed is None else PASSED if passed else NOT_PASSED
    turns = tuple(replace(turn, scores=_turn_scores(rubrics, turn, felt)) for turn in turns)
    return replace(judged, line=replace(line, scores=scores, assessed=assessed, verdicts=verdicts), marks=turns)


def _decided(turn: MarkLine, outcomes: Sequence[Outcome], felt: Felt) -> MarkLine:
    """A turn's marks after what people said of its critical findings; a confirmed one has the last word."""
    here = [item for item in outcomes if item.turn == turn.turn]
    rejected = {(place[1], place[2]) for place in felt.rejected}
    for item in here:
        if (item.turn, item.rule) in rejected:
            turn = _with(turn, item.rejected, item.apart)
    for item in here:
        if (item.turn, item.rule) in felt.faults:
            turn = _with(turn, item.confirmed)
    return turn


def _with(turn: MarkLine, points: dict[str, int | None], apart: tuple[str, ...] = ()) -> MarkLine:
    others = tuple(key for key in turn.not_applicable if key not in points)
    return replace(turn, marks=turn.marks | points, not_applicable=(*others, *apart))


def _score(
    rubric: Rubric, line: ConversationLine, turns: Sequence[MarkLine], felt: Felt
) -> tuple[float | None, float, bool | None]:
    heat = [UNHEARD if turn.hostility is None else turn.hostility for turn in turns]
    given = [_marks(rubric, turn.marks, turn.not_applicable, _at(turn.turn, felt), "reply") for turn in turns]
    if rubric.of == "conversation":
        once = _marks(rubric, line.marks, line.not_applicable, _at(turns[-1].turn, felt), "conversation")
        said = tuple(TurnMarks(turn.turn, turn.agent, marks) for turn, marks in zip(turns, given, strict=True))
        found = sum_up(rubric, once, said, heat)
        return found.score, found.assessed, found.verdict.passed
    score, share = together(rubric, [(hot / 100, marks) for hot, marks in zip(heat, given, strict=True)])
    hit = {mark.criterion for marks in given for mark in marks if mark.critical}
    highest = [100.0, *(item.critical.ceiling for item in rubric.criteria if item.critical and item.id in hit)]
    return (None if score is None else min(100 * score, *highest)), share, None


def _turn_scores(rubrics: Sequence[Rubric], turn: MarkLine, felt: Felt) -> dict[str, float | None]:
    scores = dict(turn.scores)
    for rubric in rubrics:
        if rubric.id in scores:
            marks = _marks(rubric, turn.marks, turn.not_applicable, _at(turn.turn, felt), "reply")
            score = rubric_part(rubric, marks)[0]
            hit = {mark.criterion for mark in marks if mark.critical}
            highest = [100.0, *(item.critical.ceiling for item in rubric.criteria if item.critical and item.id in hit)]
            scores[rubric.id] = None if score is None else min(100 * score, *highest)
    return scores


def _marks(
    rubric: Rubric, points: Mapping[str, int | None], apart: Sequence[str], faults: frozenset[str], level: str
) -> tuple[Mark, ...]:
    """Marks as grading gave them, with the faults that were confirmed."""
    found = []
    for item in rubric.criteria:
        key = f"{rubric.id}/{item.id}"
        if item.level == level and key in points:
            critical = item.critical.id if item.critical and item.critical.id in faults else ""
            applies = key not in apart
            found.append(Mark(rubric.id, item.id, points[key], POINTS, "", applies=applies, critical=critical))
    return tuple(found)


def _reply_keys(rubric: Rubric) -> set[str]:
    return {f"{rubric.id}/{item.id}" for item in rubric.criteria if item.level == "reply"}


def _at(turn: int, felt: Felt) -> frozenset[str]:
    return frozenset(rule for place, rule in felt.faults if place == turn)


def _overruled(turns: Sequence[MarkLine], key: str, points: int) -> tuple[MarkLine, ...]:
    """What overrules a criterion of replies stands in the place of each mark; where there was none, of all."""
    marked = [turn.turn for turn in turns if turn.marks.get(key) is not None] or [turn.turn for turn in turns]
    return tuple(
        replace(
            turn,
            marks=turn.marks | {key: points},
            not_applicable=tuple(other for other in turn.not_applicable if other != key),
        )
        if turn.turn in marked and key in turn.marks
        else turn
        for turn in turns
    )
