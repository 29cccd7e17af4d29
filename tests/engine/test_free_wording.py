"""Offers and questions as people write them who write quickly, or in a language not their own; with near misses."""

from __future__ import annotations

import pytest
from case_of import families_of, hear, resolution, topics_of, with_resolutions
from msgspec.structs import replace

from simulator.library import Library
from simulator.scenario.load import load_scenario
from simulator.training import Workshop

WORKSHOP = Workshop(keep=False)


def offered(text, *families):
    return families_of(hear(text, with_resolutions(*map(resolution, families))))


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("Keep the lamp for now or we collect it from you on Monday.", "return_label"),
        ("You can try the cable again, and our engineer repairs it on Friday.", "repair"),
        ("The joiner mends the drawer at your home, at no cost.", "repair"),
        ("i can get you an electrician wednesday between 2 and 4", "repair"),
        ("The receipt for the second lamp I mail you this evening.", "invoice"),
        ("You'll have the money in your account by Tuesday.", "refund"),
        ("The 64.90 euros will be paid back onto your new card tomorrow.", "refund"),
        ("We also cover the damage to the carpet.", "partial_refund"),
        ("There's one more dollhouse on the shelf here, I can give you one more dollhouse.", "replacement"),
        ("Our shift lead calls you before six.", "escalate"),
        ("I let my colleagues have a look at the account.", "investigate"),
        ("I send you a label and you get the money when it's back.", "return_label"),
        ("We set the 45 free at your bank.", "payment_release"),
        ("You receive the 44.90 euros from us by Friday.", "refund"),
        ("Both amounts go back to your card.", "refund"),
        ("You get an undamaged one tomorrow.", "replacement"),
        ("I hand him the whole file now.", "escalate"),
        ("We stop the monthly box for good.", "cancel"),
        ("We give you a small voucher.", "goodwill"),
        ("transferred to your bank account, outside the old card", "refund"),
        ("i can arrange a technician tomorrow 8 to 10", "repair"),
        ("we pay for the spoiled food", "partial_refund"),
        ("Two of our drivers bring a new one on Monday.", "replacement"),
        ("A colleague drives over to you with the right dollhouse.", "exchange"),
        ("We've got one in the warehouse here, I let it go out tonight.", "replacement"),
        ("took the second one off your order", "cancel"),
        ("The ruined cake is on us, the loss is on us.", "partial_refund"),
        ("I get the other amount released today.", "payment_release"),
        ("The refund I issued today will reach you by Friday.", "refund"),
        ("The refund that my colleague issued on Monday is on its way.", "refund"),
        ("Your refund will be on your card by Friday.", "refund"),
        ("The refund arrives on Friday.", "refund"),
        ("The money I sent back this morning will be there by Friday.", "refund"),
        ("The replacement for the lamp should be with you on Friday.", "replacement"),
        ("We got your return, the refund is on its way.", "refund"),
        ("I got your refund approved.", "refund"),
    ],
)
def test_what_is_offered_in_free_wording_is_an_offer(text, family):
    assert family in offered(text, family)


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("Did our engineer repair it?", "repair"),
        ("The refund we issued in May reached you.", "refund"),
        ("The refund you wanted will not reach you before Friday.", "refund"),
        ("The refund you were promised should have reached you by now.", "refund"),
        ("The refund you asked for will be looked at by Friday.", "refund"),
        ("When will the refund I issued reach you?", "refund"),
        ("The courier says the replacement will reach you by Friday.", "replacement"),
        ("If the refund we issued arrives late, call us.", "refund"),
        ("We got your return yesterday.", "return_label"),
        ("We've had the replacement back twice.", "replacement"),
        ("The money I sent back this morning will be there by Friday.", "return_label"),
        ("Our engineer never repairs that model.", "repair"),
        ("If the joiner mends it, you have to wait.", "repair"),
        ("An electrician came to you on Friday.", "repair"),
        ("The receipt for the second lamp I can't mail you.", "invoice"),
        ("The receipt for the second lamp we sent you in May.", "invoice"),
        ("The money was transferred to your old account.", "refund"),
        ("Our drivers brought a new one.", "replacement"),
        ("I let it go out tonight.", "payment_release"),
        ("The driver calls ten minutes before.", "callback"),
        ("We give refunds within 30 days.", "refund"),
        ("We replace it only if the courier has lost it.", "replacement"),
        ("We don't cover the damage to the carpet.", "partial_refund"),
        ("Our shift lead called you on Friday.", "escalate"),
        ("We give you up to 14 days.", "partial_refund"),
        ("I return the money when the label is there.", "return_label"),
    ],
)
def test_what_is_asked_denied_or_told_of_the_past_is_none(text, family):
    assert family not in offered(text, family)


def test_a_part_of_the_price_is_the_difference_where_the_case_knows_no_other():
    text = "You'll have 12 euros back on your card by Friday."
    assert offered(text, "price_correction") == {"price_correction"}
    assert offered(text, "price_correction", "refund") == {"refund"}


@pytest.mark.parametrize(
    ("said", "text", "heard"),
    [
        ("i can send you the brass bulb", "I can send you the brass bulb.", True),
        ("we can lend you a crib", "Of course we can lend you a crib for a week.", True),
        ("i can send you the brass bulb", "I wish I could send you the brass bulb.", False),
        ("Nora Lind", "Nora Lind from the studio phones you at four.", True),
        ("Nora Lind", "Nora Lind writes to you tomorrow.", True),
        ("Nora Lind", "Our officer, Nora Lind, takes care of it from here.", True),
        ("Nora Lind", "If Nora Lind phones you, tell her.", False),
        ("Nora Lind", "Did Nora Lind phone you?", False),
        ("the grey one", "The grey one goes out tonight, with you on Friday.", True),
        ("the grey one", "The grey one will leave us at six.", True),
        ("the grey one", "The grey one comes with a belt.", False),
        ("the grey one", "The grey one goes out of stock soon.", False),
        ("the grey one", "The grey one never leaves on a Sunday.", False),
    ],
)
def test_a_cases_own_words_are_offered_as_agents_say_them(said, text, heard):
    own = resolution("replacement", "own", said=((said,),))
    found = hear(text, with_resolutions(own)).proposed
    assert any(item.resolution == "own" for item in found) is heard


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("I'd like to get this right for you, what happened?", ["what_happened"]),
        ("I can see your order here, where should we deliver it?", ["address"]),
        ("you can also read it online, want me to explain what happens?", []),
        ("Shall I put both on the list for you?", []),
        ("Would you rather have it tomorrow or on Friday?", ["preference"]),
        ("Why is this one so important to you?", ["impact"]),
        ("Who will be playing with it?", ["recipient"]),
        ("Who is the dollhouse for?", ["recipient"]),
        ("How did the man look?", ["staff_who"]),
        ("Please describe the scratch for me.", ["damage"]),
    ],
)
def test_only_what_is_asked_is_a_question(text, topics):
    assert topics_of(hear(text)) == {*topics}


def test_two_questions_joined_by_and_are_both_asked():
    exchange = WORKSHOP.session("fitting-room").hear("What was said exactly, and who said it?")
    assert [item.topic for item in exchange.heard.asked] == ["staff_said", "staff_who"]


def test_which_mail_address_asks_for_what_the_case_tells_of_it():
    heard = WORKSHOP.session("suit-for-the-wedding").hear("Which mail address do you use with us?").heard
    assert [item.topic for item in heard.asked] == ["email"]


@pytest.mark.parametrize(
    ("text", "ends"),
    [("Please stay polite, otherwise I have to end this chat.", False), ("I have to end this chat now.", True)],
)
def test_a_warning_ends_nothing(text, ends):
    assert hear(text).ends_contact is ends


def test_the_right_sum_is_one_without_its_currency():
    exchange = WORKSHOP.session("froze-at-the-till").hear("I'm putting it in the basket and order it for you at 329.")
    assert "order_here/amount" in {item.step for item in exchange.heard.said}


def told(*replies):
    session = WORKSHOP.session("refund-still-missing")
    return [session.hear(reply) for reply in replies]


def test_a_story_that_was_told_is_not_told_again():
    first, second, third = told(
        "I'm so sorry, Mrs Haddad. How has this been for you?",
        "That sounds hard, with the trip on Friday. What does the money mean for you?",
        "Is there anything else I should know?",
    )
    assert "trip" in first.state.line + second.state.line
    assert "trip" not in third.state.line
    assert (third.cue.act, third.cue.about) == ("unsure", "all_told")


def test_who_is_given_a_supervisor_asks_for_none_in_the_same_breath():
    session = WORKSHOP.session("late-parcel-birthday")
    for reply in ("What happened then?", *["I see, thank you for telling me that."] * 3):
        session.hear(reply)
    exchange = session.hear("My manager calls you today by 16:00.")
    assert exchange.state.mood.demanded
    assert exchange.cue.act == "reject"


@pytest.mark.parametrize(("text", "closes"), [("all good now tom?", True), ("It's all good now.", False)])
def test_all_good_with_a_name_behind_it_asks_whether_it_is_settled(text, closes):
    assert WORKSHOP.session("stove-part-tonight").hear(text).heard.closing_question is closes


@pytest.mark.parametrize(
    ("name", "text", "step", "said"),
    [
        (
            "put-me-through",
            "I'll refund you the difference, you will see it on your card within 30 minutes.",
            "difference/amount",
            False,
        ),
        ("put-me-through", "I'll refund you the difference, that is 30, by tomorrow.", "difference/amount", True),
        ("worn-boots", "I can give you a discount on your next pair, valid for 15 days.", "next_pair/amount", False),
        ("put-me-through", "I'll have a proper look at the price.", "difference/offer", False),
    ],
)
def test_a_number_of_something_else_tells_no_sum(name, text, step, said):
    scenario = load_scenario(Library(), name)
    assert (step in {item.step for item in hear(text, scenario).said}) is said


@pytest.mark.parametrize(
    "text",
    ["I just had the second order cancelled.", "The order I cancelled just now.", "Your order: we cancelled it today."],
)
def test_what_was_just_done_is_an_offer(text):
    assert "cancel" in offered(text, "cancel")


@pytest.mark.parametrize("text", ["Your boss sends a new one.", "Unfortunately our joiner repairs only doors."])
def test_what_others_do_or_only_do_elsewhere_is_no_offer(text):
    assert not offered(text, "replacement", "repair")


def test_a_manager_who_took_over_is_a_hand_over():
    assert hear("My manager took over your case and will call you at five.").hands_over


@pytest.mark.parametrize(
    ("text", "offers"),
    [
        ("We got the same dress back.", False),
        ("We have received the same dress.", False),
        ("We've got the same dress in a larger size.", True),
        ("We've got the same dress back in stock.", True),
    ],
)
def test_what_came_back_to_the_shop_is_no_offer_of_it(text, offers):
    proposed = hear(text, load_scenario(Library(), "passed-on-to-you")).proposed
    assert bool(proposed) is offers


@pytest.mark.parametrize(
    "text",
    [
        "We took the dress back.",
        "We have already taken it back.",
        "The courier collected it on Monday.",
        "It was picked up on Tuesday, and the dress has been returned.",
        "You sent it back last week.",
    ],
)
def test_goods_told_as_back_are_no_offer_of_a_return(text):
    assert not offered(text, "return_label", "refund")


@pytest.mark.parametrize(
    "text",
    [
        "We'll take the dress back.",
        "We can have it collected on Monday.",
        "It can be collected on Monday.",
        "I've booked a collection for you.",
        "I've told the driver to take it back.",
    ],
)
def test_goods_that_are_to_come_back_are_one(text):
    assert "return_label" in offered(text, "return_label")


@pytest.mark.parametrize(
    ("text", "offers"),
    [
        ("El mensajero pasó a recoger el vestido el lunes.", False),
        ("La recogida se hizo ayer.", False),
        ("Ya fuimos a recogerlo.", False),
        ("El mensajero pasa a recogerlo el lunes.", True),
        ("La recogida queda hecha para mañana.", True),
    ],
)
def test_goods_told_as_back_in_spanish_are_no_offer_of_a_return(text, offers):
    spanish = replace(with_resolutions(resolution("return_label")), language="es")
    assert ("return_label" in families_of(hear(text, spanish))) is offers


@pytest.mark.parametrize(
    ("text", "family", "offers"),
    [
        ("We refunded you the money last week.", "refund", False),
        ("It was transferred to your bank account on Monday.", "refund", False),
        ("A new one was sent two days ago.", "replacement", False),
        ("Yesterday I called the depot.", "trace", False),
        ("I refunded the 64.90 a minute ago.", "refund", True),
        ("I've refunded the lamp you ordered last week.", "refund", True),
        ("I send you the same one as last week.", "replacement", True),
        ("It will be transferred to your bank account on Monday.", "refund", True),
    ],
)
def test_what_was_done_on_a_day_before_is_told_and_not_offered(text, family, offers):
    assert (family in offered(text, family)) is offers


@pytest.mark.parametrize(
    "text", ["I sent you a new one yesterday.", "We took the dress back.", "I've received the dress."]
)
def test_what_was_done_before_puzzles_nobody(text):
    exchange = WORKSHOP.session("passed-on-to-you").hear(text)
    assert exchange.cue.act != "puzzled"
    assert exchange.after == exchange.before


@pytest.mark.parametrize("text", ["I'm sorry it took three calls.", "I'm sorry that it took you so many calls."])
def test_calls_that_were_needed_are_no_offer_of_one(text):
    assert not offered(text, "callback")


def test_a_tag_that_asks_for_a_yes_asks_for_no_time():
    scenario = load_scenario(Library(), "worn-boots")
    text = "I could have our cobbler stretch them for free, would you be fine with that?"
    assert not topics_of(hear(text, scenario))
    assert "repair" in families_of(hear(text, scenario))


def test_how_often_something_was_worn_is_not_the_state_it_is_in():
    scenario = load_scenario(Library(), "worn-boots")
    assert "use" in topics_of(hear("How often did you wear them and where?", scenario))


@pytest.mark.parametrize(
    ("name", "offer", "more"),
    [
        ("ordered-twice", "I'll cancel the second order right away.", "Very well. I have noted that for you."),
        (
            "ordered-twice-es",
            "No se preocupe, ahora mismo le cancelo el segundo pedido.",
            "Perfecto, ¿necesita algo más?",
        ),
    ],
)
def test_what_was_agreed_to_is_not_asked_for_again(name, offer, more):
    session = WORKSHOP.session(name)
    assert session.hear(offer).cue.act == "accept"
    own = {line for lines in session.scenario.lines["insist"].values() for line in lines}
    said = [session.hear(more).state.line for _ in range(3) if not session.over]
    assert said
    assert not own & set(said)


@pytest.mark.parametrize(
    "text", ["¿Ha podido hablar con el transportista?", "¿Pudo llamar al transportista?", "¿Ha llamado al mensajero?"]
)
def test_whether_the_customer_could_reach_the_courier_is_asked_in_spanish_and_not_offered(text):
    heard = WORKSHOP.session("late-parcel-birthday-es").hear(text).heard
    assert not heard.proposed
    assert "contacted_courier" in topics_of(heard)


@pytest.mark.parametrize(
    "text",
    [
        "Ahora mismo intento localizar su paquete.",
        "Nuestro equipo ha conseguido localizar su paquete.",
        "¿Le parece bien si intento localizar su paquete?",
    ],
)
def test_a_search_told_in_spanish_is_offered(text):
    heard = WORKSHOP.session("late-parcel-birthday-es").hear(text).heard
    assert [item.family for item in heard.proposed] == ["trace"]


def test_who_said_it_is_no_question_that_what_was_said_has_answered():
    session = WORKSHOP.session("put-me-through")
    session.hear("Good morning, Mr Llewellyn. What happened?")
    assert not session.hear("And who told you that it wouldn't get cheaper?").situation.reasked
