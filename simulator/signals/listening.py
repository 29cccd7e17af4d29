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
RHETORICAL = re.compile(
    r"(?:^|[ ,])(?:why (?:would|should|do you not|not)|what (?:do|did) you (?:want|expect)|how (?:can|could|may) (?:i|we)|who (?:do|are) you|"
    r"what can (?:i|we)|you know|(?:can|could|will|would) you (?:please )?(?:stop|wait|calm|hold|be))(?=[ ,]|$)"
)
DECLARED = re.compile(r"(?:(?:so|okay|ouch|oh|and|then|well|wait),? )?(?:you (?!know|want|sure|okay|ready|mean|can|could|will|would|may|might|should|have to|need to|must)|your \S+ (?:is|was|has)|(?:he|she|they) (?:was|were|is|did|has))")
CHECKED = re.compile(r"^(?:(?:okay|right|and|so|just|to),? ){0,2}(?:so|if|just|you|do i|did i|have i|am i|is it right|to (?:be|make) sure|let me)(?=[ ,])|(?:right|correct|so)$")
UNHEARING = ("condescending", "attack", "sarcasm", "blaming", "dismissing", "closing_question", "interrupting")
COMMITS = re.compile(r"(?:^|[ ,])(?:i|we) (?:will|can|have|am going|are going|could|cannot|would|had|did|sent)(?= )|let me")
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
    """Questions that no rule knows: for one of a form's fields ("And your postcode?"), or to the customer."""
    asked = scene.sentences_with("exploration", least=0.01) | closed
    for sentence, asks in enumerate(scene.message.questions):
        line = scene.line(sentence)
        if not asks or sentence in asked:
            continue
        if ADMINISTRATIVE.search(line):
            yield quote(scene.message, "exploration", CLOSED_FORM, scene.message.line(sentence), "asks for a form's field")
        elif TO_YOU.search(line) and not OFFER.search(line) and not RHETORICAL.search(line):
            yield quote(scene.message, "exploration", 0.5, scene.message.line(sentence), "asks the customer")


def question(scene: Scene) -> Found:
    """Sentences that ask; weaker without a question mark, and where the question suggests or says back."""
    message = scene.message
    advice = scene.sentences_with("suggestion", least=0.7)
    return strongest(
        Evidence("question", _asking(scene, sentence, advice), start, end, message.text[start:end], "asks")
        for sentence, (start, end) in enumerate(message.sentences)
        if message.questions[sentence]
    )


def _asking(scene: Scene, sentence: int, advice: frozenset[int]) -> float:
    if sentence in advice or DECLARED.match(scene.line(sentence)):
        return 0.6
    start, end = scene.message.sentences[sentence]
    return 1.0 if "?" in scene.message.text[max(start, end - 8) : end] else 0.8


def restatement(scene: Scene) -> Found:
    """The customer's own facts said back; copying their sentence is not restating it."""
    unchanged = copied(scene.message, scene.context.previous)
    picked = _facts(scene)

    def weigh(hit: Hit) -> float:
        if scene.message.questions[hit.sentence] and not CHECKED.search(scene.line(hit.sentence)):
            return 0.0
        if hit.sentence in unchanged:
            return HALF
        return (1.0 + 0.1 * len(picked.get(hit.sentence, ()))) * (HALF if undone(scene, hit) else 1.0)

    ruled = evidence(scene.message, scene.hits.get("restatement", ()), weigh)
    return strongest((*ruled, *_checked_back(scene), *_said_back(scene, picked, unchanged)))


def _checked_back(scene: Scene) -> Iterable[Evidence]:
    """A statement with a question mark ("You ordered on the 26th?") says back in order to check."""
    for sentence, asks in enumerate(scene.message.questions):
        if asks and DECLARED.match(scene.line(sentence)) and scene.line(sentence).count(" ") >= 3:
            yield quote(scene.message, "restatement", 0.5, scene.message.line(sentence), "checks what was understood")


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
