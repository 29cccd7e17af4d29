"""The conversation as turns: who said what, at which second of the scenario's clock."""

from simulator.conversation import Speaker
from simulator.training import Workshop

WAIT = "One moment please, I'll be back in two minutes."
ASK = "What does the tracking show?"


def practised(scenario):
    return Workshop(keep=False).practise(scenario, seed=0)


def test_every_turn_stands_at_the_second_when_it_was_said():
    practice = practised("late-parcel-birthday")
    practice.send(ASK, 20.0)
    practice.send("I'm sorry for the wait, Mrs Lindqvist.", 15.0)
    assert [(turn.speaker, turn.at) for turn in practice.messages()] == [
        (Speaker.CUSTOMER, 0.0),
        (Speaker.AGENT, 20.0),
        (Speaker.CUSTOMER, 20.0),
        (Speaker.AGENT, 35.0),
        (Speaker.CUSTOMER, 35.0),
    ]


def test_a_holding_message_stands_with_its_answer_at_its_own_second():
    practice = practised("late-parcel-birthday")
    assert practice.send(WAIT, 5.0) is None
    answered = practice.state.acknowledged[0]
    waiting = practice.messages()
    assert [(turn.text, turn.at) for turn in waiting[1:]] == [(WAIT, 5.0), (answered, 5.0)]
    practice.send(ASK, 60.0)
    assert practice.messages()[:3] == waiting
    assert (practice.messages()[3].text, practice.messages()[3].at) == (ASK, 65.0)


def test_a_replayed_turn_keeps_the_times_and_the_answer_to_its_holding_message():
    practice = practised("late-parcel-birthday")
    practice.send(WAIT, 5.0)
    practice.send("Shall I pop another one in tonight's van?", 60.0)
    before = practice.messages()[:4]
    practice.replay_last(("offer:replacement",))
    assert practice.messages()[:4] == before


def test_the_customers_answer_comes_before_what_happened_meanwhile_and_what_they_wrote_then():
    practice = practised("suit-for-the-wedding")
    for reply in practice.scenario.plays[0].replies[:4]:
        practice.send(reply.text, 30.0)
    happened = [item for item in practice.exchanges if item.event]
    assert happened, "the scenario has an event that follows a reply"
    turns = practice.messages()
    event = next(event for event in practice.scenario.events if event.id == happened[0].event)
    at = next(number for number, turn in enumerate(turns) if turn.text == event.note)
    assert turns[at - 1].speaker is Speaker.CUSTOMER
    assert turns[at].at == turns[at - 1].at + event.skip
    assert [turn.text for turn in turns[at + 1 : at + 1 + len(event.says)]] == list(event.says)
