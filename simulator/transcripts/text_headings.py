"""Headings above the words of a conversation in a text: who takes part, its day, its number, its subject."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct, field

from simulator.conversation import Speaker
from simulator.transcripts.chat_logs import DATE
from simulator.transcripts.heading_lines import RULES, Part, part_of
from simulator.transcripts.sides import side_of

AS_HEADING = (
    "lines with nothing but a name, such as 'Agent: Dave K', were read as a heading and not as words that were said"
)
AS_WORDS = (
    "lines that look like the heading of another conversation stand in the middle of one and were read as words; "
    "with an empty line in front of it, a heading begins a new conversation"
)
_SPOKEN = re.compile(r"\s*[\[(<*_]*[^\s:].{0,80}?[:：>\])\t-]")
_MOST_LINES = 16
_STRONG = frozenset({"id", "date", "subject"})


class Heading(Struct):
    """What stands above a conversation.

    ``date``: as written, with its clock where there is one; ``doubtful``: it may have been words.
    """

    customers: list[str] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)
    id: str = ""
    date: str = ""
    subject: str = ""
    channel: str = ""
    rating: str = ""
    doubtful: bool = False

    @property
    def sides(self) -> dict[str, tuple[Speaker, str]]:
        """Whose words a label announces that is a name of the heading, whole or the first of its words."""
        found: dict[str, tuple[Speaker, str]] = {}
        for side, names in ((Speaker.CUSTOMER, self.customers), (Speaker.AGENT, self.agents)):
            for name in names:
                for label in {name, name.split()[0]}:
                    if label in found and found[label][0] is not side:
                        found[label] = Speaker.OTHER, ""
                    else:
                        found[label] = side, name
        return {label: whose for label, whose in found.items() if whose[1] and not side_of(label)}

    @property
    def day(self) -> str:
        """The date without its clock."""
        found = re.search(DATE, self.date)
        return found[0] if found else ""


class Labelled(Struct):
    """A turn of a text: the label as written, the time in front of it, the words; whose they are by the heading."""

    label: str
    text: str
    time: str = ""
    line: int = 0
    side: Speaker | None = None
    name: str = ""


class Talk(Struct):
    """A conversation of a text. ``unsure``: lines among its words look like the heading of another one."""

    turns: list[Labelled] = field(default_factory=list)
    heading: Heading | None = None
    unsure: bool = False

    def told(self) -> Talk:
        """The same with what its heading says of each turn: whose it is, and who wrote it."""
        if self.heading:
            for turn in self.turns:
                self._tell(turn, self.heading)
        return self

    def _tell(self, turn: Labelled, heading: Heading) -> None:
        by_name = heading.sides.get(turn.label)
        if by_name:
            turn.side, turn.name = by_name
            return
        whose = {Speaker.AGENT: heading.agents, Speaker.CUSTOMER: heading.customers}
        names = whose.get(side_of(turn.label) or Speaker.OTHER, [])
        turn.name = names[0] if len(names) == 1 and turn.label.casefold() != names[0].casefold() else ""


class Read(Struct):
    """A line of a text that is no heading's, or a heading (``text`` is empty then).

    ``number``: the line's, from 1; ``unsure``: it looks like a heading's and was left among the words.
    """

    number: int
    text: str
    heading: Heading | None = None
    unsure: bool = False


def read_headings(lines: Iterable[str]) -> Iterator[Read]:
    """The lines with each heading in one piece; a heading is followed by words, and is most often set apart."""
    held: list[Part] = []
    blank, first, shape = True, True, frozenset[str]()
    gap: list[Read] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            (gap if held else []).append(read := Read(number, line))
            if not held:
                yield read
                blank = True
            continue
        part = part_of(number, line) if not gap and len(held) < _MOST_LINES else None
        if part is not None:
            held.append(part)
            continue
        if held:
            again = part_of(number, line)
            followed = bool(again) or bool(_SPOKEN.match(line))
            found = list(_settled(held, blank, first, bool(gap), followed, shape))
            if (made := next((one for one in found if one.heading), None)) and not shape:
                shape = frozenset(one.kind for one in held)
            first = first and made is None and all(one.kind in RULES for one in held)
            yield from found
            yield from gap
            blank = bool(gap) or (blank and made is None and first)
            held, gap = [], []
            if again:
                held = [again]
                continue
        yield Read(number, line)
        first, blank = False, False
    yield from (Read(one.number, one.line) for one in held)
    yield from gap


def _settled(
    held: Sequence[Part], blank: bool, first: bool, below: bool, followed: bool, shape: frozenset[str]
) -> Iterator[Read]:
    """The lines as a heading, or as they were. ``blank``: nothing said stands right above; ``below``: a gap follows."""
    head = _unique(held, keep_first=blank)
    kinds = {one.kind for one in head}
    sides, strong = kinds & {"customer", "agent"}, kinds & _STRONG
    apart = blank or head[0].kind in RULES
    facts = kinds - sides - RULES
    due = first or bool(kinds & RULES) or (bool(shape) and shape & {"customer", "agent"} <= kinds)
    alone = len(facts) > 1 and bool(strong) and ("id" in facts or first or len(strong) > 1 or "title" in kinds)
    sure = followed and (
        (bool(sides) and bool(strong) and ((apart and due) or len(sides) > 1))
        or (apart and len(sides) > 1 and below)
        or (apart and due and not sides and alone)
        or (apart and "title" in kinds and len(head) > 1)
        or (apart and (first or "rule" in kinds) and kinds - RULES == {"date"})
        or (apart and bool(shape) and kinds == shape and below and bool(kinds - RULES))
    )
    maybe = followed and apart and len(sides) > 1 and (first or "rule" in kinds)
    maybe &= any(len(one.value.split()) > 1 for one in head if one.kind in sides)
    start = next(place for place, one in enumerate(held) if one is head[0])
    unsure = followed and not sure and not maybe and len(sides) > 1
    for one in held[:start]:
        yield Read(one.number, one.line)
    if not sure and not maybe:
        yield from (Read(one.number, one.line, unsure=unsure) for one in held[start:])
        return
    # A rule still parts conversations that have no names above them.
    yield from (Read(one.number, one.line) for one in head if one.kind == "rule")
    yield Read(head[0].number, "", _heading(head, doubtful=not sure))
    yield from (Read(one.number, one.line) for one in held[start + len(head) :])


def _unique(held: Sequence[Part], *, keep_first: bool) -> Sequence[Part]:
    """The part of a run in which each side and fact is told once: its beginning, or its end."""
    order = list(held) if keep_first else list(held)[::-1]
    seen: set[str] = set()
    kept: list[Part] = []
    for one in order:
        if one.kind in seen and one.kind not in {"other", "agent", *RULES}:
            break
        seen.add(one.kind)
        kept.append(one)
    return kept if keep_first else kept[::-1]


def _heading(parts: Sequence[Part], *, doubtful: bool) -> Heading:
    found = Heading(doubtful=doubtful)
    clock = ""
    for one in parts:
        if one.kind == "customer":
            found.customers += _names(one.value)
        elif one.kind == "agent":
            found.agents += _names(one.value)
        elif one.kind == "clock":
            clock = one.value
        elif one.kind in {"id", "date", "subject", "channel", "rating"}:
            setattr(found, one.kind, one.value)
    found.id = found.id.lstrip("#").strip()
    if clock and ":" not in found.date:
        found.date = f"{found.date} {clock}".strip()
    return found


def _names(value: str) -> list[str]:
    bare = re.sub(r"\s*(?:\([^()]*\)|<[^<>]*>)", "", value)
    return [name.strip() for name in re.split(r"\s*(?:[,;/&]|\band\b)\s*", bare) if name.strip()] or [value]
