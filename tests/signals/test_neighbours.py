"""What a sentence counts for must not hang on its copies, on provocations beside it, or on bold type."""

from __future__ import annotations

from itertools import permutations

import pytest

from simulator.signals import CaseWords, Context, read

CONTEXT = Context(
    previous="Where is my parcel, order 48213? It was promised for Tuesday and it's Emma's birthday on Saturday!",
    case=CaseWords(
        names=("Karin Lindqvist",),
        orders=("48213",),
        items=("dollhouse",),
        stakes=("birthday", "Emma", "Saturday"),
        given=("order number",),
    ),
)
HEARS = "I'm so sorry about this."
PICKS_UP = "The dollhouse is for Emma."
OTHER = "The lamp is there on Saturday."
PROVOKING = (
    "What is your order number?",
    "Please calm down.",
    "It's only a parcel.",
    "According to our policy there is nothing I can do.",
    "Hi Tom, it is late.",
)
DRESSED = (
    "**{}**",
    "*{}*",
    "_{}_",
    "__{}__",
    "~~{}~~",
    "- {}",
    "* {}",
    "+ {}",
    "• {}",
    "- **{}**",
    "- [ ] {}",
    "## {}",
)
PLAIN = (
    HEARS,
    PICKS_UP,
    *PROVOKING,
    "I'll call the depot by 15:00.",
    "what does the tracking show",
    "PLEASE READ WHAT I WROTE",
    "We apologize for any inconvenience caused.",
)


def strengths(*said: str) -> dict[str, float | None]:
    return read(" ".join(said), CONTEXT).strengths


@pytest.mark.parametrize("order", permutations((HEARS, PICKS_UP, OTHER)))
@pytest.mark.parametrize("again", [HEARS, PICKS_UP, OTHER])
@pytest.mark.parametrize("place", range(4))
def test_a_sentence_said_again_picks_up_no_more(order, again, place):
    assert strengths(*order[:place], again, *order[place:])["specificity"] <= strengths(*order)["specificity"]


@pytest.mark.parametrize("provoking", PROVOKING)
@pytest.mark.parametrize("place", range(4))
@pytest.mark.parametrize("signal", ["specificity", "personalisation", "canned"])
def test_a_provoking_sentence_neither_adds_nor_takes(provoking, place, signal):
    kept = (HEARS, PICKS_UP, "We apologize for any inconvenience caused.")
    assert strengths(*kept[:place], provoking, *kept[place:])[signal] == strengths(*kept)[signal]


def test_a_sentence_beside_one_that_hears_counts_more_than_one_farther_away():
    near, far = strengths(HEARS, PICKS_UP, "We are open."), strengths(HEARS, "We are open.", PICKS_UP)
    assert near["specificity"] > far["specificity"]


def test_help_in_a_provoking_sentence_does_not_soften_being_sent_away():
    away = "Please contact the courier."
    assert strengths(away, "I'll check it, but it's only a parcel.")["deflecting"] == strengths(away)["deflecting"]
    assert strengths(away, "I'll check it today.")["deflecting"] < strengths(away)["deflecting"]


@pytest.mark.parametrize("dressed", DRESSED)
@pytest.mark.parametrize("plain", PLAIN)
def test_bold_type_and_bullets_change_no_reading(dressed, plain):
    assert strengths(dressed.format(plain)) == strengths(plain)
    both = f"{dressed.format(plain)}\n{dressed.format(HEARS)}"
    assert read(both, CONTEXT).strengths == read(f"{plain}\n{HEARS}", CONTEXT).strengths


@pytest.mark.parametrize("dressed", DRESSED[:5])
@pytest.mark.parametrize("plain", PLAIN)
def test_bold_type_inside_a_line_changes_no_reading(dressed, plain):
    assert strengths(dressed.format(HEARS), plain) == strengths(HEARS, plain)
    assert strengths(HEARS, dressed.format(plain)) == strengths(HEARS, plain)


def test_a_quote_holds_no_marks_of_type():
    assert [item.quote for item in read("_calm down_").of("dismissing")] == ["calm down"]


def test_a_link_is_no_unfilled_slot():
    assert read("Here is [your order](https://example.org/48213).").strengths["placeholder"] == 0
    assert read("Here is [your order].").strengths["placeholder"] == 1
