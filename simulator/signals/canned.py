"""Detector for canned wording: stock phrases, and near copies of an own earlier reply or of a macro."""

from __future__ import annotations

from functools import lru_cache

from simulator.signals.evidence import Evidence
from simulator.signals.quoting import evidence
from simulator.signals.scene import NOTHING, Detector, Found, Scene
from simulator.signals.text import prepared

SHINGLE = 3
COPY_WORDS = 5
"""Shortest sentence, in words, whose repetition counts; shorter ones ("Thank you.") recur in any conversation."""
NEAR_COPY, FULL_COPY = 0.5, 0.95
"""Share of word triples that a text shares with another: from here a near copy, from there as good as the same."""
FLOOR = 0.25
"""What a stock phrase counts at least, however much else the reply says."""


def canned(scene: Scene) -> Found:
    """How much of the reply is wording off the shelf, 0-1; an exact repeat is 1."""
    if "canned" not in scene.hits and not (scene.context.earlier or scene.context.stock):
        return NOTHING
    copy = _copy(scene)
    stock = evidence(scene.message, scene.hits.get("canned", ()))
    repeated = _repeated(scene)
    lines = {item: scene.message.sentence_of(item.start) for item in (*stock, *repeated)}
    strength = 0.0
    if lines:
        share = _share(scene, set(lines.values()))
        strength = max(item.strength for item in lines) * (FLOOR + (1 - FLOOR) * share)
    if copy is not None:
        strength = max(strength, copy.strength)
    return Found(strength, tuple(sorted((*lines, *([copy] if copy else ())), key=lambda item: (item.start, -item.end))))


def _share(scene: Scene, stock: set[int]) -> float:
    """Share of the distinct, unprovoking words that stand in canned sentences.

    Repeating a sentence must not dilute it, and deleting a provocation must not thicken it.
    """
    provoking = scene.provoking - stock
    weights: dict[str, tuple[int, bool]] = {}
    for sentence in range(len(scene.message.sentences)):
        if sentence not in provoking:
            line = scene.line(sentence)
            weights[line] = (line.count(" ") + 1, sentence in stock or weights.get(line, (0, False))[1])
    total = sum(words for words, _ in weights.values())
    return sum(words for words, is_stock in weights.values() if is_stock) / total if total else 0.0


def _repeated(scene: Scene) -> list[Evidence]:
    earlier = {line for reply in scene.context.earlier or () for line in _lines(reply)}
    if not earlier:
        return []
    return [
        Evidence("canned", 0.9, start, end, scene.message.text[start:end], "said before, word for word")
        for index, (start, end) in enumerate(scene.message.sentences)
        if scene.line(index) in earlier
    ]


@lru_cache(maxsize=256)
def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in prepared(text).plain.split("\n") if line.count(" ") + 1 >= COPY_WORDS)


def _copy(scene: Scene) -> Evidence | None:
    if not (scene.context.earlier or scene.context.stock):
        return None
    text = scene.message.text
    if len(scene.message.words) < COPY_WORDS and not _is_repeat(scene):
        return None
    own = _rows(tuple(scene.message.words))
    best, source = 0.0, ""
    for kind, others in (("an earlier reply", scene.context.earlier or ()), ("a prepared answer", scene.context.stock)):
        for other in others:
            alike = 1.0 if own == _shingles(other) else len(own & _shingles(other)) / max(1, len(own))
            if alike > best:
                best, source = alike, kind
    if best < NEAR_COPY:
        return None
    strength = 1.0 if best >= FULL_COPY else 0.4 + 0.6 * (best - NEAR_COPY) / (FULL_COPY - NEAR_COPY)
    start, end = scene.message.sentences[0][0], scene.message.sentences[-1][1]
    return Evidence("canned", strength, start, end, text[start:end], f"a near copy of {source}")


def _is_repeat(scene: Scene) -> bool:
    plain = scene.message.plain
    return bool(plain) and any(
        prepared(other).plain == plain for other in (*(scene.context.earlier or ()), *scene.context.stock)
    )


@lru_cache(maxsize=512)
def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    return _rows(tuple(prepared(text).words))


@lru_cache(maxsize=64)
def _rows(words: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    """Every ``SHINGLE`` words in a row."""
    width = min(SHINGLE, len(words))
    return frozenset(words[at : at + width] for at in range(len(words) - width + 1)) if words else frozenset()


DETECTORS: dict[str, Detector] = {
    "canned": Detector("empathy", "Wording off the shelf: stock phrases, repeats, pasted macros.", canned),
}
