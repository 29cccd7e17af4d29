"""A message read once: every signal of its side, from the rules and the detectors' table."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from simulator.signals.detectors import CUSTOMER_DETECTORS, DETECTORS
from simulator.signals.evidence import AGENT_SIGNALS, CUSTOMER_SIGNALS, Context, Evidence, Reading
from simulator.signals.rules import Ruleset, load
from simulator.signals.scene import Detector, Scene
from simulator.signals.text import Message
from simulator.signals.tones import firm, tones

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
NO_CONTEXT = Context()


def read(text: str, context: Context = NO_CONTEXT) -> Reading:
    """Read an agent's reply.

    Args:
        text: the reply as typed.
        context: what stands around it; a signal whose context is missing reads None.

    Returns:
        Evidence in order of the text, and a strength for each of ``AGENT_SIGNALS``.

    """
    return _read(text, context, "agent", AGENT_SIGNALS, DETECTORS)


def read_customer(text: str, context: Context = NO_CONTEXT) -> Reading:
    """Read a customer's message; strengths for each of ``CUSTOMER_SIGNALS``."""
    return _read(text, context, "customer", CUSTOMER_SIGNALS, CUSTOMER_DETECTORS)


@cache
def rules(names: tuple[str, ...]) -> Ruleset:
    """The rules of the named files, read once for the process."""
    return Ruleset(load(*names))


def _read(
    text: str, context: Context, side: str, signals: tuple[str, ...], detectors: Mapping[str, Detector]
) -> Reading:
    message = Message(text)
    scene = Scene(message, context, rules(RULES[side]).find(message), detectors)
    strengths: dict[str, float | None] = {}
    evidence: list[Evidence] = []
    for signal in signals:
        found = scene.found(signal)
        strengths[signal] = found.strength
        evidence += found.evidence
    learned = tones(scene, side)
    hints: list[Evidence] = []
    for item in learned.evidence:
        known = scene.found(item.signal)
        if firm(known, item, side):
            strengths[item.signal] = max(strengths[item.signal] or 0.0, item.strength)
            evidence.append(item)
        elif known.strength is not None:
            hints.append(item)
    evidence.sort(key=_place)
    hints.sort(key=_place)
    return Reading(text, message.sentences, tuple(evidence), strengths, tuple(hints), learned.strengths)


def _place(item: Evidence) -> tuple[int, int]:
    return item.start, item.end
