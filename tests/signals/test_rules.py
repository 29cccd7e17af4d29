"""The rules as data, and the filter before them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from simulator.signals import AGENT_SIGNALS, CUSTOMER_SIGNALS, read
from simulator.signals.detectors import CUSTOMER_DETECTORS, DETECTORS
from simulator.signals.patterns import BEFORE, compiled, marked
from simulator.signals.prefilter import ODD, branches, needed
from simulator.signals.reading import AGENT_RULES, CUSTOMER_RULES, rules
from simulator.signals.rules import FLAGS, Ruleset, load, parse
from simulator.signals.scope import (
    NEGATES,
    NEGATORS,
    OURS,
    OWN,
    REPORTS,
    YOURS,
    is_negated,
    is_reported,
    is_said_of_us,
    signs,
)
from simulator.signals.text import Message

PIECES = sorted(
    {
        *NEGATORS,
        *OURS,
        *YOURS,
        *"being told asked said, you were if suppose about saying he sounds like as ever".split(),
    }
)
HERE = Path(__file__).parent
RULES = (*load(*AGENT_RULES), *load(*CUSTOMER_RULES))
COMPUTED = {"specificity", "personalisation", "wrong_name", "re_asking", "placeholder", "question", "readability"}


def texts() -> list[str]:
    found: list[str] = []
    for name in ("agent_examples.yaml", "customer_examples.yaml", "policies.yaml"):
        for entry in yaml.safe_load((HERE / name).read_text("utf-8")).values():
            lists = entry["replies"] if "replies" in entry else [text for kind in entry.values() for text in kind]
            found += lists
    return found


def test_the_tables_have_a_row_for_every_signal_and_no_other():
    assert set(DETECTORS) == set(AGENT_SIGNALS)
    assert set(CUSTOMER_DETECTORS) == set(CUSTOMER_SIGNALS)
    assert all(row.meaning.endswith((".", ")")) for row in (*DETECTORS.values(), *CUSTOMER_DETECTORS.values()))


def test_every_signal_that_goes_by_words_has_rules():
    assert {rule.signal for rule in load(*AGENT_RULES)} >= set(AGENT_SIGNALS) - COMPUTED
    assert {rule.signal for rule in load(*CUSTOMER_RULES)} == set(CUSTOMER_SIGNALS)


def test_every_rule_is_well_formed():
    for rule in RULES:
        assert 0 <= rule.strength <= 1
        assert set(rule.flags) <= set(FLAGS)
        assert rule.pattern == rule.pattern.strip()
        for branch in branches(marked(rule.pattern)):
            assert compiled(branch).groups == 0


def test_no_rule_repeats_without_a_bound():
    for rule in RULES:
        plain = re.sub(r"\\.|\[[^]]*\]|\{\d", "", compiled(rule.pattern).pattern)
        assert not re.search(r"[*+]|\{\d+,\}", plain), rule.pattern


def test_no_pattern_begins_with_a_second_space():
    every = [branch for rule in RULES for branch in branches(marked(rule.pattern))]
    assert [branch for branch in every if re.match(r"(\(\?<?[!=][^()]*\))? ", branch)] == []


def test_no_two_words_grow_together_where_a_row_goes_on():
    glued = [rule.pattern for rule in RULES if re.search(r"[a-z]\)\([a-z]", rule.pattern)]
    assert glued == []


@pytest.mark.parametrize("names", [AGENT_RULES, CUSTOMER_RULES])
def test_the_filter_never_hides_a_match(names):
    ruleset = Ruleset(load(*names))
    patterns = [compiled(branch, several=True) for _, branch in ruleset._branches]
    for text in texts():
        message = Message(text)
        chosen = {ruleset._candidates.order[at] for words in message.spoken for at in ruleset._candidates.among(words)}
        lines = "\n".join(BEFORE + line for line in message.written)
        missed = [ruleset._branches[n] for n, p in enumerate(patterns) if n not in chosen and p.search(lines)]
        assert missed == []


@pytest.mark.parametrize("names", [AGENT_RULES, CUSTOMER_RULES])
def test_in_blocks_of_many_sentences_the_same_is_found_as_in_each_by_itself(names, monkeypatch):
    text = "\n".join(texts()[:150])
    message = Message(text)
    assert len(message.blocks) < len(message.lines)
    found = rules(names).find(message)
    monkeypatch.setattr("simulator.signals.text.MOST_BLOCKS", len(message.lines))
    assert rules(names).find(Message(text)) == found != {}


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("(no|any) need", [{"no need", "any need"}]),
        ("calm (yourself )?down", [{"calm down", "calm yourself down"}]),
        (r"stop( (it|\d).{0,3})?", [{"stop"}]),
        (r"stop(( it)?\d.{0,3})?", []),
        ("^(so )?you .. me", [{"me"}, {"^ you", "^ so you"}]),
        (r"^\S{1,9} me", [{"me"}]),
        ("worr(y|ies) me", [{"worry me", "worries me"}]),
        (r"in \d{1,2} days", [{"in"}, {"days"}]),
        ("(a|b) .. parcel", [{"parcel"}, {"a", "b"}]),
        ("(very )?", []),
        (
            "(next|this) .. (monday|tuesday|friday|sunday)( morning| noon| night| early| late)?",
            [{"next", "this"}, {"monday", "tuesday", "friday", "sunday"}],
        ),
        ("^(so |and ){0,2}email$", [{"email"}]),
        (r"\S{1,9}@\S{1,9}", [{ODD}]),
        (r"send \S{1,9}@\S{1,9}", [{"send"}, {ODD}]),
    ],
)
def test_what_a_pattern_cannot_do_without(pattern, words):
    found = needed(marked(pattern))
    assert sorted(map(sorted, found)) == sorted(map(sorted, words))


@pytest.mark.parametrize(
    "text", ["Write to help@shop.example", "See www.shop.example", "It is €5", "Go to https://a.b"]
)
def test_links_addresses_and_amounts_are_found_behind_the_filter(text):
    assert read(text).strengths["information"] >= 0.7


@given(st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join))
def test_without_its_sign_in_the_sentence_nothing_undoes_a_match(before):
    sign = signs(before.replace(",", "").split())
    assert sign & NEGATES or not is_negated(before)
    assert sign & REPORTS or not is_reported(before)
    assert sign & OWN or not is_said_of_us(before)


def test_a_rules_file_reads_sections_flags_and_continued_lines():
    source = "# note\n\n== wall | a bare no | rk\n0.5    no (a|\n       b)\n0  +n  not only\n"
    first, second = parse(source)
    assert (first.signal, first.detail, first.strength, first.pattern, first.flags) == (
        "wall",
        "a bare no",
        0.5,
        "no (a|b)",
        "rk",
    )
    assert (second.strength, second.pattern, second.flags) == (0.0, "not only", "rkn")


@pytest.mark.parametrize(
    "text",
    [
        "I won't ask you to calm down.",
        "I would never, ever tell you to calm down.",
        "I'm sorry you were told to calm down.",
        "My colleague should not have said calm down.",
        "If I told you to calm down, you would be right to be angry.",
        "I apologise for asking you to calm down.",
        'You wrote that he said "calm down" to you.',
        "> calm down\nI am sorry about that line.",
        "A walk helps me calm down.",
    ],
)
def test_words_that_are_denied_reported_supposed_or_quoted_do_not_count(text):
    assert read(text).strengths["dismissing"] == 0


@pytest.mark.parametrize(
    "text", ["You should calm down.", "I told you to calm down.", "And now calm down, please!", "pls calm down"]
)
def test_words_that_are_meant_do(text):
    assert read(text).strengths["dismissing"] >= 0.9
