"""A scenario's graph as SVG: one file without scripts, fonts or anything else from outside."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from simulator.authoring.graph import Edge, Graph
from simulator.authoring.graph_layout import LINE, MARGIN, PAD, WIDE, Box, Layout, layout

HEAD, LEGEND = 34, 22
"""Room for the title, and for each line of what stands below the graph."""
KINDS: dict[str, tuple[str, str, str]] = {
    "opening": ("opening", "#e8eefc", "#3b5bdb"),
    "topic": ("can be asked", "#f1f3f5", "#868e96"),
    "fact": ("fact", "#fff9db", "#e67700"),
    "resolution": ("can be proposed", "#e6fcf5", "#087f5b"),
    "step": ("has to be said", "#ffffff", "#087f5b"),
    "event": ("happens", "#f3f0ff", "#6741d9"),
    "ending": ("ending", "#343a40", "#212529"),
}
"""Kind of node -> its heading, what it is filled with, its border."""
FAINT = ("#fff5f5", "#c92a2a")
"""Fill and border of what the customer turns down."""
_CONTROL = {code: None for code in range(32) if code not in {9, 10}} | {0xFFFE: None, 0xFFFF: None}


def svg(graph: Graph) -> str:
    """The graph as an SVG document."""
    return "\n".join([*_document(graph, layout(graph)), ""])


def _document(graph: Graph, places: Layout) -> Iterator[str]:
    notes = [f"own lines, {band}: {', '.join(acts)}" for band, acts in graph.acts.items() if acts]
    width, height = places.width, HEAD + LEGEND + places.height + LEGEND * len(notes)
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" '
        f'viewBox="0 0 {width:g} {height:g}" role="img" aria-label={quoteattr(_plain(graph.title))}>'
    )
    yield f"<title>{_text(graph.title)}</title>"
    yield '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
    yield '<path d="M0 0 8 4 0 8z" fill="#495057"/></marker></defs>'
    yield "<style>text{font-family:sans-serif;font-size:12px;fill:#212529}.s{font-size:10.5px;fill:#495057}"
    yield ".t{font-size:16px;font-weight:bold}.h{font-size:11px;font-weight:bold;fill:#495057}"
    yield ".w{fill:#fff}.e{fill:none;stroke:#868e96;stroke-width:1.2}.d{stroke-dasharray:5 4;stroke:#ced4da}</style>"
    yield '<rect width="100%" height="100%" fill="#ffffff"/>'
    yield f'<text class="t" x="{MARGIN}" y="{HEAD - 10}">{_text(graph.title)}</text>'
    yield from _headings(places)
    yield f'<g transform="translate(0 {HEAD + LEGEND - MARGIN / 2:g})">'
    # what happens by itself lies behind the rest
    for edge in sorted(graph.edges, key=lambda item: not item.dashed):
        yield from _edge(edge, places)
    for box in places.boxes.values():
        yield from _box(box)
    yield "</g>"
    for number, note in enumerate(notes):
        y = HEAD + LEGEND + places.height + LEGEND * number
        yield f'<text class="s" x="{MARGIN}" y="{y:g}">{_text(note)}</text>'
    yield "</svg>"


def _headings(places: Layout) -> Iterator[str]:
    columns = {box.node.kind: box.x for box in places.boxes.values()}
    for kind, x in columns.items():
        yield f'<text class="h" x="{x:g}" y="{HEAD + LEGEND - 10}">{KINDS[kind][0]}</text>'


def _edge(edge: Edge, places: Layout) -> Iterator[str]:
    one, other = places.boxes[edge.source], places.boxes[edge.target]
    kind = "e d" if edge.dashed else "e"
    forward = other.x > one.x
    x1, x2 = (one.x + WIDE, other.x) if forward else (one.x + WIDE / 2, other.x + WIDE / 2)
    y1, y2 = one.middle, other.middle
    if one.x == other.x:  # the steps of one resolution stand in one column
        x1, x2, y1, y2 = one.x + WIDE, other.x + WIDE, one.middle, other.middle
        path = f"M{x1:g} {y1:g}C{x1 + 34:g} {y1:g} {x2 + 34:g} {y2:g} {x2:g} {y2:g}"
    else:
        bend = max(40.0, abs(x2 - x1) / 2)
        path = f"M{x1:g} {y1:g}C{x1 + bend:g} {y1:g} {x2 - bend:g} {y2:g} {x2:g} {y2:g}"
    label = f"<title>{_text(edge.label)}</title>" if edge.label else ""
    yield f'<path class="{kind}" d="{path}" marker-end="url(#tip)">{label}</path>'


def _box(box: Box) -> Iterator[str]:
    node = box.node
    fill, stroke = FAINT if node.faint else KINDS[node.kind][1:]
    round_ = box.height / 2 if node.kind in {"opening", "ending"} else 4
    dash = ' stroke-dasharray="4 3"' if node.faint else ""
    yield (
        f'<rect x="{box.x:g}" y="{box.y:g}" width="{WIDE}" height="{box.height:g}" rx="{min(round_, 16):g}" '
        f'fill="{fill}" stroke="{stroke}"{dash}/>'
    )
    white = "w" if node.kind == "ending" else ""
    rows = [(line, white) for line in box.lines] + [(line, "s") for line in box.small]
    for number, (line, look) in enumerate(rows, 1):
        y = box.y + PAD + LINE * number - 4
        kind = f' class="{look}"' if look else ""
        yield f'<text{kind} x="{box.x + PAD + 2:g}" y="{y:g}">{_text(line)}</text>'


def _plain(text: str) -> str:
    """A text without signs that XML can't hold."""
    return "".join(char for char in text.translate(_CONTROL) if not 0xD800 <= ord(char) < 0xE000)


def _text(text: str) -> str:
    return escape(_plain(text))
