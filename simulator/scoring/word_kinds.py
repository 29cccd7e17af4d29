"""What there is to know of single words, as bits of a byte: a sentence is asked for several things at once."""

from __future__ import annotations

import re
import unicodedata

from simulator.scoring.trick_words import FOREIGN, GLUE, WANTED
from simulator.signals.remembered import Remembered

NEGATIVE = re.compile(
    r"\b(?:not|never|no|nor|neither|cannot|without|unless|if|except|n[o']t|\w+n['’]t|unable|impossible)\b",
    re.IGNORECASE,
)
"""Negatives and conditions."""
GLUES, IS_WANTED, IS_FOREIGN, IS_FIGURE, IS_NEGATIVE = 1, 2, 4, 8, 16
"""It holds others together; graders look for it; it may be of another language; it has a digit; it denies."""
LAST_NEAR = 0x24F
"""The last letter of the scripts that English is near to."""


def kinds_of(words: tuple[str, ...]) -> bytes:
    """The kinds of these words, a byte for each."""
    return bytes(map(_KINDS.__getitem__, words))


def kind(word: str) -> int:
    """All bits of one word, in small letters."""
    glues = word in GLUE or not word[0].isalpha() or word.replace("'", "").replace("’", "") in GLUE
    bits = GLUES * glues + IS_WANTED * (WANTED.match(word) is not None)
    if word in FOREIGN or (not word.isascii() and (bare(word) in FOREIGN or max(map(ord, word)) > LAST_NEAR)):
        bits += IS_FOREIGN
    if any(map(str.isdigit, word)):
        bits += IS_FIGURE
    return bits + IS_NEGATIVE * (NEGATIVE.search(word) is not None)


_KINDS = Remembered(kind)


def table(bit: int) -> bytes:
    """For ``kinds.translate``: 1 for words of that kind, 0 for others."""
    return bytes(1 if number & bit else 0 for number in range(256))


FOREIGN_ONES, FIGURES, NEGATIVES, WANTED_ONES = (
    table(IS_FOREIGN),
    table(IS_FIGURE),
    table(IS_NEGATIVE),
    table(IS_WANTED),
)


def bare(word: str) -> str:
    """A word without its accents."""
    if word.isascii():
        return word
    return "".join(char for char in unicodedata.normalize("NFKD", word) if not unicodedata.combining(char))
