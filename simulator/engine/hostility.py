"""One exchange of the hostility curve: ``react`` takes a mood and one reply's inputs and gives the next mood.

The equations, their sources and the invariants they keep are in docs/design/hostility-curve.md. Nothing here reads
text, a clock or a random number: the same arguments always give the same reaction.
"""

from __future__ import annotations

from math import exp2, log, log1p, prod

from msgspec.structs import replace

from simulator.engine.reaction import Inputs, Reaction
from simulator.mood import PHASES, Ending, Mood, Movement, Phase
from simulator.scenario.curve import Curve

WEIGHTS: dict[str, float] = {
    "attack": 0.95,
    "blaming": 0.65,
    "dismissing": 0.55,
    "interrupting": 0.45,
    "deflecting": 0.45,
    "wall": 0.40,
    "defending": 0.35,
    "re_asking": 0.30,
    "jargon": 0.15,
}
"""How hard each provocation hits, 0-1. The order comes from dispute corpora, the sizes are design choices."""


def clip(value: float) -> float:
    """The nearest number in [0, 1]."""
    return min(1.0, max(0.0, value))


def start(curve: Curve) -> Mood:
    """The mood in which the customer arrives."""
    hot = curve.venting >= 0.5 and curve.hostility >= 45
    return Mood(curve.hostility, curve.venting, curve.trust, phase=Phase.TAKE_OFF if hot else Phase.RATIONAL)


def is_abusive(mood: Mood, curve: Curve) -> bool:
    """Whether the customer is abusive now: a persona that heeds stops after the second warning."""
    return curve.abusive and not (curve.heeds and mood.warnings >= 2)


def react(mood: Mood, inputs: Inputs, curve: Curve) -> Reaction:
    """Play one exchange: the customer's own half-step, then the agent's reply.

    Args:
        mood: the state when the exchange begins.
        inputs: what the reply brings.
        curve: the persona's parameters on this channel.

    Returns:
        The next mood with a ledger that sums to its hostility less the one before.

    """
    heard = _surged(mood, inputs.shake, curve)
    receptivity = receptive(mood.venting, heard)
    abusive = is_abusive(mood, curve)
    warmth = support_terms(mood, inputs)
    support = clip(sum(warmth.values()))
    annoyance = provocation_terms(mood, inputs, curve, receptivity=receptivity, abusive=abusive)
    provocation = clip(sum(annoyance.values()))
    ledger = [Movement("surge", heard - mood.hostility)]
    hostility = heard
    floor = 65.0 if abusive else 8 + 20 * curve.severity * (1 - mood.progress) * (1 - 0.5 * mood.trust)
    for causes, pull in _downward(mood, inputs, curve, receptivity, support, provocation, warmth):
        delta = -clip(pull) * max(0.0, hostility - floor)
        hostility += delta
        ledger += _split(delta, causes)
    stalled = mood.stalled + 1 if _stands_still(mood, inputs) else 0
    for causes, pull in _upward(mood, inputs, curve, receptivity, support, provocation, annoyance, stalled):
        delta = clip(pull) * (curve.ceiling - hostility)
        hostility = min(curve.ceiling, hostility + delta)  # the sum alone can pass the ceiling by a rounding error
        ledger += _split(delta, causes)
    after = _next_mood(mood, inputs, curve, hostility, receptivity, provocation, stalled)
    ending = _ending(mood, after, inputs, curve)
    return Reaction(after, mood.hostility, heard, receptivity, support, provocation, tuple(ledger), ending)


def ear_now(mood: Mood, shake: float, curve: Curve) -> float:
    """How open the customer is when the reply comes, 0-1: :func:`receptive`, after the customer's own half-step."""
    return receptive(mood.venting, _surged(mood, shake, curve))


def _surged(mood: Mood, shake: float, curve: Curve) -> float:
    """Hostility after the customer's own half-step."""
    surge = curve.temper * curve.surge * mood.venting * (curve.ceiling - mood.hostility) / 100
    surge *= 1 + curve.noise * shake
    return min(curve.ceiling, mood.hostility + surge)


def receptive(venting: float, hostility: float) -> float:
    """How open the customer is to reasoning, 0-1; 0 while the need to vent is above one half."""
    return clip(1 - venting / 0.5) * clip((90 - hostility) / 50)


def support_terms(mood: Mood, inputs: Inputs) -> dict[str, float]:
    """What makes the customer feel received, by cause; the sum is the support, 0-1."""
    empathy = inputs.empathy * (0.35 + 0.65 * inputs.specificity) * inputs.freshness
    return {
        "empathy": 0.50 * empathy,
        "listening": 0.25 * inputs.listening,
        "apology": 0.12 * inputs.apology * 0.5**mood.apologies,
        "ownership": 0.08 * inputs.ownership,
        "personalisation": 0.05 * inputs.personalisation,
    }


def provocation_terms(
    mood: Mood, inputs: Inputs, curve: Curve, *, receptivity: float, abusive: bool
) -> dict[str, float]:
    """What provokes, by cause; the sum is the provocation, 0-1 (a noisy-or, shared out by each cause's weight)."""
    strengths = {name: getattr(inputs, name) for name in WEIGHTS}
    strengths["defending"] *= 1 - receptivity
    strengths["interrupting"] *= mood.venting
    hits = {name: hit for name, value in strengths.items() if (hit := WEIGHTS[name] * value) > 0}
    whole = clip(curve.clock.publicity * (1 - prod(1 - hit for hit in hits.values())))
    parts = {name: -log1p(-hit) for name, hit in hits.items()}  # not log(1 - hit): that is 0 below 1e-16
    total = sum(parts.values())
    terms = {name: whole * part / total for name, part in parts.items()}
    if inputs.boundary > 0 and not abusive:
        terms["boundary"] = min(0.25 * inputs.boundary, 1 - whole)
    return terms


def _downward(
    mood: Mood,
    inputs: Inputs,
    curve: Curve,
    receptivity: float,
    support: float,
    provocation: float,
    warmth: dict[str, float],
) -> list[tuple[dict[str, float], float]]:
    solution = 0.40 * curve.forgive * inputs.fit * (0.5 + 0.5 * mood.trust) * receptivity
    waited = min(_delay(inputs, curve), curve.tolerate)
    time = min(0.10, 1 - exp2(-waited / 1200)) * (1 - mood.venting) * (1 - provocation) * support
    return [
        (warmth, 0.34 * curve.forgive * support),
        ({"solution": 1.0}, solution),
        ({"time": 1.0}, time),
    ]


def _upward(
    mood: Mood,
    inputs: Inputs,
    curve: Curve,
    receptivity: float,
    support: float,
    provocation: float,
    annoyance: dict[str, float],
    stalled: int,
) -> list[tuple[dict[str, float], float]]:
    premature = 0.20 * curve.temper * inputs.fit * (1 - receptivity) * clip(1 - support / 0.8)
    if receptivity > inputs.consents_from:
        premature = 0.0  # what the customer says yes to doesn't come too early
    return [
        (annoyance, 0.55 * curve.temper * provocation),
        ({"delay": 1.0}, 0.15 * curve.temper * delay_strength(_delay(inputs, curve), curve)),
        ({"premature_solution": 1.0}, premature),
        ({"stalling": 1.0}, curve.stall * max(0, stalled - 1)),
        ({"broken_promise": 1.0}, 0.45 * inputs.broken * (1 + 0.5 * mood.broken)),
    ]


def _delay(inputs: Inputs, curve: Curve) -> float:
    return curve.tolerate / 2 if inputs.delay is None else inputs.delay


def delay_strength(delay: float, curve: Curve) -> float:
    """How long a wait feels, 0-1: 0 up to what is tolerated, 1 where the customer gives up."""
    if delay <= curve.tolerate:
        return 0.0
    return clip(log(delay / curve.tolerate) / log(curve.abandon / curve.tolerate))


def _split(delta: float, causes: dict[str, float]) -> list[Movement]:
    total = sum(causes.values())
    if delta == 0 or total == 0:
        return []
    return [Movement(cause, delta * share / total) for cause, share in causes.items() if share > 0]


def _stands_still(mood: Mood, inputs: Inputs) -> bool:
    """Whether a reply moves nothing while something is still open; once all is settled there is nothing to move."""
    open_still = mood.phase is Phase.PROBLEM_SOLVING and mood.progress < 1
    return open_still and inputs.fit == 0 and inputs.progress == 0


def _next_mood(
    mood: Mood, inputs: Inputs, curve: Curve, hostility: float, receptivity: float, provocation: float, stalled: int
) -> Mood:
    empathy = inputs.empathy * (0.35 + 0.65 * inputs.specificity) * inputs.freshness
    apology = 0.3 * inputs.apology * 0.5**mood.apologies
    received = 1 - (1 - inputs.listening) * (1 - 0.6 * empathy) * (1 - apology)
    venting = mood.venting * (1 - curve.vent * received) + 0.30 * provocation * (1 - mood.venting)
    gained = inputs.progress if receptivity > 0 else 0.0
    trust = mood.trust + 0.10 * inputs.ownership + 0.10 * inputs.kept + 0.10 * gained
    trust -= 0.15 * provocation + 0.40 * inputs.broken
    progress = clip(mood.progress + gained)
    if progress > 1 - 1e-9:
        progress = 1.0  # six steps of one sixth each add up to a little less
    if inputs.broken:
        venting, progress = max(venting, 0.6), progress - inputs.broken_share
    apologies = 0 if inputs.progress > 0 else mood.apologies + (inputs.apology >= 0.3)
    calmer = Mood(hostility, clip(venting), clip(trust), clip(progress))
    phase = next_phase(mood, calmer, useful=inputs.fit > 0 or inputs.progress > 0)
    waits = receptivity > 0 and inputs.progress == 0 and mood.progress < 1
    gets_on = inputs.inquires and mood.phase is Phase.RATIONAL
    idle = mood.idle_run + (not gets_on) if waits else 0
    hot = mood.hot_run + 1 if hostility >= 80 else 0
    demanded = hot >= 2 or idle >= 4 or (mood.demanded and gained == 0 and hostility >= 60)
    return replace(
        calmer,
        phase=phase,
        apologies=apologies,
        broken=mood.broken + inputs.broken,
        warnings=mood.warnings + (inputs.boundary >= 0.5 and is_abusive(mood, curve)),
        stalled=stalled,
        ceiling_run=mood.ceiling_run + 1 if hostility >= curve.ceiling - 4 else 0,
        hot_run=hot,
        cold_run=mood.cold_run + 1 if curve.leaves_at is not None and hostility >= curve.leaves_at else 0,
        idle_run=idle,
        demanded=demanded,
        refusals=mood.refusals + (mood.demanded and inputs.refuses) if demanded else 0,
    )


def next_phase(before: Mood, after: Mood, *, useful: bool) -> Phase:
    """The label of the mood after an exchange: forward by one phase at most, back at once, never back to RATIONAL."""
    hostility, venting = after.hostility, after.venting
    if before.phase is Phase.RATIONAL and hostility < 45:
        return Phase.PROBLEM_SOLVING if useful and hostility <= 40 and venting <= 0.2 else Phase.RATIONAL
    if hostility >= 45 and (venting >= 0.5 or hostility - before.hostility >= 12):
        return Phase.TAKE_OFF
    if hostility <= 40 and venting <= 0.2:
        target = Phase.PROBLEM_SOLVING
    elif hostility <= 60 and venting <= 0.35:
        target = Phase.COOL_DOWN
    else:
        target = Phase.SUPPORTIVE if venting <= 0.35 else Phase.SLOW_DOWN
    forward = PHASES[min(before.phase.rank, 5)]
    return target if target.rank <= forward.rank else forward


def _ending(before: Mood, after: Mood, inputs: Inputs, curve: Curve) -> Ending | None:
    if inputs.ends_contact and is_abusive(before, curve) and before.warnings >= 2:
        return "TERMINATED"
    if _delay(inputs, curve) >= curve.abandon:
        return "WALKED_AWAY"
    if inputs.passed_on or (before.demanded and (inputs.hands_over or after.refusals >= 2)):
        return "ESCALATED"
    if after.ceiling_run >= curve.walk_turns or after.cold_run >= 2 or inputs.leaves_again:
        return "WALKED_AWAY"
    settled = {Phase.PROBLEM_SOLVING, Phase.RATIONAL}
    closes = inputs.closing_question and after.progress >= 1
    return "RESOLVED" if closes and before.phase in settled and after.phase in settled else None
