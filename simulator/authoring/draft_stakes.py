"""What is at stake, in words that a trainee would name: taken from the sentence that says why it matters."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+(?=['’]s\b)|[^\W\d_]{4,}")
_SMALL = frozenset(
    "that this with from have they been them their there then than what when where will would should could about "
    "before after again only just very much more most also into over since because doesn must every always never "
    "still already soon once until while without through your yours mine ours hers myself whole really quite another "
    "anything something nothing everything somebody everybody nobody otherwise today tomorrow".split()
)
_DOING = frozenset(
    "come go arrive begin start end leave need want like make take get give have mean wait cost depend look feel know "
    "think turn keep help work stand travel move happen open close expect promise hope plan count last lose".split()
)
"""Doings that say nothing by themselves: not what comes, but that it comes."""


def stakes_in(text: str) -> list[str]:
    """The telling words; two plain nouns in a row ("house sale") are one stake, since neither says it alone."""
    found: list[str] = []
    ended = -1
    for match in _WORD.finditer(text):
        word = match.group()
        if word.lower() in _SMALL or _is_doing(word.lower()):
            continue
        joins = match.start() == ended + 1 and text[ended] == " " and word.islower() and found[-1].islower()
        if joins and " " not in found[-1]:
            found[-1] += f" {word}"
        else:
            found.append(word)
        ended = match.end()
    return list(dict.fromkeys(found))


def _is_doing(word: str) -> bool:
    """Whether it is a form of such a doing, with the letter that the ending took (coming) or doubled (getting)."""
    stems = {word[: len(word) - len(end)] for end in ("", "s", "es", "d", "ed", "ing") if word.endswith(end)}
    return any(stem in _DOING or f"{stem}e" in _DOING or stem[:-1] in _DOING for stem in stems)
