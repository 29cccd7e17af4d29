"""Handing over where only a supervisor may decide: taken by a customer who was heard, and elsewhere no way out."""

from __future__ import annotations

from functools import lru_cache

import pytest
from case_of import hear
from msgspec.structs import replace

from simulator.engine.way_on import for_a_supervisor, was_wanted
from simulator.scenario.model import Scenario
from simulator.training import Workshop

WORKSHOP = Workshop(keep=False)
HEARD_OUT = (
    "I'm so sorry, Mrs Lindqvist, that must be dreadful with Emma's birthday on Saturday. What does the tracking say?",
    "At the depot since Thursday and nobody answers. I understand how upset you are, with her birthday so close.",
    "It makes sense that you are worried about Saturday, Mrs Lindqvist. I can see how much Emma's present matters.",
)
PASSED_ON = "I'll pass you on to my supervisor now, Mrs Lindqvist."


@lru_cache(maxsize=2)
def parcel(authority: str) -> Scenario:
    scenario = WORKSHOP.session("late-parcel-birthday").scenario
    return replace(scenario, resolutions=tuple(replace(item, authority=authority) for item in scenario.resolutions))


def played(authority: str, *replies: str):
    session = WORKSHOP.session("late-parcel-birthday")
    session = type(session)(parcel(authority), session.kit)
    return [session.hear(text) for text in replies][-1]


def test_a_customer_who_was_heard_goes_with_a_supervisor_who_alone_may_decide():
    last = played("supervisor", *HEARD_OUT, PASSED_ON)
    assert (last.state.ending, last.cue.act) == ("ESCALATED", "escalated")
    assert last.situation.needs_supervisor


@pytest.mark.parametrize("authority", ["agent", "nobody"])
def test_where_the_agent_may_decide_or_nobody_does_passing_it_on_settles_nothing(authority):
    last = played(authority, *HEARD_OUT, PASSED_ON)
    assert (last.state.ending, last.cue.act) == (None, "reject")


def test_an_angry_customer_is_not_passed_on_before_anybody_listened():
    last = played("supervisor", PASSED_ON)
    assert last.state.ending is None
    assert last.state.mood.hostility > last.before


def test_what_the_supervisor_has_to_know_is_found_out_first():
    kind = "I can imagine how hard this waiting is for you, and for Emma. I'm truly sorry that it happened."
    unasked = (HEARD_OUT[0].replace("What does the tracking say?", ""), HEARD_OUT[2], kind)
    last = played("supervisor", *unasked, PASSED_ON)
    assert (last.state.ending, last.cue.reason) == (None, "missing")


def test_a_refund_above_the_shops_limit_is_for_the_one_the_shop_names():
    scenario = parcel("agent")
    refund = next(item for item in scenario.resolutions if item.family == "refund")
    order = scenario.case.orders[0]
    dear = replace(scenario.case, orders=(replace(order, total=5_000.0),))
    assert for_a_supervisor(replace(scenario, case=dear, resolutions=(refund,))) == (refund,)
    assert for_a_supervisor(scenario) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Of course, Mr Llewellyn, I'm putting you through to my manager now.",
        "Sure, I'm connecting you.",
        "Right away, putting you through now.",
        "One moment, here is my manager.",
    ],
)
def test_who_asks_for_the_manager_at_once_goes_along_when_put_through(text):
    exchange = WORKSHOP.session("put-me-through").hear(text)
    assert (exchange.state.ending, exchange.cue.act) == ("ESCALATED", "escalated")
    assert not exchange.situation.demanded


def test_who_asked_for_the_manager_at_first_still_goes_along_two_replies_later_and_not_once_something_is_agreed():
    session = WORKSHOP.session("put-me-through")
    session.hear("Good morning, Mr Llewellyn. Tell me what happened, please.")
    again = session.copy()
    assert session.hear("I'm putting you through to my manager now.").state.ending == "ESCALATED"
    again.exchanges = (*again.exchanges[:-1], replace(again.exchanges[-1], state=replace(again.state, done=("a/b",))))
    assert not again._hearing()._wanted_another()


def test_who_got_the_manager_asked_for_is_not_called_angrier_for_it():
    heard = WORKSHOP.session("put-me-through").hear("I'm putting you through to my manager now.")
    assert heard.feedback == "still upset from before, but you passed him on as he asked"
    sorry = WORKSHOP.session("put-me-through").hear("I'm so sorry for this. I hand you over to my supervisor.")
    assert sorry.feedback.startswith("no angrier, because you ")
    assert sorry.feedback.endswith("said sorry, and you passed him on as he asked")
    rude = WORKSHOP.session("put-me-through").hear("Calm down! I'll put you through to my manager.")
    assert rude.feedback == "angrier: that brushes aside how he feels, but you passed him on as he asked"


def test_who_asked_for_no_manager_is_not_said_to_have_got_one():
    heard = WORKSHOP.session("late-parcel-birthday").hear("I'm putting you through to my manager now.")
    assert heard.feedback.startswith("angrier: ")
    assert "passed" not in heard.feedback


def test_a_call_from_the_manager_tomorrow_is_not_what_was_asked_for():
    exchange = WORKSHOP.session("put-me-through").hear("The manager will call you tomorrow.")
    assert exchange.state.ending is None


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("Get me your supervisor!", "en", True),
        ("Put me through.", "en", True),
        ("I'll tell everybody what you put me through!", "en", False),
        ("Are you the one who is in charge there?", "en", False),
        ("That sounds like a promise somebody else will take back on Monday.", "en", False),
        ("Quiero hablar con su supervisor.", "es", True),
        ("Páseme con el encargado, por favor.", "es", True),
        ("Páseme al encargado, por favor.", "es", True),
        ("El encargado de la tienda me dijo otra cosa.", "es", False),
        ("No quiero hablar con otra persona, quiero que lo resuelva usted.", "es", False),
        ("No hace falta hablar con un supervisor.", "es", False),
        ("Con usted no avanzo. Su supervisor, por favor.", "es", True),
        ("¡Encargado! ¡Ya!", "es", True),
        ("¿Quién se lo dijo? Su supervisor.", "es", False),
        ("Ni supervisor ni encargado, por favor.", "es", False),
        ("El encargado, por favor, dígame cómo se llama.", "es", False),
        ("Sé que no hay nadie por encima de usted.", "es", False),
        ("No me importa quién decide. ¿Puede arreglarlo usted?", "es", False),
        ("No quiero saber quién manda ahí.", "es", False),
        ("Holen Sie Ihren Chef.", "de", False),
    ],
)
def test_a_wish_for_a_supervisor_is_told_from_words_that_only_look_like_one(text, language, wanted):
    assert was_wanted([text], language) is wanted


def test_every_demand_of_the_spanish_voice_is_heard_as_one_and_nothing_else_it_says():
    voice = WORKSHOP.scenario("late-parcel-birthday-es").voice
    said = {act: {line for lines in bands.values() for line in lines} for act, bands in voice.items()}
    demands = said.pop("demand_supervisor")
    assert len(demands) > 10
    assert not [line for line in demands if not was_wanted([line], "es")]
    assert not [line for lines in said.values() for line in lines if was_wanted([line], "es")]


@pytest.mark.parametrize(
    "text",
    [
        "I'm so sorry for what we put you through.",
        "I hate putting you through this.",
        "I'm transferring you the money now.",
        "I'll transfer you the 30 euros.",
        "Shall I connect you?",
        "I won't be putting you through.",
    ],
)
def test_what_is_sent_asked_denied_or_suffered_hands_nobody_over(text):
    assert not hear(text).hands_over
