"""Detectors for the customer's side: feelings, thanks, agreement and refusal, threats, and what is wrong."""

from __future__ import annotations

from collections.abc import Callable

from simulator.signals.provocation import shouting
from simulator.signals.rules import evidence
from simulator.signals.scene import Detector, Found, Scene, ruled, strongest


def anger(scene: Scene) -> Found:
    """Angry words and shouting; a row of exclamation marks adds to either."""
    found = strongest(
        (*evidence(scene.message, scene.hits.get("anger", ())), *shouting(scene.message, "anger")),
    )
    if found.strength and "!!" in scene.message.text:
        return Found(min(1.0, found.strength + 0.1), found.evidence)
    return found


def _row(meaning: str, find: Callable[[Scene], Found]) -> Detector:
    return Detector("customer", meaning, find)


DETECTORS: dict[str, Detector] = {
    "anger": _row("Angry words, or shouting.", anger),
    "frustration": _row("Worn down by trouble, waiting or repetition.", ruled("frustration")),
    "abuse": _row("Insults, threats or obscenity aimed at the agent.", ruled("abuse")),
    "dissatisfaction": _row("Not content with the product or the service.", ruled("dissatisfaction")),
    "gratitude": _row("Thanks.", ruled("gratitude")),
    "confirmation": _row("Agrees, or says that it is settled.", ruled("confirmation")),
    "rejection": _row("Turns down what was said.", ruled("rejection")),
    "supervisor_request": _row("Asks for someone with more say.", ruled("supervisor_request")),
    "threat_to_leave": _row("Threatens to leave, to tell others, or to go to law.", ruled("threat_to_leave")),
    "complaint": _row("Says what is wrong.", ruled("complaint")),
}
