"""Lines of chat programs' logs: names between angle brackets, what the program tells, a clock below a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_NICK = re.compile(r"<[ @+%&~!]?([^<>\s/]{1,40})>[ \t]+(\S.*)", re.DOTALL)
_TOLD = re.compile(r"(?:!-|\*{1,3}|-{0,2}>|<--)[ \t]+(\S.*)", re.DOTALL)
"""What a log tells behind a clock: who joined and left, what somebody does."""
_CLOCK = re.compile(r"\s*[\[(]?(\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp][Mm])?)[\])]?\s*")
_NAME = re.compile(r"\s*([^\W\d_][\w.'-]*(?: [\w.'()-]+){0,3})\s*")
_LONGEST_CLOCK = 16


def nick_in(rest: str) -> tuple[str, str]:
    """The name between angle brackets that stands behind a clock, and the words; empty: there is none."""
    found = _NICK.match(rest)
    return (found[1], found[2]) if found else ("", "")


def told_in(rest: str) -> str:
    """What the program itself tells behind a clock, or nothing."""
    found = _TOLD.match(rest)
    return found[1] if found else ""


def below_names(lines: Iterable[str]) -> Iterator[str]:
    """The lines, as many as before, with a clock that stands alone below a name put behind that name."""
    held: str | None = None
    for line in lines:
        clock = _CLOCK.fullmatch(line) if len(line) <= _LONGEST_CLOCK else None
        if held is not None:
            name = _NAME.fullmatch(held) if clock else None
            yield f"{name[1]} ({clock[1]})" if name and clock else held
            if name:
                held = None
                yield ""
                continue
        held = line
    if held is not None:
        yield held
