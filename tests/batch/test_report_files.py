"""What is published about a grading's files stays true: schema, tables, queries of the docs, samples."""

from __future__ import annotations

import json
import re
from importlib.util import find_spec
from pathlib import Path

import jsonschema
import msgspec
import pytest
from report_lines import TORN, candidate, line, reply

from simulator.batch.folder import Folder
from simulator.batch.outputs import FILES
from simulator.batch.records import Candidate, ConversationLine, MarkLine, QuotedMark
from simulator.batch.report import Report
from simulator.batch.report_schema import FILE, LINES, schema_text
from simulator.batch.tables import TABLES, write
from simulator.cli.reporting import TEMPLATES, write_tables
from simulator.library import Library
from simulator.report.page import render

ROOT = Path(__file__).parents[2]
DOCS = (ROOT / "docs/grading.md").read_text("utf-8")
SAMPLES = ROOT / "reports/samples"
ANALYTICS = pytest.mark.skipif(find_spec("duckdb") is None, reason="the analytics extra is not installed")


def test_the_published_schema_is_what_the_records_say() -> None:
    assert FILE.read_text("utf-8") == schema_text(), "FILE.write_text(schema_text(), 'utf-8') writes it anew"


def test_lines_hold_to_the_schema_and_a_wrong_one_does_not() -> None:
    whole = json.loads(schema_text())
    items = {
        "conversations.jsonl": line(1, candidates=(candidate(1),)),
        "marks.jsonl": reply(1),
        "quarantine.jsonl": TORN,
    }
    for name, item in items.items():
        check = jsonschema.Draft202012Validator(whole["properties"][name] | {"$defs": whole["$defs"]})
        assert check.is_valid(json.loads(msgspec.json.encode(item)))
        assert not check.is_valid({"id": 4711})


def test_the_docs_name_every_file_every_key_and_every_option() -> None:
    from simulator.cli.grade import conversations

    fields = [field.name for kind in (*LINES.values(), Candidate, QuotedMark) for field in msgspec.structs.fields(kind)]
    options = [name for item in conversations.params for name in item.opts if name.startswith("--")]
    named = [f"`{name}" for name in (*FILES, *TEMPLATES, *(f"{name}.parquet" for name in TABLES))]
    missing = [name for name in (*(f"`{name}`" for name in fields), *named) if name not in DOCS]
    missing += [name for name in options if f"{name}" not in DOCS and name not in {"--out", "--seed"}]
    assert missing == []


def test_tables_have_a_column_for_every_key() -> None:
    for name, kind in (("conversations", ConversationLine), ("marks", MarkLine)):
        assert list(TABLES[name]) == [field.name for field in msgspec.structs.fields(kind)]
    candidates = TABLES["conversations"]["candidates"]
    assert re.findall(r'[(,] ?"?(\w+)"? ', candidates) == [field.name for field in msgspec.structs.fields(Candidate)]


@pytest.fixture
def graded(tmp_path: Path) -> Path:
    lines = [line(n, candidates=(candidate(n),) if n == 3 else ()) for n in range(40)]
    marks = [reply(n, channel="email" if n % 2 else "chat") for n in range(40)]
    for name, items in (("conversations.jsonl", lines), ("marks.jsonl", marks)):
        (tmp_path / name).write_bytes(b"".join(msgspec.json.encode(item) + b"\n" for item in items))
    return tmp_path


@ANALYTICS
def test_tables_hold_what_the_lines_hold_and_the_same_bytes_each_time(graded: Path) -> None:
    import duckdb

    write(Folder(graded))
    first = {name: (graded / f"{name}.parquet").read_bytes() for name in TABLES}
    write(Folder(graded))
    assert first == {name: (graded / f"{name}.parquet").read_bytes() for name in TABLES}
    table = str(graded / "conversations.parquet")
    rows = duckdb.sql(
        f"SELECT id, scores['qa'], candidates[1].said, hostility FROM '{table}' WHERE id = 'c-3'"  # noqa: S608
    ).fetchall()
    assert rows == [("c-3", 63.0, "You are a fool.", [70.0, 20.0])]


@ANALYTICS
def test_the_queries_of_the_docs_run(graded: Path) -> None:
    import duckdb

    write(Folder(graded))
    queries = re.findall(r"```sql\n(.*?)```", DOCS, re.DOTALL)
    assert len(queries) == 3
    found = [
        duckdb.sql(re.sub(r"'(\w+)\.parquet'", lambda name: f"'{graded}/{name[1]}.parquet'", query)).fetchall()
        for query in queries
    ]
    assert found[0] == [
        (channel, name, mean, 20)
        for name, mean in (("empathy/names_it", 25), ("empathy/respect", 100))
        for channel in ("chat", "email")
    ]
    assert found[1] == [("refund", 40, 70, 0.5)]
    assert found[2] == [("1: under 5 minutes", 40, 0.5)]


def test_the_samples_are_what_the_templates_make_of_their_figures() -> None:
    found = msgspec.json.decode((SAMPLES / "figures.json").read_bytes(), type=Report)
    for name, template in TEMPLATES.items():
        fresh = render(template, Library(), report=found)
        assert (SAMPLES / name).read_text("utf-8") == fresh, "run: python reports/samples/make_samples.py"
    assert sum(count for count, _ in found.counts) == found.read == 70


@ANALYTICS
def test_a_line_that_fits_no_table_fails_no_grading(graded: Path) -> None:
    with (graded / "marks.jsonl").open("ab") as stream:
        stream.write(b'{"conversation": "c-99", "turn": "none"}\n')
    said = write_tables(Folder(graded))
    assert "marks.parquet is not written" in said
    assert "\n" not in said
    assert (graded / "conversations.parquet").exists()
