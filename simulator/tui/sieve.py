"""Which customers of the library are listed: search words and filters, without the screen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from msgspec import Struct
from msgspec.structs import replace

from simulator.tui.naming import hot, plainly

if TYPE_CHECKING:
    from simulator.scenario.cards import Card

KINDS: tuple[str, ...] = ("channel", "reason", "difficulty")


class Sieve(Struct, frozen=True):
    """Words that must all occur, and chosen values by kind (channel, reason, difficulty); empty lets all through."""

    words: str = ""
    chosen: tuple[tuple[str, str], ...] = ()

    def passes(self, card: Card) -> bool:
        """Whether the card has all words and, for each kind with a choice, one of the chosen values."""
        kinds = {kind for kind, _value in self.chosen}
        if any((kind, str(getattr(card, kind))) not in self.chosen for kind in kinds):
            return False
        return self.finds(_text(card))

    def finds(self, text: str) -> bool:
        """Whether a text (case-folded) has all words."""
        return all(word in text for word in self.words.casefold().split())

    def toggled(self, kind: str, value: str) -> Self:
        """The same sieve with one value chosen, or no longer chosen."""
        pair = (kind, value)
        kept = tuple(item for item in self.chosen if item != pair)
        return replace(self, chosen=kept if pair in self.chosen else (*kept, pair))


def values(cards: Iterable[Card], kind: str) -> list[str]:
    """The values of a kind that occur, in order."""
    return sorted({str(getattr(card, kind)) for card in cards if getattr(card, kind)})


def value_words(kind: str, value: str) -> str:
    """A filter's value as it reads on the screen."""
    return hot(int(value)) if kind == "difficulty" else plainly(value)


def _text(card: Card) -> str:
    parts = (card.title, card.summary, plainly(card.channel), plainly(card.reason), plainly(card.stage), *card.skills)
    return " ".join((*parts, *card.warnings, hot(card.difficulty), card.shop)).casefold()
