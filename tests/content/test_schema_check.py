"""What the schema makes of a file: values settled by what is meant, and mistakes in plain words."""

from __future__ import annotations

import json
from typing import Any

import pytest

from simulator.content import read
from simulator.content.schema import schema
from simulator.errors import ContentError

PERSON = {
    "type": "object",
    "additionalProperties": False,
    "required": ["name"],
    "properties": {
        "name": {"type": "string", "pattern": "\\S", "x-advice": "write a text"},
        "kind": {"enum": ["calm", "everyday"]},
        "age": {"type": "integer", "minimum": 1, "maximum": 120},
        "price": {"type": "number", "minimum": 0},
        "open": {"type": "boolean"},
        "words": {"type": ["string", "array"], "minItems": 1, "uniqueItems": True, "items": {"type": "string"}},
        "list": {"type": "array", "maxItems": 2, "items": {"$ref": "#/$defs/pair"}},
        "either": {"anyOf": [{"type": "string"}, {"$ref": "#/$defs/inner"}]},
        "by_id": {
            "type": "object",
            "propertyNames": {"pattern": "^[a-z]+$", "x-advice": "Use small letters."},
            "additionalProperties": {"type": "string"},
        },
        "days": {"type": "object", "propertyNames": {"enum": ["mon", "tue"]}},
        "format": {"const": 1},
        "tree": {"$ref": "#/$defs/tree"},
        "only": {"type": "array", "minItems": 2, "items": {"enum": ["one"]}},
    },
    "dependentRequired": {"age": ["open"]},
    "$defs": {
        "pair": {"type": "array", "prefixItems": [{"type": "string"}, {"type": "number"}]},
        "inner": {"type": "object", "additionalProperties": False, "properties": {"text": {"type": "string"}}},
        "tree": {"type": "object", "additionalProperties": {"$ref": "#/$defs/tree"}},
    },
}
PERSON_TEXT = json.dumps(PERSON)


def check(text: str) -> Any:
    return schema(PERSON_TEXT).check(read(text, "f.yaml"))


def problems(text: str) -> list[str]:
    with pytest.raises(ContentError) as caught:
        check(text)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    "written", ["48213", "007", "no", "Yes", "on", "1:30", "2026-11-04", "64.90", "1_000", "0x1F", "true", "1e3"]
)
def test_where_a_text_is_meant_a_value_stays_as_it_was_written(written: str) -> None:
    assert check(f"name: {written}") == {"name": written}
    assert check(f"name: x\nwords: {written}")["words"] == written
    assert check(f"name: x\nwords: [{written}]")["words"] == [written]
    assert check(f"name: x\neither: {written}")["either"] == written
    assert check(f"name: x\neither: {{text: {written}}}")["either"] == {"text": written}
    assert check(f"name: x\nby_id: {{a: {written}}}")["by_id"] == {"a": written}
    assert check(f"name: x\nlist: [[{written}, 2]]")["list"][0][0] == written


@pytest.mark.parametrize(
    ("written", "number"), [("5", 5), ("+5", 5), ("64.90", 64.9), (".5", 0.5), ("1e2", 100.0), ("0", 0)]
)
def test_where_a_number_is_meant_it_is_one(written: str, number: float) -> None:
    assert check(f"name: x\nprice: {written}")["price"] == number


@pytest.mark.parametrize(
    ("line", "place", "message"),
    [
        ("price: '5'", "2:8", "price: expected a number, found '5': take the quotes off 5"),
        ("price: 64,90", "2:8", "price: expected a number, found '64,90': write 64.90"),
        ("price: €64.90", "2:8", "price: expected a number, found '€64.90': write 64.90 alone"),
        (
            "price: 15%",
            "2:8",
            "price: expected a number, found '15%': write 0.15 where it goes from 0 to 1, or 15 where it goes to 100",
        ),
        ("price: 1:30", "2:8", "price: expected a number, found '1:30': a number has no colon"),
        ("price: 1_000", "2:8", "price: expected a number, found '1_000'"),
        ("price: .inf", "2:8", "price: expected a number, found '.inf'"),
        ("price: .nan", "2:8", "price: expected a number, found '.nan'"),
        ("price: 1e999", "2:8", "price: expected a number, found '1e999'"),
        ("price: " + "9" * 5000, "2:8", f"price: expected a number, found '{'9' * 39}…'"),
        ("price: yes", "2:8", "price: expected a number, found 'yes'"),
        ("price: true", "2:8", "price: expected a number, found 'true'"),
        ("price: -1", "2:8", "price: -1 is out of range: 0 at least"),
        ("price:", "2:7", "price: is empty: write a number"),
        ("price: null", "2:8", "price: null is not a number"),
        ("price: [1]", "2:8", "price: expected a number, found a list"),
        ("price: {a: 1}", "2:8", "price: expected a number, found keys (a)"),
        ("age: 2.5\nopen: true", "2:6", "age: expected a whole number, found '2.5'"),
        ("age: 121\nopen: true", "2:6", "age: 121 is out of range: from 1 to 120"),
        ("age: 5", "2:1", "age: needs open beside it"),
        ("open: no", "2:7", "open: expected true or false, found 'no': write false"),
        ("open: on", "2:7", "open: expected true or false, found 'on': write true"),
        ("open: 'true'", "2:7", "open: expected true or false, found 'true'"),
        ("words:", "2:7", "words: is empty: write a text or a list"),
        ("words: []", "2:8", "words: is empty: write an entry"),
        ("words: [a, b, a]", "2:15", "words[3]: 'a' is listed twice"),
        ("words: [a, {b: c}]", "2:12", "words[2]: expected a text, found keys (b); a text that begins with { needs quotes"),
        ("words: [[a]]", "2:9", "words[1]: expected a text, found a list; a text that begins with [ needs quotes"),
        ("words:\n  - It says: no", "3:5", "words[1]: expected a text, found keys (It says); a text with ': ' in it needs quotes"),
        ("words: [a, ~]", "2:12", "words[2]: ~ is not a text"),
        ("list: a", "2:7", "list: expected a list, found 'a': write [a]"),
        ("list: [[a, b]]", "2:12", "list[1][2]: expected a number, found 'b'"),
        ("list: [[], [], []]", "2:7", "list: is too long: 2 entries at most"),
        ("kind: clam", "2:7", "kind: 'clam' is not one of calm, everyday. Did you mean 'calm'?"),
        ("format: 2", "2:9", "format: 2 is not taken here: write 1"),
        ("nam: y", "2:1", "nam: unknown key. Did you mean 'name'?"),
        ("by_id: {A: b}", "2:9", "by_id.A: unknown key. Use small letters."),
        ("days: {mno: b}", "2:8", "days.mno: unknown key. Did you mean 'mon'?"),
        ("either: {txt: a}", "2:10", "either.txt: unknown key. Did you mean 'text'?"),
        ("either: {text: a, and more}", "2:19", "either.and more: unknown key. Inside { } a text with a comma needs quotes."),
        ("either: [a]", "2:9", "either: expected a text or keys with values, found a list; a text that begins with [ needs quotes"),
        ("tree: {a: {b: c}}", "2:15", "tree.a.b: expected keys with values, found 'c'"),
        ("only: [one]", "2:7", "only: needs 2 at least"),
        ("only: [two, one]", "2:8", "only[1]: 'two' is not one of one"),
    ],
)  # fmt: skip
def test_each_mistake_is_said_in_plain_words_at_its_place(line: str, place: str, message: str) -> None:
    assert problems(f"name: x\n{line}") == [f"f.yaml:{place}: {message}"]


def test_a_missing_key_is_named_with_what_to_write() -> None:
    assert problems("open: true") == ["f.yaml:1:1: name is missing (write a text)"]
    assert problems("") == ["f.yaml:1:1: is empty: write keys with values"]
    assert problems("- a") == ["f.yaml:1:1: expected keys with values, found a list"]


def test_an_empty_text_is_refused() -> None:
    assert problems("name: '  '") == ["f.yaml:1:7: name: '  ' is not of the right form: write a text"]


def test_a_misspelt_key_is_not_reported_as_missing_too() -> None:
    assert problems("nmae: Karin") == ["f.yaml:1:1: nmae: unknown key. Did you mean 'name'?"]


def test_all_problems_are_listed_unknown_keys_first_then_by_place() -> None:
    found = problems("price: -1\nkind: x\nanything: 1")
    assert [line.split(" ")[0] for line in found] == ["f.yaml:3:1:", "f.yaml:1:8:", "f.yaml:2:7:", "f.yaml:1:1:"]


def test_what_a_text_with_many_unknown_keys_says_is_bounded() -> None:
    assert len(problems("name: x\n" + "".join(f"z{n}: 1\n" for n in range(200)))) == 50


def test_a_schema_that_refers_to_itself_is_taken() -> None:
    assert check("name: x\ntree: {a: {b: {}}}")["tree"] == {"a": {"b": {}}}


def test_the_same_schema_text_is_prepared_once() -> None:
    assert schema(PERSON_TEXT) is schema(json.dumps(PERSON))
