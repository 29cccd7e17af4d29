"""Moves: the line under a reply, the menu, what counts as understood, and the turn taken as it was meant."""

from __future__ import annotations

import pytest
from case_of import families_of, hear, plain_case, resolution, shared, topics_of, with_resolutions
from msgspec.structs import replace

from simulator.engine.moves import Ground, apply_meant, heard_line, menu, past
from simulator.engine.situation import with_re_asks
from simulator.engine.words import split
from simulator.scenario.model import Opening, Step, Topic
from simulator.signals import Evidence, Reading

VAN = "Shall I pop another one in tonight's van?"


def reading(text, **signals):
    """A reading in which each signal is carried by the given words (or by the whole text)."""
    evidence = []
    for name, words in signals.items():
        start = text.index(words)
        evidence.append(Evidence(name, 0.8, start, start + len(words), words, detail="birthday, Saturday"))
    return Reading(text, tuple(split(text)), tuple(evidence), dict.fromkeys(signals, 0.8))


def test_the_line_names_what_was_heard_in_the_order_of_the_text():
    text = "I'm so sorry about the birthday. What does the tracking say?"
    heard = hear(text, reading=reading(text, apology="so sorry", specificity="the birthday"))
    assert heard.moves == ("sorry", "stakes", "ask:tracking")
    said = heard_line(heard, shared(), named=("the birthday", "Saturday"))
    assert said == "sorry · named the birthday and Saturday · asked for the tracking"
    assert heard_line(heard, shared()) == "sorry · took up what was said · asked for the tracking"


def test_offers_steps_and_promises_have_plain_words():
    case = with_resolutions(resolution("replacement", "express", steps=("offer", "deadline")))
    heard = hear("I'll send you a new one, it's there on Friday by 12:00.", case)
    assert heard_line(heard, shared()) == "offered a replacement · gave a time · promised a time"


def test_asking_again_is_said():
    assert heard_line(hear("What is your order number?"), shared()) == "asked again for the order number"
    assert heard_line(hear("What happened?"), shared()) == "asked what happened"


def test_a_scenarios_own_step_is_told_by_its_title():
    own = Step("hotel", "says the hotel", (("Kirkgate",),))
    case = with_resolutions(resolution("replacement", "express", steps=("offer", own)))
    heard = hear("It goes to the Kirkgate.", case, done={"express/offer"})
    assert heard_line(heard, shared(), case) == "said the hotel"


def test_a_scenarios_own_step_is_quoted_where_the_case_is_not_given():
    own = Step("hotel", "says the hotel", (("Kirkgate",),))
    case = with_resolutions(resolution("replacement", "express", steps=("offer", own)))
    assert heard_line(hear("It goes to the Kirkgate.", case, done={"express/offer"}), shared()) == "said “Kirkgate”"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("offers a refund", "offered a refund"),
        ("gives a time", "gave a time"),
        ("names the amount", "named the amount"),
        ("freezes the account", "froze the account"),
        ("takes the reminder back", "took the reminder back"),
        ("promises to report back", "promised to report back"),
        ("apologises", "apologised"),
        ("arranges the pick-up", "arranged the pick-up"),
        ("makes the offer", "made the offer"),
    ],
)
def test_moves_are_told_in_the_past(words, told):
    assert past(words) == told


@pytest.mark.parametrize(
    "text", ["", "ok", "asdf qwer", VAN, "How is your sister?", "🎉", "By Friday.", "Mrs Lindqvist!"]
)
def test_a_reply_without_a_move_is_not_understood(text):
    heard = hear(text, plain_case("replacement"))
    assert heard.moves == ()
    assert not heard.understood
    assert heard_line(heard, shared()) == ""


def test_politeness_a_bare_question_and_jargon_are_no_moves():
    text = "Could you kindly advise on the RMA?"
    found = reading(text, politeness="kindly", question="Could you", jargon="RMA")
    assert not hear(text, reading=found).understood


def test_an_open_question_of_no_topic_is_understood_where_the_reading_finds_exploration():
    text = "How is your sister?"
    assert hear(text, reading=reading(text, exploration="How is")).moves == ("explores",)


def test_information_counts_where_something_known_is_told():
    told = "The parcel is in the north."
    assert hear(told, reading=reading(told, information="is in")).moves == ("informs",)
    gibberish = "The florp is in the snark."
    assert hear(gibberish, reading=reading(gibberish, information="is in")).moves == ()
    asked = "Is the parcel there?"
    assert "informs" not in hear(asked, reading=reading(asked, information="parcel")).moves


def test_provocations_are_moves():
    text = "Calm down."
    heard = hear(text, reading=reading(text, dismissing="Calm down"))
    assert heard.moves == ("dismisses",)
    assert heard_line(heard, shared()) == "played it down"


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("I'm putting you through to my supervisor now.", "hands_over"),
        ("I'll transfer you to my manager.", "hands_over"),
        ("My manager will call you back today.", "hands_over"),
        ("Our team lead, Maja Lindgren, takes your case over from me.", "hands_over"),
        ("I've escalated it.", "hands_over"),
        ("I can't put you through.", "refuses_supervisor"),
        ("There is no supervisor here.", "refuses_supervisor"),
        ("My manager will tell you the same.", "refuses_supervisor"),
        ("My supervisor isn't available.", "refuses_supervisor"),
        ("I am ending this chat now.", "ends_contact"),
        ("I'm hanging up now.", "ends_contact"),
        ("I'm closing this conversation.", "ends_contact"),
    ],
)
def test_what_a_reply_does_with_the_contact(text, flag):
    heard = hear(text)
    flags = {name for name in ("hands_over", "refuses_supervisor", "ends_contact") if getattr(heard, name)}
    assert flags == {flag}


@pytest.mark.parametrize(
    "text",
    [
        "Would you like to speak with my manager?",
        "You asked for my supervisor.",
        "If you insult me again I'll have to end this chat.",
        "I won't end this chat.",
        "I'm sure my boss won't mind.",
        "Did my manager call you?",
        "It didn't get better for you.",
    ],
)
def test_offers_reports_and_conditions_do_nothing_with_the_contact(text):
    heard = hear(text)
    assert [heard.hands_over, heard.refuses_supervisor, heard.ends_contact] == [False] * 3


def test_the_menu_lists_every_move_once_and_gives_no_topic_of_the_case_away():
    own = Topic("wifi", ("x",), title="the wireless network")
    case = with_resolutions(resolution("refund"), topics={"tracking": Topic("tracking", ("x",)), "wifi": own})
    choices = menu(case, shared())
    ids = [choice.id for choice in choices]
    assert len(ids) == len(set(ids))
    assert {f"ask:{name}" for name in shared().topics} | {"ask:wifi"} <= set(ids)
    assert {f"offer:{name}" for name in shared().families} <= set(ids)
    plain = {choice.id: choice.words for choice in menu(plain_case(), shared())}
    assert plain["ask:tracking"] == "asks for the tracking"
    assert plain["offer:replacement"] == "offers a replacement"
    assert all(choice.words and choice.group for choice in choices)


def test_every_move_heard_stands_in_the_menu():
    case = with_resolutions(resolution("refund", steps=("offer", "deadline", "amount", "method")))
    text = "Sorry. What happened? I'll refund you 44.90 euros to your card by Friday. Is everything settled?"
    heard = hear(text, case, reading=reading(text, apology="Sorry"))
    assert set(heard.moves) <= {choice.id for choice in menu(case, shared())}


def test_an_idiom_mapped_by_the_trainee_becomes_the_offer():
    case = with_resolutions(resolution("replacement", "express", steps=("offer", "deadline")))
    meant = apply_meant(hear(VAN, case), ("offer:replacement",), VAN, case, shared())
    assert [(item.family, item.resolution, item.quote) for item in meant.proposed] == [("replacement", "express", VAN)]
    assert {item.step for item in meant.said} == {"express/offer", "express/deadline"}
    assert meant.understood


def test_what_was_not_meant_is_taken_away_and_what_was_meant_is_added():
    text = "Calm down. What happened?"
    heard = hear(text, reading=reading(text, dismissing="Calm down"))
    meant = apply_meant(heard, ("understands", "ask:feelings"), text, plain_case(), shared())
    assert topics_of(meant) == {"feelings"}
    assert meant.reading.strength("dismissing") == 0.0
    assert meant.reading.strength("emotional_reaction") == 0.7
    found = meant.reading.of("emotional_reaction")[0]
    assert (found.start, found.end, found.quote) == (0, len(text), text)
    assert meant.moves == ("understands", "ask:feelings")


def test_what_was_heard_and_meant_keeps_its_words():
    text = "Sorry! I'll refund you. What happened?"
    heard = hear(text, plain_case("refund"), reading=reading(text, apology="Sorry"))
    meant = apply_meant(heard, heard.moves, text, plain_case("refund"), shared())
    assert (meant.reading, meant.proposed, meant.asked) == (heard.reading, heard.proposed, heard.asked)


def test_a_meant_offer_still_needs_its_facts_and_its_authority():
    case = with_resolutions(resolution("refund", needs=("seen",), authority="supervisor"))
    ground = Ground(known=frozenset())
    meant = apply_meant(hear("Done deal", case), ("offer:refund",), "Done deal", case, shared(), ground)
    assert meant.proposed[0].missing == ("seen",)
    assert meant.proposed[0].beyond
    told = apply_meant(hear("Done deal", case), ("offer:refund",), "Done deal", case, shared())
    assert told.proposed[0].missing == ()


def test_a_meant_step_counts_after_its_offer():
    case = with_resolutions(resolution("refund", steps=("offer", "method")))
    heard = hear("The usual way", case)
    after = Ground(done=frozenset({"refund/offer"}))
    assert apply_meant(heard, ("step:method",), "The usual way", case, shared(), after).said[0].step == "refund/method"
    assert apply_meant(heard, ("step:method",), "The usual way", case, shared()).said == ()


def test_flags_can_be_meant_and_taken_back():
    text = "I'll get my supervisor."
    heard = hear(text)
    assert heard.hands_over
    assert not apply_meant(heard, ("sorry",), text, plain_case(), shared()).hands_over
    assert apply_meant(heard, ("settled", "ends", "refuses"), text, plain_case(), shared()).closing_question
    assert families_of(apply_meant(heard, ("sorry",), text, plain_case(), shared())) == set()


def test_a_wrong_name_beside_something_else_can_be_put_away_and_says_nothing_by_itself():
    text = "Hello Tom, I'm so sorry."
    heard = hear(text, reading=reading(text, wrong_name="Tom", apology="so sorry"))
    assert heard.moves == ("misnames", "sorry")
    assert heard_line(heard, shared()) == "said a wrong name or order · sorry"
    meant = apply_meant(heard, ("sorry",), text, plain_case(), shared())
    assert meant.reading.strength("wrong_name") == 0
    assert not hear("Hello Tom", reading=reading("Hello Tom", wrong_name="Tom")).understood


def test_a_question_that_was_put_away_asks_for_nothing_again():
    text = "I'm so sorry. What is your order number?"
    heard = hear(text, reading=reading(text, apology="so sorry", re_asking="What is your order number"))
    assert apply_meant(heard, ("sorry",), text, plain_case(), shared()).reading.strength("re_asking") == 0
    assert apply_meant(heard, heard.moves, text, plain_case(), shared()).reading.strength("re_asking") == 0.8


def test_what_the_case_shows_is_asked_again_apart_from_what_was_told():
    (asked,) = hear("What is your order number?").asked
    assert asked.known
    assert asked.in_case
    told = replace(plain_case(), opening=Opening(("Order 48213 is late.",)))
    assert [item.in_case for item in hear("What is your order number?", told).asked] == [False]
    assert [item.in_case for item in hear("What happened?", answered={"what_happened"}).asked] == [False]


@pytest.mark.parametrize(
    ("line", "again"),
    [
        ("That's quick. Do you even know what this is about for me?", False),
        ("Hold on, you haven't heard me out yet.", False),
        ("It's the only present Emma asked for.", True),
    ],
)
def test_an_invitation_answered_is_no_asking_again(line, again):
    heard = with_re_asks(hear("What does it mean for you?", answered={"impact"}), line)
    assert (heard.reading.strength("re_asking") > 0) is again
    assert heard.asked[0].known is again
    number = with_re_asks(hear("What is your order number?"), line)
    assert number.reading.strength("re_asking") > 0
