"""Reads rubrics and cards from YAML: checked against their schema, then against themselves."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from typing import Any

from simulator.content import Document, Path, read
from simulator.content.schema import schema
from simulator.errors import nearest
from simulator.mood import Phase
from simulator.scoring.case_voice import SLOTS
from simulator.scoring.measures import measure_names
from simulator.scoring.rubric import Advice, Card, Criterion, Critical, PhaseWeights, Rubric, Rule, Section, Test, When
from simulator.scoring.schema import LEVELS, PHASES, card_schema, rubric_schema

WORDS = ("phase", "channel")
"""Measures whose value is a word: a test lists the words it takes."""
_CHANNELS = ("live_chat", "email", "phone", "social", "whatsapp")
_SLOT = re.compile(r"\{([^{}]*)\}")


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
    sections = tuple(_section(document, ("sections", n), item) for n, item in enumerate(data["sections"]))
    _once(document, ((("sections", n), item["id"]) for n, item in enumerate(data["sections"])))
    _once(document, _criterion_ids(data))
    return Rubric(
        id=data["id"],
        version=data["version"],
        title=data["title"],
        sections=sections,
        language=data.get("language", "en"),
        about=data.get("about", ""),
        hash=_digest(text),
        file=file,
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
    rubrics = tuple(rubric(name) for name in data["rubrics"])
    return Card(data["id"], data["version"], data["title"], rubrics, tuple(groups), _digest(text), file)


def _every_phase_once(document: Document, groups: Iterable[PhaseWeights]) -> None:
    listed = [phase for group in groups for phase in group.phases]
    for phase in Phase:
        if listed.count(phase) != 1:
            often = "in no group" if phase not in listed else "in more than one group"
            raise document.error(("weights_by_phase",), f"the phase {phase.value.lower()} is {often}: list it once")


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


def _section(document: Document, path: Path, data: dict[str, Any]) -> Section:
    criteria = tuple(_criterion(document, (*path, "criteria", n), item) for n, item in enumerate(data["criteria"]))
    return Section(data["id"], data["title"], float(data["weight"]), criteria)


def _criterion(document: Document, path: Path, data: dict[str, Any]) -> Criterion:
    by = data.get("by", "software")
    _check_points(document, path, data, by)

    def when(key: str) -> When:
        return _when(document, (*path, key), data[key]) if key in data else ()

    def rules(key: str, points: str) -> tuple[Rule, ...]:
        return tuple(_rule(document, (*path, key, n), item, item[points]) for n, item in enumerate(data.get(key, ())))

    return Criterion(
        id=data["id"],
        title=data["title"],
        weight=float(data["weight"]),
        anchors=tuple(data["anchors"][str(point)] for point in range(5)),
        points=rules("points", "give"),
        lowered_by=rules("lowered_by", "at_most"),
        applies=when("applies"),
        otherwise=data.get("otherwise", ""),
        by=by,
        critical=_critical(document, (*path, "critical"), data["critical"]) if "critical" in data else None,
        tags=tuple(data.get("tags", ())),
        tip=data.get("tip", ""),
        advice=tuple(_advice(document, (*path, "advice", n), item) for n, item in enumerate(data.get("advice", ()))),
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


def _rule(document: Document, path: Path, data: dict[str, Any], points: int) -> Rule:
    when = _when(document, (*path, "when"), data["when"]) if "when" in data else ()
    return Rule(points, data["because"], when)


def _critical(document: Document, path: Path, data: dict[str, Any]) -> Critical:
    kind, _, number = data["effect"].partition(" ")
    when = _when(document, (*path, "when"), data["when"])
    cap = float(number) if kind == "cap" else 0.0
    return Critical(data["id"], data["title"], kind, when, cap)


def _advice(document: Document, path: Path, data: str | dict[str, Any]) -> Advice:
    say, when = (data, ()) if isinstance(data, str) else (data["say"], data.get("when", ()))
    for slot in _SLOT.findall(say):
        if slot not in SLOTS:
            message = f"no slot is called {{{slot}}}. {nearest(slot, SLOTS) or 'Known: ' + ', '.join(SLOTS)}"
            raise document.error(path, message)
    return Advice(say, _when(document, (*path, "when"), when) if when else ())


def _when(document: Document, path: Path, data: Any) -> When:
    if isinstance(data, list):
        return tuple(_group(document, (*path, n), item) for n, item in enumerate(data))
    return (_group(document, path, data),)


def _group(document: Document, path: Path, data: dict[str, Any]) -> tuple[Test, ...]:
    return tuple(_test(document, (*path, key), key, value) for key, value in data.items())


def _test(document: Document, path: Path, key: str, value: Any) -> Test:
    names = tuple(key.split(" or "))
    for name in names:
        if name not in measure_names():
            raise document.error(path, f"nothing is called {name!r}. {nearest(name, measure_names())}", at_key=True)
    if any(name in WORDS for name in names):
        return Test(names, among=_among(document, path, key, value))
    match value:
        case bool():
            return Test(names, at_least=1.0) if value else Test(names, below=1.0)
        case str():
            level = LEVELS[value]
            return Test(names, at_least=level.get("at_least"), below=level.get("below"))
        case dict():
            return Test(names, value.get("from"), value.get("to"), value.get("below"))
        case list():
            raise document.error(path, f"{key} is a number: write some, strong, a number, or {{from: 1, to: 2}}")
    return Test(names, at_least=float(value))


def _among(document: Document, path: Path, key: str, value: Any) -> tuple[str, ...]:
    known = PHASES if key == "phase" else _CHANNELS
    if not isinstance(value, list):
        raise document.error(path, f"{key} takes a list, such as [{known[0]}]")
    for n, word in enumerate(value):
        if word not in known:
            raise document.error((*path, n), f"no {key} is called {word!r}. {nearest(word, known)}".strip())
    return tuple(value)
