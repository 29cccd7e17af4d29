"""A scenario's YAML as the program sees it: every key has its place in the records."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from small_library import LANGUAGE, SCENARIO, SHOP, TOPICS, library, voice

from simulator.content.source import Source
from simulator.errors import NotFoundError
from simulator.library import Library
from simulator.scenario import model
from simulator.scenario.curve import CHANNELS, PRESETS
from simulator.scenario.load import load_scenario, parse_scenario
from simulator.scenario.model import (
    Event,
    Expect,
    Fact,
    Item,
    Opening,
    Order,
    PlayReply,
    Resolution,
    Step,
    TicketKey,
    Topic,
)


@pytest.fixture
def small(tmp_path: Path) -> model.Scenario:
    return load_scenario(library(tmp_path), "small")


def test_the_head_is_taken_as_it_is_written(small: model.Scenario) -> None:
    assert (small.id, small.version, small.title, small.summary) == (
        "small",
        3,
        "A small case",
        "A mug arrived broken.",
    )
    assert (small.channel, small.difficulty, small.minutes) == ("whatsapp", 2, 4)
    assert (small.reason, small.stage, small.language) == ("damaged", "after_sale", "en")
    assert (small.skills, small.warnings, small.jargon) == (("listening",), ("strong language",), ("SKU",))
    assert small.move_to_private
    assert small.now.isoformat() == "2026-11-04T10:02:00"
    assert small.source.endswith("scenarios/pots/small.yaml")


def test_the_persona_is_its_preset_with_the_scenarios_changes(small: model.Scenario) -> None:
    persona, curve, preset = small.persona, small.persona.curve, PRESETS["hot_head"]
    assert (persona.name, persona.address, persona.preset) == ("Ada Lund", "Ms Lund", "hot_head")
    assert (persona.because, persona.story, persona.wants) == ("it was a gift", "Collects mugs.", "A whole mug.")
    assert curve.clock == CHANNELS["whatsapp"]
    assert (curve.hostility, curve.walk_turns, curve.noise, curve.severity) == (70, 4, 0.1, 0.8)
    assert (curve.venting, curve.temper, curve.forgive) == (preset.venting, preset.temper, preset.forgive)
    assert (curve.abusive, curve.heeds) == (True, True)
    assert isinstance(curve.walk_turns, int)


@pytest.mark.parametrize(
    ("word", "severity"), [("little", 0.3), ("somewhat", 0.6), ("very much", 0.8), ("everything", 1)]
)
def test_how_much_is_at_stake_is_said_in_words(tmp_path: Path, word: str, severity: float) -> None:
    text = SCENARIO.replace("matters: very much", f"matters: {word}")
    assert load_scenario(library(tmp_path, scenario=text), "small").persona.curve.severity == severity


def test_numbers_go_over_words(tmp_path: Path) -> None:
    text = SCENARIO.replace("{hostility: 70,", "{severity: 0.25,").replace("abusive: heeds", "abusive: never")
    curve = load_scenario(library(tmp_path, scenario=text), "small").persona.curve
    assert (curve.severity, curve.abusive, curve.heeds) == (0.25, True, False)


def test_the_case_keeps_numbers_that_are_names_as_they_were_written(small: model.Scenario) -> None:
    customer = small.case.customer
    assert (customer.since, customer.orders, customer.phone) == ("2019", 3, "0046 18 555")
    assert (customer.email, customer.place, customer.preferences) == ("ada@example.com", "Uppsala", ("tea",))
    assert small.case.orders == (
        Order(
            "48213", "26 October", (Item("mug", 12.5, 2),), 25.0, "EUR", status="Delivered.", notes=("packed by hand",)
        ),
    )
    assert (small.case.earlier, small.case.stakes) == (("no contact",), ("gift", "mug"))


def test_a_fact_in_short_is_told_when_asked(small: model.Scenario) -> None:
    assert small.facts == {
        "handle": Fact("handle", "the handle is off", "asked"),
        "gift": Fact("gift", "it was for her father", "explored"),
        "two": Fact("two", "both mugs are blue", "asked"),
    }


def test_topics_take_one_answer_or_several(small: model.Scenario) -> None:
    assert small.topics == {
        "damage": Topic("damage", ("The handle of the {order.item} is off.",), reveals=("handle",)),
        "colour": Topic(
            "colour",
            ("Blue.", "Both are blue, {agent}."),
            ("what colour", "which colour is it"),
            ("two", "gift"),
            "the colour",
        ),
        "photo": Topic("photo", ("I have one.",)),
    }


def test_resolutions_take_shared_steps_and_their_own(small: model.Scenario) -> None:
    assert small.resolutions == (
        Resolution(
            id="new_mug",
            family="replacement",
            title="a new mug",
            fit=1.0,
            said=(("mug", "cup"), ("new",)),
            needs=("handle",),
            limit=30.0,
            within=36 * 3600.0,
            steps=(Step("offer"), Step("wrap", "wraps it", (("wrap", "paper"),), ("Will you wrap it?",))),
            accept=("Yes, {proposal}, please.",),
        ),
        Resolution("money", "refund", "the money", 0.4, reject=("I want a mug.", "Not {proposal}.")),
    )


def test_the_course_is_taken_as_it_is_written(small: model.Scenario) -> None:
    assert small.opening == Opening(
        ("My mug is broken!", "Both handles!"), (("bot", "How can I help?"), ("customer", "A human please."))
    )
    assert small.events == (
        Event("next_day", 2, "new_mug/offer", True, 86400.0, "broken", "email", "A day later.", ("Still nothing!",)),
    )
    assert small.ticket == TicketKey("damage", "high", "packing", "paper", "warehouse")
    (play,) = small.plays
    assert play.replies == (PlayReply("I am sorry, Ms Lund."), PlayReply("A new mug is on its way.", 20.0))
    assert play.expect == Expect(
        ending="RESOLVED",
        phase="PROBLEM_SOLVING",
        phases=("SLOW_DOWN", "COOL_DOWN"),
        end_hostility=(0, 35),
        peak_hostility=(60, 90.5),
        scores={"kindness": (50, 100)},
    )


def test_lines_without_bands_hold_for_any(small: model.Scenario) -> None:
    assert small.lines == {
        "vent": {"angry": ("It was a gift!",), "any": ("Really now.",)},
        "insist": {"any": ("And my {order.item}?",)},
        "answer": {"calm": ("{answer} That is all.",)},
        "abuse": {"strong": ("Damn you.",)},
    }
    assert small.voice["vent"]["furious"] == ("vent in furious",)
    assert small.voice["abuse"] == {"mild": ("abuse in mild",), "strong": ("abuse in strong",)}


@pytest.mark.parametrize(
    ("written", "opening"),
    [
        ("opening: Where is it?", Opening(("Where is it?",))),
        ("opening: [One., Two.]", Opening(("One.", "Two."))),
        ("opening: {agent_opens: true}", Opening(agent_opens=True)),
        ("opening: {messages: One.}", Opening(("One.",))),
    ],
)
def test_a_conversation_opens_in_one_of_four_ways(tmp_path: Path, written: str, opening: Opening) -> None:
    begin, end = SCENARIO.index("opening:"), SCENARIO.index("\nlines:")
    text = SCENARIO[:begin] + written + SCENARIO[end:]
    assert load_scenario(library(tmp_path, scenario=text), "small").opening == opening


def test_the_smallest_scenario_takes_the_defaults(tmp_path: Path) -> None:
    text = """\
format: 1
id: small
title: T
summary: S
channel: email
difficulty: 1
persona: {preset: calm, name: A B, address: Ms B}
shop: corner
now: 2026-11-04T10:02
case: {customer: {}}
facts: {}
topics: {}
resolutions: [{id: r, does: refund, title: t, fit: 1}]
opening: Hi.
ticket: {category: damage, root_cause: packing}
"""
    scenario = load_scenario(library(tmp_path, scenario=text), "small")
    assert (scenario.version, scenario.language, scenario.minutes, scenario.stage) == (1, "en", 6, "after_sale")
    assert scenario.persona.curve == PRESETS["calm"].on("email")
    assert scenario.voice["confirm"]["calm"]
    assert scenario.ticket.priority == "normal"


def test_a_voices_lines_without_a_value_in_this_case_are_left_out(tmp_path: Path) -> None:
    spoken = voice().replace("[vent in furious]", '["{because} and {order.item}!", "vent in furious"]')
    whole = load_scenario(library(tmp_path, voice=spoken), "small")
    assert whole.voice["vent"]["furious"] == ("{because} and {order.item}!", "vent in furious")
    text = SCENARIO.replace("  because: it was a gift\n", "")
    assert load_scenario(library(tmp_path, voice=spoken, scenario=text), "small").voice["vent"]["furious"] == (
        "vent in furious",
    )


def test_the_digest_changes_with_every_file_that_was_used(tmp_path: Path) -> None:
    changes = {
        "scenario": SCENARIO + "# more\n",
        "shop": SHOP + "# more\n",
        "voice": voice() + "# more\n",
        "topics": TOPICS + "# more\n",
        "language": LANGUAGE + "# more\n",
    }
    digests = {load_scenario(library(tmp_path, **{name: text}), "small").digest for name, text in changes.items()}
    same = {load_scenario(library(tmp_path), "small").digest for _ in range(2)}
    assert len(digests | same) == len(changes) + 1
    assert all(len(digest) == 64 for digest in digests)


def test_a_text_that_is_not_saved_yet_loads_too(tmp_path: Path) -> None:
    shelf = library(tmp_path)
    text = SCENARIO.replace("A small case", "Another title")
    assert parse_scenario(shelf, Source(tmp_path / "small.yaml", text)).title == "Another title"


def test_an_unknown_scenario_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match=r"no scenario is called 'smal'\. Did you mean 'small'\?"):
        load_scenario(library(tmp_path), "smal")


def test_the_worked_example_loads_as_designed() -> None:
    scenario = load_scenario(Library(), "late-parcel-birthday")
    assert (scenario.persona.preset, scenario.persona.curve.severity) == ("everyday", 0.8)
    assert scenario.persona.curve.clock == CHANNELS["live_chat"]
    assert scenario.shop.name == "Nordhem"
    assert scenario.case.orders[0].id == "48213"
    assert scenario.case.orders[0].items == (Item("dollhouse", 64.9),)
    assert scenario.facts["only_present"].when == "explored"
    assert scenario.resolutions[0].within == 3 * 86400
    assert "Emma" in scenario.opening.messages[0]
    assert {play.expect.ending for play in scenario.plays} >= {"RESOLVED", "WALKED_AWAY"}


@pytest.mark.parametrize("name", Library().scenario_ids())
def test_every_shipped_scenario_loads_as_it_is_written(name: str) -> None:
    scenario, source = load_scenario(Library(), name), Library().scenario_text(name)
    plain = yaml.load(source.text, yaml.CSafeLoader)  # PyYAML's own reading, beside ours
    assert (scenario.id, scenario.title, scenario.channel) == (name, plain["title"], plain["channel"])
    assert (scenario.persona.name, scenario.persona.preset) == (plain["persona"]["name"], plain["persona"]["preset"])
    for key, number in plain["persona"].get("curve", {}).items():
        assert getattr(scenario.persona.curve, key) == number
    assert list(scenario.facts) == list(plain["facts"])
    assert list(scenario.topics) == list(plain["topics"])
    assert [(one.id, one.family, one.fit) for one in scenario.resolutions] == [
        (one["id"], one["does"], one["fit"]) for one in plain["resolutions"]
    ]
    assert [order.total for order in scenario.case.orders] == [
        one.get("total", 0) for one in plain["case"].get("orders", [])
    ]
    assert [play.name for play in scenario.plays] == [play["name"] for play in plain["plays"]]
