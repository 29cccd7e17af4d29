"""What a team's trainer assigns: pathways first in the advice, exams with their pass mark, customers they then see."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from simulator.errors import NotFoundError, UsageError
from simulator.store.history import History
from simulator.store.shared import Shared
from simulator.training import Workshop


@pytest.fixture
def team(tmp_path, monkeypatch):
    place = tmp_path / "team.db"
    with History.open(place) as first:
        first.team.add_person("Lee", "lead")
    with History.open(place, "Lee") as lee:
        lee.team.add_team("Returns")
        for name, role in (("Tara", "trainer"), ("Sam", "trainee")):
            lee.team.add_person(name, role)
            lee.team.join(name, "Returns")
        sam = lee.team.person("Sam").id
    monkeypatch.setenv("SIMULATOR_HOME", str(tmp_path))
    monkeypatch.setenv("SIMULATOR_HISTORY", str(place))
    monkeypatch.setenv("SIMULATOR_USER", "Sam")
    return place, sam


def test_an_assigned_pathway_comes_first_until_it_is_withdrawn(team):
    place, sam = team
    with History.open(place, "Tara") as tara:
        given = tara.team.assign(sam, "pathway", "first-week")
    with Workshop() as workshop:
        assert [(one.pathway, one.by) for one, _ in workshop.started()] == [("first-week", "Tara")]
        assert workshop.advice().reason == "It is a next step of your pathway First week: A calm question."
        with History.open(place, "Tara") as tara:
            tara.team.withdraw(given.id)
        assert workshop.started() == ()


def test_an_assigned_exam_has_the_trainers_pass_mark_and_only_the_exam_is_seen(team):
    place, sam = team
    with History.open(place, "Tara") as tara:
        tara.team.assign(sam, "exam", "first-chat", options={"pass_mark": 82})
    with Workshop() as workshop:
        workshop.live_kit = workshop.kit
        with pytest.raises(UsageError, match="set to 82"):
            workshop.take_exam("first-chat", pass_mark=10.0)
        for begin in (workshop.take_exam, workshop.practise):
            practice = begin("first-chat")
            practice.send("Which lamp is it, and what does it say on its socket?", 5.0)
            practice.finish(None)
        assert len(workshop.practised()) == 2
    with History.open(place, "Tara") as tara:
        assert [item.mode for item in tara.shared.attempts()] == ["exam"]


def test_an_assigned_scenario_is_done_when_it_was_played_for_that_and_the_trainer_sees_that_one_alone(team):
    place, sam = team
    with History.open(place, "Tara") as tara:
        given = tara.team.assign(sam, "scenario", "first-chat")

    def play(workshop, **how):
        practice = workshop.practise("first-chat", **how)
        practice.send("Which lamp is it, and what does it say on its socket?", 5.0)
        return practice

    with Workshop() as workshop:
        workshop.live_kit = workshop.kit
        with pytest.raises(UsageError, match="Nobody asks you to practise late-parcel-birthday"):
            workshop.practise("late-parcel-birthday", assigned=True)
        private = play(workshop)
        assert private.announcement == ()
        private.finish(None)
        assert [row.subject for row in workshop.asked()] == ["first-chat"]
        play(workshop, assigned=True).stop()
        left = play(workshop, assigned=True)
        left.leave()
        again = workshop.resume(left.attempt_id)
        assert again.seen_by == "assigned: your trainer will see it"
        assert "your trainer will see it once it is finished" in again.announcement[0]
        with History.open(place, "Tara") as tara:
            assert tara.shared.attempts() == ()
            assert [row.done for row in tara.team.assignments(sam)] == [None]
        again.finish(None)
        retry = workshop.retry(left.attempt_id, 1)
        assert retry.announcement == ()
        retry.send("Let me look that up for you.", 5.0)
        retry.finish(None)
        assert workshop.asked() == ()
        with pytest.raises(UsageError, match="Nobody asks you"):
            workshop.practise("first-chat", assigned=True)
    with History.open(place, "Tara") as tara:
        shown = tara.shared.attempts()
        assert [item.id for item in shown] == [left.attempt_id]
        assert [(row.id, row.done) for row in tara.team.assignments(sam)] == [(given.id, shown[0].day)]


def test_a_trainer_prints_the_certificate_of_an_exam_of_their_team_and_nobody_else_knows_of_it(team, monkeypatch):
    place, _ = team
    with History.open(place, "Lee") as lee:
        lee.team.add_person("Olga", "trainer")
        lee.team.add_person("Uwe", "trainee")
    with Workshop() as workshop:
        workshop.live_kit = workshop.kit
        exams = []
        for _ in range(2):
            exam = workshop.take_exam("first-chat")
            exam.send("Which lamp is it, and what does it say on its socket?", 5.0)
            exams.append(exam.attempt_id)
            if len(exams) == 2:
                break
            exam.finish(None)
        own = workshop.examined(exams[0])
        practised = workshop.practise("first-chat")
        practised.finish(None)
    monkeypatch.delattr(Shared, "attempts")  # a certificate needs no list of everybody's conversations
    answers = set()
    for name in ("Tara", "Lee", "Olga", "Uwe"):
        monkeypatch.setenv("SIMULATOR_USER", name)
        with Workshop() as workshop:
            for attempt in (*exams, practised.attempt_id, "no such id"):
                if attempt == exams[0] and name in {"Tara", "Lee"}:
                    seen = workshop.examined(attempt)
                    assert seen == replace(own, at=seen.at)
                    assert (seen.name, seen.at.date(), seen.at.hour) == ("Sam", own.at.date(), 0)
                    continue
                with pytest.raises(NotFoundError) as refused:
                    workshop.examined(attempt)
                answers.add(str(refused.value).replace(attempt, "ID"))
    assert len(answers) == 1
