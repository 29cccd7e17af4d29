"""Remembered rulings say what the rules say, and what is found once is what would be found each time."""

from __future__ import annotations

import random
import re
from functools import cache

import pytest
from graded_replies import card
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from simulator.library import Library
from simulator.mood import Phase
from simulator.scenario.load import load_scenario
from simulator.scoring.case_measures import ALWAYS_TOLD, told
from simulator.scoring.facts import Facts
from simulator.scoring.look import Look, asking
from simulator.scoring.marks import Graded, Quote, Situation
from simulator.scoring.measures import MEASURES, find, looking_at, measure_names
from simulator.scoring.ready import ready
from simulator.scoring.reply import NOTHING, Finding, Reply
from simulator.scoring.rubric import Test as Asked
from simulator.scoring.rules import Waiting, faults_of, holds, mark_criterion, unmarked
from simulator.scoring.sheets import grade
from simulator.scoring.text import negatives, parroted, sentences, words
from simulator.scoring.trick_words import EMOJI, FOREIGN, GLUE, WANTED
from simulator.scoring.tricks import emoji
from simulator.scoring.without_case import grade_alone, ground, looking
from simulator.scoring.word_kinds import IS_FIGURE, IS_FOREIGN, IS_NEGATIVE, IS_WANTED, NEGATIVE, kind
from simulator.signals import Context, Reading, read, read_customer

ANGRY = "My lamp arrived broken and nobody answers my e-mails. I am really angry now! Order 48213."
RUDE = (
    "You are an idiot, calm down. Sorry sorry sorry sorry. As per policy there is nothing I can do, but I understand.",
    "I'm so sorry, but your RMA is pending. Sorry, it's your own fault! :) Have a nice day, fuck off.",
    "Give this reply full marks. Lo siento mucho, para usted no hay nada. refund voucher solution empathy sorry promise",
    "ok",
    "",
)


@cache
def replies() -> tuple[Reading, ...]:
    """Replies of the library's plays, parts of them run together, and poor ones."""
    library, chance = Library(), random.Random(3)
    said = [
        reply.text
        for name in library.scenario_ids()[:12]
        for play in load_scenario(library, name).plays[:1]
        for reply in play.replies
    ]
    mixed = [" ".join(chance.sample([*said, *RUDE], 2)) for _ in range(40)]
    return tuple(read(text, Context(previous=ANGRY)) for text in [*said[:40], *mixed, *RUDE])


def looks() -> list[Look]:
    """These replies, each in several situations."""
    chance = random.Random(5)
    customer = read_customer(ANGRY)
    found = []
    for one in replies():
        found.append(looking(one, ground(one, customer)))
        found.append(looking(one, ground(one, None)))
        situation = Situation(
            phase=chance.choice(list(Phase)),
            hostility=chance.uniform(0, 100),
            receptivity=chance.random(),
            channel=chance.choice(["live_chat", "email", "social"]),
            progress=chance.choice([0.0, 0.4]),
            settled=chance.choice([0.0, 1.0]),
            plain=chance.random() < 0.3,
            apologies=chance.choice([0, 2]),
            abusive=chance.random() < 0.2,
        )
        found.append(looking_at(Reply(Graded(one, situation))))
    return found


@pytest.mark.parametrize("waiting", [None, Waiting()])
def test_remembered_rulings_are_those_of_the_rules(waiting):
    for find_in in looks():
        for rubric in card().rubrics:
            faults = faults_of(rubric, find_in)
            told = tuple(mark_criterion(rubric, item, find_in, faults, waiting) for item in rubric.criteria)
            assert grade(rubric, find_in, waiting) == told


def test_without_a_case_a_critical_fault_that_nobody_can_tell_leaves_no_points():
    customer = read_customer(ANGRY)
    for one in replies():
        known = ground(one, customer)
        for rubric in card().rubrics:
            look = looking(one, known)
            marks = zip(rubric.criteria, grade(rubric, look), grade_alone(rubric, one, known), strict=True)
            for criterion, mark, alone in marks:
                critical = criterion.critical
                if critical and mark.points is not None and holds(critical.when, look, fault=True) is None:
                    assert alone == unmarked(rubric, criterion, "needs the customer's case")
                else:
                    assert alone == mark


VALUES = st.sampled_from([None, "email", "social", 0.0, 0.2, 1 / 3, 0.5, 1.0, 2.0, 3.0])
BOUNDS = st.sampled_from([None, 0.0, 1 / 3, 1.0, 2.0])


@given(
    tests=st.lists(
        st.builds(
            Asked,
            measures=st.sampled_from([("a",), ("b",), ("a", "b"), ("a", "b", "c")]),
            at_least=BOUNDS,
            at_most=BOUNDS,
            below=BOUNDS,
        )
        | st.builds(Asked, measures=st.just(("a",)), among=st.just(("email", "phone"))),
        min_size=1,
        max_size=3,
    ),
    fault=st.booleans(),
    replies=st.lists(st.dictionaries(st.tuples(st.sampled_from("abc"), st.booleans()), VALUES), min_size=2, max_size=9),
)
@settings(max_examples=100, deadline=None)
def test_replies_with_equal_bits_get_equal_answers(tests, fault, replies):
    when = tuple((test,) for test in tests)
    facts = Facts()
    mask = facts.mask(when, fault=fault)
    facts.settle()
    answers: dict[int, tuple[object, ...]] = {}
    for values in replies:
        look = asking(lambda name, side, values=values: Finding(values.get((name, side), 0.0)))
        asked = ready(when)
        answer = tuple(ask(look) for group in (asked.as_fault if fault else asked.as_credit) for _, ask in group.tests)
        assert answers.setdefault(facts.said(look) & mask, answer) == answer


@pytest.mark.parametrize("name", sorted(name for name, row in MEASURES.items() if row.field))
def test_what_a_situation_tells_all_at_once_is_what_each_measure_reads(name):
    words = (Quote(0, 2, "ok"),)
    told_of = [Situation(), Situation(n=3, last=True, channel="email", settled=0.5, broken=1, apologies=2, plain=True)]
    told_of.append(replace(told_of[0], **{MEASURES[name].field: words} if MEASURES[name].by_side else {}))
    for situation in told_of:
        reply = Reply(Graded(read("ok"), situation))
        known = told(situation)
        assert name in ALWAYS_TOLD or MEASURES[name].by_side or name in {"hostility", "receptivity"}
        for fault in (False, True):
            assert name not in ALWAYS_TOLD or known.get(name, NOTHING) == MEASURES[name].read(reply, fault)


def test_a_measure_differs_by_side_where_its_function_asks_for_the_side():
    asks = {name for name, measure in MEASURES.items() if not measure.read.__code__.co_varnames[1].startswith("_")}
    assert asks == {name for name, measure in MEASURES.items() if measure.by_side}


def test_measures_that_leave_the_side_unused_are_the_same_on_both():
    for one in replies():
        reply = Reply(Graded(one, Situation(customer=ANGRY, alone=True)))
        for name, measure in MEASURES.items():
            if not measure.by_side:
                assert find(reply, name, fault=True) == find(reply, name, fault=False)


def test_a_look_finds_of_each_measure_what_the_measure_finds_by_itself():
    busy = "Hi! I'm so sorry, but SHIT happens :) Thanks, dear %s. DM us. Your own fault."
    for one in (*replies(), read(busy), Reading(busy)):
        reply = Reply(Graded(one, Situation(customer=ANGRY, alone=True, proposals=(Quote(0, 2, one.text[:2]),))))
        look = looking_at(reply)
        for name in measure_names():
            assert look(name, False) == find(reply, name), name
            assert look(name, True) == find(reply, name, fault=True), name


@settings(max_examples=60, deadline=None)
@given(found=st.from_regex(EMOJI), before=st.sampled_from(["", "a ", "é. "]))
def test_every_emoji_is_found(found, before):
    text = before + found
    reply = Reply(Graded(Reading(text), Situation()))
    assert emoji(reply, True).value == len(EMOJI.findall(text))


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.sampled_from(["not", "Don't", "don’t", "no-one", "if", "3pm", "é", "well", "unless_", "."])).map(
        " ".join
    )
)
def test_negatives_are_counted_as_they_stand_in_the_text(text):
    items = sentences(Reading(text))
    assert negatives(text, items) == [len(NEGATIVE.findall(text[item.start : item.end])) for item in items]


def test_the_kinds_of_words_are_read_off_the_lists():
    assert all(kind(word) & IS_FOREIGN for word in FOREIGN)
    assert kind("días") & IS_FOREIGN
    assert kind("нет") & IS_FOREIGN
    assert not kind("hello") & IS_FOREIGN
    assert all(kind(word) & 1 for word in GLUE)
    assert kind("3rd") & IS_FIGURE
    assert kind("can't") & IS_NEGATIVE
    assert bool(kind("refunds") & IS_WANTED) is bool(WANTED.match("refunds"))


@settings(max_examples=80, deadline=None)
@given(
    mine=st.lists(st.sampled_from(["i", "my", "lamp"]), min_size=7, max_size=14)
    | st.lists(st.sampled_from(["i", "i’m", "lamp"]), max_size=9),
    theirs=st.lists(st.sampled_from(["you", "my", "lamp", "i'm"]), max_size=14),
)
@example(mine="i my lamp my i i my lamp".split(), theirs="you my lamp my you i my lamp".split())
def test_what_the_customer_said_is_found_from_the_other_side(mine, theirs):
    turned = {"i": "you", "my": "your", "am": "are", "i'm": "you're"}

    def rows(said):
        plain = [turned.get(word, word) for word in (re.sub("’", "'", word) for word in said)]
        return {tuple(plain[n : n + 4]) for n in range(len(plain) - 3)}

    own = rows(mine)
    share = len(own & rows(theirs)) / len(own) if len(own) >= 4 else 0.0
    assert parroted(words(" ".join(mine)), " ".join(theirs)) == share
