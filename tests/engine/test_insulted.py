"""A customer who is insulted says so, whatever else the reply holds."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from simulator.engine.cue import Cue
from simulator.engine.scripted import Script
from simulator.scenario.model import PlayReply
from simulator.training import Workshop

WORKSHOP = Workshop(keep=False)
CALM, ANGRY = "first-chat", "late-parcel-birthday"


def cue_after(scenario, *replies):
    session, _ = WORKSHOP.replay(scenario, [PlayReply(text) for text in replies])
    return session.exchanges[-1].cue


@pytest.mark.parametrize("scenario", [CALM, ANGRY, "accused-at-the-desk"])
@pytest.mark.parametrize(
    "text",
    [
        "You're an idiot.",
        "Shut up, you stupid cow.",
        "You are stupid. I'll send you a new dollhouse by Friday 12:00.",
        "What does the tracking show, moron?",
        "Fuck off.",
    ],
)
def test_an_insult_is_what_the_customer_reacts_to(scenario, text):
    assert cue_after(scenario, text).act == "insulted"


@pytest.mark.parametrize(
    "text",
    [
        "Please calm down, it's only a parcel.",
        "WHERE WAS IT LAST SEEN, PLEASE TELL ME",
        "What a stupid mistake of ours, I'm so sorry.",
        "There is nothing I can do. That's the policy.",
    ],
)
def test_what_only_annoys_is_no_insult(text):
    assert cue_after(ANGRY, text).act != "insulted"


def test_an_abusive_customer_goes_on_insulting():
    assert cue_after("emptied-gift-card", "You're an idiot.").act == "abuse"


def test_a_voice_without_words_for_it_lets_anger_out():
    case = WORKSHOP.scenario(ANGRY)
    kept = {act: by for act, by in case.voice.items() if act != "insulted"}
    script = Script(replace(case, voice=kept), (), 0, 1)
    said = script.say(Cue("insulted", "angry", 70.0)).text
    assert said in case.lines["vent"]["angry"]
