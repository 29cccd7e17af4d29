"""Detectors for clarity: ease of reading, information."""

from __future__ import annotations

from math import exp, log

from simulator.signals.ease import word_load
from simulator.signals.evidence import Evidence
from simulator.signals.remembered import Remembered
from simulator.signals.scene import UNKNOWN, Detector, Found, Scene, ruled

LONG_SENTENCE = 30
"""Words in a sentence from which it is quoted as hard to read."""
LENGTH = 1 / 0.4
"""What the logarithm of a sentence's length adds to the load: its standard deviation in prose is .4 (as in ease.py)."""
MIDDLE, SPREAD = 12.0, 2.0
"""The load that reads 1/2 (a novel's; a chat's is 8, a contract's 18), and how fast the reading falls there."""
USUAL_WORDS, USUAL_LOAD = 3, 2.5
"""Words of an ordinary load that are added to every text: one long word in "Certainly." makes no hard text."""
HARD = 1 / 3
"""Strength below which the sentence that asks most of the reader is quoted."""
SHOWN = 4
"""Hard words that are named, at most."""
LOADS = Remembered(word_load)


def readability(scene: Scene) -> Found:
    """Ease of reading, 0-1, by sentence length, long words and unfamiliar words, each weighed by its spread in prose.

    After Flesch (1948: length of sentences and words) and Dale and Chall (1948: words that everybody knows). The
    length is half the mean sentence and half the longest one, as a logarithm: from 10 to 20 words is as far as from
    20 to 40.
    """
    message = scene.message
    sentences = message.spoken
    load_of = LOADS.__getitem__
    lengths = list(map(len, sentences))
    words = sum(lengths)
    if not words:
        return UNKNOWN
    most = max(lengths)
    length = (words / sum(map(bool, lengths)) + most) / 2
    loads = [sum(map(load_of, sentence)) for sentence in sentences]
    load = LENGTH * log(length) + (sum(loads) + USUAL_WORDS * USUAL_LOAD) / (words + USUAL_WORDS)
    strength = 1 / (1 + exp(min(30.0, (load - MIDDLE) / SPREAD)))
    if most > LONG_SENTENCE:
        return _quoted(scene, strength, lengths.index(most), f"{most} words in one sentence")
    if strength < HARD:
        hardest = loads.index(max(loads))
        hard = sorted(dict.fromkeys(filter(load_of, sentences[hardest])), key=load_of, reverse=True)
        return _quoted(scene, strength, hardest, f"long or rare words: {', '.join(hard[:SHOWN])}")
    return Found(strength)


def _quoted(scene: Scene, strength: float, at: int, detail: str) -> Found:
    start, end = scene.message.sentences[at]
    return Found(strength, (Evidence("readability", strength, start, end, scene.message.text[start:end], detail),))


DETECTORS: dict[str, Detector] = {
    "readability": Detector(
        "clarity", "How easy it is to read: short sentences, common words.", readability, alone=True
    ),
    "information": Detector("clarity", "Tells facts.", ruled("information"), on_hits=True, alone=True),
}
