"""Which past conversations are listed: words of the title and filters, without the screen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from simulator.report.endings import CLOSED, EARLY, ENDED
from simulator.tui.naming import plainly
from simulator.tui.sieve import Sieve

if TYPE_CHECKING:
    from simulator.store.records import Summary

KINDS: dict[str, str] = {
    "channel": "Channel",
    "ending": "How it ended",
    "sort": "What it was",
    "seen": "Seen by others",
}
"""Kinds of filters with their headings."""
SORTS = {"practice": "practice", "again": "played again", "exam": "exam"}
SEEN = {"shared": "shared, or an exam", "private": "only you"}


class PastSieve(Sieve, frozen=True):
    """Words of the title that must all occur, and chosen values by kind; empty lets all through."""

    def lets(self, item: Summary) -> bool:
        """Whether a conversation has all words and, for each kind with a choice, one of the chosen values."""
        kinds = {kind for kind, _value in self.chosen}
        fits = all((kind, value_of(item, kind)) in self.chosen for kind in kinds)
        return fits and self.finds(f"{item.title} {plainly(item.channel)} {item.scenario}".casefold())


def value_of(item: Summary, kind: str) -> str:
    """A conversation's value of a kind."""
    if kind == "channel":
        return item.channel
    if kind == "ending":
        return item.ending or ("closed" if item.agreed else "early")
    if kind == "sort":
        return "exam" if item.mode == "exam" else "again" if item.parent_exchange else "practice"
    return "shared" if item.audience or item.mode == "exam" else "private"


def offered(items: Sequence[Summary], kinds: Iterable[str]) -> list[tuple[str, list[str]]]:
    """The values that occur, by kind; a kind with one value only is no choice."""
    found = ((kind, sorted({value_of(item, kind) for item in items})) for kind in kinds)
    return [(kind, values) for kind, values in found if len(values) > 1]


def words_of(kind: str, value: str) -> str:
    """A filter's value as it reads on the screen."""
    if kind == "ending":
        return next((words for name, words in ENDED.items() if name == value), CLOSED if value == "closed" else EARLY)
    return {"sort": SORTS, "seen": SEEN}.get(kind, {}).get(value) or plainly(value)


def rows_of(sieve: PastSieve, items: Sequence[Summary], *, known: bool) -> list[tuple[str, str]]:
    """The filters as rows: an id ("kind value"; empty: a heading) and words; ``known``: others may see some."""
    rows: list[tuple[str, str]] = []
    for kind, values in offered(items, [kind for kind in KINDS if known or kind != "seen"]):
        rows.append(("", KINDS[kind]))
        for value in values:
            mark = "●" if (kind, value) in sieve.chosen else "○"
            rows.append((f"{kind} {value}", f"{mark} {words_of(kind, value)}"))
    return rows or [("", "Nothing to filter by yet")]
