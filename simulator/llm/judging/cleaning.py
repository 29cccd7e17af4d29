"""Texts of others made harmless before a model reads them: no hidden characters, nothing said to a grader."""

from __future__ import annotations

import re
import unicodedata

from msgspec import Struct

from simulator.scoring.grader_talk import HIDDEN, talks_to_grader

CUT = "[...]"
"""Stands where a sentence was taken out."""
LONGEST = 2000
"""Characters of one message that are sent."""
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+|\n|$)|[.!?\n]+")


class Clean(Struct, frozen=True):
    """A text as it is sent; ``flagged``: the words in it that speak to a grader, as written."""

    text: str
    flagged: tuple[str, ...] = ()


def cleaned(text: str) -> Clean:
    """The text without control and hidden characters, and without the sentences that speak to a grader."""
    visible = "".join(char for char in HIDDEN.sub("", text) if char in "\n\t" or unicodedata.category(char) != "Cc")
    spans = talks_to_grader(visible)
    if not spans:
        return Clean(_short(visible))
    kept = []
    for sentence in _SENTENCE.finditer(visible):
        hit = any(start < sentence.end() and sentence.start() < end for start, end in spans)
        if not hit:
            kept.append(sentence[0])
        elif not kept or kept[-1] != CUT:
            kept.append(CUT)
    return Clean(_short("".join(kept)), tuple(visible[start:end] for start, end in spans))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} {CUT}"
