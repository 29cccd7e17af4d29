"""What a customer came for, told apart in the customer's own words."""

from __future__ import annotations

import pytest

from simulator.batch.reasons import OTHER, reason

LINES = (
    ("late_or_lost", "Hi, my bookshelf was due last Tuesday and there is no sign of it."),
    ("late_or_lost", "My chairs were due on the 14th."),
    ("late_or_lost", "The sofa should have come on Monday."),
    ("late_or_lost", "Tracking says delivered but nothing is here."),
    ("late_or_lost", "Has my order been shipped yet?"),
    ("damaged_or_faulty", "vase arrived in a thousand pieces, it was a wedding gift"),
    ("damaged_or_faulty", "My mirror came shattered."),
    ("damaged_or_faulty", "There is a big scratch across the screen."),
    ("damaged_or_faulty", "The blender doesn't work any more."),
    ("wrong_item", "You sent me the red one, I ordered blue."),
    ("wrong_item", "I got a size 38 instead of 41."),
    ("wrong_item", "The remote is missing from the box."),
    ("refund", "My refund hasn't shown up on my card."),
    ("refund", "When do I get my money back for the returned boots?"),
    ("return_or_exchange", "You refuse my return although I am within 30 days!"),
    ("return_or_exchange", "The return label won't open, can you send a new one?"),
    ("return_or_exchange", "How can I send these shoes back?"),
    ("cancellation", "I moved, can you change the address for order 5512?"),
    ("cancellation", "The parcel goes to my old address, please correct it."),
    ("cancellation", "Please cancel my order, I found it in a shop near me."),
    ("payment", "Can I have the invoice for my tax return please?"),
    ("payment", "My card was debited twice for one order."),
    ("price_or_offer", "The discount code AUTUMN20 doesn't work at checkout."),
    ("price_or_offer", "where are my bonus points for last order?"),
    ("price_or_offer", "Two days after I bought it the price dropped. Can you match it?"),
    ("account", "Please delete my account and all my data."),
    ("account", "I can't log in since this morning."),
    ("product_information", "Will the grey rug be back in stock soon?"),
    ("staff_attitude", "Your agent was very rude on the phone and hung up on me."),
    ("website", "Your website crashes whenever I open the basket."),
    ("no_answer", "I wrote three times and nobody answers."),
    ("no_answer", "I've been waiting 40 min in this chat for a simple question."),
    ("wrong_item", "2 cups instead of 4 were in the box"),
    ("late_or_lost", "The tracking hasn't moved since Saturday."),
    ("damaged_or_faulty", "The lamp I bought hums."),
    (OTHER, "Do you have a shop in Leeds?"),
)


@pytest.mark.parametrize(("name", "said"), LINES)
def test_a_first_message_tells_what_the_customer_came_for(name: str, said: str) -> None:
    assert reason([said]) == name
