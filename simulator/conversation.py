"""Who said what, and when: the records that practice and imported transcripts share."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Speaker(StrEnum):
    """Whose words a turn holds."""

    CUSTOMER = "customer"
    AGENT = "agent"
    BOT = "bot"
    SYSTEM = "system"


class Turn(Struct, frozen=True):
    """One message; ``at`` is in seconds since the conversation began."""

    speaker: Speaker
    text: str
    at: float = 0.0


class Transcript(Struct, frozen=True):
    """A conversation in the order in which it was held."""

    turns: tuple[Turn, ...] = ()
