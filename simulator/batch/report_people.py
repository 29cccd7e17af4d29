"""What a report says of agents, and the conversations it offers for reading: pointers, never a ranking."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from simulator.agreement.moments import Moments
from simulator.batch.at_risk import why
from simulator.batch.calibrated import Calibrated, Lean
from simulator.batch.lines import Judged
from simulator.batch.picked import Picked
from simulator.batch.reasons import REASONS
from simulator.batch.report_links import MASKED, Links
from simulator.batch.report_reasons import figure_of
from simulator.batch.report_rubrics import Titled, Used
from simulator.batch.report_training import SAME, scenarios_for
from simulator.batch.review_items import place_of
from simulator.batch.reviewing import CONFIRMED, NOTHING, Reviewed
from simulator.batch.tally import Tally
from simulator.report.figure import Figure

if TYPE_CHECKING:
    from simulator.scenario.cards import Card

POINTERS = 2
"""Weakest criteria that are named for an agent."""
SEEN = 5
"""Conversations in which a criterion must have been marked before it is called an agent's weak one [design choice]."""
WEAK = 75.0
"""A mean below this (an anchor under full marks) can be called weak [design choice]."""
PRIOR = 5.0
"""Conversations' worth of everybody's mean that an agent's own is drawn towards, so that a few bad days make no
verdict [design choice]."""
SPEAKERS = {"customer": "Customer", "agent": "Agent", "bot": "Bot", "system": "System", "other": "Somebody"}


class Pointer(Struct, frozen=True):
    """A criterion to look at with an agent: what it is, what to do, and the scenarios that train it (titles)."""

    title: str
    tip: str
    scenarios: tuple[str, ...]


class Agent(Struct, frozen=True):
    """One agent: how many conversations, what to look at; ``figures`` of criteria that were calibrated alone.

    ``enough``: there was enough to point at anything.
    """

    name: str
    n: int
    pointers: tuple[Pointer, ...]
    figures: tuple[tuple[str, Figure, Lean | None], ...]
    enough: bool


class Reading(Struct, frozen=True):
    """A conversation to read, with its masked words: (who, words) by turn.

    ``confirmed``: titles of critical findings that a person confirmed; ``findings``: of those that nobody has judged.
    ``source``: the file and the place in it, where the id doesn't lead there. ``why``: what makes it one of the risk
    list beside findings; never told of the random sample, whose readers should judge for themselves.
    """

    id: str
    link: str
    when: str | None
    channel: str
    agent: str
    reason: str
    hostility: tuple[float, ...]
    findings: tuple[str, ...]
    turns: tuple[tuple[str, str], ...]
    confirmed: tuple[str, ...] = ()
    source: str = ""
    why: tuple[str, ...] = ()


def agents(
    tally: Tally, titled: Mapping[str, Titled], calibrated: Calibrated, cards: Sequence[Card]
) -> tuple[Agent, ...]:
    """All agents by name."""
    means: dict[str, dict[str, Moments]] = {}
    for (dimension, value, measure), moments in tally.means.items():
        if dimension == "agent" and measure in titled:
            means.setdefault(value, {})[measure] = moments
    names = sorted((value for dimension, value in tally.sizes if dimension == "agent"), key=str.casefold)
    overall = {measure: tally.means[("all", "", measure)] for measure in titled if ("all", "", measure) in tally.means}
    return tuple(
        _agent(name, tally.sizes["agent", name], means.get(name, {}), overall, titled, calibrated, cards)
        for name in names
    )


def _agent(
    name: str,
    n: int,
    own: Mapping[str, Moments],
    overall: Mapping[str, Moments],
    titled: Mapping[str, Titled],
    known: Calibrated,
    cards: Sequence[Card],
) -> Agent:
    enough = {measure: moments for measure, moments in own.items() if moments.n >= SEEN}
    pointers: dict[str, Pointer] = {}
    for measure in weakest(enough, overall):
        item = titled[measure]
        pointer = Pointer(item.title, item.tip, tuple(card.title for card in scenarios_for(item.id, cards)))
        pointers.setdefault(SAME.get(item.id, item.id), pointer)
    figures = tuple(
        (titled[key].title, figure_of(own[key]), known.lean.get(key))
        for key in titled
        if key in own and known.is_enough(key)
    )
    return Agent(name, n, tuple(pointers.values())[:POINTERS], figures, bool(enough))


def weakest(own: Mapping[str, Moments], overall: Mapping[str, Moments]) -> list[str]:
    """Criteria below full marks by an anchor and more, the weakest first; a mean of little is drawn to everybody's."""
    drawn = {}
    for measure, moments in own.items():
        everybody = overall[measure].mean or 0.0
        drawn[measure] = (moments.total + PRIOR * everybody) / (moments.n + PRIOR)
    return sorted((measure for measure in drawn if drawn[measure] < WEAK), key=lambda name: (drawn[name], name))


def readings(
    picked: Sequence[Picked], links: Links, reviewed: Reviewed = NOTHING, rubrics: Sequence[Used] = ()
) -> tuple[Reading, ...]:
    """Conversations as they are offered for reading, in the order given.

    Args:
        picked: the conversations.
        links: to the help desk.
        reviewed: what people said of their findings.
        rubrics: those whose low scores, and whose customers' anger, are told as a reason to read; none: no reason is.

    """
    return tuple(_reading(item.judged, links, reviewed, rubrics) for item in picked)


def _reading(one: Judged, links: Links, reviewed: Reviewed, rubrics: Sequence[Used]) -> Reading:
    line = one.line
    titles: dict[bool, dict[str, None]] = {True: {}, False: {}}
    for found in line.candidates:
        titles[reviewed.verdict(place_of(found)) == CONFIRMED][found.title] = None
    return Reading(
        line.id,
        links.to(line.id),
        line.started,
        line.channel,
        line.agent,
        REASONS.get(line.reason, line.reason),
        line.hostility,
        tuple(titles[False]),
        tuple(_turns(one)),
        tuple(titles[True]),
        line.source if MASKED in line.id else "",
        tuple(why(line, rubrics)) if rubrics else (),
    )


def _turns(item: Judged) -> Iterator[tuple[str, str]]:
    for speaker, author, text in item.texts:
        if text.strip():
            yield author or SPEAKERS.get(speaker, "Somebody"), text
