"""Detectors for listening: questions, questions that ask to tell, restatement and reflection."""

from __future__ import annotations

import re
from collections.abc import Iterable

from simulator.signals.empathy import HALF, received, undone
from simulator.signals.evidence import Evidence
from simulator.signals.rules import Hit, evidence, quote
from simulator.signals.scene import Detector, Found, Scene, strongest
from simulator.signals.uptake import Element, copied

OFFER = re.compile(
    r"(?:^|[ ,])(?:(?:shall|should|may|could|can|might) (?:i|we) (?!(?:just |please |also |quickly |kindly |maybe )?(?:ask|know|"
    r"check with|have your|get your|have the|get the|see your|see a|see the photo))"
    r"|would you (?:like|prefer|want|rather|accept|be (?:happy|okay|willing|interested|ready|able|fine|all right))"
    r"|(?:do you|you) want|want (?:me|us) to|would (?:that|this|it|friday|saturday|tomorrow|monday|a|an) (?:\S{1,12} )?(?:be|work|suit|help|do)"
    r"|(?:is|are) (?:that|this|it|you) (?:okay|fine|all right|alright|good|acceptable) (?:for|with|if)"
    r"|(?:does|do) (?:that|this|it) (?:work|suit|sound|help)|(?:how|what) about (?:if|we|i|a|an|sending|the)|what if (?:i|we)"
    r"|(?:okay|fine|all right|alright) (?:for|with) you|sounds? (?:good|okay|fair)|deal$|agreed$|right$|okay$)"
)
TELLING = re.compile(
    r"(?:^|[ ,])(?:tell|explain|share|describe|what happened|walk me|let me know (?:what|how|when)|anything (?:else|more)|show)(?=[ ,]|$)"
)
ADMINISTRATIVE = re.compile(
    r"(?:^|[ ,])(?:(?:order|ticket|case|customer|account|reference|invoice|serial|tracking|phone|telephone|contact|booking|"
    r"confirmation|policy|return|parcel|mobile|user|card|article|item)[ ,]+(?:number|no|id|nr|reference|code|name)|reference|email(?: address)?|"
    r"post ?code|zip(?: code)?|(?:your|full|first|last|family|sur)[ ,]?name|date of birth|(?:delivery|billing|shipping|home|your|the) address|address|"
    r"screenshots?|receipt|proof of purchase|invoice|photos? of the (?:receipt|invoice|label)|password|security question)(?=[ ,']|$)"
)
CLOSED_FORM = 0.3
UNHEARING = ("condescending", "attack", "sarcasm", "blaming", "dismissing", "closing_question", "interrupting")
COMMITS = re.compile(r"(?:^|[ ,])(?:i|we) (?:will|can|have|am going|are going|could|cannot|would|had|did|sent|see)(?= )|let me")
TO_YOU = re.compile(r"(?:^|[ ,])(?:you|your|so)(?=[ ,]|$)")


def exploration(scene: Scene) -> Found:
    """Questions and requests that ask the customer to tell; a form's field counts little, an offer not at all."""
    closed = scene.sentences_with(*UNHEARING)

    def weigh(hit: Hit) -> float:
        if hit.sentence in closed:
            return 0.0
        line = scene.line(hit.sentence)
        if OFFER.search(line) and not TELLING.search(line):
            return 0.0
        if ADMINISTRATIVE.search(line) and not TELLING.search(line):
            return min(1.0, CLOSED_FORM / hit.rule.strength)
        return 1.0

    ruled = evidence(scene.message, scene.hits.get("exploration", ()), weigh)
    return strongest((*ruled, *_fields(scene, closed)))


def _fields(scene: Scene, closed: frozenset[int]) -> Iterable[Evidence]:
    """Questions for one of a form's fields that no rule knows ("And your postcode?")."""
    asked = scene.sentences_with("exploration", least=0.01) | closed
    for sentence, asks in enumerate(scene.message.questions):
        if asks and sentence not in asked and ADMINISTRATIVE.search(scene.line(sentence)):
            yield quote(scene.message, "exploration", CLOSED_FORM, scene.message.line(sentence), "asks for a form's field")


def question(scene: Scene) -> Found:
    """Sentences that ask; without a question mark a little weaker."""
    message = scene.message
    return strongest(
        Evidence("question", 1.0 if "?" in message.text[start:end] else 0.8, start, end, message.text[start:end])
        for (start, end), asks in zip(message.sentences, message.questions, strict=True)
        if asks
    )


def restatement(scene: Scene) -> Found:
    """The customer's own facts said back; copying their sentence is not restating it."""
    unchanged = copied(scene.message, scene.context.previous)
    picked = _facts(scene)

    def weigh(hit: Hit) -> float:
        if hit.sentence in unchanged:
            return HALF
        return (1.0 + 0.1 * len(picked.get(hit.sentence, ()))) * (HALF if undone(scene, hit) else 1.0)

    ruled = evidence(scene.message, scene.hits.get("restatement", ()), weigh)
    return strongest((*ruled, *_said_back(scene, picked, unchanged)))


def _facts(scene: Scene) -> dict[int, list[Element]]:
    found: dict[int, list[Element]] = {}
    for element in scene.picked_up:
        if element.known.told not in {"", "generic", "feeling"}:
            found.setdefault(element.sentence, []).append(element)
    return found


def _said_back(scene: Scene, picked: dict[int, list[Element]], unchanged: frozenset[int]) -> Iterable[Evidence]:
    for sentence, facts in picked.items():
        line = scene.line(sentence)
        if scene.message.questions[sentence] or COMMITS.search(line):
            continue
        least = 2 if TO_YOU.search(line) else 3
        if len(facts) < least:
            continue
        strength = 0.3 if sentence in unchanged else min(0.9, 0.25 + 0.15 * len(facts))
        words = [scene.message.words[fact.word] for fact in facts]
        yield quote(scene.message, "restatement", strength, scene.message.line(sentence), ", ".join(words))


DETECTORS: dict[str, Detector] = {
    "exploration": Detector("empathy", "Asks the customer to tell: what happened, what it needs.", exploration),
    "question": Detector("clarity", "Asks something.", question),
    "restatement": Detector("empathy", "Says back what the customer told.", restatement, ""),
    "reflection": Detector("empathy", "Says back what the customer seems to feel.", received("reflection")),
}
