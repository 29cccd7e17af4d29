import pytest

from simulator.engine.holding import is_holding


@pytest.mark.parametrize(
    "text",
    [
        "One moment please, I'll be back in two minutes.",
        "Please give me 5 minutes to check this with the depot.",
        "Bear with me for a couple of minutes, okay?",
        "let me check this, give me 3 mins",
        "I'll look into it and be back in ten minutes.",
    ],
)
def test_a_message_that_asks_to_wait_and_names_a_time_is_a_holding_message(text):
    assert is_holding(text)


@pytest.mark.parametrize(
    "text",
    [
        "One moment please.",
        "I'm so sorry. Let me check: what is your order number?",
        "I'll call the depot now and tell you by 10:30.",
        "The parcel was scanned two minutes ago.",
        "I can send a second suit, jacket and trousers in 50, by overnight courier to the hotel in Leeds.",
        "I have to ask you a second time to stop insulting me.",
        "",
        "Please give me 5 minutes. " + "And another word about it. " * 12,
    ],
)
def test_a_message_that_says_more_or_names_no_time_is_a_reply(text):
    assert not is_holding(text)
