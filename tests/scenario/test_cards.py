"""Cards: the list of scenarios, read from their heads alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_library import SCENARIO, library

from simulator.content.source import Source
from simulator.errors import ContentError
from simulator.library import Library
from simulator.scenario.cards import Card, card, cards
from simulator.scenario.load import load_scenario


def test_a_card_holds_what_the_list_shows() -> None:
    assert card(Source(Path("small.yaml"), SCENARIO)) == Card(
        id="small",
        title="A small case",
        summary="A mug arrived broken.",
        channel="whatsapp",
        difficulty=2,
        minutes=4,
        reason="damaged",
        stage="after_sale",
        skills=("listening",),
        warnings=("strong language",),
        language="en",
        shop="corner",
        persona="hot_head",
    )


def test_every_shipped_scenario_has_a_card_that_says_the_same() -> None:
    found, problems = cards(Library())
    assert problems == ()
    assert sorted(each.id for each in found) == list(Library().scenario_ids())
    for each in found:
        scenario = load_scenario(Library(), each.id)
        assert each.shop == scenario.shop.id
        for name in ("title", "summary", "channel", "difficulty", "minutes", "reason", "stage", "skills", "warnings"):
            assert getattr(each, name) == getattr(scenario, name), (each.id, name)


def test_easy_scenarios_come_first() -> None:
    found, _ = cards(Library())
    assert [each.difficulty for each in found] == sorted(each.difficulty for each in found)


def test_a_broken_scenario_hides_no_other(tmp_path: Path) -> None:
    shelf = library(tmp_path)
    folder = tmp_path / "scenarios" / "pots"
    (folder / "colon.yaml").write_text("title: a: b\n")
    (folder / "gone.yaml").symlink_to(folder / "nowhere")
    (folder / "latin.yaml").write_bytes(b"title: caf\xe9")
    (folder / "empty.yaml").write_text("")
    (folder / "twice.yaml").write_text("x")
    (tmp_path / "scenarios" / "twice.yaml").write_text("x")
    found, problems = cards(shelf)
    assert "small" in [each.id for each in found]
    assert sorted(Path(error.file).name for error in problems) == [
        "colon.yaml",
        "empty.yaml",
        "gone.yaml",
        "latin.yaml",
        "twice.yaml",
    ]


def test_a_mistake_further_down_is_left_to_loading() -> None:
    assert card(Source(Path("small.yaml"), SCENARIO + "lines: [")).title == "A small case"


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        ("title: A small case\n", "", (1, 1), "title is missing"),
        ("title: A small case", "title:", (4, 7), "title: expected a text"),
        ("title: A small case", "title: [A]", (4, 8), "title: expected a text"),
        ("id: small", "id: other", (2, 5), "id: the id is not the name of the file: write small"),
        ("difficulty: 2", "difficulty: two", (8, 13), "difficulty: expected a whole number"),
        ("difficulty: 2", "difficulty: true", (8, 13), "difficulty: expected a whole number"),
        ("difficulty: 2", "difficulty: 9", (8, 13), "difficulty: 9 is out of range: from 1 to 5"),
        ("channel: whatsapp", "channel: wire", (7, 10), "channel: 'wire' is not one of phone, live_chat"),
        ("skills: [listening]", "skills: listening", (12, 9), "skills: expected a list of texts"),
        ("skills: [listening]", "skills: [[a]]", (12, 9), "skills: expected a list of texts"),
        ("minutes: 4", "minutes: 4: 5", (9, 11), "put the whole text in quotes"),
    ],
)
def test_a_mistake_in_the_head_is_named_at_its_place(old: str, new: str, place: tuple[int, int], message: str) -> None:
    with pytest.raises(ContentError) as caught:
        card(Source(Path("small.yaml"), SCENARIO.replace(old, new)))
    assert (caught.value.line, caught.value.column) == place
    assert message in str(caught.value)


def test_a_head_in_any_order_or_form_is_read() -> None:
    moved = SCENARIO.replace("title: A small case\n", "") + "title: A small case\n"
    assert card(Source(Path("small.yaml"), moved)).title == "A small case"
    flow = '{"id": "small", "title": "T", "summary": "S", "channel": "email", "difficulty": 1}'
    assert card(Source(Path("small.yaml"), flow)) == Card("small", "T", "S", "email", 1)
    anchored = SCENARIO.replace("summary: A mug arrived broken.", "summary: *what").replace(
        "story: Collects mugs.", "story: &what Collects mugs."
    )
    with pytest.raises(ContentError, match="nothing above is named &what"):
        card(Source(Path("small.yaml"), anchored))
