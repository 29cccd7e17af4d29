"""Standard input and output as bytes and as text that never fails to decode."""

from __future__ import annotations

import io
import sys
from typing import Any, TextIO

import msgspec


def write_json(value: Any) -> None:
    """Print a value as one line of JSON (UTF-8)."""
    sys.stdout.flush()
    sys.stdout.buffer.write(msgspec.json.encode(value) + b"\n")
    sys.stdout.buffer.flush()


def typed() -> TextIO:
    """Standard input as UTF-8 lines; bytes that are none are replaced."""
    return io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace")
