"""Where rules and learned models meet: which signals have a model, and what its findings count for.

Three rules hold for every row. A learned finding adds where the signal's own rules found nothing in that sentence. A
rule that cancels (strength 0, a negation, reported speech) silences the model in its sentence, too. And a finding
moves the curve and the marks only from the row's ``counts`` on; what is weaker is a hint, served beside them.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from simulator.signals.evidence import Evidence
from simulator.signals.features import echoes, names_of
from simulator.signals.learned import STRONG, WEAK, model, reason
from simulator.signals.rules import CANCELLED

if TYPE_CHECKING:
    from simulator.signals.learned import Label, Model, Tone
    from simulator.signals.scene import Found, Scene

HUSHED = 0.3
"""About what a tone reads that would be weak or more, but has no words to show, or only ones that a rule cancels."""
NEVER = 2.0
"""No strength reaches it: such a row's findings are served, and move nothing."""


class Learned(Struct, frozen=True):
    """One learned signal: the model's label, how it is told ("sounds dismissive"), and from where it counts.

    ``lean``: log-odds that the model adds for a rule's finding of full strength. ``weighty``: a finding needs a word
    of weight: "you" and "our" alone prove nothing.
    """

    sounds: str
    label: str = ""
    counts: float = NEVER
    lean: float = 0.0
    weighty: bool = False


LEARNED: dict[str, dict[str, Learned]] = {
    "agent": {
        "dismissing": Learned("dismissive", weighty=True),
        "condescending": Learned("condescending", weighty=True),
        "attack": Learned("like an attack", weighty=True),
        "question": Learned("like a question"),
        "restatement": Learned("like saying back"),
        "reflection": Learned("like naming a feeling"),
        "suggestion": Learned("like a suggestion"),
        "information": Learned("like information"),
    },
    "customer": {
        "anger": Learned("angry", counts=WEAK, lean=1.5, weighty=True),
        "frustration": Learned("frustrated", counts=WEAK, lean=1.5, weighty=True),
        "abuse": Learned("abusive", counts=STRONG, lean=1.5, weighty=True),
        "dissatisfaction": Learned("discontent", counts=WEAK, lean=1.5, weighty=True),
        "gratitude": Learned("grateful", counts=WEAK),
        "confirmation": Learned("like agreement", counts=WEAK),
        "rejection": Learned("like a refusal", counts=WEAK),
        "complaint": Learned("like a complaint", counts=WEAK, lean=1.5, weighty=True),
    },
}
"""Side -> signal -> its row: the whole table. The label is the signal's name where the row gives none.

No finding on the agent's side moves the curve: wrongly heard disrespect costs a trainee more than a miss. Nothing on
the customer's side moves it at all (the engine owns the customer), so there every finding is evidence. What is asked
in few wordings (a supervisor, a threat to leave) stays with the rules: a model read every "I will" as a threat. So do
blaming, defending, deflecting and sarcasm: from a few dozen examples a model learns what they speak of, not how.
"""


class Tones(Struct, frozen=True):
    """What the models found in one message: each learned signal's strength, and the words of what is weak or more."""

    strengths: dict[str, float]
    evidence: tuple[Evidence, ...]


SILENT = Tones({}, ())
"""Nothing learned was looked for."""


def counting(side: str) -> bool:
    """Whether any learned finding of a side may count, and not only be served beside what does."""
    return any(row.counts < NEVER for row in LEARNED[side].values())


def tones(scene: Scene, side: str) -> Tones:
    """The learned findings of a message, without what rules cancel or have found already."""
    rows = LEARNED[side]
    if not rows or not scene.message.words:
        return SILENT
    own = model(side)
    names = names_of(scene.context)
    summed = scene.once(names, lambda here: own.summed(here.message, names))
    read = own.behind(summed, echoes(scene.message, scene.context))
    odds = own.halfway(read) if read else []
    strengths = {} if odds else dict.fromkeys(rows, 0.0)
    evidence: list[Evidence] = []
    for signal, row, lane, label in _lanes(side) if odds else ():
        more = row.lean * (scene.found(signal).strength or 0.0) if row.lean else 0.0
        strength = label.strength(odds[lane] + more)
        if strength >= WEAK:
            strength = _heard(scene, own, read, lane, signal, row, strength, evidence)
        strengths[signal] = strength
    return Tones(strengths, tuple(evidence))


@cache
def _lanes(side: str) -> list[tuple[str, Learned, int, Label]]:
    """Each row of a side with its signal, its label, and that one's lane."""
    own = model(side)
    placed = [(signal, row, own.lanes[row.label or signal]) for signal, row in LEARNED[side].items()]
    return [(signal, row, lane, own.labels[lane]) for signal, row, lane in placed]


def _heard(
    scene: Scene, own: Model, read: list[Tone], lane: int, signal: str, row: Learned, strength: float,
    evidence: list[Evidence],
) -> float:  # fmt: skip
    """The strength of a label that reads weak or more, once its words were looked for, and added to ``evidence``."""
    silent = _silenced(scene, signal)
    heard = [tone for tone in read if tone.piece.sentence not in silent] if silent else read
    told = _told(scene, own, heard, lane, signal, row)
    evidence += told
    if not told and (silent or not scene.found(signal).evidence):
        return HUSHED + (WEAK - HUSHED) / 2 * strength
    return strength


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
        if tone.piece.sentence in ruled:
            continue
        strength = label.strength(own.odds(tone, lane))
        if strength < WEAK:
            continue
        why = reason(scene.message, own, tone.piece, lane)
        if row.weighty and not why.weighty:
            continue
        detail = f"sounds {row.sounds}: {why.words}" if why.words else f"sounds {row.sounds}"
        quote = scene.message.text[why.start : why.end]
        found.append(Evidence(signal, strength, why.start, why.end, quote, detail, learned=True))
    return found


def firm(found: Found, item: Evidence, side: str) -> bool:
    """Whether a learned finding is strong enough to count, given that its signal could be read at all."""
    return found.strength is not None and item.strength >= LEARNED[side][item.signal].counts
