"""Which code a loader's error has, by its sentence: loaders word what is wrong, this table says of which kind it is.

A test takes every kind of mistake that the loaders' own tests make through it, so that no sentence is left without one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from simulator.authoring.finding import Finding
from simulator.errors import ContentError, SimulatorError

_TABLE: tuple[tuple[str, str], ...] = (
    ("SIM006", r"is written twice; it stands in line"),
    ("SIM005", r"would be lost as a comment"),
    (
        "SIM003",
        r"a special space|a tab in the indent|the indent fits none|stands further in|stands among the items of a list",
    ),
    ("SIM003", r"a list begins on a line of its own|the text begins on the next line, indented"),
    ("SIM003", r"compare indents, quotes and brackets"),
    ("SIM020", r"slot is called|has no value here: give|slots in braces are not filled|a [{}] stands alone"),
    (
        "SIM002",
        r"': ' (inside|in it|follows)|with ': ' in it|no colon (follows|stands)|key is missing before the colon",
    ),
    ("SIM007", r"^tags \(|merge keys|one document|aliases? |an alias|control character|begins with % is not taken"),
    ("SIM007", r"nothing above is named &|may not stand inside a quoted|more than [0-9]+ values|nested more than"),
    (
        "SIM004",
        r"needs quotes|is never closed|is not closed|put it in quotes|in quotes of the other kind|\\ (between|code)",
    ),
    ("SIM004", r"check the (quotes|brackets)|decimal number has a point|use single quotes"),
    ("SIM001", r"UTF-8|larger than 1 MB|can't be read|is not a file|the link points"),
    ("SIM017", r"the id is not the name of the file"),
    ("SIM018", r"used twice|listed twice|given twice|two files are called|in another group already"),
    ("SIM018", r"is called '.*' already"),
    ("SIM010", r"^unknown key"),
    ("SIM011", r"^[\w.]+ is missing( \(|$)|needs .+ beside it|points are missing|who writes first|nothing happens:"),
    ("SIM021", r"^\{answer\}"),
    ("SIM023", r"^no line for|has no line for"),
    ("SIM022", r"stands for nothing: use|words in brackets|brackets stand around|no class of words is called"),
    ("SIM015", r"is not of the right form|there is no such day or time|small letters"),
    ("SIM016", r"^is empty"),
    ("SIM014", r"is out of range|is too long|needs [0-9]+ at least|is not taken here: write"),
    ("SIM013", r"is not one of"),
    ("SIM012", r"^expected |is not (a|an) (text|number|list)|is not true or false"),
    ("SIM019", r"^no [\w ’'.&-]+ is called|the card has no rubric|no .* of .* is called"),
    (
        "SIM024",
        r"the lowest comes first|days run backwards|closes before it opens|either the agent opens|the voice .* speaks",
    ),
    ("SIM024", r"judges a .*, not a"),
)
_FINDERS = tuple((code, re.compile(pattern)) for code, pattern in _TABLE)


def cause(message: str) -> str:
    """The code of a loader's sentence; what fits no row breaks a rule of a rubric or a pathway."""
    return next((code for code, finder in _FINDERS if finder.search(message)), "SIM025")


def findings(error: SimulatorError, file: str = "") -> Iterator[Finding]:
    """An error of a loader, with all that was found beside it, as findings; ``file`` where it names none."""
    for problem in error.problems:
        if isinstance(problem, ContentError):
            code = cause(problem.message)
            yield Finding(code, problem.file, problem.line, problem.column, problem.message, problem.key)
        else:
            yield Finding("SIM019", file, 1, 1, str(problem))
