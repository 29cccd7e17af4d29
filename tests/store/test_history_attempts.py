"""An attempt is stored as it happens and comes back as it was."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from history_samples import CONTENTS, REPLY, RUBRICS, SCORECARD, exchange, start
from msgspec.structs import replace
from sqlalchemy import insert, select

from simulator.errors import HistoryError, NotFoundError
from simulator.mood import Phase
from simulator.scoring.marks import Mark, Situation
from simulator.store import tables
from simulator.store.history import History
from simulator.store.records import Draft, Edition


def begun(history, **changes):
    return history.begin(start(**changes), CONTENTS)


def test_an_attempt_comes_back_as_it_was_started(history):
    attempt_id = begun(history)
    stored = history.attempt(attempt_id)
    assert stored.start == start()
    assert stored.id == attempt_id
    assert (stored.exchanges, stored.finished, stored.draft, stored.ticket, stored.notes) == ((), None, None, None, ())
    assert stored.started == datetime(2026, 11, 22, 10, 0, 1, tzinfo=UTC)


def test_times_come_back_in_utc_whatever_zone_the_clock_runs_in(history_file):
    from zoneinfo import ZoneInfo

    local = datetime(2026, 7, 1, 23, 30, 0, 123456, tzinfo=ZoneInfo("Europe/Madrid"))
    with History.open(history_file, clock=lambda: local) as history:
        attempt_id = begun(history)
    with History.open(history_file) as history:
        started = history.attempt(attempt_id).started
    assert started == local
    assert started.utcoffset() == timedelta(0)
    assert started.isoformat() == "2026-07-01T21:30:00.123456+00:00"


def test_a_seed_of_any_size_comes_back(history):
    seed = 2**80 + 1
    assert history.attempt(begun(history, seed=seed)).start.seed == seed


def test_exchanges_come_back_equal_and_in_order(history):
    attempt_id = begun(history)
    stored = [exchange(n) for n in range(1, 13)]
    for one in stored:
        history.add_exchange(attempt_id, one)
    assert list(history.attempt(attempt_id).exchanges) == stored
    assert history.attempt(attempt_id).exchanges[-1].state == stored[-1].state
    assert history.attempt(attempt_id).exchanges[0].state.mood.phase is Phase.SUPPORTIVE


def test_an_attempt_is_resumed_by_another_program_from_its_state(history_file):
    with History.open(history_file) as history:
        attempt_id = begun(history)
        history.add_exchange(attempt_id, exchange(1))
        history.save_draft(attempt_id, "half a sent")
    with History.open(history_file) as history:
        (summary,) = history.open_attempts()
        resumed = history.attempt(summary.id)
        assert resumed.exchanges[-1].state == exchange(1).state
        assert resumed.draft is not None
        assert resumed.draft.text == "half a sent"
        assert history.content(resumed.start.content) == CONTENTS["hash-of-scenario"]
        history.add_exchange(summary.id, exchange(2))
        assert [one.n for one in history.attempt(summary.id).exchanges] == [1, 2]


def test_a_draft_is_gone_when_its_exchange_is_stored(history):
    attempt_id = begun(history)
    history.save_draft(attempt_id, "Dear")
    history.save_draft(attempt_id, REPLY)
    saved = history.draft(attempt_id)
    assert saved == Draft(REPLY, datetime(2026, 11, 22, 10, 0, 3, tzinfo=UTC))
    history.add_exchange(attempt_id, exchange(1))
    assert history.draft(attempt_id) is None


def test_a_late_draft_of_a_finished_or_stopped_attempt_leaves_nothing(history):
    finished, stopped = begun(history), begun(history)
    history.finish(finished, "RESOLVED", "Thank you.", None)
    history.discard(stopped)
    for attempt_id in (finished, stopped):
        history.save_draft(attempt_id, "too late")
        assert history.draft(attempt_id) is None


def test_marks_carry_the_rubrics_edition_and_author(history):
    attempt_id = begun(history)
    history.add_exchange(attempt_id, exchange(1))
    given = history.marks(attempt_id)
    assert tuple(one.mark for one in given) == exchange(1).marks
    assert [one.edition for one in given] == [RUBRICS["empathy"], RUBRICS["clarity"]]
    assert {(one.exchange, one.revision, one.author) for one in given} == {(1, 1, "program")}
    assert given[0].at.tzinfo is UTC


def test_marks_are_only_ever_added(history):
    attempt_id = begun(history)
    history.add_exchange(attempt_id, exchange(1))
    other = Mark("empathy", "apology", 1, 4, "a formula")
    history.add_marks(attempt_id, 1, [other], {"empathy": Edition(2, "newer")}, author="Kim")
    given = [one for one in history.marks(attempt_id) if one.mark.criterion == "apology"]
    assert [(one.mark.points, one.author, one.edition.version) for one in given] == [(3, "program", 1), (1, "Kim", 2)]


def test_a_mark_without_its_rubrics_edition_is_refused_and_nothing_is_kept(history):
    attempt_id = begun(history, rubrics={"empathy": RUBRICS["empathy"]})
    with pytest.raises(HistoryError, match="clarity"):
        history.add_exchange(attempt_id, exchange(1))
    assert history.attempt(attempt_id).exchanges == ()
    assert history.marks(attempt_id) == ()


def test_another_reading_replaces_the_last_exchange_and_the_first_is_kept(history):
    attempt_id = begun(history)
    first = exchange(1)
    meant = replace(first, after=41.0, meant=("offers_replacement",), marks=(Mark("empathy", "apology", 4, 4, "so"),))
    history.add_exchange(attempt_id, first)
    history.replace_exchange(attempt_id, meant)
    assert history.attempt(attempt_id).exchanges == (meant,)
    assert history.revisions(attempt_id, 1) == (first, meant)
    assert [(one.mark.points, one.revision) for one in history.marks(attempt_id)] == [(4, 2)]
    assert history.attempts()[0].path == (62.5, 41.0)
    history.add_exchange(attempt_id, exchange(2))
    assert [one.n for one in history.attempt(attempt_id).exchanges] == [1, 2]


def test_only_the_last_exchange_can_be_read_differently(history):
    attempt_id = begun(history)
    with pytest.raises(HistoryError):
        history.replace_exchange(attempt_id, exchange(1))
    history.add_exchange(attempt_id, exchange(1))
    history.add_exchange(attempt_id, exchange(2))
    with pytest.raises(HistoryError, match="stands at exchange 2, not 1"):
        history.replace_exchange(attempt_id, exchange(1))


def test_an_exchange_out_of_turn_says_that_the_attempt_went_on_elsewhere(history):
    attempt_id = begun(history)
    history.add_exchange(attempt_id, exchange(1))
    for n in (1, 3):
        with pytest.raises(HistoryError, match="continued elsewhere"):
            history.add_exchange(attempt_id, exchange(n))
    assert len(history.attempt(attempt_id).exchanges) == 1


def test_a_finished_attempt_keeps_its_end_and_takes_no_more(history):
    attempt_id = begun(history)
    history.add_exchange(attempt_id, exchange(1))
    history.finish(attempt_id, "RESOLVED", "Thank you, goodbye.", SCORECARD)
    stored = history.attempt(attempt_id)
    assert (stored.ending, stored.closing, stored.scorecard) == ("RESOLVED", "Thank you, goodbye.", SCORECARD)
    assert history.open_attempts() == ()
    with pytest.raises(HistoryError, match="already finished"):
        history.add_exchange(attempt_id, exchange(2))


def test_a_score_that_changes_after_the_ticket_keeps_the_time_of_the_end(history):
    attempt_id = begun(history)
    history.finish(attempt_id, None, None, None)
    ended = history.attempt(attempt_id).finished
    history.finish(attempt_id, None, None, SCORECARD)
    stored = history.attempt(attempt_id)
    assert stored.finished == ended
    assert stored.scorecard == SCORECARD
    assert history.attempts()[0].score == 71.25


def test_the_last_ticket_is_kept_and_notes_add_up(history):
    attempt_id = begun(history)
    history.save_ticket(attempt_id, {"category": "delivery", "due": 3600.0})
    history.save_ticket(attempt_id, {"category": "delivery", "due": None, "note": "called"})
    history.add_note(attempt_id, "well listened", author="Kim", exchange=1)
    history.add_note(attempt_id, "go on", author="Kim")
    stored = history.attempt(attempt_id)
    assert stored.ticket == {"category": "delivery", "due": None, "note": "called"}
    assert [(note.text, note.author, note.exchange) for note in stored.notes] == [
        ("well listened", "Kim", 1),
        ("go on", "Kim", None),
    ]


def test_a_retry_holds_the_exchanges_before_the_one_played_again(history):
    parent = begun(history)
    for n in (1, 2, 3):
        history.add_exchange(parent, exchange(n))
    history.replace_exchange(parent, exchange(3, after=33.0))
    child = begun(history, parent=parent, parent_exchange=3)
    assert history.attempt(child).exchanges == (exchange(1), exchange(2))
    assert history.marks(child) == ()
    history.add_exchange(child, exchange(3, after=20.0))
    history.discard(parent)
    assert history.attempt(child).exchanges == (exchange(1), exchange(2), exchange(3, after=20.0))
    assert history.attempt(child).start.parent is None


def test_a_retry_of_a_reading_copies_what_was_meant(history):
    parent = begun(history)
    history.add_exchange(parent, exchange(1))
    history.replace_exchange(parent, exchange(1, after=33.0))
    assert history.attempt(begun(history, parent=parent, parent_exchange=2)).exchanges == (exchange(1, after=33.0),)


def test_a_retry_of_an_exchange_that_was_never_reached_is_refused(history):
    parent = begun(history)
    history.add_exchange(parent, exchange(1))
    with pytest.raises(HistoryError, match="no exchange 3"):
        begun(history, parent=parent, parent_exchange=4)
    assert len(history.attempts()) == 1


def test_lists_are_newest_first_with_their_curve(history):
    first, second = begun(history), begun(history, scenario="refund", trainee="Ana")
    for n, after in ((1, 50.0), (2, 30.5)):
        history.add_exchange(first, exchange(n, after=after))
    history.finish(first, "RESOLVED", None, SCORECARD)
    assert [one.id for one in history.attempts()] == [second, first]
    listed = history.attempts(finished=True)[0]
    assert (listed.path, listed.exchanges, listed.score, listed.ending) == ((62.5, 50.0, 30.5), 2, 71.25, "RESOLVED")
    assert (listed.title, listed.channel, listed.scenario_version) == ("Late parcel, a birthday", "live_chat", 3)
    assert history.attempts()[0].path == ()
    assert history.attempts()[0].exchanges == 0
    assert [one.id for one in history.attempts(scenario="refund")] == [second]
    assert [one.id for one in history.attempts(trainee="Sam")] == [first]
    assert [one.id for one in history.open_attempts()] == [second]
    assert history.attempts(mode="exam") == ()
    assert [one.id for one in history.attempts(limit=1)] == [second]


def test_more_attempts_than_a_query_takes_values_are_listed(history):
    first = begun(history)
    history.add_exchange(first, exchange(1))

    def many(connection) -> None:
        (row,) = connection.execute(select(tables.attempt)).mappings()
        ids = [f"{row['id'][:-4]}{n:04}" for n in range(1199)]
        connection.execute(insert(tables.attempt), [{**row, "id": one, "parent": None} for one in ids])

    history._database.write(many)
    last = begun(history)
    history.add_exchange(last, exchange(1))
    listed = history.attempts()
    assert len({one.id for one in listed}) == 1201
    assert (listed[0].id, listed[0].exchanges) == (last, 1)
    assert [one.id for one in listed if one.path] == [last, first]


def test_a_scenarios_standing_is_its_last_and_its_best_attempt(history):
    scores = [40.0, 90.0, 90.0, None, 60.0]
    ids = []
    for score in scores:
        ids.append(begun(history))
        history.finish(ids[-1], None, None, replace(SCORECARD, score=score))
    begun(history)
    standing = history.standings()["late-parcel"]
    assert standing.last.id == ids[4]
    assert standing.best is not None
    assert standing.best.id == ids[2]
    assert standing.finished == 5


def test_an_unscored_scenario_has_no_best(history):
    history.finish(begun(history), "WALKED_AWAY", None, None)
    assert history.standings()["late-parcel"].best is None
    assert history.standings("Nobody") == {}


def test_finished_sessions_are_counted_without_retries_and_open_ones(history):
    done = begun(history)
    history.finish(done, "RESOLVED", None, None)
    retry = begun(history, parent=done, parent_exchange=1)
    history.finish(retry, "RESOLVED", None, None)
    begun(history)
    assert history.finished_count() == 1
    assert history.finished_count("Sam") == 1
    assert history.finished_count("Ana") == 0


def test_a_text_is_stored_once_and_found_by_its_hash(history):
    begun(history)
    begun(history)
    assert history.content("hash-of-clarity") == "id: clarity"
    with pytest.raises(NotFoundError):
        history.content("hash-of-nothing")


def test_an_attempt_whose_text_is_not_given_is_refused(history):
    with pytest.raises(HistoryError):
        history.begin(start(), {})
    assert history.attempts() == ()


def test_an_unknown_attempt_is_named_with_the_nearest_known(history):
    attempt_id = begun(history)
    wrong = attempt_id[:-1] + "x"
    for call in (
        history.attempt,
        lambda it: history.finish(it, None, None, None),
        lambda it: history.save_ticket(it, {}),
    ):
        with pytest.raises(NotFoundError, match=f"{wrong}.*{attempt_id}"):
            call(wrong)
    with pytest.raises(NotFoundError):
        history.add_exchange(wrong, exchange(1))
    with pytest.raises(NotFoundError):
        history.add_note(wrong, "x", author="Kim")
    with pytest.raises(HistoryError, match="no exchange 9"):
        history.add_marks(attempt_id, 9, [], {}, author="Kim")


def test_threads_of_one_program_may_all_write(history):
    ids = [begun(history) for _ in range(4)]

    def play(attempt_id):
        for n in range(1, 11):
            history.add_exchange(attempt_id, exchange(n))
            history.save_draft(attempt_id, f"after {n}")
            assert len(history.attempt(attempt_id).exchanges) == n

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(play, ids))
    assert [len(history.attempt(attempt_id).exchanges) for attempt_id in ids] == [10] * 4


def test_a_closed_history_says_so(history_file):
    history = History.open(history_file)
    history.close()
    history.close()
    with pytest.raises(HistoryError, match="already closed"):
        history.attempts()


def test_a_summary_says_whether_all_was_agreed_when_its_trainee_ended_it(history):
    def ended(*settled, ending=None):
        attempt_id = begun(history)
        for n, share in enumerate(settled, 1):
            history.add_exchange(attempt_id, exchange(n, situation=Situation(settled=share)))
        history.finish(attempt_id, ending, None, SCORECARD)
        return attempt_id

    closed, early, settled, silent = ended(0.5, 1.0), ended(1.0, 0.5), ended(1.0, ending="RESOLVED"), ended()
    misheard = begun(history)
    history.add_exchange(misheard, exchange(1, situation=Situation(settled=1.0)))
    history.replace_exchange(misheard, exchange(1, situation=Situation(settled=0.5)))
    history.finish(misheard, None, None, SCORECARD)
    agreed = {item.id: item.agreed for item in history.attempts()}
    assert agreed == {closed: True, early: False, settled: False, silent: False, misheard: False}
