"""Standard input and output as bytes and as text that never fails to decode."""

from __future__ import annotations

import io
import sys
from pathlib import Path
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


def wrapped(text: str) -> str:
    """Text for a terminal of this width, without cutting words in two."""
    from shutil import get_terminal_size
    from textwrap import wrap

    width = get_terminal_size().columns
    lines = (wrap(line, width, break_on_hyphens=False, break_long_words=False) for line in text.split("\n"))
    return "\n".join("\n".join(line) for line in lines)


def save(path: Path, text: str) -> None:
    """Write a file as UTF-8.

    Raises:
        UsageError: it can't be written.

    """
    from simulator.errors import UsageError

    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path}: it can't be written: {error.strerror}") from error
