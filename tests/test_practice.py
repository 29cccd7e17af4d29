"""A turn replayed as it was meant keeps what was typed around it."""

from simulator.training import Workshop


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
