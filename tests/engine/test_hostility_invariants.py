"""The 25 invariants of docs/design/hostility-curve.md, each as a property over every customer, mood and reply.

"More of x" compares the same state and reply with and without it. A strict law is only asked for where its terms have
room: hostility above the floor and below the ceiling, provocation below 1, and nothing clamped (a fourth broken promise
drives hostility to the ceiling whatever else the reply says; any broken one fills the need to vent to .6).
"""

from __future__ import annotations

from itertools import product
from math import isfinite
from random import Random

import hostility_policies as policies
import msgspec
import pytest
from hostility_states import (
    NEVER_ABUSIVE,
    NEVER_LEAVES_SILENTLY,
    NO,
    SUPPORT,
    YES,
    abusive,
    curves,
    exchanges,
    floor,
    law,
    play,
    replies,
    saturated,
    two,
    unit,
)
from hypothesis import strategies as st
from msgspec.structs import replace

from simulator.engine import hostility as engine
from simulator.engine.reaction import Inputs
from simulator.mood import Phase
from simulator.scenario.curve import CHANNELS, PRESETS, RANGES, Curve

SLACK = 1e-9
SETTLED = {Phase.PROBLEM_SOLVING, Phase.RATIONAL}
STALL_OFF = {"stall": st.just(0.0)}
AT_EASE = {"venting": st.just(0.0), "highest": 40.0}
WITH_FULL_SUPPORT = {name: st.floats(0.98, 1) for name in SUPPORT}
WITHOUT_SUPPORT = dict.fromkeys(SUPPORT, st.just(0.0))
STREAM = st.lists(replies(), min_size=2, max_size=7)


def after(curve, mood, inputs):
    return engine.react(mood, inputs, curve).mood


def ideal(curve, mood, inputs):
    """The ideal reply here, with the same wait: a solution only if it can be heard, a boundary only if needed."""
    open_ear = engine.react(mood, inputs, curve).receptivity > 0
    fit, boundary = (1.0 if holds else 0.0 for holds in (open_ear, abusive(mood, curve)))
    return replace(policies.FULL_SUPPORT, fit=fit, boundary=boundary, delay=inputs.delay, shake=inputs.shake)


@law(curves(), STREAM)
def test_the_mood_stays_within_its_bounds_and_is_always_a_number(curve, stream):
    """Invariant 1."""
    for reaction in play(curve, stream):
        mood = reaction.mood
        assert 0 <= reaction.before <= reaction.heard <= curve.ceiling <= 100
        assert 0 <= mood.hostility <= curve.ceiling
        assert all(0 <= value <= 1 for value in (mood.venting, mood.trust, mood.progress))
        assert all(0 <= value <= 1 for value in (reaction.receptivity, reaction.support, reaction.provocation))
        assert all(isfinite(movement.delta) for movement in reaction.ledger)


@law(exchanges())
def test_one_exchange_from_any_mood_stays_within_the_bounds(case):
    """Invariant 1, from moods that no short conversation reaches."""
    curve, mood, inputs = case
    reaction = engine.react(mood, inputs, curve)
    assert 0 <= mood.hostility <= reaction.heard <= curve.ceiling
    assert 0 <= reaction.mood.hostility <= curve.ceiling
    assert all(0 <= value <= 1 for value in (reaction.mood.venting, reaction.mood.trust, reaction.mood.progress))


@law(curves(), STREAM, st.integers(0, 2**32))
def test_the_same_seed_and_replies_give_the_same_trace_byte_for_byte(curve, stream, seed):
    """Invariant 2."""

    def trace():
        noise = Random(seed)
        return msgspec.json.encode(play(curve, [replace(inputs, shake=noise.uniform(-1, 1)) for inputs in stream]))

    assert trace() == trace()


@law(exchanges(), st.sampled_from(SUPPORT), two())
def test_more_support_never_raises_hostility_or_the_need_to_vent(case, name, amounts):
    """Invariant 3; strictly less hostility and, but for ownership and personalisation, less need to vent."""
    curve, mood, inputs = case
    weaker, stronger = (replace(inputs, **{name: amount}) for amount in amounts)
    less, more = (engine.react(mood, reply, curve) for reply in (weaker, stronger))
    assert more.mood.hostility <= less.mood.hostility + SLACK
    assert more.mood.venting <= less.mood.venting + SLACK
    if more.support > less.support + 0.001 and more.heard > floor(mood, curve) + 0.1 and not saturated(mood, inputs):
        assert more.mood.hostility < less.mood.hostility
    if name in {"ownership", "personalisation"}:
        assert more.support > less.support
        assert more.mood.venting == less.mood.venting
    elif (
        more.support > less.support + 0.001 and mood.venting > 0.01 and (name == "listening" or inputs.listening < 0.99)
    ):
        assert more.mood.venting < less.mood.venting or inputs.broken


@law(exchanges(), st.sampled_from([*engine.WEIGHTS, "boundary"]), two())
def test_more_provocation_never_lowers_hostility_or_the_need_to_vent(case, name, amounts):
    """Invariant 4, strictly where the provocation can still grow; a boundary provokes only who is not abusive."""
    curve, mood, inputs = case
    if name == "boundary" and abusive(mood, curve):
        return
    milder, harder = (replace(inputs, **{name: amount}) for amount in amounts)
    less, more = (engine.react(mood, reply, curve) for reply in (milder, harder))
    assert more.mood.hostility >= less.mood.hostility - SLACK
    assert more.mood.venting >= less.mood.venting - SLACK
    share = {"defending": 1 - less.receptivity, "interrupting": mood.venting}.get(name, 1)
    if share > 0.01 and more.provocation < 1 - SLACK:
        assert more.provocation > less.provocation
        assert more.mood.venting > less.mood.venting or mood.venting > 0.99 or inputs.broken
        assert more.mood.hostility > less.mood.hostility or less.mood.hostility > curve.ceiling - 0.01


@law(exchanges(venting=st.floats(0.5, 1)), two())
def test_a_solution_before_the_peak_never_lowers_hostility(case, amounts):
    """Invariant 5."""
    curve, mood, inputs = case
    less, more = (after(curve, mood, replace(inputs, fit=amount)) for amount in amounts)
    assert more.hostility >= less.hostility - SLACK


@law(exchanges(venting=st.floats(0.5, 1), **WITHOUT_SUPPORT), two())
def test_a_solution_before_the_peak_without_support_raises_hostility(case, amounts):
    """Invariant 5, strict: with no support at all."""
    curve, mood, inputs = case
    less, more = (after(curve, mood, replace(inputs, fit=amount)) for amount in amounts)
    assert more.hostility > less.hostility or less.hostility > curve.ceiling - 0.01


@law(exchanges(venting=st.floats(0.5, 1), **WITH_FULL_SUPPORT), two())
def test_a_solution_before_the_peak_with_full_support_changes_nothing(case, amounts):
    """Invariant 5, with support of .8 or more (but for the label: a solution takes RATIONAL to PROBLEM_SOLVING)."""
    curve, mood, inputs = case
    less, more = (engine.react(mood, replace(inputs, fit=amount), curve) for amount in amounts)
    assert less.support >= 0.8
    assert more.ledger == less.ledger
    assert replace(more.mood, phase=less.mood.phase) == less.mood


@law(exchanges(venting=st.floats(0, 0.49), highest=80.0, **WITH_FULL_SUPPORT), two())
def test_a_solution_to_an_open_ear_with_full_support_lowers_hostility(case, amounts):
    """Invariant 6, strict above the grievance floor."""
    curve, mood, inputs = case
    less, more = (engine.react(mood, replace(inputs, fit=amount), curve) for amount in amounts)
    if less.receptivity > 0:
        assert more.mood.hostility <= less.mood.hostility + SLACK
    if less.receptivity > 0.01 and more.heard > floor(mood, curve) + 0.1 and not saturated(mood, inputs):
        assert more.mood.hostility < less.mood.hostility


@law(exchanges(**AT_EASE), two())
def test_a_solution_to_a_customer_at_ease_lowers_hostility(case, amounts):
    """Invariant 6, with receptivity 1 and any support, strict above the grievance floor."""
    curve, mood, inputs = case
    less, more = (engine.react(mood, replace(inputs, fit=amount), curve) for amount in amounts)
    assert less.receptivity == 1
    assert more.mood.hostility <= less.mood.hostility + SLACK
    if more.heard > floor(mood, curve) + 0.1 and not saturated(mood, inputs):
        assert more.mood.hostility < less.mood.hostility


@law(exchanges(patient=True, **STALL_OFF))
def test_the_ideal_reply_in_time_never_raises_hostility(case):
    """Invariant 7, for a reply within the tolerance; strictly lower above the grievance floor."""
    curve, mood, inputs = case
    reaction = engine.react(mood, ideal(curve, mood, inputs), curve)
    assert reaction.mood.hostility <= reaction.heard
    assert reaction.mood.hostility < reaction.heard or reaction.heard < floor(mood, curve) + SLACK


@law(exchanges())
def test_no_reply_with_the_same_wait_ends_lower_than_the_ideal_one(case):
    """Invariant 8."""
    curve, mood, inputs = case
    assert after(curve, mood, inputs).hostility >= after(curve, mood, ideal(curve, mood, inputs)).hostility - SLACK


def warmer(inputs, name, share):
    """The same reply with more of one support input, but no apology more: a new one wears the later ones out."""
    amount = getattr(inputs, name)
    most = 0.29 if name == "apology" and amount < 0.3 else 1
    return replace(inputs, **{name: amount + max(0, most - amount) * share})


@law(curves(**STALL_OFF), st.lists(st.tuples(replies(), st.sampled_from(SUPPORT), unit), min_size=2, max_size=7))
def test_more_empathy_at_every_turn_never_makes_a_higher_curve(curve, stream):
    """Invariant 9, for the same number of apologies."""
    plain = play(curve, [inputs for inputs, _, _ in stream])
    warm = play(curve, [warmer(*turn) for turn in stream])
    for less, more in zip(plain, warm, strict=False):
        assert more.heard <= less.heard + SLACK
        assert more.mood.hostility <= less.mood.hostility + SLACK


def replies_until_calm(curve, inputs):
    """How many replies until the customer is solving the problem; a conversation that ends first never gets there."""
    if engine.start(curve).phase is Phase.RATIONAL:
        return 0
    phases = [reaction.mood.phase for reaction in play(curve, [inputs] * 40)]
    return phases.index(Phase.PROBLEM_SOLVING) + 1 if Phase.PROBLEM_SOLVING in phases else 99


GOOD = Inputs(empathy=0.8, specificity=1, listening=0.7)
FAIR = Inputs(empathy=0.6, specificity=1, listening=0.5)
ENOUGH = [(policies.FULL_SUPPORT, 10), (GOOD, 18), (FAIR, 25)]
NO_NOISE = {"noise": st.just(0.0)}
WAITS_LONGER_THAN_A_CALLER = {"clock": st.sampled_from([CHANNELS[name] for name in CHANNELS if name != "phone"])}


@law(curves(**NEVER_ABUSIVE, **NEVER_LEAVES_SILENTLY, **NO_NOISE, **WAITS_LONGER_THAN_A_CALLER))
def test_support_alone_calms_everyone_in_time(curve):
    """Invariant 10, over the ranges: everyone is reached, and the better the support the fewer replies it takes."""
    for inputs, most in ENOUGH:
        assert replies_until_calm(replace(curve, patience=1), inputs) <= most


def hardest(channel):
    """The corners of the ranges where calming is slowest in every parameter but the arrival."""
    for hostility, venting in product((45, 60, 80), (0.5, 0.8, 1)):
        yield Curve(
            hostility=hostility,
            venting=venting,
            ceiling=RANGES["ceiling"][1],
            temper=RANGES["temper"][1],
            forgive=RANGES["forgive"][0],
            surge=RANGES["surge"][1],
            vent=RANGES["vent"][0],
            severity=RANGES["severity"][1],
            trust=RANGES["trust"][0],
            clock=CHANNELS[channel],
        )


def test_support_alone_calms_even_the_hardest_customer_in_time():
    """Invariant 10, at the corners of the ranges."""
    for inputs, most in ENOUGH:
        assert max(replies_until_calm(curve, inputs) for curve in hardest("live_chat")) == most


def test_on_the_phone_the_hardest_customer_takes_a_fair_agent_one_reply_more():
    """Invariant 10: seconds heal nothing on the phone, so 25 fair replies are 26 at the very corner of the ranges."""
    needed = {inputs: max(replies_until_calm(curve, inputs) for curve in hardest("phone")) for inputs, _ in ENOUGH}
    assert list(needed.values()) == [10, 18, 26]


@law(curves(**NEVER_LEAVES_SILENTLY), st.lists(replies(progress=st.just(0.0)), min_size=1, max_size=8))
def test_replies_without_progress_never_end_resolved(curve, stream):
    """Invariant 11."""
    assert play(curve, stream)[-1].ending != "RESOLVED"


@law(curves(**NEVER_LEAVES_SILENTLY), st.floats(0.01, 1), st.integers(1, 8))
def test_empathy_alone_never_ends_resolved_after_a_broken_promise(curve, share, length):
    """Invariant 11, after all was solved and a promise was broken."""
    closing = replace(policies.FULL_SUPPORT, closing_question=True)
    arrived = replace(engine.start(curve), progress=1.0)
    broken = replace(closing, broken=True, broken_share=share)
    assert play(curve, [broken, *[closing] * length], arrived)[-1].ending != "RESOLVED"


@law(curves(), st.floats(0.1, 1))
def test_calm_down_never_calms_anyone_down(curve, strength):
    """Invariant 12."""
    stream = play(curve, [Inputs(dismissing=strength)] * 10)
    assert all(reaction.mood.phase is not Phase.PROBLEM_SOLVING for reaction in stream)
    assert stream[-1].mood.hostility > curve.hostility or curve.hostility > curve.ceiling - 0.01


@law(exchanges())
def test_a_broken_promise_fires_the_customer_up_again(case):
    """Invariant 13."""
    curve, mood, inputs = case
    whole, broken = (after(curve, mood, replace(inputs, broken=broken)) for broken in (False, True))
    assert broken.hostility > whole.hostility or whole.hostility > curve.ceiling - 0.01
    assert broken.venting == max(whole.venting, 0.6)
    assert broken.trust < whole.trust or whole.trust == 0
    assert broken.phase is Phase.TAKE_OFF or broken.hostility < 45


@law(exchanges(broken=YES), st.integers(0, 2))
def test_the_second_broken_promise_hits_harder(case, before):
    """Invariant 13."""
    curve, mood, inputs = case
    first, second = (after(curve, replace(mood, broken=count), inputs) for count in (before, before + 1))
    assert second.hostility > first.hostility or first.hostility > curve.ceiling - 0.01


@law(exchanges(**STALL_OFF), two())
def test_a_wait_within_the_tolerance_never_raises_hostility(case, shares):
    """Invariant 14."""
    curve, mood, inputs = case
    shorter, longer = (engine.react(mood, replace(inputs, delay=share * curve.tolerate), curve) for share in shares)
    assert all(movement.cause != "delay" for movement in (*shorter.ledger, *longer.ledger))
    assert longer.mood.hostility <= shorter.mood.hostility + SLACK


@law(exchanges(), two())
def test_the_longer_the_wait_beyond_the_tolerance_the_higher_the_hostility(case, shares):
    """Invariant 14, strictly increasing from the tolerance to the moment the customer gives up."""
    curve, mood, inputs = case
    limit = curve.abandon / curve.tolerate
    shorter, longer = (
        after(curve, mood, replace(inputs, delay=curve.tolerate * (1 + share * (limit - 1)))) for share in shares
    )
    at_once = after(curve, mood, replace(inputs, delay=curve.tolerate))
    assert at_once.hostility <= shorter.hostility + SLACK
    assert longer.hostility > shorter.hostility or shorter.hostility > curve.ceiling - 0.01


@law(exchanges(), st.floats(1, 3))
def test_a_customer_who_has_waited_too_long_is_gone(case, times):
    """Invariant 14, at the limit; just before it the wait alone drives nobody away."""
    curve, mood, inputs = case
    late, earlier = (
        engine.react(mood, replace(inputs, delay=curve.abandon * share), curve) for share in (times, 0.999)
    )
    assert late.ending == "WALKED_AWAY"
    assert earlier.ending != "WALKED_AWAY" or earlier.mood.hostility >= min(curve.ceiling - 4, curve.leaves_at or 100)


@law(
    exchanges(venting=st.floats(0.05, 1), listening=st.floats(0, 0.9), broken=NO),
    st.floats(0.1, 1),
    st.integers(0, 5),
)
def test_a_further_apology_without_progress_is_worth_strictly_less(case, strength, said):
    """Invariant 15."""
    curve, mood, inputs = case
    none, first, second = (
        engine.react(replace(mood, apologies=count), replace(inputs, apology=amount), curve).mood
        for count, amount in ((said, 0.0), (said, strength), (said + 1, strength))
    )
    assert first.venting < second.venting < none.venting
    assert first.hostility <= second.hostility <= none.hostility
    if engine.react(mood, inputs, curve).heard > floor(mood, curve) + 0.1:
        assert first.hostility < second.hostility < none.hostility


@law(exchanges(venting=st.floats(0.05, 1)), st.floats(0.05, 1))
def test_generic_empathy_is_worth_a_third_and_a_repeat_nothing(case, empathy):
    """Invariant 16, on the empathy that both support and venting read."""
    curve, mood, _ = case
    generic, specific, repeated, silent = (
        engine.react(mood, reply, curve)
        for reply in (
            Inputs(empathy=empathy),
            Inputs(empathy=empathy, specificity=1),
            Inputs(empathy=empathy, specificity=1, freshness=0),
            Inputs(),
        )
    )
    assert 0 < generic.support <= 0.35 * specific.support + SLACK
    relieved = [mood.venting - reaction.mood.venting for reaction in (generic, specific)]
    assert 0 < relieved[0] <= 0.35 * relieved[1] + SLACK
    assert repeated == silent


@law(exchanges(), exchanges(**AT_EASE))
def test_the_same_apology_counts_again_after_progress(case, calm):
    """Invariant 15: progress wipes the slate, whatever was apologised for before."""
    for curve, mood, inputs in (case, calm):
        reached = after(curve, mood, replace(inputs, progress=0.5, apology=1.0))
        assert reached.apologies == 0
        assert after(curve, mood, replace(inputs, progress=0.0, apology=0.3)).apologies == mood.apologies + 1


@law(curves(**STALL_OFF, noise=st.just(0.0)), STREAM, two(*RANGES["temper"]))
def test_a_higher_temper_makes_a_higher_curve_and_a_higher_peak(curve, stream, tempers):
    """Invariant 17, strictly wherever the customer has something to vent."""
    patient, hot = (play(replace(curve, temper=temper), stream) for temper in tempers)
    rises = curve.venting > 0.01 and curve.hostility < curve.ceiling - 0.01
    for cooler, hotter in zip(patient, hot, strict=False):
        assert hotter.heard >= cooler.heard - SLACK
        assert hotter.mood.hostility >= cooler.mood.hostility - SLACK
        assert hotter.heard > cooler.heard or not rises or cooler.heard > curve.ceiling - 0.01
    length = min(len(patient), len(hot))
    peaks = [
        max(max(reaction.heard, reaction.mood.hostility) for reaction in reactions[:length])
        for reactions in (patient, hot)
    ]
    assert peaks[1] > peaks[0] or not rises or peaks[0] > curve.ceiling - 0.01


@law(curves(abusive=YES, **NEVER_LEAVES_SILENTLY), st.lists(replies(boundary=st.just(0.0)), min_size=3, max_size=10))
def test_empathy_alone_never_stops_abuse(curve, stream):
    """Invariant 18: without a boundary nothing goes below 60, or below where the customer began."""
    for reaction in play(curve, stream):
        assert reaction.mood.hostility >= min(curve.hostility, 60)


@law(curves(abusive=YES, heeds=YES, **NEVER_LEAVES_SILENTLY))
def test_a_boundary_and_the_ideal_reply_stop_abuse_if_the_persona_heeds(curve):
    """Invariant 18: within ten replies the problem is being solved, or the customer never took off."""
    mood = engine.start(curve)
    for _ in range(10):
        reaction = engine.react(mood, ideal(curve, mood, Inputs()), curve)
        mood = reaction.mood
        assert reaction.ending is None
    assert mood.phase is Phase.PROBLEM_SOLVING or engine.start(curve).phase is Phase.RATIONAL
    assert mood.hostility < 60


@law(exchanges(**NEVER_ABUSIVE), two())
def test_a_boundary_provokes_whoever_is_not_abusive(case, amounts):
    """Invariant 18."""
    curve, mood, inputs = case
    less, more = (engine.react(mood, replace(inputs, boundary=amount), curve) for amount in amounts)
    if more.provocation < 1 - SLACK:
        assert more.mood.hostility > less.mood.hostility or less.mood.hostility > curve.ceiling - 0.01


@law(exchanges())
def test_phases_go_forward_one_by_one_or_back(case):
    """Invariant 19."""
    curve, mood, inputs = case
    phase = after(curve, mood, inputs).phase
    straight = mood.phase is Phase.RATIONAL and phase is Phase.PROBLEM_SOLVING
    assert phase.rank <= mood.phase.rank + 1 or straight
    assert phase is not Phase.RATIONAL or mood.phase is Phase.RATIONAL


@law(exchanges())
def test_the_ledger_sums_to_what_hostility_moved(case):
    """Invariant 20; and every cause moves hostility the way its name says."""
    curve, mood, inputs = case
    reaction = engine.react(mood, inputs, curve)
    assert sum(movement.delta for movement in reaction.ledger) == pytest.approx(
        reaction.mood.hostility - reaction.before, abs=SLACK
    )
    calming = {*engine.support_terms(mood, inputs), "solution", "time"}
    assert all(
        movement.delta <= 0 if movement.cause in calming else movement.delta >= 0 for movement in reaction.ledger
    )


@law(exchanges(), st.floats(0, 1), st.sampled_from([0.999, 1.0]))
def test_only_a_solved_problem_in_a_settled_phase_ends_resolved(case, progress, solved):
    """Invariant 21."""
    curve, mood, inputs = case
    mood = replace(mood, progress=solved)
    reaction = engine.react(mood, replace(inputs, closing_question=True, progress=progress), curve)
    settled = mood.phase in SETTLED and reaction.mood.phase in SETTLED
    assert reaction.ending != "RESOLVED" or (settled and reaction.mood.progress == 1)


@law(exchanges(), st.floats(0, 30))
def test_silence_never_lowers_hostility(case, times):
    """Invariant 22; it raises it while there is something to vent."""
    curve, mood, inputs = case
    silent = after(curve, mood, Inputs(delay=curve.tolerate * times, shake=inputs.shake))
    assert silent.hostility >= mood.hostility
    assert silent.hostility > mood.hostility or mood.venting < 0.01 or mood.hostility > curve.ceiling - 0.01


@law(curves(hostility=st.floats(45, 80), venting=st.floats(0.5, 1), **NEVER_LEAVES_SILENTLY, **NEVER_ABUSIVE))
def test_support_before_the_solution_beats_the_reverse(curve):
    """Invariant 23."""
    support, solution = [policies.FULL_SUPPORT] * 3, [Inputs(fit=1, progress=1 / 3)] * 3
    received, hurried = (
        [point for reaction in play(curve, stream) for point in (reaction.heard, reaction.mood.hostility)]
        for stream in (support + solution, solution + support)
    )
    assert sum(received) / len(received) < sum(hurried) / len(hurried)
    assert max(received) <= max(hurried)


def test_the_calm_customer_solved_at_once_is_done_within_three_replies():
    """Invariant 23."""
    solution = Inputs(fit=1, progress=0.5, closing_question=True)
    reactions = play(PRESETS["calm"], [solution] * 3)
    assert reactions[-1].ending == "RESOLVED"


@law(exchanges(**STALL_OFF), two(0, 80))
def test_a_lower_hostility_never_ends_higher_under_the_same_reply(case, levels):
    """Invariant 24."""
    curve, mood, inputs = case
    lower, higher = (after(curve, replace(mood, hostility=level), inputs) for level in levels)
    assert lower.hostility <= higher.hostility + SLACK


@law(exchanges(), two())
def test_reasoning_with_whoever_cannot_hear_it_raises_hostility(case, amounts):
    """Invariant 25, below a receptivity of one half."""
    curve, mood, inputs = case
    less, more = (engine.react(mood, replace(inputs, defending=amount), curve) for amount in amounts)
    if less.receptivity < 0.5 and more.provocation < 1 - SLACK:
        assert more.mood.hostility > less.mood.hostility or less.mood.hostility > curve.ceiling - 0.01


@law(exchanges(**AT_EASE), two())
def test_reasoning_with_a_customer_at_ease_changes_nothing(case, amounts):
    """Invariant 25, at a receptivity of 1."""
    curve, mood, inputs = case
    less, more = (engine.react(mood, replace(inputs, defending=amount), curve) for amount in amounts)
    assert less.receptivity == 1
    assert more == less


def test_asking_what_the_case_turns_on_is_no_standing_still_for_who_never_was_angry():
    for phase in Phase:
        mood = replace(engine.start(PRESETS["calm"]), phase=phase, hostility=40.0, venting=0.0, idle_run=3)
        asked = after(PRESETS["calm"], mood, Inputs(listening=0.7, inquires=True))
        idled = after(PRESETS["calm"], mood, Inputs(listening=0.7))
        waits = 3 if phase is Phase.RATIONAL else 4
        assert (asked.idle_run, asked.demanded) == (waits, waits == 4)
        assert (idled.idle_run, idled.demanded) == (4, True)
