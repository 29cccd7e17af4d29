"""A message read once: every signal of its side, from the rules and the detectors' table."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from simulator.signals.detectors import CUSTOMER_DETECTORS, DETECTORS
from simulator.signals.evidence import AGENT_SIGNALS, CUSTOMER_SIGNALS, Context, Evidence, Reading
from simulator.signals.rules import Ruleset, load
from simulator.signals.scene import Detector, Scene
from simulator.signals.text import Message

AGENT_RULES = (
    "forms",
    "empathy",
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
NO_CONTEXT = Context()


def read(text: str, context: Context = NO_CONTEXT) -> Reading:
    """Read an agent's reply.

    Args:
        text: the reply as typed.
        context: what stands around it; a signal whose context is missing reads None.

    Returns:
        Evidence in order of the text, and a strength for each of ``AGENT_SIGNALS``.

    """
    return _read(text, context, rules(AGENT_RULES), AGENT_SIGNALS, DETECTORS)


def read_customer(text: str, context: Context = NO_CONTEXT) -> Reading:
    """Read a customer's message; strengths for each of ``CUSTOMER_SIGNALS``."""
    return _read(text, context, rules(CUSTOMER_RULES), CUSTOMER_SIGNALS, CUSTOMER_DETECTORS)


@cache
def rules(names: tuple[str, ...]) -> Ruleset:
    """The rules of the named files, read once for the process."""
    return Ruleset(load(*names))


def _read(
    text: str, context: Context, ruleset: Ruleset, signals: tuple[str, ...], detectors: Mapping[str, Detector]
) -> Reading:
    message = Message(text)
    scene = Scene(message, context, ruleset.find(message), detectors)
    strengths: dict[str, float | None] = {}
    evidence: list[Evidence] = []
    for signal in signals:
        found = scene.found(signal)
        strengths[signal] = found.strength
        evidence += found.evidence
    evidence.sort(key=lambda item: (item.start, item.end))
    return Reading(text, message.sentences, tuple(evidence), strengths)
