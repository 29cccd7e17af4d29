"""An audit of a model that words the customer: agents play against it, and every line it gave is counted.

The engine decides in these plays as in all others. A second session with the same replies and the script's words shows
whether the wording alone led to another ending: it can, because agents are heard beside what the customer said.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable
from random import Random
from typing import Any

from msgspec import Struct

from simulator.engine.cue import Cue
from simulator.exchange import Exchange
from simulator.llm.audit_agents import AGENTS, replies
from simulator.llm.chat import ChatModel
from simulator.llm.checks import CHECKS
from simulator.llm.customer import ModelCustomer, Wording
from simulator.llm.customer_brief import brief
from simulator.mood import Ending
from simulator.premise import Kit
from simulator.scenario.model import Scenario
from simulator.session import Session

AT_ONCE = 4
"""Plays at the same time [design choice: what a small local server bears]."""


class Line(Struct, frozen=True):
    """One cue that was to be worded: who did, which checks failed in which tries, and how long it took."""

    act: str
    band: str
    by: str
    tags: tuple[str, ...]
    fault: str
    asked: int
    answered: int
    seconds: float


class Run(Struct, frozen=True):
    """One play. ``ending`` and ``scripted`` are with the model's words and with the script's for the same replies."""

    agent: str
    seed: int
    lines: tuple[Line, ...]
    ending: Ending | None
    scripted: Ending | None
    hostility: float
    scripted_hostility: float
    same_cues: bool


class Report(Struct, frozen=True):
    """What an audit found. Rates are shares of the lines the model gave; ``asked`` counts requests.

    ``by_tag``: how many of the model's lines failed each check. ``agreed_band``: share whose tone fits the band.
    ``leaked``: lines that told a fact too early, and were turned away. ``same_ending``: share of plays that end as with
    the script; ``same_cues``: share in which every cue was the same, too.
    """

    scenario: str
    model: str
    runs: int
    wanted: int
    lines: int
    by_model: int
    asked: int
    answered: int
    by_tag: dict[str, int]
    faults: dict[str, int]
    error_rate: float
    agreed_band: float
    leaked: int
    same_ending: float
    same_cues: float
    seconds: float
    agents: dict[str, int]

    def rate(self, tag: str) -> float:
        """Share of the model's lines that failed a check."""
        return self.by_tag.get(tag, 0) / self.answered if self.answered else 0.0


async def audit(
    scenario: Scenario,
    kit: Kit,
    model: ChatModel,
    done: list[Run],
    *,
    runs: int,
    seed: int = 0,
    at_once: int = AT_ONCE,
    told: Callable[[int], None] = lambda _: None,
) -> None:
    """Play ``runs`` sessions and put each into ``done`` when it is over, so that nothing is lost when it is stopped.

    Args:
        scenario: the case.
        kit: what sessions share.
        model: words the customer.
        done: takes the plays as they end.
        runs: how many; the agents take turns.
        seed: of the first; the others count on.
        at_once: plays side by side.
        told: called with the number of plays that are over.

    """
    gate = asyncio.Semaphore(at_once)

    async def one(n: int) -> None:
        async with gate:
            done.append(await _played(scenario, kit, model, AGENTS[n % len(AGENTS)], seed + n))
            told(len(done))

    async with asyncio.TaskGroup() as group:
        for n in range(runs):
            group.create_task(one(n))


def report(scenario: Scenario, model: str, done: list[Run], *, wanted: int, seconds: float) -> Report:
    """The figures over the plays that are over."""
    lines = [line for run in done for line in run.lines]
    tags = Counter(tag for line in lines for tag in line.tags)
    answered = sum(line.answered for line in lines)
    by_model = sum(line.by == "model" for line in lines)
    count = max(1, len(done))
    return Report(
        scenario=scenario.id,
        model=model,
        runs=len(done),
        wanted=wanted,
        lines=len(lines),
        by_model=by_model,
        asked=sum(line.asked for line in lines),
        answered=answered,
        by_tag={tag: tags[tag] for tag in CHECKS if tags[tag]},
        faults=dict(Counter(line.fault for line in lines if line.fault)),
        error_rate=1 - by_model / answered if answered else 1.0,
        agreed_band=1 - tags["hostility"] / answered if answered else 0.0,
        leaked=tags["secret"],
        same_ending=sum(run.ending == run.scripted for run in done) / count,
        same_cues=sum(run.same_cues for run in done) / count,
        seconds=round(seconds, 2),
        agents=dict(Counter(run.agent for run in done)),
    )


async def _played(scenario: Scenario, kit: Kit, model: ChatModel, agent: str, seed: int) -> Run:
    random = Random(f"{seed}:{agent}")
    said = replies(agent, scenario, random)
    customer = ModelCustomer(model, random, clock=time.monotonic)
    session = Session(scenario, kit, seed=seed)
    lines: list[Line] = []
    for text in said:
        if session.over:
            break
        if session.hold(text) is not None:
            continue
        exchange = session.hear(text)
        found = brief(session)
        if found is not None:
            wording = await customer.word(found)
            session.reword(wording.text, wording.worded)
            lines.append(_line(exchange.cue, wording))
    twin = _scripted(scenario, kit, said, seed)
    pairs = list(zip(session.exchanges, twin.exchanges, strict=False))
    same = len(session.exchanges) == len(twin.exchanges) and all(_cue(a) == _cue(b) for a, b in pairs)
    return Run(agent, seed, tuple(lines), session.state.ending, twin.state.ending, _mean(session), _mean(twin), same)


def _line(cue: Cue, wording: Wording) -> Line:
    worded = wording.worded
    tags = tuple(flaw.tag for flaw in worded.flaws)
    return Line(cue.act, cue.band, worded.by, tags, worded.fault, wording.asked, wording.answered, worded.seconds)


def _scripted(scenario: Scenario, kit: Kit, said: tuple[str, ...], seed: int) -> Session:
    session = Session(scenario, kit, seed=seed)
    for text in said:
        if session.over:
            break
        if session.hold(text) is None:
            session.hear(text)
    return session


def _cue(exchange: Exchange) -> tuple[Any, ...]:
    cue = exchange.cue
    return cue.act, cue.band, cue.topics, cue.resolution, cue.accepts


def _mean(session: Session) -> float:
    values = [item.after for item in session.exchanges]
    return sum(values) / len(values) if values else 0.0
