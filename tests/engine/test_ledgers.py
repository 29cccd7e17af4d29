from simulator.engine.heard import Promised
from simulator.engine.ledgers import Promise, enter, settle, undone

CALL = Promise("call", due=600, exchange=1, quote="I'll call you in ten minutes")
SEND = Promise("send", due=900, exchange=1, quote="I'll send it in a quarter of an hour")


def test_a_promise_whose_time_has_passed_is_broken_once():
    rows, kept, broken = settle((CALL, SEND), (), clock=601)
    assert (kept, broken) == (False, True)
    assert [row.broken for row in rows] == [True, False]
    assert settle(rows, (), clock=700)[1:] == (False, False)


def test_a_promise_kept_in_time_is_kept_and_never_broken_later():
    rows, kept, broken = settle((CALL, SEND), (0,), clock=600)
    assert (kept, broken) == (True, False)
    assert rows[0].kept
    assert settle(rows, (), clock=700)[2] is False


def test_keeping_a_promise_too_late_is_breaking_it():
    assert settle((CALL,), (0,), clock=601)[1:] == (False, True)


def test_the_same_promise_said_again_is_one_row_with_the_new_time():
    rows = enter((CALL,), (Promised("call", 0, 4, "call", 1200.0),), exchange=2)
    assert [(row.action, row.due, row.exchange) for row in rows] == [("call", 1200.0, 2)]


def test_a_kept_promise_made_again_is_a_row_of_its_own():
    kept = settle((CALL,), (0,), clock=10)[0]
    assert len(enter(kept, (Promised("call", 0, 4, "call", 1200.0),), exchange=2)) == 2


def test_a_broken_promise_takes_the_deadline_back_before_anything_else():
    assert undone(frozenset({"express/offer", "express/update", "express/deadline"})) == "express/deadline"
    assert undone(frozenset({"express/offer"})) is None
