"""How much a word asks of a reader: its syllables, and whether nearly everybody knows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

VOWELS = re.compile(r"[aeiouy]{1,3}")
ENDINGS = ("s", "es", "ed", "d", "ing", "ly", "er", "ers", "est", "y", "ness", "ful", "less")
"""What a familiar word may carry and stay familiar."""
SHORTEST = 3
"""Letters that must be left when an ending is taken off."""
LONG, LONGER = 3, 4
"""Syllables from which a word is long, and from which it counts twice."""
UNKNOWN_WORD, LONG_WORD = 1 / 0.058, 1 / 0.087
"""What an unfamiliar word and a long one add to a text's load: each share is divided by its standard deviation over
passages of prose (the set `clear` without its ratings: docs/validity.md), so that none outweighs another."""


def word_load(word: str) -> float:
    """What one plain word adds to a text's load, before it is divided by the number of words; 0 for an easy one."""
    sounds = syllables(word)
    return UNKNOWN_WORD * (not is_familiar(word)) + LONG_WORD * ((sounds >= LONG) + (sounds >= LONGER))


def syllables(word: str) -> int:
    """Syllables of an English word, estimated from its vowel groups; at least 1."""
    groups = len(VOWELS.findall(word))
    if word.endswith("e") and not word.endswith(("le", "ee")) and groups > 1:
        groups -= 1
    if word.endswith(("es", "ed")) and groups > 1 and word[-3:-2] not in {"t", "d", "s", "x", "z", "h", "c", "g"}:
        groups -= 1
    return max(1, groups)


def is_familiar(word: str) -> bool:
    """Whether nearly every reader knows a plain word (lexicons/familiar.txt); numbers and links are no words."""
    known = _familiar()
    return word in known or not word.isalpha() or any(stem in known for stem in _stems(word))


def _stems(word: str) -> Iterator[str]:
    for ending in ENDINGS:
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < SHORTEST:
            continue
        yield stem
        yield stem + "e"
        if stem[-1] == stem[-2]:
            yield stem[:-1]
        if stem[-1] == "i":
            yield stem[:-1] + "y"


@cache
def _familiar() -> frozenset[str]:
    lines = files("simulator.signals.lexicons").joinpath("familiar.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
