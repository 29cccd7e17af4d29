"""A history moves between databases: everything arrives, an interrupted move goes on, a second one changes nothing."""

from __future__ import annotations

import pytest
from history_samples import CONTENTS, SCORECARD, exchange, start

from simulator.errors import HistoryError, NotAllowedError, UsageError
from simulator.store import moving
from simulator.store.grading_records import GradedConversation, GradedScore, GradingStart
from simulator.store.history import History
from simulator.store.records import Edition

GRADING = GradingStart("digest", "shop", "Lee", "1", "all", "/data", {"empathy": Edition(1, "h")}, {"graded": 1})
GRADED = GradedConversation(
    *("c1", "own", "email", "t", "a", "late", "2026-W01", None, 80.0, 10.0, None, False),
    scores=(GradedScore("empathy", 50.0, 1.0),),
)


@pytest.fixture
def played(history_file, clock):
    """One person's history with a bit of everything; the ids of a try again and of an unfinished attempt."""
    with History.open(history_file, clock=clock) as history:
        whole = history.begin(start(), CONTENTS)
        for n in (1, 2):
            history.add_exchange(whole, exchange(n))
        history.replace_exchange(whole, exchange(2, reply="Meant otherwise"))
        history.finish(whole, "RESOLVED", "Thanks.", SCORECARD)
        history.save_ticket(whole, {"category": "delivery"})
        history.add_note(whole, "Slowly", author="Sam", exchange=1)
        again = history.begin(start(parent=whole, parent_exchange=2), CONTENTS)
        going_on = history.begin(start(), CONTENTS)
        history.add_exchange(going_on, exchange(1))
        history.save_draft(going_on, "half")
        history.add_grading(GRADING, [GRADED])
        list(history.privacy.export())
        everything = [history.attempt(key) for key in (whole, again, going_on)]
        return everything, history.marks(whole)


def moved(where, to, **options) -> dict[str, tuple[int, int]]:
    return {item.table: (item.rows, item.there) for item in moving.move_between(where, to, who="", **options)}


def test_everything_arrives_and_comes_back_and_moving_again_changes_nothing(played, history_file, postgres, tmp_path):
    attempts, marks = played
    counts = moved(history_file, postgres)
    assert counts["attempt"] == (3, 3)
    assert counts["exchange"] == (5, 5)
    assert counts["mark"] == (8, 8)
    assert moved(history_file, postgres) == counts
    back = tmp_path / "back.db"
    assert moved(postgres, back) == counts
    for place in (postgres, back):
        with History.open(place) as history:
            assert [history.attempt(item.id) for item in attempts] == attempts
            assert history.marks(attempts[0].id) == marks
            assert len(history.revisions(attempts[0].id, 2)) == 2
            assert [item.counts for item in history.gradings()] == [{"graded": 1}]
            assert history.graded_weeks("shop", ["h"])[0].n == 1
            assert [item.action for item in history.privacy.trail()] == ["exported"]


def test_an_interrupted_move_goes_on_and_what_went_on_meanwhile_is_brought_up(
    played, history_file, postgres, monkeypatch
):
    attempts, _ = played
    monkeypatch.setattr(moving, "AT_ONCE", 1)

    def stop(done: int, _all: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        moved(history_file, postgres, tell=stop)
    with History.open(postgres) as half:
        assert len(half.attempts()) == 2
    with History.open(history_file) as history:
        history.add_exchange(attempts[2].id, exchange(2))
    assert moved(history_file, postgres)["exchange"] == (6, 6)
    with History.open(postgres) as whole:
        assert whole.attempt(attempts[1].id).start.parent == attempts[0].id
        assert len(whole.attempt(attempts[2].id).exchanges) == 2


def test_practice_of_one_person_becomes_somebodys_in_a_team(played, history_file, team):
    attempts, _ = played
    place = team.place
    if place == history_file:
        pytest.skip("the two would be the same file")
    with pytest.raises(NotAllowedError):
        moved(history_file, place)
    with pytest.raises(NotAllowedError):
        moving.move_between(history_file, place, who="Kim", owner="Sam")
    moving.move_between(history_file, place, who="Lee", owner="Sam")
    assert {item.id for item in team.as_("Sam").attempts()} == {item.id for item in attempts}
    assert team.as_("Kim").attempts() == ()


def test_a_teams_history_moves_with_its_people_and_what_they_share(team, tmp_path, postgres_server, clock):
    mine = team.played("Sam")
    team.as_("Sam").share(mine)
    team.as_("Sam").disputes.open(mine, 1, "apology", "why")
    for to in (tmp_path / "moved.db", postgres_server.url()):
        with pytest.raises(NotAllowedError):
            moving.move_between(team.place, to, who="Tara")
        moving.move_between(team.place, to, who="Lee")
        with History.open(to, "Tara", clock=clock) as tara:
            assert [item.name for item in tara.shared.attempts()] == ["Sam"]
        with History.open(to, "Lee", clock=clock) as lee:
            assert [item.name for item in lee.disputes.all()] == ["Sam"]
            assert len(lee.team.people()) == 7


def test_a_history_is_not_moved_into_itself_nor_a_teams_into_one_persons(played, history_file, postgres, team):
    with pytest.raises(UsageError, match="same history"):
        moved(history_file, history_file)
    if team.place != history_file:
        with pytest.raises(UsageError, match="one person's own"):
            moving.move_between(team.place, history_file, who="Lee")


def test_what_did_not_arrive_is_told(played, history_file, postgres, monkeypatch):
    monkeypatch.setattr(moving, "_further", lambda *_: False)
    with monkeypatch.context() as less:
        less.setattr(moving, "_OF_ATTEMPT", moving._OF_ATTEMPT[:1])
        less.setattr(moving, "_put_grading", lambda *_: None)
        moved(history_file, postgres)
    with pytest.raises(HistoryError, match=r"not everything arrived \(mark 0 of 8"):
        moved(history_file, postgres)


def test_what_went_on_after_a_finished_conversation_is_brought_up_to_date(played, history_file, postgres):
    moved(history_file, postgres)
    with History.open(history_file) as source:
        attempt = source.attempts(finished=True)[0].id
        source.add_note(attempt, "Ask first.", author="Sam")
    moved(history_file, postgres)
    with History.open(postgres) as target:
        assert [note.text for note in target.attempt(attempt).notes][-1] == "Ask first."
