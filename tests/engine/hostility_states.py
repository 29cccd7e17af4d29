"""Draws of customers, moods and replies for the properties: a curve's whole ranges, every mood it can come to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from msgspec.structs import replace

from simulator.engine import hostility as engine
from simulator.engine.reaction import Inputs, Reaction
from simulator.mood import Mood, Phase
from simulator.scenario.curve import CHANNELS, RANGES, Curve

SUPPORT = ("empathy", "specificity", "freshness", "listening", "apology", "ownership", "personalisation")
COUNTERS = (
    *("apologies", "broken", "warnings", "stalled"),
    *("ceiling_run", "hot_run", "cold_run", "idle_run"),
)
YES, NO = st.just(value=True), st.just(value=False)
NEVER_ABUSIVE = {"abusive": NO}
NEVER_LEAVES_SILENTLY = {"leaves_at": st.none()}


def law(*draws: SearchStrategy[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """``given``, leaving the plain function and its draws within the mutation check's reach."""

    def mark(test: Callable[..., None]) -> Callable[..., None]:
        marked = given(*draws)(test)
        marked.law = test, st.tuples(*draws)
        return marked

    return mark


unit = st.floats(0, 1)


def two(low: float = 0, high: float = 1) -> SearchStrategy[tuple[float, float]]:
    """A smaller number and a larger one, far enough apart to tell a strict law from a rounding error."""
    return st.tuples(st.floats(low, high), st.floats(low, high)).map(sorted).filter(lambda it: it[1] - it[0] > 0.05)


def curves(**fixed: SearchStrategy[Any]) -> SearchStrategy[Curve]:
    """Personas over the whole ranges that a scenario may set, on every channel."""
    ranges = {name: st.floats(low, high) for name, (low, high) in RANGES.items()}
    ranges["walk_turns"] = st.integers(*RANGES["walk_turns"])
    ranges["leaves_at"] = st.none() | ranges["leaves_at"]
    clocks = st.sampled_from(list(CHANNELS.values()))
    return st.builds(Curve, **(ranges | {"abusive": st.booleans(), "heeds": st.booleans(), "clock": clocks} | fixed))


def labels(hostility: float, venting: float) -> list[Phase]:
    """The phases that a mood with these numbers can carry."""
    fits = {
        Phase.RATIONAL: hostility < 45 or venting < 0.5,
        Phase.TAKE_OFF: hostility >= 45,
        Phase.SLOW_DOWN: hostility < 45 or venting < 0.5,
        Phase.SUPPORTIVE: venting <= 0.35,
        Phase.COOL_DOWN: hostility <= 60 and venting <= 0.35,
        Phase.PROBLEM_SOLVING: hostility <= 40 and venting <= 0.2,
    }
    return [phase for phase in Phase if fits[phase]]


MOOD = st.fixed_dictionaries(
    {
        "trust": unit,
        "progress": unit,
        "demanded": st.booleans(),
        "refusals": st.integers(0, 2),
        **dict.fromkeys(COUNTERS, st.integers(0, 6)),
    }
)
SUPPORT_GIVEN = dict.fromkeys(SUPPORT, unit)
PROVOCATIONS = st.dictionaries(st.sampled_from(list(engine.WEIGHTS)), unit, max_size=2)
"""Few at once: many all look alike, for together they reach the ceiling."""
FROM_THE_SCENARIO = {
    **dict.fromkeys(("boundary", "fit", "progress"), st.just(0.0) | unit),
    **dict.fromkeys(("kept", "broken", "closing_question"), st.booleans()),
    "broken_share": unit,
    "shake": st.floats(-1, 1),
}


def replies(**fixed: SearchStrategy[Any]) -> SearchStrategy[Inputs]:
    """Every reply; how long the customer waits for it is drawn with the customer, by ``exchanges``."""
    said = st.fixed_dictionaries(SUPPORT_GIVEN | FROM_THE_SCENARIO | fixed)
    return st.builds(lambda provocations, rest: Inputs(**provocations, **rest), PROVOCATIONS, said)


def exchanges(
    *, patient: bool = False, venting: SearchStrategy[float] = unit, highest: float = 100.0, **fixed: Any
) -> SearchStrategy[tuple[Curve, Mood, Inputs]]:
    """A customer, the mood found and a reply; ``patient`` keeps the wait within what is tolerated."""
    traits = {name: fixed.pop(name) for name in Curve.__struct_fields__ if name in fixed}
    waits = st.none() | st.floats(0, 1.0 if patient else 4.0)
    moods = st.tuples(st.floats(0, highest), venting, st.integers(0, 59), MOOD)
    return st.builds(exchange, curves(**traits), moods, replies(**fixed), waits)


def exchange(
    curve: Curve, drawn: tuple[float, float, int, dict[str, Any]], inputs: Inputs, wait: float | None
) -> tuple[Curve, Mood, Inputs]:
    """The drawn numbers made one: hostility below this ceiling, a phase the mood can carry, the wait in seconds."""
    hostility, venting, choice, rest = drawn
    hostility = min(hostility, curve.ceiling)
    carried = labels(hostility, venting)
    mood = Mood(hostility, venting, phase=carried[choice % len(carried)], **rest)
    return curve, mood, replace(inputs, delay=None if wait is None else wait * curve.tolerate)


def floor(mood: Mood, curve: Curve) -> float:
    """The grievance floor: below it no reply can bring hostility."""
    if abusive(mood, curve):
        return 65.0
    return 8 + 20 * curve.severity * (1 - mood.progress) * (1 - mood.trust / 2)


def abusive(mood: Mood, curve: Curve) -> bool:
    """Whether the customer is abusive now."""
    return curve.abusive and (mood.warnings < 2 or not curve.heeds)


def saturated(mood: Mood, inputs: Inputs) -> bool:
    """Whether the reply drives hostility to the ceiling whatever else it says: a fourth broken promise does."""
    return inputs.broken and mood.broken >= 3


def play(curve: Curve, stream: list[Inputs], mood: Mood | None = None) -> list[Reaction]:
    """The reactions to a stream of replies, until the conversation ends."""
    mood, reactions = mood or engine.start(curve), []
    for inputs in stream:
        reactions.append(engine.react(mood, inputs, curve))
        mood = reactions[-1].mood
        if reactions[-1].ending:
            break
    return reactions
