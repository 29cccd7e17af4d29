"""Who sees what: practice is private; others see what was shared, assigned or an exam, and never how it was made."""

from __future__ import annotations

import inspect

import msgspec
import pytest
from history_samples import CONTENTS, SCORECARD, exchange, start
from msgspec.structs import replace

from simulator.errors import NotAllowedError, NotFoundError, UsageError
from simulator.mood import Movement
from simulator.store.history import History
from simulator.store.sums import Choice

OTHERS = ("Tara", "Tom", "Kim", "Lee")


def listed(team, name: str) -> list[str]:
    return [item.id for item in team.as_(name).shared.attempts()]


def test_practice_is_private_until_it_is_shared(team):
    private = team.played("Sam")
    for name in OTHERS:
        history = team.as_(name)
        assert history.attempts() == ()
        assert history.matching(private[:8]) == ()
        for look in (history.attempt, history.share, history.unshare):
            with pytest.raises((NotFoundError, UsageError)):
                look(private)
        assert (history.marks(private), history.revisions(private, 1), history.draft(private)) == ((), (), None)
        assert (history.criterion_sums([private]), history.reply_moves([private])) == ({}, {})
        history.discard(private)
    assert listed(team, "Tara") == listed(team, "Lee") == []
    assert team.as_("Sam").attempt(private).exchanges == (exchange(1), exchange(2))


def test_nobody_writes_in_another_persons_attempt(team):
    going_on = team.played("Sam", finished=False)
    kim = team.as_("Kim")
    kim.save_draft(going_on, "mine")
    for change in (
        lambda: kim.add_exchange(going_on, exchange(3)),
        lambda: kim.replace_exchange(going_on, exchange(2)),
        lambda: kim.finish(going_on, None, None, None),
        lambda: kim.save_ticket(going_on, {}),
        lambda: kim.add_note(going_on, "hm", author="Kim"),
        lambda: kim.add_marks(going_on, 1, exchange(1).marks, {}, "Kim"),
        lambda: kim.begin(start(parent=going_on, parent_exchange=2), CONTENTS),
        lambda: kim.disputes.open(going_on, 1, "apology", "why?"),
    ):
        with pytest.raises(NotFoundError):
            change()
    assert team.as_("Sam").attempt(going_on).draft is None
    assert len(team.as_("Sam").attempt(going_on).exchanges) == 2


def test_a_trainer_sees_their_own_teams_shared_practice_and_a_qa_lead_everybodys(team):
    mine, theirs = team.played("Sam"), team.played("Pia")
    team.as_("Sam").share(mine)
    team.as_("Pia").share(theirs, "lead")
    assert listed(team, "Tara") == [mine]
    assert listed(team, "Tom") == []
    assert sorted(listed(team, "Lee")) == sorted([mine, theirs])
    for trainee in ("Sam", "Kim"):
        with pytest.raises(NotAllowedError):
            team.as_(trainee).shared.attempts()
        with pytest.raises(NotAllowedError):
            team.as_(trainee).shared.criterion_sums()
    team.as_("Sam").unshare(mine)
    assert listed(team, "Tara") == []


def test_a_role_or_team_that_was_taken_away_counts_at_once(team):
    mine = team.played("Sam")
    team.as_("Sam").share(mine)
    tara = team.as_("Tara")
    assert tara.shared.attempt(mine)
    team.as_("Lee").team.leave("Tara", "Returns")
    with pytest.raises(NotFoundError):
        tara.shared.attempt(mine)
    team.as_("Lee").team.set_role("Tara", "trainee")
    with pytest.raises(NotAllowedError):
        tara.shared.attempt(mine)


def test_unfinished_and_stopped_attempts_and_tries_again_are_nobody_elses(team):
    sam = team.as_("Sam")
    going_on, whole = team.played("Sam", finished=False), team.played("Sam")
    again = team.played("Sam", 0, parent=whole, parent_exchange=2, mode="exam")
    stopped = team.played("Sam", finished=False, mode="exam")
    sam.discard(stopped)
    for attempt_id in (going_on, again):
        with pytest.raises(UsageError):
            sam.share(attempt_id)
    exam = team.played("Sam", finished=False, mode="exam")
    assert listed(team, "Lee") == []
    sam.finish(exam, None, None, SCORECARD)
    assert listed(team, "Lee") == listed(team, "Tara") == [exam]
    with pytest.raises(UsageError, match="stays open"):
        sam.unshare(exam)
    sums = team.as_("Lee").shared.attempt_sums()
    assert [item.attempts for item in sums] == [1]


def test_what_was_assigned_is_seen_when_it_is_finished_and_only_its_own_person_may_play_it(team):
    tara, sam = team.as_("Tara"), team.as_("Sam")
    given = tara.team.assign(tara.team.person("Sam").id, "scenario", "late-parcel")
    assert [item.subject for item in sam.team.assignments()] == ["late-parcel"]
    with pytest.raises(UsageError, match="not assigned to you"):
        team.played("Kim", assignment=given.id)
    done = team.played("Sam", assignment=given.id)
    assert listed(team, "Tara") == [done]
    with pytest.raises(NotFoundError):
        tara.team.person("Pia")
    tara.team.withdraw(given.id)
    with pytest.raises(UsageError, match="taken back"):
        team.played("Sam", assignment=given.id)


def test_nothing_of_drafts_tries_stops_clock_or_time_reaches_another_role(team):
    """Two attempts that differ in nothing else look the same to others, to the letter."""
    sam = team.as_("Sam")

    def played(*, fast: bool) -> str:
        delay = 3.0 if fast else 333.0
        begun = sam.begin(start(trainee="Sam", clock="off" if fast else "real", options={"level": "mild"}), CONTENTS)
        if not fast:
            sam.discard(team.played("Sam", finished=False))
            sam.save_draft(begun, "What I typed first")
        one = exchange(1, delay_s=delay, waited=delay / 2)
        later = replace(one.state, clock=delay, waited=delay, promises=(replace(one.state.promises[0], due=delay),))
        one = replace(one, state=later, ledger=(*one.ledger, Movement("delay", delay)), feedback=f"waited {delay}")
        sam.add_exchange(begun, one)
        if not fast:
            sam.replace_exchange(begun, replace(one, meant=("sorry",)))
        sam.finish(begun, "RESOLVED", "Thanks.", SCORECARD)
        sam.add_note(begun, f"I took {delay}", author="Sam")
        if not fast:
            team.played("Sam", 0, parent=begun, parent_exchange=1)
        sam.share(begun)
        return begun

    ids = [played(fast=True), played(fast=False)]
    shared = team.as_("Tara").shared
    for look in (shared.attempt, shared.marks):
        first, second = (msgspec.json.encode(look(one)).decode().replace(one, "ID") for one in ids)
        assert first == second
    assert {item.id for item in shared.attempts()} == set(ids)
    first, second = (msgspec.json.encode(item) for item in shared.attempts())
    assert first.replace(ids[1].encode(), b"") == second.replace(ids[0].encode(), b"")
    results = shared.results(Choice(person=team.as_("Sam").access.person))
    one, two = ([replace(item, attempt="") for item in results if item.attempt == key] for key in ids)
    assert one == two


def test_every_question_of_the_history_is_told_who_asks():
    """A function over a connection that forgets to ask could show anything."""
    from simulator.store import gradings, practised, reading, sums, writing

    hidden = {"whole", "given_marks", "exchanges", "unknown", "put_note", "keep_texts"}
    for module in (reading, writing, gradings, practised, sums):
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ == module.__name__ and not name.startswith("_") and name not in hidden:
                assert list(inspect.signature(function).parameters)[:2] == ["connection", "access"], name


def test_a_look_is_recorded_and_its_person_can_see_who_looked(team):
    mine = team.played("Sam")
    team.as_("Sam").share(mine)
    team.as_("Tara").shared.attempt(mine)
    seen = team.as_("Sam").privacy.trail(action="viewed")
    assert [(item.actor, item.person, item.attempt) for item in seen] == [("Tara", "Sam", mine)]
    assert team.as_("Kim").privacy.trail(action="viewed") == ()
    with pytest.raises(NotAllowedError):
        team.as_("Kim").privacy.trail(person="Sam")
    assert len(team.as_("Lee").privacy.trail(person="Sam")) >= 3


def test_a_coachs_note_reaches_the_trainee_and_their_own_notes_stay_theirs(team):
    mine = team.played("Sam")
    sam = team.as_("Sam")
    sam.add_note(mine, "I was tired", author="Sam")
    sam.share(mine)
    team.as_("Tara").shared.add_note(mine, "Ask first", exchange=1)
    assert [(note.author, note.text) for note in sam.attempt(mine).notes] == [
        ("Sam", "I was tired"),
        ("Tara", "Ask first"),
    ]
    assert [note.text for note in team.as_("Lee").shared.attempt(mine).notes] == ["Ask first"]


def test_sums_count_what_may_be_seen_alone(team):
    for name in ("Sam", "Sam", "Kim", "Pia"):
        team.as_(name).share(team.played(name))
    team.played("Kim")
    rows = team.as_("Tara").shared.criterion_sums(Choice(team="Returns"), by=("channel",))
    assert [(item.criterion, item.channel, item.attempts, item.people, item.mean) for item in rows] == [
        ("apology", "live_chat", 3, 2, 0.75)
    ]
    by_person = team.as_("Lee").shared.criterion_sums(by=("person", "week"))
    assert sorted(item.attempts for item in by_person) == [1, 1, 2]
    (scores,) = team.as_("Lee").shared.attempt_sums(by=("scenario",))
    assert (scores.attempts, scores.scored, scores.resolved, scores.total) == (4, 4, 4, 4 * SCORECARD.score)


def test_a_stranger_and_somebody_without_a_name_are_refused(team):
    for name in ("", "Nobody"):
        with pytest.raises(NotAllowedError, match="team's history"):
            History.open(team.place, name)


ASKED = {
    "person": lambda history, name: history.team.person(name),
    "password": lambda history, name: history.team.set_secret(name, "x"),
    "role": lambda history, name: history.team.set_role(name, "lead"),
    "new": lambda history, name: history.team.add_person(name),
    "join": lambda history, name: history.team.join(name, "Returns"),
    "leave": lambda history, name: history.team.leave(name, "Returns"),
    "export": lambda history, name: tuple(history.privacy.export(name)),
    "delete": lambda history, name: history.privacy.delete(name),
    "trail": lambda history, name: history.privacy.trail(person=name),
}
ASKED_OF_TEAMS = {
    "members": lambda history, name: history.team.people(name),
    "dissolve": lambda history, name: history.team.remove_team(name),
    "join": lambda history, name: history.team.join("Kim", name),
    "shared": lambda history, name: history.shared.attempts(Choice(team=name)),
    "sums": lambda history, name: history.shared.criterion_sums(Choice(team=name)),
}
ASKED_BY_ID = {
    "assign": lambda history, name: history.team.assign(name, "exam", "first-chat"),
    "asked": lambda history, name: history.team.assignments(name),
    "withdraw": lambda history, name: history.team.withdraw(name),
    "case": lambda history, name: history.disputes.case(name),
}


def answer(history, ask, name: str) -> str:
    with pytest.raises((NotAllowedError, NotFoundError)) as refused:
        ask(history, name)
    return str(refused.value).replace(name, "NAME")


@pytest.mark.parametrize("who", ["Sam", "Tara"])
def test_what_is_not_ones_own_business_is_answered_as_what_is_not_there(team, who):
    history, lee = team.as_(who), team.as_("Lee")
    for what, ask in ASKED.items():
        assert answer(history, ask, "Pia") == answer(history, ask, "Pie"), what
    for what, ask in ASKED_OF_TEAMS.items():
        assert answer(history, ask, "Phones") == answer(history, ask, "Phonos"), what
    attempt = team.played("Pia")
    lee_s = (
        lee.team.person("Pia").id,
        lee.team.assign(lee.team.person("Pia").id, "exam", "first-chat").id,
        team.as_("Pia").disputes.open(attempt, 1, "apology", "why?").id,
    )
    for what, ask in ASKED_BY_ID.items():
        assert len({answer(history, ask, name) for name in (*lee_s, "0199")}) == 1, what


def test_only_qa_leads_manage_and_one_always_remains(team):
    for name in ("Tara", "Sam"):
        with pytest.raises(NotAllowedError):
            team.as_(name).team.set_role(name, "lead")
        with pytest.raises(NotAllowedError):
            team.as_(name).team.add_person("Eve")
    lee = team.as_("Lee")
    lee.team.set_role("Ada", "trainer")
    with pytest.raises(UsageError, match="only QA lead"):
        lee.team.set_role("Lee", "trainer")
    assert [item.name for item in team.as_("Tara").team.people()] == ["Kim", "Sam", "Tara"]
    assert [item.name for item in team.as_("Sam").team.people()] == ["Sam"]


def test_what_was_practised_before_a_team_came_stays_the_first_persons(history):
    before = history.begin(start(), CONTENTS)
    history.team.add_person("Lee", "lead")
    with History.open(str(history._database._engine.url.render_as_string(hide_password=False)), "lee") as lee:
        assert [item.id for item in lee.attempts()] == [before]
