"""The nine reply policies of the golden table, written out as English replies, are told apart and end as it says."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import fmean

import pytest
import yaml

from simulator.scenario.model import PlayReply
from simulator.training import Workshop

SUPPORT = frozenset({"empathy", "listening", "apology", "ownership", "personalisation"})
FILE = Path(__file__).with_name("nine_policies.yaml")
SCRIPTS = {script["id"]: script for script in yaml.safe_load(FILE.read_text(encoding="utf-8"))}
POLICIES = (
    "ideal", "slow ideal", "interrupting", "broken promise", "empathy only", "neutral clerk", "canned sorry loop",
    "premature solver", "calm down",
)  # fmt: skip


@dataclass(frozen=True)
class Run:
    """What became of a script."""

    curve: tuple[float, ...]
    phases: tuple[str, ...]
    ending: str | None
    broken: int
    progress: float

    @property
    def mean(self) -> float:
        """The mean hostility after each reply."""
        return fmean(self.curve)


def base_of(script):
    return SCRIPTS[script["like"]] if "like" in script else script


def replies_of(script):
    delay = script.get("delay_s")
    breaks_in = [*script.get("interrupts", ())]
    for number, reply in enumerate(base_of(script)["replies"]):
        text, own = (reply["text"], reply["delay_s"]) if isinstance(reply, dict) else (reply, None)
        if number < len(breaks_in):
            text = f"{breaks_in[number]} {text}"
        yield PlayReply(text, own if delay is None else delay)


@cache
def workshop():
    return Workshop(keep=False)


@cache
def run(name):
    script = SCRIPTS[name]
    session, _ = workshop().replay(base_of(script)["scenario"], tuple(replies_of(script)), seed=0)
    return Run(
        tuple(exchange.after for exchange in session.exchanges),
        tuple(exchange.state.mood.phase for exchange in session.exchanges),
        session.state.ending,
        session.state.mood.broken,
        session.state.mood.progress,
    )


def is_ideal(_, it):
    return it.ending == "RESOLVED" and len(it.curve) <= 9 and it.curve[-1] < 40


def is_slow(script, it):
    return it.mean >= run(script["like"]).mean + 3 and len(it.curve) >= len(run(script["like"]).curve)


def is_interrupting(script, it):
    without = run(script["like"])
    late = len(it.curve) - len(without.curve)
    return it.ending == "RESOLVED" and it.mean > without.mean and late <= 2


def is_broken(_, it):
    """Two peaks, then recovery, as the table says: it fell, rose by 5 or more to a second peak, fell by 10 or more.

    All is agreed in the end, but none of the scripts is RESOLVED as it stands: their closing replies receive nothing of
    what was broken, so the customer stays above calm. With replies that do, each is (see the tests below).
    """
    for end in range(2, len(it.curve) - 1):
        before, second = it.curve[:end], it.curve[end]
        low = min(before)
        if max(before) > low and second >= low + 5 and it.curve[-1] <= second - 10:
            return it.broken >= 1 and it.progress == 1 and it.phases[-1] in {"COOL_DOWN", "PROBLEM_SOLVING"}
    return False


def is_empathy_only(_, it):
    return it.ending != "RESOLVED" and {"COOL_DOWN", "PROBLEM_SOLVING"} & {*it.phases}


def is_clerk(_, it):
    return not {"COOL_DOWN", "PROBLEM_SOLVING"} & {*it.phases[:10]}


def is_canned(_, it):
    """It only goes up from the first reply on, however the phase is called."""
    return it.curve[-1] >= 65 and min(it.curve) == it.curve[0] and "PROBLEM_SOLVING" not in it.phases


def is_premature(_, it):
    return max(it.curve) > 75 and "PROBLEM_SOLVING" not in it.phases


def is_calm_down(_, it):
    return max(it.curve) > 88 and it.ending == "WALKED_AWAY"


STAKES = {
    "late-parcel-birthday": ("Mrs Lindqvist", "Emma's birthday on Saturday"),
    "stove-part-tonight": ("Mr Ashworth", "a cold stove on a Friday"),
    "locked-out": ("Ms Aydın", "the invoice by tomorrow noon"),
    "refund-still-missing": ("Mrs Haddad", "249 euros"),
}
RECEIVES = (
    (
        "I can see why you don't quite trust this yet, {0}: I let you down once today, with {1} on your mind, and that was "
        "frustrating. What still worries you most?"
    ),
    (
        "That makes sense to me, {0}. After such a wait it is only natural that you stay worried about {1}, and I'm sorry that "
        "I added to it. I'll check on it myself. Is everything settled for you now?"
    ),
    (
        "I understand, {0}, with {1} it must be hard to feel sure. I'll stay with it until it is done. Is it all settled for "
        "you now?"
    ),
    "You have every reason to be careful, {0}. I'll keep {1} in view myself. Is everything settled for you?",
)
"""Closing replies that receive what went wrong, for scripts that run out before the customer is calm."""


def received(name, delay=None):
    """A script with closing replies that receive."""
    script = SCRIPTS[name]
    scenario = base_of(script)["scenario"]
    more = tuple(PlayReply(text.format(*STAKES[scenario]), delay) for text in RECEIVES)
    session, _ = workshop().replay(scenario, (*replies_of(script), *more), seed=0)
    return session


SHOWS = dict(
    zip(
        POLICIES,
        (
            is_ideal,
            is_slow,
            is_interrupting,
            is_broken,
            is_empathy_only,
            is_clerk,
            is_canned,
            is_premature,
            is_calm_down,
        ),
        strict=True,
    )
)


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_written_policy_ends_as_the_golden_table_says(name):
    script, it = SCRIPTS[name], run(name)
    assert SHOWS[script["policy"]](script, it), (it.ending, [round(h) for h in it.curve], it.phases)


@pytest.mark.parametrize("name", [name for name in SCRIPTS if SCRIPTS[name]["policy"] == "broken promise"])
def test_a_broken_promise_stays_above_calm_where_the_closing_replies_carry_no_support(name):
    script = SCRIPTS[name]
    session, _ = workshop().replay(base_of(script)["scenario"], tuple(replies_of(script)), seed=0)
    closing = session.exchanges[-2:]
    received = sum(row.delta for item in closing for row in item.ledger if row.cause in SUPPORT)
    assert session.state.ending is None
    assert -1 < received <= 0
    assert sum(row.delta for row in closing[-1].ledger if row.cause == "surge") > 1


@pytest.mark.parametrize("name", [name for name in SCRIPTS if SCRIPTS[name]["policy"] == "broken promise"])
def test_a_broken_promise_is_recovered_from_once_the_closing_replies_receive(name):
    session = received(name)
    assert session.state.ending == "RESOLVED"
    assert session.state.mood.hostility < 40


@pytest.mark.parametrize("name", [name for name in SCRIPTS if SCRIPTS[name]["policy"] == "slow ideal"])
def test_a_slow_ideal_is_resolved_later_unless_its_slowness_broke_a_promise(name):
    script = SCRIPTS[name]
    session = received(name, script["delay_s"])
    soon = run(script["like"])
    assert len(session.exchanges) > len(soon.curve)
    assert (session.state.ending == "RESOLVED") is (session.state.mood.broken == 0)


def means():
    return {
        policy: fmean(run(name).mean for name, it in SCRIPTS.items() if it["policy"] == policy) for policy in POLICIES
    }


def test_the_better_a_policy_the_lower_its_mean_hostility():
    mean = means()
    chain = ("ideal", "interrupting", "slow ideal", "neutral clerk", "premature solver", "calm down")
    assert [mean[policy] for policy in chain] == sorted(mean[policy] for policy in chain)


def test_every_policy_that_listens_stays_below_every_policy_that_does_not():
    mean = means()
    listens = ("ideal", "slow ideal", "interrupting", "broken promise", "empathy only")
    assert max(mean[policy] for policy in listens) < min(mean[policy] for policy in POLICIES if policy not in listens)


def test_every_policy_is_written_in_at_least_four_ways():
    for policy in POLICIES:
        written = [tuple(reply.text for reply in replies_of(it)) for it in SCRIPTS.values() if it["policy"] == policy]
        assert len({*written}) == len(written) >= 4
