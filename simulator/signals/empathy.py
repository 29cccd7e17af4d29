"""Detectors for empathy by mechanism, for regret told from admission, and for thanks."""

from __future__ import annotations

import re
from collections.abc import Callable

from simulator.signals.rules import Hit, evidence
from simulator.signals.scene import NOTHING, PROVOCATIONS, Detector, Found, Scene, ruled, strongest

BUT = re.compile(r"(?:^|[ ,])(?:but|however|unfortunately|nevertheless|nonetheless|although|though|yet|regrettably|sadly)(?= )")
UNDOES = re.compile(
    r"(?:^|[ ,])(?:cannot|can not|unable|not able|not possible|impossible|policy|policies|terms|rules?|procedures?|"
    r"nothing (?:i|we)|not (?:our|my)|no (?:refund|exception|return)s?|will not|do not|does not|not allowed|you should|"
    r"you have to|you need to|you must|has to be|must be)(?=[ ,]|$)"
)
HELPS = re.compile(
    r"(?:^|[ ,])(?:i|we) (?:will|am going to|are going to|can|have already|would like to) (?!not )|let me|do not worry|you have to do is"
)
HALF = 0.5
NAMED_CAUSE = 0.15
"""What a named feeling gains when the same sentence names what is at stake for this customer."""


def undone(scene: Scene, hit: Hit) -> bool:
    """Whether a "but" takes the empathy back: a rule, a refusal or a provocation follows in the same sentence.

    A next sentence that itself begins with "but" or "however" counts as the same one.
    """
    start, end = hit.end, scene.message.line(hit.sentence)[1]
    plain = scene.message.plain
    turn = BUT.search(plain, start, end)
    if turn is None:
        if not plain.startswith(("but ", "however"), end + 1):
            return False
        start, end = end + 1, scene.message.line(hit.sentence + 1)[1]
    else:
        start = turn.end()
    if any(start <= other.start < end for signal in PROVOCATIONS for other in scene.hits.get(signal, ())):
        return True
    return UNDOES.search(plain, start, end) is not None and HELPS.search(plain, start, end) is None


def received(signal: str) -> Callable[[Scene], Found]:
    """A detector by rules whose words get half credit before a "but" that takes them back."""

    def find(scene: Scene) -> Found:
        hits = scene.hits.get(signal)
        if not hits:
            return NOTHING
        return strongest(evidence(scene.message, hits, lambda hit: HALF if undone(scene, hit) else 1.0))

    return find


def interpretation(scene: Scene) -> Found:
    """A named feeling, stronger where the same sentence names its cause or consequence for this customer."""
    hits = scene.hits.get("interpretation")
    if not hits:
        return NOTHING
    concrete = {element.sentence for element in scene.picked_up if element.kind in {"stake", "item", "date", "detail"}}

    def weigh(hit: Hit) -> float:
        bonus = NAMED_CAUSE / hit.rule.strength if hit.sentence in concrete else 0.0
        return (1.0 + bonus) * (HALF if undone(scene, hit) else 1.0)

    return strongest(evidence(scene.message, hits, weigh))


DETECTORS: dict[str, Detector] = {
    "emotional_reaction": Detector(
        "empathy", "Shows feeling for the customer: regret, concern, warmth.", received("emotional_reaction")
    ),
    "interpretation": Detector(
        "empathy", "Names what the customer feels, its cause, or what it means for them.", interpretation
    ),
    "validation": Detector(
        "empathy", "Says that the feeling or the complaint is justified.", received("validation")
    ),
    "apology": Detector("empathy", "Says sorry: regret, or admission of a mistake, told apart.", received("apology")),
    "gratitude": Detector("empathy", "Thanks the customer, best for something named.", ruled("gratitude")),
}
