"""Detectors for the customer's side: feelings, thanks, agreement and refusal, threats, and what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable

from simulator.signals.evidence import Evidence
from simulator.signals.lexicons.common import ACRONYMS, FUNCTION_WORDS
from simulator.signals.provocation import shouting
from simulator.signals.quoting import evidence
from simulator.signals.scene import Detector, Found, Scene, ruled, strongest

OUTCRY = 0.5
"""How angry a short message all in capitals reads: as much as three loud words [design choice]."""
_SHORT = 6
"""Words of an outcry at most; more in capitals are shouting by the rule for any message."""
_LOUD_END = re.compile(r"[!?]{2,}\s*$")


def anger(scene: Scene) -> Found:
    """Angry words and shouting; a row of exclamation marks adds to either."""
    found = strongest(
        (
            *evidence(scene.message, scene.hits.get("anger", ())),
            *shouting(scene.message, "anger"),
            *outcry(scene),
        ),
    )
    if found.strength and "!!" in scene.message.text:
        return Found(min(1.0, found.strength + 0.1), found.evidence)
    return found


def outcry(scene: Scene) -> Iterable[Evidence]:
    """A short message all in capitals, as "WHERE IS IT??" or "HELP!!"; not thanks, a yes, a code or a product's name.

    One mark is enough where ordinary small words stand in it; a word or a name alone needs two.
    """
    text = scene.message.text.strip()
    if not text or text != text.upper() or text[-1] not in "!?":
        return
    said = [word for word in re.findall(r"[^\W\d_]+", text) if word not in ACRONYMS]
    spoken = sum(word.lower() in FUNCTION_WORDS for word in said)
    pleased = scene.hits.get("gratitude") or scene.hits.get("confirmation")
    if pleased or not said or len(said) > _SHORT or max(map(len, said)) < 3:
        return
    if _LOUD_END.search(text) or spoken >= 2:
        start = scene.message.text.index(text)
        yield Evidence("anger", OUTCRY, start, start + len(text), text, "capitals read as shouting")


def _by_rule(meaning: str, signal: str) -> Detector:
    return Detector("customer", meaning, ruled(signal), on_hits=True)


DETECTORS: dict[str, Detector] = {
    "anger": Detector("customer", "Angry words, or shouting.", anger),
    "frustration": _by_rule("Worn down by trouble, waiting or repetition.", "frustration"),
    "abuse": _by_rule("Insults, threats or obscenity aimed at the agent.", "abuse"),
    "dissatisfaction": _by_rule("Not content with the product or the service.", "dissatisfaction"),
    "gratitude": _by_rule("Thanks.", "gratitude"),
    "confirmation": _by_rule("Agrees, or says that it is settled.", "confirmation"),
    "rejection": _by_rule("Turns down what was said.", "rejection"),
    "supervisor_request": _by_rule("Asks for someone with more say.", "supervisor_request"),
    "threat_to_leave": _by_rule("Threatens to leave, to tell others, or to go to law.", "threat_to_leave"),
    "complaint": _by_rule("Says what is wrong.", "complaint"),
}
