"""Detectors for clarity: ease of reading, information."""

from __future__ import annotations

import re
from functools import lru_cache

from simulator.signals.evidence import Evidence
from simulator.signals.scene import UNKNOWN, Detector, Found, Scene, ruled

VOWELS = re.compile(r"[aeiouy]{1,3}")
LONG_SENTENCE = 30
"""Words in a sentence from which it is quoted as hard to read."""


@lru_cache(maxsize=16384)
def syllables(word: str) -> int:
    """Syllables of an English word, estimated from its vowel groups; at least 1."""
    groups = len(VOWELS.findall(word))
    if word.endswith("e") and not word.endswith(("le", "ee")) and groups > 1:
        groups -= 1
    if word.endswith(("es", "ed")) and groups > 1 and word[-3:-2] not in {"t", "d", "s", "x", "z", "h", "c", "g"}:
        groups -= 1
    return max(1, groups)


def readability(scene: Scene) -> Found:
    """Ease of reading, 0-1: Flesch's formula (1948) on a hundredth, held to the range."""
    message = scene.message
    words = len(message.words)
    if not words:
        return UNKNOWN
    lengths = [len(message.words_of(index)) for index in range(len(message.sentences))]
    sounds = sum(map(syllables, message.words))
    ease = 206.835 - 1.015 * words / max(1, len(lengths)) - 84.6 * sounds / words
    strength = min(1.0, max(0.0, ease / 100))
    longest = max(range(len(lengths)), key=lengths.__getitem__, default=0)
    if not lengths or lengths[longest] <= LONG_SENTENCE:
        return Found(strength)
    start, end = message.sentences[longest]
    return Found(
        strength,
        (
            Evidence(
                "readability",
                strength,
                start,
                end,
                message.text[start:end],
                f"{lengths[longest]} words in one sentence",
            ),
        ),
    )


DETECTORS: dict[str, Detector] = {
    "readability": Detector("clarity", "How easy the reply is to read (Flesch).", readability),
    "information": Detector("clarity", "Tells facts.", ruled("information")),
}
