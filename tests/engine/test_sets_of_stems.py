"""Sets of words that replies are compared with by stem hold stems: a word as written in them never matches."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path

import pytest
from case_of import families_of, hear, plain_case

import simulator.engine
from simulator.engine.words import Speller

SCENARIOS = Path(__file__).parents[2] / "scenarios"
AS_WRITTEN = {
    "carried._DONE", "carried.SENT", "contact._ANSWERS", "reaching_up._NO_PERSON", "situation.INVITED", "contact._TOLD", "contact._WHOSE", "doers._GIVES_THIRD", "doers._LEAVING", "doers._PAST", "doers._COMES", "doers._GOT", "doers._MADE", "doers._TOLD_OF", "doers._TOOK_IN", "doers._WITH_BACK", "doers._RECEIVED", "frames._BROUGHT", "stance._DONE_BY_ME", "stance._GAVE", "carried._THINGS", "case_voice.TIMED_STEPS", "frames._PARTICIPLES",
    "moves._OFFER_STEPS", "moves._QUESTIONS", "promises._DOINGS", "promises._GETTING",
    "proposals._PASSED_ON", "proposals._TALK", "question_forms._DONE", "question_forms._REPORTS", "stance._BIDDEN", "stance._DONE", "stance._PAST", "steps._PAST", "word_forms.EVERYDAY", "heard._BESIDE_A_GOODBYE",
    "frames.HOLDS", "leaving._REPORTED", "telling.OPEN_TOPICS", "topics.OPEN", "understand._OF_AN_OFFER",
}  # fmt: skip
"""Sets of ids, or of words compared with the form as typed."""


def sets_of_stems():
    """Each set of words of the engine's modules, by the module that defines it."""
    for info in pkgutil.iter_modules(simulator.engine.__path__):
        module = importlib.import_module(f"simulator.engine.{info.name}")
        source = Path(module.__file__).read_text("utf-8")
        for name, value in vars(module).items():
            key = f"{info.name}.{name}"
            if isinstance(value, frozenset) and key not in AS_WRITTEN and f"\n{name} = " in source:
                yield key, value


def test_sets_of_stems_hold_stems():
    speller = Speller(())
    texts = (path.read_text("utf-8").lower() for path in SCENARIOS.rglob("*.yaml"))
    words = {word for text in texts for word in re.findall(r"[a-z']+", text)}
    stems = {stem for word in words for stem in speller.stems(word)}
    found = dict(sets_of_stems())
    assert len(found) > 40
    written = {
        key: sorted(word for word in value if word in words - stems and not {*speller.stems(word)} <= value)
        for key, value in found.items()
    }
    assert {key: value for key, value in written.items() if value} == {}


@pytest.mark.parametrize("word", ["agree", "are happy"])
def test_if_you_agree_is_a_politeness(word):
    text = f"If you {word}, I refund you the whole amount today."
    assert "refund" in families_of(hear(text, plain_case("refund")))
