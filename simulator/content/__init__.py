"""Reads what trainers write: strict YAML with positions, checked against a JSON Schema, errors in plain words."""

from __future__ import annotations

from simulator.content.document import Document, Path
from simulator.content.reader import read

__all__ = ["Document", "Path", "read"]
