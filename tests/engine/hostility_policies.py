"""The reply policies of the table 'Golden runs' in docs/design/hostility-curve.md, and those that show the rest.

A policy is a function of the reply's number (from 1), the mood it finds and the curve; it gives the reply's inputs.
Specificity and freshness are 1 unless the table says otherwise; the wait is 20 seconds.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from simulator.engine import hostility as engine
from simulator.engine.reaction import Inputs
from simulator.mood import Mood, Phase
from simulator.scenario.curve import Curve

Policy = Callable[[int, Mood, Curve], Inputs]

FULL_SUPPORT = Inputs(empathy=1, specificity=1, listening=1, apology=1, ownership=1, personalisation=1)


def can_hear(mood: Mood, curve: Curve) -> bool:
    """Whether a solution would reach the customer in this exchange, after the customer's own half-step."""
    return engine.react(mood, Inputs(), curve).receptivity > 0


def ideal(number: int, mood: Mood, curve: Curve) -> Inputs:
    solving = mood.phase is Phase.PROBLEM_SOLVING
    return replace(
        FULL_SUPPORT,
        apology=0.8,
        fit=1.0 if can_hear(mood, curve) else 0.0,
        progress=0.5 if solving else 0.0,
        closing_question=solving,
        delay=20,
    )


def empathy_only(number: int, mood: Mood, curve: Curve) -> Inputs:
    apology = 0.5 if number == 1 else 0.0
    return Inputs(empathy=0.9, specificity=1, listening=0.6, personalisation=0.5, apology=apology, delay=20)


def canned_sorry_loop(number: int, mood: Mood, curve: Curve) -> Inputs:
    return Inputs(empathy=0.6, freshness=1 if number == 1 else 0.3, apology=1, delay=20)


def premature_solver(number: int, mood: Mood, curve: Curve) -> Inputs:
    progress = 0.5 if mood.phase is Phase.PROBLEM_SOLVING else 0.0
    return Inputs(empathy=0.1, specificity=1, ownership=0.3, fit=1, progress=progress, delay=20)


def calm_down_and_policy(number: int, mood: Mood, curve: Curve) -> Inputs:
    if number <= 2:
        return Inputs(dismissing=1, delay=20)
    return Inputs(defending=1, wall=0.6, delay=20)


def neutral_clerk(number: int, mood: Mood, curve: Curve) -> Inputs:
    return Inputs(specificity=1, listening=0.3, personalisation=0.3, fit=0.3 if number >= 4 else 0.0, delay=20)


def slow_but_ideal(number: int, mood: Mood, curve: Curve) -> Inputs:
    return replace(ideal(number, mood, curve), delay=240)


def broken_promise(number: int, mood: Mood, curve: Curve) -> Inputs:
    """The promise breaks in the fifth reply, in the middle of the solution."""
    return replace(ideal(number, mood, curve), broken=number == 5)


def interrupting(number: int, mood: Mood, curve: Curve) -> Inputs:
    reply = ideal(number, mood, curve)
    return replace(reply, listening=0, interrupting=1) if number <= 2 else reply


TABLE: dict[str, Policy] = {
    "ideal": ideal,
    "empathy only": empathy_only,
    "canned sorry loop": canned_sorry_loop,
    "premature solver": premature_solver,
    "calm down and policy": calm_down_and_policy,
    "neutral clerk": neutral_clerk,
    "slow but ideal": slow_but_ideal,
    "broken promise": broken_promise,
    "interrupting": interrupting,
}
"""The nine policies of the table, by name."""


def ideal_with_boundary(number: int, mood: Mood, curve: Curve) -> Inputs:
    """Ideal, and naming a limit for as long as the customer is abusive; after two warnings, ending the contact."""
    abused = engine.is_abusive(mood, curve)
    return replace(ideal(number, mood, curve), boundary=1.0 if abused else 0.0, ends_contact=mood.warnings >= 2)


def every_provocation(number: int, mood: Mood, curve: Curve) -> Inputs:
    """One provocation more in each reply, all of them mild, with a boundary nobody needed and a belated reply."""
    names = list(engine.WEIGHTS)[: 2 * number]
    return Inputs(**dict.fromkeys(names, 0.2), boundary=0.4, listening=0.3, delay=curve.tolerate * (1 + number))


def refusing_a_supervisor(number: int, mood: Mood, curve: Curve) -> Inputs:
    return Inputs(deflecting=0.7, refuses=True, delay=20)


def handing_over(number: int, mood: Mood, curve: Curve) -> Inputs:
    return Inputs(jargon=0.5, re_asking=0.7, hands_over=True, delay=20)


def shaken(number: int, mood: Mood, curve: Curve) -> Inputs:
    """Ideal, with the noise that a seed would bring."""
    return replace(ideal(number, mood, curve), shake=(0.9, -0.7, 0.3, -1.0, 0.5, 1.0)[(number - 1) % 6])


def keeping_a_promise(number: int, mood: Mood, curve: Curve) -> Inputs:
    """Ideal in small steps, each of them a promise kept, each reply with its wait left unsaid."""
    reply = ideal(number, mood, curve)
    return replace(reply, apology=0.2, progress=reply.progress / 2, kept=reply.progress > 0, delay=None)
