"""Reads what trainers write: strict YAML with positions, checked against a JSON Schema, errors in plain words.

What is named here is imported when it is first used: the library needs only :mod:`simulator.content.source`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simulator.content.document import Document, Path
    from simulator.content.findings import Findings
    from simulator.content.reader import read
    from simulator.content.source import Source, read_source

__all__ = ["Document", "Findings", "Path", "Source", "read", "read_source"]

_HOMES = {
    "Document": "document",
    "Findings": "findings",
    "Path": "document",
    "Source": "source",
    "read": "reader",
    "read_source": "source",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
