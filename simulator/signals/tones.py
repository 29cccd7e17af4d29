"""Where rules and learned models meet: which signals have a model, and what its findings count for.

Three rules hold for every row. A learned finding adds where the signal's own rules found nothing in that sentence. A
rule that cancels (strength 0, a negation, reported speech) silences the model in its sentence, too. And a finding
moves the curve and the marks only from the row's ``counts`` on; what is weaker is a hint, served beside them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from simulator.signals.evidence import Evidence
from simulator.signals.learned import STRONG, WEAK, model, reason
from simulator.signals.rules import CANCELLED

if TYPE_CHECKING:
    from simulator.signals.learned import Model, Tone
    from simulator.signals.scene import Found, Scene

NEVER = 2.0
"""No strength reaches it: such a row's findings are served, and move nothing."""


class Learned(Struct, frozen=True):
    """One learned signal: the model's label, how it is told ("sounds dismissive"), and from where it counts."""

    sounds: str
    label: str = ""
    counts: float = NEVER


LEARNED: dict[str, dict[str, Learned]] = {
    "agent": {
        "dismissing": Learned("dismissive"),
        "condescending": Learned("condescending"),
        "blaming": Learned("like blame"),
        "defending": Learned("defensive"),
        "deflecting": Learned("like being sent away"),
        "attack": Learned("like an attack"),
        "sarcasm": Learned("sarcastic"),
        "question": Learned("like a question"),
        "restatement": Learned("like saying back"),
        "reflection": Learned("like naming a feeling"),
        "suggestion": Learned("like a suggestion"),
        "information": Learned("like information"),
    },
    "customer": {
        "anger": Learned("angry", counts=WEAK),
        "abuse": Learned("abusive", counts=STRONG),
        "gratitude": Learned("grateful", counts=WEAK),
        "confirmation": Learned("like agreement", counts=WEAK),
        "rejection": Learned("like a refusal", counts=WEAK),
    },
}
"""Side -> signal -> its row: the whole table. The label is the signal's name where the row gives none.

No finding on the agent's side moves the curve: wrongly heard disrespect costs a trainee more than a miss. Nothing on
the customer's side moves it at all (the engine owns the customer), so there every finding is evidence.
"""


class Tones(Struct, frozen=True):
    """What the models found in one message: each learned signal's strength, and the words of what is weak or more."""

    strengths: dict[str, float]
    evidence: tuple[Evidence, ...]


def tones(scene: Scene, side: str) -> Tones:
    """The learned findings of a message, without what rules cancel or have found already."""
    rows = LEARNED[side]
    if not rows or not scene.message.words:
        return Tones({}, ())
    own = model(side)
    read = own.read(scene.message, scene.context)
    strengths: dict[str, float] = {}
    evidence: list[Evidence] = []
    for signal, row in rows.items():
        lane = own.lanes[row.label or signal]
        silent = _silenced(scene, signal)
        heard = [tone for tone in read if tone.piece.sentence not in silent] if silent else read
        label = own.labels[lane]
        best = max((tone.odds[lane] for tone in heard), default=None)
        strengths[signal] = 0.0 if best is None else label.strength(best)
        if strengths[signal] >= WEAK:
            evidence += _told(scene, own, heard, lane, signal, row)
    return Tones(strengths, tuple(evidence))


def _silenced(scene: Scene, signal: str) -> frozenset[int]:
    """Sentences in which a rule cancels the signal and none finds it."""
    if CANCELLED + signal not in scene.hits:
        return frozenset()
    return scene.sentences_with(CANCELLED + signal, least=0.0) - scene.sentences_with(signal, least=0.0)


def _told(scene: Scene, own: Model, heard: list[Tone], lane: int, signal: str, row: Learned) -> list[Evidence]:
    """The sentences of a signal that sound like it and have no rule's evidence."""
    ruled = {scene.message.sentence_of(item.start) for item in scene.found(signal).evidence}
    label = own.labels[lane]
    found = []
    for tone in heard:
        strength = label.strength(tone.odds[lane])
        if strength < WEAK or tone.piece.sentence in ruled:
            continue
        start, end, words = reason(scene.message, own, tone.piece, lane)
        detail = f"sounds {row.sounds}: {words}" if words else f"sounds {row.sounds}"
        found.append(Evidence(signal, strength, start, end, scene.message.text[start:end], detail, learned=True))
    return found


def firm(found: Found, item: Evidence, side: str) -> bool:
    """Whether a learned finding is strong enough to count, given that its signal could be read at all."""
    return found.strength is not None and item.strength >= LEARNED[side][item.signal].counts
