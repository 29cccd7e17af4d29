"""Grades a reply without its case: from its own words and the message it answers; what needs the case stays unknown.

The reply is taken as the agent's first to this message. The one message before it tells roughly how upset the customer
is; nobody can tell from it whether an offer fits, whether it is allowed, or how much is settled.
"""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from simulator.mood import Phase
from simulator.scoring.gated import BOILERPLATE_GATE, opening
from simulator.scoring.gates import fold
from simulator.scoring.look import Look
from simulator.scoring.marks import Graded, Mark, Quote, Situation
from simulator.scoring.measures import looking_at
from simulator.scoring.observed import heat
from simulator.scoring.reply import Finding, Reply
from simulator.scoring.rubric import Rubric
from simulator.scoring.rules import Waiting
from simulator.scoring.sheets import grade
from simulator.scoring.text import SOME, STRONG
from simulator.scoring.trick_words import DELIGHTED
from simulator.signals import Evidence, Reading

PROBLEM = ("complaint", "dissatisfaction", "frustration", "supervisor_request", "rejection")
"""Signals of a message whose writer still wants something."""
NEEDS_CASE = frozenset(
    "fit progress settled steps beyond missing barred closed open_facts needs_supervisor leaks".split()
)
"""Measures that only the case can answer."""
NEEDS_CUSTOMER = frozenset("phase plain upset hostility receptivity demanded abusive parroting".split())
"""Measures that the customer's message answers."""

_TOLD, _OFFERED = frozenset({"ownership", "expectation"}), frozenset({"suggestion", "options"})


class Ground(Struct, frozen=True):
    """What is known of a reply without its case: the situation as far as it shows, and the measures it can't give."""

    situation: Situation
    unknown: frozenset[str]


def ground(
    reading: Reading, customer: Reading | None, channel: str = "live_chat", hostility: float | None = None
) -> Ground:
    """The situation of a reply, from its own reading and that of the message it answers.

    Args:
        reading: the agent's reply, read.
        customer: the message before it, read as a customer's; None: it is not known.
        channel: as in scenarios.
        hostility: as observed over the whole conversation, 0-100; None: that message alone tells.

    """
    handed_over = reading.strength("hand_over") >= STRONG
    proposals = _proposals(reading)
    if customer is None:
        situation = Situation(
            channel=channel, handed_over=handed_over, proposals=proposals, promised=promised(reading), alone=True
        )
        return Ground(situation, NEEDS_CASE | NEEDS_CUSTOMER)
    upset = (heat(customer) if hostility is None else hostility) / 100
    wants = customer.strength(*PROBLEM) >= SOME
    phase = _phase(upset, wants=wants)
    situation = Situation(
        phase=phase,
        hostility=100 * upset,
        venting=upset,
        receptivity=1 - upset,
        channel=channel,
        customer=customer.text,
        proposals=proposals,
        promised=promised(reading),
        demanded=customer.strength("supervisor_request") >= SOME,
        handed_over=handed_over,
        plain=phase is Phase.RATIONAL,
        abusive=customer.strength("abuse") >= STRONG,
        settled=float(agrees(customer)),
        alone=True,
    )
    return Ground(situation, NEEDS_CASE - {"settled"})


def agrees(customer: Reading) -> bool:
    """Whether a customer's message thanks or agrees and complains of nothing: then the matter looks settled."""
    if DELIGHTED.fullmatch(customer.text):
        return True
    pleased = customer.strength("gratitude", "confirmation")
    return pleased >= STRONG and customer.strength(*PROBLEM, "anger") < min(pleased, STRONG)


def _phase(upset: float, *, wants: bool) -> Phase:
    """Words alone don't tell a peak from the way down: an upset customer is to be received, and told what happens."""
    if upset >= SOME:
        return Phase.COOL_DOWN
    return Phase.PROBLEM_SOLVING if wants else Phase.RATIONAL


def promised(reading: Reading) -> tuple[Quote, ...]:
    """Sentences that say what the own side will do and by when."""
    times = [item.start for item in reading.evidence if item.signal == "deadline" and item.strength >= STRONG]
    if not times:
        return ()
    told = [item.start for item in reading.evidence if item.signal in _TOLD and item.strength >= SOME]
    return tuple(
        Quote(start, end, reading.text[start:end])
        for start, end in reading.sentences
        if any(start <= at < end for at in told) and any(start <= at < end for at in times)
    )


def grade_alone(
    rubric: Rubric, reading: Reading, known: Ground, look: Look | None = None, waiting: Waiting | None = None
) -> tuple[Mark, ...]:
    """A mark for every criterion; one that hangs on what the case alone can tell has no points and says so.

    ``look``: what :func:`looking` gave for this reply, so that several rubrics share what was found. ``waiting``:
    critical faults that only a person can confirm.
    """
    return grade(rubric, look or looking(reading, known), waiting, "needs the customer's case")


def looking(reading: Reading, known: Ground) -> Look:
    """Looks each measure of a reply up once; what is not known here has no value."""
    reply = Reply(Graded(reading, known.situation))
    return looking_at(reply, _needed(known.unknown))


@lru_cache(maxsize=8)
def _needed(unknown: frozenset[str]) -> dict[str, Finding]:
    return {name: _lacks(name) for name in unknown}


def _lacks(name: str) -> Finding:
    whose = "the message before it" if name in NEEDS_CUSTOMER else "the customer's case"
    return Finding(None, needs=f"needs {whose}")


def _proposals(reading: Reading) -> tuple[Quote, ...]:
    """What the reply proposes, as far as it is more than a courtesy."""
    return tuple(
        [
            Quote(item.start, item.end, item.quote)
            for item in reading.evidence
            if item.signal in _OFFERED and item.strength >= SOME and not _is_courtesy(reading, item)
        ]
    )


def _is_courtesy(reading: Reading, words: Evidence) -> bool:
    """Whether words stand in a phrase that fills a reply, or in a closing question."""
    filled = BOILERPLATE_GATE in opening(fold(reading.text))
    for start, end in reading.sentences:
        if start <= words.start < end:
            for item in reading.evidence:
                if item.signal == "closing_question" and item.strength >= SOME and start <= item.start < end:
                    return True
            return filled and BOILERPLATE_GATE.pattern.search(reading.text, start, end) is not None
    return False
