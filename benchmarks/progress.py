"""Skill estimates and advice on made-up trainees whose true skill is known.

Bars: estimates rank 200 trainees with Spearman .9 or more after 12 attempts, 95% intervals cover the truth of 90-98% of
them, and the advice gains more skill per attempt than random choice does, under two stated learning models
(benchmarks/trainees.py and learners.py say what is drawn, and from what). Figures are means over seeds; the bars must
hold for the mean, and the lowest and highest seed stand beside it. `python benchmarks/progress.py [--quick]`
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterator, Sequence

from learners import Challenge, Choose, Learner, World, advised, at_random, half, in_order, mostly, world
from measure import report
from trainees import SKILL, Scale, Trainee, trainees

from simulator.agreement import interval, spearman
from simulator.library import Library
from simulator.progress.change import changes
from simulator.progress.estimate import estimates
from simulator.progress.records import Candidate
from simulator.scenario.cards import cards
from simulator.scenario.load import load_scenario
from simulator.session import Kit, Session

TRAINEES, ATTEMPTS = 200, 12
KINDS = {
    "unchanging": {},
    "unchanging, 15% not assessed": {"unseen": 0.15},
    "learning half a spread": {"growth": 0.5},
    "learning a whole spread": {"growth": 1.0},
}


def estimated(people: Sequence[Trainee]) -> tuple[float, float, float]:
    """Spearman, the share of 95% intervals that hold the truth, and the mean bias in points."""
    found = [estimates(one.attempts, one.attempts[-1].at)[SKILL] for one in people]
    truths = [one.truth for one in people]
    pairs = list(zip(found, truths, strict=True))
    rank = spearman([one.mean for one in found], truths)
    if rank is None:
        raise RuntimeError("all trainees are alike")
    held = statistics.fmean(one.low <= truth <= one.high for one, truth in pairs)
    return rank, held, statistics.fmean(one.mean - truth for one, truth in pairs)


def estimate_rows(seeds: int) -> Iterator[tuple[str, object]]:
    """Rank correlation and coverage, for trainees of several kinds."""
    scale = Scale()
    for kind, drawn in KINDS.items():
        groups = [trainees(TRAINEES, ATTEMPTS, scale, seed=100 + seed, **drawn) for seed in range(seeds)]
        ranks, held, bias = zip(*map(estimated, groups), strict=True)
        yield f"{kind}: Spearman", _spread(ranks)
        yield f"{kind}: 95% interval holds", _spread(held)
        yield f"{kind}: bias, points", _spread(bias)
        told = [changes(one.attempts)[SKILL].reliable for group in groups for one in group]
        yield f"{kind}: called a reliable change", statistics.fmean(bool(one) for one in told)


def advice_rows(seeds: int, people: int) -> Iterator[tuple[str, object]]:
    """Skill gained per attempt by the advice, at random, and from easy to hard; the gain over both, by seed."""
    where = [world(candidates(), 100 + seed) for seed in range(seeds)]
    challenges: dict[str, Challenge] = {"most at 50%": half, "most at 85%": mostly}
    ways: dict[str, Choose] = {"advice": advised, "at random": at_random, "easy to hard": in_order}
    for name, challenge in challenges.items():
        gains = {
            way: [_gain(one, n, challenge, choose, people) for n, one in enumerate(where)]
            for way, choose in ways.items()
        }
        for way, values in gains.items():
            yield f"learning {name}: points per attempt, {way}", _spread(values)
        more = [own / other - 1 for own, other in zip(gains["advice"], gains["at random"], strict=True)]
        low, high = interval(more, statistics.fmean) or (0.0, 0.0)
        yield (
            f"learning {name}: advice over random, 95% interval over seeds",
            f"{statistics.fmean(more):+.1%} ({low:+.1%} to {high:+.1%})",
        )


def _gain(where: World, seed: int, challenge: Challenge, choose: Choose, people: int) -> float:
    return statistics.fmean(
        Learner(where, challenge, 1000 * (seed + 1) + n).practise(24, choose) for n in range(people)
    )


def candidates() -> list[Candidate]:
    """The library's own scenarios."""
    found, _ = cards(Library())
    return [
        Candidate(one.id, one.title, one.channel, one.persona, one.difficulty, one.skills, bool(one.warnings))
        for one in found
    ]


def reply_spread() -> float:
    """Standard deviation of a criterion's marks within one session, in points, over the library's plays."""
    from simulator.scenario.shared import load_shared
    from simulator.scoring.load import load_library_card

    library = Library()
    kit = Kit(load_shared(library), load_library_card(library))
    squares = degrees = 0.0
    for name in library.scenario_ids():
        scenario = load_scenario(library, name)
        for play in scenario.plays if scenario.language == "en" else ():
            session = Session(scenario, kit)
            for reply in play.replies:
                if not session.over and session.hold(reply.text, reply.delay_s) is None:
                    session.hear(reply.text, reply.delay_s)
            for points in _marks(session).values():
                squares += sum((one - statistics.fmean(points)) ** 2 for one in points)
                degrees += len(points) - 1
    return (squares / degrees) ** 0.5


def _marks(session: Session) -> dict[tuple[str, str], list[float]]:
    found: dict[tuple[str, str], list[float]] = {}
    for exchange in session.exchanges:
        for mark in exchange.marks:
            if mark.points is not None:
                found.setdefault((mark.rubric, mark.criterion), []).append(100 * mark.points / mark.max)
    return found


def _spread(values: Sequence[float]) -> str:
    return f"{statistics.fmean(values):.3f} ({min(values):.3f} to {max(values):.3f})"


def main() -> None:
    """Print the figures, and keep them; ``--quick`` draws fewer."""
    quick = "--quick" in sys.argv
    rows: dict[str, object] = {"trainees": TRAINEES, "attempts": ATTEMPTS}
    rows |= estimate_rows(2 if quick else 20)
    rows |= advice_rows(2 if quick else 12, 4 if quick else 8)
    rows["a reply's mark within a session, standard deviation (library's plays)"] = reply_spread()
    report("progress", rows)


if __name__ == "__main__":
    main()
