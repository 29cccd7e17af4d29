"""A turn replayed as it was meant keeps what was typed around it."""

from pathlib import Path

import pytest

from simulator.training import Workshop

SHIPPED = Path(__file__).resolve().parents[1] / "rubrics"


@pytest.fixture
def workshop(tmp_path):
    with Workshop(home=tmp_path) as opened:
        yield opened


def test_a_replayed_turn_keeps_its_holding_message_and_its_interruption():
    with Workshop(keep=False) as workshop:
        practice = workshop.practise("late-parcel-birthday", seed=0)
        hold = "One moment please, I'll be back in two minutes."
        assert practice.send(hold, 5.0) is None
        first = practice.send("Shall I pop another one in tonight's van?", 20.0, cut_in=True)
        again = practice.replay_last(("offer:replacement",))
        assert (again.held, again.cut_in, again.delay_s) == (first.held, first.cut_in, first.delay_s)
        assert again.held == (hold,)
        assert again.cut_in
        assert hold in [turn.text for turn in practice.messages()]


def test_a_holding_message_survives_a_kill_before_the_next_reply(workshop):
    practice = workshop.practise("late-parcel-birthday", seed=3)
    assert practice.send("One moment please, I'll be back in two minutes.", 5.0) is None
    practice.save_draft("So I have")
    again = workshop.resume(practice.attempt_id)
    assert again.messages() == practice.messages()
    assert (again.state, again.draft) == (practice.state, "So I have")
    first, second = (
        practice.send("What does the tracking show?", 9.0),
        again.session.hear("What does the tracking show?", 9.0),
    )
    assert (first.held, first.after, first.state.line) == (second.held, second.after, second.state.line)
    assert workshop.resume(practice.attempt_id).draft == ""


@pytest.mark.parametrize("text", ["", "{", '{"text": "a"}', "{'held': 1}", "So I have"])
def test_a_draft_that_looks_like_something_else_stays_what_was_typed(workshop, text):
    practice = workshop.practise("late-parcel-birthday", seed=3)
    practice.save_draft(text)
    assert workshop.resume(practice.attempt_id).draft == text


def test_a_copy_of_a_shipped_answer_is_known_as_one_in_what_a_person_practises_and_in_what_is_resumed(workshop):
    play = workshop.scenario("first-chat").plays[0].replies
    practice = workshop.practise("first-chat", seed=1)
    copied = practice.session.hear(play[0].text)
    assert copied.situation.pasted
    assert all(quote.text in play[0].text for quote in copied.situation.pasted)
    again = workshop.session_of(workshop.attempt(practice.attempt_id))
    assert again.hear(play[0].text).situation.pasted
    own = again.back_to(1).hear("Let me have a look at that, one moment please.")
    assert own.situation.pasted == ()


def test_a_play_of_the_library_is_no_copy_of_itself(workshop):
    session, _ = workshop.replay("first-chat", workshop.scenario("first-chat").plays[0].replies)
    assert not any(item.situation.pasted for item in session.exchanges)


def test_a_basket_is_not_called_an_order(workshop):
    assert workshop.scenario("first-chat").case.orders[0].heading == "Basket"
    assert workshop.scenario("late-parcel-birthday").case.orders[0].heading == "Order 48213"


def test_a_debrief_without_the_folder_of_ones_own_rubric_is_made_by_the_rubrics_it_was_begun_with(tmp_path):
    rubrics = tmp_path / "mine" / "rubrics"
    rubrics.mkdir(parents=True)
    own = (SHIPPED / "clarity.yaml").read_text(encoding="utf-8").replace("id: clarity", "id: own", 1)
    (rubrics / "own.yaml").write_text(own, encoding="utf-8")
    card = (SHIPPED / "practice.yaml").read_text(encoding="utf-8").replace("clarity", "own")
    (rubrics / "practice.yaml").write_text(card, encoding="utf-8")
    with Workshop((tmp_path / "mine",), home=tmp_path) as own_folder:
        practice = own_folder.practise("first-chat", seed=1)
        practice.send("I'm glad you asked. You can use any bulb with the thread E14, up to 40 watts.", 5.0)
        practice.finish(None)
    with Workshop(home=tmp_path) as without:
        assert "own" in [bar.rubric for bar in without.debrief(practice.attempt_id).bars]
