"""Shops and voices: what their files become, and what they must hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_library import SHOP, library, voice

from simulator.errors import ContentError, NotFoundError
from simulator.library import Library
from simulator.scenario.durations import seconds
from simulator.scenario.model import ACTS, BANDS, Article, Authority
from simulator.scenario.shop import load_shop
from simulator.scenario.voice import load_voice


def test_a_shop_is_taken_as_it_is_written(tmp_path: Path) -> None:
    shop = load_shop(library(tmp_path), "corner")
    assert (shop.id, shop.name, shop.about, shop.tone) == ("corner", "The Corner", "Mugs.", "Short.")
    weekday = (9 * 60, 17 * 60 + 30)
    assert shop.hours == {0: weekday, 1: weekday, 2: weekday, 3: weekday, 4: (540, 720), 6: (1200, 1440)}
    assert shop.authority == {
        "refund": Authority("agent", 50, 20),
        "replacement": Authority("agent"),
        "goodwill": Authority("supervisor"),
    }
    assert shop.escalation == (Article("boss", "The boss", "Ask her."),)
    assert shop.policies == (Article("returns", "Returns", "30 days."),)
    assert shop.knowledge == (Article("mugs", "Mugs", "They break."),)
    assert shop.macros == (Article("hello", "Hello", "Hello {name}!"),)
    assert (shop.jargon, shop.banned) == (("SKU",), ("calm down",))
    assert (shop.categories, shop.root_causes) == (("damage", "delivery"), ("packing", "courier"))


@pytest.mark.parametrize(
    ("old", "new", "key", "message"),
    [
        ("id: corner", "id: ^shop", "id", "the id is not the name of the file: write corner"),
        ("mon-thu:", "^monday:", "hours.monday", "Write a day or days, such as mon or mon-fri."),
        ("mon-thu:", "^thu-mon:", "hours.thu-mon", "the days run backwards: begin with the earlier one"),
        ('"09:00-17:30"', "^9-17", "hours.mon-thu", 'write opening and closing time, such as "09:00-18:00"'),
        ('"09:00-17:30"', '^"09:00-25:00"', "hours.mon-thu", "write opening and closing time"),
        ('"09:00-17:30"', '^"17:30-09:00"', "hours.mon-thu", "it closes before it opens"),
        ("  refund:", "  ^refunds:", "authority.refunds", "no family is called 'refunds'. Did you mean 'refund'?"),
        ("up_to: 50", "up_to: ^50 EUR", "authority.refund.up_to", "write 50 alone"),
        ("percent: 20", "percent: ^120", "authority.refund.percent", "120 is out of range: from 0 to 100"),
        ("goodwill: supervisor", "goodwill: ^boss", "authority.goodwill", "write agent, supervisor or nobody"),
        ("{id: returns, title", "{title", "policies[1]", "id is missing"),
        ("[{id: returns, ", "[{id: returns, title: A, text: B}, {id: ^returns, ", "policies[2].id", "is used twice"),
    ],
)
def test_each_mistake_in_a_shop_is_named_at_its_place(
    tmp_path: Path, old: str, new: str, key: str, message: str
) -> None:
    marked = SHOP.replace(old, new)
    assert marked != SHOP
    before = marked[: max(0, marked.find("^"))]
    with pytest.raises(ContentError) as caught:
        load_shop(library(tmp_path, shop=marked.replace("^", "")), "corner")
    error = caught.value
    assert (error.key, message in error.message) == (key, True), str(error)
    if "^" in marked:
        assert (error.line, error.column) == (before.count("\n") + 1, len(before) - before.rfind("\n"))


def test_a_day_is_given_once(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"hours\.fri: fri is given twice"):
        load_shop(library(tmp_path, shop=SHOP.replace("mon-thu", "mon-fri")), "corner")


def test_a_voice_covers_every_act_and_band(tmp_path: Path) -> None:
    spoken = load_voice(library(tmp_path), "blunt")
    assert (spoken.id, spoken.title, spoken.language) == ("blunt", "Blunt", "en")
    for act in ACTS:
        for band in ("mild", "strong") if act == "abuse" else BANDS:
            assert spoken.lines[act][band]


def test_what_a_voice_leaves_out_is_named(tmp_path: Path) -> None:
    gaps = voice().replace("    furious: [vent in furious]\n", "").replace("    mild: [abuse in mild]\n", "")
    with pytest.raises(ContentError, match=r"blunt\.yaml:4:1: lines: no line for vent when furious, abuse \(mild\)$"):
        load_voice(library(tmp_path, voice=gaps), "blunt")


def test_a_voice_with_most_acts_missing_names_the_first_few(tmp_path: Path) -> None:
    text = "format: 1\nid: blunt\ntitle: Blunt\nlines: {vent: {any: Oh.}, abuse: {mild: Oh., strong: Oh.}}\n"
    with pytest.raises(ContentError, match=r"no line for answer when calm, .* and \d+ more"):
        load_voice(library(tmp_path, voice=text), "blunt")


def test_one_line_for_any_hostility_is_enough(tmp_path: Path) -> None:
    acts = "".join(
        f"  {act}: {'{mild: A., strong: B.}' if act == 'abuse' else 'Yes.'}\n" for act in ACTS if act != "answer"
    )
    text = f'format: 1\nid: blunt\ntitle: Blunt\nlanguage: es\nlines:\n  answer: "{{answer}}"\n{acts}'
    spoken = load_voice(library(tmp_path, voice=text), "blunt")
    assert spoken.lines["vent"] == {"any": ("Yes.",)}
    assert spoken.language == "es"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("[vent in calm, 'Oh {fact.depot}!']", "no slot is called {fact.depot}"),
        ("[vent in calm, 'Oh {customer}!']", "no slot is called {customer}. Did you mean"),
        ("['{answer}']", "{answer} has a value in lines of the act 'answer' only"),
    ],
)
def test_a_voice_knows_no_case(tmp_path: Path, line: str, message: str) -> None:
    with pytest.raises(ContentError) as caught:
        load_voice(library(tmp_path, voice=voice().replace("[vent in calm]", line)), "blunt")
    assert message in caught.value.message
    assert caught.value.key.startswith("lines.vent.calm[")


def test_unknown_names_offer_the_nearest(tmp_path: Path) -> None:
    shelf = library(tmp_path)
    with pytest.raises(NotFoundError, match=r"no shop is called 'cornr'\. Did you mean 'corner'\?"):
        load_shop(shelf, "cornr")
    with pytest.raises(NotFoundError, match=r"no voice is called 'blnt'\. Did you mean 'blunt'\?"):
        load_voice(shelf, "blnt")


def test_a_file_that_has_not_changed_is_not_read_apart_again(tmp_path: Path) -> None:
    shelf = library(tmp_path)
    assert load_voice(shelf, "blunt") is load_voice(shelf, "blunt")
    assert load_shop(shelf, "corner") is load_shop(shelf, "corner")
    first = load_shop(shelf, "corner")
    assert load_shop(library(tmp_path, shop=SHOP.replace("Mugs.", "Cups.")), "corner") is not first


@pytest.mark.parametrize("name", Library().ids("shop"))
def test_every_shipped_shop_loads(name: str) -> None:
    assert load_shop(Library(), name).id == name


@pytest.mark.parametrize("name", Library().ids("voice"))
def test_every_shipped_voice_loads(name: str) -> None:
    assert load_voice(Library(), name).id == name


@pytest.mark.parametrize(
    ("text", "length"),
    [("30 minutes", 1800), ("24 hours", 86400), ("3 days", 259200), ("1 day 12 hours", 129600), ("1.5 hours", 5400)],
)
def test_lengths_of_time_are_seconds(text: str, length: float) -> None:
    assert seconds(text) == length
