"""What to practise next: the weakest skill, where most of it can be done, and never one kind of customer only.

The target is the skill with the lowest lower bound: weak, or too little known to say. Of the scenarios that may come
now, each is worth points: it trains the target, is predicted to end between 60 and 75, is due again, was not met
lately, comes on another channel. The weights are design choices; benchmarks/progress.py measures what they gain.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from msgspec import Struct

from simulator.progress.estimate import Estimate
from simulator.progress.parameters import Parameters, stated
from simulator.progress.records import SCORE, Attempted, Candidate
from simulator.progress.revisits import Revisit, revisits
from simulator.progress.trained import possible, trained

LOW, HIGH = 60.0, 75.0
"""Predicted scores, 0-100, between which a scenario is neither too hard nor too easy."""
SEEN = 2
"""Attempts that must have shown a skill before it is aimed at [design choice]."""
HOSTILE_SHARE = {"none": 0, "mild": 1, "strong": 2}
"""Scenarios with a content warning that are suggested within a week, by the level in the settings."""
WEEK = timedelta(days=7)
NAMED, GENERAL = 10.0, 5.0
"""Worth of a scenario whose author names the target, and of one that merely allows it."""
BREADTH, FURTHER = 3.0, 2.0
"""Worth of each further skill that the author names, by how far its lower bound lies below ``HIGH``; of so many."""
LEVEL = 1.0
"""Cost of a point by which the predicted score lies outside the range."""
DUE, RIPE = 8.0, timedelta(days=7)
"""Worth of a revisit that is due, in full from that time after the meeting on: an old one is met more afresh."""
BETWEEN, CROWDED = 3, 10.0
"""Attempts between two revisits, and the cost of one that comes sooner: new customers teach more."""
NEW, RECENT = 5.0, 20.0
"""Worth of a customer not met before, and cost of one who is not due yet: they are still remembered."""
SAME_CHANNEL = 4.0


TELLING = 3
"""Conversations before it is said how hard a customer is for somebody, as before a change is told [design choice]."""


class Why(Struct, frozen=True):
    """The figures behind a suggestion. ``target``: the skill aimed at, with its estimate where there is one.

    ``predicted``: the session's score expected there, 0-100; ``worth``: by part, in points.
    """

    target: str
    estimate: Estimate | None
    predicted: float
    worth: dict[str, float]
    others: tuple[tuple[str, float], ...] = ()


class Advice(Struct, frozen=True):
    """The scenario to practise next, why in one plain sentence, and the figures; ``pathway``: whose step it is."""

    scenario: Candidate
    reason: str
    why: Why
    pathway: str = ""


class Standing(Struct, frozen=True):
    """Where somebody stands: their attempts, the estimates made of them, and the parameters of the score."""

    attempts: tuple[Attempted, ...]
    estimates: Mapping[str, Estimate]
    at: datetime
    level: str = "mild"
    score: Parameters = stated(SCORE)

    def predicted(self, scenario: Candidate) -> float:
        """The score expected in a scenario, 0-100."""
        known = self.estimates.get(SCORE)
        if known is None:
            known = Estimate(SCORE, self.score.mean, self.score.spread, 0, self.at)
        return known.expected(scenario.difficulty, self.score)


def advise(candidates: Sequence[Candidate], standing: Standing, titles: Mapping[str, str]) -> Advice | None:
    """What to practise next; None where nothing may come (no scenario, or each has a content warning too many).

    Args:
        candidates: what the library offers.
        standing: where the trainee stands.
        titles: of the skills that may be aimed at, by id, as people read them.

    """
    open_to = allowed(candidates, standing)
    if not open_to:
        return None
    due = revisits(standing.attempts)
    target = aim(open_to, standing.estimates, titles)
    last = max(standing.attempts, key=lambda item: (item.at, item.id), default=None)
    worth = {item.id: _worth(item, target, standing, due.get(item.id), last) for item in open_to}

    def rank(item: Candidate) -> tuple[float, float, str]:
        return -sum(worth[item.id].values()), abs(standing.predicted(item) - (LOW + HIGH) / 2), item.id

    ranked = sorted(open_to, key=rank)
    best = ranked[0]
    others = tuple((item.id, sum(worth[item.id].values())) for item in ranked[1:4])
    why = Why(target, standing.estimates.get(target), standing.predicted(best), worth[best.id], others)
    return Advice(best, _reason(best, why, due.get(best.id), standing, titles), why)


def allowed(candidates: Sequence[Candidate], standing: Standing) -> list[Candidate]:
    """What may come now: not the scenario and, if it can be helped, not the kind of customer met last.

    A content warning is met no oftener in a week than the level in the settings allows, finished or retried.
    """
    week = [item for item in standing.attempts if item.hostile and item.at > standing.at - WEEK]
    calm = len(week) >= HOSTILE_SHARE[standing.level]
    fit = [item for item in candidates if not (calm and item.hostile)]
    last = max(standing.attempts, key=lambda item: (item.at, item.id), default=None)
    if last is None:
        return fit
    others = [item for item in fit if item.id != last.scenario] or fit
    return [item for item in others if not item.persona or item.persona != last.persona] or others


def aim(candidates: Sequence[Candidate], estimates: Mapping[str, Estimate], titles: Mapping[str, str]) -> str:
    """The skill to aim at: the lowest lower bound of those that can be practised now; empty: none is known yet."""
    known = [
        item
        for skill, item in estimates.items()
        if skill in titles and item.attempts >= SEEN and any(possible(skill, one) for one in candidates)
    ]
    return min(known, key=lambda item: (item.low, item.mean, item.skill)).skill if known else ""


def _worth(
    scenario: Candidate, target: str, standing: Standing, visit: Revisit | None, last: Attempted | None
) -> dict[str, float]:
    predicted = standing.predicted(scenario)
    met = any(item.scenario == scenario.id for item in standing.attempts)
    due = visit is not None and visit.due <= standing.at
    aims = {skill: item for skill, item in standing.estimates.items() if trained(skill, scenario)}
    weak = sum(max(0.0, HIGH - item.low) for skill, item in aims.items() if skill != target) / HIGH
    named = target in aims
    return {
        "target": NAMED if named else GENERAL if target and possible(target, scenario) else 0.0,
        "others": BREADTH * min(FURTHER, weak),
        "level": -LEVEL * max(0.0, LOW - predicted, predicted - HIGH),
        "revisit": _revisit(visit, standing) if visit and due else -RECENT if met else NEW,
        "channel": -SAME_CHANNEL if last is not None and last.channel == scenario.channel else 0.0,
    }


def _revisit(visit: Revisit, standing: Standing) -> float:
    """The worth of a due revisit: more the longer ago the customer was met, none right after another revisit."""
    if any(_met_before(standing.attempts, item) for item in standing.attempts[-BETWEEN:]):
        return -CROWDED
    return DUE * min(1.0, (standing.at - visit.last) / RIPE)


def _met_before(attempts: Sequence[Attempted], item: Attempted) -> bool:
    return any(one.scenario == item.scenario and one.at < item.at for one in attempts)


def _reason(scenario: Candidate, why: Why, visit: Revisit | None, standing: Standing, titles: Mapping[str, str]) -> str:
    """One plain sentence, by what spoke most for it."""
    if not standing.attempts:
        return "It is a good place to begin: short, and the customer is calm."
    words = trained(why.target, scenario)
    title = titles.get(why.target, "")
    aimed = f'it trains "{words}", and "{title}" is where you are least sure to do well' if words else ""
    if visit is not None and why.worth["revisit"] >= 0:
        days = visit.days(standing.at)
        ago = "yesterday" if days == 1 else f"{days} days ago"
        return _sentence(f"you met this customer {ago}, and meeting them again now makes it last", aimed)
    if aimed:
        return _sentence(aimed)
    room = f'it gives you room for "{title}", where you are least sure to do well' if title else ""
    whole = standing.estimates.get(SCORE)
    if whole is None or whole.attempts < TELLING:
        return _sentence(room or "it is with another kind of customer than the last")
    level = "neither too easy nor too hard for you" if LOW <= why.predicted <= HIGH else "the nearest to your level"
    return _sentence(
        f"{room}, and is {level}" if room else f"it is {level}, with another kind of customer than the last"
    )


def _sentence(*parts: str) -> str:
    text = "; ".join(filter(None, parts))
    return f"{text[:1].upper()}{text[1:]}."
