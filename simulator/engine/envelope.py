"""The best and the worst curve this customer could have had: what a session's own curve is compared with."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from simulator.engine.hostility import react, start
from simulator.engine.inputs import shake
from simulator.engine.reaction import Inputs
from simulator.mood import Mood, Phase
from simulator.scenario.curve import Curve

Policy = Callable[[Mood, Curve], Inputs]


def ideal(mood: Mood, curve: Curve) -> Inputs:
    """The reply no other reply can beat: full support, and a solution as soon as there is an open ear."""
    open_ear = react(mood, Inputs(), curve).receptivity > 0
    solving = mood.phase in {Phase.PROBLEM_SOLVING, Phase.RATIONAL}
    return Inputs(
        empathy=1,
        specificity=1,
        listening=1,
        apology=1,
        ownership=1,
        personalisation=1,
        boundary=1 if curve.abusive and not (curve.heeds and mood.warnings >= 2) else 0,
        fit=1 if open_ear else 0,
        progress=0.5 if solving and open_ear else 0,
        closing_question=solving,
        delay=0,
    )


def worst(_mood: Mood, _curve: Curve) -> Inputs:
    """An attack that gives nothing."""
    return Inputs(attack=1, blaming=1, dismissing=1, wall=1, delay=0)


def play(policy: Policy, curve: Curve, exchanges: int, seed: int = 0) -> tuple[float, ...]:
    """Hostility after each of ``exchanges`` replies by a policy; after its ending the last value is held.

    Args:
        policy: what is replied in a mood.
        curve: the persona on its channel.
        exchanges: how many replies.
        seed: the session's own, so that its noise is the same.

    """
    mood, values = start(curve), list[float]()
    for n in range(exchanges):
        reaction = react(mood, replace(policy(mood, curve), shake=shake(seed, n + 1)), curve)
        mood = reaction.mood
        values.append(mood.hostility)
        if reaction.ending is not None:
            return tuple(values + [mood.hostility] * (exchanges - n - 1))
    return tuple(values)
