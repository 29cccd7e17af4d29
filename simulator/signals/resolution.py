"""Detectors for solving: from ownership and options to deadlines, hand-over and the closing question."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from msgspec import structs

from simulator.signals.evidence import Evidence
from simulator.signals.quoting import evidence
from simulator.signals.rules import Hit
from simulator.signals.scene import Detector, Found, Scene, ruled, strongest

FIRM = 0.98
"""Forms from this strength on look ahead by themselves ("by Friday"); the others need a word that does."""
LOOK_BACK = 40
"""Characters before a time in which a word that looks back ("since", "promised") takes it into the past."""
CONSENT = re.compile(
    r"(?:is|are|would) (?:that|this|it|you) (?:ok|okay|fine|good|al(?:l )?right|acceptable|happy)\b"
    r"|(?:does|do|would|will|could) (?:that|this|it) help\b"
    r"|(?:(?:so|and|then),? )?(?:ok|okay|good|fine|al(?:l )?right) (?:for|with|by) you\b",
    re.IGNORECASE,
)
"""How a question begins that asks whether what was just offered suits."""
TO_COME = re.compile(r"\b(?:i|we) (?:will|shall|can|could)\b")
"""Words by which something is still to be done, in a message's plain words."""
PLANNED = re.compile(
    r"\b(?:it|one|yours|they|(?:courier|driver|fitter|engineer|depot|warehouse|parcel|refund|money|replacement)) "
    r"(?:goes|leaves|comes|ships|follows|arrives|collects|brings|is going|is coming|will)\b"
    r"|\byou (?:get|have|receive) (?:it|one|a|an|the|your|yours|them|another)\b"
    r"|\b(?:the day|as soon as|once|the moment) (?:we|i|you|it|yours|that|the|they)\b"
)
"""Words by which an offer says how it will go: "it goes out the day we get yours back"."""
CARRIED_OUT = re.compile(
    r"(?:^|, |\band |\bis |\bare |\bhas been |\bhave been )(?:now |already |all |just )?"
    r"(?:done|made|booked|sorted|refunded|sent|cancelled|transferred|ordered|arranged|settled|solved)\b"
    r"|\b(?:i|we) (?:have|had) (?:just |already |now |also )?(?:done|made|booked|sent|refunded|ordered|arranged|"
    r"sorted|cancelled|transferred|changed|corrected|paid|credited|given)\b"
)
"""Words by which something was done before: a question behind it may ask whether that settles it."""


def deadline(scene: Scene) -> Found:
    """A concrete time for something that is still to come."""
    return strongest(_deadlines(scene))


def _deadlines(scene: Scene) -> Iterable[Evidence]:
    ahead = scene.sentences_with("ahead")
    behind = scene.hits.get("behind", ())
    best: dict[int, Hit] = {}
    for hit in scene.hits.get("deadline", ()):
        if hit.rule.strength < FIRM and hit.sentence not in ahead:
            continue
        if behind and any(
            back.sentence == hit.sentence and hit.start - LOOK_BACK <= back.start <= hit.start for back in behind
        ):
            continue
        known = best.get(hit.sentence)
        if known is None or _rank(hit) > _rank(known):
            best[hit.sentence] = hit
    return evidence(scene.message, list(best.values()))


def _rank(hit: Hit) -> tuple[float, int]:
    return hit.rule.strength, hit.end - hit.start


def expectation(scene: Scene) -> Found:
    """What will happen next; a deadline in the same words makes it firmer."""
    found = evidence(scene.message, scene.hits.get("expectation", ()))
    dated = {_sentence(scene, item) for item in scene.found("deadline").evidence}
    return strongest(
        structs.replace(item, strength=min(1.0, item.strength + 0.2)) if _sentence(scene, item) in dated else item
        for item in found
    )


def _sentence(scene: Scene, item: Evidence) -> int:
    return scene.message.sentence_of(item.start)


def ownership(scene: Scene) -> Found:
    """The matter taken on; not in a sentence that ends the contact or passes it on."""
    passed = scene.sentences_with("hand_over", "boundary", least=0.5)
    return strongest(
        evidence(scene.message, scene.hits.get("ownership", ()), lambda hit: 0.5 if hit.sentence in passed else 1.0)
    )


def hand_over(scene: Scene) -> Found:
    """An announced hand-over; one that is only offered ("I can", "would you like me to") counts half."""
    questions = scene.message.questions
    offers = scene.hits.get("offered", ())

    def weigh(hit: Hit) -> float:
        offered = any(offer.sentence == hit.sentence and 0 <= hit.start - offer.end < 12 for offer in offers)
        return 0.5 if questions[hit.sentence] or offered else 1.0

    return strongest(evidence(scene.message, scene.hits.get("hand_over", ()), weigh))


def closing_question(scene: Scene) -> Found:
    """A question whether all is settled; "is that okay?" after what is offered or to come asks for a yes."""
    offered = scene.sentences_with("suggestion", "options")
    promised = scene.sentences_with("ownership", "expectation", "deadline")
    to_come = {at for at in promised if TO_COME.search(scene.line(at))} | _planned(scene)

    def asks(item: Evidence) -> bool:
        at = _sentence(scene, item)
        near = {at, at - 1}
        to_that = to_come & near and not item.quote.lower().startswith("are you")
        return not (CONSENT.match(item.quote) and (offered & near or to_that))

    return strongest(filter(asks, evidence(scene.message, scene.hits.get("closing_question", ()))))


def _planned(scene: Scene) -> set[int]:
    """Sentences that say how an offer will go, and nothing that was carried out."""
    lines = enumerate(scene.message.written)
    return {at for at, line in lines if PLANNED.search(line) and not CARRIED_OUT.search(line)}


def _row(meaning: str, find: Callable[[Scene], Found]) -> Detector:
    return Detector("resolution", meaning, find, on_hits=True, alone=True)


DETECTORS: dict[str, Detector] = {
    "ownership": _row("Takes the matter on ('leave it with me').", ownership),
    "suggestion": _row("Suggests something, or offers a way.", ruled("suggestion")),
    "options": _row("Offers a choice of two or more.", ruled("options")),
    "expectation": _row("Says what will happen next.", expectation),
    "deadline": _row("Names a concrete day or time for what is still to come.", deadline),
    "hand_over": _row("Hands the customer over to someone else.", hand_over),
    "boundary": _row("Sets a calm limit to abuse, or warns that the contact will end.", ruled("boundary")),
    "closing_question": _row("Asks whether everything is settled.", closing_question),
}
