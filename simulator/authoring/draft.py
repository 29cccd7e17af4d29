"""A draft of a scenario: its data in the order of the file, with comments for the trainer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from msgspec import Struct

from simulator.authoring.draft_text import Value, yaml_text
from simulator.scenario.model import Shop


class Draft(Struct, frozen=True):
    """A scenario on its way into a file. ``comments``: by path of a key; they stand above it."""

    data: Mapping[str, Value]
    comments: Mapping[str, str]
    head: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The file."""
        return "".join(f"# {line}\n" for line in self.head) + yaml_text(self.data, self.comments)


def named(title: str) -> str:
    """The id that a title makes: small letters and hyphens, at most 40 characters."""
    words = re.findall(r"[a-z0-9]+", ascii_of(title).lower().replace("'", ""))
    return "-".join(words)[:40].strip("-") or "scenario"


def ascii_of(text: str) -> str:
    """The text with plain letters for those with accents; what has none is left out."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def opening_hours(shop: Shop, today: date) -> datetime:
    """A time of the next days at which the shop is open."""
    for ahead in range(1, 8):
        day = today + timedelta(days=ahead)
        hours = shop.hours.get(day.weekday())
        if hours is not None:
            minutes = min(hours[0] + 62, (hours[0] + hours[1]) // 2)
            return datetime(day.year, day.month, day.day, minutes // 60, minutes % 60)  # noqa: DTZ001 - the shop's time
    return datetime(today.year, today.month, today.day, 10, 2)  # noqa: DTZ001 - the shop's time
