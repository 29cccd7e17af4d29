"""The published schemas: they say what the program takes, and the reference documents every key of them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from schema_walk import KINDS, objects

from simulator.content import read
from simulator.content.schema import schema
from simulator.content.shape import inlined
from simulator.library import Library
from simulator.mood import Phase
from simulator.scenario import shared
from simulator.scenario.curve import CHANNELS, PRESETS, RANGES
from simulator.scenario.durations import UNITS
from simulator.scenario.model import ACTS, BANDS, LEVELS
from simulator.scenario.persona import MATTERS

DOCS = (Path(__file__).parents[2] / "docs" / "scenarios.md").read_text(encoding="utf-8")
OBJECTS = {path: part for kind in KINDS for path, part in objects(kind)}
ALIKE = {
    "shop.policies[]": ["shop.escalation[]", "shop.knowledge[]", "shop.macros[]"],
    "scenario.lines": ["voice.lines"],
    "scenario.lines.<act>": ["voice.lines.<act>"],
    "scenario.lines.abuse": ["voice.lines.abuse"],
}
"""Objects that are documented once: the first path has the table."""
DOCUMENTED = [path for path in OBJECTS if not any(path in others for others in ALIKE.values())]


def section(path: str) -> dict[str, list[str]]:
    """The table under the heading that names a path: the cells of each row, by key."""
    found = re.search(rf"^#+ .*`{re.escape(path)}`.*$", DOCS, re.MULTILINE)
    assert found, f"docs/scenarios.md has no heading with `{path}`"
    body = re.split(r"^#+ ", DOCS[found.end() :], maxsplit=1, flags=re.MULTILINE)[0]
    table = body.split("| key |", 1)[1].split("\n\n", 1)[0]
    rows = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in table.splitlines()[2:]]
    return {row[0].strip("| `"): row[1:] for row in rows}


@pytest.mark.parametrize("path", DOCUMENTED)
def test_every_key_is_documented_and_no_other(path: str) -> None:
    part, rows = OBJECTS[path], section(path)
    assert list(rows) == list(part["properties"])
    for key, (needed, meaning) in rows.items():
        assert (needed == "required") == (key in part.get("required", ())), key
        assert meaning.startswith(part["properties"][key]["description"]), key


@pytest.mark.parametrize("path", ALIKE)
def test_what_is_documented_once_is_alike(path: str) -> None:
    for other in ALIKE[path]:
        assert OBJECTS[other]["properties"].keys() == OBJECTS[path]["properties"].keys()
        assert f"`{other}`" in DOCS


@pytest.mark.parametrize("path", OBJECTS)
def test_every_object_refuses_unknown_keys_and_every_key_says_what_it_is(path: str) -> None:
    part = OBJECTS[path]
    assert part["additionalProperties"] is False
    assert all(value.get("description", "").endswith(".") for value in part["properties"].values()), path


@pytest.mark.parametrize("kind", KINDS)
def test_the_schemas_are_valid_and_carry_nothing_unused(kind: str) -> None:
    text = Library().schema_text(kind)
    content = json.loads(text)
    jsonschema.Draft202012Validator.check_schema(content)
    assert content["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    for name in content.get("$defs", {}):
        assert f'"#/$defs/{name}"' in text, name


def test_the_docs_name_every_choice_and_every_range() -> None:
    content: dict[str, Any] = json.loads(Library().schema_text("scenario"))
    whole = inlined(content, content)
    persona = whole["properties"]["persona"]["properties"]
    choices = [*persona["preset"]["enum"], *persona["matters"]["enum"], *persona["abusive"]["enum"]]
    choices += [*whole["properties"]["reason"]["enum"], *whole["properties"]["stage"]["enum"], *CHANNELS, *Phase]
    for choice in choices:
        assert f"`{choice}`" in DOCS or choice in DOCS
    for name, (low, high) in RANGES.items():
        assert f"{low} to {high}" in section("scenario.persona.curve")[name][1]
    for name, severity in MATTERS.items():
        assert re.search(rf"{name} {severity:g}\b", DOCS)


def test_the_schema_says_what_the_curve_takes() -> None:
    numbers = OBJECTS["scenario.persona.curve"]["properties"]
    assert {name: (part["minimum"], part["maximum"]) for name, part in numbers.items()} == RANGES
    assert numbers["walk_turns"]["type"] == "integer"


def test_the_schema_lists_what_the_program_knows() -> None:
    scenario, persona = OBJECTS["scenario"]["properties"], OBJECTS["scenario.persona"]["properties"]
    assert sorted(scenario["channel"]["enum"]) == sorted(CHANNELS)
    assert sorted(OBJECTS["scenario.events[]"]["properties"]["channel"]["enum"]) == sorted(CHANNELS)
    assert sorted(persona["preset"]["enum"]) == sorted(PRESETS)
    assert list(persona["matters"]["enum"]) == list(MATTERS)
    assert list(OBJECTS["scenario.lines"]["properties"]) == list(ACTS)
    assert list(OBJECTS["scenario.lines.<act>"]["properties"]) == [*BANDS, "any"]
    assert list(OBJECTS["scenario.lines.abuse"]["properties"]) == list(LEVELS[1:])
    expect = OBJECTS["scenario.plays[].expect"]["properties"]
    assert expect["phase"]["enum"] == expect["phases"]["items"]["enum"] == list(Phase)
    pattern = OBJECTS["scenario.events[]"]["properties"]["skip"]["pattern"]
    assert all(re.search(pattern, f"2 {unit}s") and re.search(pattern, f"1 {unit}") for unit in UNITS)


@pytest.mark.parametrize(
    ("kind", "record"),
    [("topics", shared.SharedTopic), ("families", shared.Family), ("steps", shared.SharedStep)],
)
def test_the_schemas_of_shared_files_match_their_records(kind: str, record: type[msgspec.Struct]) -> None:
    fields = {field.name: field.required for field in msgspec.structs.fields(record)}
    part = OBJECTS[f"{kind}.<id>"]
    assert {key: key in part["required"] for key in part["properties"]} == fields


def test_the_schema_of_a_language_matches_its_record() -> None:
    fields = {field.name for field in msgspec.structs.fields(shared.Language) if field.required}
    assert fields <= set(OBJECTS["language"]["properties"])


@pytest.mark.parametrize("kind", ["topics", "families", "steps", "language"])
def test_the_shared_files_keep_to_their_schemas(kind: str) -> None:
    source = Library().shared_text(kind)
    assert schema(Library().schema_text(kind)).check(read(source.text, source.file))
