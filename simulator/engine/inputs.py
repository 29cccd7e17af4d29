"""From what was heard to what the curve reads: one reply's evidence and case terms as the engine's inputs."""

from __future__ import annotations

import random
from collections.abc import Collection
from functools import lru_cache

from msgspec import Struct

from simulator.engine.heard import Heard, Proposed
from simulator.engine.reaction import Inputs
from simulator.scenario.model import Resolution, Scenario

UNREADY = 0.5
"""A proposal made before its facts are known, or too late to help, is worth this share of its fit [design choice]."""
GOOD_FIT = 0.7
"""From this fit on a proposal can be accepted, and its steps count."""
REPEATED = 0.5
"""A reply that is this much a copy of an earlier one tells nothing new [design choice]."""
WHOLE = 1 - 1e-9
"""From this share of a resolution on all is agreed: six sixths add up to a little less than one."""
OPEN_EAR = 0.25
"""From this receptivity on a customer can accept a proposal."""


class Timing(Struct, frozen=True):
    """What the clock and the promise ledger say at this reply; the delay is in seconds of scenario time."""

    delay: float
    kept: bool = False
    broken: bool = False
    broken_share: float = 0.0
    cut_in: bool = False
    shake: float = 0.0


@lru_cache(maxsize=4096)
def shake(seed: int, n: int) -> float:
    """The seeded noise of exchange ``n``, -1 to 1; the persona's ``noise`` says how much of it is felt."""
    return random.Random(f"{seed}:surge:{n}").uniform(-1, 1)


def worth(proposed: Proposed) -> float:
    """How well a proposal fits as it was made, 0-1: nothing beyond authority or barred, half while it is not ready."""
    if proposed.beyond or proposed.barred:
        return 0.0
    return proposed.fit * (UNREADY if proposed.missing or proposed.late else 1.0)


def acceptable(proposed: Proposed, receptivity: float) -> bool:
    """Whether the customer says yes to it now."""
    return worth(proposed) >= GOOD_FIT and receptivity >= OPEN_EAR


def consents_from(heard: Heard) -> float:
    """The receptivity above which the customer says yes to what the reply offers or does.

    Any at all for what was agreed before; an open ear for an offer that can be accepted; else none.
    """
    if heard.agreed:
        return 0.0
    return OPEN_EAR if any(acceptable(item, 1.0) for item in heard.proposed) else 1.0


def steps_done(heard: Heard, scenario: Scenario, done: frozenset[str], receptivity: float) -> frozenset[str]:
    """The resolution steps done after this reply, as ``resolution/step`` ids; nothing is new to a closed ear."""
    if receptivity <= 0:
        return done
    open_to = {item.resolution for item in heard.proposed if item.resolution and acceptable(item, receptivity)}
    open_to |= {_resolution_id(step) for step in done}
    refused = {item.resolution for item in heard.proposed if item.resolution and not acceptable(item, receptivity)}
    spoken = {item.step for item in heard.said if _resolution_id(item.step) in open_to - refused}
    said = spoken | done
    return done | {step for step in spoken - done if _counts(step, said, scenario)}


def _counts(step: str, spoken: frozenset[str] | set[str], scenario: Scenario) -> bool:
    resolution = resolution_of(step, scenario)
    return resolution.fit >= GOOD_FIT and (f"{resolution.id}/offer" in spoken or not _has_offer(resolution))


def _has_offer(resolution: Resolution) -> bool:
    return any(step.id == "offer" for step in resolution.steps)


def resolution_of(step: str, scenario: Scenario) -> Resolution:
    """The resolution that a ``resolution/step`` id names."""
    wanted = _resolution_id(step)
    return next(item for item in scenario.resolutions if item.id == wanted)


def _resolution_id(step: str) -> str:
    return step.partition("/")[0]


def share(done: frozenset[str], scenario: Scenario) -> float:
    """The share of the furthest resolution that is done, 0-1."""
    if not done:
        return 0.0
    return max((share_of(item, done) for item in scenario.resolutions), default=0.0)


def share_of(resolution: Resolution, done: Collection[str]) -> float:
    """The share of a resolution's steps that is done, 0-1; ``done`` as ``resolution/step`` ids."""
    return sum(f"{resolution.id}/{step.id}" in done for step in resolution.steps) / max(1, len(resolution.steps))


def fit_of(heard: Heard, scenario: Scenario, done: frozenset[str]) -> float:
    """How well what the reply offers or confirms fits, 0-1.

    ``done``: the steps done after it. A step of an accepted proposal, said first or again ("it's booked, you have it on
    Friday"), is worth the proposal: it is what the customer said yes to.
    """
    steps = (resolution_of(item.step, scenario).fit for item in heard.said if item.step in done)
    return max((*map(worth, heard.proposed), *steps), default=0.0)


def needed(scenario: Scenario, known: frozenset[str]) -> frozenset[str]:
    """The facts that a good resolution needs and nobody has found out yet."""
    wanted = {fact for item in scenario.resolutions if item.fit >= GOOD_FIT for fact in item.needs}
    return frozenset(name for name in wanted - known if scenario.facts[name].when != "known")


def inquires(heard: Heard, scenario: Scenario, known: frozenset[str]) -> bool:
    """Whether a reply asks for a fact that a good resolution needs, or tells a step of the case's own."""
    if heard.instructs and heard.reading.strength("canned") < REPEATED:
        return True
    asked = [scenario.topics[item.topic] for item in heard.asked if item.topic in scenario.topics]
    wanted = needed(scenario, known) if asked else frozenset[str]()
    return any(wanted & {*topic.reveals} for topic in asked)


def inputs_of(
    heard: Heard,
    timing: Timing,
    *,
    fit: float,
    progress: float,
    inquires: bool = False,
    closes: bool = False,
    leaves_again: bool = False,
    passed_on: bool = False,
) -> Inputs:
    """The engine's view of one reply.

    Args:
        heard: what the reply says.
        timing: the clock and the promise ledger.
        fit: how well what it offers fits, 0-1.
        progress: the share of the resolution newly done, 0-1.
        inquires: whether it finds out or tells what the case turns on.
        closes: whether it stands for a closing question without being one.
        leaves_again: whether it takes leave for the second time running while something is open.
        passed_on: whether it hands over to who alone may decide, or was asked for, and the customer goes along.

    """
    read, canned = heard.reading.strength, heard.reading.strength("canned")
    return Inputs(
        empathy=read("emotional_reaction", "interpretation", "validation"),
        specificity=read("specificity"),
        freshness=1 - canned,
        # a feeling named in a stock phrase, or named again in the same words, hears nobody
        listening=max(read("exploration", "restatement"), read("reflection") * (1 - canned)),
        apology=read("apology"),
        ownership=read("ownership"),
        personalisation=read("personalisation"),
        attack=read("attack", "sarcasm"),
        dismissing=read("dismissing", "condescending"),
        blaming=read("blaming"),
        defending=read("defending"),
        deflecting=read("deflecting"),
        wall=read("wall"),
        re_asking=read("re_asking", "wrong_name", "placeholder"),
        jargon=read("jargon"),
        interrupting=1.0 if timing.cut_in else read("interrupting"),
        boundary=read("boundary"),
        fit=fit,
        progress=progress,
        consents_from=consents_from(heard),
        kept=timing.kept,
        broken=timing.broken,
        broken_share=timing.broken_share,
        delay=timing.delay,
        closing_question=(heard.closing_question or closes) and not heard.other_figure,
        hands_over=heard.hands_over,
        refuses=heard.refuses_supervisor,
        ends_contact=heard.ends_contact,
        inquires=inquires,
        leaves_again=leaves_again,
        passed_on=passed_on,
        shake=timing.shake,
    )
