"""A reply read and marked by all three rubrics, beside NLTK's VADER on the same texts. Bar: 3 times as long, goal once.

The replies are made of sentences from the library's plays, 40 words each. Before the clock starts both have read the
same sentences in other replies: patterns are compiled and words are known, as after a minute's work, but no reply was
seen. One process, one core; both take turns on small groups, so that a busy machine slows both alike. VADER's lexicon
comes with the package vaderSentiment (`pip install --no-deps vaderSentiment`).
"""

from __future__ import annotations

import random
import re
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

from measure import report

from simulator.library import Library
from simulator.scenario.load import load_scenario
from simulator.scoring.load import load_library_card
from simulator.scoring.without_case import Ground, grade_alone, ground, looking
from simulator.signals import Context, Reading, read, read_customer

WORDS = 40
GROUP = 20
CONTEXT = "My lamp arrived broken, nobody answers my e-mails, and the birthday is on Saturday. I am really angry now!"


def replies(seed: int = 0) -> list[str]:
    """Replies of 40 words or a little more, made of sentences that occur in no other."""
    library = Library()
    texts: set[str] = set()
    for name in library.scenario_ids():
        for play in load_scenario(library, name).plays:
            texts.update(reply.text for reply in play.replies)
    sentences = sorted({part for text in texts for part in re.split(r"(?<=[.!?])\s+", text) if part})
    random.Random(seed).shuffle(sentences)
    found, own = [], list[str]()
    for sentence in sentences:
        own.append(sentence)
        if sum(len(part.split()) for part in own) >= WORDS:
            found.append(" ".join(own))
            own = []
    return found


def vader() -> Callable[[str], object]:
    """NLTK's VADER with the lexicon of the package vaderSentiment."""
    spec = find_spec("vaderSentiment")
    if spec is None or spec.origin is None:
        sys.exit("VADER's lexicon is missing: pip install --no-deps vaderSentiment")
    import nltk
    from nltk.sentiment.vader import SentimentIntensityAnalyzer

    nltk.data.path.append(str(Path(spec.origin).parent))
    scores: Callable[[str], object] = SentimentIntensityAnalyzer("vader_lexicon.txt").polarity_scores
    return scores


def seconds(run: Callable[[str], object], texts: Sequence[str]) -> list[float]:
    """Time for each text."""
    times = []
    for text in texts:
        began = time.process_time()
        run(text)
        times.append(time.process_time() - began)
    return times


def rounds(ways: dict[str, Callable[[str], object]], texts: Sequence[str]) -> dict[str, list[float]]:
    """Times of each way on all texts, in turns of a small group."""
    times: dict[str, list[float]] = {name: [] for name in ways}
    for start in range(0, len(texts), GROUP):
        for name, run in ways.items():
            times[name] += seconds(run, texts[start : start + GROUP])
    return times


def main() -> None:
    """Read fresh texts in turns; print medians, means and ratios."""
    warm, fresh = replies(seed=1), replies()
    rubrics = load_library_card(Library()).rubrics
    customer = read_customer(CONTEXT)
    context = Context(previous=CONTEXT)
    grounds: dict[str, tuple[Reading, Ground]] = {}

    def agent(text: str) -> None:
        reading = read(text, context)
        grounds[text] = reading, ground(reading, customer)

    def marks(text: str) -> None:
        look = looking(*grounds[text])
        for rubric in rubrics:
            grade_alone(rubric, *grounds[text], look)

    ways = {"read": agent, "mark": marks, "VADER": vader()}
    rounds(ways, warm)
    times = rounds(ways, fresh)
    whole = [one + other for one, other in zip(times["read"], times["mark"], strict=True)]
    ratios = [sum(whole[at : at + GROUP]) / sum(times["VADER"][at : at + GROUP]) for at in range(0, len(fresh), GROUP)]
    report(
        "scoring",
        {
            "replies": len(fresh),
            "words in a reply, mean": statistics.fmean(len(text.split()) for text in fresh),
            "read, mean ms": 1000 * statistics.fmean(times["read"]),
            "mark by three rubrics, mean ms": 1000 * statistics.fmean(times["mark"]),
            "read and mark, mean ms": 1000 * statistics.fmean(whole),
            "VADER (NLTK), mean ms": 1000 * statistics.fmean(times["VADER"]),
            "ratio of the means (bar 3, goal 1)": sum(whole) / sum(times["VADER"]),
            "ratio, median of groups": statistics.median(ratios),
        },
    )


if __name__ == "__main__":
    main()
