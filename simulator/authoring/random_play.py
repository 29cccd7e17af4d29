"""An agent who replies at random, well or badly: one seeded play through a scenario, with every exchange of it."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from simulator.authoring.explore_lines import timed
from simulator.authoring.explore_reading import Memory
from simulator.authoring.explore_session import UnmarkedSession
from simulator.engine.hostility import is_abusive, receptive
from simulator.engine.inputs import GOOD_FIT, OPEN_EAR
from simulator.mood import Phase
from simulator.premise import Premise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.authoring.explore_lines import Line, Palette
    from simulator.exchange import Exchange, State
    from simulator.premise import Kit
    from simulator.scenario.model import Resolution, Scenario

LONGEST = 20
"""Replies after which a play is left unfinished [design choice]."""
SKILLS: dict[str, tuple[float, float, float]] = {
    "good": (0.94, 0.8, 0.4),
    "ordinary": (0.7, 0.3, 0.35),
    "poor": (0.25, 0.05, 0.25),
}
"""The kinds of agents: how likely a reply is a sensible one, and said with care; their share of the plays.

Design choices: good agents slip now and then, ordinary ones often, poor ones hit on something sensible by chance.
"""
LISTENING = ("warm", "understands", "sorry", "explores", "says_back", "owns")
RECEIVING = ("receives", "receives", "warm", "says_back")
"""How ordinary agents listen, and careful ones."""
AGAIN = 3
"""How often a careful agent thinks again who is about to repeat words."""
YIELDS = (0.05, 0.4)
"""How likely an agent hands over at once who is asked for a supervisor: some do, some go on [design choice]."""
LATE, GONE, WAITS, LEAVES = 0.03, 0.002, 0.02, 0.1
"""How likely a reply comes late, when the customer is gone, only asks to wait, ends with a goodbye [design choice]."""


class Sent(Struct, frozen=True):
    """One thing sent; ``delay_s``: None for half of what the customer tolerates; ``does``: what it was drawn as."""

    text: str
    delay_s: float | None = None
    does: str = ""


class Play(Struct, frozen=True):
    """One play: its seed, content level and agent, what was sent, and every exchange of it.

    ``on_hold``: where it stands after a holding message that no reply followed.
    """

    seed: int
    level: str
    skill: str
    sent: tuple[Sent, ...]
    exchanges: tuple[Exchange, ...]
    first: State
    on_hold: State | None = None

    @property
    def state(self) -> State:
        """Where it stands after the last reply."""
        return self.exchanges[-1].state if self.exchanges else self.first


class Stage(Struct, frozen=True):
    """What all plays of one scenario share."""

    premise: Premise
    palette: Palette
    memory: Memory

    @classmethod
    def of(cls, scenario: Scenario, kit: Kit, palette: Palette, memory: Memory | None = None) -> Stage:
        """The stage of a scenario, with an empty memory unless one is given."""
        memory = memory or Memory(Premise.of(scenario, kit, 0, "mild"))
        return cls(memory.premise, palette, memory)

    @property
    def scenario(self) -> Scenario:
        """The scenario that is played."""
        return self.premise.scenario

    def session(self, seed: int, level: str) -> UnmarkedSession:
        """A session of one play."""
        return UnmarkedSession(replace(self.premise, seed=seed, level=level), self.memory)

    def after(self, play: Play) -> UnmarkedSession:
        """The session of a play as its last reply left it."""
        session = self.session(play.seed, play.level)
        session.exchanges, session.on_hold = play.exchanges, play.on_hold
        return session


def play(stage: Stage, seed: int, n: int, longest: int = LONGEST) -> Play:
    """Play number ``n`` (from 0) of an exploration, of so many replies at most: the same for the same numbers."""
    rng = random.Random(f"{seed}:{n}")
    skill = rng.choices(list(SKILLS), [share for _, _, share in SKILLS.values()])[0]
    level = ("mild", "strong")[n % 2]
    session = stage.session(n, level)
    agent = Agent(stage, rng, *SKILLS[skill][:2])
    sent: list[Sent] = []
    for _ in range(longest):
        if session.over:
            break
        sent.append(agent.reply(session))
        send(session, sent[-1])
    return Play(n, level, skill, tuple(sent), session.exchanges, session.first, session.on_hold)


def send(session: UnmarkedSession, sent: Sent) -> None:
    """Send one thing, as a practised session does: a holding message that names a time is no exchange."""
    if session.hold(sent.text, sent.delay_s) is None:
        session.hear(sent.text, sent.delay_s)


class Agent:
    """Chooses replies: sensible ones in ``sense`` of all cases, else anything.

    ``care``: how often they are said with care. ``yields``: how likely the customer is handed over who asks for a
    supervisor (None: one of ``YIELDS``).
    """

    def __init__(
        self, stage: Stage, rng: random.Random, sense: float, care: float, yields: float | None = None
    ) -> None:
        self._rng, self._sense, self._care = rng, sense, care
        self._palette, self._scenario = stage.palette, stage.scenario
        self._yields = rng.choice(YIELDS) if yields is None else yields
        wanted = [
            item for item in self._scenario.resolutions if item.fit >= GOOD_FIT and item.id in self._palette.offers
        ]
        allowed = [item for item in wanted if item.authority == "agent"]
        self._aim: Resolution | None = rng.choice(allowed or wanted) if wanted else None

    def reply(self, session: UnmarkedSession) -> Sent:
        """What to send now."""
        rng = self._rng
        sensible = rng.random() < self._sense
        line = self._sensible(session.state) if sensible else self._anything()
        delay: float | None = None
        chance = rng.random()
        if chance < GONE and not sensible:
            delay = session.curve.abandon
        elif chance < LATE:
            delay = 2 * session.curve.tolerate
        elif chance < LATE + WAITS and "waits" in self._palette.moves:
            line = rng.choice(self._palette.moves["waits"])
        return Sent(timed(line.text, self._scenario, session.state.clock), delay, line.does)

    def _sensible(self, state: State) -> Line:
        """A reply that leads on from here, with care or without."""
        careful = self._rng.random() < self._care
        line = self._leading(state, careful=careful)
        if not careful:
            return line
        for _ in range(AGAIN):
            line = self._rng.choice(self._palette.rich.get(line.does, (line,)))
            if line.text not in state.replies:
                break
            line = self._leading(state, careful=True)
        return line

    def _leading(self, state: State, *, careful: bool) -> Line:
        """First listening, then what is to be known, then a solution and its steps, then whether it is settled."""
        rng, mood = self._rng, state.mood
        urgent = self._urgent(state)
        if urgent:
            return self._move(urgent)
        if mood.progress >= 1:
            return self._end(state, careful=careful)
        if receptive(mood.venting, mood.hostility) < OPEN_EAR or rng.random() < 0.08:
            listening = self._move(rng.choice(RECEIVING if careful else LISTENING))
            return listening if rng.random() < 0.7 else self._question(state)
        if self._aim is None:
            return self._question(state) if rng.random() < 0.5 else self._move("hands_over")
        return self._question(state) if rng.random() < 0.1 else self._solution(state, self._aim)

    def _urgent(self, state: State) -> str:
        """What goes before everything else: a limit to abuse, a supervisor asked for, privacy in public."""
        rng, mood = self._rng, state.mood
        if is_abusive(mood, self._scenario.persona.curve):
            if mood.warnings < 2 and rng.random() < 0.8:
                return "limit"
            if mood.warnings >= 2 and rng.random() < 0.3:
                return "ends"
        if mood.demanded and rng.random() < self._yields:
            return "hands_over"
        public = self._scenario.channel == "social" and len(state.replies) < 2
        return "to_private" if public and rng.random() < 0.5 else ""

    def _end(self, state: State, *, careful: bool) -> Line:
        """All is agreed: a calm customer is asked if it is settled, another is still to be calmed."""
        rng, calm = self._rng, state.mood.phase in {Phase.PROBLEM_SOLVING, Phase.RATIONAL}
        if rng.random() < (0.85 if calm else 0.1):
            return self._move("leaves" if rng.random() < LEAVES else "settled")
        soothing = RECEIVING if careful else ("understands", "thanks", "owns")
        return self._move(rng.choice(("carries_out", "promises", *soothing)))

    def _solution(self, state: State, aim: Resolution) -> Line:
        """The facts it needs, then the proposal, then what is still missing of it."""
        rng, offers, steps = self._rng, self._palette.offers, self._palette.steps
        unknown = [fact for fact in aim.needs if fact not in state.known]
        if unknown and rng.random() > 0.1:
            return self._towards(unknown)
        missing = [step for step in (f"{aim.id}/{step.id}" for step in aim.steps) if step not in state.done]
        begun = len(missing) < len(aim.steps)
        if not begun:
            whole = self._palette.whole.get(aim.id, ())
            return rng.choice(whole if whole and rng.random() < 0.4 else offers[aim.id])
        worded = [step for step in missing if step in steps]
        return rng.choice(steps[rng.choice(worded)] if worded and rng.random() < 0.9 else offers[aim.id])

    def _towards(self, facts: Sequence[str]) -> Line:
        """A question that brings one of the facts out."""
        rng, scenario = self._rng, self._scenario
        asks = [name for name, topic in scenario.topics.items() if set(topic.reveals) & set(facts)]
        worded = [name for name in asks if name in self._palette.topics]
        if worded and rng.random() < 0.85:
            return rng.choice(self._palette.topics[rng.choice(worded)])
        return self._move("explores")

    def _question(self, state: State) -> Line:
        """One of the case's topics, rather one that is still open."""
        rng, topics = self._rng, self._palette.topics
        fresh = [name for name in topics if name not in state.answered]
        pool = fresh if fresh and rng.random() < 0.8 else list(topics)
        return rng.choice(topics[rng.choice(pool)]) if pool else self._move("explores")

    def _anything(self) -> Line:
        """A bad reply, a proposal out of place, or anything at all."""
        rng, palette = self._rng, self._palette
        kind = rng.random()
        if kind < 0.45 and palette.bad:
            return self._move(rng.choice(palette.bad))
        if kind < 0.65 and palette.offers:
            return rng.choice(palette.offers[rng.choice(list(palette.offers))])
        if kind < 0.75 and palette.beside:
            return rng.choice(palette.beside)
        if kind < 0.85 and palette.topics:
            return rng.choice(palette.topics[rng.choice(list(palette.topics))])
        if kind < 0.9 and palette.steps:
            return rng.choice(palette.steps[rng.choice(list(palette.steps))])
        return self._move(rng.choice(list(palette.moves)))

    def _move(self, name: str) -> Line:
        moves = self._palette.moves
        return self._rng.choice(moves[name] if name in moves else next(iter(moves.values())))
