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
        "Give me five minutes, I ring the depot",
        "Could you give me five minutes? I ring the depot.",
        "I will need about 10 minutes to find out, is that ok?",
        "Can I have five minutes please, I must call the depot",
        "pls be patient 2 min i am looking",
        "I ring the depot now, it takes 5 minutes.",
        "I come back in 3 minutes",
        "One moment please, I'll be back in two minutes and tell you.",
        "Please wait two minutes until I have checked.",
        "Could you wait five minutes, please?",
        "Please wait ten minutes, I'll ring the depot and then I tell you.",
        "please wait 2 min and i check",
        "I look it up, it takes me two minutes.",
        "Hold on, this takes two minutes.",
        "Please hold the line for two minutes.",
        "Please give me two minutes and then we go on.",
        "I just verify it with the warehouse, that takes about 5 minutes.",
        "Let me pull up your order, two minutes please.",
        "Would you excuse me for two minutes? I'm getting my colleague.",
        "May I put you on hold for two minutes?",
        "brb 5 min",
        "two minutes please",
        "Kindly allow me 3-5 minutes to review the details.",
        "I'm going to contact the warehouse. Back with you in five minutes.",
        "I clarify it with my colleague, it takes ten minutes.",
    ],
)
def test_a_message_that_asks_to_wait_and_names_a_time_is_a_holding_message(text):
    assert is_holding(text)


@pytest.mark.parametrize(
    "text",
    [
        "Please unplug it. Could you wait ten minutes and plug it in again?",
        "It takes ten minutes until the light goes green.",
        "That takes a few minutes. Press the button until it beeps.",
        "Please stay calm, it takes 5 minutes.",
        "Please hold the button for ten seconds.",
        "Please wait ten minutes and try it again.",
        "Could you wait five minutes before you switch it on?",
        "Please wait ten minutes, then try it once more.",
        "Please wait 10 minutes after you have cleaned it.",
        "Unplug it and please wait ten minutes.",
        "This takes 20 minutes, the code comes by e-mail.",
        "Be patient, the repair takes 30 minutes.",
        "Please stay at home, the driver comes in ten minutes.",
        "Can you wait ten minutes until the lamp is cold?",
        "I check the manual: it takes two minutes to reset it.",
        "One moment. The parcel was scanned two minutes ago.",
        "The courier is back in five minutes.",
        "Let me confirm: the van comes back in twenty minutes.",
        "I open the account for you, it takes two minutes and you can log in.",
        "I verified it: you get the code in two minutes.",
    ],
)
def test_what_the_customer_is_told_or_is_to_do_is_a_reply(text):
    assert not is_holding(text)


@pytest.mark.parametrize(
    "text",
    [
        "One moment please.",
        "Give me your number, I call you in ten minutes.",
        "You get a code to your e-mail in a minute.",
        "It takes two minutes to reset the password.",
        "Do you have a minute? What happened?",
        "We need ten minutes for the repair.",
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
