"""Detectors for empathy by mechanism, for regret told from admission, and for thanks."""

from __future__ import annotations

from collections.abc import Callable

from simulator.signals.evidence import Evidence
from simulator.signals.experience import experience
from simulator.signals.quoting import evidence
from simulator.signals.rules import Hit
from simulator.signals.scene import NOTHING, PROVOCATIONS, TURNS, Detector, Found, Scene, ruled, strongest

HALF, STOCK = 0.5, 0.83
"""What words count that a "but" takes back, and those of a stock phrase ("sorry for the inconvenience")."""
MOCKERY = ("sarcasm", "attack")
"""What turns the regret of its sentence into its opposite ("so sorry, your majesty")."""
TELLING = ("interpretation", "alike", "lived")
"""What names a feeling, or tells of a like experience."""
NAMED_CAUSE = 0.15
"""What a named feeling gains when the same sentence names what is at stake for this customer."""


def undone(scene: Scene, hit: Hit) -> bool:
    """Whether a "but" takes the empathy back: a rule, a refusal or a provocation follows in the same sentence.

    A next sentence that itself begins with "but" or "however" counts as the same one.
    """
    if not scene.turns:
        return False
    after = hit.sentence
    turn = next(
        (other.end for other in scene.hits.get("turn", ()) if other.sentence == after and other.start >= hit.end), None
    )
    if turn is None:
        line_end = scene.message.line(hit.sentence)[1]
        if not scene.message.plain.startswith(TURNS, line_end + 1):
            return False
        after, turn = hit.sentence + 1, line_end + 1
    if _follows(scene, PROVOCATIONS, after, turn):
        return True
    return _follows(scene, ("undoing",), after, turn) and not _follows(scene, ("helping",), after, turn)


def _follows(scene: Scene, signals: tuple[str, ...], sentence: int, start: int) -> bool:
    """Whether one of the signals stands in the sentence from ``start`` on."""
    return any(
        hit.sentence == sentence and hit.start >= start for signal in signals for hit in scene.hits.get(signal, ())
    )


def received(signal: str) -> Callable[[Scene], Found]:
    """A detector by rules: half credit before a "but" that takes the words back, less off the shelf, none mocking."""

    def find(scene: Scene) -> Found:
        mocked = scene.sentences_with(*MOCKERY, least=0.5)
        stock = scene.hits.get("canned")
        if not (mocked or stock or scene.turns):
            return strongest(evidence(scene.message, scene.hits.get(signal, ())))

        def weigh(hit: Hit) -> float:
            if hit.sentence in mocked:
                return 0.0
            shelf = stock and any(hit.start < other.end and other.start < hit.end for other in stock)
            return (STOCK if shelf else 1.0) * (HALF if undone(scene, hit) else 1.0)

        return strongest(evidence(scene.message, scene.hits.get(signal, ()), weigh))

    return find


def interpretation(scene: Scene) -> Found:
    """A named feeling, stronger where the same sentence names its cause for this customer; or a like experience."""
    if scene.hits.keys().isdisjoint(TELLING):
        return NOTHING
    named: tuple[Evidence, ...] = ()
    if hits := scene.hits.get("interpretation"):
        concrete = {
            element.sentence for element in scene.picked_up if element.known.kind in {"stake", "item", "date", "detail"}
        }

        def weigh(hit: Hit) -> float:
            bonus = NAMED_CAUSE / hit.rule.strength if hit.sentence in concrete else 0.0
            return (1.0 + bonus) * (HALF if undone(scene, hit) else 1.0)

        named = evidence(scene.message, hits, weigh)
    shared = experience(scene)
    strength = max([shared.strength or 0.0, *[item.strength for item in named]])
    return Found(strength, (*named, *shared.evidence)) if strength else NOTHING


DETECTORS: dict[str, Detector] = {
    "emotional_reaction": Detector(
        "empathy",
        "Shows feeling for the customer: regret, concern, warmth.",
        received("emotional_reaction"),
        on_hits=True,
        alone=True,
    ),
    "interpretation": Detector(
        "empathy", "Names what the customer feels, its cause, or what it means for them.", interpretation
    ),
    "validation": Detector(
        "empathy",
        "Says that the feeling or the complaint is justified.",
        received("validation"),
        on_hits=True,
        alone=True,
    ),
    "apology": Detector(
        "empathy",
        "Says sorry: regret, or admission of a mistake, told apart.",
        received("apology"),
        on_hits=True,
        alone=True,
    ),
    "gratitude": Detector(
        "empathy", "Thanks the customer, best for something named.", ruled("gratitude"), on_hits=True, alone=True
    ),
}
