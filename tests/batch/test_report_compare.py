"""Two gradings side by side: what moved is counted right, and other conversations are refused."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_lines import MANIFEST, candidate, line, reply

from simulator.batch.records import ConversationLine, MarkLine
from simulator.batch.report_compare import Comparison, add_conversations, add_replies, begin
from simulator.batch.report_pairs import Replied, Talked, pairs
from simulator.errors import UsageError
from simulator.library import Library
from simulator.report.page import render

NAMES = ("old", "new")


def talked(items: list[ConversationLine]) -> list[Talked]:
    return [msgspec.json.decode(msgspec.json.encode(item), type=Talked) for item in items]


def replied(items: list[MarkLine]) -> list[tuple[str, tuple[Replied, ...]]]:
    return [(item.conversation, (msgspec.json.decode(msgspec.json.encode(item), type=Replied),)) for item in items]


def newer(**changes: Any) -> dict[str, Any]:
    """The manifest of the same input graded by a changed scorecard."""
    first, second = MANIFEST["rubrics"]
    return MANIFEST | {"rubrics": [first | {"version": 4, "hash": "cafe" * 16}, second]} | changes


def compared(old: list[ConversationLine], new: list[ConversationLine]) -> Comparison:
    found = begin(NAMES, MANIFEST, newer())
    add_conversations(found, talked(old), talked(new))
    return found


@given(st.permutations(range(12)), st.sets(st.integers(0, 11)), st.sets(st.integers(0, 11)))
def test_whatever_the_order_each_finds_its_pair_or_stays_alone(
    order: list[int], without: set[int], also: set[int]
) -> None:
    old = [n for n in range(12) if n not in without]
    new = [n for n in order if n not in also]
    found = list(pairs(old, new, str))
    assert sorted(first for first, _ in found if first is not None) == old
    assert sorted(second for _, second in found if second is not None) == sorted(new)
    assert all(first == second for first, second in found if first is not None and second is not None)
    assert {first for first, second in found if second is None} == set(old) - set(new)


def test_gradings_of_the_same_order_are_paired_without_keeping_any() -> None:
    walked = pairs(iter(range(10**9)), iter(range(10**9)), str)
    assert [next(walked) for _ in range(3)] == [(0, 0), (1, 1), (2, 2)]


def test_scores_verdicts_and_criteria_move_by_what_they_moved() -> None:
    old = [line(n) for n in range(10)]
    new = [
        line(n, scores={"qa": 60.0 + n % 5 + (10 if n < 4 else 0), "empathy": 50.0})
        if n
        else line(
            0, scores={"qa": None, "empathy": 50.0}, verdicts={"qa": "not passed"}, marks={"qa/takes_up_feeling": 4}
        )
        for n in range(10)
    ]
    found = compared(old, new)
    scorecard = found.scores["qa"]
    assert (scorecard.moved.n, scorecard.up, scorecard.down, scorecard.unmarked) == (9, 3, 0, 1)
    assert scorecard.mean == pytest.approx(30 / 9)
    assert found.scores["empathy"].still
    assert found.verdicts == {("QA scorecard", "passed", "not passed"): 1}
    assert [(each.conversation, each.before, each.after) for each in found.turned] == [("c-0", "passed", "not passed")]
    feeling = found.criteria["qa/takes_up_feeling"]
    assert (feeling.up, feeling.mean) == (1, pytest.approx(5.0))
    assert [(each.conversation, each.before, each.after) for each in feeling.examples] == [("c-0", 2, 4)]


def test_a_reply_that_moved_most_is_the_first_example() -> None:
    found = begin(NAMES, MANIFEST, newer())
    old = [reply(n, text=f"reply {n}") for n in range(6)]
    new = [reply(n, text=f"reply {n}", marks={"empathy/names_it": 1 + n % 4, "empathy/respect": 4}) for n in range(6)]
    add_replies(found, replied(old), replied(new[::-1]))
    change = found.criteria["empathy/names_it"]
    assert (change.up, change.down, change.moved.n) == (4, 0, 6)
    assert change.examples[0].text == "reply 3"
    assert (change.examples[0].before, change.examples[0].after) == (1, 4)
    assert [item.title for item in found.moved] == ["Names the feeling"]


def test_findings_that_came_and_went_are_told_apart() -> None:
    old = [line(n, candidates=(candidate(n),) if n in {1, 2} else ()) for n in range(5)]
    new = [line(n, candidates=(candidate(n),) if n in {2, 3} else ()) for n in range(5)]
    found = compared(old, new)
    assert (found.kept, found.found_count, found.gone_count) == (1, 1, 1)
    assert [item.conversation for item in found.found] == ["c-3"]


def test_a_changed_rubric_is_named_by_version_and_hash_in_every_format() -> None:
    found = compared([line(n) for n in range(3)], [line(n) for n in range(3)])
    for template in ("comparison.html.j2", "comparison.md.j2", "comparison.txt.j2"):
        page = render(template, Library(), compared=found)
        for words in ("version 3", "version 4", "f00df00df00d", "cafecafecafe", "unchanged", "No criterion moved"):
            assert words in page


def test_a_text_that_changed_under_the_same_version_is_told() -> None:
    same = MANIFEST | {"rubrics": [MANIFEST["rubrics"][0] | {"hash": "0" * 64}]}
    words = [pair.words for pair in begin(NAMES, MANIFEST, same).rubrics]
    assert words == ["its text changed and its version did not: give it a new version", "only in the old grading"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"input": "def"}, "other conversations"),
        ({"since": "2026-01-01"}, "another --since"),
        ({"sample": "5%"}, "another sample"),
    ],
)
def test_other_conversations_are_refused_unless_it_is_meant(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        begin(NAMES, MANIFEST, newer(**changes))
    assert not begin(NAMES, MANIFEST, newer(**changes), anyway=True).same_input


def test_words_in_a_comparison_are_harmless() -> None:
    evil = "<script>alert(1)</script> | **b** \x1b[31m"
    found = begin((evil, "new"), MANIFEST, newer())
    old, new = [line(0, id=evil)], [line(0, id=evil, marks={"qa/takes_up_feeling": 4})]
    add_conversations(found, talked(old), talked(new))
    for template in ("comparison.html.j2", "comparison.md.j2", "comparison.txt.j2"):
        page = render(template, Library(), compared=found)
        assert "\x1b" not in page
        assert template.endswith(".txt.j2") or "<script" not in page.replace("\\<", "")


def test_another_pass_mark_is_named_as_it_is_why_verdicts_turn() -> None:
    changed = newer()
    first, second = changed["rubrics"]
    found = begin(NAMES, MANIFEST, changed | {"rubrics": [first | {"pass_mark": 70.0}, second]})
    assert found.rubrics[0].words == "changed; the pass mark from 80 to 70"
