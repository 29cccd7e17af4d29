"""What a rule's pattern stands for as a regular expression.

It matches whole words of one sentence, from the space before them on: a line of plain text is searched as it stands
behind ``BEFORE``. So every expression begins with a space, or with a space and the words that must follow it, and is
tried only where those stand.
"""

from __future__ import annotations

import re
from functools import lru_cache

from simulator.signals.lexicons.macros import MACROS

MACRO = re.compile(r"\{([a-z_]+)\}")
GAP = r"(?:,?\ |(?<=\ ))(?:\S{{1,40}}\ ){{0,{}}}?"
START = re.compile(r"(?<![\[\\])\^")
"""The sign for the start of a sentence; within a set of signs it means another thing."""
BEFORE = " "
"""Stands before each line of a plain text that is searched."""


@lru_cache(maxsize=2048)
def compiled(pattern: str, *, several: bool = False) -> re.Pattern[str]:
    """The regular expression that a pattern stands for, for one line, or for a text of ``several``."""
    source = expanded(pattern).replace("(", "(?:").replace("(?:?", "(?")
    source = source.replace(" ", ",? ").replace("\x01", GAP.format(4)).replace("\x02", GAP.format(8))
    source = START.sub(r"(?<=^ )", source)
    if not several:
        source = source.replace(r"\S", "[^ ]")  # the same within a line, and one sign is told from all others fast
    return re.compile(rf" (?:{source})(?![^\s,])", re.MULTILINE)


def marked(pattern: str) -> str:
    """A pattern with its gaps as single control characters, macros still by name."""
    return pattern.replace(" ... ", "\x02").replace(" .. ", "\x01")


def expanded(pattern: str) -> str:
    """A pattern with its macros written out and its gaps as single control characters."""
    while (match := MACRO.search(pattern)) is not None:
        pattern = pattern[: match.start()] + MACROS[match[1]] + pattern[match.end() :]
    return marked(pattern)
