"""Reads rubrics and cards from YAML: checked against their schema, then against themselves."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from hashlib import sha256
from typing import Any

from simulator.content import Document, Path, Source, read
from simulator.content.document import MapNode, TextNode
from simulator.content.schema import schema
from simulator.errors import nearest
from simulator.library import Library
from simulator.mood import Phase
from simulator.scoring.case_voice import MEANT_SLOTS, SLOTS
from simulator.scoring.conditions import Conditions
from simulator.scoring.measures import measure_names
from simulator.scoring.rubric import Advice, Card, Criterion, Critical, PhaseWeights, Rubric, Rule, Section, When
from simulator.scoring.schema import card_schema, rubric_schema
from simulator.scoring.talk_measures import talk_names
from simulator.scoring.ticket import TICKET_MEASURES

CARD = "practice"
"""The card a practice session is scored by."""
_SLOT = re.compile(r"\{([^{}]*)\}")


@lru_cache(maxsize=32)
def load_rubric(text: str, file: str) -> Rubric:
    """The rubric that a YAML text holds.

    Args:
        text: the file's content.
        file: its name, for errors.

    Raises:
        ContentError: file, line, column, key, and what to type instead.

    """
    document = read(text, file)
    data = schema(json.dumps(rubric_schema())).check(document)
    of = data.get("of", "reply")
    reader = Conditions(document, tuple(TICKET_MEASURES) if of == "ticket" else measure_names())
    whole = Conditions(document, talk_names()) if of == "conversation" else None
    sections = tuple(_section(reader, whole, ("sections", n), item) for n, item in enumerate(data["sections"]))
    _once(document, ((("sections", n), item["id"]) for n, item in enumerate(data["sections"])))
    _once(document, _criterion_ids(data))
    return Rubric(
        id=data["id"],
        version=data["version"],
        title=data["title"],
        sections=sections,
        pass_mark=data.get("pass_mark"),
        faults=_rules(reader, ("faults",), data.get("faults", ()), "at_most"),
        language=data.get("language", "en"),
        of=of,
        about=data.get("about", ""),
        hash=_digest(text),
        file=file,
        text=text,
    )


def load_card(text: str, file: str, rubric: Callable[[str], Rubric]) -> Card:
    """The card that a YAML text holds, with its rubrics.

    Args:
        text: the file's content.
        file: its name, for errors.
        rubric: gives the rubric of an id, or raises ``NotFoundError``.

    Raises:
        ContentError: file, line, column, key, and what to type instead.

    """
    document = read(text, file)
    data = schema(json.dumps(card_schema())).check(document)
    groups = []
    for n, item in enumerate(data["weights_by_phase"]):
        path: Path = ("weights_by_phase", n)
        for name in item["weights"]:
            if name not in data["rubrics"]:
                message = f"the card has no rubric {name!r}. {nearest(name, data['rubrics'])}".strip()
                raise document.error((*path, "weights", name), message, at_key=True)
        phases = tuple(Phase(phase.upper()) for phase in item["phases"])
        groups.append(PhaseWeights(item["title"], phases, item["weights"]))
    _every_phase_once(document, groups)
    rubrics = tuple(_of(document, ("rubrics", n), rubric(name), "reply") for n, name in enumerate(data["rubrics"]))
    ticket = _of(document, ("ticket",), rubric(data["ticket"]), "ticket") if "ticket" in data else None
    return Card(data["id"], data["version"], data["title"], rubrics, tuple(groups), ticket, _digest(text), file)


def load_library_card(library: Library, name: str = CARD) -> Card:
    """A card of the library with its rubrics; errors as for :func:`load_card`."""

    def rubric(wanted: str) -> Rubric:
        source = library.rubric_text(wanted)
        return load_rubric(source.text, source.file)

    source = library.rubric_text(name)
    return load_card(source.text, source.file, rubric)


def load_library_rubrics(library: Library) -> tuple[Rubric, ...]:
    """Every rubric of the library, cards left out, by id; errors as for :func:`load_rubric`."""
    sources = map(library.rubric_text, library.rubric_ids())
    return tuple(load_rubric(source.text, source.file) for source in sources if not _is_card(source))


def _is_card(source: Source) -> bool:
    root = read(source.text, source.file).root
    kind = root.values.get("kind") if isinstance(root, MapNode) else None
    return isinstance(kind, TextNode) and kind.text == "card"


def _of(document: Document, path: Path, rubric: Rubric, wanted: str) -> Rubric:
    if rubric.of != wanted:
        raise document.error(path, f"the rubric {rubric.id!r} judges a {rubric.of}, not a {wanted}")
    return rubric


def _every_phase_once(document: Document, groups: Iterable[PhaseWeights]) -> None:
    seen: set[Phase] = set()
    for n, group in enumerate(groups):
        for m, phase in enumerate(group.phases):
            if phase in seen:
                message = f"{phase.value.lower()} is in another group already: take it out of one of them"
                raise document.error(("weights_by_phase", n, "phases", m), message)
            seen.add(phase)
    missing = [phase.value.lower() for phase in Phase if phase not in seen]
    if missing:
        raise document.error(("weights_by_phase",), f"{', '.join(missing)} is in no group: list every phase once")


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _criterion_ids(data: dict[str, Any]) -> Iterator[tuple[Path, str]]:
    for n, section in enumerate(data["sections"]):
        for m, criterion in enumerate(section["criteria"]):
            yield ("sections", n, "criteria", m), criterion["id"]


def _once(document: Document, named: Iterable[tuple[Path, str]]) -> None:
    seen: set[str] = set()
    for path, name in named:
        if name in seen:
            raise document.error((*path, "id"), f"the id {name!r} is used twice: give this one another name")
        seen.add(name)


def _section(reader: Conditions, whole: Conditions | None, path: Path, data: dict[str, Any]) -> Section:
    criteria = tuple(_criterion(reader, whole, (*path, "criteria", n), one) for n, one in enumerate(data["criteria"]))
    return Section(data["id"], data["title"], float(data["weight"]), criteria)


def _criterion(reader: Conditions, whole: Conditions | None, path: Path, data: dict[str, Any]) -> Criterion:
    by = data.get("by", "software")
    level = data.get("level", "reply" if whole is None else "conversation")
    if level == "conversation":
        if whole is None:
            message = "a reply's rubric judges replies only: take out level, or write of: conversation"
            raise reader.document.error((*path, "level"), message, at_key=True)
        reader = whole
    _check_points(reader.document, path, data, by)
    return Criterion(
        id=data["id"],
        title=data["title"],
        weight=float(data["weight"]),
        anchors=tuple(data["anchors"][str(point)] for point in range(5)),
        points=_rules(reader, (*path, "points"), data.get("points", ()), "give"),
        lowered_by=_rules(reader, (*path, "lowered_by"), data.get("lowered_by", ()), "at_most"),
        applies=_when(reader, path, data, "applies"),
        otherwise=data.get("otherwise", ""),
        by=by,
        level=level,
        critical=_critical(reader, (*path, "critical"), data["critical"]) if "critical" in data else None,
        tags=tuple(data.get("tags", ())),
        tip=data.get("tip", ""),
        advice=tuple(_advice(reader, (*path, "advice", n), item) for n, item in enumerate(data.get("advice", ()))),
    )


def _check_points(document: Document, path: Path, data: dict[str, Any], by: str) -> None:
    points = data.get("points", [])
    if by == "person" and points:
        raise document.error((*path, "points"), "a person answers this one: take out points, or by", at_key=True)
    if by == "software" and not points:
        raise document.error(path, "points are missing: write rules, or by: person")
    for n, rule in enumerate(points):
        last = n == len(points) - 1
        if last and "when" in rule:
            message = "the last rule catches what no other does: take out its when, or add a rule without one"
            raise document.error((*path, "points", n, "when"), message, at_key=True)
        if not last and "when" not in rule:
            raise document.error((*path, "points", n), "only the last rule may lack a when: those below never fit")


def _when(reader: Conditions, path: Path, data: dict[str, Any], key: str = "when") -> When:
    return reader.when((*path, key), data[key]) if key in data else ()


def _rules(reader: Conditions, path: Path, data: Iterable[dict[str, Any]], points: str) -> tuple[Rule, ...]:
    return tuple(
        Rule(item[points], item["because"], _when(reader, (*path, n), item), item.get("always", False))
        for n, item in enumerate(data)
    )


def _critical(reader: Conditions, path: Path, data: dict[str, Any]) -> Critical:
    kind, _, number = data["effect"].partition(" ")
    cap = float(number) if kind == "cap" else 0.0
    return Critical(data["id"], data["title"], kind, _when(reader, path, data), cap)


def _advice(reader: Conditions, path: Path, data: str | dict[str, Any]) -> Advice:
    whole = {"say": data} if isinstance(data, str) else data
    for slot in _SLOT.findall(whole["say"]):
        if slot not in SLOTS:
            meant = MEANT_SLOTS.get(slot)
            offer = f"Did you mean {meant!r}?" if meant else nearest(slot, SLOTS) or f"Known: {', '.join(SLOTS)}"
            message = f"no slot is called {{{slot}}}. {offer}"
            raise reader.document.error(path, message)
    return Advice(whole["say"], _when(reader, path, whole))
