"""Text from people and files, made safe to show: it is content, never markup and never a control sequence."""

from __future__ import annotations

import re
from unicodedata import category

HIDDEN = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])")
"""Terminal control sequences, whole: without their escape character the rest would stand there as noise."""
DIRECTION = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
"""Direction overrides: right-to-left letters need none, and they would turn the rest of a line around."""


def shown(text: str, limit: int = 20_000) -> str:
    """``text`` without control sequences, control characters and direction overrides, at most ``limit`` characters."""
    cut = text if len(text) <= limit else text[:limit] + " […]"
    plain = HIDDEN.sub("", cut.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    "))
    if plain.isascii() and plain.replace("\n", "").isprintable():
        return plain
    return "".join(char for char in plain if char == "\n" or (category(char) != "Cc" and char not in DIRECTION))


def one_line(text: str, width: int) -> str:
    """The text on one line of at most ``width`` characters, with an ellipsis where it was cut."""
    flat = " ".join(shown(text, 4 * max(width, 1)).split())
    return flat if len(flat) <= width else flat[: max(width - 1, 0)].rstrip() + "…"
