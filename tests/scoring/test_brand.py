from __future__ import annotations

import json
from pathlib import Path

import pytest
from graded_replies import conversation_rubric

from simulator.conversation import Speaker, Turn
from simulator.errors import ContentError
from simulator.scoring.brand import Brand, brand_faults, brand_schema, load_brand
from simulator.scoring.conversation import grade_conversation
from simulator.scoring.talk import TalkContext

TEXT = """\
format: 1
kind: brand
id: nordhem
banned: [calm down]
greeting: [Hello, Dear]
sign_off: [Your Nordhem team]
spelling: [Nordhem, KlimaPro 2]
signed_by: [Anna]
emoji: false
"""
BRAND = load_brand(TEXT, "nordhem.yaml")
GOOD = "Hello Karin, your KlimaPro 2 leaves Nordhem today.\n\nYour Nordhem team\nAnna"


def kinds(text: str, brand: Brand = BRAND, *, first: bool = True, last: bool = True) -> list[str]:
    return [item.kind for item in brand_faults(brand, text, first=first, last=last)]


def test_a_reply_as_the_brand_wants_it_has_no_fault():
    assert kinds(GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("Hello Karin", "Karin", "greeting"),
        ("Your Nordhem team\n", "", "sign_off"),
        ("KlimaPro 2", "Klimapro 2", "spelling"),
        ("Anna", "Steve", "signed_by"),
        ("today.", "today 😊.", "emoji"),
        ("today.", "today, so calm  down.", "banned"),
    ],
)
def test_each_thing_that_differs_is_named(old, new, kind):
    assert old in GOOD
    assert kinds(GOOD.replace(old, new)) == [kind]


def test_greeting_and_sign_off_are_due_at_the_ends_only():
    assert kinds("It leaves today.", first=False, last=False) == []


def test_a_fault_quotes_the_replys_own_words():
    text = GOOD.replace("Nordhem today", "NORDHEM today")
    (found,) = brand_faults(BRAND, text, 3, first=True, last=True)
    assert text[found.quote.start : found.quote.end] == found.quote.text == "NORDHEM"
    assert found.quote.turn == 3


def test_the_criterion_applies_only_where_a_profile_is_given():
    turns = (
        Turn(Speaker.CUSTOMER, "Where is my order?"),
        Turn(Speaker.AGENT, GOOD.replace("today.", "today. Calm down.")),
    )
    mark = {
        brand: next(item for item in grade_conversation(turns, conversation_rubric(), TalkContext(brand=brand)).marks
                    if item.criterion == "brand")
        for brand in (None, BRAND)
    }  # fmt: skip
    assert not mark[None].applies
    assert mark[BRAND].points == 0
    assert [quote.text for quote in mark[BRAND].quotes] == ["Calm down"]


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        ("banned:", "baned:", "4:1", "Did you mean 'banned'?"),
        ("emoji: false", "emoji: never", "9:8", ""),
        ("id: nordhem", "id: Nord Hem", "3:5", "small letters"),
        ("kind: brand", "kind: rubric", "2:7", "write brand"),
    ],
)
def test_an_error_names_file_line_column_and_what_to_type(old, new, place, words):
    with pytest.raises(ContentError) as caught:
        load_brand(TEXT.replace(old, new), "nordhem.yaml")
    assert str(caught.value).startswith(f"nordhem.yaml:{place}:")
    assert words in str(caught.value)


def test_the_published_schema_is_the_one_the_loader_checks_by():
    path = Path(__file__).parents[2] / "rubrics" / "schema" / "brand.schema.json"
    assert json.loads(path.read_text("utf-8")) == brand_schema()
