"""Every format of a report: what it shows, what no program may run, and what no page may ask for."""

from __future__ import annotations

import csv
import io
import json
import re
from importlib.util import find_spec
from pathlib import Path

import msgspec
import pytest

from simulator.library import Library
from simulator.report.document import Curve, Curves, Document, Points, Quote, Section, Table, Words
from simulator.report.figure import Figure
from simulator.report.formats import COLUMNS, FORMATS

NASTY = "<script>alert(1)</script> \x1b[31m | *bold* [link](javascript:x)"
DOCUMENT = Document(
    "Progress report",
    f"Ana {NASTY}",
    "2026-11-22",
    (Words("Nothing yet.", loud=True), Words(NASTY)),
    (
        Section("What went well", (Points(("first", NASTY)), Quote(NASTY, "says sorry", better=NASTY))),
        Section(
            "Figures",
            (
                Table(
                    "Means",
                    ("Criterion", "Mean", "Conversations", "Words"),
                    (
                        ("By when", Figure(40, 52.25, 41.0, 63.0), 1234, "=HYPERLINK(1)"),
                        ("@SUM", Figure(3), -5, NASTY),
                        ("Few", Figure(8, None, 20.0, 40.0), 0, "-12.5"),
                    ),
                ),
                Curves((Curve("Monday", (70.0, 40.0), "settled"), Curve("Empty", ()))),
                Curve(NASTY, (10.0,)),
            ),
        ),
    ),
)


def written(form: str) -> str:
    return FORMATS[form][0](DOCUMENT, Library()).decode("utf-8-sig")


def test_a_page_escapes_everything_and_asks_for_nothing() -> None:
    page = written("html")
    assert "<script" not in page
    assert "\x1b" not in page
    assert "&lt;script&gt;" in page
    assert re.findall(r"""(?:src|href)=["'](?!#)""", page) == []
    assert "default-src 'none'" in page
    assert "prefers-color-scheme: dark" in page
    assert "@media print" in page


def test_a_figure_is_shown_with_its_range_and_none_that_rests_on_too_little() -> None:
    for form in ("html", "md"):
        text = written(form)
        assert "52 (41 to 63)" in text
        assert "between 20 and 40" in text
        assert "too few to say" in text
        assert "1,234" in text


def test_markdown_is_shown_as_it_was_written() -> None:
    text = written("md")
    assert "\\*bold\\*" in text
    assert re.search(r"(?<!\\)\]\(", text) is None
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert len({len(re.findall(r"(?<!\\)\|", row)) for row in rows}) == 1


def test_a_table_for_spreadsheets_has_a_line_for_each_cell_and_no_formula() -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv"))))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == 9
    means = [row for row in rows if row["column"] == "Mean"]
    assert [(row["value"], row["low"], row["high"], row["n"]) for row in means] == [
        ("52.25", "41", "63", "40"),
        ("", "", "", "3"),
        ("", "20", "40", "8"),
    ]
    assert not any(cell.startswith(("=", "@", "+")) for row in rows for cell in row.values())
    assert [row["value"] for row in rows if row["row"] == "Few"][1:] == ["0", "-12.5"]


def test_json_holds_every_figure_unrounded() -> None:
    found = json.loads(written("json"))
    table = found["sections"][1]["blocks"][0]
    assert table["type"] == "table"
    assert table["rows"][0][1] == {"n": 40, "mean": 52.25, "low": 41.0, "high": 63.0}


@pytest.mark.skipif(find_spec("weasyprint") is None, reason="the pdf extra is not installed")
@pytest.mark.filterwarnings("ignore")
def test_a_pdf_is_made_without_any_network() -> None:
    content = FORMATS["pdf"][0](DOCUMENT, Library())
    assert content.startswith(b"%PDF-")
    assert len(content) > 5000


SAMPLES = Path(__file__).parents[2] / "reports" / "samples"


@pytest.mark.parametrize("name", ["trainee", "team", "scenario", "qa", "complaints"])
def test_the_samples_are_what_the_templates_make_of_their_figures(name: str) -> None:
    document = msgspec.json.decode((SAMPLES / f"{name}.json").read_bytes(), type=Document)
    for form in ("html", "md", "json"):
        fresh = FORMATS[form][0](document, Library())
        assert (SAMPLES / f"{name}.{form}").read_bytes() == fresh, "run: python reports/samples/make_reports.py"
