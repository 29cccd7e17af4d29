"""A whole conversation made ready for grading: each agent turn with its reading and what stood around it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from simulator.conversation import Kind, Speaker, Turn
from simulator.scoring.brand import Brand
from simulator.scoring.look import Look
from simulator.scoring.marks import Graded, Quote
from simulator.scoring.measures import asks_for_private
from simulator.scoring.observed import observed
from simulator.scoring.reply import Finding, Reply
from simulator.scoring.text import SOME, STRONG
from simulator.scoring.tricks import to_grader
from simulator.scoring.without_case import Ground, agrees, ground, looking
from simulator.scoring.word_lists import is_foreign, says_nothing, word_list
from simulator.signals import CaseWords, Context, Reading, read, read_customer

NOTHING_UNKNOWN: frozenset[str] = frozenset()
EARLIER = 50
"""Own replies that a reply is compared with, the latest: nobody is blamed for a wording used 50 replies ago, and a
conversation of any length is read in time that grows with its length alone [design choice]."""
LONGEST = 100_000
"""Characters of a turn that are read, its first; of what a customer wrote since the last reply, the latest. It is some
thirty pages, more than anybody writes: the rest of a pasted log tells nothing, and must not hold up a batch
[design choice]."""


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


class Said(Struct, frozen=True, dict=True):
    """One agent turn: its place among all turns, who wrote it, its reading, and what is known around it."""

    turn: int
    author: str
    reading: Reading
    ground: Ground

    @cached_property
    def look(self) -> Look:
        """Looks a measure of this reply up, each once for all rubrics."""
        return looking(self.reading, self.ground)

    @cached_property
    def is_message(self) -> bool:
        """Whether it is one to the customer: no list of words, no other language, no talk to graders."""
        reply = Reply(Graded(self.reading, self.ground.situation))
        if to_grader(reply, True).value or says_nothing(reply, True).value:
            return False
        listed = word_list(reply, True).value
        words = tuple(word for one in reply.unique for word in one.words)
        return not (isinstance(listed, float) and listed >= SOME) and not is_foreign(words)


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
    heard = tuple((n, read_customer(turn.text[:LONGEST])) for n, turn in customers)
    hostility = observed([one for _, one in heard])
    by_place = {n: (one, heat) for (n, one), heat in zip(heard, hostility, strict=True)}
    last = max((n for n, turn in enumerate(turns) if is_reply(turn)), default=-1)
    reader = _Reader(context)
    said: list[Said] = []
    for n, turn in enumerate(turns):
        if n in by_place:
            reader.hear(*by_place[n])
        elif is_reply(turn):
            given = context.graded[len(said)] if len(said) < len(context.graded) else None
            one = _known(n, turn, given) if given else reader.read(n, turn, last=n == last)
            reader.note(one)
            said.append(one)
    notes = tuple((n, turn.text) for n, turn in enumerate(turns) if turn.kind is Kind.NOTE)
    return Talk(tuple(said), heard, notes, bool(context.graded), context.brand, context.channel)


def _known(n: int, turn: Turn, graded: Graded) -> Said:
    return Said(n, turn.author or turn.name, graded.reading, Ground(graded.situation, NOTHING_UNKNOWN))


class _Reader:
    """Reads agent turns with what was said before each of them, kept as it passes: nothing is gone through again."""

    def __init__(self, context: TalkContext) -> None:
        self.context = context
        self.replies = self.apologies = 0
        self.moved_private = self.demanded = self.answered = False
        self.own: dict[str, deque[str]] = {}
        self.since: list[Reading] = []
        self.hostility: float | None = None

    def hear(self, one: Reading, hostility: float) -> None:
        """Take in a customer's message."""
        if self.answered:
            self.since, self.answered = [], False
        self.since.append(one)
        self.hostility = hostility
        self.demanded = self.demanded or one.strength("supervisor_request") >= STRONG

    def note(self, one: Said) -> None:
        """Take in an agent's turn that was read."""
        self.since, self.answered = self.since[-1:], True
        self.replies += 1
        self.apologies += one.reading.strength("apology") >= STRONG
        self.moved_private = self.moved_private or asks_for_private(one.reading.text)
        self.own.setdefault(one.author, deque(maxlen=EARLIER)).append(one.reading.text)

    def read(self, n: int, turn: Turn, *, last: bool) -> Said:
        """An agent turn with what its words and the customer's tell."""
        context = self.context
        previous = "\n".join(one.text for one in self.since)[-LONGEST:] if self.since else None
        author = turn.author or turn.name
        reading = context.readings.get(n)
        if reading is None:
            own = tuple(self.own.get(author, ()))
            reading = read(turn.text[:LONGEST], Context(previous, context.case, own, context.stock, context.channel))
        customer = None if previous is None else self.since[0] if len(self.since) == 1 else read_customer(previous)
        found = ground(reading, customer, context.channel, self.hostility)
        situation = replace(
            found.situation,
            n=self.replies + 1,
            last=last,
            apologies=self.apologies,
            moved_private=self.moved_private,
            demanded=self.demanded,
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
