"""``simulator transcripts`` as people and machines run it."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

from simulator.cli.main import cli
from simulator.conversation import Transcript
from simulator.errors import UsageError
from simulator.transcripts.importers import read_all
from simulator.transcripts.mapping import Mapping, schema_text
from simulator.transcripts.own_lines import schema_text as line_schema
from simulator.transcripts.source import Source

SAMPLES = Path(__file__).parent / "samples"
KEYS = ["system", "conversations", "turns", "needs_mapping", "quarantined", "warnings", "reason"]


def run(*args: str | Path) -> tuple[int, str, str]:
    done = CliRunner().invoke(cli, ["transcripts", *map(str, args)])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.stdout, done.stderr


def test_inspect_says_what_a_file_holds() -> None:
    code, out, _ = run("inspect", SAMPLES / "intercom_conversation.json")
    assert code == 0
    assert "Intercom (intercom)" in out
    assert "Turns: 2 of agents, 3 of customers, 3 of others\n" in out
    assert "Agents: Sam Reed (2)" in out
    assert "told apart because each author has a type" in out


def test_inspect_says_which_mapping_is_missing_and_how_to_write_it() -> None:
    code, out, _ = run("inspect", SAMPLES / "zendesk_comments.csv")
    assert code == 0
    assert "agents: [" in out
    assert "customers: [" in out
    assert "Not known: 11 (1), 21 (1)" in out


def test_inspect_prints_exactly_the_documented_keys() -> None:
    code, out, _ = run("inspect", "--json", SAMPLES / "zendesk_tickets.json")
    found = json.loads(out)
    assert code == 0
    assert list(found) == KEYS
    assert found["turns"] == {"agent": 1, "customer": 1, "other": 0}


@pytest.mark.parametrize("flag", [["--json"], []])
def test_what_is_no_export_exits_with_2_and_a_reason(tmp_path: Path, flag: list[str]) -> None:
    path = tmp_path / "x.json"
    path.write_text('{"a": 1}', encoding="utf-8")
    code, out, _ = run("inspect", *flag, path)
    assert code == 2
    assert "no known system" in out
    if flag:
        assert json.loads(out)["system"] is None


def test_files_of_two_systems_are_refused_together() -> None:
    code, out, _ = run("inspect", "--json", SAMPLES / "intercom_list.json", SAMPLES / "gorgias_ticket.json")
    assert code == 2
    assert "different systems" in json.loads(out)["reason"]
    with pytest.raises(UsageError, match="different systems"):
        run("inspect", SAMPLES / "intercom_list.json", SAMPLES / "gorgias_ticket.json")


def test_a_file_that_is_not_there_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="No such file"):
        run("inspect", tmp_path / "none.json")
    with pytest.raises(UsageError, match="irectory"):
        run("inspect", tmp_path)


def test_what_a_name_holds_never_reaches_the_terminal_as_a_command(tmp_path: Path) -> None:
    text = (
        (SAMPLES / "intercom_conversation.json")
        .read_text(encoding="utf-8")
        .replace("Sam Reed", "\\u001b[31mSam\\u001b[0m")
    )
    path = tmp_path / "x.json"
    path.write_text(text, encoding="utf-8")
    code, out, _ = run("inspect", path)
    assert code == 0
    assert "\x1b" not in out
    assert "Agents: Sam (2)" in out


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.json")), ids=lambda path: path.stem)
def test_converted_lines_keep_to_their_schema_and_read_back_the_same(sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    code, _, said = run("convert", sample, "--keep-personal-data", "--out", out)
    assert code == 0
    lines = out.read_text(encoding="utf-8").splitlines()
    for line in lines:
        jsonschema.validate(json.loads(line), json.loads(line_schema()))
    assert list(read_all([Source(out)], Mapping())) == list(read_all([Source(sample)], Mapping()))
    assert f"{len(lines)} written" in said
    assert json.loads(run("inspect", "--json", out)[1])["system"] == "jsonl"


def test_convert_counts_add_up_and_name_what_was_quarantined(tmp_path: Path) -> None:
    code, _, said = run("convert", SAMPLES / "zendesk_export.jsonl", "--out", tmp_path / "o.jsonl")
    assert code == 0
    assert "2 read = 1 ready + 0 that need a mapping + 0 with nothing to grade + 1 quarantined; 1 written" in said
    assert "zendesk_export.jsonl, line 2: no JSON" in said


def test_convert_writes_over_nothing(tmp_path: Path) -> None:
    out = tmp_path / "o.jsonl"
    out.write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="exists already"):
        run("convert", SAMPLES / "intercom_list.json", "--out", out)
    assert out.read_text(encoding="utf-8") == "mine"


def test_convert_of_nothing_known_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="not recognised"):
        run("convert", SAMPLES / "../test_wording.py", "--out", tmp_path / "o.jsonl")
    assert list(tmp_path.iterdir()) == []


def test_the_published_schemas_are_schemas() -> None:
    for text in (schema_text(), line_schema()):
        jsonschema.Draft202012Validator.check_schema(json.loads(text))
    properties = json.loads(line_schema())["properties"]
    assert set(properties) == set(Transcript.__struct_fields__)


def test_personal_data_is_replaced_before_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    out = tmp_path / "o.jsonl"
    code, _, _ = run("convert", SAMPLES / "livechat_chat.json", SAMPLES / "livechat_v2.json", "--out", out)
    text = out.read_text(encoding="utf-8")
    assert code == 0
    for secret in ("Ada", "sam@shop.example", "Sam Reed", "ada@mail.example"):
        assert secret not in text
    agents = {
        turn["name"] for line in text.splitlines() for turn in json.loads(line)["turns"] if turn["speaker"] == "agent"
    }
    assert all(name.startswith("Agent ") for name in agents)
    for line in text.splitlines():
        jsonschema.validate(json.loads(line), json.loads(line_schema()))
