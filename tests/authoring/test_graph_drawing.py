"""A scenario as a graph: what is in it, and that no text can break the picture or the Mermaid source."""

from __future__ import annotations

import re
from pathlib import Path
from xml.dom.minidom import Document, parseString

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.authoring.graph import Edge, Graph, Node, graph
from simulator.authoring.graph_layout import layout, wrapped
from simulator.authoring.graph_svg import svg
from simulator.authoring.graph_text import mermaid
from simulator.cli.main import cli
from simulator.library import Library
from simulator.scenario.load import load_scenario
from simulator.scenario.shared import load_shared

LIBRARY = Library()
SHARED = load_shared(LIBRARY)
NAMES = [
    'the "big" one',
    "<script>alert(1)</script> & co",
    "x" * 300,
    "Åsa Öberg · 日本語 · 🎁",
    "end; click n0 `code` [a](b) {c} |d| #quot;",
    "line\nbreak\x07",
]


def of_text(text: str) -> Graph:
    nodes = (Node("a", "opening", text, text), Node("b", "resolution", text, faint=True), Node("c", "ending", text))
    return Graph(text, nodes, (Edge("a", "b", text), Edge("b", "c", dashed=True)), {"calm": (text,)})


def parsed(source: str) -> Document:
    """The picture as XML; a mistake in it raises."""
    return parseString(source)  # noqa: S318 - our own text


@pytest.mark.parametrize("name", LIBRARY.scenario_ids())
def test_every_scenario_of_the_library_is_drawn_whole(name: str) -> None:
    case = load_scenario(LIBRARY, name)
    drawn = graph(case, SHARED)
    ids = {node.id for node in drawn.nodes}
    assert {f"resolution:{item.id}" for item in case.resolutions} <= ids
    assert {f"fact:{fact}" for fact in case.facts} <= ids
    assert all(edge.source in ids and edge.target in ids for edge in drawn.edges)
    needed = {(f"fact:{fact}", f"resolution:{item.id}") for item in case.resolutions for fact in item.needs}
    assert needed <= {(edge.source, edge.target) for edge in drawn.edges}
    assert parsed(svg(drawn)).documentElement.tagName == "svg"
    boxes = layout(drawn).boxes
    assert boxes.keys() == ids


def test_no_box_covers_another() -> None:
    boxes = list(layout(graph(load_scenario(LIBRARY, "refund-still-missing"), SHARED)).boxes.values())
    for one in boxes:
        for other in boxes:
            if one is not other and one.x == other.x:
                assert one.y + one.height <= other.y or other.y + other.height <= one.y


@pytest.mark.parametrize("text", NAMES)
def test_any_name_is_escaped_in_the_picture(text: str) -> None:
    source = svg(of_text(text))
    assert not parsed(source).getElementsByTagName("script")
    assert "http" not in source.replace("http://www.w3.org/2000/svg", "")


@pytest.mark.parametrize("text", NAMES)
def test_any_name_is_escaped_in_mermaid(text: str) -> None:
    lines = mermaid(of_text(text)).splitlines()
    nodes = [line for line in lines if line.startswith("  n") and ":::" in line]
    assert len(nodes) == 3
    for line in nodes:
        label = line.split('"', 1)[1].rsplit('"', 1)[0]
        plain = label.replace("<br/><small>", "").replace("</small>", "")
        assert not set('"<>[]{}|`') & set(plain), line
        assert not re.search(r"#(?!\d+;)", plain)


@settings(max_examples=40)
@given(st.text(max_size=60))
def test_no_text_at_all_breaks_the_picture(text: str) -> None:
    assert parsed(svg(of_text(text)))


@settings(max_examples=40)
@given(st.text(max_size=120), st.integers(5, 40))
def test_lines_are_short_and_lose_nothing(text: str, most: int) -> None:
    lines = wrapped(text, most)
    assert all(len(line) <= most for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_the_command_writes_a_picture_by_the_name_of_its_file(tmp_path: Path) -> None:
    out = tmp_path / "case.svg"
    run = CliRunner().invoke(cli, ["graph", "late-parcel-birthday", "--out", str(out)])
    assert run.exit_code == 0, run.output
    assert out.read_text(encoding="utf-8").startswith("<svg")
    text = CliRunner().invoke(cli, ["graph", "late-parcel-birthday"]).stdout
    assert text.startswith("---\ntitle:")
    assert "flowchart LR" in text
