"""A scenario's own phrases in other languages than English: the shared notation, each word in any form by its stem."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from simulator.signals.rules import Hit, Rule
from simulator.signals.text import Message, prepared_in

STEM = 4
"""Letters of a longer word that have to be the same, its last two apart."""


def phrase_hits(phrase: str, message: Message) -> Iterator[Hit]:
    """Where a scenario's own phrase is said, each word in any form."""
    for match in _phrase(phrase, message.language).finditer(message.plain):
        yield Hit(Rule("own", 1.0, phrase), match.start(), match.end(), message.sentence_at(match.start()))


@lru_cache(maxsize=2048)
def _phrase(phrase: str, language: str) -> re.Pattern[str]:
    """A phrase of the shared notation (words, ``a/b``, ``(may be missing)``, ``_``, ``...``) as a pattern."""
    pattern = ""
    for part in phrase.split():
        optional = part.startswith("(") and part.endswith(")")
        forms = (r"\S{1,40}" if word == "_" else _form(word, language) for word in part.strip("()").split("/"))
        # a small word may stand between two of them
        between = r"(?:\S{1,3} )?" if pattern else ""
        if part == "...":
            pattern += r"(?:\S{1,40} ){0,4}?"
        else:
            pattern += rf"(?:{between}(?:{'|'.join(forms)})(?:,? |$))" + "?" * optional
    return re.compile(rf"(?<!\S){pattern}", re.MULTILINE)


def _form(word: str, language: str) -> str:
    if word.isdigit():
        return rf"[€$£]?{word}(?:[.,]00)?"
    plain = prepared_in(word.strip("¿?¡!.,"), language).plain
    return re.escape(plain) if len(plain) <= STEM else rf"{re.escape(plain[: max(STEM, len(plain) - 2)])}\w{{0,4}}"
