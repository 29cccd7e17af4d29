"""Sums over graded conversations that can be merged in any order of parts, and the means and intervals they give.

The unit is the conversation: turns of one conversation resemble each other, so its mean counts once. Memory grows with
the number of agents, teams, channels and weeks, not with the number of conversations.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from msgspec import Struct, field

from simulator.batch.choosing import SPAN, place
from simulator.batch.lines import Judged
from simulator.batch.records import Candidate, ConversationLine, Counts

ALL = ("all", "")
LISTED = 200
"""Critical findings that a report lists; the files hold all of them."""
SHORTLIST = 20
"""Conversations of the random sample, and of the risk list, whose words are kept for a person to read."""
T95 = (
    *(12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120),
    *(2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042),
)
"""Two-sided 95% quantiles of Student's t for 1 to 30 degrees of freedom."""
STEPS = 4
"""Steps of duration histograms per doubling."""


class Moments(Struct):
    """Count, sum and sum of squares of some values."""

    n: int = 0
    total: float = 0.0
    squares: float = 0.0

    def add(self, value: float) -> None:
        """Count one value."""
        self.n += 1
        self.total += value
        self.squares += value * value

    def merge(self, other: Moments) -> None:
        """Count another's values."""
        self.n += other.n
        self.total += other.total
        self.squares += other.squares

    @property
    def mean(self) -> float | None:
        """The mean; None without values."""
        return self.total / self.n if self.n else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The mean's 95% interval by Student's t; None with fewer than two values."""
        if self.n < 2:
            return None
        mean = self.total / self.n
        spread = math.sqrt(max(0.0, self.squares - self.n * mean * mean) / (self.n - 1))
        half = (T95[self.n - 2] if self.n - 2 < len(T95) else 1.96) * spread / math.sqrt(self.n)
        return mean - half, mean + half


class Durations(Struct):
    """A histogram of seconds, by quarters of a doubling: quantiles to within a tenth."""

    steps: dict[int, int] = field(default_factory=dict)

    def add(self, seconds: float) -> None:
        """Count one duration."""
        step = math.floor(STEPS * math.log2(max(1.0, seconds)))
        self.steps[step] = self.steps.get(step, 0) + 1

    def merge(self, other: Durations) -> None:
        """Count another's durations."""
        for step, count in other.steps.items():
            self.steps[step] = self.steps.get(step, 0) + count

    @property
    def n(self) -> int:
        """How many durations."""
        return sum(self.steps.values())

    def quantile(self, share: float) -> float | None:
        """The duration that ``share`` of them don't exceed, in seconds; None without any."""
        left = share * self.n
        for step in sorted(self.steps):
            left -= self.steps[step]
            if left <= 0:
                return float(2 ** ((step + 0.5) / STEPS))
        return None


class Picked(Struct, frozen=True):
    """A conversation kept for a person to read: the smallest keys stay. ``texts``: speaker, author, masked words."""

    key: tuple[float, int]
    line: ConversationLine
    texts: tuple[tuple[str, str, str], ...]


class Reason(Struct):
    """How often customers came for this, how heated they became, and how they rated it."""

    peak: Moments = field(default_factory=Moments)
    rating: Moments = field(default_factory=Moments)


class Tally(Struct):
    """All sums of some parts. ``means``: by dimension, its value and the measure, each on 0-100."""

    counts: Counts = Counts()
    agent_turns: int = 0
    means: dict[tuple[str, str, str], Moments] = field(default_factory=dict)
    reasons: dict[str, Reason] = field(default_factory=dict)
    rules: dict[str, int] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    candidates: list[Candidate] = field(default_factory=list)
    ratings: Moments = field(default_factory=Moments)
    predicted: Moments = field(default_factory=Moments)
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
        reason = self.reasons.setdefault(line.reason, Reason())
        reason.peak.add(max(line.hostility, default=0.0))
        if line.rating is not None:
            reason.rating.add(100 * line.rating)
            self.ratings.add(100 * line.rating)
            self.predicted.add(25 * (line.predicted_csat - 1))
        self.settled.add(100.0 if line.settled else 0.0)
        if line.first_response is not None:
            self.first_response.add(line.first_response)
        if line.resolution is not None:
            self.resolution.add(line.resolution)
        for item in line.candidates:
            self.rules[item.rule] = self.rules.get(item.rule, 0) + 1
            self.titles[item.rule] = item.title
        self.candidates = [*self.candidates, *line.candidates][:LISTED]
        self._pick(judged, seed)

    def merge(self, other: Tally) -> None:
        """Count another tally's conversations, those of a later part."""
        self.counts += other.counts
        self.agent_turns += other.agent_turns
        for key, moments in other.means.items():
            self.means.setdefault(key, Moments()).merge(moments)
        for name, reason in other.reasons.items():
            mine = self.reasons.setdefault(name, Reason())
            mine.peak.merge(reason.peak)
            mine.rating.merge(reason.rating)
        for rule, count in other.rules.items():
            self.rules[rule] = self.rules.get(rule, 0) + count
        self.titles |= other.titles
        self.candidates = [*self.candidates, *other.candidates][:LISTED]
        self.ratings.merge(other.ratings)
        self.predicted.merge(other.predicted)
        self.settled.merge(other.settled)
        self.first_response.merge(other.first_response)
        self.resolution.merge(other.resolution)
        self.sample = _smallest([*self.sample, *other.sample])
        self.risks = _smallest([*self.risks, *other.risks])

    def _add_means(self, judged: Judged) -> None:
        line = judged.line
        marks = (*(mark.marks for mark in judged.marks), line.marks)
        whole = [*_criteria(marks), *_scores(line.scores)]
        shared = [("all", ""), ("team", line.team), ("channel", line.channel), ("week", line.week or "")]
        for dimension, value in shared:
            for measure, points in whole:
                self.means.setdefault((dimension, value, measure), Moments()).add(points)
        for agent in line.agents:
            own = [mark for mark in judged.marks if mark.agent == agent]
            closing = (line.marks,) if agent == line.agent else ()
            scored: dict[str, Moments] = {}
            for mark in own:
                for rubric, score in mark.scores.items():
                    if score is not None:
                        scored.setdefault(rubric, Moments()).add(score)
            scores = {name: item.mean for name, item in scored.items()}
            for measure, points in [*_criteria((*(mark.marks for mark in own), *closing)), *_scores(scores)]:
                self.means.setdefault(("agent", agent, measure), Moments()).add(points)

    def _pick(self, judged: Judged, seed: int) -> None:
        line = judged.line
        order = place(line.id, seed + 1)
        self.sample = _smallest([*self.sample, Picked((order / SPAN, order), line, judged.texts)])
        self.risks = _smallest([*self.risks, Picked((-risk(line), order), line, judged.texts)])


def risk(line: ConversationLine) -> float:
    """How much a conversation calls for a person's look, 0-100 and more: heat, low marks, and critical findings."""
    scores = [score for score in line.scores.values() if score is not None]
    low = 100 - sum(scores) / len(scores) if scores else 0.0
    return 100.0 * len(line.candidates) + (max(line.hostility, default=0.0) + low) / 2


def _smallest(picked: list[Picked]) -> list[Picked]:
    return sorted(picked, key=lambda item: (item.key, item.line.id, item.line.source))[:SHORTLIST]


def _criteria(marks: Iterable[dict[str, int | None]]) -> list[tuple[str, float]]:
    """Each criterion's mean over turns, on 0-100."""
    found: dict[str, Moments] = {}
    for given in marks:
        for name, points in given.items():
            if points is not None:
                found.setdefault(name, Moments()).add(25.0 * points)
    return [(name, item.total / item.n) for name, item in found.items()]


def _scores(scores: dict[str, float | None]) -> list[tuple[str, float]]:
    return [(name, score) for name, score in scores.items() if score is not None]
