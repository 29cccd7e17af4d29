"""The public sets that may train shipped weights, each read into examples: one row of the table per set."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from simulator.errors import ContentError, UsageError
from simulator.learning.written import Example

ANGRY = frozenset({"anger", "annoyance"})
FRUSTRATED = frozenset({"annoyance", "disappointment"})
DISCONTENT = frozenset({"anger", "annoyance", "disappointment", "disapproval", "disgust"})
WRONG = frozenset({"reportbrokensoftware", "reportbrokenphone", "disputecharge"})
CALM = ("anger", "abuse", "frustration", "dissatisfaction")
"""Labels that MultiDoGO's customers, who play a calm request, carry next to never."""
YOU = re.compile(r"\b(?:you|your|you're|youre|u|ur)\b", re.IGNORECASE)
"""Discontent that speaks to someone is what disrespect sounds like; discontent about something is not."""
LONGEST_NAME = 3
"""Words of a line of content that is most likely a name or a number: nothing to learn from."""
MASKS = ("[NAME]", "[RELIGION]")
"""What the set's makers put for a name: no word of the text."""


class Source(Struct, frozen=True):
    """One set: its file, where it comes from and under which licence, how a row becomes examples, what one counts."""

    file: str
    title: str
    licence: str
    read: Callable[[dict[str, Any]], Iterable[Example]]
    share: float = 1.0


def load(folder: Path, source: Source) -> Iterator[Example]:
    """The examples of one set's file; a row that is no JSON object is an error with its line."""
    path = folder / source.file
    try:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                try:
                    yield from source.read(msgspec.json.decode(line, type=dict[str, Any]))
                except (msgspec.DecodeError, KeyError, TypeError) as error:
                    raise ContentError(f"not a row of this set ({error})", file=str(path), line=number) from error
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} can't be read: {error}") from error


def _goemotions(row: dict[str, Any]) -> Iterator[Example]:
    if row["split"] != "train":
        return
    text = row["text"]
    for mask in MASKS:
        text = text.replace(mask, "")
    felt = set(row["emotions"])
    customer = {
        "anger": int(bool(felt & ANGRY)),
        "dissatisfaction": int(bool(felt & DISCONTENT)),
        "frustration": int(bool(felt & FRUSTRATED)),
        "gratitude": int("gratitude" in felt),
    }
    yield Example(text, "customer", customer, "goemotions")
    at_you = int(bool(felt & DISCONTENT) and bool(YOU.search(text)))
    yield Example(text, "agent", dict.fromkeys(("dismissing", "condescending", "attack"), at_you), "goemotions")


def _convabuse(row: dict[str, Any]) -> Iterator[Example]:
    if row["split"] == "train":
        yield Example(row["text"], "customer", {"abuse": int(row["severity"] < 0)}, "convabuse", row["previous"])


def _multidogo(row: dict[str, Any]) -> Iterator[Example]:
    bare = row["intents"] == "contentonly" and len(row["text"].split()) <= LONGEST_NAME
    if row["split"] != "train" or bare:
        return
    meant = set(row["intents"].split("<div>"))
    labels = {
        "gratitude": int("thankyou" in meant),
        "confirmation": int("confirmation" in meant),
        "rejection": int("rejection" in meant),
        "complaint": int(bool(meant & WRONG)),
        **dict.fromkeys(CALM, 0),
    }
    yield Example(row["text"], "customer", labels, "multidogo")


def _taubench(row: dict[str, Any]) -> Iterator[Example]:
    """Ordinary service replies: polite, and none of them disrespectful."""
    previous = None
    for turn in row["turns"]:
        if turn["role"] == "assistant" and turn["text"]:
            yield Example(turn["text"], "agent", dict.fromkeys(DISRESPECT, 0), "taubench_airline", previous)
        previous = turn["text"]


DISRESPECT = ("dismissing", "condescending", "blaming", "defending", "attack", "sarcasm", "deflecting")
"""Labels that no reply of a polite agent carries."""

SOURCES: dict[str, Source] = {
    "goemotions": Source(
        "goemotions.jsonl.gz", "GoEmotions (Demszky et al. 2020), comments with emotions", "Apache-2.0", _goemotions
    ),
    "convabuse": Source(
        "convabuse.jsonl.gz", "ConvAbuse (Cercas Curry et al. 2021), lines written to chatbots", "CC BY 4.0", _convabuse
    ),
    "multidogo": Source(
        "multidogo.jsonl.gz",
        "MultiDoGO (Peskov et al. 2019), customers' lines with intents",
        "CDLA-Permissive-1.0",
        _multidogo,
        share=0.3,
    ),
    "taubench_airline": Source(
        "taubench_airline.jsonl.gz", "tau-bench (Yao et al. 2024), an airline agent's replies", "MIT", _taubench
    ),
}
"""Name -> set: only what may train weights that ship."""
