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
    """One message; ``at`` is in seconds since the conversation began.

    ``author`` is who of the agents wrote it, as the system names them (empty: one agent only). ``internal`` marks a
    note that the customer never saw: evidence for documentation, never for anything else.
    """

    speaker: Speaker
    text: str
    at: float = 0.0
    author: str = ""
    internal: bool = False


class Transcript(Struct, frozen=True):
    """A conversation in the order in which it was held."""

    turns: tuple[Turn, ...] = ()
