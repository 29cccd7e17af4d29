"""The reference names every system, key and column."""

import json
from pathlib import Path

import pytest

from simulator.conversation import Transcript, Turn
from simulator.transcripts.importers import importers
from simulator.transcripts.mapping import schema_text

DOCS = (Path(__file__).parents[2] / "docs" / "transcripts.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("system", sorted({row.system for row in importers()} - {"jsonl"}))
def test_every_system_has_a_row(system: str) -> None:
    assert f"| `{system}` |" in DOCS


@pytest.mark.parametrize("key", [*Transcript.__struct_fields__, *Turn.__struct_fields__])
def test_every_key_of_a_line_is_told(key: str) -> None:
    assert f"`{key}`" in DOCS


def test_every_key_of_a_mapping_is_told_in_the_words_of_its_schema() -> None:
    properties = json.loads(schema_text())["properties"]
    for key, part in properties.items():
        assert f"| `{key}` | {part['description']}" in DOCS
    for column in properties["columns"]["properties"]:
        assert f"`{column}`" in DOCS
