"""A reply as sentences of words: spans in the text, forms brought to one stem, typing slips and chat forms undone."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from simulator.engine.stemmer import english
from simulator.engine.word_forms import EVERYDAY, FORMS, NUMERALS

if TYPE_CHECKING:
    from collections.abc import Iterable

READ_AT_MOST = 12_000
"""Code points of a reply that are read: about 2,000 words, ten times the longest e-mail that a rubric accepts."""

MONEY, PERCENT, NUMBER = "<money>", "<percent>", "<number>"
_UNITS = (
    r"(?:€|\$|£|%|eur(?:os?)?\b|usd\b|gbp\b|sek\b|kr\b|chf\b|dollars?\b|pounds?\b|quid\b|percent\b|per\s?cent\b|pct\b)"
)
_WRITTEN = "|".join(sorted(NUMERALS, key=len, reverse=True))
_TOKEN = re.compile(
    rf"""(?P<money>\b(?:{_WRITTEN})\s(?:euros?|dollars?|pounds?|quid|percent|per\s?cent)\b
        | (?:[€$£]|\b(?:eur|usd|gbp|sek|chf)\s)\s?\d+(?:[.,]\d+)* | \b\d+(?:[.,]\d+)*\s?{_UNITS})
      | (?P<number>\b\d+(?:[.,:/-]\d+)*)
      | (?P<joined>\b(?:e|pick|call|follow|re|pre|log|sign|set|drop|un|gift|over|dis)-[^\W\d_]+(?:-[^\W\d_]+)?)
      | (?P<word>[^\W\d_][^\W_]*(?:['’`´][^\W\d_]+)*)
      | (?P<hard>[.!?](?=\s)|[;:–—()\[\]{{}}\n…]|\s-\s|\.{{2,}})
      | (?P<soft>[,/&+])""",
    re.IGNORECASE | re.VERBOSE,
)
_SENTENCE = re.compile(
    r"(?<!\bno)(?<!\bmr)(?<!\bms)(?<!\bmrs)(?<!\bdr)(?<!\be\.g)(?<!\bi\.e)[.!?…]+[\"”')\]]*(?=\s|$)|\n+", re.IGNORECASE
)

_TAG = re.compile(
    r"[,;–—-]\s*(?:(?:is|would|will|does|do)\s(?:that|this|it)\s(?:be\s|sound\s)?)?(?:all\s?right|alright|ok(?:ay)?|right|"
    r"fine|good|yes|no|correct|true|isn['’]t\s(?:it|that)|agreed|deal|suit|work|help)"
    r"(?:\s(?:for|with|by)\syou)?\s*\?+\W*$"
    r"|[,;–—-]\s*(?:would|are|will)\syou\s(?:be\s)?(?:fine|ok(?:ay)?|happy|all\s?right|good)"
    r"\swith\s(?:that|this|it)\s*\?+\W*$",
    re.IGNORECASE,
)
"""A word or two behind a comma that ask for a yes to what was said."""

WORTH_LEARNING = 20_000
"""Word forms remembered at most; a full memory is emptied rather than grown."""


class Word(Struct):
    """One word of a reply: its stem and span, and its form as typed, in lower case.

    ``gap``: 1 a comma or a joining word before it, 2 a stronger mark. ``value``: the number it writes. ``figure``:
    what a phrase may also call it, that number or the word it is an alias of.
    """

    stem: str
    start: int
    end: int
    form: str
    gap: int = 0
    value: float | None = None
    figure: str = ""


class Sentence(Struct):
    """One sentence: its words, its span, and whether it ends as a question; ``tag``: in no more than a "..., okay?"."""

    words: list[Word]
    start: int
    end: int
    question: bool
    tag: bool = False

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The span in the text of words ``first`` to ``last`` (half-open)."""
        return self.words[first].start, self.words[last - 1].end


@lru_cache(maxsize=WORTH_LEARNING)
def stem(word: str) -> str:
    """The stem of one lower-case word (Snowball, English); irregular forms as in `FORMS`."""
    if not word.isascii() or len(word) < 3:
        return word
    return english().stem(word)


class Speller:
    """Words to stems, with slips of one letter in longer words put right when that gives a known word.

    ``base`` is the speller of what all scenarios share; a scenario's own adds its words. ``aliases`` are stems that
    phrases take for another one, too: "dollhouse" for "product".
    """

    def __init__(
        self,
        known: Iterable[str],
        fillers: Iterable[str] = (),
        *,
        base: Speller | None = None,
        aliases: dict[str, str] | None = None,
    ) -> None:
        self._base = base
        self.aliases = aliases or {}
        self.fillers: frozenset[str] = base.fillers if base else frozenset(fillers)
        self._known = {word for word in known if word.isascii()} | self.fillers
        self._stems = {stem(word) for word in self._known}
        self._near: dict[str, set[str]] = {}
        for word in self._known:
            if len(word) >= 5:
                for variant in _shorter(word):
                    self._near.setdefault(variant, set()).add(word)
        self._memory: dict[str, tuple[str, ...]] = {}
        self._certain: dict[str, tuple[str, ...]] = {}

    def stems(self, form: str) -> tuple[str, ...]:
        """The stems that one written word stands for ("can't" gives two)."""
        found = self._memory.get(form)
        if found is None:
            if len(self._memory) >= WORTH_LEARNING:
                self._memory.clear()
            found = self._memory[form] = (self._base or self).certain(form) or self._read(form)
        return found

    def certain(self, form: str) -> tuple[str, ...]:
        """The stems of a word that is known as it stands; of any other none. What is certain to a base is to all."""
        found = self._certain.get(form)
        if found is None:
            if len(self._certain) >= WORTH_LEARNING:
                self._certain.clear()
            plain = _without_possessive(form)
            root = stem(plain)
            known = plain in FORMS or self.knows(plain, root)
            found = self._certain[form] = (_stems(plain) if plain in FORMS else (root,)) if known else ()
        return found

    def _read(self, form: str) -> tuple[str, ...]:
        form = _without_possessive(form)
        root = stem(form)
        return (root,) if self.knows(form, root) else _stems(self._corrected(form))

    def knows(self, form: str, root: str) -> bool:
        """Whether a form, or its stem, is a word of the phrases."""
        known = root in self._stems or form in self._known
        return known or (self._base is not None and self._base.knows(form, root))

    def near(self, form: str) -> set[str]:
        """Known words that one letter may have turned into this form."""
        options = set(self._near.get(form, ()))
        for variant in _shorter(form):
            if variant in self._known and len(variant) >= 5:
                options.add(variant)
            options |= self._near.get(variant, set())
        return options | self._base.near(form) if self._base else options

    def _corrected(self, form: str) -> str:
        if len(form) < 5 or len(form) > 20 or not form.isascii() or form in EVERYDAY:
            return form
        options = self.near(form)
        close = [word for word in options if word[0] == form[0] and _is_slip(form, word)]
        return min(close, key=lambda word: (abs(len(word) - len(form)), word)) if close else form


def _without_possessive(form: str) -> str:
    form = form.replace("’", "'").replace("`", "'").replace("´", "'")
    return form[:-2] if form not in FORMS and form.endswith("'s") else form


def _stems(form: str) -> tuple[str, ...]:
    return tuple(stem(FORMS.get(part, part)) for part in FORMS.get(form, form).split())


def _shorter(word: str) -> set[str]:
    return {word[:i] + word[i + 1 :] for i in range(len(word))}


def _is_slip(typed: str, meant: str) -> bool:
    """One letter doubled, dropped, added or swapped with its neighbour; one letter changed only in long words."""
    if len(typed) != len(meant):
        longer, shorter = sorted((typed, meant), key=len, reverse=True)
        return len(longer) - len(shorter) == 1 and len(longer) >= 6 and shorter in _shorter(longer)
    wrong = [i for i in range(len(typed)) if typed[i] != meant[i]]
    if len(wrong) == 2:
        i, j = wrong
        return j == i + 1 and typed[i] == meant[j] and typed[j] == meant[i]
    return len(wrong) == 1 and len(typed) >= 7


def sentences_of(text: str, spans: tuple[tuple[int, int], ...], speller: Speller) -> list[Sentence]:
    """The sentences of a reply; ``spans`` are the reading's, an empty tuple lets this module split the text itself."""
    text = text[:READ_AT_MOST]
    cut = [(start, min(end, len(text))) for start, end in spans if start < len(text)] or split(text)
    found = (_sentence(text, start, end, speller) for start, end in cut)
    return [sentence for sentence in found if sentence.words]


def split(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences: ended by . ! ? before white space, or by a line break."""
    ends = [match.end() for match in _SENTENCE.finditer(text)] + [len(text)]
    return [(start, end) for start, end in pairwise([0, *ends]) if text[start:end].strip()]


_JOINING = frozenset("and or but so becaus if when then howev although though while unless".split())
_NUMBERED = frozenset("order serial phone refer ref track invoic articl account item custom ticket case model".split())
_STRONG = frozenset("but howev although though".split())


def _sentence(text: str, start: int, end: int, speller: Speller) -> Sentence:
    words: list[Word] = []
    gap = 0
    for match in _TOKEN.finditer(text, start, end):
        kind = match.lastgroup
        if kind == "hard":
            gap = 2
            continue
        if kind == "soft":
            gap = max(gap, 1)
            continue
        # a filler leaves its comma to the next word
        first, last = match.span()
        form = match.group().lower()
        if kind in {"money", "number"}:
            value = number(form)
            figure = "" if value is None else f"{value:g}"
            words.append(Word(_figure(form, kind), first, last, form, gap, value, figure))
        else:
            form = form.replace("-", "") if kind == "joined" else form
            if form in speller.fillers:
                continue
            for root in speller.stems(form):
                if root == "no" and words and words[-1].stem in _NUMBERED and not gap:
                    root = "number"  # noqa: PLW2901 - "order no." is the short form of number
                joins = 2 if root in _STRONG else 1 if root in _JOINING else 0
                words.append(Word(root, first, last, form, max(gap, joins), figure=speller.aliases.get(root, "")))
                gap = 0
        gap = 0
    question = "?" in text[max(start, end - 4) : end]
    return Sentence(words, start, end, question, question and _TAG.search(text, start, end) is not None)


def _figure(form: str, kind: str) -> str:
    if kind == "number":
        return NUMBER
    return PERCENT if "%" in form or "percent" in form or "per cent" in form or "pct" in form else MONEY


def number(form: str) -> float | None:
    """The number in "€1,250.90", "64,90 EUR" or "15%": the last mark before one or two digits is the decimal one."""
    match = re.search(r"\d[\d.,]*", form)
    if match is None:
        return NUMERALS.get(form.split(maxsplit=1)[0])
    digits = match.group().rstrip(".,")
    whole, mark, rest = digits.rpartition("," if digits.rfind(",") > digits.rfind(".") else ".")
    decimal = bool(mark) and len(rest) in {1, 2}
    digits = f"{re.sub('[.,]', '', whole)}.{rest}" if decimal else re.sub("[.,]", "", digits)
    return float(digits[:15]) if digits and digits != "." else None
