"""Seeded mistakes in the hostility engine: every one is caught by the golden trajectories or by an invariant."""

from __future__ import annotations

from unittest.mock import patch

import hostility_golden as golden
import hostility_mutants as wrong
import pytest
import test_hostility_invariants as invariants
from hypothesis import given, settings

from simulator.engine import hostility

SAME_CURVE = {
    "delay <= curve.tolerate -> delay < curve.tolerate": "at the tolerance itself the other branch gives log 1 = 0 too",
    "-log1p(-hit) -> +log1p(-hit)": "the parts are only ever divided by their sum, so a common sign cancels",
    "inputs.boundary > 0 -> inputs.boundary >= 0": "a boundary of 0 adds min(.25 * 0, ...) = 0, which the ledger drops",
    "target.rank <= forward.rank -> target.rank < forward.rank": "two phases of the same rank are the same phase",
}
"""The changes that change nothing, each with its proof."""

ENGINE = ("start", "is_abusive", "react", "receptive", "support_terms", "provocation_terms", "delay_strength")
BROKEN = (ArithmeticError, AssertionError, LookupError, TypeError, ValueError)
"""How a wrong engine fails: a law is broken, or the arithmetic is."""


@pytest.fixture(scope="module")
def kept():
    return golden.read()


@pytest.fixture(scope="module")
def cases():
    """Each invariant with the arguments of a few of its runs."""
    tests = [test for name, test in vars(invariants).items() if name.startswith("test_")]
    return [case for test in tests for case in samples(*getattr(test, "law", (test, None)))]


def samples(test, draws):
    if draws is None:
        return [(test, ())]
    drawn = []

    @settings(max_examples=10)
    @given(draws)
    def collect(arguments):
        drawn.append((test, arguments))

    collect()
    return drawn


def follows(engine, kept):
    """Whether an engine plays the golden trajectories, number for number."""
    try:
        return all(now == then for _, then, now in golden.compared(engine, kept))
    except BROKEN:
        return False


def obeys(engine, cases):
    """Whether an engine keeps the invariants, as far as the samples show."""
    with patch.multiple(hostility, **{name: getattr(engine, name) for name in ENGINE}):
        try:
            for test, arguments in cases:
                test(*arguments)
        except BROKEN:
            return False
    return True


def test_the_engine_itself_passes_what_its_mutants_must_fail(kept, cases):
    assert follows(hostility, kept)
    assert obeys(hostility, cases)


def test_the_unchanged_source_passes_when_loaded_like_a_mutant(kept, cases):
    loaded = wrong.load(compile(wrong.SOURCE, "<engine>", "exec"))
    assert loaded.react is not hostility.react
    assert follows(loaded, kept)
    assert obeys(loaded, cases)


def test_every_seeded_mistake_is_caught(kept, cases):
    total, missed = 0, []
    for name, code in wrong.mutants():
        total += 1
        engine = wrong.load(code)
        if follows(engine, kept) and obeys(engine, cases):
            missed.append(name)
    caught = f"{total - len(missed)} of {total} mutants caught; missed: {missed}"
    assert total > 500, caught
    assert sorted(missed) == sorted(SAME_CURVE), caught


def test_the_invariants_alone_catch_most_wrong_signs(cases):
    """The golden trajectories can be written anew over a mistake; the invariants cannot."""
    verdicts = [(name, obeys(wrong.load(code), cases)) for name, code in wrong.mutants(*wrong.SIGNS)]
    missed = [name for name, obeyed in verdicts if obeyed]
    caught = f"{len(verdicts) - len(missed)} of {len(verdicts)} mutants caught; missed: {missed}"
    assert len(missed) < len(verdicts) / 4, caught


def test_a_mistake_of_every_kind_is_seeded():
    source = "def pull(a, b=2):\n    return min(a + 0.5, 0) if a < b and not a else -a"
    seeded = {name.split(" -> ")[1] for name, _ in wrong.mutants(source=source)}
    assert seeded >= {"a - 0.5", "a + 0.55", "a + 0.45", "max(a + 0.5, 0)", "min(a + 0.5, 1)", "+a"}
    assert seeded >= {"a <= b", "a > b", "a < b or not a", "a < b and a", "a, b=1", "a, b=3"}
