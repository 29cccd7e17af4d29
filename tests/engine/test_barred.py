"""What a case rules out: the whole order where only one part must go, figures that are not the case's, a wrong part."""

from __future__ import annotations

import pytest
from case_of import hear, resolution, with_resolutions

from simulator.engine.cue import next_cue
from simulator.engine.hostility import react
from simulator.engine.inputs import acceptable, fit_of, steps_done, worth
from simulator.engine.reaction import Inputs
from simulator.mood import Mood, Phase
from simulator.scenario.curve import Curve
from simulator.scenario.model import PlayReply, Step
from simulator.training import Workshop

BULB = Step("which", "names the bulb", (("E14",),), unless=("40/60 w/watt/watts",))
CASE = with_resolutions(
    resolution(
        "cancel",
        "one",
        unless=("cancel ... both/everything", "both ... be cancel", "whole order"),
        figures=(29.0,),
        steps=("offer", "amount", BULB),
    )
)


def only(text, **state):
    (found,) = [item for item in hear(text, CASE, **state).proposed if item.resolution == "one"]
    return found


@pytest.mark.parametrize(
    "text",
    [
        "I've cancelled both of them.",
        "Both are cancelled now.",
        "I can cancel the whole order for you.",
        "I'll cancel it, you get €19 back.",
    ],
)
def test_what_the_case_rules_out_is_worth_nothing(text):
    found = only(text)
    assert found.barred
    assert worth(found) == 0
    assert not acceptable(found, 1.0)
    assert not hear(text, CASE).said


@pytest.mark.parametrize(
    "text",
    [
        "I'll cancel one of the two.",
        "I'll cancel one, you get 29 euros back.",
        "I'll cancel one, not both.",
        "One is cancelled: €29.00 of your €44.90 come back.",
    ],
)
def test_the_right_part_and_the_right_sum_stand(text):
    assert not only(text).barred


def test_a_price_of_the_case_is_no_wrong_figure():
    assert not only("I'll cancel one; the order was €44.90.").barred


@pytest.mark.parametrize(
    "text",
    [
        "I'll cancel one of them. That is €99 for you.",
        "I can cancel one. You get 19 euros back.",
        "You get €19 back. For that I'll cancel one of the two.",
        "I'll cancel one for you. In fact the whole order is gone.",
    ],
)
def test_what_is_wrong_in_another_sentence_is_doubted_too(text):
    assert only(text).barred


@pytest.mark.parametrize(
    "text",
    [
        "I'll cancel one of them. That is €29 for you.",
        "I'll cancel one of them. The postage of €3.90 is on us.",
        "I'll cancel one of them. Don't worry, the whole order isn't touched.",
        "I'll cancel one of them. Did you want the whole order gone?",
        "I'll cancel one of them. If the whole order was gone, you would see it there.",
        "I'll cancel one of them, the whole order is not affected.",
    ],
)
def test_other_figures_and_what_is_denied_elsewhere_are_not(text):
    assert not only(text).barred


def test_a_wrong_bulb_in_a_sentence_of_its_own_is_not_taken():
    text = "The Alma comes without a bulb. You need an E14 bulb. It takes 40 watts."
    session, _ = Workshop(keep=False).replay("first-chat", (PlayReply(text),), seed=0)
    assert session.exchanges[0].cue.act == "reject"
    text = "The Alma comes without a bulb. You need an E14 bulb, LED, up to 4 watts. An E27 doesn't fit."
    session, _ = Workshop(keep=False).replay("first-chat", (PlayReply(text),), seed=0)
    assert session.exchanges[0].cue.act == "accept"


def test_a_wrong_figure_does_not_name_the_amount():
    said = {item.step for item in hear("That is €99.", CASE, done={"one/offer"}).said}
    assert "one/amount" not in said
    assert "one/amount" in {item.step for item in hear("That is €29.", CASE, done={"one/offer"}).said}


def test_a_step_may_bar_words_too():
    assert "one/which" in {item.step for item in hear("You need an E14 LED.", CASE, done={"one/offer"}).said}
    assert not hear("You need an E14 with 40W.", CASE, done={"one/offer"}).said


def test_doing_the_wrong_thing_after_a_yes_is_turned_down():
    heard = hear("Done, both are cancelled.", CASE, done={"one/offer"})
    assert not heard.agreed
    assert not heard.carries_out
    assert fit_of(heard, CASE, steps_done(heard, CASE, frozenset({"one/offer"}), 0.9)) == 0
    mood = Mood(30, 0.05, 0.5, 0.5, Phase.PROBLEM_SOLVING)
    cue = next_cue(heard, react(mood, Inputs(), Curve()), CASE, known=frozenset(), done=frozenset({"one/offer"}))
    assert (cue.act, cue.reason, cue.resolution) == ("reject", "unfit", "one")


@pytest.mark.parametrize(
    "reply",
    ["I've cancelled both mobiles, it's all done.", "I'll cancel the whole order for you, then you get €58 back."],
)
def test_one_mobile_too_many_keeps_one(reply):
    session, _ = Workshop(keep=False).replay("ordered-twice", (PlayReply(reply),), seed=0)
    assert session.exchanges[0].cue.act == "reject"
    assert session.state.mood.progress == 0
    assert "one" in session.state.line.casefold()


def test_a_bulb_that_would_burn_the_lamp_is_not_taken():
    text = "The Alma comes without a bulb; you need an E14 bulb with 40 watts."
    session, _ = Workshop(keep=False).replay("first-chat", (PlayReply(text),), seed=0)
    assert session.exchanges[0].cue.act == "reject"


@pytest.mark.parametrize(
    ("text", "which"),
    [
        ("I can cancel your order.", "the_order"),
        ("I can cancel one of the two in your order.", "cancel_one"),
        ("I have your order here and can cancel the second mobile.", "cancel_one"),
    ],
)
def test_who_has_two_in_an_order_asks_which_one_is_cancelled(text, which):
    exchange = Workshop(keep=False).session("ordered-twice").hear(text)
    assert [item.resolution for item in exchange.heard.proposed] == [which]
    assert exchange.cue.accepts is (which == "cancel_one")
    if which == "the_order":
        assert "?" in exchange.state.line or "which" in exchange.state.line
