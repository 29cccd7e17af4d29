"""Lines of chat programs' logs: names between angle brackets, what the program tells, a clock below a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

DATE = (
    r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|"
    r"[A-Z][a-z]{2,8} \d{1,2},? \d{4}|\d{1,2}[ -][A-Z][a-z]{2,8}[ -](?:\d{4}|\d\d))"
)
"""A date as programs write it in front of a clock, or above the messages of a day."""
_DAY = re.compile(rf"[\W_]*+([^\W\d_]{{2,12}},?\s+)?({DATE})(\s*[(（]?[^\W\d_]{{1,12}}[)）]?)?[\W_]*")
_WEEKDAY = re.compile(
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|(?:mo|di|do|fr|sa|so)|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|mi"
    r"|lun(?:es|di|ed[ìi])?|mar(?:tes|di|ted[ìi])?|mi[ée](?:rcoles)?|jue(?:ves)?|vie(?:rnes)?|s[áa]b(?:ado|ato)?"
    r"|dom(?:ingo|enica)?|mer(?:credi|coled[ìi])?|jeu(?:di)?|ven(?:dredi|erd[ìi])?|sam(?:edi)?|dim(?:anche)?"
    r"|gio(?:ved[ìi])?|(?:maan|dins|woens|donder|vrij|zater|zon)dag|(?:segunda|terça|quarta|quinta|sexta)(?:-feira)?"
    r"|[月火水木金土日](?:曜日?)?|(?:星期|周|週)[一二三四五六日天]",
    re.IGNORECASE,
)
"""A day of the week, in the languages of most exports: another word beside a date is no heading's."""
_NICK = re.compile(r"<[ @+%&~!]?([^<>\s/]{1,40})>[ \t]+(\S.*)", re.DOTALL)
_TOLD = re.compile(r"(?:!-|\*{1,3}|-{0,2}>|<--)[ \t]+(\S.*)", re.DOTALL)
"""What a log tells behind a clock: who joined and left, what somebody does."""
_CLOCK = re.compile(r"\s*[\[(]?(\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp][Mm])?)[\])]?\s*")
_NAME = re.compile(r"\s*([^\W\d_][\w.'-]*(?: [\w.'()-]+){0,3})\s*")
_LONGEST_CLOCK, _LONGEST_DAY = 16, 60


class Day(NamedTuple):
    """A date that stands alone above the messages of a day; ``named``: with its weekday."""

    date: str
    named: bool


def day_in(line: str) -> Day | None:
    """The date that a line holds alone, or None."""
    found = _DAY.fullmatch(line) if len(line) <= _LONGEST_DAY and any(map(str.isdigit, line)) else None
    if not found:
        return None
    beside = [word.strip(" ,()（）") for word in (found[1] or "", found[3] or "")]
    return Day(found[2], any(map(_WEEKDAY.fullmatch, beside)))


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
    before: str | None = None
    for line in lines:
        clock = _CLOCK.fullmatch(line) if len(line) <= _LONGEST_CLOCK else None
        if held is not None:
            name = _NAME.fullmatch(held) if clock and not (before or "").strip() else None
            yield f"{name[1]} ({clock[1]})" if name and clock else held
            if name:
                held, before = None, None
                yield ""
                continue
        before, held = held, line
    if held is not None:
        yield held
