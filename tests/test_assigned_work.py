"""What a team's trainer assigns: a pathway comes first in the advice, an exam has their pass mark, and they see it."""

from __future__ import annotations

import pytest

from simulator.errors import UsageError
from simulator.store.history import History
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
