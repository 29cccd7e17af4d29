"""Random play of a scenario: thousands of seeded plays by good and bad agents, and what they reached of it."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from simulator.authoring.bank import Bank
from simulator.authoring.coverage import Coverage, Tally, coverage
from simulator.authoring.difficulty import Difficulty, difficulty
from simulator.authoring.explore_words import palette
from simulator.authoring.random_play import Sent, Stage, play
from simulator.authoring.shrink import EXAMINED, Stuck, stuck
from simulator.premise import Kit
from simulator.scenario.model import Scenario


class Way(Struct, frozen=True):
    """The shortest play seen that ends in one way: its number, its replies."""

    play: int
    replies: tuple[Sent, ...]


class Exploration(Struct, frozen=True):
    """What an exploration found; the same scenario, bank, plays and seed give the same.

    ``replies``: in all plays. ``endings`` by kind of agent (good, ordinary, poor) and ending, ``unfinished`` among
    them. ``lengths``: plays by number of replies. ``peaks``: plays by tens of their highest hostility (7: 70 to 80).
    ``shortest``: by ending. ``unworded``: what no wording was found for that is heard as such. ``stopped``: it was
    interrupted, ``plays`` are those that were played.
    """

    scenario: str
    title: str
    seed: int
    plays: int
    replies: int
    coverage: Coverage
    endings: dict[str, dict[str, int]]
    lengths: dict[int, int]
    peaks: dict[int, int]
    shortest: dict[str, Way]
    stuck: tuple[Stuck, ...]
    difficulty: Difficulty
    unworded: tuple[str, ...] = ()
    stopped: bool = False


def explore(
    scenario: Scenario, kit: Kit, bank: Bank, *, plays: int = 25, seed: int = 1, variety: int | None = None
) -> Exploration:
    """Play a scenario at random and tell what was reached.

    Args:
        scenario: what is played.
        kit: what all sessions share.
        bank: the agents' replies.
        plays: how many conversations; each is the same whatever their number.
        seed: chooses them.
        variety: how many wordings of one thing are used, at most (None: all); fewer are read faster.

    """
    explorer = Explorer(scenario, kit, bank, seed=seed, variety=variety)
    explorer.run(0, plays)
    return explorer.report()


class Explorer:
    """Plays and counts; what it has counted so far can be reported at any time."""

    def __init__(self, scenario: Scenario, kit: Kit, bank: Bank, *, seed: int, variety: int | None = None) -> None:
        self.scenario, self.seed = scenario, seed
        self.stage = Stage.of(scenario, kit, palette(scenario, kit, bank, variety))
        self.tally = Tally()

    def run(self, first: int, last: int, on_play: Callable[[int], None] = lambda _: None) -> None:
        """Play the numbers from ``first`` to before ``last``; ``on_play`` is told how many are done."""
        for n in range(first, last):
            self.tally.add(play(self.stage, self.seed, n))
            on_play(self.tally.plays)

    def report(self, *, stopped: bool = False) -> Exploration:
        """What was found so far."""
        tally, stage = self.tally, self.stage
        ways = {ending: play(stage, self.seed, n) for ending, (_, n) in sorted(tally.shortest.items())}
        open_plays = (play(stage, self.seed, n) for n in tally.open_plays[:EXAMINED])
        return Exploration(
            scenario=self.scenario.id,
            title=self.scenario.title,
            seed=self.seed,
            plays=tally.plays,
            replies=tally.replies,
            coverage=coverage(tally, self.scenario),
            endings={skill: dict(sorted(counts.items())) for skill, counts in sorted(tally.endings.items())},
            lengths=dict(sorted(tally.lengths.items())),
            peaks=dict(sorted(tally.peaks.items())),
            shortest={ending: Way(way.seed, way.sent) for ending, way in ways.items()},
            stuck=stuck(stage, open_plays, settled="RESOLVED" in tally.shortest),
            difficulty=difficulty(tally, self.scenario.difficulty),
            unworded=stage.palette.unworded,
            stopped=stopped,
        )
