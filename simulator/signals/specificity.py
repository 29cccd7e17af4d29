"""Detectors for hearing this customer: what the reply picks up again, and what it uses of the case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import prod

from simulator.signals.evidence import Evidence
from simulator.signals.scene import NOTHING, UNKNOWN, Detector, Found, Scene
from simulator.signals.uptake import WEIGHTS, Element, is_word_salad

HEARING = ("emotional_reaction", "interpretation", "validation", "apology", "reflection", "restatement", "exploration")
NEAR, BESIDE, ELSEWHERE, COPIED, SALAD = 1.0, 0.85, 0.55, 0.4, 0.15
"""What an element counts in a sentence that receives the customer, beside one, elsewhere, copied, in a word heap."""
TOGETHER = 3
"""Elements at most so many words apart make one quote ("Emma's birthday on Saturday")."""
NAMED, USED = 0.6, 0.25
"""What using the customer's name, and each of two things of the case, is worth of personalisation."""


def specificity(scene: Scene) -> Found:
    """How much of this customer's case the receiving words pick up again."""
    if scene.context.case is None and scene.context.previous is None:
        return UNKNOWN
    picked = _picked_up(scene)
    if not picked:
        return NOTHING
    passed = scene.only_provoking
    found = [element for element in picked if element.sentence not in passed] if passed else picked
    if not found:
        return NOTHING
    factors = _factors(scene, {element.sentence for element in found})
    best: dict[str, float] = {}
    for element in found:
        known, _, sentence = element
        best[known.key] = max(best.get(known.key, 0.0), WEIGHTS[known.kind] * factors[sentence])
    strength = 1 - prod([1 - weight for weight in best.values()])
    return Found(strength, tuple(_phrases(scene, found, factors)))


def _picked_up(scene: Scene) -> tuple[Element, ...]:
    """What the message picks up, without the name that it wrongly calls the customer by."""
    wrong = [range(item.start, item.end) for item in scene.found("wrong_name").evidence]
    if not wrong:
        return scene.picked_up
    starts = scene.message.starts
    return tuple(item for item in scene.picked_up if not any(starts[item.word] in span for span in wrong))


def _factors(scene: Scene, asked: set[int]) -> dict[int, float]:
    """What an element counts in each sentence asked; the same words count the same, however often they stand there."""
    hearing = scene.sentences_with(*HEARING)
    lines = scene.message.plain.split("\n")
    beside = _beside(scene, hearing, lines) if hearing else hearing
    unchanged = scene.unchanged
    alike = {lines[sentence]: 1.0 for sentence in asked}
    for sentence, line in enumerate(lines):
        if line in alike:
            factor = NEAR if sentence in hearing else BESIDE if sentence in beside else ELSEWHERE
            factor *= COPIED if sentence in unchanged else 1.0
            factor *= SALAD if is_word_salad(scene.message, sentence) else 1.0
            alike[line] = min(alike[line], factor)
    return {sentence: alike[lines[sentence]] for sentence in asked}


def _beside(scene: Scene, hearing: frozenset[int], lines: list[str]) -> frozenset[int]:
    """Sentences next to one that hears; provoking ones are passed over, and one said twice lends nothing."""
    passed, provoking = scene.only_provoking, scene.provoking
    kept = [sentence for sentence in range(len(lines)) if sentence not in passed]
    said = [lines[sentence] for sentence in kept]
    twice = len(set(said)) < len(said)
    times = Counter(said) if twice else {}
    lends = [
        sentence in hearing and sentence not in provoking and (not twice or times[lines[sentence]] == 1)
        for sentence in kept
    ]
    return frozenset(
        sentence
        for place, sentence in enumerate(kept)
        if (place > 0 and lends[place - 1]) or (place + 1 < len(kept) and lends[place + 1])
    )


def _phrases(scene: Scene, found: Iterable[Element], factors: dict[int, float]) -> Iterable[Evidence]:
    group: list[Element] = []
    for element in (*found, None):
        apart = element is None or (
            bool(group) and (element.sentence != group[-1].sentence or element.word - group[-1].word > TOGETHER)
        )
        if group and apart:
            yield _phrase(scene, group, factors[group[0].sentence])
            group = []
        if element is not None:
            group.append(element)


def _phrase(scene: Scene, group: list[Element], factor: float) -> Evidence:
    message = scene.message
    start, end = message.starts[group[0].word], message.ends[group[-1].word]
    strength = 1 - prod([1 - WEIGHTS[element.known.kind] * factor for element in group])
    detail = ", ".join([message.text[message.starts[e.word] : message.ends[e.word]] for e in group])
    return Evidence("specificity", strength, start, end, message.text[start:end], detail)


def personalisation(scene: Scene) -> Found:
    """Whether the reply uses what the case knows about this customer."""
    if scene.context.case is None:
        return UNKNOWN
    passed = scene.only_provoking
    found = [element for element in _picked_up(scene) if element.known.in_case and element.sentence not in passed]
    named = [element for element in found if element.kind == "name"][:1]
    other = {element.key: element for element in found if element.kind not in {"name", "generic"}}
    strength = min(1.0, NAMED * len(named) + USED * min(2, len(other)))
    used = sorted((*named, *other.values()), key=lambda element: element.word)
    return Found(strength, tuple(_used(scene, element) for element in used))


def _used(scene: Scene, element: Element) -> Evidence:
    message = scene.message
    start, end = message.starts[element.word], message.ends[element.word]
    strength = NAMED if element.kind == "name" else USED
    return Evidence("personalisation", strength, start, end, message.text[start:end], element.kind)


DETECTORS: dict[str, Detector] = {
    "specificity": Detector(
        "empathy",
        "Picks up this customer's own words: name, order, item, date, what is at stake, the feeling stated.",
        specificity,
        "case or previous",
    ),
    "personalisation": Detector(
        "empathy", "Uses the customer's name and what the case knows.", personalisation, "case"
    ),
}
