"""The mask of one transcript: what to replace in each of its texts, and where spans of the raw text come to lie."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain

from msgspec import Struct

from simulator.redact.accounts import HINTS as OF_ACCOUNTS
from simulator.redact.accounts import cards, mailboxes, payments
from simulator.redact.computers import computers
from simulator.redact.credentials import HINTS as OF_CREDENTIALS
from simulator.redact.credentials import credentials, shaped
from simulator.redact.hints import Hints, Met
from simulator.redact.introduced import HINTS as GIVING_AWAY
from simulator.redact.introduced import WORDS, introduced
from simulator.redact.kept import kept
from simulator.redact.names import Names
from simulator.redact.phones import HINTS as OF_PHONES
from simulator.redact.phones import phones, spoken_phones
from simulator.redact.places import HINTS as OF_PLACES
from simulator.redact.places import WORDS as STREET_WORDS
from simulator.redact.places import places
from simulator.redact.spans import Span, blank, settled


class Masked(Struct, frozen=True):
    """A text with placeholders; ``replaced``: (start, end) in the raw text and the placeholder, in order."""

    text: str
    replaced: tuple[tuple[int, int, str], ...] = ()

    def moved(self, start: int, end: int) -> tuple[int, int]:
        """Where a span of the raw text lies in the masked one; one that cuts a placeholder takes all of it."""
        if not self.replaced:
            return start, end
        return self._moved(start, last=False), self._moved(end, last=True)

    def _moved(self, at: int, *, last: bool) -> int:
        shift = 0
        for start, end, placeholder in self.replaced:
            if end <= at:
                shift += len(placeholder) - (end - start)
            elif start < at:
                return start + shift + (len(placeholder) if last else 0)
            else:
                break
        return at + shift


class Mask:
    """Masks the texts of one transcript, with the same placeholder for the same thing in all of them.

    ``people``: the names of those who take part, by the word that stands for them (``{"CUSTOMER": ["Jo Ray"]}``).
    ``texts``: all texts, so that a name given away late is masked early. ``own``: what stays: the shop's addresses and
    handles, by their end (``@shop.example``), and names, which only stay whole.
    """

    def __init__(
        self, people: Mapping[str, Iterable[str]] | None = None, texts: Iterable[str] = (), own: Iterable[str] = ()
    ) -> None:
        self._names = Names(people or {})
        spared = [word.lower() for word in own]
        self._own_ends = tuple(word for word in spared if "@" in word or "." in word)
        self._own_names = frozenset(part for word in spared if "@" not in word for part in (word, *word.split()))
        self._placeholders: dict[tuple[str, str], str] = {}
        self._counts: dict[str, int] = {}
        self._met: dict[str, Met] = {}
        for text in texts:
            low = text.lower()
            met = self._met[text] = HINTS.met(low)
            for name in introduced(text, met):
                self._names.meet(name)

    def mask(self, text: str) -> Masked:
        """The text with placeholders for personal data."""
        replaced = [
            (span.start, span.end, self._placeholder(span.kind, text[span.start : span.end]))
            for span in settled(self._found(text))
            if span.kind and not self._is_own(text[span.start : span.end])
        ]
        if not replaced:
            return Masked(text)
        pieces: list[str] = []
        at = 0
        for start, end, placeholder in replaced:
            pieces += (text[at:start], placeholder)
            at = end
        return Masked("".join((*pieces, text[at:])), tuple(replaced))

    def _found(self, text: str) -> Iterator[Span]:
        """What to mask, found in turns: what one finder took is blank for the next, so that no number runs on."""
        low, digits = text.lower(), digits_in(text)
        met = self._met.get(text)
        if met is None:
            met = HINTS.met(low)
        early = (mailboxes(text, low), credentials(text, low, digits, met), payments(text, low, digits, met))
        found = settled(chain(*early, computers(text) if digits else ()))
        left = blank(text, found)
        if digits:
            left = self._numbers(left, low, digits, found, met)
        yield from found
        yield from spoken_phones(left, low, met)
        yield from self._names.find(left)

    def _numbers(self, left: str, low: str, digits: int, found: list[Span], met: Met) -> str:
        """Numbers without a word that makes them personal, added to what was found; what is kept is found only then."""
        finders = [find for find, fewest in NUMBERS if digits >= fewest]
        finders.append(partial(places, low=low, met=met))
        if any(next(find(left), None) for find in finders):
            left = blank(left, kept(left))
            for find in finders:
                more = settled(find(left))
                left = blank(left, more)
                found += more
        return left

    def _is_own(self, found: str) -> bool:
        low = found.lower()
        return low in self._own_names or low.endswith(self._own_ends)

    def _placeholder(self, kind: str, found: str) -> str:
        if kind not in NUMBERED:
            return f"[{kind}]"
        key = (kind, "".join(letter for letter in found.lower() if letter.isalnum() or letter in "@."))
        if key not in self._placeholders:
            self._counts[kind] = self._counts.get(kind, 0) + 1
            self._placeholders[key] = f"[{kind} {self._counts[kind]}]"
        return self._placeholders[key]


def digits_in(text: str) -> int:
    """How many digits a text holds, of any script."""
    return sum(map(text.count, DIGITS)) if text.isascii() else len(DIGIT.findall(text))


NUMBERED = frozenset(
    {"EMAIL", "PHONE", "CARD", "IBAN", "BANK", "SECRET", "BIRTH DATE", "ID", "IP", "ADDRESS", "HANDLE"}
)
"""Kinds counted within a transcript; the others are names, whose placeholders say who is meant."""

HINTS = Hints((*GIVING_AWAY, *OF_CREDENTIALS, *OF_ACCOUNTS, *OF_PHONES, *OF_PLACES), (*WORDS, *STREET_WORDS))
DIGIT = re.compile(r"\d")
DIGITS = "0123456789"
NUMBERS: tuple[tuple[Callable[[str], Iterator[Span]], int], ...] = (
    (cards, 13),
    (shaped, 6),
    (phones, 7),
)
"""Finders of numbers, and how many digits a text must hold before any of them can find one."""
