"""Detectors for asking: whether a reply asks, and whether it asks for what is known, told or asked before."""

from __future__ import annotations

import re
from collections.abc import Iterable

from simulator.signals.evidence import Evidence
from simulator.signals.quoting import quote
from simulator.signals.rules import Hit
from simulator.signals.scene import NOTHING, UNKNOWN, Detector, Found, Scene, strongest
from simulator.signals.text import prepared
from simulator.signals.uptake import stem

TOLD: dict[str, re.Pattern[str]] = {
    "asks_order": re.compile(r"(?:^|[ ,#])[a-z]{0,3}\d{4,12}(?![\d.])", re.MULTILINE),
    "asks_email": re.compile(r"\S@\S"),
    "asks_phone": re.compile(r"\d{7,15}"),
    "asks_date": re.compile(
        r"(?:ordered|bought|promised|order|due|purchased)[^\n]{0,30}"
        r"(?:\d{1,2}|monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|week)"
    ),
    "asks_item": re.compile(
        r"(?:my|the|a|an) (?!order|parcel|package|delivery|refund|money)[a-z]{4,20} (?:i|has|is|was|arrived|came|that)"
    ),
    "asks_problem": re.compile(r"(?:\S{1,40} ){7}\S"),
}
"""What a reply asks for (forms.rules) -> how a message looks in which the customer has told it."""
ABOUT_WHO = re.compile(
    r"\b(?:manager|supervisor|boss|superior|team lead(?:er)?"
    r"|(?:some|any)(?:body|one) (?:who|else|senior|in charge|higher)"
    r"|put me through|pass me on|transfer me|connect me|(?:speak|talk) (?:to|with)|decides?|in charge)\b"
)
"""What a customer says who wants somebody else to talk to: that tells of no problem yet."""
REST = 5
"""Words beside that in which a problem is told."""
CLAUSES = re.compile(r", | (?:and|but|because|since|as|so|for) ")
INVITES = re.compile(
    r"\byou (?:\S{1,12} )?(?:even |really )?know (?:what|how|why)\b[^\n]{0,40}\b(?:for me|about|means?|like|feels?)\b"
    r"|\byou (?:\S{1,12} )?have (?:not |no )(?:\S{1,12} )?(?:heard me|let me|idea|a clue|found out|asked)"
    r"|\b(?:let me|can i|could i|had not|have not) finish|\bthere is (?:\S{1,12} )?more to it\b|\bthe whole story\b"
)
"""What a customer says who was not heard out, or asks whether the other side knows what it is about."""
KNOWN, AGAIN, SAME, ONLY_SURE = 0.9, 0.8, 0.7, 0.3
"""Asking for what is known, to say it again, the same question twice; the factor of asking only to be sure."""
LEAST_WORDS = 4
ASKS, UNMARKED, ASIDE = 0.7, 0.6, 0.4
"""What asks, what asks by its form alone, and what asks but does something else first: suggests, says back, checks.

Below 1: asking is what a sentence does by the way, too, and the words (tones.py) tell how much of it is asking.
"""


def question(scene: Scene) -> Found:
    """Sentences that ask; weaker without a question mark, and where the question suggests, says back or checks."""
    message = scene.message
    if True not in message.questions:
        return NOTHING
    other = scene.sentences_with("suggestion", least=0.7) | scene.sentences_with("declared", "tag")
    return strongest(
        Evidence(
            "question", _asking(message.text[start:end], sentence in other), start, end, message.text[start:end], "asks"
        )
        for sentence, (start, end) in enumerate(message.sentences)
        if message.questions[sentence]
    )


def _asking(sentence: str, does_more: bool) -> float:
    if does_more:
        return ASIDE
    return ASKS if "?" in sentence[-8:] else UNMARKED


def re_asking(scene: Scene) -> Found:
    """Whether the reply asks for what the customer has told or the case already shows."""
    case, previous = scene.context.case, scene.context.previous
    found = tuple(_asked_again(scene)) if _may_ask_again(scene) else ()
    if found:
        return strongest(found)
    return UNKNOWN if previous is None and (case is None or not case.given) else NOTHING


def _may_ask_again(scene: Scene) -> bool:
    case, hits = scene.context.case, scene.hits
    return bool(scene.context.earlier or (case and case.given)) or "again" in hits or not hits.keys().isdisjoint(TOLD)


def _asked_again(scene: Scene) -> Iterable[Evidence]:
    requests = scene.sentences_with("request")
    sure = scene.sentences_with("confirming")
    for sentence, asks in enumerate(scene.message.questions):
        if not asks and sentence not in requests:
            continue
        strength, why = _known(scene, sentence)
        if strength:
            strength *= ONLY_SURE if sentence in sure else 1.0
            yield quote(scene.message, "re_asking", strength, scene.message.line(sentence), why)


def _known(scene: Scene, sentence: int) -> tuple[float, str]:
    """How plainly the sentence asks for what is known, and why it is known."""
    case = scene.context.case
    line = scene.line(sentence)
    used = sentence in scene.sentences_with("used_it")
    for term in case.given if case else ():
        if _asks_for(line, term) and not used:
            return KNOWN, f"already known: {term}"
    if sentence in scene.sentences_with("follow_up"):
        return 0.0, ""
    told = _already_told(scene, sentence) if not used else None
    if told is not None:
        return min(KNOWN, told.rule.strength), "already told"
    if sentence in scene.sentences_with("again") and sentence not in scene.sentences_with("own_doing"):
        return AGAIN, "asks to say it again"
    if sentence not in scene.sentences_with("field") and invites_to_ask(scene.context.previous or ""):
        return 0.0, ""  # who was not heard out may be asked once more
    before = {said for reply in scene.context.earlier or () for said in _questions(reply)}
    return (SAME, "the same question as before") if line in before else (0.0, "")


def invites_to_ask(line: str) -> bool:
    """Whether a customer's line asks to be asked: "Do you even know what this is about for me?"."""
    return bool(line) and INVITES.search(prepared(line).plain) is not None


def _tells_problem(plain: str) -> bool:
    """Whether a customer's message says what it is about, beside wanting somebody else to talk to."""
    told = TOLD["asks_problem"]
    for line in plain.split("\n"):
        if not told.search(line):
            continue
        if not ABOUT_WHO.search(line):
            return True
        if any(not ABOUT_WHO.search(part) and part.count(" ") >= REST - 1 for part in CLAUSES.split(line)):
            return True
    return False


def _already_told(scene: Scene, sentence: int) -> Hit | None:
    """What asks in the sentence for something that the customer's message holds."""
    previous = scene.context.previous
    for form, known in TOLD.items():
        hit = next((hit for hit in scene.hits.get(form, ()) if hit.sentence == sentence), None)
        if hit is None or previous is None:
            continue
        plain = prepared(previous).plain
        if _tells_problem(plain) and not invites_to_ask(previous) if form == "asks_problem" else known.search(plain):
            return hit
    return None


def _questions(reply: str) -> list[str]:
    message = prepared(reply)
    lines = message.plain.split("\n")
    return [
        line
        for line, asks in zip(lines, message.questions, strict=False)
        if asks and line.count(" ") >= LEAST_WORDS - 1
    ]


def _asks_for(line: str, term: str) -> bool:
    wanted = [stem(word) for word in prepared(term).words]
    present = {stem(word) for word in line.replace(",", "").split()}
    return bool(wanted) and present.issuperset(wanted)


DETECTORS: dict[str, Detector] = {
    "question": Detector("clarity", "Asks something.", question, alone=True),
    "re_asking": Detector(
        "provocation", "Asks for what the customer has told or the case shows.", re_asking, "case.given or previous"
    ),
}
