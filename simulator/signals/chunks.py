"""What stands between two spaces of a text, as plain words: found out once for each wording, kept for the next text.

A chunk is a word with the marks around it ("parcel,", "(see", "it's?!"); a few hold several words ("and/or") or none.
"""

from __future__ import annotations

import re
import sys
from functools import cache
from typing import NamedTuple

from simulator.signals.remembered import Remembered
from simulator.signals.spelling import APOSTROPHES, MARKS, MASKED, MAX_WORD, unmasked, written_out

TOKEN = re.compile(
    rf"""(?P<url>(?:https?://|www\.)[^\s<>"]{{1,300}})
    |(?P<email>[\w.+-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,4}})
    |(?P<number>[€$£]?\ ?\d+(?:[.,:/]\d+)+|[€$£]\ ?\d+)
    |(?P<mail>[eE][-‑][mM]ail\w{{0,3}})
    |(?P<masked>(?i:{MASKED.pattern}))
    |(?P<word>\w[\w{MARKS}]*(?:[{APOSTROPHES}][\w{MARKS}]+)*)
    |(?P<comma>[,;:()\[\]]|(?<!\w)[-–—]{{1,3}}|[–—]|\.{{2,}}|…)""",
    re.VERBOSE,
)
OTHER_SPACE = re.compile(r"[^\S \t]")
NUMBER_JOINS = re.compile(r" (?=\d)(?:(?=\d+[.,:/]\d)|(?<=[€$£] ))")
"""A space that belongs to the number after it ("€ 5", " 10:30"), and so divides no chunks."""
JOINT = "\n"
"""Stands for such a space until its chunk is read; other line ends are spaces by then."""
BOLD = re.compile(r"(?<![\w*])(\*{2,3})(?=[^\s*])([^*\n]{1,200})(?<=\S)\1(?![\w*])")
"""A bold word or a few of them, as chats and tickets mark them."""


class Token(NamedTuple):
    """One word of a chunk, or with an empty ``form`` a comma; its span in the chunk."""

    form: str
    start: int
    end: int


class Chunk(NamedTuple):
    """A chunk of one word: its form, the same with what divides it from the next word, its span, what the chunk takes.

    ``form`` is empty where a chunk isn't just one word and what ends it; ``tokens`` holds what it is instead.
    ``said``: its plain words without commas, one by one; each the one string that all tables of words know it by.
    """

    form: str
    glued: str
    start: int
    end: int
    step: int
    said: tuple[str, ...] = ()
    tokens: tuple[Token, ...] = ()


def unbolded(text: str) -> str:
    """The text, as long as it was, with spaces for the marks around bold words: they mask no letters."""
    return BOLD.sub(_without_marks, text) if "**" in text else text


def _without_marks(match: re.Match[str]) -> str:
    marks = " " * len(match[1])
    return f"{marks}{match[2]}{marks}"


def spaced(text: str) -> str:
    """The text, as long as it was, with one space where chunks are divided, and ``JOINT`` for one that divides none."""
    text = unbolded(text)
    if text.isprintable():  # then every space is an ordinary one
        return NUMBER_JOINS.sub(JOINT, text)
    return NUMBER_JOINS.sub(JOINT, OTHER_SPACE.sub("\t", text)).replace("\t", " ")


def number_end(text: str, start: int) -> int:
    """Where the number ends whose space stands at ``start``."""
    match = TOKEN.match(text, start)
    return match.end() if match else start


@cache
def chunks(language: str, *, stretched: bool) -> Remembered[Chunk]:
    """The chunks of a language's texts; ``stretched`` as in ``written_out``."""
    known = written_out(language, stretched=stretched)
    return Remembered(lambda chunk: _chunk(_tokens(chunk.replace(JOINT, " "), known), len(chunk) + 1))


def _tokens(chunk: str, known: Remembered[str]) -> tuple[Token, ...]:
    found = []
    for match in TOKEN.finditer(chunk):
        start, end = match.span()
        if match.lastgroup == "comma":
            found.append(Token("", start, end))
            continue
        token = match[0]
        if match.lastgroup == "masked":
            token = unmasked(token)
        form = known[token] if match.lastgroup in {"word", "masked"} else _other(token)
        if not form:
            continue
        if "_" in token:
            start, end = start + len(token) - len(token.lstrip("_")), start + len(token.rstrip("_"))
        found.append(Token(form, start, end))
    return tuple(found)


def _other(token: str) -> str:
    return token.lower().replace(" ", "").replace("-", "").replace("‑", "")[:MAX_WORD]


def _same(word: str) -> str:
    """The word as the one object it is elsewhere; a number or an id is no rule's word, and there is no end of them."""
    return sys.intern(word) if word.isalpha() else word


def _chunk(tokens: tuple[Token, ...], step: int) -> Chunk:
    said = tuple([_same(word) for form, *_ in tokens for word in form.replace(",", "").split()])
    if not tokens or not tokens[0].form or any(token.form for token in tokens[1:]):
        return Chunk("", "", 0, 0, step, said, tokens)
    form, start, end = tokens[0]
    glued = form + (", " if len(tokens) > 1 else " ")
    return Chunk(said[0] if said == (form,) else form, glued, start, end, step, said)
