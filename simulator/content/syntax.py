"""Says in plain words what is wrong with a YAML text, instead of what the parser lacked."""

from __future__ import annotations

import re
from typing import Any

from simulator.errors import ContentError

_VALUE = re.compile(r"""^\s*(?:-\s+)*(?:[^\s:"'{\[][^:]*:\s+)?(?P<first>["'{\[])""")

_COLON = "': ' inside a text makes it a key: put the whole text in quotes, or check the indent of this line"
_DEEPER = (
    "this line stands further in than the one above: line it up, or put the whole text in quotes if it goes on here"
)
_KEY_ALONE = re.compile(r"\s*[a-z_][\w.-]*")
_INDENT = "the indent fits none of the lines above: line it up with its neighbours, or look at the line before it"
_TAB = "a tab in the indent: use spaces"
_LIST = "the list that begins with [ here is not closed, or lacks a comma, or a text in it with { } or [ ] needs quotes"
_QUOTED = "words follow a closing quote: put the whole text in quotes of the other kind, or begin it with >-"
_BRACED = "a text that begins with { or [ needs quotes around all of it"
_BROKEN_OFF = {
    '"': _QUOTED,
    "'": _QUOTED,
    "{": _BRACED,
    "[": _BRACED,
    "": "something above is not complete: check the quotes and brackets in this line and the one before",
}
_AT_START = ("end of stream", "',' or", "alphabetic", "could not find expected ':'")
_ADVICE: tuple[tuple[str, str], ...] = (
    ("violates indentation", _TAB),
    ("tab character where", _TAB),
    ("mapping values are not allowed", _COLON),
    ("block sequence entries are not allowed", "a list begins on a line of its own: move '- ' to the next line"),
    ("unexpected end of stream", "the quote that begins here is never closed"),
    (
        "unknown escape character",
        "a \\ between double quotes has a meaning of its own: write \\\\ or use single quotes",
    ),
    ("escape code", "this \\ code stands for no character: use single quotes to keep it as it is"),
    ("hexdecimal", "this \\ code stands for no character: use single quotes to keep it as it is"),
    ("',' or ']'", _LIST),
    (
        "',' or '}'",
        "what begins with { here is not closed, or a comma is missing; a text that begins with { needs quotes",
    ),
    ("expected '-' indicator", "this line stands among the items of a list: begin it with '- ', or change its indent"),
    ("could not find expected ':'", "no colon follows this key: write 'key: value', or indent a text that goes on"),
    ("alphabetic or numeric", "a text that begins with * or & needs quotes"),
    ("expected comment or line break", "after | or > the text begins on the next line, indented"),
    ("indentation indicator", "after | or > the text begins on the next line, indented"),
    ("digit or", "after | or > the text begins on the next line, indented"),
    ("expected node content", "a text that begins with a comma or a closing bracket needs quotes"),
    ("<document start>", "nothing may stand here after the end of the file's content: check the brackets above"),
    ("document indicator", "a line of --- or ... may not stand inside a quoted text"),
    ("directive", "a line that begins with % is not taken: take it out, or put the text in quotes"),
    ("YAML document", "a line that begins with % is not taken: take it out"),
    ("tag", "a text that begins with ! needs quotes"),
    ("expected key", _INDENT),
)


def explain(error: Any, text: str, file: str) -> ContentError:
    """The parser's error as a content error: where to look, and what to type.

    Args:
        error: a ``yaml.YAMLError``.
        text: the text that was parsed.
        file: the name to show.

    """
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return ContentError("the file can't be read: save it again as UTF-8 text", file=file)
    problem = str(getattr(error, "problem", "") or "")
    line, column = mark.line, mark.column
    lines = text.split("\n")
    start = getattr(error, "context_mark", None)
    if start is not None and any(words in problem for words in _AT_START):
        line, column = start.line, start.column
    advice = _advice(problem, lines, mark.line, mark.column)
    return ContentError(advice, file=file, line=line + 1, column=column + 1)


def _advice(problem: str, lines: list[str], number: int, column: int) -> str:
    line = _line(lines, number)
    if "start any token" in problem:
        first = line[column : column + 1]
        return _TAB if first == "\t" else f"a text can't begin with {first!r}: put it in quotes"
    if "expected key" in problem and line.lstrip().startswith(":"):
        return "a key is missing before the colon"
    indent = len(line) - len(line.lstrip())
    if ("expected key" in problem or "expected '-'" in problem) and column > indent:
        value = _VALUE.match(line)
        return _BROKEN_OFF[value["first"] if value else ""]
    if "mapping values" in problem and (known := _second_colon(line[:column], line, _line(lines, number - 1))):
        return known
    for words, advice in _ADVICE:
        if words in problem:
            return advice
    return "the file can't be read from here on: compare indents, quotes and brackets with the lines above"


def _second_colon(before: str, line: str, above: str) -> str:
    """What is wrong with a line that begins with a key where none can stand; empty where it is only a colon."""
    deeper = len(line) - len(line.lstrip()) > len(above) - len(above.lstrip())
    if ": " in above and deeper and _KEY_ALONE.fullmatch(before):
        return _DEEPER
    if ":" not in above and above.strip():
        return "no colon stands in the line above: write 'key: value' there, or put a text of two lines in quotes"
    return ""


def _line(lines: list[str], number: int) -> str:
    return lines[number] if number < len(lines) else ""
