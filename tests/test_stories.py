"""Three stories, played by hand and kept: a second-language reply, a refund too early, an idiom nobody knows."""

import pytest

from simulator.training import Workshop

SORRY = "Hello, i am so sorry the parcel is not there for birthday saturday. What does the tracking show to you?"
REFUND = "Refund of €64.90 done, 5 days."


@pytest.fixture(scope="module")
def workshop():
    with Workshop(keep=False) as opened:
        yield opened


def begin(workshop, scenario="late-parcel-birthday"):
    return workshop.session(scenario, seed=0)


def test_a_second_language_reply_is_answered_about_the_tracking_and_costs_nothing_for_its_grammar(workshop):
    exchange = begin(workshop).hear(SORRY)
    assert "depot" in exchange.state.line
    assert "birthday" in exchange.heard_line.casefold()
    assert "saturday" in exchange.heard_line.casefold()
    assert exchange.after < exchange.heard_hostility
    lost = [mark for mark in exchange.marks if mark.points is not None and mark.points < mark.max]
    assert not [mark for mark in lost if "gramm" in mark.why or "spell" in mark.why]


def test_a_refund_before_listening_angers_and_two_turns_later_it_lands(workshop):
    early = begin(workshop, "late-parcel-birthday")
    first = early.hear(REFUND)
    assert first.after > first.before
    assert any(row.cause == "premature_solution" and row.delta > 0 for row in first.ledger)
    late = begin(workshop, "late-parcel-birthday")
    late.hear(SORRY)
    late.hear(
        "Nobody picks up at the depot and Emma's birthday is on Saturday: I can see how frustrating that is, "
        "Mrs Lindqvist. Is there anything else I should know about it?"
    )
    third = late.hear(REFUND)
    assert third.after < third.heard_hostility
    assert third.state.mood.progress > 0
    assert any(row.cause == "solution" and row.delta < 0 for row in third.ledger)
    assert third.after < first.after


def test_an_idiom_that_is_not_understood_costs_nothing_and_is_mapped_by_the_trainee(workshop):
    session = begin(workshop)
    session.hear(SORRY)
    session.hear(
        "Nobody picks up at the depot and Emma's birthday is on Saturday: I can see how frustrating that is, "
        "Mrs Lindqvist. I'll take care of this myself."
    )
    idiom = "Shall I pop another one in tonight's van?"
    puzzled = session.hear(idiom)
    assert not puzzled.heard.understood
    assert puzzled.before == puzzled.heard_hostility == puzzled.after
    assert all(mark.points is None for mark in puzzled.marks)
    assert puzzled.state.mood == session.exchanges[1].state.mood
    again = session.back_to(3)
    meant = again.hear(idiom, meant=("offer:replacement",))
    assert meant.heard.proposed[0].family == "replacement"
    assert meant.after < meant.heard_hostility
    assert again.hear("It will be there on Friday by noon. I promise to write to you today.").n == 4
