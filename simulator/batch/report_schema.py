"""The JSON Schema of the lines that a grading writes, made from the records themselves."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from simulator.batch.records import ConversationLine, MarkLine, Refused

LINES: dict[str, type] = {"conversations.jsonl": ConversationLine, "marks.jsonl": MarkLine, "quarantine.jsonl": Refused}
"""The files of lines, and the record of a line."""
_MARKUP = re.compile(r"(?::\w+:)?`{1,2}([^`]+)`{1,2}")
FILE = Path(__file__).with_name("grading.schema.json")


def schema_text() -> str:
    """The schema as it is published beside this module: a definition for each file's line."""
    refs, definitions = msgspec.json.schema_components(list(LINES.values()), ref_template="#/$defs/{name}")
    for definition in definitions.values():
        if "description" in definition:
            definition["description"] = _plain(definition["description"])
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Lines that a grading writes",
        "properties": dict(zip(LINES, refs, strict=True)),
        "$defs": definitions,
    }
    return msgspec.json.format(msgspec.json.encode(schema), indent=2).decode() + "\n"


def _plain(docstring: str) -> str:
    return " ".join(_MARKUP.sub(r"\1", docstring).split())
