"""The JSON Schemas of rubrics and cards; the names they take come from the tables that the code reads by."""

from __future__ import annotations

from typing import Any

from simulator.mood import Phase
from simulator.scoring.measures import MEASURES, measure_names
from simulator.scoring.rubric import POINTS
from simulator.scoring.talk_measures import TALK_MEASURES
from simulator.scoring.ticket import TICKET_MEASURES

LEVELS: dict[str, dict[str, float]] = {
    "none": {"below": 1 / 3},
    "some": {"at_least": 1 / 3},
    "strong": {"at_least": 2 / 3},
}
"""A signal's strength in words: below one third, from one third, from two thirds."""
PHASES = tuple(phase.value.lower() for phase in Phase)
ID = {"type": "string", "pattern": "^[a-z][a-z0-9_-]*$", "x-advice": "small letters, digits, - and _, a letter first"}
_TEXT = {"type": "string", "minLength": 1}
_WEIGHT = {"type": "number", "minimum": 0.1, "maximum": 100}


def _object(required: str, properties: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": required.split(),
        "properties": properties,
        **more,
    }


def _head(kind: str) -> dict[str, Any]:
    return {
        "format": {"const": 1},
        "kind": {"const": kind},
        "id": ID,
        "version": {"type": "integer", "minimum": 1},
        "title": _TEXT,
        "about": _TEXT,
    }


def rubric_schema() -> dict[str, Any]:
    """The schema of ``rubrics/*.yaml`` of kind ``rubric``."""
    properties = {
        **_head("rubric"),
        "of": {"enum": ["reply", "conversation", "ticket"]},
        "pass_mark": {"type": "number", "minimum": 1, "maximum": 100},
        "language": {"type": "string", "pattern": "^[a-z]{2}$", "x-advice": "two small letters, such as en"},
        "sections": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/section"}},
        "faults": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/fault"}},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A rubric",
        **_object("format kind id version title sections", properties),
        "$defs": {**_definitions(), **_conditions()},
    }


def _definitions() -> dict[str, Any]:
    when = {"$ref": "#/$defs/when"}
    points = {"type": "integer", "minimum": 0, "maximum": POINTS}
    anchors = {str(point): _TEXT for point in range(POINTS + 1)}
    criterion = {
        "id": ID,
        "title": _TEXT,
        "weight": _WEIGHT,
        "by": {"enum": ["software", "person"]},
        "level": {"enum": ["reply", "conversation"]},
        "applies": when,
        "otherwise": _TEXT,
        "anchors": _object(" ".join(anchors), anchors),
        "points": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/rule"}},
        "lowered_by": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/fault"}},
        "critical": {"$ref": "#/$defs/critical"},
        "tags": {"type": "array", "items": _TEXT, "uniqueItems": True},
        "tip": _TEXT,
        "advice": {"type": "array", "minItems": 1, "items": {"anyOf": [_TEXT, {"$ref": "#/$defs/advice"}]}},
    }
    effect = {
        "type": "string",
        "pattern": r"^(card to zero|section to zero|cap [0-9]{1,2})$",
        "x-advice": "write card to zero, section to zero, or cap and a number up to 99",
    }
    return {
        "section": _object(
            "id title weight criteria",
            {
                "id": ID,
                "title": _TEXT,
                "weight": _WEIGHT,
                "criteria": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/criterion"}},
            },
        ),
        "criterion": _object("id title weight anchors", criterion),
        "rule": _object("give because", {"give": points, "when": when, "because": _TEXT}),
        "fault": _object(
            "at_most when because", {"at_most": points, "when": when, "because": _TEXT, "always": {"type": "boolean"}}
        ),
        "critical": _object("id title effect when", {"id": ID, "title": _TEXT, "effect": effect, "when": when}),
        "advice": _object("say", {"say": _TEXT, "when": when}),
    }


def _conditions() -> dict[str, Any]:
    test = {"$ref": "#/$defs/test"}
    talk = {name: measure.says for name, measure in TALK_MEASURES.items()}
    says = {name: measure.says for name, measure in MEASURES.items()} | talk | TICKET_MEASURES
    named = {name: {**test, "description": says[name]} if name in says else test for name in (*measure_names(), *says)}
    tests = _object(
        "",
        named,
        minProperties=1,
        patternProperties={"^[a-z_]+( or [a-z_]+)+$": test},
    )
    return {
        "when": {"anyOf": [{"$ref": "#/$defs/tests"}, {"type": "array", "items": {"$ref": "#/$defs/tests"}}]},
        "tests": tests,
        "test": {
            "anyOf": [
                {"enum": list(LEVELS)},
                {"type": "boolean"},
                {"type": "number"},
                {"type": "array", "minItems": 1, "items": _TEXT},
                _object("", {key: {"type": "number"} for key in ("from", "to", "below")}, minProperties=1),
            ]
        },
    }


def card_schema() -> dict[str, Any]:
    """The schema of ``rubrics/*.yaml`` of kind ``card``."""
    group = _object(
        "title phases weights",
        {
            "title": _TEXT,
            "phases": {"type": "array", "minItems": 1, "items": {"enum": list(PHASES)}},
            "weights": {
                "type": "object",
                "minProperties": 1,
                "additionalProperties": {"type": "number", "minimum": 0, "maximum": 1},
            },
        },
    )
    properties = {
        **_head("card"),
        "rubrics": {"type": "array", "minItems": 1, "uniqueItems": True, "items": ID},
        "ticket": ID,
        "weights_by_phase": {"type": "array", "minItems": 1, "items": group},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A card",
        **_object("format kind id version title rubrics weights_by_phase", properties),
    }
