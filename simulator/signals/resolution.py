"""Detectors for solving: ownership, suggestion, options, expectation, deadline, hand-over, boundary, closing question."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from simulator.signals.evidence import Evidence
from simulator.signals.rules import Hit, evidence, quote
from simulator.signals.scene import Detector, Found, Scene, ruled, strongest

COUNT = r"(?:\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|few|couple of|half an)"
UNIT = r"(?:(?:working|business|calendar|full|more) )?(?:minutes?|hours?|days?|weeks?|h|months?)"
CLOCK = r"(?:\d{1,2}[:.]\d{2}(?: ?(?:am|pm))?|\d{1,2} ?(?:am|pm)|\d{1,2} oclock|noon|midday|midnight|lunchtime)"
MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)"
DATE = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTH}|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}[./]\d{{1,2}}(?:[./]\d{{2,4}})?|"
    r"the \d{1,2}(?:st|nd|rd|th)|\d{4}-\d\d-\d\d)"
)
DAY = (
    r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|today|tonight|the weekend|next week|this week|this (?:morning|afternoon|evening)|"
    r"(?:the )?end of (?:the |this |next )?(?:day|week|month|business)|christmas|your (?:birthday|party))"
)
WHEN = rf"(?:{DATE}|{DAY}|{CLOCK})"
DEADLINES: tuple[tuple[float, re.Pattern[str]], ...] = tuple(
    (strength, re.compile(rf"(?<!\S)(?:{source})(?![^\s,])"))
    for strength, source in (
        (1.0, rf"(?:by|before|until|no later than|not later than|at the latest|latest|till|on or before)(?: on| by)?(?: the| next| this)? {WHEN}(?:,?(?: at| by)? {WHEN})?"),
        (1.0, rf"(?:within|inside)(?: the)?(?: next)? {COUNT}(?:,? (?:to |or )?\d{{1,3}})? {UNIT}"),
        (0.9, rf"(?:in|after)(?: the)?(?: next)?(?: about| around| less than| under)? {COUNT}(?:,? (?:to |or )?\d{{1,3}})? {UNIT}"),
        (0.95, rf"(?:{DAY}|on {DATE}),?(?: morning| afternoon| evening)? (?:at|by|before|around|between) {CLOCK}"),
        (0.95, rf"between \d{{1,2}}(?:[:.]\d{{2}})? ?(?:am|pm)? and {CLOCK}"),
        (0.8, rf"(?:at|around|from) {CLOCK}"),
        (0.8, rf"(?:on |next |this )?{DAY}(?: morning| afternoon| evening)?|on {DATE}"),
        (0.7, rf"(?:takes?|about|up to|around|max|maximum|at most|lasts?|needs?) {COUNT}(?:,? (?:to |or )?\d{{1,3}})? {UNIT}"),
        (0.6, rf"\d{{1,3}}(?:,? (?:to |or )?\d{{1,3}})? {UNIT}"),
    )
)
FIRM = 2
"""The first forms need no word that looks ahead: they do so themselves."""
"""Concrete times, strongest form first; "soon" and "as soon as possible" are none."""
AHEAD = re.compile(
    r"(?:^|[ ,])(?:will|shall|going to|can (?!see|understand|imagine|hear|tell|only imagine)|ill|arrives?|arriving|takes?|be (?:there|here|with you|ready|delivered|back)|receive|expect|get|have it|due|promise|"
    r"guarantee|my call|latest|within|let me|makes?|reach|scheduled|booked|call you|done|processed|leaves?|deliver|delivered|refund|refunded|ship|ships|sent)(?=[ ,]|$)"
)
BEHIND = re.compile(
    r"(?:^|[ ,])(?:since|ago|last|was|were|ordered|promised|should have|had been|yesterday|has been|have been|did|for (?:the )?birthday)(?=[ ,]|$)"
)

OFFERED = re.compile(r"(?:^|[ ,])(?:i|we) (?:can|could|may|might|would be happy to)[^,]{0,12}$|(?:^|[ ,])(?:like|want|wish) [^,]{0,12}$")


def deadline(scene: Scene) -> Found:
    """A concrete time for something that is still to come."""
    return strongest(_deadlines(scene))


def _deadlines(scene: Scene) -> Iterable[Evidence]:
    message = scene.message
    for sentence, asks in enumerate(message.questions):
        start, end = message.line(sentence)
        line = message.plain[start:end]
        if asks or line.startswith(("if ", "since ")):
            continue
        ahead = AHEAD.search(line) is not None
        for number, (strength, pattern) in enumerate(DEADLINES):
            if not ahead and number >= FIRM:
                break
            match = next((m for m in pattern.finditer(line) if not BEHIND.search(line, max(0, m.start() - 40), m.start() + 1)), None)
            if match is not None:
                place = (start + match.start(), start + match.end())
                yield quote(message, "deadline", strength, place, "a concrete time")
                break


def expectation(scene: Scene) -> Found:
    """What will happen next; a deadline in the same words makes it firmer."""
    found = evidence(scene.message, scene.hits.get("expectation", ()))
    dated = {item.start for item in scene.found("deadline").evidence}
    spans = scene.message.sentences
    firm = [(start, end) for start, end in spans if any(start <= at < end for at in dated)]
    return strongest(
        Evidence(item.signal, min(1.0, item.strength + 0.2), item.start, item.end, item.quote, item.detail)
        if any(start <= item.start < end for start, end in firm)
        else item
        for item in found
    )


def ownership(scene: Scene) -> Found:
    """The matter taken on; not in a sentence that ends the contact or passes it on."""
    passed = scene.sentences_with("hand_over", "boundary", least=0.5)
    return strongest(
        evidence(scene.message, scene.hits.get("ownership", ()), lambda hit: 0.5 if hit.sentence in passed else 1.0)
    )


def hand_over(scene: Scene) -> Found:
    """An announced hand-over; one that is only offered ("I can", "would you like me to") counts half."""
    questions = scene.message.questions

    def weigh(hit: Hit) -> float:
        before = scene.message.plain[max(scene.message.lines[hit.sentence], hit.start - 30) : hit.start]
        return 0.5 if questions[hit.sentence] or OFFERED.search(before) else 1.0

    return strongest(evidence(scene.message, scene.hits.get("hand_over", ()), weigh))


def _row(meaning: str, find: Callable[[Scene], Found]) -> Detector:
    return Detector("resolution", meaning, find)


DETECTORS: dict[str, Detector] = {
    "ownership": _row("Takes the matter on ('leave it with me').", ownership),
    "suggestion": _row("Suggests something, or offers a way.", ruled("suggestion")),
    "options": _row("Offers a choice of two or more.", ruled("options")),
    "expectation": _row("Says what will happen next.", expectation),
    "deadline": _row("Names a concrete day or time for what is still to come.", deadline),
    "hand_over": _row("Hands the customer over to someone else.", hand_over),
    "boundary": _row("Sets a calm limit to abuse, or warns that the contact will end.", ruled("boundary")),
    "closing_question": _row("Asks whether everything is settled.", ruled("closing_question")),
}
