"""The reply bank: several hundred replies, nearly all heard as what they stand under, and a mistake in it told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from simulator.authoring.bank import load_bank
from simulator.authoring.explore_lines import SLOT, filled_in, timed, values
from simulator.authoring.explore_material import unmarked_kit
from simulator.engine.heard import Heard
from simulator.engine.move_table import BY_ID
from simulator.engine.understand import understand
from simulator.errors import ContentError
from simulator.library import Library
from simulator.premise import Premise
from simulator.scenario.load import load_scenario
from simulator.signals import Context, read

LIBRARY = Library()
BANK = load_bank(LIBRARY)
KIT = unmarked_kit(LIBRARY)
CASE = load_scenario(LIBRARY, "late-parcel-birthday")
AGREED = {"carries_out", "reassures"}
"""Moves that only answer something: an agreement, a customer's apology."""
ENOUGH = 0.9


def heard(text: str) -> Heard:
    line = timed(filled_in(text, values(CASE)), CASE, 0.0)
    context = Context(
        CASE.opening.messages[0], Premise.of(CASE, KIT, 0, "mild").words, (), (), "live_chat", cut_in=False
    )
    return understand(line, read(line, context), CASE, KIT.shared, known=frozenset(CASE.facts), done=frozenset())


def test_the_bank_holds_several_hundred_replies_and_none_twice() -> None:
    every = [text for move in BANK.moves.values() for text in move.says]
    asked = [text for group in (BANK.topics, BANK.proposals) for says in group.values() for text in says]
    assert len(every) + len(asked) + sum(map(len, BANK.steps.values())) > 400
    assert len(set(every)) == len(every)
    assert len(set(asked)) == len(asked)


def test_the_bank_names_only_what_scenarios_share_and_nearly_all_of_it() -> None:
    pairs = ((BANK.topics, KIT.shared.topics), (BANK.proposals, KIT.shared.families), (BANK.steps, KIT.shared.steps))
    for says, known in pairs:
        assert says.keys() <= known.keys()
        assert len(says) >= ENOUGH * len(known)


def test_every_slot_of_the_bank_is_one_that_is_filled() -> None:
    texts = [text for move in BANK.moves.values() for text in move.says]
    texts += [text for group in (BANK.topics, BANK.proposals, BANK.steps) for says in group.values() for text in says]
    assert {name for text in texts for name in SLOT.findall(text)} <= values(CASE).keys()


def test_nearly_all_replies_are_heard_as_the_move_they_stand_under() -> None:
    known = {"explores": ("explores", "ask:what_happened", "ask:impact", "ask:feelings", "ask:anything_else_to_know")}
    moves = [name for name in BANK.moves if name in BY_ID and name not in AGREED | {"informs"}]
    pairs = [(name, text) for name in moves for text in BANK.moves[name].says]
    right = [set(heard(text).moves) & {*known.get(name, (name,))} for name, text in pairs]
    assert sum(map(bool, right)) >= ENOUGH * len(pairs), [p for p, ok in zip(pairs, right, strict=True) if not ok]


def test_nearly_all_questions_reach_their_topic() -> None:
    pairs = [(name, text) for name, says in BANK.topics.items() for text in says]
    wrong = [pair for pair in pairs if f"ask:{pair[0]}" not in heard(pair[1]).moves]
    assert len(wrong) <= (1 - ENOUGH) * len(pairs), wrong


def test_a_mistake_in_a_bank_of_ones_own_is_told_with_its_place(tmp_path: Path) -> None:
    shared = tmp_path / "scenarios" / "shared"
    shutil.copytree(LIBRARY.shared_text("bank").path.parent, shared)
    file = shared / "bank.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("manner: good", "manner: nice", 1), encoding="utf-8")
    with pytest.raises(ContentError, match=r"bank\.yaml:\d+:\d+: moves\.sorry\.manner"):
        load_bank(Library([tmp_path]))
