"""Checks a YAML file against a JSON Schema (draft 2020-12) and says all that is wrong with it, best first."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from simulator.content.document import Document
from simulator.content.findings import Findings
from simulator.content.messages import problems
from simulator.content.shape import Shape, inlined


class Schema:
    """A JSON Schema, ready for use; make it with :func:`schema`, which keeps it."""

    def __init__(self, text: str) -> None:
        content = json.loads(text)
        self.content: dict[str, Any] = inlined(content, content)
        self.shape = Shape((self.content,))
        self._validator: Any = None

    def check(self, document: Document) -> Any:
        """The file as plain data of the form the schema asks for.

        Raises:
            ContentError: it has another form; ``others`` holds the further problems.

        """
        data = self.shape.settle(document.root)
        findings = Findings(document)
        findings.problems += problems(self.validator.iter_errors(data), document)
        findings.settle()
        return data

    @property
    def validator(self) -> Any:
        """The jsonschema validator, made on first use: the library takes long to import."""
        if self._validator is None:
            from jsonschema import Draft202012Validator

            self._validator = Draft202012Validator(self.content)
        return self._validator


@lru_cache(maxsize=32)
def schema(text: str) -> Schema:
    """The schema for its JSON text; the same text gives the same schema."""
    return Schema(text)
