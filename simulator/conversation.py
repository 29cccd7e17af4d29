"""Who said what, and when: the records that practice and imported transcripts share."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Speaker(StrEnum):
    """Whose words a turn holds. ``OTHER``: the export doesn't tell, and nobody said it in a mapping."""

    CUSTOMER = "customer"
    AGENT = "agent"
    BOT = "bot"
    SYSTEM = "system"
    OTHER = "other"


class Kind(StrEnum):
    """What a turn is: only messages can be graded."""

    MESSAGE = "message"
    NOTE = "note"
    EVENT = "event"
    DRAFT = "draft"
    AUTOMATION = "automation"


class Need(StrEnum):
    """What a mapping must say before a transcript can be graded; ``TIME_ZONE`` alone doesn't stop grading."""

    AGENT = "agent"
    CUSTOMER = "customer"
    COLUMNS = "columns"
    DATE_ORDER = "date_order"
    TIME_ZONE = "time_zone"


class Turn(Struct, frozen=True, omit_defaults=True):
    """One message; ``at`` is in seconds since the conversation began.

    The rest is known of imported turns only. ``author``: the other system's id of who wrote it; ``name``: as shown.
    ``when``: seconds since 1970, UTC (None: not known); ``error``: seconds by which it may be too early, as where an
    export writes minutes only. ``graded``: a message of the agent or the customer that the customer could read.
    """

    speaker: Speaker
    text: str
    at: float = 0.0
    author: str = ""
    name: str = ""
    when: float | None = None
    error: float = 0.0
    kind: Kind = Kind.MESSAGE
    graded: bool = True
    id: str = ""


class Rating(Struct, frozen=True, omit_defaults=True):
    """What the customer gave: ``raw`` as exported; ``value`` from 0 (worst) to 1 (best), None: not comparable."""

    raw: str
    value: float | None = None
    comment: str = ""


class Transcript(Struct, frozen=True, omit_defaults=True):
    """A conversation in the order in which it was held.

    The rest is known of imported ones only. ``agent``: the id of the agent of record; ``closed``: seconds since 1970,
    UTC; ``zone_known``: the times are true instants, not a clock on some wall; ``needs``: what a mapping must say
    first; ``source``: the file and the place in it.
    """

    turns: tuple[Turn, ...] = ()
    id: str = ""
    system: str = ""
    channel: str = ""
    subject: str = ""
    status: str = ""
    closed: float | None = None
    agent: str = ""
    team: str = ""
    tags: tuple[str, ...] = ()
    ratings: tuple[Rating, ...] = ()
    zone_known: bool = False
    needs: tuple[Need, ...] = ()
    source: str = ""
    warnings: tuple[str, ...] = ()
