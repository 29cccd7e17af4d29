"""Near misses of words that hand over, tell of a day before, or bring no news."""

from __future__ import annotations

from functools import cache

import pytest

from simulator.engine.heard import Heard
from simulator.engine.understand import understand
from simulator.library import Library
from simulator.scenario.load import load_scenario
from simulator.scenario.shared import Shared, load_shared
from simulator.signals import CaseWords, Context, read

LIBRARY = Library()


@cache
def shared() -> Shared:
    return load_shared(LIBRARY)


def heard(name: str, text: str) -> Heard:
    scenario = load_scenario(LIBRARY, name)
    return understand(text, read(text), scenario, shared(), known=frozenset(scenario.facts), done=frozenset())


@pytest.mark.parametrize(
    ("text", "over"),
    [
        ("I've managed to find the order. They will call you today.", False),
        ("We decided to check the order first, they will look at it.", False),
        ("Your manager will be pleased, she will get the dish on time.", False),
        ("I will put a note on the chat so nobody asks again.", False),
        ("I'll put your complaint on the phone record.", False),
        ("I'll put my manager on the line.", True),
        ("I'll get my supervisor Anna, she'll ring you back today by 5.", True),
    ],
)
def test_only_a_person_with_more_say_hands_over(text: str, over: bool) -> None:
    assert heard("put-me-through", text).hands_over is over


@pytest.mark.parametrize(
    ("text", "families"),
    [
        ("I'm sending you a new dish for the one delivered yesterday.", {"replacement"}),
        ("I'm refunding you the 48 euros charged last week.", {"refund"}),
        ("We sent you a new dish last week.", set()),
        ("It was refunded yesterday.", set()),
    ],
)
def test_the_doing_and_not_its_thing_is_told_of_a_day_before(text: str, families: set[str]) -> None:
    assert {item.family for item in heard("cracked-dish", text).proposed} == families


@pytest.mark.parametrize(
    ("text", "news"),
    [
        ("The courier promised to ring, but nobody has answered yet.", True),
        ("As you see, there is no answer yet.", True),
        ("You rang and nobody answered.", False),
        ("You were promised Tuesday and still nothing.", False),
    ],
)
def test_no_news_is_what_the_own_side_has_none_of(text: str, news: bool) -> None:
    assert heard("late-parcel-birthday", text).no_news is news


def test_the_parcel_is_chased_with_whoever_has_it() -> None:
    found = heard("late-parcel-birthday", "I'll chase the parcel with our warehouse.")
    assert [item.family for item in found.proposed] == ["trace"]


def test_a_shops_name_behind_a_titled_name_excuses_no_other_name() -> None:
    case = CaseWords(names=("Karin Lindqvist",), own_names=("Mia", "Nordhem"), orders=("48213",))
    wrong = read("Dear Mrs Peters, Nordhem is sorry.", Context(case=case)).strength("wrong_name")
    assert wrong > 0.5
    assert read("Hello, Mia, Nordhem. How can I help?", Context(case=case)).strength("wrong_name") == 0
