"""One word as it is written out: lower case, no accents, contractions and chat spellings in full, slips mended."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache

from simulator.signals.lexicons.common import FUNCTION_WORDS
from simulator.signals.lexicons.spellings import CONTRACTED, IS_AFTER, KEYWORDS, SPELLINGS
from simulator.signals.remembered import Remembered

MARKS = "\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff"
"""Characters that a word may hold and that are none of its letters, as a regular expression's set."""
APOSTROPHES = "'’‘ʼ´`"
COMMON_SIGNS = "’–€“”…—£‘"
"""Signs beyond ASCII that are no letters and hide in no word, the usual ones first."""
STRIPPED = re.compile(f"[{MARKS}_]")
STRETCHED = re.compile(r"([a-z])\1{2,}")
STRETCH = re.compile(r"([^\W\d_])\1{2,}", re.IGNORECASE)
MAX_WORD = 40
"""Characters of a word that count."""
MENDED_FROM = 5
LETTERS = str.maketrans({"ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})


SIGNS = "[*#@$%]"
MASKED = re.compile(
    rf"(?<!\w)(?:bull|mother)?(?:f(?:{SIGNS}{{1,3}}c?k|[!014]ck|!{{1,2}}c?k)|(?-i:f)[*#]{{2,8}}g?"
    rf"|sh(?:{SIGNS}|[!1]){{1,2}}t|(?-i:s)[*#]{{2,3}}|s{SIGNS}{{2,3}}t|b(?:{SIGNS}|[!1]){{1,2}}tch|b{SIGNS}{{3}}h"
    rf"|a{SIGNS}{{2}}(?=hole)|d{SIGNS}{{1,2}}mn|d{SIGNS}{{1,2}}c?k|cr{SIGNS}p|c{SIGNS}{{1,2}}nt|h{SIGNS}{{1,2}}ll)"
    rf"(?:ing|in|ed|ers?|es|ty|hole|s)?(?![\w@*#])",
    re.IGNORECASE,
)
"""A swear word with signs in the place of letters, as platforms mask it and as people write it ("f***ing", "sh*t").

A capital alone before the signs is as likely a masked name ("F***") or a size ("S**"), and none.
"""
UNMASKED = tuple(
    (re.compile(form, re.IGNORECASE), word)
    for form, word in (
        (rf"f(?:{SIGNS}|[!014])+c?k?g?", "fuck"),
        (rf"sh(?:{SIGNS}|[!1])+t|s{SIGNS}+t?", "shit"),
        (rf"b(?:{SIGNS}|[!1])+(?:tch|h)", "bitch"),
        (rf"a{SIGNS}+", "ass"),
        (rf"d{SIGNS}+mn", "damn"),
        (rf"d{SIGNS}+c?k", "dick"),
        (rf"cr{SIGNS}p", "crap"),
        (rf"c{SIGNS}+nt", "cunt"),
        (rf"h{SIGNS}+ll", "hell"),
    )
)


def unmasked(token: str) -> str:
    """A masked word with its letters."""
    for form, word in UNMASKED:
        token = form.sub(word, token)
    return token


def has_stretch(text: str) -> bool:
    """Whether a letter stands three times in a row ("sooo"); True, too, where every word shows it by itself.

    A word of plain letters does; one with accents or hidden signs may get its stretch only when they are taken away.
    """
    letters = text
    if not text.isascii():
        for sign in COMMON_SIGNS:
            letters = letters.replace(sign, "")
    return (letters.isascii() and "_" not in text) or STRETCH.search(text) is not None


@cache
def written_out(language: str, *, stretched: bool) -> Remembered[str]:
    """The words of a language as they are written out; ``stretched``: of a text for which :func:`has_stretch` holds."""
    spell: Callable[[str, bool], str] = _word if language == "en" else _spoken_word
    return Remembered(lambda token: spell(token, stretched))


def _spoken_word(token: str, stretched: bool) -> str:
    """A word of another language: no slip is mended, no form written out."""
    form = bare(token.lower())
    return (STRETCHED.sub(r"\1", form) if stretched else form)[:MAX_WORD]


def _word(token: str, stretched: bool) -> str:
    form = token.lower()
    if not form.isascii():
        form = bare(form)
    elif "_" in form:
        form = form.replace("_", "")
    if stretched and len(form) > 3:
        form = STRETCHED.sub(r"\1", form)
    known = SPELLINGS.get(form)
    if known is not None:
        return known
    if "'" in form or "`" in form:
        return _contraction(form)
    return mended(form) if len(form) >= MENDED_FROM else form


@lru_cache(maxsize=16384)
def mended(form: str) -> str:
    """A keyword that was typed with one letter left out, one too many, or two swapped; any other word as it is.

    The first letter must be right, and an ending ("questions") is no slip.
    """
    if form in KEYWORDS or form in FUNCTION_WORDS:
        return form
    gaps = _gaps()
    shorter = [form[:at] + form[at + 1 :] for at in range(1, min(len(form), MAX_WORD))]
    left_out = gaps.get(form)
    swapped = (word for part in shorter if (word := gaps.get(part)) is not None and sorted(word) == sorted(form))
    doubled = (part for part in shorter if part in KEYWORDS and not form.startswith(part))
    return left_out or next(doubled, None) or next(swapped, None) or form[:MAX_WORD]


@cache
def _gaps() -> dict[str, str]:
    """Every keyword with one of its letters left out, the first and the last apart."""
    return {word[:at] + word[at + 1 :]: word for word in sorted(KEYWORDS) for at in range(1, len(word) - 1)}


@lru_cache(maxsize=4096)
def bare(form: str) -> str:
    """A lower-case word without accents, zero-width characters and curly apostrophes ("Björk’s" -> "bjork's")."""
    spread = unicodedata.normalize("NFKD", form.translate(LETTERS)).lower().translate(LETTERS)
    for mark in APOSTROPHES[1:]:
        spread = spread.replace(mark, "'")
    stripped = STRIPPED.sub("", spread)
    return "".join(char for char in stripped if char.isalnum() or char == "'")


def _contraction(form: str) -> str:
    head, _, tail = form.replace("`", "'").rpartition("'")
    if tail == "t" and head.endswith("n"):
        return CONTRACTED.get(head, head[:-1] + " not")[:MAX_WORD]
    if tail == "s" and head == "let":
        return "let us"
    if tail == "s":
        return f"{head[:MAX_WORD]} {'is' if head in IS_AFTER else chr(39) + 's'}"
    written_out = CONTRACTED.get(tail)
    return f"{head[:MAX_WORD]} {written_out}" if written_out else form.replace("'", "")[:MAX_WORD]
