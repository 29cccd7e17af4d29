"""The JSON Schemas for editors: what the program takes, with the library's names offered and none refused."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

from simulator.authoring.schemas import KINDS, editor_schema
from simulator.cli.main import cli
from simulator.content import read
from simulator.content.schema import schema
from simulator.errors import SimulatorError
from simulator.library import SCHEMAS, Library
from simulator.scenario.shared import load_shared

LIBRARY = Library()


@pytest.mark.parametrize("kind", KINDS)
def test_each_is_a_valid_schema(kind: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(editor_schema(LIBRARY, kind)))


def test_every_kind_that_a_trainer_writes_has_one() -> None:
    assert set(KINDS) >= {"scenario", "shop", "voice", "rubric", "card", "topics", "families", "steps", "replies"}
    assert set(KINDS) <= set(SCHEMAS)


@pytest.mark.parametrize("name", LIBRARY.scenario_ids()[::6])
def test_what_the_program_takes_the_editors_schema_takes(name: str) -> None:
    source = LIBRARY.scenario_text(name)
    document = read(source.text, source.file)
    assert schema(editor_schema(LIBRARY, "scenario")).check(document)


def test_names_of_the_library_are_offered_and_others_taken() -> None:
    keys = json.loads(editor_schema(LIBRARY, "scenario"))
    assert keys["properties"]["shop"]["examples"] == list(LIBRARY.ids("shop"))
    assert set(keys["properties"]["topics"]["properties"]) == set(load_shared(LIBRARY).topics)
    assert "additionalProperties" in keys["properties"]["topics"]
    assert "enum" not in keys["properties"]["shop"]


def test_names_of_ones_own_library_are_offered(tmp_path: Path) -> None:
    (tmp_path / "scenarios" / "policies").mkdir(parents=True)
    (tmp_path / "scenarios" / "policies" / "my-shop.yaml").write_text("id: my-shop\n", "utf-8")
    offered = json.loads(editor_schema(Library([tmp_path]), "scenario"))["properties"]["shop"]["examples"]
    assert "my-shop" in offered


def test_out_writes_all_of_them(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["schema", "--out", str(tmp_path / "schemas")])
    assert result.exit_code == 0
    assert {path.name for path in (tmp_path / "schemas").iterdir()} == {f"{kind}.schema.json" for kind in KINDS}


def test_an_unknown_kind_offers_the_nearest() -> None:
    result = CliRunner().invoke(cli, ["schema", "scenarios"])
    assert isinstance(result.exception, SimulatorError)
    assert str(result.exception) == "no schema is called 'scenarios'. Did you mean 'scenario'?"
