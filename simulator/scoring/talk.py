"""A whole conversation made ready for grading: each agent turn with its reading and what stood around it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from simulator.conversation import Kind, Speaker, Turn
from simulator.scoring.brand import Brand
from simulator.scoring.marks import Graded, Quote
from simulator.scoring.measures import asks_for_private
from simulator.scoring.observed import observed
from simulator.scoring.reply import Finding, Reply
from simulator.scoring.text import STRONG
from simulator.scoring.without_case import Ground, agrees, ground
from simulator.signals import CaseWords, Context, Reading, read, read_customer

NOTHING_UNKNOWN: frozenset[str] = frozenset()


class TalkContext(Struct, frozen=True):
    """What is known beside the turns. Nothing has to be.

    ``channel``: as in scenarios. ``case``: the case's words. ``stock``: prepared answers. ``graded``: from a practice
    session, each agent turn's reading and situation by the engine, in order: then the case's facts are known.
    ``brand``: how replies should sound; without it nobody is judged by that.
    ``readings``: agent turns that were read already, by their place, so that nothing is read twice.
    """

    channel: str = "live_chat"
    case: CaseWords | None = None
    stock: tuple[str, ...] = ()
    graded: tuple[Graded, ...] = ()
    brand: Brand | None = None
    readings: Mapping[int, Reading] = {}


NOTHING_MORE = TalkContext()


class Said(Struct, frozen=True):
    """One agent turn: its place among all turns, who wrote it, its reading, and what is known around it."""

    turn: int
    author: str
    reading: Reading
    ground: Ground


class Talk(Struct, frozen=True):
    """A conversation as rubrics look at it.

    ``said``: the agents' replies; ``heard``: readings of the customer's messages by their place; ``notes``: internal
    notes as (place, text); ``case_known``: facts come from a case, not from the words alone.
    """

    said: tuple[Said, ...]
    heard: tuple[tuple[int, Reading], ...] = ()
    notes: tuple[tuple[int, str], ...] = ()
    case_known: bool = False
    brand: Brand | None = None
    channel: str = "live_chat"

    def by(self, author: str) -> Talk:
        """The same conversation with one author's replies only."""
        return replace(self, said=tuple(item for item in self.said if item.author == author))


def authors(turns: Sequence[Turn]) -> tuple[str, ...]:
    """Who of the agents wrote, in the order in which they first did."""
    return tuple(dict.fromkeys(turn.author or turn.name for turn in turns if is_reply(turn)))


def is_reply(turn: Turn) -> bool:
    """Whether a turn is an agent's message that the customer could read."""
    return turn.speaker is Speaker.AGENT and turn.graded and turn.kind is Kind.MESSAGE


def talk(turns: Sequence[Turn], context: TalkContext = NOTHING_MORE) -> Talk:
    """The conversation, read.

    Args:
        turns: everything that was said, in order.
        context: what is known beside it.

    """
    customers = [(n, turn) for n, turn in enumerate(turns) if turn.speaker is Speaker.CUSTOMER and turn.graded]
    heard = tuple((n, read_customer(turn.text)) for n, turn in customers)
    hostility = dict(zip((n for n, _ in heard), observed([one for _, one in heard]), strict=True))
    said: list[Said] = []
    for n, turn in enumerate(turns):
        if is_reply(turn):
            given = context.graded[len(said)] if len(said) < len(context.graded) else None
            said.append(
                _known(n, turn, given) if given else _observed(n, turns, tuple(said), heard, hostility, context)
            )
    notes = tuple((n, turn.text) for n, turn in enumerate(turns) if turn.kind is Kind.NOTE)
    return Talk(tuple(said), heard, notes, bool(context.graded), context.brand, context.channel)


def _known(n: int, turn: Turn, graded: Graded) -> Said:
    return Said(n, turn.author or turn.name, graded.reading, Ground(graded.situation, NOTHING_UNKNOWN))


def _observed(
    n: int,
    turns: Sequence[Turn],
    before: tuple[Said, ...],
    heard: Sequence[tuple[int, Reading]],
    hostility: Mapping[int, float],
    context: TalkContext,
) -> Said:
    """An agent turn with what its words and the customer's tell."""
    last = before[-1].turn if before else -1
    since = [one for place, one in heard if last < place < n] or [one for place, one in heard if place < n][-1:]
    previous = "\n".join(one.text for one in since) if since else None
    author = turns[n].author or turns[n].name
    reading = context.readings.get(n)
    if reading is None:
        own = tuple(item.reading.text for item in before if item.author == author)
        reading = read(turns[n].text, Context(previous, context.case, own, context.stock, context.channel))
    customer = None if previous is None else since[0] if len(since) == 1 else read_customer(previous)
    now = next((hostility[place] for place, _ in reversed(heard) if place < n), None)
    found = ground(reading, customer, context.channel, now)
    situation = replace(
        found.situation,
        n=len(before) + 1,
        last=not any(is_reply(turn) for turn in turns[n + 1 :]),
        apologies=sum(item.reading.strength("apology") >= STRONG for item in before),
        moved_private=any(asks_for_private(item.reading.text) for item in before),
        demanded=any(one.strength("supervisor_request") >= STRONG for place, one in heard if place < n),
    )
    return Said(n, author, reading, Ground(situation, found.unknown))


def agreed_at_last(one: Talk) -> bool:
    """Whether the customer's last message thanks or agrees."""
    return bool(one.heard) and agrees(one.heard[-1][1])


def placed(finding: Finding, turn: int) -> tuple[Quote, ...]:
    """A finding's words with the turn in which they stand."""
    return tuple(Quote(item.start, item.end, item.text, turn) for item in finding.quotes)


def strongest(found: Iterable[tuple[int, Finding]]) -> Finding:
    """The strongest of the findings in several turns; unknown only where no turn could tell."""
    best: tuple[float, tuple[Quote, ...]] | None = None
    needs = ""
    for turn, finding in found:
        if isinstance(finding.value, (int, float)):
            if best is None or finding.value > best[0]:
                best = (float(finding.value), placed(finding, turn))
        else:
            needs = needs or finding.needs
    return Finding(best[0], best[1]) if best else Finding(None, needs=needs)


def reply_of(said: Said) -> Reply:
    """One agent turn as rubrics look at a reply."""
    return Reply(Graded(said.reading, said.ground.situation))
