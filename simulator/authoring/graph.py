"""A scenario as people think of it, as a graph: opening, topics and facts, resolutions and steps, events, endings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from msgspec import Struct

from simulator.authoring.coverage import endings
from simulator.authoring.unsaid import unsaid
from simulator.engine.inputs import GOOD_FIT
from simulator.scenario.model import BANDS, Event, Resolution, Scenario
from simulator.scenario.shared import Shared, SharedStep, SharedTopic

LAYERS: tuple[str, ...] = ("opening", "topic", "fact", "resolution", "step", "event", "ending")
"""The kinds of nodes, in the order in which they are drawn."""
LONGEST = 90
"""Code points of a label that are shown."""
TELLS, NEEDS, THEN, LEADS = "tells", "needed for", "", "settles it"
"""What edges say."""


OTHERS = "topics"
"""The node for all topics whose answer tells no fact."""


class Node(Struct, frozen=True):
    """One thing of the scenario; ``id`` is unique, ``label`` what people call it, ``more`` a line in small print.

    ``faint``: the customer turns it down; ``order``: which one of its resolution a step is.
    """

    id: str
    kind: str
    label: str
    more: str = ""
    faint: bool = False
    order: int = 0


class Edge(Struct, frozen=True):
    """What leads to what; ``dashed``: it turns the customer away, or happens by itself."""

    source: str
    target: str
    label: str = ""
    dashed: bool = False


class Graph(Struct, frozen=True):
    """Nodes and edges of a scenario; ``acts``: by band, the acts for which it has lines of its own."""

    title: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    acts: dict[str, tuple[str, ...]]


def graph(scenario: Scenario, shared: Shared) -> Graph:
    """The graph of a scenario; ``shared`` has the names of topics and steps."""
    nodes = tuple(_nodes(scenario, shared))
    known = {node.id for node in nodes}
    edges = tuple(edge for edge in dict.fromkeys(_edges(scenario)) if edge.source in known and edge.target in known)
    acts = {
        band: tuple(
            act.replace("_", " ")
            for act, by in scenario.lines.items()
            if (by.get(band) or by.get("any")) and not unsaid(scenario, act, band)
        )
        for band in BANDS
    }
    return Graph(scenario.title, nodes, edges, acts)


def _nodes(scenario: Scenario, shared: Shared) -> Iterator[Node]:
    opening = scenario.opening
    first = next(iter(opening.messages), "") or "The agent writes first."
    yield Node("opening", "opening", _short(first), scenario.persona.name)
    titles = {topic.id: topic.title or _title(topic.id, shared.topics) for topic in scenario.topics.values()}
    for topic in scenario.topics.values():
        if topic.reveals:
            yield Node(f"topic:{topic.id}", "topic", titles[topic.id], _short(next(iter(topic.answers), "")))
    others = [titles[topic.id] for topic in scenario.topics.values() if not topic.reveals]
    if others:
        yield Node(OTHERS, "topic", "answered, but tells no fact", ", ".join(others))
    for fact in scenario.facts.values():
        when = {"known": "known from the start", "asked": "told when asked", "explored": "told when explored"}
        yield Node(f"fact:{fact.id}", "fact", _short(fact.text), when.get(fact.when, fact.when))
    for item in scenario.resolutions:
        yield Node(f"resolution:{item.id}", "resolution", item.title, _worth(item), faint=item.fit < GOOD_FIT)
        for order, step in enumerate(item.steps):
            label = step.title or _title(step.id, shared.steps)
            yield Node(f"step:{item.id}/{step.id}", "step", label, faint=item.fit < GOOD_FIT, order=order)
    for event in scenario.events:
        yield Node(f"event:{event.id}", "event", event.id.replace("_", " "), _short(_happens(event)))
    for ending in endings(scenario):
        yield Node(f"ending:{ending}", "ending", ENDINGS[ending])


def _edges(scenario: Scenario) -> Iterator[Edge]:
    for topic in scenario.topics.values():
        yield Edge("opening", f"topic:{topic.id}" if topic.reveals else OTHERS)
        yield from (Edge(f"topic:{topic.id}", f"fact:{fact}", TELLS) for fact in topic.reveals)
    told = {fact for topic in scenario.topics.values() for fact in topic.reveals}
    for fact in scenario.facts.values():
        if fact.id not in told and fact.when != "asked":
            yield Edge("opening", f"fact:{fact.id}", "an open question" if fact.when == "explored" else "known")
    for item in scenario.resolutions:
        yield from (Edge(f"fact:{fact}", f"resolution:{item.id}", NEEDS) for fact in item.needs)
        if not item.needs:
            yield Edge("opening", f"resolution:{item.id}", dashed=item.fit < GOOD_FIT)
        yield from _ways(item)
    for event in scenario.events:
        yield Edge(_cause(event), f"event:{event.id}", _when(event), dashed=True)
    yield Edge("opening", "ending:WALKED_AWAY", "never heard", dashed=True)
    yield Edge("opening", "ending:ESCALATED", "a supervisor asked for", dashed=True)
    yield Edge("opening", "ending:TERMINATED", "insults after two warnings", dashed=True)


def _ways(item: Resolution) -> Iterator[Edge]:
    """A resolution's steps in a row, and where the last one leads."""
    row = [f"resolution:{item.id}", *(f"step:{item.id}/{step.id}" for step in item.steps)]
    yield from (Edge(one, other) for one, other in pairwise(row))
    if item.authority != "agent" and item.fit >= GOOD_FIT:
        yield Edge(
            row[0], "ending:ESCALATED", "a supervisor decides" if item.authority == "supervisor" else "", dashed=True
        )
    elif item.fit >= GOOD_FIT and item.steps:
        yield Edge(row[-1], "ending:RESOLVED", LEADS)


def _cause(event: Event) -> str:
    return f"step:{event.after_step}" if event.after_step else "opening"


def _when(event: Event) -> str:
    parts = [f"from reply {event.after_exchange} on"] if event.after_exchange else []
    return ", ".join([*parts, *(["after a promise"] if event.after_promise else [])])


def _happens(event: Event) -> str:
    hours = event.skip / 3600
    parts = [f"{hours:g} hours later" if hours else "", f"promise {event.promise}" if event.promise else ""]
    parts += [f"goes on by {event.channel}" if event.channel else "", event.note, *event.says]
    return " · ".join(part for part in parts if part)


def _worth(item: Resolution) -> str:
    who = "" if item.authority == "agent" else f", {item.authority} may promise it"
    return f"{'accepted' if item.fit >= GOOD_FIT else 'turned down'}, fit {item.fit:g}{who}"


def _title(name: str, known: Mapping[str, SharedTopic | SharedStep]) -> str:
    return known[name].title if name in known else name.replace("_", " ")


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"


ENDINGS: dict[str, str] = {
    "RESOLVED": "settled",
    "WALKED_AWAY": "the customer leaves",
    "ESCALATED": "handed over",
    "TERMINATED": "the contact is ended",
}
"""What an ending is called."""
