"""A thing that is given in its right size is an offer of that thing, not a time alone."""

from __future__ import annotations

import pytest
from case_of import families_of, hear, plain_case
from msgspec.structs import replace

from simulator.scenario.model import Item, Order


def _dress(family: str):
    order = Order("1", "2 May", (Item("green dress", 129.0),), 129.0)
    return replace(plain_case(family), case=replace(plain_case(family).case, orders=(order,)))


@pytest.mark.parametrize("family", ["replacement", "exchange"])
@pytest.mark.parametrize(
    "text",
    [
        "We will have a dress in 38 with you tomorrow by 11.",
        "A dress in size 38 will be with you tomorrow.",
        "You will have the dress in 38 tomorrow by 11.",
        "I'll send you one in medium today.",
        "The dress in 38 leaves our warehouse today.",
        "I'm sending you the right size today.",
    ],
)
def test_the_thing_in_its_size_is_offered(text, family):
    assert families_of(hear(text, _dress(family))) == {family}


@pytest.mark.parametrize(
    "text",
    [
        "We will have the dress with you tomorrow by 11.",
        "You wanted a dress in 38.",
        "We have your dress in 42 here with us.",
        "Did you order a dress in 38?",
    ],
)
def test_a_size_alone_offers_nothing(text):
    assert not families_of(hear(text, _dress("replacement")))


def test_another_size_is_no_replacement():
    assert "replacement" not in families_of(hear("I'm sending you another size.", _dress("replacement")))
