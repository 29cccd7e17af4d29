"""A text that was made ready once reads in every context as if it had been made ready for it alone."""

from __future__ import annotations

from pathlib import Path

import yaml

from simulator.signals import CaseWords, Context
from simulator.signals.reading import read_ready, ready

EXAMPLES = Path(__file__).parent / "agent_examples.yaml"
KARIN = CaseWords(
    names=("Karin Lindqvist",),
    own_names=("Tom",),
    orders=("48213",),
    items=("dollhouse",),
    stakes=("birthday", "Emma"),
    given=("order number",),
    jargon=("dispatch window",),
)
MARC = CaseWords(names=("Marc Dubois",), orders=("77120",), items=("lamp",), dates=("Friday",), stakes=("guests",))
LINE = "My order 48213, the dollhouse, hasn't come. It's Emma's birthday on Saturday and I am furious!"
CONTEXTS = (
    Context(),
    Context(
        LINE, KARIN, ("I'm so sorry this happened to you. What happened?",), ("Thank you for your patience.",), "chat"
    ),
    Context("The lamp is broken; my guests come on Friday.", MARC, (), (), "phone", cut_in=True),
    Context(None, KARIN),
)
FURTHER = (
    "Hi Karin, I'm sorry about order 48213. Hello Marc, your order 77120 is a lamp, Emma!",
    "DEAR MRS LINDQVIST, THIS IS NOT OUR FAULT. Calm down, Tom :) the dispatch window is over??",
)


def test_what_is_kept_of_a_text_is_the_same_in_every_context():
    examples = yaml.safe_load(EXAMPLES.read_text("utf-8"))
    texts = [" ".join(map(str, kinds["is"][at : at + 3])) for kinds in examples.values() for at in range(0, 9, 3)]
    told_apart = set()
    for text in (*texts, *FURTHER):
        once = ready(text)
        for context in CONTEXTS:
            found = read_ready(once, context)
            assert found == read_ready(ready(text), context), text
            told_apart.add(repr((text, found.strengths)))
    assert len(told_apart) > 2 * len(texts)  # else the contexts would show nothing
