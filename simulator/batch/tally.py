"""Sums over graded conversations that can be merged in any order of parts, and the means and intervals they give.

The unit is the conversation: turns of one conversation resemble each other, so its mean counts once. Memory grows with
the number of agents, teams, channels and weeks, not with the number of conversations.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

from msgspec import Struct, field

from simulator.agreement.moments import Moments
from simulator.batch.choosing import SPAN, place
from simulator.batch.judging import CALM
from simulator.batch.lines import Judged
from simulator.batch.picked import Packed, Picked, merged, with_one
from simulator.batch.records import Candidate, ConversationLine, Counts, MarkLine
from simulator.batch.sums import Durations
from simulator.scoring.rubric import POINTS_PER_ANCHOR

_K = TypeVar("_K", bound=Hashable)

ANGRY = 60.0
"""Observed hostility from which a customer counts as angry: a band of wording."""
LISTED = 200
"""Critical findings that a report lists; the files hold all of them."""
SHORTLIST = 20
"""Conversations of the risk list whose words are kept for a person to read; a report shows as many of the sample."""
SAMPLED = 100
"""Conversations of the random sample that are kept: enough to grade fifty of them twice."""


class Reason(Struct):
    """How often customers came for this, how heated they became, and how they rated it."""

    peak: Moments = field(default_factory=Moments)
    rating: Moments = field(default_factory=Moments)


class Heat(Struct):
    """Observed hostility, 0-100, at the beginning, at its worst and at the end; ``angry``: those that got angry.

    ``calmed``: of the angry, those that were calm at the end.
    """

    first: Moments = field(default_factory=Moments)
    peak: Moments = field(default_factory=Moments)
    last: Moments = field(default_factory=Moments)
    angry: int = 0
    calmed: int = 0

    def add(self, values: tuple[float, ...]) -> None:
        """Count one conversation's curve; one without a customer's words counts nowhere."""
        if not values:
            return
        for moments, value in ((self.first, values[0]), (self.peak, max(values)), (self.last, values[-1])):
            moments.add(value)
        self.angry += max(values) >= ANGRY
        self.calmed += max(values) >= ANGRY and values[-1] < CALM

    def merge(self, other: Heat) -> None:
        """Count another's conversations."""
        self.first.merge(other.first)
        self.peak.merge(other.peak)
        self.last.merge(other.last)
        self.angry += other.angry
        self.calmed += other.calmed


class Tally(Struct):
    """All sums of some parts. ``means``: by dimension, its value and the measure, each on 0-100.

    ``sizes``: conversations by dimension and value. ``assessed``: the share of each rubric's weight, 0-100.
    ``verdicts``: conversations by rubric and verdict. ``for_people``: what a person still has to answer, how often.
    """

    counts: Counts = Counts()
    agent_turns: int = 0
    means: dict[tuple[str, str, str], Moments] = field(default_factory=dict)
    sizes: dict[tuple[str, str], int] = field(default_factory=dict)
    assessed: dict[str, Moments] = field(default_factory=dict)
    verdicts: dict[tuple[str, str], int] = field(default_factory=dict)
    for_people: dict[str, int] = field(default_factory=dict)
    heat: Heat = field(default_factory=Heat)
    reasons: dict[str, Reason] = field(default_factory=dict)
    rules: dict[str, int] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    candidates: list[Candidate] = field(default_factory=list)
    ratings: Moments = field(default_factory=Moments)
    predicted: Moments = field(default_factory=Moments)
    unread_ratings: int = 0
    settled: Moments = field(default_factory=Moments)
    first_response: Durations = field(default_factory=Durations)
    resolution: Durations = field(default_factory=Durations)
    sample: list[Picked] = field(default_factory=list)
    risks: list[Picked] = field(default_factory=list)

    def add(self, judged: Judged, seed: int) -> None:
        """Count one graded conversation."""
        line = judged.line
        self.counts += Counts(graded=1)
        self.agent_turns += line.agent_turns
        self._add_means(judged)
        self._add_coverage(line)
        self.heat.add(line.hostility)
        reason = self.reasons.setdefault(line.reason, Reason())
        reason.peak.add(max(line.hostility, default=0.0))
        if line.rating is not None:
            reason.rating.add(100 * line.rating)
            self.ratings.add(100 * line.rating)
            self.predicted.add(25 * (line.predicted_csat - 1))
        elif line.rating_as_given:
            self.unread_ratings += 1
        self.settled.add(100.0 if line.settled else 0.0)
        if line.first_response is not None:
            self.first_response.add(line.first_response)
        if line.resolution is not None:
            self.resolution.add(line.resolution)
        for item in line.candidates:
            _count(self.rules, {item.rule: 1})
            self.titles[item.rule] = item.title
        self.candidates = [*self.candidates, *line.candidates][:LISTED]
        self._pick(judged, seed)

    def merge(self, other: Tally) -> None:
        """Count another tally's conversations, those of a later part."""
        self.counts += other.counts
        self.agent_turns += other.agent_turns
        for key, moments in other.means.items():
            self.means.setdefault(key, Moments()).merge(moments)
        for name, moments in other.assessed.items():
            self.assessed.setdefault(name, Moments()).merge(moments)
        _count(self.sizes, other.sizes)
        _count(self.verdicts, other.verdicts)
        _count(self.for_people, other.for_people)
        self.heat.merge(other.heat)
        for name, reason in other.reasons.items():
            mine = self.reasons.setdefault(name, Reason())
            mine.peak.merge(reason.peak)
            mine.rating.merge(reason.rating)
        _count(self.rules, other.rules)
        self.titles |= other.titles
        self.candidates = [*self.candidates, *other.candidates][:LISTED]
        self.ratings.merge(other.ratings)
        self.predicted.merge(other.predicted)
        self.unread_ratings += other.unread_ratings
        self.settled.merge(other.settled)
        self.first_response.merge(other.first_response)
        self.resolution.merge(other.resolution)
        self.sample = merged(self.sample, other.sample, SAMPLED)
        self.risks = merged(self.risks, other.risks, SHORTLIST)

    def exchange(self, before: Judged, after: Judged) -> None:
        """Count a conversation as people settled it, in the place of the marks that were counted for it."""
        for sign, judged in ((-1, before), (1, after)):
            one = Tally()
            one._add_means(judged)
            one._add_coverage(judged.line)
            for key, moments in one.means.items():
                self.means.setdefault(key, Moments()).shift(moments, sign)
            for name, moments in one.assessed.items():
                self.assessed.setdefault(name, Moments()).shift(moments, sign)
            for verdict, count in one.verdicts.items():
                self.verdicts[verdict] = self.verdicts.get(verdict, 0) + sign * count
            for name, count in one.for_people.items():
                self.for_people[name] = self.for_people.get(name, 0) + sign * count
        self.means = {key: moments for key, moments in self.means.items() if moments.n}
        self.for_people = {name: count for name, count in self.for_people.items() if count}

    def _add_means(self, judged: Judged) -> None:
        line = judged.line
        criteria = _criteria((*(mark.marks for mark in judged.marks), line.marks))
        whole = (*criteria, *_scores(line.scores))
        shared = [("all", ""), ("team", line.team), ("channel", line.channel), ("week", line.week or "")]
        for dimension, value in shared:
            _count(self.sizes, {(dimension, value): 1})
            self._add_measures(dimension, value, whole)
        for agent in line.agents:
            _count(self.sizes, {("agent", agent): 1})
            own = [mark for mark in judged.marks if mark.agent == agent]
            closing = (line.marks,) if agent == line.agent else ()
            alone = len(own) == len(judged.marks) and bool(closing)
            found = criteria if alone else _criteria((*(mark.marks for mark in own), *closing))
            self._add_measures("agent", agent, (*found, *_scores(_mean_scores(own))))

    def _add_measures(self, dimension: str, value: str, measures: Iterable[tuple[str, float]]) -> None:
        means = self.means
        for measure, points in measures:
            key = dimension, value, measure
            moments = means.get(key)
            if moments is None:
                moments = means[key] = Moments()
            moments.add(points)

    def _add_coverage(self, line: ConversationLine) -> None:
        for name, share in line.assessed.items():
            self.assessed.setdefault(name, Moments()).add(100 * (share or 0.0))
        _count(self.verdicts, dict.fromkeys(line.verdicts.items(), 1))
        _count(self.for_people, dict.fromkeys(line.by_person, 1))

    def _pick(self, judged: Judged, seed: int) -> None:
        line = judged.line
        order = place(line.id, seed + 1)
        packed = Packed(judged)
        self.sample = with_one(self.sample, (order / SPAN, order), packed, SAMPLED)
        self.risks = with_one(self.risks, (-risk(line), order), packed, SHORTLIST)


def risk(line: ConversationLine) -> float:
    """How much a conversation calls for a person's look, 0-100 and more: heat, low marks, and critical findings."""
    scores = [score for score in line.scores.values() if score is not None]
    low = 100 - sum(scores) / len(scores) if scores else 0.0
    return 100.0 * len(line.candidates) + (max(line.hostility, default=0.0) + low) / 2


def _count(counts: dict[_K, int], more: Mapping[_K, int]) -> None:
    for key, number in more.items():
        counts[key] = counts.get(key, 0) + number


def _criteria(marks: Iterable[dict[str, int | None]]) -> list[tuple[str, float]]:
    """Each criterion's mean over turns, on 0-100."""
    found: dict[str, list[int]] = {}
    for given in marks:
        for name, points in given.items():
            if points is None:
                continue
            if name in found:
                found[name].append(points)
            else:
                found[name] = [points]
    return [(name, POINTS_PER_ANCHOR * sum(points) / len(points)) for name, points in found.items()]


def _mean_scores(marks: Iterable[MarkLine]) -> dict[str, float | None]:
    """The mean of each rubric's scores of some replies."""
    scored: dict[str, Moments] = {}
    for mark in marks:
        for rubric, score in mark.scores.items():
            if score is not None:
                scored.setdefault(rubric, Moments()).add(score)
    return {name: item.mean for name, item in scored.items()}


def _scores(scores: dict[str, float | None]) -> list[tuple[str, float]]:
    return [(name, score) for name, score in scores.items() if score is not None]
