"""Detector for politeness: strategies that add up, and what takes them back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import exp

from simulator.signals.evidence import Evidence
from simulator.signals.quoting import quote
from simulator.signals.rules import Hit
from simulator.signals.scene import NOTHING, Detector, Found, Scene

STEEP, PLAIN, NEUTRAL = 1.8, 0.3, -1.1
"""Weights become a strength by a logistic curve: a plain sentence (0.3) reads 0.25, one more strategy a third.

This and the weights below are [design choices], on the scale of lexicons/politeness.rules.
"""
UNKIND = ("attack", "condescending", "sarcasm", "blaming", "dismissing")
"""Provocations: polite words beside them are no politeness; each kind weighs ``SPOILS``."""
SPOILS = 0.8
SAYS_I, SETS_OUT, TOLD_AS_ASKED = 0.1, 0.12, 0.3
"""Speaking for oneself, saying what one does oneself, and telling the other in form of a question ("You want it?")."""
SMILE, INSISTS = 0.4, 0.4
"""A smiley, and "?!" or "!!"."""
HEDGES = frozenset("maybe perhaps possibly probably might may seems likely somewhat apparently".split())
HELPS = frozenset({"help", "helped", "helpful"})
HEDGED, HELP = 0.12, 0.2
"""One word of HEDGES, and one of HELPS."""
BLUNT: dict[str, float] = {
    **dict.fromkeys("so then and but or wow oh well wait yes no".split(), 0.2),
    **dict.fromkeys("what who which whom where when how".split(), 0.15),
    "why": 0.35,
    "you": 0.25,
}
"""First words of a sentence that come without ado, and what the bluntest of a message takes back."""
NOT_BLUNT = frozenset({"are", "could", "may", "might", "have"})
"""After "you": a compliment, or an offer."""
WORD, ENOUGH = 0.015, 20
"""What each different word weighs, up to twenty: a bare request is curt, one that is set out is less so."""

SMILEY = re.compile(r"[:;🙂😊](?:(?<=[🙂😊])|-?[)D](?!\w))")
INSISTING = re.compile(r"\?\s?[?!]|!\s?\?|!!")


def politeness(scene: Scene) -> Found:
    """Polite strategies, each counted once at its best, less what is curt or unkind.

    A plain sentence isn't impolite: it reads about 0.25, and what is curt reads less.
    """
    if not scene.hits and True not in scene.message.questions:
        return NOTHING
    polite = _best(scene.hits.get("politeness", ()))
    weight = sum([hit.rule.strength for hit in polite.values()]) + _tone(scene)
    weight -= sum([hit.rule.strength for hit in _best(scene.hits.get("curt", ())).values()])
    strength = 1 / (1 + exp(-STEEP * (weight - PLAIN) - NEUTRAL))
    return Found(strength, tuple(_quotes(scene, polite.values())))


def _tone(scene: Scene) -> float:
    """What the whole message weighs: who speaks, how much is set out, its marks, and its provocations."""
    message, hits = scene.message, scene.hits
    curt = [line for line, words in zip(message.written, message.spoken, strict=True) if words and words[0] in BLUNT]
    weight = -max([0.0, *map(_bluntness, curt)])
    words = set(message.words)
    weight += WORD * min(ENOUGH, len(words)) + HEDGED * (not words.isdisjoint(HEDGES))
    weight += HELP * (not words.isdisjoint(HELPS))
    weight += SAYS_I * _says_i(message.plain) + SETS_OUT * bool(hits.get("commitment"))
    weight -= TOLD_AS_ASKED * bool(hits.get("declared")) + SPOILS * len(
        [signal for signal in UNKIND if hits.get(signal)]
    )
    return (
        weight
        + SMILE * _smiles(message.text)
        - INSISTS * (_marks(message.text) > 1 and INSISTING.search(message.text) is not None)
    )


def _smiles(text: str) -> bool:
    may_smile = not text.isascii() or ":" in text or ";" in text
    return may_smile and SMILEY.search(text) is not None


def _says_i(plain: str) -> bool:
    return " i " in f" {plain} ".replace("\n", " ")


def _marks(text: str) -> int:
    return text.count("?") + text.count("!")


def _bluntness(line: str) -> float:
    first, _, rest = line.partition(" ")
    if first not in BLUNT or (first == "you" and rest.split(" ", 1)[0] in NOT_BLUNT):
        return 0.0
    return BLUNT[first]


def _best(hits: Iterable[Hit]) -> dict[str, Hit]:
    """The weightiest hit of each strategy; of equals the first."""
    best: dict[str, Hit] = {}
    for hit in hits:
        rule = hit.rule
        known = best.get(rule.detail)
        if known is None or rule.strength > known.rule.strength:
            best[rule.detail] = hit
    return best


def _quotes(scene: Scene, hits: Iterable[Hit]) -> Iterable[Evidence]:
    for hit in sorted(hits, key=lambda hit: hit.start):
        yield quote(scene.message, "politeness", hit.rule.strength, (hit.start, hit.end), hit.rule.detail)


DETECTORS: dict[str, Detector] = {
    "politeness": Detector("clarity", "Uses polite forms, and nothing curt beside them.", politeness, alone=True),
}
