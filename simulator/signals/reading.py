"""A message read once: every signal of its side, from the rules and the detectors' table."""

from __future__ import annotations

from functools import cache
from operator import attrgetter
from typing import NamedTuple

from simulator.signals.detectors import CUSTOMER_DETECTORS, DETECTORS
from simulator.signals.evidence import AGENT_SIGNALS, CUSTOMER_SIGNALS, Context, Evidence, Reading
from simulator.signals.rules import Hit, Ruleset, load
from simulator.signals.scene import Kept, Scene
from simulator.signals.spoken import SPOKEN, read_spoken
from simulator.signals.text import Message
from simulator.signals.tones import SILENT, counting, firm, tones

AGENT_RULES = (
    "forms",
    "empathy",
    "lived",
    "listening",
    "apology",
    "stock",
    "provocation",
    "refusal",
    "disrespect",
    "resolution",
    "clarity",
    "politeness",
)
CUSTOMER_RULES = ("customer",)
RULES = {"agent": AGENT_RULES, "customer": CUSTOMER_RULES}
TABLES = {"agent": DETECTORS, "customer": CUSTOMER_DETECTORS}
NO_CONTEXT = Context()
_PLACE = attrgetter("start", "end")


class Ready(NamedTuple):
    """An agent's text made ready, what the rules found in it, and what was found in it alone so far.

    All of it is the same whatever stands around the text.
    """

    message: Message
    hits: dict[str, list[Hit]]
    kept: Kept


def ready(text: str) -> Ready:
    """An agent's text made ready for reading, once for any number of contexts."""
    message = Message(text)
    return Ready(message, rules(RULES["agent"]).find(message), {})


def read_ready(prepared: Ready, context: Context) -> Reading:
    """As :func:`read`, of a text that was made ready before."""
    return _read(scene_of(prepared, context), "agent", AGENT_SIGNALS)


def scene_of(prepared: Ready, context: Context) -> Scene:
    """An agent's text in a context, as the detectors see it."""
    return Scene(prepared.message, context, prepared.hits, TABLES["agent"], prepared.kept)


def read_felt(scene: Scene) -> Reading:
    """What of an agent's text moves curves and earns marks: :func:`read` without the hints and tones beside it."""
    return _read(scene, "agent", AGENT_SIGNALS, served=counting("agent"))


def read(text: str, context: Context = NO_CONTEXT) -> Reading:
    """Read an agent's reply.

    Args:
        text: the reply as typed.
        context: what stands around it; a signal whose context is missing reads None.

    Returns:
        Evidence in order of the text, and a strength for each of ``AGENT_SIGNALS``.

    """
    if context.language in SPOKEN:
        return read_spoken(text, context)
    message = Message(text)
    hits = rules(RULES["agent"]).find(message)
    return _read(Scene(message, context, hits, TABLES["agent"]), "agent", AGENT_SIGNALS)


def read_customer(text: str, context: Context = NO_CONTEXT) -> Reading:
    """Read a customer's message; strengths for each of ``CUSTOMER_SIGNALS``."""
    message = Message(text)
    scene = Scene(message, context, rules(RULES["customer"]).find(message), TABLES["customer"])
    return _read(scene, "customer", CUSTOMER_SIGNALS)


def ruled_strength(text: str, signal: str) -> float:
    """How strongly a customer's English words carry one signal, 0-1, by its rules alone: no other is made ready."""
    hits = _rules_of(signal).find(Message(text)).get(signal, ())
    return max((hit.rule.strength for hit in hits), default=0.0)


@cache
def _rules_of(signal: str) -> Ruleset:
    return Ruleset(rule for rule in load(*RULES["customer"]) if rule.signal == signal)


@cache
def rules(names: tuple[str, ...]) -> Ruleset:
    """The rules of the named files, read once for the process."""
    return Ruleset(load(*names))


@cache
def _rows(side: str, signals: tuple[str, ...]) -> list[tuple[str, bool]]:
    """Each signal with whether it is looked for only where a rule hit."""
    return [(signal, TABLES[side][signal].on_hits) for signal in signals]


def _read(scene: Scene, side: str, signals: tuple[str, ...], *, served: bool = True) -> Reading:
    message = scene.message
    strengths: dict[str, float | None] = dict.fromkeys(signals, 0.0)
    evidence: list[Evidence] = []
    hits = scene.hits
    for signal, on_hits in _rows(side, signals):
        if on_hits and signal not in hits:
            continue
        found = scene.found(signal)
        strengths[signal] = found.strength
        if found.evidence:
            evidence += found.evidence
    learned = tones(scene, side) if served else SILENT
    hints: list[Evidence] = []
    for item in learned.evidence:
        known = scene.found(item.signal)
        if firm(known, item, side):
            strengths[item.signal] = max(strengths[item.signal] or 0.0, item.strength)
            evidence.append(item)
        elif known.strength is not None:
            hints.append(item)
    evidence.sort(key=_PLACE)
    if hints:
        hints.sort(key=_PLACE)
    return Reading(message.text, message.sentences, tuple(evidence), strengths, tuple(hints), learned.strengths)
