"""Proposals by family: right ones, mentions, promises beyond authority, refusals; matched to the case."""

from __future__ import annotations

import pytest
import yaml
from case_of import families_of, hear, plain_case, resolution, shared, with_resolutions
from understanding_figures import DATA, FAMILIES, KINDS, count_proposals

from simulator.scenario.model import Fact

MORE = yaml.safe_load((DATA / "proposals_more.yaml").read_text(encoding="utf-8"))


def test_every_family_has_its_sentences():
    assert set(FAMILIES) == set(shared().families) == set(MORE)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("family", FAMILIES)
def test_nine_of_ten_sentences_of_a_family_are_taken_as_meant(family, kind):
    good, total, errors = count_proposals(family, kind)
    assert total >= 10
    assert good >= 0.9 * total, errors


@pytest.mark.parametrize("kind", ["right", "negated", "wrong"])
def test_nine_of_ten_further_sentences_are_taken_as_meant(kind):
    outcomes = {
        (family, text): (family in families_of(hear(text, plain_case(family)))) == (kind == "right")
        for family, rows in MORE.items()
        for text in rows[kind]
    }
    assert sum(outcomes.values()) >= 0.9 * len(outcomes), [row for row, good in outcomes.items() if not good]


def test_a_question_with_two_options_proposes_both():
    heard = hear("Would you like a refund or a new one?")
    assert families_of(heard) == {"refund", "replacement"}


def test_one_clause_refuses_and_the_next_offers():
    assert families_of(hear("I can't refund you, but I can send you a new one today.")) == {"replacement"}
    assert families_of(hear("I can give you a voucher but no refund.")) == {"goodwill"}
    assert families_of(hear("I'm afraid a refund isn't possible. Shall I send you another one?")) == {"replacement"}


@pytest.mark.parametrize(
    ("text", "amount", "percent"),
    [
        ("I'll refund the €64.90.", 64.9, None),
        ("I'll refund 64,90 EUR.", 64.9, None),
        ("You get 20 euros back.", 20.0, None),
        ("We'll give you $1,250.00 back.", 1250.0, None),
        ("I can give you ten pounds back.", 10.0, None),
        ("I'll refund you 15% of the price.", None, 15.0),
        ("You get half of the price back.", None, 50.0),
        ("I'll refund you.", None, None),
    ],
)
def test_amounts_and_shares_are_read(text, amount, percent):
    proposed = hear(text, plain_case("refund")).proposed + hear(text, plain_case("partial_refund")).proposed
    assert (amount, percent) in {(item.amount, item.percent) for item in proposed}


def test_a_refund_below_the_price_is_a_partial_one_where_the_case_knows_that():
    both = with_resolutions(resolution("refund"), resolution("partial_refund"))
    assert families_of(hear("I'll refund you 10 euros.", both)) == {"partial_refund"}
    assert families_of(hear("I'll refund you 10 euros.", plain_case("refund"))) == {"refund"}
    assert families_of(hear("I'll refund the 44.90 euros.", both)) == {"refund"}


def test_a_proposal_names_its_resolution_fit_and_the_facts_still_missing():
    case = with_resolutions(
        resolution("replacement", "express", fit=0.9, needs=("depot", "seen")),
        facts={"depot": Fact("depot", "."), "seen": Fact("seen", ".", when="known")},
    )
    first = hear("I'll send you a new dollhouse.", case).proposed[0]
    assert (first.resolution, first.fit, first.missing) == ("express", 0.9, ("depot",))
    assert hear("I'll send you a new dollhouse.", case, known={"depot"}).proposed[0].missing == ()


def test_a_family_the_case_does_not_hold_fits_nothing():
    proposed = hear("I'll send you a voucher.", plain_case("refund")).proposed[0]
    assert (proposed.family, proposed.resolution, proposed.fit) == ("goodwill", None, 0.0)


def test_a_resolutions_own_words_tell_it_from_its_sisters():
    case = with_resolutions(
        resolution("replacement", "post", fit=0.3),
        resolution("replacement", "van", said=(("van", "our own driver"),)),
    )
    assert hear("I'll send you a new one with our own driver.", case).proposed[0].resolution == "van"
    assert hear("I'll send you a new one.", case).proposed[0].resolution == "post"


def test_a_resolutions_own_words_are_enough_where_somebody_commits_to_them():
    case = with_resolutions(resolution("repair", "stretch", said=(("stretch",),)))
    assert hear("We can stretch the boots for you.", case).proposed[0].resolution == "stretch"
    assert hear("We can't stretch the boots.", case).proposed == ()
    assert hear("Did you stretch the boots?", case).proposed == ()


def test_information_is_a_plain_statement_of_its_own_words():
    case = with_resolutions(resolution("information", "bulb", said=(("E14", "without a bulb"),)))
    assert hear("The lamp comes without a bulb.", case).proposed[0].resolution == "bulb"
    assert hear("It takes an E14.", case).proposed[0].resolution == "bulb"
    assert hear("Let me explain how it works.", case).proposed == ()
    assert hear("Does it take an E14?", case).proposed == ()


def test_a_supervisors_approval_makes_a_promise_allowed():
    case = plain_case("refund", "supervisor", 20.0)
    assert hear("I'll refund you 40 euros.", case).proposed[0].beyond
    assert not hear("My supervisor has approved it: I'll refund you 40 euros.", case).proposed[0].beyond


def test_a_resolutions_limit_counts_beside_the_shops():
    case = with_resolutions(resolution("refund", limit=10.0))
    assert hear("I'll refund you 12 euros.", case).proposed[0].beyond
    assert not hear("I'll refund you 9 euros.", case).proposed[0].beyond
    assert hear("I'll refund you in full.", case).proposed[0].beyond


def test_a_share_is_compared_with_a_share_and_money_with_money():
    case = plain_case("goodwill", "supervisor", 15.0, 10.0)
    assert not hear("You get a voucher over 15 euros.", case).proposed[0].beyond
    assert hear("You get 12% off your next order.", case).proposed[0].beyond


def test_a_time_later_than_needed_makes_a_proposal_late():
    case = with_resolutions(resolution("replacement", "express", within=3 * 86400.0))
    assert not hear("I'll send you a new one, it is there by Friday.", case).proposed[0].late
    assert not hear("I'll send you a new one, it is there on Saturday.", case).proposed[0].late
    assert hear("I'll send you a new one, it is there on Monday.", case).proposed[0].late
    assert hear("I'll send you a new one. It arrives next week.", case).proposed[0].late


def test_an_idiom_nobody_taught_is_no_proposal():
    heard = hear("Shall I pop another one in tonight's van?", plain_case("replacement"))
    assert heard.proposed == ()
    assert heard.moves == ()
    assert not heard.understood


def test_what_is_only_a_step_of_the_offer_is_no_proposal_of_its_own():
    case = with_resolutions(resolution("exchange", "swap", steps=("offer", "pickup")))
    heard = hear("The courier picks up the wrong one at the same time.", case, done={"swap/offer"})
    assert [item.step for item in heard.said] == ["swap/pickup"]
    assert heard.proposed == ()


@pytest.mark.parametrize(
    "text",
    [
        "I've gone ahead and refunded that for you!",
        "We can either refund you or send out a replacement, whichever you prefer.",
        "Which would you prefer, a refund or a replacement?",
        "Once we receive the return, we'll refund you.",
        "We don't usually do this, but I'll refund you.",
        "I'm glad to say that you'll be refunded.",
        "No problem, I'll refund it.",
        "Let's get you a refund.",
        "i can cancel ur order and give ur money back",
        "It is possible to get a refund.",
        "Refund?",
    ],
)
def test_offers_come_in_many_frames(text):
    assert "refund" in families_of(hear(text, plain_case("refund")))


@pytest.mark.parametrize(
    "text",
    [
        "I'd love to refund you but I can't.",
        "I wish I could refund you.",
        "Nothing will be refunded.",
        "Instead of a refund I can offer you a voucher.",
        "I have no authority to refund you.",
        "I will ask my manager whether we can refund you.",
        "I'm sorry, refunds are only possible within 30 days.",
        "You should have received your refund by now.",
        "Has the refund been paid?",
        "What refund would you like?",
        "I'm afraid a refund isn't possible.",
        "You could ask your bank for a refund.",
    ],
)
def test_refusals_wishes_rules_and_questions_offer_nothing(text):
    assert "refund" not in families_of(hear(text, plain_case("refund")))
