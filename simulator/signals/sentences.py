"""Where sentences begin and end: newlines and list marks first, then full stops that are no abbreviation's.

The rule never looks at capitals: chat has none, and a reading must not depend on them.
"""

from __future__ import annotations

import re

EMPHASIS = "*_~`"
"""Characters that chats and tickets turn into bold, italic, struck or fixed type."""
ENDS = ".!?…。！？"
BOUNDARY = re.compile(rf"[\n{ENDS}](?:(?<=\n)|(?<![{ENDS}][{ENDS}])[{ENDS}]*+[\"'”’)\]{EMPHASIS}]{{0,5}}+(?=\s|$))")
"""The end of a line, or marks that close a sentence; it begins with one set of signs, which is looked for fast.

A row of marks is gone through once, from its first on: a reply may hold thousands of them.
"""
LIST_MARK = re.compile(
    r"[ \t]*(?:(?:[-*+•·‣◦▪●–—>]{1,3}|#{1,6})(?:[ \t]\[[ x]?\])?"
    r"|[*_]{0,3}(?:\d{1,2}[.)]|[a-z][.)])[*_]{0,3}|\[\d{1,2}\])[ \t]",
    re.IGNORECASE,
)
LAST_WORD = re.compile(r"(?<![\w.'’])[\w.'’]{1,6}$")
"""The word before a full stop, if it is as short as an abbreviation."""
SAYS = re.compile(r"[^\W_]")
"""A letter or a digit."""
WRAP_WIDTH = 60
"""A line at least this long without a closing mark goes on in the next one: mail programs break lines there."""

ABBREVIATIONS = frozenset(
    """mr mrs ms mx dr prof st sr jr vs eg ie e.g i.e a.m p.m approx incl excl inc ltd tel ext est dept fig min max
    ref nr art vol resp ca bzw z.b""".split()
)
BEFORE_NUMBER = frozenset({"no", "nos", "nr", "art", "p", "pp", "pos"})
"""Words whose full stop ends a sentence unless a number follows ("order no. 48213", but "No. I can't.")."""
TAILS = frozenset(word[-2:] for word in ABBREVIATIONS | BEFORE_NUMBER)
"""How abbreviations end: hardly any word does."""


def split(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of the sentences of ``text``, without list marks and surrounding space; linear in its length."""
    spans: list[tuple[int, int]] = []
    start = line = 0
    for match in BOUNDARY.finditer(text):
        (mark, end), stop = match.span(), match[0]
        if stop == "\n":
            if _goes_on(text, line, mark):
                continue
            line = end
        elif stop.rstrip(EMPHASIS) == "." and (_abbreviates(text, mark, end) or _numbers(text, start, mark)):
            continue
        _add(spans, text, start, end)
        start = end
    _add(spans, text, start, len(text))
    return tuple(spans)


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    if start < end and may_be_mark(text[start : start + 2]):
        mark = LIST_MARK.match(text, start, end)
        start = mark.end() if mark else start
    while end > start and text[end - 1].isspace():
        end -= 1
    if SAYS.search(text, start, end):
        spans.append((start, end))
    elif spans and end > start and "\n" not in text[spans[-1][1] : start]:
        spans[-1] = (spans[-1][0], end)  # "?!" or a smiley after a space belongs to what it follows


def may_be_mark(first: str) -> bool:
    """Whether a list mark may begin with these two characters: with a letter only if a dot or a bracket follows."""
    return not first[0].isalpha() or first[1:] in {".", ")"}


def _goes_on(text: str, line: int, newline: int) -> bool:
    if newline - line < WRAP_WIDTH or newline + 1 >= len(text) or text[newline + 1] in "\r\n":
        return False
    last = text[newline - 1]
    return (last.isalnum() or last in ",;") and not LIST_MARK.match(text, newline + 1)


def _abbreviates(text: str, stop: int, end: int) -> bool:
    tail = text[max(0, stop - 2) : stop].lower()
    if tail not in TAILS and tail[:-1].isalnum():
        return False  # no abbreviation ends so, and it is no single letter
    word = LAST_WORD.search(text, max(0, stop - 8), stop)
    if word is None:
        return False
    last = word[0].lower()
    if last in BEFORE_NUMBER:
        return text[end : end + 3].lstrip(" #")[:1].isdigit()
    return last in ABBREVIATIONS or (len(last) == 1 and last.isalpha() and last != "i")


def _numbers(text: str, start: int, stop: int) -> bool:
    if stop - start >= 8:
        return False
    head = text[start:stop].strip().lstrip(EMPHASIS)
    return len(head) <= 2 and head.isdigit()


TITLED = re.compile(r"\b(?:sra|srta|dra|dna|dña|uds?|vds?|núm|p\.ej)\.$", re.IGNORECASE)
"""Abbreviations of other languages than English at the end of what is no whole sentence ("Sra.")."""


def whole_sentences(text: str, spans: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    """Sentences of a text that isn't English, joined again where only an abbreviation ended one."""
    whole: list[tuple[int, int]] = []
    for start, end in spans:
        if (
            whole
            and TITLED.search(text, max(0, whole[-1][1] - 8), whole[-1][1])
            and "\n" not in text[whole[-1][1] : start]
        ):
            whole[-1] = whole[-1][0], end
        else:
            whole.append((start, end))
    return tuple(whole)
