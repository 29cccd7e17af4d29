"""Made-up trainees who learn by practising, under a stated model that the recommender knows nothing of.

Each has a dozen true skills, 0-100. An attempt at a scenario shows them with noise (heavy-tailed days, replies cut into
anchors), and those that the scenario really trains grow by ``RATE`` times what is missing to 100, times three factors:

- challenge, by the chance p of success: ``4 p (1 - p)``, most at one half; or, as another model, a bell around .85
  (Wilson et al. 2019, "The eighty five percent rule for optimal learning");
- novelty: the same customer met again at once teaches a third, and the rest comes back with the days;
- variety: the same kind of customer twice in a row teaches four fifths.

What a scenario really trains is what its author says with chance .8, and anything else with chance .1; other skills
that it allows grow by a fifth of that. Every day without practice a hundredth of what was gained is lost.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from datetime import timedelta

from msgspec import Struct
from trainees import BEGUN

from simulator.progress.advice import Standing, advise, allowed
from simulator.progress.estimate import estimates
from simulator.progress.records import Attempted, Candidate, Observed
from simulator.progress.trained import WORDS, possible, trained

SKILLS = {skill: 1.0 for skill in WORDS if skill.partition("/")[0] in {"empathy", "clarity", "resolution"}}
RATE = 0.08
BESIDE = 0.2
LOST = 0.01
STEP = 4.0

Choose = Callable[[Sequence[Candidate], Standing, random.Random], Candidate]
Challenge = Callable[[float], float]


def half(p: float) -> float:
    """Most is learned where success and failure are as likely."""
    return 4 * p * (1 - p)


def mostly(p: float) -> float:
    """Most is learned where 85 of 100 succeed."""
    return math.exp(-(((p - 0.85) / 0.2) ** 2))


def advised(candidates: Sequence[Candidate], standing: Standing, draw: random.Random) -> Candidate:
    """The program's own advice."""
    del draw
    found = advise(candidates, standing, {skill: skill for skill in SKILLS})
    if found is None:
        raise RuntimeError("the library offers nothing to practise")
    return found.scenario


def at_random(candidates: Sequence[Candidate], standing: Standing, draw: random.Random) -> Candidate:
    """Any scenario that may come now: not the one met last, nor its kind of customer, within the cap of abuse."""
    return draw.choice(allowed(candidates, standing))


def in_order(candidates: Sequence[Candidate], standing: Standing, draw: random.Random) -> Candidate:
    """Through the library from easy to hard, and round again."""
    del draw
    count = len(standing.attempts)
    ordered = sorted(candidates, key=lambda item: (item.difficulty, item.id))
    return ordered[count % len(ordered)]


class World(Struct, frozen=True):
    """The scenarios, and what each really trains."""

    candidates: tuple[Candidate, ...]
    trains: dict[str, frozenset[str]]


def world(candidates: Sequence[Candidate], seed: int) -> World:
    """Draw what the scenarios really train."""
    draw = random.Random(seed)
    found = {}
    for item in candidates:
        open_to = [skill for skill in SKILLS if possible(skill, item)]
        found[item.id] = frozenset(skill for skill in open_to if draw.random() < (0.8 if trained(skill, item) else 0.1))
    return World(tuple(candidates), found)


class Learner:
    """One trainee who practises ``attempts`` times; the same seed gives the same beginner and the same luck."""

    def __init__(self, where: World, challenge: Challenge, seed: int) -> None:
        self.where, self.challenge, self.draw = where, challenge, random.Random(seed)
        level = self.draw.gauss(48, 11)
        self.start = {skill: min(90.0, max(10.0, level + self.draw.gauss(0, 11))) for skill in SKILLS}
        self.skills = dict(self.start)
        self.attempts: list[Attempted] = []

    def practise(self, attempts: int, choose: Choose) -> float:
        """The mean skill gained per attempt, in points."""
        at, before = BEGUN, sum(self.skills.values())
        chance = random.Random(self.draw.random())
        for _ in range(attempts):
            days = self.draw.choice((0.1, 1.0, 1.0, 2.0))
            at += timedelta(days=days)
            for skill, first in self.start.items():
                self.skills[skill] -= LOST * days * (self.skills[skill] - first)
            done = tuple(self.attempts)
            standing = Standing(done, estimates(done, at), at)
            scenario = choose(self.where.candidates, standing, chance)
            self.attempts.append(self._attempt(scenario, standing))
        return (sum(self.skills.values()) - before) / len(self.skills) / attempts

    def _attempt(self, scenario: Candidate, standing: Standing) -> Attempted:
        day = self.draw.gauss(0, 13) / math.sqrt(self.draw.gammavariate(2.0, 2.0) / 4) / math.sqrt(2)
        seen, fresh = [], self._fresh(scenario, standing)
        for skill in SKILLS:
            if not possible(skill, scenario):
                continue
            able = self.skills[skill] - STEP * (scenario.difficulty - 3)
            marks = [_mark(able + day + self.draw.gauss(0, 20)) for _ in range(self.draw.randint(2, 6))]
            seen.append(Observed(skill, 25 * sum(marks) / len(marks), len(marks)))
            share = 1.0 if skill in self.where.trains[scenario.id] else BESIDE
            gain = RATE * share * self.challenge(min(0.99, max(0.01, able / 100))) * fresh
            self.skills[skill] += gain * (100 - self.skills[skill])
        score = sum(one.points for one in seen) / len(seen)
        return Attempted(
            f"{len(self.attempts):03}",
            scenario.id,
            standing.at,
            scenario.difficulty,
            scenario.channel,
            scenario.persona,
            score=score,
            assessed=1.0,
            hostile=scenario.hostile,
            observed=tuple(seen),
        )

    def _fresh(self, scenario: Candidate, standing: Standing) -> float:
        met = [item.at for item in standing.attempts if item.scenario == scenario.id]
        days = (standing.at - max(met)).total_seconds() / 86_400 if met else math.inf
        last = standing.attempts[-1].persona if standing.attempts else ""
        variety = 0.8 if scenario.persona and scenario.persona == last else 1.0
        return variety * (1 - 2 / 3 * math.exp(-days / 3))


def _mark(points: float) -> int:
    return min(4, max(0, round(points / 25)))
