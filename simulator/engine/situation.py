"""What stood around a reply, in the terms rubrics grade by; and case terms turned into evidence."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from simulator.engine.heard import Asked, Heard, Promised, Proposed, Said
from simulator.engine.hostility import is_abusive
from simulator.engine.inputs import GOOD_FIT
from simulator.engine.reaction import Reaction
from simulator.engine.topics import OPEN
from simulator.engine.way_on import for_a_supervisor
from simulator.mood import Mood, Phase
from simulator.scenario.model import Scenario
from simulator.scoring.marks import Quote, Situation
from simulator.scoring.words import IN_THE_CASE
from simulator.signals import Evidence
from simulator.signals.asking import invites_to_ask

INVITED = OPEN - {"what_happened"}
"""Topics that whoever asks to be asked is asked for, though they were told: there is more to say of them."""
RE_ASK_STRENGTH = 0.8
"""How strongly a question counts whose answer is already known [design choice]."""


CALM = 0.2
"""Below this need to vent a customer is calm: the bound of PROBLEM_SOLVING."""


class Standing(Struct, frozen=True):
    """Where the session stood when the reply came: exchange number, channel, the customer's line, facts and steps.

    ``private``: an earlier reply already asked to go on in private. ``apologised``: one has said sorry, and no promise
    broke since.
    """

    n: int
    channel: str
    line: str
    mood: Mood
    known: frozenset[str]
    done: frozenset[str]
    private: bool = False
    apologised: bool = False


def with_re_asks(heard: Heard, before: str = "") -> Heard:
    """The same reply, with questions whose answer is known as evidence of re-asking.

    ``before``: the customer's line; where it asks to be asked, an open question, but for what happened, does so.
    """
    invited = invites_to_ask(before)
    asked = tuple(
        replace(item, known=False) if invited and item.known and item.topic in INVITED else item for item in heard.asked
    )
    heard = heard if asked == heard.asked else replace(heard, asked=asked)
    again = [item for item in asked if item.known]
    if not again:
        return heard
    found = tuple(
        Evidence(
            "re_asking", RE_ASK_STRENGTH, item.start, item.end, item.quote, detail=IN_THE_CASE if item.in_case else ""
        )
        for item in again
    )
    reading = heard.reading
    strengths = {**reading.strengths, "re_asking": max(RE_ASK_STRENGTH, reading.strength("re_asking"))}
    return replace(heard, reading=replace(reading, evidence=reading.evidence + found, strengths=strengths))


def situation_of(
    scenario: Scenario,
    standing: Standing,
    heard: Heard,
    reaction: Reaction,
    *,
    done: frozenset[str],
    progress: float,
) -> Situation:
    """The situation of one reply.

    Args:
        scenario: the case.
        standing: where the session stood before.
        heard: what the reply says.
        reaction: how the curve moved.
        done: resolution steps done after the reply.
        progress: the share newly done.

    """
    mood = standing.mood
    return replace(
        _said(heard, done - standing.done),
        phase=mood.phase,
        hostility=reaction.heard,
        venting=mood.venting,
        receptivity=reaction.receptivity,
        channel=standing.channel,
        customer=standing.line,
        n=standing.n,
        last=reaction.ending is not None,
        progress=progress,
        settled=reaction.mood.progress,
        open_facts=tuple(sorted({fact for item in scenario.resolutions for fact in item.needs} - standing.known)),
        broken=reaction.mood.broken - mood.broken,
        demanded=mood.demanded,
        resolved=reaction.ending == "RESOLVED",
        plain=_is_plain(mood, scenario),
        apologies=mood.apologies,
        apologised=standing.apologised and reaction.mood.broken == mood.broken,
        needs_supervisor=_needs_supervisor(scenario),
        secrets=secrets(scenario) if standing.channel == "social" else (),
        moved_private=standing.private,
        abusive=is_abusive(mood, scenario.persona.curve),
    )


def _needs_supervisor(scenario: Scenario) -> bool:
    """Whether the agent may promise nothing that settles the case."""
    own = any(item.authority == "agent" for item in scenario.resolutions if item.fit >= GOOD_FIT)
    return not own or bool(for_a_supervisor(scenario))


def _is_plain(mood: Mood, scenario: Scenario) -> bool:
    """Whether a calm customer has a plain question; one who came calm stays so while it is being answered."""
    calm = mood.venting < CALM
    answered = mood.phase is Phase.PROBLEM_SOLVING and scenario.persona.curve.venting < CALM
    return calm and (mood.phase is Phase.RATIONAL or answered)


def _said(heard: Heard, new_steps: frozenset[str]) -> Situation:
    """The part of a situation that the reply's own words make."""
    return Situation(
        fit=max((item.fit for item in heard.proposed if not item.barred), default=0.0),
        proposals=_quotes(heard.proposed),
        steps=tuple(sorted(new_steps)),
        said=_quotes(item for item in heard.said if item.step in new_steps),
        asked=_quotes(heard.asked),
        reasked=_quotes(item for item in heard.asked if item.known),
        beyond=_quotes(item for item in heard.proposed if item.beyond),
        missing=_quotes(item for item in heard.proposed if item.missing),
        barred=_quotes(item for item in heard.proposed if item.barred),
        promised=_quotes(heard.promised),
        closed=_quotes(item for item in heard.promised if item.closed),
        handed_over=heard.hands_over,
        instructed=bool(heard.instructs),
        understood=heard.understood,
    )


def secrets(scenario: Scenario) -> tuple[str, ...]:
    """The customer's private data as the case writes it: what may not stand in public."""
    customer = scenario.case.customer
    values = (customer.email, customer.phone, *(order.id for order in scenario.case.orders))
    return tuple(value for value in values if value)


def _quotes(items: Iterable[Asked | Proposed | Promised | Said]) -> tuple[Quote, ...]:
    return tuple(Quote(item.start, item.end, item.quote) for item in items)
