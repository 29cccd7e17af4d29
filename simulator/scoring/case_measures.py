"""What a rubric can ask of the case around a reply: the mood it met, and what it does for the matter."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from operator import attrgetter

from msgspec import Struct

from simulator.mood import Phase
from simulator.scoring.gates import Gate
from simulator.scoring.marks import Quote, Situation
from simulator.scoring.reply import NOTHING, Finding, Reply

HOT = (Phase.TAKE_OFF, Phase.SLOW_DOWN)
"""The phases before and at the peak, when listening comes first."""
SHOWS = 100 / 3
"""Hostility, 0-100, from which a message alone shows somebody upset."""


class Measure(Struct, frozen=True):
    """How a measure is read, and one line for whoever writes rubrics.

    ``by_side``: it differs as credit and as a fault. Where it doesn't, it is looked up once for both.
    ``field``: the one field of the situation that it is read from, if it is no more than that.
    ``gate``: it finds nothing in a reply that doesn't open this one, and isn't asked then.
    """

    read: Callable[[Reply, bool], Finding]
    says: str
    by_side: bool = False
    field: str = ""
    gate: Gate | None = None


def _field(name: str, says: str) -> Measure:
    """A measure that is a field of the situation, true and false as 1 and 0."""

    def read(reply: Reply, _fault: bool) -> Finding:
        return _of_field(getattr(reply.situation, name))

    return Measure(read, says, field=name)


def _of_field(value: str | float) -> Finding:
    if isinstance(value, str):
        return Finding(value)
    return Finding(float(value)) if value else NOTHING


def count_of(name: str, says: str) -> Measure:
    """A measure that counts the situation's quotes of one kind, each wording once."""

    def read(reply: Reply, fault: bool) -> Finding:
        quotes = getattr(reply.situation, name)
        if not quotes:
            return NOTHING
        kept = reply.credited(quotes, fault=fault)
        return Finding(float(len({item.text.casefold() for item in kept})), kept)

    return Measure(read, says, by_side=True, field=name)


def _upset(reply: Reply, _fault: bool) -> Finding:
    now = reply.situation
    heated = now.phase in HOT or now.phase is Phase.SUPPORTIVE or now.hostility >= (SHOWS if now.alone else 45)
    return Finding(float(heated and not now.plain))


def _phase(reply: Reply, _fault: bool) -> Finding:
    return Finding(reply.situation.phase.value.lower())


def _spoken(reply: Reply, now: Situation) -> bool:
    """Whether anything the case counts as a proposal, promise or step stands outside provoking sentences."""
    said = (*now.proposals, *now.promised, *now.said)
    return not said or bool(reply.credited(said, fault=False))


def _fit(reply: Reply, fault: bool) -> Finding:
    now = reply.situation
    kept = reply.credited(now.proposals, fault=fault)
    return Finding(now.fit if kept or not now.proposals else 0.0, tuple(map(reply.telling, kept)))


def _progress(reply: Reply, fault: bool) -> Finding:
    now = reply.situation
    said = reply.credited((*now.said, *now.promised, *now.proposals), fault=fault)
    return Finding(now.progress if fault or _spoken(reply, now) else 0.0, said)


def _steps(reply: Reply, fault: bool) -> Finding:
    now = reply.situation
    if now.said:
        return count_of("said", "").read(reply, fault)
    return Finding(float(len(now.steps)) if fault or _spoken(reply, now) else 0.0)


def _leaks(reply: Reply, _fault: bool) -> Finding:
    secrets = [re.escape(item.strip()) for item in reply.situation.secrets if item.strip()]
    hits = [re.search(rf"(?<!\w){item}(?!\w)", reply.reading.text, re.IGNORECASE) for item in secrets]
    found = tuple(Quote(hit.start(), hit.end(), hit.group()) for hit in hits if hit)
    return Finding(float(len(found)), found)


CASE_MEASURES: dict[str, Measure] = {
    "phase": Measure(_phase, "the phase in which the customer was found: take_off, slow_down, supportive, ..."),
    "channel": _field("channel", "live_chat, email, phone, social or whatsapp"),
    "n": _field("n", "which reply this is, from 1"),
    "last": _field("last", "the reply ended the conversation"),
    "plain": _field("plain", "a calm customer with a plain question"),
    "alone": _field("alone", "no case stands behind the reply: only its words can be judged"),
    "upset": Measure(_upset, "the customer is upset: before, at or just after the peak, or hostility from 45"),
    "hostility": _field("hostility", "0-100, as the trainee found it"),
    "receptivity": _field("receptivity", "how open the customer is to reasons, 0-1"),
    "fit": Measure(_fit, "how well the best proposal fits the case, 0-1", by_side=True),
    "progress": Measure(_progress, "the share of the resolution newly done, 0-1", by_side=True),
    "settled": _field("settled", "the share of the resolution done after the reply, 0-1"),
    "steps": Measure(_steps, "how many steps of a resolution are newly said", by_side=True),
    "proposals": count_of("proposals", "proposals made"),
    "beyond": count_of("beyond", "promises beyond what the agent may promise"),
    "missing": count_of("missing", "proposals made before the facts they need were known"),
    "barred": count_of("barred", "answers and proposals that the case rules out"),
    "promised": count_of("promised", "promises with an action and a time"),
    "closed": count_of("closed", "promised times outside opening hours"),
    "asked": count_of("asked", "questions about the case"),
    "reasked": count_of("reasked", "questions whose answer was known"),
    "open_facts": Measure(lambda reply, _: Finding(float(len(reply.situation.open_facts))), "facts still to find out"),
    "broken": _field("broken", "promises broken just before this reply"),
    "apologies": _field("apologies", "earlier apologies since the last progress"),
    "apologised": _field("apologised", "an earlier reply has said sorry, and no promise broke since"),
    "demanded": _field("demanded", "the customer has asked for a supervisor"),
    "handed_over": _field("handed_over", "the reply hands over to someone else"),
    "needs_supervisor": _field("needs_supervisor", "what is needed lies beyond the agent's authority"),
    "moved_private": _field("moved_private", "an earlier reply already asked to go on in private"),
    "abusive": _field("abusive", "the customer insults, so a limit is due"),
    "leaks": Measure(_leaks, "private data of the customer that the reply shows"),
}
"""Every measure that the case knows. Counts are of distinct wordings: saying a thing twice counts once."""

_ANY_NUMBER = frozenset({"hostility", "receptivity"})
"""Fields that are hardly ever the same twice."""
_FIELDS = tuple(name for name, row in CASE_MEASURES.items() if row.field and not row.by_side)
_SAME = tuple(name for name in _FIELDS if name not in _ANY_NUMBER)
_values = attrgetter(*_SAME)
ALWAYS_TOLD = frozenset(_SAME)
"""The measures that :func:`told` tells of; what it leaves out is nothing."""


def told(situation: Situation) -> Mapping[str, Finding]:
    """What the measures find that are no more than a field, all at once.

    Most replies stand in a situation that others stood in: but for its numbers and the words that it quotes.
    """
    return _told(_values(situation))


@lru_cache(maxsize=1024)
def _told(values: tuple[str | float, ...]) -> Mapping[str, Finding]:
    every = zip(_SAME, map(_of_field, values), strict=True)
    return {name: finding for name, finding in every if finding is not NOTHING}
