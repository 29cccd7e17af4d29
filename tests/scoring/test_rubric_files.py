from __future__ import annotations

import json
from pathlib import Path

import pytest
from graded_replies import card

from simulator.errors import ContentError, NotFoundError
from simulator.library import Library
from simulator.mood import Phase
from simulator.scoring.load import load_card, load_library_card, load_rubric
from simulator.scoring.schema import card_schema, rubric_schema

ROOT = Path(__file__).parents[2]
SMALL = """\
format: 1
kind: rubric
id: small
version: 1
title: Small
sections:
  - id: only
    title: Only
    weight: 1
    criteria:
      - id: thanks
        title: Thanks
        weight: 1
        applies: {phase: [rational]}
        anchors: {0: Cold., 1: Cool., 2: Lukewarm., 3: Warm., 4: Hot.}
        points:
          - {give: 4, when: {gratitude: some}, because: says thank you}
          - {give: 0, because: does not say thank you}
"""


def test_the_shipped_card_weighs_the_rubrics_by_phase_as_designed():
    hot = {"empathy": 0.60, "clarity": 0.25, "resolution": 0.15}
    wanted = {
        Phase.TAKE_OFF: hot,
        Phase.SLOW_DOWN: hot,
        Phase.SUPPORTIVE: {"empathy": 0.45, "clarity": 0.30, "resolution": 0.25},
        Phase.COOL_DOWN: {"empathy": 0.30, "clarity": 0.35, "resolution": 0.35},
        Phase.PROBLEM_SOLVING: {"empathy": 0.20, "clarity": 0.30, "resolution": 0.50},
        Phase.RATIONAL: {"empathy": 0.20, "clarity": 0.40, "resolution": 0.40},
    }
    assert {phase: card().weights(phase) for phase in Phase} == wanted


def test_every_criterion_a_trainee_meets_has_advice_a_tip_and_tags():
    assert not [
        item.id for rubric in card().rubrics for item in rubric.criteria if not (item.advice and item.tip and item.tags)
    ]


def test_the_critical_faults_are_attack_promises_beyond_authority_and_leaks():
    found = {
        item.critical.id: item.critical.cap for rubric in card().rubrics for item in rubric.criteria if item.critical
    }
    assert found == {"attack": 40, "beyond_authority": 60, "privacy": 50}


def test_no_shipped_rule_mentions_a_phase_name_or_a_signal_to_the_trainee():
    shown = [
        text
        for rubric in (*card().rubrics, card().ticket)
        for item in rubric.criteria
        for text in (item.title, item.otherwise, item.tip, *(rule.because for rule in (*item.points, *item.lowered_by)))
    ]
    assert not [text for text in shown if "_" in text or any(phase.value in text for phase in Phase)]


@pytest.mark.parametrize(("name", "made"), [("rubric", rubric_schema), ("card", card_schema)])
def test_the_published_schema_is_the_one_the_loader_checks_by(name, made):
    assert json.loads((ROOT / "rubrics" / "schema" / f"{name}.schema.json").read_text("utf-8")) == made()


def test_the_hash_of_a_rubric_is_that_of_its_text():
    assert load_rubric(SMALL, "a").hash == load_rubric(SMALL, "b").hash
    assert load_rubric(SMALL + "# a note\n", "a").hash != load_rubric(SMALL, "a").hash


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        ("gratitude: some", "gratitud: some", "17:30", "Did you mean 'gratitude'?"),
        (
            "gratitude: some",
            "gratitude: stong",
            "17:41",
            "'stong' is not one of none, some, strong. Did you mean 'strong'?",
        ),
        (
            "gratitude: some",
            "gratitude or apolgy: some",
            "17:30",
            "nothing is called 'apolgy' here. Did you mean 'apology'?",
        ),
        ("gratitude: some", "gratitude: [some]", "17:41", "gratitude is a number"),
        ("gratitude: some", "category_right: true", "17:30", "nothing is called 'category_right' here."),
        ("phase: [rational]", "phase: [rationl]", "14:27", "no phase is called 'rationl'. Did you mean 'rational'?"),
        ("phase: [rational]", "phase: true", "14:26", "phase takes a list"),
        ("weight: 1\n        applies", "wieght: 1\n        applies", "13:9", "Did you mean 'weight'?"),
        ("when: {gratitude: some}, ", "", "17:13", "only the last rule may lack a when"),
        (
            "because: does not",
            "when: {apology: some}, because: does not",
            "18:23",
            "the last rule catches what no other does",
        ),
        ("        points:", "        by: person\n        points:", "17:9", "a person answers this one"),
        ("give: 4", "give: 5", "17:20", "5 is out of range: from 0 to 4"),
        (", 4: Hot.", "", "15:18", "4 is missing"),
        ("        points:", '        advice: ["Thank you, {nmae}."]\n        points:', "16:18", "Did you mean 'name'?"),
        ("kind: rubric", "kind: card", "2:7", "write rubric"),
    ],
)
def test_an_error_names_file_line_column_and_what_to_type(old, new, place, words):
    assert old in SMALL
    with pytest.raises(ContentError) as caught:
        load_rubric(SMALL.replace(old, new), "rubrics/small.yaml")
    assert str(caught.value).startswith(f"rubrics/small.yaml:{place}:")
    assert words in str(caught.value)


def test_an_id_that_is_used_twice_is_an_error():
    again = SMALL[SMALL.index("      - id: thanks") :]
    with pytest.raises(ContentError, match=r":19:13: .*'thanks' is used twice"):
        load_rubric(SMALL + again, "small.yaml")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            "phases: [rational]",
            "phases: [supportive]",
            "practice.yaml:24:14: weights_by_phase[5].phases[1]: supportive is in another group",
        ),
        ("phases: [take_off, slow_down]", "phases: [take_off]", "slow_down is in no group"),
        ("{empathy: 0.60", "{empaty: 0.60", "the card has no rubric 'empaty'. Did you mean 'empathy'?"),
        ("ticket: ticket", "ticket: empathy", "judges a reply, not a ticket"),
        ("rubrics: [empathy,", "rubrics: [ticket,", "the card has no rubric 'empathy'"),
    ],
)
def test_a_card_that_contradicts_itself_is_an_error(old, new, words):
    text = (ROOT / "rubrics" / "practice.yaml").read_text("utf-8")
    assert old in text
    rubrics = {item.id: item for item in (*card().rubrics, card().ticket)}
    with pytest.raises(ContentError) as caught:
        load_card(text.replace(old, new), "practice.yaml", rubrics.__getitem__)
    assert words in str(caught.value)


def test_a_card_that_is_not_in_the_library_is_not_found():
    with pytest.raises(NotFoundError, match="Did you mean 'practice'"):
        load_library_card(Library(), "practise")
