"""What a reading skips because it can't find anything there would have found nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from simulator.signals.detectors import CUSTOMER_DETECTORS, DETECTORS
from simulator.signals.evidence import CaseWords, Context
from simulator.signals.provocation import CAPITALS, MAY_SHOUT
from simulator.signals.reading import RULES, rules
from simulator.signals.scene import NOTHING, Scene
from simulator.signals.text import Message
from simulator.signals.uptake import COPY_RUN, copied

HERE = Path(__file__).parent
TABLES = {"agent": DETECTORS, "customer": CUSTOMER_DETECTORS}
CONTEXT = Context("My lamp is broken, Emma's birthday is on Saturday.", CaseWords(names=("Karin",), stakes=("Emma",)))


@pytest.mark.parametrize("side", TABLES)
def test_a_row_that_waits_for_a_rule_finds_nothing_without_one(side):
    examples = yaml.safe_load((HERE / f"{side}_examples.yaml").read_text("utf-8"))
    waiting = {signal: row for signal, row in TABLES[side].items() if row.on_hits}
    for signal, kinds in examples.items():
        message = Message(" ".join(map(str, kinds["is"][:8])))
        hits = rules(RULES[side]).find(message)
        others = {name: found for name, found in hits.items() if name != signal}
        if signal in waiting:
            assert waiting[signal].find(Scene(message, CONTEXT, others, TABLES[side])) == NOTHING


@given(st.text("aBÉZ zñ1_.日", max_size=30))
def test_no_word_in_capitals_is_missed(text):
    loud = [match[0] for match in CAPITALS.finditer(text)]
    assert not loud or MAY_SHOUT.search(text)


@given(st.lists(st.sampled_from(["so", "my", "lamp", "is", "late", "?"]), max_size=16).map(" ".join))
def test_a_copied_sentence_is_found_wherever_so_many_words_in_a_row_are_the_same(text):
    previous = "my lamp is late so so my lamp is late"
    theirs = previous.split()
    runs = {tuple(theirs[at : at + COPY_RUN]) for at in range(len(theirs) - COPY_RUN + 1)}
    message = Message(text)
    expected = set()
    for sentence in range(len(message.sentences)):
        own = [message.words[index] for index in message.words_of(sentence)]
        shared = sum(tuple(own[at : at + COPY_RUN]) in runs for at in range(len(own) - COPY_RUN + 1))
        if shared and shared + COPY_RUN - 1 >= 0.7 * len(own):
            expected.add(sentence)
    assert copied(message, previous) == expected
