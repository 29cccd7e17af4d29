"""Confirmed faults take effect in the figures, rejected ones go, and what nobody confirmed changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from review_samples import AT, grading, verdict

from simulator.batch.lines import Judged
from simulator.batch.outputs import tally_of
from simulator.batch.review_items import Reviewable
from simulator.batch.reviewing import CONFIRMED, REJECTED, SKIPPED, Judgement, Reviewed
from simulator.batch.settling import Felt, felt_in, settle, settled
from simulator.batch.tally import Tally
from simulator.errors import SimulatorError


@pytest.fixture(scope="module")
def what(tmp_path_factory: pytest.TempPathFactory) -> Reviewable:
    return grading(tmp_path_factory.mktemp("graded"))


def mean(tally: Tally, measure: str, dimension: str = "all", value: str = "") -> float:
    return tally.means[dimension, value, measure].mean or 0.0


def test_every_candidate_and_the_whole_sample_can_be_read_in_context(what: Reviewable) -> None:
    assert [found.candidate.rule for found in what.findings] == ["attack"] * 3
    assert all(len(found.judged.texts) == found.judged.line.turns for found in what.findings)
    assert len(what.sample) == 12
    assert all(judged.marks for judged in (*what.sample, *what.risks))


def test_summed_up_again_without_a_judgement_every_score_is_the_same(what: Reviewable) -> None:
    for judged in what.conversations.values():
        assert settled(what.rubrics, judged, Felt()) == judged


def test_what_nobody_confirmed_changes_no_figure(what: Reviewable) -> None:
    before = tally_of(what.folder)
    assert settle(what, Reviewed()) == before
    assert settle(what, Reviewed([verdict(what, 0, SKIPPED)])) == before


def test_a_confirmed_fault_puts_the_card_to_zero_and_the_empathy_under_its_cap(what: Reviewable) -> None:
    found = what.findings[0]
    felt = Felt(frozenset({(found.candidate.turn, "attack")}))
    after = settled(what.rubrics, found.judged, felt)
    assert (found.judged.line.scores["qa"] or 0) > 0
    assert after.line.scores["qa"] == 0
    assert after.line.verdicts["qa"] in {"not passed", "too little assessed"}
    assert (after.line.scores["empathy"] or 0) <= 40
    assert (after.line.scores["clarity"] or 0) < (found.judged.line.scores["clarity"] or 0)


def test_confirmed_faults_move_the_sums_by_what_they_take_away(what: Reviewable) -> None:
    before = tally_of(what.folder)
    after = settle(what, Reviewed([verdict(what, 0, CONFIRMED)]))
    line = what.findings[0].judged.line
    lost = line.scores["qa"] or 0
    assert mean(after, "qa") == pytest.approx(mean(before, "qa") - lost / 12)
    assert after.means["week", line.week or "", "qa"].n == before.means["week", line.week or "", "qa"].n
    assert after.counts == before.counts


def test_the_sums_of_a_settled_grading_are_those_of_the_settled_conversations(what: Reviewable) -> None:
    reviewed = Reviewed([verdict(what, 0, CONFIRMED), verdict(what, 2, CONFIRMED)])
    straight, changed = Tally(), 0
    for judged in (what.conversations[one.line.id] for one in what.sample):
        felt = felt_in(judged, reviewed)
        changed += felt != Felt()
        straight.add(settled(what.rubrics, judged, felt), 1)
    assert changed == 2
    found = settle(what, reviewed)
    assert found.means.keys() == straight.means.keys()
    for key, moments in straight.means.items():
        assert found.means[key].n == moments.n
        assert found.means[key].total == pytest.approx(moments.total)
        assert found.means[key].squares == pytest.approx(moments.squares)
    assert {key: n for key, n in found.verdicts.items() if n} == straight.verdicts


def test_a_rejected_finding_is_listed_no_more(what: Reviewable) -> None:
    after = settle(what, Reviewed([verdict(what, 0, REJECTED)]))
    assert after.rules == {"attack": 2}
    assert len(after.candidates) == 2
    every = Reviewed([verdict(what, n, REJECTED) for n in range(3)])
    assert settle(what, every).rules == {}


def test_a_verdict_holds_for_the_words_it_was_given_to_and_for_no_others(what: Reviewable) -> None:
    other = replace(verdict(what, 0, CONFIRMED), words="You are a darling")
    assert settle(what, what.holding([other])) == tally_of(what.folder)


def test_marks_by_another_rubric_or_of_another_input_do_not_hold(what: Reviewable) -> None:
    used = what.used[0]
    name = what.sample[0].line.id
    over = Judgement(AT, "Lee", "overrule", name, "qa/greets", 4, 1, hash=used.hash, input=what.input)
    assert what.holding([over]).points(name) == {"qa/greets": 4}
    for changed in (replace(over, hash="another"), replace(over, input="another")):
        assert what.holding([changed]).points(name) == {}


def overruled(what: Reviewable, key: str, points: int) -> tuple[Judged, Judged]:
    judged = what.sample[0]
    return judged, settled(what.rubrics, judged, Felt(points={key: points}))


def test_an_overruling_mark_of_the_conversation_takes_the_place_of_the_softwares(what: Reviewable) -> None:
    judged = next(one for one in what.sample if one.line.marks["qa/greets"] == 1)
    after = settled(what.rubrics, judged, Felt(points={"qa/greets": 4}))
    assert after.line.marks["qa/greets"] == 4
    assert (after.line.scores["qa"] or 0) > (judged.line.scores["qa"] or 0)
    assert after.line.scores["empathy"] == judged.line.scores["empathy"]


def test_what_a_person_answers_is_assessed_from_then_on(what: Reviewable) -> None:
    before, after = overruled(what, "qa/done_in_system", 4)
    assert "qa/done_in_system" in before.line.by_person
    assert "qa/done_in_system" not in after.line.by_person
    assert (after.line.assessed["qa"] or 0) > (before.line.assessed["qa"] or 0)


def test_overruling_a_criterion_of_replies_sets_each_marked_reply(what: Reviewable) -> None:
    _, after = overruled(what, "empathy/respect", 0)
    assert {turn.marks["empathy/respect"] for turn in after.marks} <= {0, None}
    assert 0 in {turn.marks["empathy/respect"] for turn in after.marks}


def test_overruled_marks_move_their_agents_sums_too(what: Reviewable) -> None:
    judged = next(one for one in what.sample if one.line.marks["qa/greets"] == 1)
    over = Judgement(AT, "Lee", "overrule", judged.line.id, "qa/greets", 4, 1, reason="the name is in the subject")
    before, after = tally_of(what.folder), settle(what, Reviewed([over]))
    n = before.means["all", "", "qa/greets"].n
    assert mean(after, "qa/greets") == pytest.approx(mean(before, "qa/greets") + 75 / n)
    agent = judged.line.agent
    assert mean(after, "qa/greets", "agent", agent) > mean(before, "qa/greets", "agent", agent)


def test_a_rubric_that_was_changed_since_is_refused(what: Reviewable, tmp_path: Path) -> None:
    again = grading(tmp_path, 2)
    path = again.folder.root / "rubrics" / "qa.yaml"
    path.write_text(path.read_text("utf-8").replace("pass_mark: 80", "pass_mark: 10"), encoding="utf-8")
    with pytest.raises(SimulatorError, match="not the rubric that was graded by"):
        assert again.rubrics


def test_a_section_is_not_emptied_before_anybody_confirmed_the_fault() -> None:
    from simulator.batch.scores import innocent, together
    from simulator.library import Library
    from simulator.scoring.load import load_rubric
    from simulator.scoring.marks import Mark

    text = Library().rubric_text("empathy")
    rubric = load_rubric(text.text.replace("effect: cap 40", "effect: section to zero"), text.file)
    marks = tuple(
        Mark(rubric.id, item.id, 4, 4, "", critical=item.critical.id if item.critical else "")
        for item in rubric.criteria
    )
    assert together(rubric, [(0.5, innocent(marks))])[0] == 1.0
    assert (together(rubric, [(0.5, marks)])[0] or 0) < 1.0
    assert innocent(marks)[0] == replace(marks[0], critical="")
