"""A scenario as the program sees it: frozen records, one for each part of the YAML file (docs/scenarios.md)."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from simulator.mood import Ending
from simulator.scenario.curve import Curve

ACTS: tuple[str, ...] = (
    "vent",
    "answer",
    "unsure",
    "accept",
    "reject",
    "too_early",
    "unchecked",
    "beyond",
    "too_late",
    "insist",
    "demand_supervisor",
    "threaten_review",
    "abuse",
    "insulted",
    "thanks",
    "reserve",
    "private",
    "confirm",
    "farewell",
    "corrects",
    "puzzled",
    "walk_away",
    "escalated",
    "terminated",
    "wait",
)
"""What a customer can express. ``unsure``: asked something the case doesn't hold; ``puzzled``: didn't understand.

``too_early``, ``unchecked``, ``beyond`` and ``too_late`` reject a proposal for that reason: nobody listened first, the
facts were not found out, it is more than the agent may promise, it comes too late. ``wait`` answers a holding message.
``reserve``: all is agreed and the agent asks if it is settled, but the customer is still upset. ``private``: has gone
on where nobody else reads it, as the agent asked. ``insulted``: was insulted by the agent. ``farewell``: all is
settled, and the agent has said goodbye. ``corrects``: was told another amount than what was agreed.
"""
BASKET = "in the basket"
"""How the status of an order begins that has not been placed."""
STANDS_IN: dict[str, str] = {"insulted": "vent", "farewell": "confirm", "corrects": "insist"}
"""An act that a voice need not hold, and the act whose lines are said in its place."""
BANDS: tuple[str, ...] = ("calm", "tense", "angry", "furious")
"""Hostility below 40, 60, 80, and from 80 on."""
LEVELS: tuple[str, ...] = ("none", "mild", "strong")
"""How hostile content may be worded; abuse lines are written per level instead of per band."""

Lines = dict[str, dict[str, tuple[str, ...]]]
"""Act -> band (or ``any``; for abuse, ``mild`` and ``strong``) -> variants."""


class Persona(Struct, frozen=True):
    """Who the customer is; ``curve`` is the preset with this scenario's overrides, on this channel."""

    name: str
    address: str
    preset: str
    curve: Curve
    story: str = ""
    wants: str = ""
    because: str = ""


class Item(Struct, frozen=True):
    """One line of an order; the price is in the order's currency."""

    name: str
    price: float = 0.0
    quantity: int = 1


class Order(Struct, frozen=True):
    """An order as the case pane shows it."""

    id: str
    date: str
    items: tuple[Item, ...] = ()
    total: float = 0.0
    currency: str = "EUR"
    status: str = ""
    notes: tuple[str, ...] = ()

    @property
    def in_basket(self) -> bool:
        """Whether it was not ordered yet: then it has no number that anybody knows."""
        return self.status.casefold().startswith(BASKET)

    @property
    def heading(self) -> str:
        """What it is called: a basket is no order yet."""
        return "Basket" if self.in_basket else f"Order {self.id}"


class CustomerRecord(Struct, frozen=True):
    """What the shop knows about the customer."""

    since: str = ""
    orders: int = 0
    email: str = ""
    phone: str = ""
    place: str = ""
    preferences: tuple[str, ...] = ()


class Case(Struct, frozen=True):
    """The trainee's case pane. ``stakes``: words that, named, show that the customer was heard."""

    customer: CustomerRecord
    orders: tuple[Order, ...] = ()
    earlier: tuple[str, ...] = ()
    stakes: tuple[str, ...] = ()

    @property
    def prices(self) -> frozenset[float]:
        """The totals and the prices of its orders, in their currency; 0 where one isn't told."""
        return frozenset(
            price for order in self.orders for price in (order.total, *(item.price for item in order.items))
        )


class Fact(Struct, frozen=True):
    """One truth of the case. ``when``: known (said at once or in the pane), asked (by its topic), explored."""

    id: str
    text: str
    when: str = "asked"


class Topic(Struct, frozen=True):
    """A question the customer can answer. ``asks``: words and example questions beside the shared topic's own."""

    id: str
    answers: tuple[str, ...]
    asks: tuple[str, ...] = ()
    reveals: tuple[str, ...] = ()
    title: str = ""


class Step(Struct, frozen=True):
    """One step of a resolution: a shared one (offer, deadline, ...) or one recognised by phrase groups (all of any).

    ``unless``: phrases that, in the same sentence, make it something else ("40 watts").
    """

    id: str
    title: str = ""
    said: tuple[tuple[str, ...], ...] = ()
    asks: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


class Resolution(Struct, frozen=True):
    """What can be proposed, of a shared family (refund, replacement, ...) and how well it fits, 0-1.

    ``said``: extra phrase groups (all of these groups, any phrase within a group). ``needs``: facts to be known
    first. ``authority``: agent, supervisor or nobody. ``limit``: the most money the agent may promise here.
    ``within``: seconds by which the customer needs it (None: whenever). ``unless``: phrases that, said with the
    proposal, make it a wrong one ("both of them"). ``figures``: the right amounts and percentages; any other is wrong.
    ``say``: how an agent would offer it, as the coach says it ("I can take one of the two out of the order").
    """

    id: str
    family: str
    title: str
    fit: float
    said: tuple[tuple[str, ...], ...] = ()
    needs: tuple[str, ...] = ()
    authority: str = "agent"
    limit: float | None = None
    within: float | None = None
    steps: tuple[Step, ...] = ()
    accept: tuple[str, ...] = ()
    reject: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    figures: tuple[float, ...] = ()
    say: str = ""


class Event(Struct, frozen=True):
    """Something that happens between messages: time passes, a promise is kept or broken, the channel changes.

    It happens once, after the first exchange for which every given condition holds.
    """

    id: str
    after_exchange: int | None = None
    after_step: str | None = None
    after_promise: bool = False
    skip: float = 0.0
    promise: str | None = None
    channel: str | None = None
    note: str = ""
    says: tuple[str, ...] = ()


class Opening(Struct, frozen=True):
    """How it begins: the customer's messages (a burst), perhaps after a bot's transcript, or the agent opens."""

    messages: tuple[str, ...] = ()
    bot: tuple[tuple[str, str], ...] = ()
    agent_opens: bool = False


class TicketKey(Struct, frozen=True):
    """The right closing ticket for this case."""

    category: str = ""
    priority: str = "normal"
    root_cause: str = ""
    prevented_by: str = ""
    owner: str = ""


class PlayReply(Struct, frozen=True):
    """One reply of a written play; the delay is in seconds of scenario time (None: half of the tolerance)."""

    text: str
    delay_s: float | None = None


class Expect(Struct, frozen=True):
    """What a golden play must show. Ranges are (lowest, highest), inclusive."""

    ending: Ending | None = None
    phase: str | None = None
    phases: tuple[str, ...] = ()
    end_hostility: tuple[float, float] | None = None
    peak_hostility: tuple[float, float] | None = None
    scores: dict[str, tuple[float, float]] = {}


class Play(Struct, frozen=True):
    """A golden play-through: replies as a trainee might type them, and what must come of them."""

    name: str
    replies: tuple[PlayReply, ...]
    expect: Expect


class Article(Struct, frozen=True):
    """A policy, knowledge article or macro of a shop."""

    id: str
    title: str
    text: str


class Authority(Struct, frozen=True):
    """What an agent may promise of one family: up to ``limit`` (money) or ``percent``; ``who`` may go further."""

    who: str = "agent"
    limit: float | None = None
    percent: float | None = None


class Shop(Struct, frozen=True):
    """A policy pack. ``hours``: weekday 0-6 (Monday first) -> (opens, closes) in minutes after midnight, or absent."""

    id: str
    name: str
    about: str = ""
    hours: dict[int, tuple[int, int]] = {}
    authority: dict[str, Authority] = {}
    escalation: tuple[Article, ...] = ()
    policies: tuple[Article, ...] = ()
    knowledge: tuple[Article, ...] = ()
    macros: tuple[Article, ...] = ()
    jargon: tuple[str, ...] = ()
    banned: tuple[str, ...] = ()
    tone: str = ""
    categories: tuple[str, ...] = ()
    root_causes: tuple[str, ...] = ()


class Scenario(Struct, frozen=True):
    """One conversation to practise, with everything it refers to already resolved.

    ``digest`` is the SHA-256 of the files it was made from; ``source`` names the scenario's own file.
    """

    id: str
    version: int
    title: str
    summary: str
    channel: str
    difficulty: int
    persona: Persona
    shop: Shop
    now: datetime
    case: Case
    opening: Opening
    facts: dict[str, Fact]
    topics: dict[str, Topic]
    resolutions: tuple[Resolution, ...]
    lines: Lines
    voice: Lines
    ticket: TicketKey
    language: str = "en"
    minutes: int = 6
    reason: str = ""
    stage: str = "after_sale"
    skills: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    jargon: tuple[str, ...] = ()
    move_to_private: bool = False
    events: tuple[Event, ...] = ()
    plays: tuple[Play, ...] = ()
    source: str = ""
    digest: str = ""
