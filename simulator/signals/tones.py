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

HUSHED = 0.3
"""Most that a tone reads where a rule cancels the signal: less than weak."""
NEVER = 2.0
"""No strength reaches it: such a row's findings are served, and move nothing."""


class Learned(Struct, frozen=True):
    """One learned signal: the model's label, how it is told ("sounds dismissive"), and from where it counts.

    ``lean``: log-odds that the model adds for a rule's finding of full strength.
    """

    sounds: str
    label: str = ""
    counts: float = NEVER
    lean: float = 0.0


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
        "anger": Learned("angry", counts=WEAK, lean=1.5),
        "frustration": Learned("frustrated", counts=WEAK, lean=1.5),
        "abuse": Learned("abusive", counts=STRONG, lean=1.5),
        "dissatisfaction": Learned("discontent", counts=WEAK, lean=1.5),
        "gratitude": Learned("grateful", counts=WEAK),
        "confirmation": Learned("like agreement", counts=WEAK),
        "rejection": Learned("like a refusal", counts=WEAK),
        "supervisor_request": Learned("like a call for someone senior", counts=WEAK),
        "threat_to_leave": Learned("like a threat to leave", counts=WEAK),
        "complaint": Learned("like a complaint", counts=WEAK, lean=1.5),
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
        strength = _strength(own, read, lane, row.lean * (scene.found(signal).strength or 0.0))
        if silent and strength > HUSHED:
            strength = max(HUSHED, _strength(own, heard, lane, 0.0))
        strengths[signal] = strength
        if strength >= WEAK:
            evidence += _told(scene, own, heard, lane, signal, row)
    return Tones(strengths, tuple(evidence))


def _strength(own: Model, read: list[Tone], lane: int, more: float) -> float:
    """The strength of a label halfway between the message as a whole and its strongest piece, with more log-odds."""
    if not read:
        return 0.0
    whole = own.odds(read, lane)
    best = whole if len(read) == 1 else max(own.odds((tone,), lane) for tone in read)
    return own.labels[lane].strength((whole + best) / 2 + more)


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
        strength = label.strength(own.odds((tone,), lane))
        if strength < WEAK or tone.piece.sentence in ruled:
            continue
        start, end, words = reason(scene.message, own, tone.piece, lane)
        detail = f"sounds {row.sounds}: {words}" if words else f"sounds {row.sounds}"
        found.append(Evidence(signal, strength, start, end, scene.message.text[start:end], detail, learned=True))
    return found


def firm(found: Found, item: Evidence, side: str) -> bool:
    """Whether a learned finding is strong enough to count, given that its signal could be read at all."""
    return found.strength is not None and item.strength >= LEARNED[side][item.signal].counts
