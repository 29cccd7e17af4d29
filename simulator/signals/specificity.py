"""Detectors for hearing this customer: specificity, personalisation, a wrong name, and asking what is known."""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import prod

from simulator.signals.evidence import CaseWords, Evidence
from simulator.signals.lexicons.common import FUNCTION_WORDS, GENERIC_WORDS, NOT_NAMES, TITLES
from simulator.signals.rules import quote
from simulator.signals.scene import NOTHING, UNKNOWN, Detector, Found, Scene, strongest
from simulator.signals.text import prepared
from simulator.signals.uptake import WEIGHTS, Element, copied, is_word_salad, stem

HEARING = ("emotional_reaction", "interpretation", "validation", "apology", "reflection", "restatement", "exploration")
NEAR, BESIDE, ELSEWHERE, COPIED, SALAD = 1.0, 0.85, 0.55, 0.4, 0.15
"""What an element counts in a sentence that receives the customer, beside one, elsewhere, copied, in a word heap."""
GREETED = re.compile(
    r"^(?:(?:oh|and|so|well|okay),? )?(?:hi|hello|dear|good (?:morning|afternoon|evening|day)|greetings),? "
    r"(?:(?P<title>mr|mrs|ms|miss|mx|dr) )?(?P<name>[^\W\d_]{2,20})(?: (?P<second>[^\W\d_]{2,20}))?(?=,|$| (?:i|we|thank|thanks|"
    r"sorry|my|this|it|your|how|what|can|could|please|let|yes|no|so|that|as) )",
    re.MULTILINE,
)
ADDRESSED = re.compile(
    r"(?:(?:^|, |sorry |you )(?:mr|mrs|ms|miss|mx|dr) (?P<titled>[^\W\d_]{2,20})(?=,|$))"
    r"|(?:(?:sorry|thanks|thank you|much|okay|yes|understand|right|care|you|that|hear), (?P<plain>[^\W\d_]{3,15})$)",
    re.MULTILINE,
)
ORDER_NAMED = re.compile(r"(?:order|parcel|number|reference)(?:,? (?:number|no|id|nr|is))?,? (?P<id>[a-z]{0,3}\d{4,12}[a-z]{0,3})(?![^\s,])")
REQUEST = re.compile(
    r"(?:^|[ ,])(?:please|kindly|need|give|send|provide|tell|share|what is|what was|may i|can i|could i|could you|can you|"
    r"would you|do you have|let me (?:have|know)|require|confirm|state|enter|verify)(?= |$)"
)
CONFIRMING = re.compile(r"(?:confirm|double check|just to check|just to be sure|to be sure|correct$|is that right|right$)")
ASKED_KINDS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (
        re.compile(r"order (?:number|no|id|nr|reference)|reference(?: number)?|which order|number of your order"),
        re.compile(r"(?:^|[ ,#])[a-z]{0,3}\d{4,12}(?![\d.])", re.MULTILINE),
    ),
    (re.compile(r"email(?: address)?"), re.compile(r"\S@\S")),
    (re.compile(r"(?:phone|telephone|mobile) number|number (?:can|may|do) (?:i|we) (?:call|reach)"), re.compile(r"\d{7,15}")),
    (
        re.compile(r"(?:when|what (?:day|date)) (?:did you|was it|was the|were you|have you) (?:order|place|buy|promised|ordered|due)|date of (?:the |your )?(?:order|purchase)"),
        re.compile(r"(?:ordered|bought|promised|order|due|purchased)[^\n]{0,30}(?:\d{1,2}|monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|week)"),
    ),
    (
        re.compile(r"(?:what|which) (?:item|product|article|thing)(?:,? exactly)? (?:did|is|was|have|are|do)"),
        re.compile(r"(?:my|the|a|an) (?!order|parcel|package|delivery|refund|money)[a-z]{4,} (?:i|has|is|was|arrived|came|that)"),
    ),
    (
        re.compile(r"(?:what|which) (?:is|seems to be|was) (?:the|your) (?:problem|issue|matter|complaint|reason|concern)|how (?:may|can) (?:i|we) (?:help|assist)|what can (?:i|we) do for you|what is (?:this|it) about|what (?:would|do) you want$"),
        re.compile(r"(?:\S+ ){7}\S+"),
    ),
)
"""What a reply asks for, and how a message looks in which the customer has already told it."""
AGAIN = re.compile(
    r"(?:repeat|say again|again (?:tell|explain|give|send)|(?:tell|give|send|explain|describe|state|provide|share)(?: (?:to )?(?:me|us))? (?:the |your |what |all )[^\n]{0,40}"
    r"(?:again|once more|one more time))(?![^\s,])"
)

OWN_DOING = re.compile(r"(?:^|[ ,])(?:i|we|ill) (?:will|can|have|am|are|shall|not)(?= )|let me")


def specificity(scene: Scene) -> Found:
    """How much of this customer's case the receiving words pick up again."""
    context = scene.context
    if context.case is None and context.previous is None:
        return UNKNOWN
    found = scene.picked_up
    if not found:
        return NOTHING
    factors = _factors(scene)
    best: dict[str, float] = {}
    for element in found:
        best[element.key] = max(best.get(element.key, 0.0), WEIGHTS[element.kind] * factors[element.sentence])
    strength = 1 - prod(1 - weight for weight in best.values())
    return Found(strength, tuple(_phrases(scene, found, factors)))


def _factors(scene: Scene) -> list[float]:
    count = len(scene.message.sentences)
    hearing = scene.sentences_with(*HEARING)
    unchanged = copied(scene.message, scene.context.previous)
    factors = []
    for sentence in range(count):
        near = NEAR if sentence in hearing else BESIDE if {sentence - 1, sentence + 1} & hearing else ELSEWHERE
        if sentence in unchanged:
            near *= COPIED
        if is_word_salad(scene.message, sentence):
            near *= SALAD
        factors.append(near)
    return factors


def _phrases(scene: Scene, found: Iterable[Element], factors: list[float]) -> Iterable[Evidence]:
    """Elements at most two words apart make one quote ("Emma's birthday on Saturday")."""
    group: list[Element] = []
    for element in (*found, None):
        if group and (element is None or element.sentence != group[-1].sentence or element.word - group[-1].word > 3):
            yield _phrase(scene, group, factors[group[0].sentence])
            group = []
        if element is not None:
            group.append(element)


def _phrase(scene: Scene, group: list[Element], factor: float) -> Evidence:
    message = scene.message
    start, end = message.starts[group[0].word], message.ends[group[-1].word]
    strength = 1 - prod(1 - WEIGHTS[element.kind] * factor for element in group)
    detail = ", ".join(message.text[message.starts[e.word] : message.ends[e.word]] for e in group)
    return Evidence("specificity", strength, start, end, message.text[start:end], detail)


def personalisation(scene: Scene) -> Found:
    """Whether the reply uses what the case knows about this customer."""
    case = scene.context.case
    if case is None:
        return UNKNOWN
    found = [element for element in scene.picked_up if element.known.in_case]
    named = [element for element in found if element.kind == "name"]
    other = {element.key: element for element in found if element.kind not in {"name", "generic"}}
    strength = min(1.0, 0.6 * bool(named) + 0.25 * min(2, len(other)))
    items = sorted([*named[:1], *other.values()], key=lambda element: element.word)
    return Found(strength, tuple(_named(scene, "personalisation", 0.6 if e.kind == "name" else 0.25, e) for e in items))


def _named(scene: Scene, signal: str, strength: float, element: Element) -> Evidence:
    message = scene.message
    start, end = message.starts[element.word], message.ends[element.word]
    return Evidence(signal, strength, start, end, message.text[start:end], element.kind)


def wrong_name(scene: Scene) -> Found:
    """Whether the reply calls the customer by someone else's name, or names someone else's order."""
    case = scene.context.case
    if case is None or not (case.names or case.orders):
        return UNKNOWN
    return strongest((*_wrong_people(scene, case), *_wrong_orders(scene, case)))


def _wrong_people(scene: Scene, case: CaseWords) -> Iterable[Evidence]:
    if not case.names:
        return
    right = {word for term in (*case.names, *case.own_names) for word in prepared(term).words}
    told = set(prepared(scene.context.previous or "").words)
    for pattern, strength in ((GREETED, 0.95), (ADDRESSED, 0.8)):
        for match in pattern.finditer(scene.message.plain):
            name, place = _first_group(match)
            words = {name, match.groupdict().get("second")} - {None}
            if words & right or words & told or _is_word(name):
                continue
            yield quote(scene.message, "wrong_name", strength, place, "not the customer's name")


def _first_group(match: re.Match[str]) -> tuple[str, tuple[int, int]]:
    group = next(key for key in ("name", "titled", "plain") if match.groupdict().get(key))
    return match[group], match.span(group)


def _is_word(name: str) -> bool:
    return name in NOT_NAMES or name in FUNCTION_WORDS or name in GENERIC_WORDS or name in TITLES


def _wrong_orders(scene: Scene, case: CaseWords) -> Iterable[Evidence]:
    if not case.orders:
        return
    right = {digits(term) for term in (*case.orders, *case.given)}
    told = {digits(word) for word in prepared(scene.context.previous or "").words}
    for match in ORDER_NAMED.finditer(scene.message.plain):
        if digits(match["id"]) not in right | told:
            yield quote(scene.message, "wrong_name", 0.7, match.span("id"), "not the customer's order")


def digits(text: str) -> str:
    """The digits of a text, in order."""
    return "".join(char for char in text if char.isdigit())


def re_asking(scene: Scene) -> Found:
    """Whether the reply asks for what the customer has told or the case already shows."""
    case, previous = scene.context.case, scene.context.previous
    found = tuple(_asked_again(scene))
    if not found and previous is None and (case is None or not case.given):
        return UNKNOWN
    return strongest(found)


def _asked_again(scene: Scene) -> Iterable[Evidence]:
    case, previous = scene.context.case, scene.context.previous
    told = prepared(previous).plain if previous is not None else ""
    asked_before = {line for reply in scene.context.earlier or () for line in _questions(reply)}
    for sentence, asks in enumerate(scene.message.questions):
        line = scene.line(sentence)
        if not asks and REQUEST.search(line) is None:
            continue
        place = scene.message.line(sentence)
        soft = 0.3 if CONFIRMING.search(line) else 1.0
        given = next((term for term in case.given if _asks_for(line, term)), None) if case else None
        kind = next((ask for ask, known in ASKED_KINDS if (m := ask.search(line)) and known.search(told)), None)
        if given is not None:
            yield quote(scene.message, "re_asking", 0.9 * soft, place, f"already known: {given}")
        elif kind is not None:
            yield quote(scene.message, "re_asking", (0.6 if kind is ASKED_KINDS[-1][0] else 0.9) * soft, place, "already told")
        elif AGAIN.search(line) is not None and OWN_DOING.search(line) is None:
            yield quote(scene.message, "re_asking", 0.8, place, "asks to say it again")
        elif asks and line in asked_before:
            yield quote(scene.message, "re_asking", 0.7, place, "the same question as before")


def _questions(reply: str) -> list[str]:
    message = prepared(reply)
    lines = message.plain.split("\n")
    return [line for line, asks in zip(lines, message.questions, strict=False) if asks and line.count(" ") >= 3]


def _asks_for(line: str, term: str) -> bool:
    wanted = [stem(word) for word in prepared(term).words]
    present = {stem(word) for word in line.replace(",", "").split()}
    return bool(wanted) and present.issuperset(wanted)


DETECTORS: dict[str, Detector] = {
    "specificity": Detector(
        "empathy",
        "Picks up this customer's own words: name, order, item, date, what is at stake, the feeling stated.",
        specificity,
        "case or previous",
    ),
    "personalisation": Detector("empathy", "Uses the customer's name and what the case knows.", personalisation, "case"),
    "wrong_name": Detector(
        "provocation", "Calls the customer by another name, or names another order.", wrong_name, "case.names"
    ),
    "re_asking": Detector(
        "provocation", "Asks for what the customer has told or the case shows.", re_asking, "case.given or previous"
    ),
}
