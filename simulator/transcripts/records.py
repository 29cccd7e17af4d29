"""What importers are given and give back."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from enum import StrEnum
from typing import Any

from msgspec import Struct, field

from simulator.conversation import Transcript


class Form(StrEnum):
    """How a file is written, whatever its name says."""

    JSON = "json"
    JSON_LINES = "json_lines"
    CSV = "csv"
    TEXT = "text"
    HTML = "html"
    XML = "xml"
    EMAIL = "email"
    MBOX = "mbox"
    VTT = "vtt"
    SRT = "srt"
    BINARY = "binary"
    EMPTY = "empty"


class Quarantined(Struct, frozen=True):
    """A piece of input that can't be used: the rest goes on. ``position``: as people count, as in ``line 3``."""

    file: str
    position: str
    reason: str


Item = Transcript | Quarantined
"""What reading an export gives, one after another."""


class Piece(Struct, frozen=True):
    """One JSON value or CSV row of a file; ``pages``: what stands around it, the outermost wrapper in front."""

    value: Any
    file: str
    position: str
    pages: tuple[Dict[str, Any], ...] = ()


class Record(Struct, frozen=True):
    """A piece that a system recognises: its ``kind`` (ticket, comment, user), keys folded (:func:`shapes.fold`)."""

    kind: str
    value: dict[str, Any]
    file: str
    position: str
    pages: tuple[Dict[str, Any], ...] = ()

    @property
    def source(self) -> str:
        """The file and the place in it."""
        return f"{self.file}, {self.position}" if self.position else self.file


class Sample(Struct, frozen=True):
    """The beginning of a file, from which systems are told apart.

    ``text``: at most 64 thousand characters; ``pieces``: the first JSON values or CSV rows; ``columns``: a CSV's
    header, as written; ``mapped``: the columns and keys that the mapping names; ``torn``: where one JSON value breaks
    off before its end, as in ``line 1, character 36``.
    """

    file: str
    form: Form
    text: str = ""
    pieces: tuple[Piece, ...] = ()
    columns: tuple[str, ...] = field(default_factory=tuple)
    mapped: Dict[str, str] = field(default_factory=dict)
    torn: str = ""
