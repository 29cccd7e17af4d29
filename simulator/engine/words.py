"""A reply as sentences of words: spans in the text, word forms brought to one stem, typing slips and chat forms undone."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

READ_AT_MOST = 12_000
"""Code points of a reply that are read: about 2,000 words, ten times the longest e-mail that a rubric accepts."""

MONEY, PERCENT, NUMBER = "<money>", "<percent>", "<number>"
_UNITS = r"(?:€|\$|£|%|eur(?:os?)?\b|usd\b|gbp\b|sek\b|kr\b|chf\b|dollars?\b|pounds?\b|percent\b|per\s?cent\b|pct\b)"
_NUMERALS = {
    "five": 5.0, "ten": 10.0, "twelve": 12.0, "fifteen": 15.0, "twenty": 20.0, "twenty-five": 25.0, "thirty": 30.0,
    "forty": 40.0, "fifty": 50.0, "sixty": 60.0, "hundred": 100.0,
}  # fmt: skip
_WRITTEN = "|".join(sorted(_NUMERALS, key=len, reverse=True))
_TOKEN = re.compile(
    rf"""(?P<money>\b(?:{_WRITTEN})\s(?:euros?|dollars?|pounds?|percent|per\s?cent)\b | (?:[€$£]|\b(?:eur|usd|gbp|sek|chf)\s)\s?\d+(?:[.,]\d+)* | \b\d+(?:[.,]\d+)*\s?{_UNITS})
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

FORMS: dict[str, str] = {
    # contractions, with and without the apostrophe, and chat forms
    "i'm": "i am", "im": "i am", "i've": "i have", "ive": "i have", "i'll": "i will", "i'd": "i would",
    "we're": "we are", "we've": "we have", "weve": "we have", "we'll": "we will", "we'd": "we would",
    "you're": "you are", "youre": "you are", "you've": "you have", "youve": "you have", "you'll": "you will",
    "youll": "you will", "you'd": "you would", "youd": "you would", "he'll": "he will", "she'll": "she will",
    "it'll": "it will", "itll": "it will", "they'll": "they will", "theyll": "they will", "that'll": "that will",
    "there'll": "there will", "they're": "they are", "theyre": "they are", "they've": "they have", "he's": "he is",
    "she's": "she is", "it's": "it is", "its": "it", "that's": "that is", "thats": "that is", "there's": "there is",
    "theres": "there is", "here's": "here is", "heres": "here is", "what's": "what is", "whats": "what is",
    "where's": "where is", "wheres": "where is", "when's": "when is", "whens": "when is", "who's": "who is",
    "whos": "who is", "how's": "how is", "hows": "how is", "why's": "why is", "which's": "which is", "let's": "let us",
    "lets": "let us", "can't": "can not", "cant": "can not", "cannot": "can not", "won't": "will not",
    "wont": "will not", "don't": "do not", "dont": "do not", "doesn't": "does not", "doesnt": "does not",
    "didn't": "did not", "didnt": "did not", "isn't": "is not", "isnt": "is not", "aren't": "are not",
    "arent": "are not", "wasn't": "was not", "wasnt": "was not", "weren't": "were not", "werent": "were not",
    "haven't": "have not", "havent": "have not", "hasn't": "has not", "hasnt": "has not", "hadn't": "had not",
    "hadnt": "had not", "wouldn't": "would not", "wouldnt": "would not", "couldn't": "could not",
    "couldnt": "could not", "shouldn't": "should not", "shouldnt": "should not", "mustn't": "must not",
    "needn't": "need not", "ain't": "is not", "gonna": "going to", "gotta": "got to", "wanna": "want to",
    "lemme": "let me", "gimme": "give me", "u": "you", "ur": "your", "r": "are", "pls": "please", "plz": "please",
    "plss": "please", "thx": "thanks", "thnx": "thanks", "ty": "thanks", "ok": "okay", "k": "okay", "wat": "what",
    "wot": "what", "wich": "which", "wen": "when", "wher": "where", "nr": "number", "num": "number", "nbr": "number",
    "asap": "soon", "tmrw": "tomorrow", "tmr": "tomorrow", "b4": "before", "ppl": "people", "msg": "message",
    "info": "information", "addr": "address", "qty": "quantity", "acct": "account", "acc": "account", "pw": "password",
    "pwd": "password", "cos": "because", "coz": "because", "cuz": "because", "till": "until", "til": "until",
    "whom": "who", "ya": "you", "yr": "your", "yours": "your", "bday": "birthday", "pic": "photo", "pics": "photo",
    "tel": "phone", "telephone": "phone", "cellphone": "mobile", "id": "number",
    # e-mail and other words written in several ways
    "mail": "mail", "emails": "email", "emailed": "email", "pickup": "pick up", "callback": "call back",
    "login": "log in", "signin": "log in", "giftcard": "gift card", "followup": "follow up", "colour": "color",
    "colours": "color", "honour": "honor", "apologise": "apologize", "apologising": "apologize",
    "apology": "apologize", "apologies": "apologize", "organise": "organize", "organised": "organize",
    "authorise": "authorize", "authorised": "authorize", "recognise": "recognize", "cheque": "check",
    "pin": "pin", "postcode": "postcode", "zip": "postcode", "reroute": "redirect", "rerouted": "redirect",
    # irregular forms that a stemmer can't know
    "bought": "buy", "paid": "pay", "sent": "send", "told": "tell", "said": "say", "says": "say", "rang": "ring",
    "rung": "ring", "gave": "give", "given": "give", "took": "take", "taken": "take", "made": "make", "came": "come",
    "went": "go", "gone": "go", "goes": "go", "going": "go", "found": "find", "lost": "lose", "broke": "break", "broken": "broken",
    "chose": "choose", "chosen": "choose", "choice": "choice", "spoke": "speak", "spoken": "speak", "wrote": "write",
    "written": "write", "saw": "see", "seen": "see", "thought": "think", "felt": "feel", "kept": "keep",
    "held": "hold", "brought": "bring", "knew": "know", "known": "know", "meant": "mean", "got": "get",
    "gotten": "get", "gets": "get", "getting": "get", "did": "do", "done": "do", "does": "do", "doing": "do",
    "had": "have", "has": "have", "having": "have", "was": "be", "were": "be", "is": "be", "are": "be", "am": "be",
    "been": "be", "being": "be", "left": "left", "wore": "wear", "worn": "wear", "tore": "tear", "torn": "tear",
    "bent": "bend", "shipped": "ship", "swapped": "swap", "stolen": "steal", "understood": "understand",
    "spent": "spend", "began": "begin", "begun": "begin", "drove": "drive", "driven": "drive", "me": "me",
    "children": "child", "people": "people", "couldve": "could have", "wouldve": "would have", "women": "woman",
    "delivery": "deliver", "deliveries": "deliver", "replacement": "replace", "replacements": "replace",
    "paying": "pay", "payed": "pay", "recieve": "receive", "recieved": "receive", "resend": "resend",
    "resent": "resend", "rebooked": "rebook", "dispatched": "dispatch", "despatch": "dispatch",
    "despatched": "dispatch", "reimbursement": "reimburse", "recommendation": "recommend", "suggestion": "suggest",
    "explanation": "explain", "cancellation": "cancel", "correction": "correct", "investigation": "investigate",
    "arrival": "arrive", "warranty": "guarantee", "warranties": "guarantee", "guaranty": "guarantee",
    "transferred": "transfer", "transferring": "transfer", "compensation": "compensate",
}  # fmt: skip
"""Written form -> the words it stands for, before stemming."""

WORTH_LEARNING = 20_000
"""Word forms remembered at most; a full memory is emptied rather than grown."""


class Word(Struct):
    """One word of a reply: its stem and span, and its form as typed, in lower case.

    ``gap``: 1 a comma or a joining word before it, 2 a stronger mark. ``value``: the number it writes; ``figure``
    that number as a phrase would write it.
    """

    stem: str
    start: int
    end: int
    form: str
    gap: int = 0
    value: float | None = None
    figure: str = ""


class Sentence(Struct):
    """One sentence: its words, its span, and whether it ends as a question."""

    words: list[Word]
    start: int
    end: int
    question: bool

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The span in the text of words ``first`` to ``last`` (half-open)."""
        return self.words[first].start, self.words[last - 1].end


@lru_cache(maxsize=1)
def _stemmer() -> object:
    from nltk.stem.snowball import EnglishStemmer  # type: ignore[import-untyped]

    return EnglishStemmer()


@lru_cache(maxsize=WORTH_LEARNING)
def stem(word: str) -> str:
    """The stem of one lower-case word (Snowball, English); irregular forms as in `FORMS`."""
    if not word.isascii() or len(word) < 3:
        return word
    return str(_stemmer().stem(word))  # type: ignore[attr-defined]


class Speller:
    """Words to stems, with slips of one letter in longer words put right when that gives a known word."""

    def __init__(self, known: Iterable[str], fillers: Iterable[str] = ()) -> None:
        self.fillers = frozenset(fillers)
        self._known = {word for word in known if word.isascii()} | self.fillers
        self._stems = {stem(word) for word in self._known}
        self._near: dict[str, set[str]] = {}
        for word in self._known:
            if len(word) >= 5:
                for variant in _shorter(word):
                    self._near.setdefault(variant, set()).add(word)
        self._memory: dict[str, tuple[str, ...]] = {}

    def stems(self, form: str) -> tuple[str, ...]:
        """The stems that one written word stands for ("can't" gives two)."""
        found = self._memory.get(form)
        if found is None:
            if len(self._memory) >= WORTH_LEARNING:
                self._memory.clear()
            found = self._memory[form] = self._read(form)
        return found

    def _read(self, form: str) -> tuple[str, ...]:
        form = form.replace("’", "'").replace("`", "'").replace("´", "'")
        if form not in FORMS and form.endswith("'s"):
            form = form[:-2]
        if form in FORMS:
            return tuple(stem(FORMS.get(part, part)) for part in FORMS[form].split())
        root = stem(form)
        if root in self._stems or form in self._known:
            return (root,)
        better = self._corrected(form)
        return tuple(stem(FORMS.get(part, part)) for part in FORMS.get(better, better).split())

    def _corrected(self, form: str) -> str:
        if len(form) < 5 or len(form) > 20 or not form.isascii():
            return form
        options = set(self._near.get(form, ()))
        for variant in _shorter(form):
            if variant in self._known and len(variant) >= 5:
                options.add(variant)
            options |= self._near.get(variant, set())
        close = [word for word in options if word[0] == form[0] and _is_slip(form, word)]
        return min(close, key=lambda word: (abs(len(word) - len(form)), word)) if close else form


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
    spans, start = [], 0
    for match in _SENTENCE.finditer(text):
        if match.end() > start:
            spans.append((start, match.end()))
            start = match.end()
    if start < len(text):
        spans.append((start, len(text)))
    return spans


_JOINING = frozenset("and or but so because if when then however although though while unless".split())
_NUMBERED = frozenset("order serial phone refer ref track invoic articl account item custom ticket case model".split())
_STRONG = frozenset("but however although though".split())


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
                words.append(Word(root, first, last, form, max(gap, joins)))
                gap = 0
        gap = 0
    return Sentence(words, start, end, "?" in text[max(start, end - 4) : end])


def _figure(form: str, kind: str) -> str:
    if kind == "number":
        return NUMBER
    return PERCENT if "%" in form or "percent" in form or "per cent" in form or "pct" in form else MONEY


def number(form: str) -> float | None:
    """The number in "€1,250.90", "64,90 EUR" or "15%": the last mark before one or two digits is the decimal one."""
    match = re.search(r"\d[\d.,]*", form)
    if match is None:
        return _NUMERALS.get(form.split()[0])
    digits = match.group().rstrip(".,")
    whole, mark, rest = digits.rpartition("," if digits.rfind(",") > digits.rfind(".") else ".")
    decimal = bool(mark) and len(rest) in {1, 2}
    digits = f"{re.sub('[.,]', '', whole)}.{rest}" if decimal else re.sub("[.,]", "", digits)
    return float(digits[:15]) if digits and digits != "." else None
