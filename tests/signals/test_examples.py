"""Each signal against its own examples: what it is, what it isn't, and what only looks like it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from simulator.signals import AGENT_SIGNALS, CUSTOMER_SIGNALS, CaseWords, Context, read, read_customer

HERE = Path(__file__).parent
KARIN = CaseWords(
    names=("Karin Lindqvist", "Mrs Lindqvist"),
    own_names=("Nordhem", "Jonas"),
    orders=("48213",),
    items=("dollhouse",),
    dates=("26 October", "Tuesday 3 November"),
    stakes=("birthday", "Emma", "Saturday", "daughter", "present"),
    given=("order number", "e-mail address"),
)
TOLD = "Where is my parcel, order 48213? It was promised for Tuesday, it is at the depot, and it's Emma's birthday on Saturday!"
CONTEXT = Context(previous=TOLD, case=KARIN)


def examples(side: str) -> dict[str, dict[str, list[str]]]:
    return yaml.safe_load((HERE / f"{side}_examples.yaml").read_text("utf-8"))


def cases(side: str) -> list[tuple[str, str, str]]:
    return [
        (signal, kind, text)
        for signal, kinds in examples(side).items()
        for kind, texts in kinds.items()
        for text in texts
    ]


@pytest.mark.parametrize(("signal", "kind", "text"), cases("agent"))
def test_an_agent_signal_reads_its_examples_right(signal, kind, text):
    strength = read(text, CONTEXT).strengths[signal] or 0.0
    assert strength >= 1 / 3 if kind == "is" else strength < 1 / 3


@pytest.mark.parametrize(("signal", "kind", "text"), cases("customer"))
def test_a_customer_signal_reads_its_examples_right(signal, kind, text):
    strength = read_customer(text).strengths[signal] or 0.0
    assert strength >= 1 / 3 if kind == "is" else strength < 1 / 3


@pytest.mark.parametrize(("side", "signals"), [("agent", AGENT_SIGNALS), ("customer", CUSTOMER_SIGNALS)])
def test_every_signal_has_enough_examples(side, signals):
    table = examples(side)
    assert set(table) == set(signals)
    for kinds in table.values():
        assert len(kinds["is"]) >= 5
        assert len(kinds["is_not"]) >= 5
        assert len(kinds["near"]) >= 3
