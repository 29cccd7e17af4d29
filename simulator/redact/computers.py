"""Internet addresses, told from versions of software."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator

from simulator.redact.spans import Span

FOUR = re.compile(r"(?<![\w.])(?P<id>(?:\d{1,3}\.){3}\d{1,3})(?!\w|\.\d)")
DOTTED = re.compile(r"\d\.\d")
"""As in every such address, and found sooner."""
SIX = re.compile(r"(?<![\w:.])(?P<id>[\da-fA-F]{0,4}(?::[\da-fA-F]{0,4}){2,7})(?![\w:])")
VERSION = re.compile(
    r"\b(?:version|firmware|release|build|update|v|ver\.?|drivers?|software|app|patch|bios|macos|ios|windows|item|article|section|clause|chapter|paragraph|step|beta|alpha|rc)"
    r"[\s(]{0,3}(?:is |no\.? |number |: ?)?$",
    re.IGNORECASE,
)
BEFORE = 40
DOTS = 3


def computers(text: str) -> Iterator[Span]:
    """Addresses of computers; four small numbers with a word such as "version" before them are none."""
    for match in FOUR.finditer(text) if text.count(".") >= DOTS and DOTTED.search(text) else ():
        small = all(int(part) < 256 for part in match["id"].split("."))
        if small and not VERSION.search(text[max(0, match.start() - BEFORE) : match.start()]):
            yield Span(*match.span("id"), "IP")
    for match in SIX.finditer(text) if text.count(":") > 1 else ():
        if _is_six(match["id"]):
            yield Span(*match.span("id"), "IP")


def _is_six(written: str) -> bool:
    """Whether it is an address of version 6; 10:22:05 and the like are times."""
    try:
        ipaddress.IPv6Address(written)
    except ValueError:
        return False
    return len(written) > len("::1")
