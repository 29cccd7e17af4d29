"""The good golden play of a draft reads as a colleague would write it, and its offer is in the trainer's own words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from simulator.authoring.draft_answers import drafted
from simulator.authoring.draft_offer import is_thing, recognised
from simulator.authoring.draft_plays import GOOD_NAME, proved
from simulator.authoring.draft_text import Value
from simulator.authoring.questions import QUESTIONS, SELLS, choices, described
from simulator.content import Source
from simulator.engine.understand import understand
from simulator.library import Library
from simulator.scenario.load import load_scenario, parse_scenario
from simulator.scenario.shared import load_shared
from simulator.signals import read

LIBRARY = Library()
TODAY = date(2026, 3, 2)
ANSWERS = {
    "title": "A tent without poles",
    "customer": "Ruth Okafor, Ms Okafor",
    "shop": "nordhem",
    "channel": "live_chat",
    "bought": "family tent, 189.00",
    "cause": "the pole bag was left out when the tent was packed",
    "opening": "Your tent came without poles! We leave for the lake on Friday.",
    "story": "I put it up in the garden to try it, and there is no pole bag in the box.",
    "because": "we leave for the lake with three children on Friday",
    "wants": "I want a tent that stands before Friday.",
    "family": "replacement",
    "solution": "the missing poles by express",
    "mood": "everyday",
}
PATH = Path("a-tent.yaml")


@pytest.mark.parametrize(
    ("title", "thing"),
    [
        ("the missing poles by express", True),
        ("green poles by express", True),
        ("fix my order", False),
        ("honour the voucher", False),
        ("honour your voucher", False),
    ],
)
def test_a_title_is_a_thing_where_it_can_follow_an_offer(title: str, thing: bool) -> None:
    scenario = load_scenario(LIBRARY, "late-parcel-birthday")
    assert is_thing(replace(scenario.resolutions[0], title=title)) is thing


def rows(value: Value) -> list[dict[str, Value]]:
    assert isinstance(value, list)
    return [dict(row) for row in value]


@pytest.mark.parametrize("mood", ["everyday", "wounded_loyal", "abusive"])
def test_the_good_play_says_nothing_twice_and_tells_nothing_that_nobody_said(mood: str) -> None:
    draft = proved(drafted(ANSWERS | {"mood": mood}, "a-tent", LIBRARY, TODAY), LIBRARY, PATH)
    good = next(play for play in rows(draft.data["plays"]) if play["name"] == GOOD_NAME)
    replies = [str(reply) for reply in good["replies"]]  # type: ignore[union-attr]
    assert len(set(replies)) == len(replies)
    assert any("I'll send you the missing poles by express." in reply for reply in replies)
    assert not any("nobody" in reply or "waited" in reply for reply in replies)
    asked = next(n for n, reply in enumerate(replies) if reply.endswith("What happened exactly?"))
    assert all("Thank you for telling me" not in reply for reply in replies[: asked + 1])


def test_a_customer_who_bears_a_grudge_is_received_first_and_won_back_before_it_is_settled() -> None:
    draft = proved(drafted(ANSWERS | {"mood": "grudge_holder"}, "a-tent", LIBRARY, TODAY), LIBRARY, PATH)
    good = next(play for play in rows(draft.data["plays"]) if play["name"] == GOOD_NAME)
    replies = [str(reply) for reply in good["replies"]]  # type: ignore[union-attr]
    offer = next(n for n, reply in enumerate(replies) if "the missing poles by express" in reply)
    taken_up = [n for n, reply in enumerate(replies) if "you leave for the lake with three children on Friday" in reply]
    assert replies[1].endswith("What does it mean for you?")
    assert taken_up[0] < offer < taken_up[-1]
    assert len(set(replies)) == len(replies)
    topics = draft.data["topics"]
    assert isinstance(topics, dict)
    assert "first time" not in topics["contacted_before"]


def test_what_only_a_supervisor_may_promise_is_settled_by_one_once_the_customer_was_received() -> None:
    beyond = {"family": "refund", "solution": "your money back"}
    draft = proved(drafted(ANSWERS | beyond, "a-tent", LIBRARY, TODAY), LIBRARY, PATH)
    good = next(play for play in rows(draft.data["plays"]) if play["name"] == GOOD_NAME)
    assert good["expect"]["ending"] == "RESOLVED"  # type: ignore[index,call-overload]
    replies = [str(reply) for reply in good["replies"]]  # type: ignore[union-attr]
    assert next(n for n, reply in enumerate(replies) if "supervisor" in reply) >= 2


@pytest.mark.parametrize(
    ("solution", "when"),
    [
        ("the missing poles by courier tomorrow", "by courier tomorrow."),
        ("the missing poles, there before Friday", "before Friday"),
    ],
)
def test_an_offer_with_a_time_of_its_own_is_given_no_other(solution: str, when: str) -> None:
    draft = proved(drafted(ANSWERS | {"solution": solution}, "a-tent", LIBRARY, TODAY), LIBRARY, PATH)
    good = next(play for play in rows(draft.data["plays"]) if play["name"] == GOOD_NAME)
    said = " ".join(str(reply) for reply in good["replies"])  # type: ignore[union-attr]
    assert when in said
    assert "today" not in said


@pytest.mark.parametrize(
    ("cause", "reason", "root"),
    [
        ("the warehouse packed the grey ones, not the green ones he ordered", "wrong_item", "picking error"),
        ("the parcel has been at the depot since Thursday", "late_or_lost", "courier delay"),
        ("the dish was cracked when it came", "damaged", "courier damage"),
        ("the motor is faulty", "warranty", "production fault"),
    ],
)
def test_a_case_is_filed_by_what_went_wrong(cause: str, reason: str, root: str) -> None:
    data = drafted(ANSWERS | {"cause": cause}, "a-tent", LIBRARY, TODAY).data
    assert data["reason"] == reason
    ticket = data["ticket"]
    assert isinstance(ticket, dict)
    assert ticket["root_cause"] == root


@pytest.mark.parametrize(
    ("because", "stakes"),
    [
        ("the photographer for our house sale comes on Thursday", ["photographer", "house sale", "Thursday"]),
        ("it is Emma's birthday on Saturday", ["Emma", "birthday", "Saturday"]),
        ("they are getting married and we need the tent", ["married"]),
    ],
)
def test_what_is_at_stake_leaves_out_doings_and_words_that_say_nothing_alone(because: str, stakes: list[str]) -> None:
    case = drafted(ANSWERS | {"because": because}, "a-tent", LIBRARY, TODAY).data["case"]
    assert isinstance(case, dict)
    assert [each for each in case["stakes"] if "tent" not in str(each)] == stakes


def test_shops_are_listed_with_what_they_sell_in_a_line() -> None:
    shops = described(next(each for each in QUESTIONS if each.key == "shop"), LIBRARY)
    assert "nordhem-es" not in shops
    assert shops["maren-vale"] == "Clothes, shoes and occasion wear."
    assert all(0 < len(meaning) <= SELLS for meaning in shops.values())


def test_a_shop_that_is_translated_is_not_offered_for_an_english_scenario() -> None:
    shops = choices(next(each for each in QUESTIONS if each.key == "shop"), LIBRARY)
    assert "nordhem" in shops
    assert "nordhem-es" not in shops


def test_words_that_no_family_knows_become_the_solutions_own() -> None:
    draft = recognised(drafted(ANSWERS, "a-tent", LIBRARY, TODAY), LIBRARY, PATH)
    assert rows(draft.data["resolutions"])[0]["said"] == [["missing poles"]]


@pytest.mark.parametrize("solution", ["a new tent by express", "to look into it", "40 % of it + a gift"])
def test_words_that_are_heard_or_name_no_thing_stay_as_they_are(solution: str) -> None:
    draft = drafted(ANSWERS | {"solution": solution}, "a-tent", LIBRARY, TODAY)
    assert recognised(draft, LIBRARY, PATH) == draft


def test_a_thing_without_an_article_is_recognised_in_ordinary_words() -> None:
    answers = ANSWERS | {"family": "exchange", "solution": "green ones by express courier"}
    draft = recognised(drafted(answers, "a-tent", LIBRARY, TODAY), LIBRARY, PATH)
    scenario, shared = parse_scenario(LIBRARY, Source(PATH, draft.text)), load_shared(LIBRARY)

    def offered(text: str) -> list[str | None]:
        heard = understand(text, read(text), scenario, shared, known=frozenset(), done=frozenset())
        return [item.resolution for item in heard.proposed]

    for text in ("I'll send you the green ones by express, ok?", "You'll have the green ones on Thursday."):
        assert offered(text) == ["solution"]
    for text in ("You ordered the green ones, right?", "The green ones are out of stock.", "I can't send green ones."):
        assert offered(text) == []


def test_what_tells_nothing_of_the_cause_reveals_nothing() -> None:
    topics = drafted(ANSWERS, "a-tent", LIBRARY, TODAY).data["topics"]
    assert isinstance(topics, dict)
    assert isinstance(topics["anything_else_to_know"], str)
