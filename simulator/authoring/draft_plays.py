"""Golden plays for a draft: one that goes well and one that goes badly, found by playing, with what came of them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from math import ceil, floor
from pathlib import Path

from msgspec.structs import replace

from simulator.authoring.bank import Bank, load_bank
from simulator.authoring.draft import Draft
from simulator.authoring.draft_offer import recognised
from simulator.authoring.draft_talk import written
from simulator.authoring.draft_text import Value
from simulator.authoring.explore_material import unmarked_kit
from simulator.authoring.explore_words import palette
from simulator.authoring.golden import Outcome, outcome
from simulator.authoring.random_play import Agent, Stage, send
from simulator.content import Source
from simulator.library import Library
from simulator.scenario.load import parse_scenario
from simulator.scenario.model import Expect, Play, PlayReply, Scenario

SEARCHED, FEWEST, MOST = 30, 3, 16
"""How many careful agents are tried for the play that goes well, and how many replies it may have."""
BEST = range(5, 8)
"""Replies that such a play should rather have."""
VARIETY = 4
"""Wordings of one thing that are tried."""
BAD = ("dismisses", "wall", "blames", "talks_down", "deflects", "defends")
"""Moves of the bank that the play that goes badly is made of."""
UNWRITTEN = frozenset({"waits", "says_back", "informs", "thanks"})
"""Moves of the bank that read oddly in a file: they wait, or tell what may never have been said in this case."""
ROOM = 6
"""Points of hostility that a written expectation leaves on either side: small changes of wording pass."""
GOOD_NAME, BAD_NAME = "listens, then solves it", "brushes the customer off"


def proved(draft: Draft, library: Library, path: Path, first: Play | None = None) -> Draft:
    """The draft with golden plays that come out as they say: ``first`` if there is one, a good one, a bad one.

    Raises:
        ContentError: the draft can't be loaded.

    """
    draft = recognised(draft, library, path)
    scenario = parse_scenario(library, Source(path, draft.text))
    plays = [item for item in (first, *_plays(scenario, library)) if item is not None]
    kit = unmarked_kit(library)
    written: list[Value] = [_written(play, outcome(scenario, play, kit)) for play in plays]
    return replace(draft, data={**draft.data, "plays": written}) if written else draft


def _plays(scenario: Scenario, library: Library) -> Iterator[Play]:
    bank = load_bank(library)
    if scenario.language != bank.language:
        return
    stage = _stage(scenario, library, bank)
    first = written(stage, MOST)
    settled: list[tuple[str, ...]] = [first] if first else []
    for n in range(0 if first else SEARCHED):
        settled += [replies] if (replies := _settled(stage, n)) else []
        if any(len(replies) in BEST for replies in settled):
            break
    if settled:
        best = min(settled, key=len) if len(settled[-1]) not in BEST else settled[-1]
        yield _play(GOOD_NAME, first or best)
    bad = tuple(lines[0].text for name in BAD if (lines := stage.palette.moves.get(name)))
    if bad:
        yield _play(BAD_NAME, bad)


def _stage(scenario: Scenario, library: Library, bank: Bank) -> Stage:
    """The stage of a scenario with the replies that read well in a file: no holding, nothing said back unheard."""
    kit = unmarked_kit(library)
    plain = replace(scenario, case=replace(scenario.case, stakes=()))
    found = palette(plain, kit, bank, VARIETY)
    return Stage.of(scenario, kit, replace(found, moves={k: v for k, v in found.moves.items() if k not in UNWRITTEN}))


def _play(name: str, replies: tuple[str, ...]) -> Play:
    return Play(name, tuple(PlayReply(text) for text in replies), Expect())


def _settled(stage: Stage, n: int) -> tuple[str, ...]:
    """The replies with which a careful agent settles it; none where it doesn't, or says something twice."""
    session = stage.session(0, "mild")
    agent = Agent(stage, random.Random(f"draft:{n}"), 1.0, 1.0, yields=0.0)
    texts: list[str] = []
    while not session.over and len(texts) < MOST:
        sent = replace(agent.reply(session), delay_s=None)
        texts.append(sent.text)
        send(session, sent)
    again = len(set(texts)) < len(texts)
    return tuple(texts) if session.state.ending == "RESOLVED" and len(texts) >= FEWEST and not again else ()


def _written(play: Play, found: Outcome) -> Value:
    """A play as the file has it, with what came of it, up to its ending."""
    low, high = max(0, floor(found.end) - ROOM), min(100, ceil(found.end) + ROOM)
    expect: dict[str, Value] = {"ending": str(found.ending)} if found.ending else {}
    expect["end_hostility"] = [low, high]
    return {"name": play.name, "replies": [turn.reply for turn in found.turns], "expect": expect}
