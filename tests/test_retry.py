"""A turn is played again in one way, whoever asks: a new attempt whose ghost is the curve of the earlier one."""

import pytest
from click.testing import CliRunner

from simulator.cli.main import cli
from simulator.errors import UsageError
from simulator.training import Workshop

SORRY = (
    "I'm so sorry, Mrs Lindqvist. With Emma's birthday on Saturday I see why you worry. What does the tracking show?"
)
COLD = "As I said, it is with the courier."


@pytest.fixture
def workshop(tmp_path):
    with Workshop(home=tmp_path) as opened:
        yield opened


def played(workshop, *replies):
    practice = workshop.practise("late-parcel-birthday", seed=0)
    for reply in replies:
        practice.send(reply, None)
    return practice


def test_a_stored_conversation_is_played_again_from_a_reply_with_its_curve_as_the_ghost(workshop):
    first = played(workshop, SORRY, COLD)
    first.finish(None)
    again = workshop.retry(first.attempt_id[:30], 2)
    assert again.exchanges == first.exchanges[:1]
    assert again.ghost == tuple(item.after for item in first.exchanges)
    stored = workshop.attempt(again.attempt_id).start
    assert (stored.parent, stored.parent_exchange) == (first.attempt_id, 2)


def test_a_retry_from_the_debrief_and_one_from_the_history_are_the_same(workshop):
    first = played(workshop, SORRY, COLD)
    live, recalled = first.retry(2), workshop.retry(first.attempt_id, 2)
    assert (live.exchanges, live.ghost, live.state) == (recalled.exchanges, recalled.ghost, recalled.state)


def test_the_ghost_is_there_again_when_a_retry_is_resumed_and_in_its_debrief(workshop):
    first = played(workshop, SORRY, COLD)
    again = first.retry(1)
    again.send(COLD, None)
    curve = tuple(item.after for item in first.exchanges)
    assert workshop.resume(again.attempt_id).ghost == curve
    assert again.finish(None).ghost == curve
    assert workshop.debrief(again.attempt_id).ghost == curve
    assert workshop.debrief(first.attempt_id).ghost == ()


def test_without_a_history_a_turn_can_be_played_again_too():
    with Workshop(keep=False) as workshop:
        first = played(workshop, SORRY, COLD)
        assert first.retry(2).ghost == tuple(item.after for item in first.exchanges)


def test_a_reply_that_was_never_sent_is_refused_with_what_there_is(workshop):
    first = played(workshop, SORRY)
    with pytest.raises(UsageError, match=r"no reply 2 to play again from: choose 1 to 1\."):
        workshop.retry(first.attempt_id, 2)
    with pytest.raises(UsageError, match="no reply was sent there"):
        workshop.retry(played(workshop).attempt_id, 1)


def test_a_finished_conversation_says_in_the_list_what_to_try_next(workshop):
    first = played(workshop, SORRY, COLD)
    told = first.finish(None)
    assert told.address == "Mrs Lindqvist"
    assert [item.to_try for item in workshop.attempts()] == [told.to_try.better]


@pytest.mark.parametrize("reply", [1, 2])
def test_nothing_is_kept_of_a_retry_without_a_new_reply(workshop, reply):
    first = played(workshop, SORRY, COLD)
    first.finish(None)
    told = first.retry(reply).finish(None)
    assert told.happened[-1] == "You sent no new reply, so nothing of this retry is kept."
    assert told.attempt_id == ""
    assert [item.id for item in workshop.attempts()] == [first.attempt_id]
    left = first.retry(reply)
    assert left.leave() is False
    first.retry(reply)
    assert workshop.open_attempts() == ()


def test_a_retry_with_a_new_reply_or_a_draft_can_be_left_open(workshop):
    first = played(workshop, SORRY, COLD)
    first.finish(None)
    begun, drafted = first.retry(2), first.retry(2)
    begun.send(COLD, None)
    drafted.save_draft("Dear Mrs")
    assert begun.leave()
    assert drafted.leave()
    assert {item.id for item in workshop.open_attempts()} == {begun.attempt_id, drafted.attempt_id}
    assert workshop.resume(drafted.attempt_id).nothing_new
    assert not workshop.practise("late-parcel-birthday").leave()


def test_what_to_try_after_a_retry_is_about_a_reply_that_was_sent_in_it(workshop):
    first = played(workshop, COLD, SORRY, SORRY)
    assert first.finish(None).to_try.reply == 1
    again = first.retry(2)
    again.send(COLD, None)
    for found in (again.finish(None), workshop.debrief(again.attempt_id)):
        assert found.to_try is None or found.to_try.reply >= 2


def test_the_beginning_of_an_id_that_names_several_lists_them(workshop):
    names = [played(workshop, SORRY).attempt_id for _ in range(2)]
    with pytest.raises(UsageError, match="Several conversations begin with '0'") as error:
        workshop.attempt("0")
    told = str(error.value).partition(": ")[2].rstrip(".").split(", ")
    assert sorted(workshop.attempt(one).id for one in told) == sorted(names)


def test_the_list_of_conversations_marks_what_was_played_again(workshop, tmp_path, monkeypatch):
    monkeypatch.setenv("SIMULATOR_HOME", str(tmp_path))
    first = played(workshop, SORRY, COLD)
    first.finish(None)
    again = first.retry(2)
    again.send(SORRY, None)
    again.finish(None)
    newest, oldest = CliRunner().invoke(cli, ["history"], catch_exceptions=False).output.splitlines()
    assert "(again from reply 2)" in newest
    assert "again" not in oldest
