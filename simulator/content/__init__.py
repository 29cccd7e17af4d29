"""Reads what trainers write: strict YAML with positions, checked against a JSON Schema, errors in plain words."""

from __future__ import annotations

from simulator.content.document import Document, Path
from simulator.content.findings import Findings
from simulator.content.reader import read
from simulator.content.schema import schema
from simulator.content.source import Source, read_source

__all__ = ["Document", "Findings", "Path", "Source", "read", "read_source", "schema"]
