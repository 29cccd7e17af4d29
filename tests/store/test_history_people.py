"""Disputes and overrides, export, deletion, the period of keeping and the audit trail, on either database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
import sqlalchemy
from history_samples import SCORECARD
from msgspec.structs import replace

from simulator.errors import HistoryError, NotAllowedError, NotFoundError, UsageError
from simulator.store.judging import Verdict
from simulator.store.sums import EVERYTHING, Choice


def rescore(attempt, texts):
    """What the program does with its rubrics, in small: the points of the first exchange, and what texts are given."""
    assert set(texts) == {"hash-of-empathy", "hash-of-clarity"}
    return replace(SCORECARD, score=float(attempt.exchanges[0].marks[0].points or 0))


@pytest.fixture
def disputed(team):
    """Sam's attempt, and their dispute of its first mark (3 of 4)."""
    mine = team.played("Sam")
    return mine, team.as_("Sam").disputes.open(mine, 1, "apology", "I said sorry twice")


def test_a_dispute_is_marked_blind_then_both_marks_are_shown_then_it_is_settled(team, disputed):
    mine, opened = disputed
    lee, sam = team.as_("Lee"), team.as_("Sam")
    (waiting,) = lee.disputes.all(waiting=True)
    assert (waiting.points, waiting.reason, waiting.name) == (None, "", "Sam")
    case = lee.disputes.case(opened.id)
    assert [(one.exchange, one.reply[:9]) for one in case.said] == [(1, "I'm sorry")]
    assert b"says sorry for what happened" not in msgspec.json.encode(case)
    with pytest.raises(UsageError, match="blind first"):
        lee.disputes.settle(opened.id, 3, "fine", rescore)
    both = lee.disputes.mark_blind(opened.id, 4)
    assert (both.points, both.blind, both.reason) == (3, 4, "I said sorry twice")
    assert sam.disputes.all()[0].blind is None
    with pytest.raises(UsageError, match="already"):
        lee.disputes.mark_blind(opened.id, 0)
    done = lee.disputes.settle(opened.id, 4, "You did", rescore)
    assert (done.outcome, done.answer, sam.disputes.all()[0].blind) == ("changed", "You did", 4)
    assert lee.disputes.pairs() == ((opened.id, "empathy/apology", 3, 4),)
    (kept,) = sam.disputes.overrides(mine)
    assert (kept.before, kept.after, kept.author, kept.reason, kept.exchange) == (3, 4, "Lee", "You did", 1)
    stored = sam.attempt(mine)
    assert (stored.scorecard, stored.settled and stored.settled.score) == (SCORECARD, 4.0)
    assert [item.mark.points for item in sam.marks(mine) if item.mark.criterion == "apology"] == [3, 3, 4]
    assert [(item.points, item.assessed) for item in sam.results()] == [(7, 2)]
    assert [item.action for item in sam.privacy.trail()][:4] == [
        "overrode a mark",
        "marked blind",
        "viewed for a dispute",
        "disputed",
    ]


def shown(history, attempt_id, person) -> dict[str, object]:
    """All that others are shown of an attempt and what went into it, but the words."""
    shared, one = history.shared, Choice(person=person)
    attempt = shared.attempt(attempt_id)
    (listed,) = (item for item in shared.attempts(one) if item.id == attempt_id)
    return {
        "marks": {mark.criterion for each in attempt.exchanges for mark in each.marks},
        "given": {given.mark.criterion for given in shared.marks(attempt_id)},
        "results": [item.points for item in shared.results(one)],
        "scores": (attempt.scorecard, attempt.settled, listed.score, listed.first_score),
        "evidence": [each.heard.reading.evidence for each in attempt.exchanges],
        "notes": [note.text for note in attempt.notes],
        "sums": [
            [(item.attempts, item.people, item.total) for item in shared.criterion_sums(choice, by)]
            for choice in (EVERYTHING, one, Choice(scenario="late-parcel"))
            for by in ((), ("person",), ("week",), ("scenario",), ("channel",))
        ],
        "scored": [
            [
                (item.attempts, item.people, item.scored, item.total, item.resolved)
                for item in shared.attempt_sums(c, by)
            ]
            for c in (EVERYTHING, one, Choice(scenario="late-parcel"))
            for by in ((), ("person",), ("week",), ("scenario",), ("channel",))
        ],
    }


def test_until_a_lead_has_marked_blind_no_lead_sees_anything_that_the_mark_went_into(team, disputed):
    mine, opened = disputed
    team.as_("Sam").share(mine)
    ada, tara, sam = team.as_("Ada"), team.as_("Tara"), team.as_("Sam").access.person
    tara.shared.add_note(mine, "A three, I think", exchange=1)
    whole = shown(tara, mine, sam)
    assert (whole["marks"], whole["results"], whole["notes"]) == ({"apology", "structure"}, [6], ["A three, I think"])
    assert whole["sums"] == [[(1, 1, 0.75)]] * 15
    assert whole["scored"] == [[(1, 1, 1, 71.25, 1)]] * 15
    assert shown(ada, mine, sam) == {
        "marks": set(),
        "given": set(),
        "results": [],
        "scores": (None, None, None, None),
        "evidence": [(), ()],
        "notes": [],
        "sums": [[]] * 15,
        "scored": [[(1, 1, 0, 0.0, 1)]] * 15,
    }
    assert ada.shared.attempt(mine).exchanges[0].reply.startswith("I'm sorry")
    team.as_("Lee").disputes.mark_blind(opened.id, 4)
    assert shown(ada, mine, sam) == whole


def test_sums_keep_what_is_not_disputed(team, disputed):
    mine, _ = disputed
    others = [team.played("Sam", n) for n in (1, 3)]
    for attempt in (mine, *others):
        team.as_("Sam").share(attempt)
    shared = team.as_("Ada").shared
    (apology,) = shared.criterion_sums(by=("person",))
    assert (apology.attempts, apology.people, apology.total, apology.squares) == (2, 1, 1.5, 1.125)
    (all_of_it,) = shared.attempt_sums()
    assert (all_of_it.attempts, all_of_it.scored, all_of_it.total) == (3, 2, 142.5)


def test_what_became_of_a_mark_before_is_hidden_while_it_is_disputed_again(team, disputed):
    mine, opened = disputed
    lee, ada, sam = team.as_("Lee"), team.as_("Ada"), team.as_("Sam")
    sam.share(mine)
    lee.disputes.mark_blind(opened.id, 4)
    lee.disputes.settle(opened.id, 2, "Only one was meant", rescore)
    assert [item.detail for item in ada.privacy.trail(action="overrode a mark")] == ["reply 1 empathy/apology: 3 to 2"]
    sam.disputes.open(mine, 1, "apology", "Now it is worse")
    assert [item.detail for item in ada.privacy.trail(action="overrode a mark")] == ["reply 1 empathy/apology"]
    for told in ada.disputes.all():
        assert (told.points, told.blind, told.reason, told.answer, told.outcome) == (None, None, "", "", "")
    assert ada.disputes.pairs() == ada.disputes.overrides(mine) == ()
    with pytest.raises(UsageError, match="blind first"):
        ada.disputes.override(Verdict(mine, 1, "empathy", "apology", 4, "so"), rescore)
    exported = msgspec.json.encode(dict(ada.privacy.export("Sam"))).decode()
    for told in ("3 to 2", "Only one was meant", "Now it is worse", '"apology":', '"points":'):
        assert told not in exported.replace('"points":null', "")
    assert "left_out" in exported
    assert "3 to 2" in msgspec.json.encode(dict(sam.privacy.export())).decode()


def test_marks_are_drawn_from_what_is_shared_and_was_not_looked_at_and_change_nothing(team, disputed):
    known, disputable = team.played("Sam"), disputed[0]
    fresh = {team.played("Sam"), team.played("Kim")}
    team.played("Kim")  # private
    for name in ("Sam", "Kim"):
        for attempt in (known, disputable, *fresh):
            if any(item.id == attempt for item in team.as_(name).attempts()):
                team.as_(name).share(attempt)
    ada = team.as_("Ada")
    ada.shared.attempt(known)
    drawn = ada.disputes.draw(9, seed=4)
    assert drawn == ada.disputes.draw(9, seed=4)
    assert {place.attempt for place in drawn} == fresh  # the one assessed criterion of the other is disputed
    place = drawn[0]
    case = ada.disputes.drawn_case(place)
    assert (case.criterion, case.most, case.said[-1].exchange) == (place.criterion, 4, place.exchange)
    before = team.as_("Sam").results(), team.as_("Kim").results()
    first = ada.disputes.mark_drawn(place, 1)
    assert [pair[1:] for pair in ada.disputes.pairs(sampled=True)] == [(f"empathy/{place.criterion}", first, 1)]
    assert ada.disputes.pairs() == ()
    assert place.attempt not in {one.attempt for one in ada.disputes.draw(9, seed=4)}
    assert (team.as_("Sam").results(), team.as_("Kim").results()) == before
    assert len(ada.disputes.all()) == 1
    with pytest.raises(NotAllowedError):
        team.as_("Sam").disputes.draw(1, seed=1)


def test_a_seed_draws_the_same_for_a_second_person_without_what_they_have_looked_at(team):
    for _ in range(12):
        team.as_("Sam").share(team.played("Sam"))
    ada, lee = team.as_("Ada"), team.as_("Lee")
    drawn = ada.disputes.draw(12, seed=4)
    assert [one.attempt for one in drawn] != sorted(one.attempt for one in drawn)
    for place in drawn[1:4]:
        lee.shared.attempt(place.attempt)
    assert lee.disputes.draw(12, seed=4) == (drawn[0], *drawn[4:])
    assert lee.disputes.draw(5, seed=4) == (drawn[0], *drawn[4:8])
    assert ada.disputes.draw(12, seed=5) != drawn


def test_exams_before_one_are_counted_for_its_person_customer_and_whoever_may_see_them(team):
    exams = [team.played("Sam", mode="exam") for _ in range(3)]
    team.played("Sam")
    team.played("Kim", mode="exam")
    team.played("Sam", mode="exam", scenario="another-customer")
    team.played("Sam", mode="exam", finished=False)
    last = team.played("Sam", mode="exam")
    tara = team.as_("Tara")
    assert [tara.shared.examined_before(exam) for exam in (*exams, last)] == [("Sam", n) for n in range(4)]
    assert team.as_("Ada").shared.examined_before(last) == ("Sam", 3)
    with pytest.raises(NotFoundError):
        team.as_("Tom").shared.examined_before(last)
    with pytest.raises(NotAllowedError):
        team.as_("Kim").shared.examined_before(last)


def test_reading_about_one_person_is_recorded_however_it_is_asked(team):
    team.as_("Sam").share(team.played("Sam"))
    tara, one = team.as_("Tara"), Choice(person=team.as_("Sam").access.person)
    tara.shared.attempts(one)
    tara.shared.criterion_sums(one)
    tara.shared.attempt_sums(one, ("week",))
    seen = [item.action for item in team.as_("Sam").privacy.trail() if item.actor == "Tara"]
    assert seen == ["viewed sums by person", "viewed sums by person", "viewed a list"]
    tara.shared.attempts()
    tara.shared.attempt_sums()
    assert len([item for item in team.as_("Lee").privacy.trail() if item.actor == "Tara"]) == 3


def test_of_the_options_only_an_exams_pass_mark_reaches_others(team):
    exam = team.played("Sam", mode="exam", options={"level": "mild", "pass_mark": 70.0})
    assert team.as_("Tara").shared.attempt(exam).start.options == {"pass_mark": 70.0}


def test_only_another_qa_lead_settles_and_only_ones_own_finished_marks_are_disputed(team, disputed):
    _, opened = disputed
    for name in ("Sam", "Tara"):
        with pytest.raises(NotAllowedError):
            team.as_(name).disputes.case(opened.id)
    own = team.played("Lee")
    mine = team.as_("Lee").disputes.open(own, 1, "empathy/apology", "hm")
    with pytest.raises(NotAllowedError, match="of their own"):
        team.as_("Lee").disputes.mark_blind(mine.id, 4)
    with pytest.raises(UsageError, match="isn't finished"):
        team.as_("Sam").disputes.open(team.played("Sam", finished=False), 1, "apology", "why")
    with pytest.raises(UsageError, match="disputed already"):
        team.as_("Sam").disputes.open(*disputed[:1], 1, "apology", "again")
    with pytest.raises(NotFoundError, match=r"Reply 2 has: empathy/apology"):
        team.as_("Sam").disputes.open(disputed[0], 2, "tone", "why")
    with pytest.raises(UsageError, match="0 to 4"):
        team.as_("Ada").disputes.mark_blind(opened.id, 5)


def test_a_mark_is_overridden_where_it_may_be_seen(team):
    mine = team.played("Sam")
    verdict = Verdict(mine, 2, "empathy", "apology", None, "left to a person")
    with pytest.raises(NotFoundError):
        team.as_("Lee").disputes.override(verdict, rescore)
    team.as_("Sam").share(mine)
    with pytest.raises(NotAllowedError):
        team.as_("Tara").disputes.override(verdict, rescore)
    team.as_("Lee").disputes.override(verdict, rescore)
    assert [(item.before, item.after) for item in team.as_("Tara").disputes.overrides(mine)] == [(3, None)]
    assert team.as_("Kim").disputes.overrides(mine) == ()
    assert [(item.points, item.assessed) for item in team.as_("Sam").results()] == [(3, 1)]


def test_an_export_holds_everything_of_a_person_and_nothing_of_others(team, disputed):
    mine, _ = disputed
    sam = team.as_("Sam")
    going_on = team.played("Sam", finished=False)
    sam.save_draft(going_on, "half a reply")
    team.played("Kim")
    files = dict(sam.privacy.export())
    assert [name for name in files if name.startswith("attempts/")] == [
        name for name in files if mine in name or going_on in name
    ]
    text = msgspec.json.encode(files).decode()
    for words in ("half a reply", "I said sorry twice", "What does the tracking show", '"role":"trainee"', "exported"):
        assert words in text
    assert "Kim" not in text
    with pytest.raises(NotAllowedError):
        list(sam.privacy.export("Kim"))
    assert dict(team.as_("Lee").privacy.export("sam")).keys() == files.keys()


def test_a_deleted_person_leaves_nothing_but_ids_in_the_trail(team, disputed):
    mine, _ = disputed
    others = team.played("Kim")
    team.as_("Kim").share(others)
    team.as_("Tara").shared.add_note(others, "Good")
    with pytest.raises(NotAllowedError):
        team.as_("Kim").privacy.delete("Sam")
    gone = team.as_("Lee").privacy.delete("Sam")
    assert (gone.attempts, gone.left) == (1, ())
    with pytest.raises(NotAllowedError):
        team.as_("Sam").shared.attempts()
    assert team.as_("Sam").attempts() == ()
    assert team.as_("Tara").privacy.delete().left == ()
    assert [note.author for note in team.as_("Kim").attempt(others).notes] == [""]
    trail = team.as_("Lee").privacy.trail()
    assert {"Sam", "Tara"}.isdisjoint({item.person for item in trail} | {item.actor for item in trail})
    assert any(item.attempt == mine and item.action == "disputed" for item in trail)
    with pytest.raises(UsageError, match="only QA lead"):
        (team.as_("Ada").privacy.delete(), team.as_("Lee").privacy.delete())


def test_what_is_older_than_the_period_goes_after_a_dry_run(team, clock):
    old = team.played("Sam")
    moment = clock.now + timedelta(seconds=1)
    clock.now += timedelta(days=40)
    new = team.played("Sam")
    with pytest.raises(NotAllowedError):
        team.as_("Tara").privacy.older_than(moment)
    lee = team.as_("Lee")
    assert lee.privacy.older_than(moment).attempts == 1
    assert len(team.as_("Sam").attempts()) == 2
    gone = lee.privacy.older_than(moment, dry_run=False)
    assert (gone.attempts, gone.left) == (1, ())
    assert [item.id for item in team.as_("Sam").attempts()] == [new]
    assert old not in {item.id for item in team.as_("Sam").attempts()}
    assert lee.privacy.trail(action="kept no longer")[0].detail.endswith("1 attempts, 0 gradings")


@pytest.mark.parametrize("statement", ["UPDATE trail SET action = 'x'", "DELETE FROM trail"])
def test_the_audit_trail_only_grows(team, statement):
    database = team.as_("Lee")._database
    with pytest.raises(HistoryError, match="only grows"):
        database.write(lambda connection: connection.execute(sqlalchemy.text(statement)))


def test_one_persons_history_needs_no_people(history):
    from history_samples import CONTENTS, exchange, start

    begun = history.begin(start(), CONTENTS)
    history.add_exchange(begun, exchange(1))
    history.finish(begun, None, None, SCORECARD)
    for wish in (lambda: history.share(begun), lambda: history.disputes.open(begun, 1, "apology", "why")):
        with pytest.raises(UsageError, match="knows no people"):
            wish()
    assert [item.id for item in history.shared.attempts()] == [begun]
    assert len(dict(history.privacy.export())) == 4
    assert history.privacy.older_than(datetime(2030, 1, 1, tzinfo=UTC)).attempts == 1
    assert (history.privacy.delete().left, history.attempts()) == ((), ())
