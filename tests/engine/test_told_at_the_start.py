"""What the shop rings about, and what the customer says at once, has not to be found out again before it is settled."""

from __future__ import annotations

from simulator.training import Workshop

WORKSHOP = Workshop(keep=False)


def test_a_shop_that_rings_about_a_fault_may_offer_what_mends_it_at_once():
    exchange = WORKSHOP.session("call-before-it-breaks").hear("We'll send you a new safe one tomorrow, for free")
    assert (exchange.cue.act, exchange.cue.resolution) == ("accept", "safe_lamp")


def test_a_step_of_the_cases_own_is_named_before_anything_is_offered_and_is_no_lack_of_an_answer():
    exchange = WORKSHOP.session("call-before-it-breaks").hear("Please unplug it straight away")
    assert exchange.heard_line == "said to unplug the lamp"
    assert exchange.feedback == "much as before, though it helped that you said what to do"


def test_asking_whether_it_is_in_use_reveals_that():
    exchange = WORKSHOP.session("call-before-it-breaks").hear("is it in use?")
    assert "in_use" in exchange.state.known


def test_a_fault_that_opens_the_call_is_known_and_its_details_are_not():
    session = WORKSHOP.session("cracked-dish")
    offer = session.hear("I'm sorry, Mrs Doyle. I'll send you a new dish today by express.").heard.proposed[0]
    assert (offer.resolution, offer.missing) == ("new_dish", ())
    asked = WORKSHOP.session("cracked-dish").hear("What does the crack look like?").heard.asked[0]
    assert (asked.topic, asked.known) == ("damage", False)
