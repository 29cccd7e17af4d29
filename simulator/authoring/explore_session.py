"""A session that is only felt, not marked: what exploring plays, thousands at a time."""

from __future__ import annotations

from simulator.authoring.explore_reading import Memory
from simulator.engine.cue import Cue
from simulator.engine.heard import Heard
from simulator.engine.reaction import Reaction
from simulator.engine.scripted import Script
from simulator.exchange import Exchange, State, first_state
from simulator.hearing import Hearing, Reply
from simulator.premise import Premise
from simulator.scoring.marks import Situation
from simulator.session import Session

UNMARKED = Situation()
"""Stands where a practised session keeps what its marks are given for."""


class UnmarkedHearing(Hearing):
    """Hears a reply with everything the customer makes of it, from memory where it can, and gives no marks."""

    def __init__(self, premise: Premise, state: State, n: int, memory: Memory) -> None:
        super().__init__(premise, state, n)
        self._memory = memory

    def script(self) -> Script:
        """The customer's voice for the answer; how steps are asked for is looked up once for all plays."""
        premise = self.premise
        return Script(self.scenario, self.state.used, premise.seed, self.n, premise.level, self._memory.step_asks)

    def _heard(self, reply: Reply, clock: float) -> Heard:
        return self._memory.heard(reply.text, self.state, clock, cut_in=reply.cut_in)

    def _exchange(
        self, reply: Reply, heard: Heard, reaction: Reaction, cue: Cue, state: State, progress: float
    ) -> Exchange:
        del progress
        before = self.state
        spoken = self.script().say(cue)
        event = self._event(state) if reaction.ending is None and heard.understood else None
        return Exchange(
            n=self.n,
            customer=before.line,
            reply=reply.text,
            delay_s=reply.delay_s,
            before=reaction.before,
            heard_hostility=reaction.heard,
            after=reaction.mood.hostility,
            heard=heard,
            ledger=reaction.ledger,
            situation=UNMARKED,
            marks=(),
            cue=cue,
            heard_line="",
            feedback="",
            state=self._next_state(state, reaction, reply.text, cue, spoken, event),
            event=event.id if event else None,
            held=before.held,
            acknowledged=before.acknowledged,
            waited=before.waited,
            cut_in=reply.cut_in,
        )


class UnmarkedSession(Session):
    """A session of one play; plays of a scenario share its memory."""

    def __init__(self, premise: Premise, memory: Memory) -> None:
        self.scenario, self.kit, self.seed, self.level = premise.scenario, premise.kit, premise.seed, premise.level
        self.exchanges = ()
        self.on_hold = None
        self._first = first_state(premise.scenario)
        self._premise, self.memory = premise, memory

    def fork(self) -> UnmarkedSession:
        """The same session, which can go on by itself."""
        twin = UnmarkedSession(self._premise, self.memory)
        twin.exchanges, twin.on_hold = self.exchanges, self.on_hold
        return twin

    @property
    def first(self) -> State:
        """Where the conversation begins."""
        return self._first

    def _hearing(self) -> Hearing:
        return UnmarkedHearing(self._premise, self.state, len(self.exchanges) + 1, self.memory)
