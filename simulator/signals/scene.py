"""What a detector sees: the prepared message, its context, the rules' hits, and what other detectors found."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from operator import attrgetter
from typing import Any, TypeVar

from msgspec import Struct

from simulator.signals.evidence import Context, Evidence
from simulator.signals.quoting import evidence
from simulator.signals.rules import Hit
from simulator.signals.text import Message
from simulator.signals.uptake import Element, copied, elements

PROVOCATIONS: tuple[str, ...] = (
    "attack",
    "blaming",
    "condescending",
    "deflecting",
    "defending",
    "dismissing",
    "sarcasm",
    "wall",
)
"""Signals whose words undo an empathy that stands before a "but"."""
UNHEARD: tuple[str, ...] = ("wrong_name", "re_asking", "placeholder")
"""What provokes without a rule of its own: a detector compares the words with the case."""
RECEIVING: tuple[str, ...] = (
    "emotional_reaction",
    "interpretation",
    "validation",
    "apology",
    "reflection",
    "restatement",
)
"""Signals whose words receive the customer, whatever else the sentence does."""
HELPING: tuple[str, ...] = ("ownership", "options", "own_offer")
"""What the own side takes on or offers."""
TURNS = ("but ", "however")
"""How a sentence begins that takes back what the one before it said, as a "but" within the sentence does."""
NOWHERE: frozenset[int] = frozenset()
"""No sentence."""
HELPS = 0.7
"""Strength from which a rule of ``HELPING`` is help."""


Value = TypeVar("Value")
Kept = dict[Hashable, Any]
"""What was found in a message alone, by name: the same whatever stands around it."""


class Found(Struct, frozen=True, gc=False):
    """A signal's strength in one message, 0-1 (None: what it needs is missing), and the words that carry it.

    ``gc`` as in :class:`Evidence`.
    """

    strength: float | None
    evidence: tuple[Evidence, ...] = ()


class Detector(Struct, frozen=True):
    """One row of the table: the family, what the signal means in a sentence, the function, the context it needs.

    ``on_hits``: without a rule's hit for the signal itself the function finds nothing, so it isn't asked then.
    ``alone``: it looks at the message and its hits only, not at the context or at what needs it, so it finds the same
    in any.
    """

    family: str
    meaning: str
    find: Callable[[Scene], Found]
    needs: str = ""
    on_hits: bool = False
    alone: bool = False


class Scene:
    """One message in its context; each signal is looked for at most once.

    ``kept``: what was found in the message alone, where it is read in several contexts.
    """

    def __init__(
        self,
        message: Message,
        context: Context,
        hits: Mapping[str, list[Hit]],
        detectors: Mapping[str, Detector],
        kept: Kept | None = None,
    ) -> None:
        self.message = message
        self.context = context
        self.hits = hits
        self._detectors = detectors
        self._kept = kept
        self._found: dict[str, Found] = {}
        self._picked_up: tuple[Element, ...] | None = None
        self._unchanged: frozenset[int] | None = None
        self._provoking: frozenset[int] | None = None
        self._turns: bool | None = None

    @property
    def picked_up(self) -> tuple[Element, ...]:
        """What the message picks up of the case and of the other side's words."""
        if self._picked_up is None:
            self._picked_up = elements(self.message, self.context.case, self.context.previous)
        return self._picked_up

    @property
    def unchanged(self) -> frozenset[int]:
        """Sentences that are the other side's words unchanged."""
        if self._unchanged is None:
            self._unchanged = copied(self.message, self.context.previous)
        return self._unchanged

    @property
    def turns(self) -> bool:
        """Whether a "but" stands anywhere, in a sentence (by rule) or as a further one's first word."""
        if self._turns is None:
            plain = self.message.plain
            self._turns = "turn" in self.hits or "\nbut " in plain or "\nhowever" in plain
        return self._turns

    def found(self, signal: str) -> Found:
        """What the signal's detector finds here."""
        known = self._found.get(signal)
        if known is None:
            row = self._detectors[signal]
            if row.on_hits and signal not in self.hits:
                known = NOTHING
            else:
                known = self.once(signal, row.find) if row.alone else row.find(self)
            self._found[signal] = known
        return known

    def once(self, name: Hashable, find: Callable[[Scene], Value]) -> Value:
        """What is found in the message alone: looked for once, however many contexts it is read in."""
        kept = self._kept
        if kept is None:
            return find(self)
        if name not in kept:
            kept[name] = find(self)
        value: Value = kept[name]
        return value

    def sentences_with(self, *signals: str, least: float = 0.3) -> frozenset[int]:
        """Sentences in which a rule for one of the signals hit with at least that strength."""
        hits = self.hits
        if hits.keys().isdisjoint(signals):
            return NOWHERE
        return frozenset(
            [hit.sentence for signal in signals if signal in hits for hit in hits[signal] if hit.rule.strength >= least]
        )

    @property
    def provoking(self) -> frozenset[int]:
        """Sentences that provoke, by rule or by comparison with the case."""
        if self._provoking is None:
            compared = [item.start for signal in UNHEARD for item in self.found(signal).evidence]
            ruled = self.sentences_with(*PROVOCATIONS, "interrupting")
            self._provoking = ruled.union(map(self.message.sentence_of, compared)) if compared else ruled
        return self._provoking

    @property
    def only_provoking(self) -> frozenset[int]:
        """Sentences that provoke and neither receive the customer nor help: leaving one out takes nothing away."""
        provoking = self.provoking
        if not provoking:
            return NOWHERE
        return provoking - self.sentences_with(*RECEIVING) - self.sentences_with(*HELPING, least=HELPS)

    def line(self, sentence: int) -> str:
        """The plain words of a sentence."""
        return self.message.written[sentence]


def strongest(items: Iterable[Evidence]) -> Found:
    """A finding as strong as its strongest evidence; without evidence 0."""
    listed = tuple(items)
    if len(listed) == 1:  # most signals are found once, if at all
        return Found(listed[0].strength, listed)
    return Found(max(map(_STRENGTH, listed)), listed) if listed else NOTHING


def ruled(signal: str) -> Callable[[Scene], Found]:
    """A detector that goes by its rules alone; its row is ``on_hits``."""
    return lambda scene: strongest(evidence(scene.message, scene.hits.get(signal, ())))


_STRENGTH = attrgetter("strength")
NOTHING = Found(0.0)
UNKNOWN = Found(None)
"""Not read: the context that the signal needs is missing."""
