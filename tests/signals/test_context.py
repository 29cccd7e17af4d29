"""What signals need of their context, and read None without."""

from __future__ import annotations

import pytest

from simulator.signals import CaseWords, Context, read

REPLY = "Hi Tom, I'm so sorry about the dollhouse and Emma's birthday. What is your order number?"
KARIN = CaseWords(
    names=("Karin Lindqvist",),
    orders=("48213",),
    items=("dollhouse",),
    stakes=("birthday", "Emma"),
    given=("order number",),
)
TOLD = "My order is 48213, the dollhouse hasn't come and it's Emma's birthday on Saturday. I am furious!"


@pytest.mark.parametrize("signal", ["specificity", "personalisation", "wrong_name", "re_asking", "interrupting"])
def test_a_signal_without_its_context_is_unread(signal):
    assert read(REPLY).strengths[signal] is None


def test_every_other_signal_needs_none():
    unread = {signal for signal, value in read(REPLY).strengths.items() if value is None}
    assert unread == {"specificity", "personalisation", "wrong_name", "re_asking", "interrupting"}


@pytest.mark.parametrize(
    ("signal", "context"),
    [
        ("specificity", Context(previous=TOLD)),
        ("specificity", Context(case=KARIN)),
        ("personalisation", Context(case=KARIN)),
        ("wrong_name", Context(case=KARIN)),
        ("re_asking", Context(previous=TOLD)),
        ("re_asking", Context(case=KARIN)),
    ],
)
def test_with_it_the_signal_is_read(signal, context):
    assert read(REPLY, context).strengths[signal] >= 1 / 3


def test_a_stated_feeling_is_picked_up_by_its_family():
    found = read("You must be so angry, and I'm sorry.", Context(previous="I am furious!"))
    assert [item.detail for item in found.of("specificity")] == ["angry"]


def test_the_other_sides_sentence_copied_is_hardly_specific():
    copied = read("So the dollhouse hasn't come and it's Emma's birthday on Saturday.", Context(previous=TOLD))
    said = read("So it's Emma's birthday on Saturday, and the dollhouse still isn't there.", Context(previous=TOLD))
    assert copied.strength("restatement") < said.strength("restatement")
    assert copied.strength("specificity") < said.strength("specificity")


@pytest.mark.parametrize(
    "name",
    ["Åsa Öberg", "Łukasz Wójcik", "Nguyễn Thị Hoa", "Chidi Okonkwo", "José Núñez", "O'Brien", "Anne-Marie Dubois"],
)
def test_a_name_is_right_with_and_without_its_accents(name):
    import unicodedata

    bare = "".join(c for c in unicodedata.normalize("NFKD", name.replace("Ł", "L")) if not unicodedata.combining(c))
    context = Context(case=CaseWords(names=(name,)))
    for written in (name, bare, name.lower()):
        found = read(f"Dear {written}, thank you for telling me.", context)
        assert found.strengths["wrong_name"] == 0
        assert found.strengths["personalisation"] >= 0.6


def test_cutting_in_is_read_from_the_phone():
    phone = Context(channel="phone", cut_in=True)
    assert read("What is the order number?", phone).strengths["interrupting"] == 1.0
    assert read("What happened?", Context(channel="phone", cut_in=False)).strengths["interrupting"] == 0.0
    assert read("What happened?", Context(channel="live_chat")).strengths["interrupting"] == 0.0
    assert read("Let me stop you there.").strengths["interrupting"] >= 0.9


@pytest.mark.parametrize(
    ("reply", "told", "again"),
    [
        ("What is your order number?", "Order 48213 is late.", True),
        ("What is your order number?", "My order is late.", False),
        ("Could you give me your e-mail address?", "It's karin@example.com.", True),
        ("When did you order it?", "I ordered it on 26 October.", True),
        ("What seems to be the problem?", "The lamp I ordered from you has arrived with a broken foot.", True),
        ("How can I help you?", "Hello!", False),
        ("What's it about?", "Manager, please. No offence, but you can't decide it anyway. Put me through.", False),
        ("What's it about?", "I want a manager, because my dishwasher has been broken for three weeks.", True),
        ("What's this about?", "That's quick. Do you even know what this is about for me?", False),
        ("What's your order number?", "You haven't heard me out yet. It's 48213.", True),
        ("Just to confirm, is your order number 48213?", "Order 48213 is late.", False),
    ],
)
def test_asking_for_what_was_told(reply, told, again):
    assert (read(reply, Context(previous=told)).strengths["re_asking"] >= 0.5) is again


def test_the_same_question_twice_is_asked_again():
    context = Context(previous="At the depot.", earlier=("Hello. What does the tracking page show?",))
    assert read("What does the tracking page show?", context).strengths["re_asking"] >= 0.5


def test_a_link_beside_help_is_no_deflection():
    alone = read("Please check our FAQ.")
    beside = read("I'll send you a new label today. Please check our FAQ for the steps.")
    assert alone.strengths["deflecting"] >= 0.6
    assert beside.strengths["deflecting"] < 1 / 3


def test_a_no_beside_an_alternative_is_no_wall():
    alone = read("I can't refund that.")
    beside = read("I can't refund that, but I can send you a new one today.")
    assert alone.strengths["wall"] >= 0.5
    assert beside.strengths["wall"] < 1 / 3


def test_a_but_that_takes_empathy_back_halves_it():
    kept = read("I can see why you're worried, but I'm going to fix this.")
    undone = read("I can see why you're worried, but that's our policy.")
    assert undone.strengths["validation"] == pytest.approx(kept.strengths["validation"] / 2)


def test_regret_and_admission_are_told_apart():
    assert [item.detail for item in read("I'm so sorry.").of("apology")] == ["regret"]
    assert [item.detail for item in read("That was our mistake.").of("apology")] == ["admission"]


@pytest.mark.parametrize("follow_up", ["How are you feeling about it now?", "What happened after that, at the desk?"])
def test_a_follow_up_may_be_asked_again(follow_up):
    assert read(follow_up, Context(previous=TOLD, earlier=(follow_up,))).strengths["re_asking"] == 0


def test_somebody_who_was_not_heard_out_may_be_asked_once_more():
    line, question = "That's quick. Do you even know what this is about for me?", "What does it mean for you, then?"
    assert read(question, Context(previous=line, earlier=(question,))).strengths["re_asking"] == 0
    number = "And what is your order number, please?"
    assert read(number, Context(previous=line, earlier=(number,))).strengths["re_asking"] >= 0.5


def test_a_question_that_was_answered_may_not_be_asked_again():
    again = "Which colour did you choose for the door?"
    assert read(again, Context(previous=TOLD, earlier=(again,))).strengths["re_asking"] >= 0.5


def test_asking_about_an_email_is_not_asking_for_the_address():
    told = Context(previous="Write to me at karin@example.org, I sent you an e-mail last week.")
    assert read("Is there anything else in that e-mail that I should know?", told).strengths["re_asking"] == 0
    assert read("What did the e-mail say?", told).strengths["re_asking"] == 0
    assert read("What is your e-mail?", told).strengths["re_asking"] >= 0.5


def test_an_internal_word_that_is_the_customers_own_or_everybodys_is_no_jargon():
    case = CaseWords(jargon=("queue", "last", "dispo"), stakes=("queue",))
    assert read("It happened in front of the queue last week.", Context(case=case)).strengths["jargon"] == 0
    assert read("It is in dispo.", Context(case=case)).strengths["jargon"] >= 0.5
    assert read("It is in dispo.", Context(previous="What is dispo?", case=case)).strengths["jargon"] == 0
