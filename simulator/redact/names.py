"""Names of people: those known to take part, and those who introduce themselves, are greeted, or sign."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from simulator.redact.given_names import COMMON_WORDS, MONTHS
from simulator.redact.introduced import may_be_named
from simulator.redact.spans import Span


class Names:
    """The names of one transcript, ready to be found: every form of a person has that person's placeholder."""

    def __init__(self, people: Mapping[str, Iterable[str]]) -> None:
        self._labels: dict[str, str] = {}
        for label, names in people.items():
            for name in names:
                self._add(label, name)
        self._strangers = 0
        self._by_word: dict[str, list[str]] | None = None

    def meet(self, name: str) -> None:
        """A name not known before; a part of a known one stands for the same person."""
        words = [plain(word) for word in name.split() if may_be_named(word.lower())]
        known = next((self._labels[word] for word in words if word in self._labels), None)
        if known is None:
            self._strangers += 1
            known = f"NAME {self._strangers}"
        self._add(known, name)

    def find(self, text: str) -> Iterator[Span]:
        """Where the names stand in the text, with their accents or without."""
        if not self._labels:
            return
        low = plain(text)
        if not any(form in low and _stands(low, form) for form in self._labels):
            return
        if self._by_word is None:
            self._by_word = _by_first_word(self._labels)
        taken = 0
        for match in BEGIN.finditer(low):
            forms = self._by_word.get(match["word"], ()) if match.start() >= taken else ()
            for form in forms:
                first = match.start("word") - (form[0] == "@")
                end = first + len(form)
                if first >= match.start() and low.startswith(form, first) and not RUNS_ON.match(low, end):
                    taken = end
                    if is_said(text, first, text[first:end]):
                        yield Span(match.start(), end, self._labels[form])
                    break

    def _add(self, label: str, name: str) -> None:
        clean = " ".join(plain(name).split())
        words = clean.split()
        initial = [f"{words[0][0]}. {words[-1]}"] if len(words) > 1 else []
        for form in (clean, *initial, *words):
            bare = form.strip(".,;:!?()[]\"' ")
            if len(bare) > 1 and (bare in COMMON_WORDS or may_be_named(bare)) and not bare.isdigit():
                self._labels.setdefault(bare, label)
        self._by_word = None


VERBS = (
    r"(?:will|ordered|called|rang|says?|said|has|here|placed|paid|bought|wrote|wants?|needs?|never|told|asked|promised|"
    r"got)"
)
SUBJECT = re.compile(rf"\s{VERBS}\b|,? here\b")
AFTER_WHICH_TIMES_STAND = re.compile(
    r"\b(?:in|since|until|till|of|by|last|next|this|early|mid|late|from|through|\d+(?:st|nd|rd|th)?)\s*$"
)
BEFORE = 16


def is_said(text: str, start: int, form: str) -> bool:
    """Whether a form found is the name: one that is also a word needs its capital, and more than that at the start.

    At the start of a sentence its capital says nothing, unless it does something ("Will called"); alone on its line it
    is a signature.
    """
    word = plain(form)
    if word not in COMMON_WORDS:
        return True
    if not form[:1].isupper():
        return False
    before, after = (
        text[max(0, start - BEFORE) : start].rstrip(" \"'(@"),
        text[start + len(form) : start + len(form) + BEFORE],
    )
    if before and before[-1] not in ".!?\n":
        return word not in MONTHS or AFTER_WHICH_TIMES_STAND.search(before) is None
    return after.lstrip(" .!")[:1] in {"", "\n"} or after[:1] in {",", ":"} or SUBJECT.match(after) is not None


def plain(text: str) -> str:
    """In small letters and without accents, letter for letter: its length stays."""
    low = text.lower()
    if low.isascii():
        return low
    if len(low) != len(text):
        low = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    return BEYOND_ASCII.sub(_bare, low)


BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


def _bare(match: re.Match[str]) -> str:
    base = unicodedata.normalize("NFD", match[0])[0]
    return SPECIAL.get(base, base)


SPECIAL = {"\u00f8": "o", "\u0142": "l", "\u0131": "i", "\u0111": "d"}
"""Letters whose strokes aren't accents: o with stroke, l with stroke, dotless i, d with stroke."""


BEGIN = re.compile(r"(?<![\w@.])@{0,2}(?P<word>\w+|[^\w\s@])")
"""Where a name may begin: at a word, or at a mark that is none."""
RUNS_ON = re.compile(r"\w|[.-]\w")
FIRST_WORD = re.compile(r"@?(?P<word>\w+|[^\w\s@])")


def _stands(low: str, form: str) -> bool:
    """Whether a form that is words stands somewhere as words, not inside of others; of other forms nothing is known."""
    at = low.find(form) if form[0].isalnum() and form[-1].isalnum() else -2
    while at >= 0 and (low[at - 1 : at].isalnum() or low[at + len(form) : at + len(form) + 1].isalnum()):
        at = low.find(form, at + 1)
    return at != -1


def _by_first_word(forms: Iterable[str]) -> dict[str, list[str]]:
    """The forms by what they begin with, the longest first: no pattern has to be made for each transcript's names."""
    found: dict[str, list[str]] = {}
    for form in sorted(forms, key=len, reverse=True):
        begin = FIRST_WORD.match(form)
        if begin:
            found.setdefault(begin["word"], []).append(form)
    return found
