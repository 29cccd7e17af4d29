"""Findings that come of playing: golden plays that come out otherwise, replies that nobody hears, dead ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from simulator.authoring.bank import Bank
from simulator.authoring.explore_reading import Memory
from simulator.authoring.explore_words import palette
from simulator.authoring.finding import Finding
from simulator.authoring.golden import differences, outcome
from simulator.authoring.play_causes import told
from simulator.authoring.random_play import Play, Stage, play
from simulator.authoring.script import Script
from simulator.authoring.shrink import driven_away, ending_from, stuck
from simulator.content.document import Path
from simulator.engine.scripted import UNSPOKEN
from simulator.exchange import State
from simulator.premise import Kit

WHOLE = (0.0, 100.0)
"""Hostility and scores lie in here, whatever happens."""
VARIETY = 1
"""Wordings of one thing that random agents of a check use, at most.

Where a conversation gets stuck depends on what is done, hardly on its wording, and each new wording has to be read:
with one of each, another one in each scenario, the plays of a scenario take a quarter less work [measured]. Exploring
uses them all.
"""

LONG = 12
"""Replies after which a random play of a check is asked whether it can still be ended, which is all a check wants to
know of it: most plays are over by then, and those that go on go round in circles. Exploring lets them go on."""


def certain(script: Script) -> Iterator[Finding]:
    """Expectations that hold whatever happens."""
    for index, written in enumerate(script.scenario.plays):
        expect = written.expect
        path: Path = ("plays", index, "expect")
        ranges: dict[Path, tuple[float, float] | None]
        ranges = {(*path, "end_hostility"): expect.end_hostility, (*path, "peak_hostility"): expect.peak_hostility}
        ranges |= {(*path, "scores", rubric): pair for rubric, pair in expect.scores.items()}
        for place, pair in ranges.items():
            if pair is not None and pair[0] <= WHOLE[0] and pair[1] >= WHOLE[1]:
                yield script.finding("SIM203", place, "it always lies between 0 and 100: write what must come of it")


def golden_findings(script: Script, kit: Kit, memory: Memory | None = None) -> Iterator[Finding]:
    """What the golden plays show when they are played; ``memory``: what was read in this scenario already."""
    for index, written in enumerate(script.scenario.plays):
        path: Path = ("plays", index)
        found = outcome(script.scenario, written, kit, memory)
        for each in differences(written, found):
            causes = told(script.scenario, written, kit, [each])[1]
            message = ". ".join([f"play {written.name!r}: {each.words}", *(words.rstrip(".") for words in causes)])
            yield script.finding("SIM201", (*path, "expect", *each.path), message)
        if found.unheard:
            ended, first = (found.ending or "").lower().replace("_", " "), len(written.replies) - found.unheard
            message = f"play {written.name!r} ends ({ended}) before this reply: take it and what follows out"
            yield script.finding("SIM202", (*path, "replies", first), message)


def random_findings(
    script: Script, kit: Kit, bank: Bank, *, plays: int, seed: int, memory: Memory | None = None
) -> Iterator[Finding]:
    """What seeded random play runs into: a customer without words, or a state that nothing ends; once each."""
    scenario = script.scenario
    if scenario.language != bank.language:
        return
    stage = Stage.of(scenario, kit, palette(scenario, kit, bank, VARIETY), memory)
    played = [play(stage, seed, n, LONG) for n in range(plays)]
    speechless = {one.seed: words for one in played if (words := _without_words(one))}
    unfinished = [one for one in played if one.state.ending is None and one.seed not in speechless]
    for message in dict.fromkeys([*speechless.values(), *_dead_ends(stage, unfinished)]):
        yield script.finding("SIM204", ("id",), message)


def _without_words(played: Play) -> str:
    """Where the customer had nothing to say, in words; empty for none."""
    for number, exchange in enumerate(played.exchanges, 1):
        said = exchange.state.line
        if UNSPOKEN in said.split() or "{" in said:
            act = exchange.cue.act.replace("_", " ")
            return f"random play {played.seed}, reply {number}: the customer has no words for {act!r}"
    return ""


def _dead_ends(stage: Stage, unfinished: Iterable[Play]) -> Iterator[str]:
    """What nothing ends: neither the worst replies, which drive a customer away, nor a helpful agent.

    The calmest are asked first: who can be driven away then can be so when angrier and readier to vent, too.
    """
    driven: list[State] = []
    for one in sorted(unfinished, key=lambda each: each.state.mood.hostility):
        if any(_no_calmer(one.state, other) for other in driven):
            continue
        session = stage.after(one)
        if driven_away(session.fork(), stage):
            driven.append(one.state)
        elif not ending_from(session, stage)[1]:
            shortest = stuck(stage, [one])
            replies = " > ".join(repr(item.text) for item in (shortest[0].replies if shortest else one.sent))
            yield f"after {replies or 'the opening'} nothing the agent says ends the conversation"


def _no_calmer(state: State, other: State) -> bool:
    here, there = state.mood, other.mood
    return state.channel == other.channel and here.hostility >= there.hostility and here.venting >= there.venting
