"""A like experience, told: "I had that, too, when ..." shows that the other's situation was understood."""

from __future__ import annotations

from collections.abc import Iterable
from math import prod

from simulator.signals.quoting import quote
from simulator.signals.rules import Hit
from simulator.signals.scene import NOTHING, Found, Scene

ALONE = 0.6
"""Saying "same here" and no more: that it is understood, not what."""
OWN = ("emotional_reaction", "apology", "commitment", "ownership")
"""What speaks of the writer, too, and is no experience: what the other's case makes them feel, and the own work."""
LEAST = 0.5
"""Strength from which a rule of ``OWN`` takes the words for itself."""
PRIVATE = 0.55
"""Strength from which words are of private life alone; weaker ones ("I tried", "I noticed") may be of the work."""
LINKS = frozenset({"stake", "item", "date", "detail", "feeling", "number"})


def experience(scene: Scene) -> Found:
    """What is told of the own life, each thing said once.

    With a case at hand only what takes up something of the other's is an answer to them: a clerk's own troubles
    receive no customer.
    """
    if "alike" not in scene.hits and "lived" not in scene.hits:
        return NOTHING
    alike = _apart(scene.hits.get("alike", ()), ())
    lived = _apart(scene.hits.get("lived", ()), _own(scene))
    if scene.context.case is not None:
        linked = {element.sentence for element in scene.picked_up if element.kind in LINKS}
        lived = [hit for hit in lived if hit.sentence in linked and (alike or hit.rule.strength >= PRIVATE)]
    found = [*alike, *lived]
    if not found:
        return NOTHING
    weights = {scene.message.plain[hit.start : hit.end]: hit.rule.strength for hit in found}
    strength = 1 - prod(1 - weight for weight in weights.values())
    told = tuple(
        quote(scene.message, "interpretation", hit.rule.strength, (hit.start, hit.end), hit.rule.detail)
        for hit in sorted(found, key=lambda hit: hit.start)
    )
    return Found(strength if lived else min(strength, ALONE), told)


def _own(scene: Scene) -> list[Hit]:
    return [hit for signal in OWN for hit in scene.hits.get(signal, ()) if hit.rule.strength >= LEAST]


def _apart(hits: Iterable[Hit], taken: Iterable[Hit]) -> list[Hit]:
    """The hits that overlap nothing that is taken, and of those that overlap each other the strongest."""
    kept = list(taken)
    first = len(kept)
    for hit in sorted(hits, key=lambda hit: (-hit.rule.strength, hit.start)):
        if not any(hit.start < other.end and other.start < hit.end for other in kept):
            kept.append(hit)
    return kept[first:]
