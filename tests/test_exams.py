"""Exams: announced, without help, the same for everybody, kept for the trainer; certificates say what they don't say."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from simulator.errors import UsageError
from simulator.exam import Exam, announcement
from simulator.library import Library
from simulator.progress.examined import Examined, exam_seed
from simulator.report.certificate import as_page, as_text, certificate
from simulator.training import Workshop

CASE = "first-chat"


@pytest.fixture(scope="module")
def workshop(tmp_path_factory):
    with Workshop(home=tmp_path_factory.mktemp("exams")) as opened:
        opened.live_kit = opened.kit  # knowing every shipped answer takes seconds, and no exam here copies one
        yield opened


def play(practice, count: int = 9) -> None:
    for reply in practice.scenario.plays[0].replies[:count]:
        if not practice.over:
            practice.send(reply.text, reply.delay_s)


def test_an_exam_has_the_same_words_for_everybody_and_is_stored_as_one(workshop):
    one, other = workshop.take_exam(CASE), workshop.take_exam(CASE)
    assert one.session.seed == other.session.seed == exam_seed(CASE, one.scenario.version)
    stored = workshop.attempt(one.attempt_id).start
    assert (stored.mode, stored.options["pass_mark"]) == ("exam", 75.0)
    assert "nobody else here" in one.announcement[0]
    assert any("script words the customer" in line for line in one.announcement)
    assert one.seen_by == "exam: yours to show"
    assert "your trainer will see it" in announcement(75.0)[0]
    assert Exam.seen_by == "exam: your trainer will see it"
    assert workshop.practise(CASE).seen_by == "only you see this"


def test_an_exam_is_worded_by_the_script_whoever_words_the_customer_in_practice(workshop):
    workshop.choose_customer("human")
    workshop.notice = "Somebody words the customer."
    exam, practice = workshop.take_exam(CASE), workshop.practise(CASE)
    assert (exam.voice, exam.notice) == (None, "")
    assert practice.voice is workshop.voice is not None
    assert practice.notice == "Somebody words the customer."
    play(exam, 1)
    assert exam.exchanges[0].worded is None
    assert not exam.writing


def test_an_exam_gives_no_hints_and_is_not_played_again(workshop):
    exam = workshop.take_exam(CASE)
    play(exam, 1)
    with pytest.raises(UsageError, match="no hints"):
        exam.hint()
    for again in (exam.retry, lambda n: workshop.retry(exam.attempt_id, n)):
        with pytest.raises(UsageError, match="simulator practice first-chat"):
            again(1)


def test_saying_what_was_meant_sets_the_conversation_right_and_leaves_the_marks(workshop):
    exam = workshop.take_exam(CASE)
    first = exam.send("Shall I pop the warm one in?", 5.0)
    again = exam.replay_last(("sorry", "explores"))
    assert set(again.heard.moves) >= {"sorry", "explores"}
    assert again.marks == first.marks == workshop.attempt(exam.attempt_id).exchanges[-1].marks
    practice = workshop.practise(CASE, seed=exam.session.seed)
    before = practice.send("Shall I pop the warm one in?", 5.0)
    assert practice.replay_last(("sorry", "explores")).marks != before.marks


def test_a_resumed_exam_is_still_one(workshop):
    begun = workshop.take_exam(CASE, pass_mark=60.0)
    play(begun, 1)
    resumed = workshop.resume(begun.attempt_id)
    assert (resumed.seen_by, resumed.terms.pass_mark) == (begun.seen_by, 60.0)
    with pytest.raises(UsageError):
        resumed.hint()


def test_the_debrief_says_first_whether_it_was_passed_now_and_later(workshop):
    exam = workshop.take_exam(CASE)
    play(exam)
    told = exam.finish(None)
    assert told.happened[0].startswith("Exam: ")
    assert workshop.debrief(exam.attempt_id).happened[0] == told.happened[0]
    found = workshop.examined(exam.attempt_id)
    assert (found.title, found.taken, found.score) == (exam.scenario.title, 1, told.scorecard.score)
    once_more = workshop.take_exam(CASE)
    play(once_more, 1)
    once_more.finish(None)
    assert workshop.examined(once_more.attempt_id).taken == 2


def test_a_pathway_under_way_sets_the_pass_mark(workshop, tmp_path):
    folder = tmp_path / "own" / "scenarios" / "pathways"
    folder.mkdir(parents=True)
    step = f"{{id: a, title: A, scenarios: [{CASE}], mastery: exam, pass_mark: 90}}"
    (folder / "strict.yaml").write_text(f"format: 1\nid: strict\ntitle: S\nabout: A.\nsteps:\n  - {step}\n")
    with Workshop([tmp_path / "own"], home=tmp_path) as other:
        other.live_kit = other.kit
        other.start_pathway("strict")
        assert other.terms(CASE).pass_mark == 90.0
        with pytest.raises(UsageError, match="set to 90"):
            other.take_exam(CASE, pass_mark=10.0)
        assert other.terms("worn-boots", 10.0).pass_mark == 10.0


def test_what_is_not_kept_or_not_scored_is_no_exam():
    with Workshop(keep=False) as workshop, pytest.raises(UsageError, match="nothing is kept"):
        workshop.take_exam(CASE)


def test_practice_and_unfinished_exams_have_no_certificate(workshop):
    with pytest.raises(UsageError, match="was practice"):
        workshop.examined(workshop.practise(CASE).attempt_id)
    with pytest.raises(UsageError, match="is not finished"):
        workshop.examined(workshop.take_exam(CASE).attempt_id)


def test_a_stopped_exam_was_not_taken(workshop):
    exam = workshop.take_exam(CASE)
    play(exam, 1)
    exam.stop()
    assert exam.attempt_id not in {item.id for item in workshop.history.attempts()}


# Certificates


@pytest.fixture
def exam():
    return Examined(
        attempt="0123",
        name="Sam",
        scenario=CASE,
        title="A bulb for a desk lamp",
        version=1,
        at=datetime(2026, 11, 2, 12, 0, tzinfo=UTC),
        score=84.0,
        assessed=1.0,
        pass_mark=75.0,
        replies=4,
        seed=7,
        engine="0.1.0",
        editions=(("empathy", 1, "a" * 64),),
        caps=("beyond_authority",),
        ended="It ended settled.",
    )


@pytest.mark.parametrize(
    ("score", "assessed", "kind", "said"),
    [
        (84.0, 1.0, "Certificate", "Passed with 84 (the pass mark is 75), from 100% of the card"),
        (75.0, 0.7, "Certificate", "Passed with 75"),
        (74.9, 1.0, "Record of an exam", "Not passed with 75"),
        (99.0, 0.69, "Record of an exam", "Neither passed nor failed, for only 69% of the card"),
        (15.0, 0.36, "Record of an exam", "Not passed with 15 (the pass mark is 75), from 36% of the card"),
        (None, 0.0, "Record of an exam", "Not assessed, so neither passed nor failed"),
    ],
)
def test_only_a_passed_exam_is_called_a_certificate(exam: Examined, score, assessed, kind, said):
    found = certificate(replace(exam, score=score, assessed=assessed))
    assert found.kind == kind
    assert found.result.startswith(said)


def test_the_page_says_what_the_text_says_and_asks_for_nothing(exam: Examined):
    hostile = replace(exam, name="<script>alert(1)</script>", score=84.0, assessed=1.0, taken=2)
    page, text = as_page(hostile, Library()), as_text(hostile)
    assert "<script>" not in page
    assert not re.search(r"https?://|url\(|@import|<link|<img|src=", page)
    told = certificate(hostile)
    for line in (*told.says, *told.not_said):
        assert line in text
        assert line in page.replace("&#39;", "'")
    assert "It was exam number 2 with this customer." in text
    assert "The score was limited for: beyond authority." in text


def test_marks_that_people_changed_are_named(exam: Examined):
    assert "People have changed some of its marks" not in as_text(exam)
    assert "People have changed some of its marks" in as_text(replace(exam, overridden=True))


def test_the_margin_between_two_exams_is_named_and_large(exam: Examined):
    assert 25 < exam.margin < 60
    assert f"{exam.margin:.0f} points apart by chance" in as_text(exam)
