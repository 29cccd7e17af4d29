"""Details that the case doesn't turn on: they puzzle nobody, move nothing, and are not called misunderstood."""

from __future__ import annotations

import pytest

from simulator.training import Workshop

WORKSHOP = Workshop(keep=False)
AGREED = ("I cancel one of the two for you.", "You get 29 euros back.")


def after(scenario, *replies):
    session = WORKSHOP.session(scenario)
    for reply in replies:
        session.hear(reply)
    return session.exchanges[-1]


@pytest.mark.parametrize(
    "text", ["To your card.", "3-5 days", "No you dont need to pay anything, and you can keep the box.", "ok"]
)
def test_a_detail_after_all_is_agreed_is_taken_note_of(text):
    exchange = after("ordered-twice", *AGREED, text)
    assert exchange.cue.act == "thanks"


def test_before_that_a_step_of_another_solution_puzzles_nobody_either():
    exchange = after("late-parcel-birthday", "And you can keep both if the first one arrives.")
    assert exchange.cue.act != "puzzled"
    assert exchange.after == exchange.before
    assert exchange.heard_line == "gave a detail"
    assert "not understood" not in exchange.feedback


@pytest.mark.parametrize("text", ["asdf", "Blue elephants tomorrow.", "Shall I pop another one in tonight's van?"])
def test_what_says_nothing_known_puzzles(text):
    assert after("late-parcel-birthday", text).cue.act == "puzzled"


def test_in_spanish_too():
    offer = "Le puedo mandar otra por mensajería urgente, llega el viernes antes de las 12. ¿Le va bien?"
    exchange = after(
        "late-parcel-birthday-es",
        "Siento mucho lo del paquete. ¿Qué dice el seguimiento?",
        "Entiendo que esté preocupada con el cumpleaños de Lucía el sábado. ¿Hay algo más que deba saber?",
        offer,
        "No tiene que pagar nada y puede quedarse con las dos.",
    )
    assert exchange.cue.act == "thanks"


@pytest.mark.parametrize(
    "text", ["Your gift card was emptied?", "So your gift card is empty?", "Your voucher was used?"]
)
def test_what_the_customer_told_said_back_as_a_question_offers_nothing(text):
    assert not after("emptied-gift-card", text).heard.proposed


def test_a_thing_put_as_a_question_is_still_offered():
    assert after("late-parcel-birthday", "A new one by Friday, is that ok?").heard.proposed


def test_the_coach_names_a_thing_without_its_size():
    assert WORKSHOP.session("the-violin-and-the-silence").case_voice().item == "violin"


def test_a_mail_in_a_few_minutes_asks_nobody_to_wait():
    assert after("refund-still-missing", "You get an e-mail with it in a few minutes.").cue.act != "wait"
