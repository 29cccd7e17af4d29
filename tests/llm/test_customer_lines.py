"""The checks of a customer's line on 200 good and 200 bad ones, written by hand over the library's scenarios."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from line_cases import brief_of
from line_figures import FILES, figures, table

from simulator.exchange import spoken
from simulator.llm.checks import CHECKS, check
from simulator.llm.checks_written import written
from simulator.llm.customer_brief import brief
from simulator.session import Session
from simulator.training import Workshop


@pytest.fixture(scope="module")
def found():
    return figures(*FILES)


def test_there_are_two_hundred_lines_of_each_kind_and_every_tag_is_among_them(found):
    assert found.good >= 200
    assert found.due.total() >= 200
    assert set(found.due) == set(CHECKS)


def test_nine_in_ten_of_the_bad_lines_are_found_under_their_own_tag(found):
    assert {tag: found.recall(tag) for tag in CHECKS if found.recall(tag) < 0.9} == {}, table(found)


def test_at_most_one_good_line_in_twenty_is_turned_away(found):
    assert found.false_rejection <= 0.05, "\n".join(found.misses)


def test_the_script_s_own_words_for_a_cue_nearly_always_pass():
    turned_away, count = [], 0
    with Workshop(keep=False) as workshop:
        for name in ("late-parcel-birthday", "dead-freezer", "fitting-room", "wrong-drive"):
            scenario = workshop.scenario(name)
            for play in scenario.plays:
                session = workshop.session(name, seed=5)
                for reply in play.replies:
                    if session.over or session.hold(reply.text, reply.delay_s) is not None:
                        continue
                    session.hear(reply.text, reply.delay_s)
                    told = brief(session)
                    if told is None:
                        continue
                    other = Session(scenario, session.kit, seed=99, exchanges=session.exchanges[:-1])
                    words = spoken(scenario, other.hear(reply.text, reply.delay_s))
                    count += 1
                    turned_away += [(name, words, item.tag, item.quote) for item in check(words, told)]
    assert count > 40
    assert len(turned_away) <= count * 0.03, turned_away


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("48 213", "48213"),
        ("eight seven seven three zero", "87730"),
        ("sixty-four ninety", "64.90"),
        ("four hundred and twenty-nine euros", "429 euros"),
        ("on 26/10", "on 26 October"),
        ("from 10/26/2026", "from 26 October"),
        ("since 26.10.2026", "since 26 October"),
        ("2026-10-26", "26 October"),
        ("Nov 4th", "November 4th"),
        ("the 26th Oct", "the 26th October"),
        ("3.30 pm", "half past 3 pm"),
        ("open 24/7, twenty-four seven", "open 24/7, twenty-four seven"),
        ("one or two, four out of five", "one or two, four out of five"),
        ("for 64.90", "for 64.90"),
        ("by 13/13", "by 13/13"),
        ("two metres thirty high", "2.30 metres high"),
        ("64 euros 90", "64.90 euros"),
        ("79 euros twice in 20 days", "79 euros twice in 20 days"),
    ],
)
def test_numbers_and_dates_are_read_however_people_write_them(said, plain):
    assert written(said) == plain


@given(st.text(max_size=200))
def test_no_text_breaks_a_check(text):
    told = brief_of("late-parcel-birthday", {"cue": "insist tense"})
    assert all(item.tag in CHECKS for item in check(text, told))


def test_a_failed_check_names_the_words_at_fault_and_says_what_to_do():
    told = brief_of("late-parcel-birthday", {"cue": "vent angry"})
    failed = check("I paid 89.90 for it and nobody cares!", told)
    assert [(item.tag, item.severity, item.quote) for item in failed] == [("fact", "grave", "89.90")]
    assert "Leave it out" in failed[0].sentence
