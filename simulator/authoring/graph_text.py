"""A scenario's graph as Mermaid text, for READMEs, wikis and pull requests."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.authoring.graph import Graph, Node

SHAPES: dict[str, tuple[str, str]] = {
    "opening": ('(["', '"])'),
    "topic": ('["', '"]'),
    "fact": ('("', '")'),
    "resolution": ('[["', '"]]'),
    "step": ('["', '"]'),
    "event": ('{{"', '"}}'),
    "ending": ('((("', '")))'),
}
"""How each kind of node is drawn in Mermaid: what stands before its label, and after it."""
STYLES: dict[str, str] = {
    "opening": "fill:#e8eefc,stroke:#3b5bdb",
    "topic": "fill:#f1f3f5,stroke:#868e96",
    "fact": "fill:#fff9db,stroke:#e67700",
    "resolution": "fill:#e6fcf5,stroke:#087f5b",
    "step": "fill:#ffffff,stroke:#087f5b",
    "event": "fill:#f3f0ff,stroke:#6741d9",
    "ending": "fill:#212529,stroke:#212529,color:#ffffff",
    "faint": "fill:#fff5f5,stroke:#c92a2a,stroke-dasharray:4",
}
"""The looks of each kind; ``faint``: what is turned down."""


def mermaid(graph: Graph) -> str:
    """The graph as a Mermaid flowchart."""
    return "\n".join([*_lines(graph), ""])


def _lines(graph: Graph) -> Iterator[str]:
    names = {node.id: f"n{number}" for number, node in enumerate(graph.nodes)}
    yield "---"
    yield f"title: {_quoted(graph.title)}"
    yield "---"
    yield "flowchart LR"
    for node in graph.nodes:
        before, after = SHAPES[node.kind]
        yield f"  {names[node.id]}{before}{_label(node)}{after}:::{'faint' if node.faint else node.kind}"
    for edge in graph.edges:
        arrow = "-.->" if edge.dashed else "-->"
        label = f'|"{escaped(edge.label)}"|' if edge.label else ""
        yield f"  {names[edge.source]} {arrow}{label} {names[edge.target]}"
    for band, acts in graph.acts.items():
        if acts:
            yield f'  subgraph lines_{band}["own lines, {band}"]'
            yield from (f'    {band}{number}["{escaped(act)}"]' for number, act in enumerate(acts))
            yield "  end"
    used = [
        kind for kind in STYLES if any((kind == "faint") if node.faint else node.kind == kind for node in graph.nodes)
    ]
    yield from (f"  classDef {kind} {STYLES[kind]}" for kind in used)


def _label(node: Node) -> str:
    more = f"<br/><small>{escaped(node.more)}</small>" if node.more else ""
    return f"{escaped(node.label)}{more}"


def escaped(text: str) -> str:
    """A text that is safe inside the quotes of a Mermaid label: every sign that it could read is written as a code."""
    return "".join(char if char.isalnum() or char in " ,.'…-:%€?!" else f"#{ord(char)};" for char in text)


def _quoted(text: str) -> str:
    """A text as a double-quoted YAML scalar, as the front matter of a chart holds it."""
    import json

    return json.dumps(text, ensure_ascii=False)
