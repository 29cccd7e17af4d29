"""The labelled cases of personal data, and how well a mask finds what is marked and leaves the rest."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml
from msgspec import Struct, field

from simulator.redact import Mask

CASES = Path(__file__).parents[1] / "data" / "redaction.yaml"
MARKED = re.compile(r"\[\[(?P<kind>\w+)\|(?P<words>.*?)\]\]", re.DOTALL)
KEEP = "keep"
KINDS = {
    "EMAIL": "email",
    "PHONE": "phone",
    "CARD": "card",
    "IBAN": "iban",
    "BANK": "account",
    "ID": "identity",
    "SECRET": "secret",
    "BIRTH DATE": "birth",
    "ADDRESS": "address",
    "IP": "ip",
    "HANDLE": "handle",
    "NAME": "name",
    "CUSTOMER": "name",
}
"""The word of a placeholder, and the kind it is marked as."""


class Case(Struct, frozen=True):
    """A text without its marks; ``marks``: (start, end, kind) in it."""

    topic: str
    text: str
    marks: tuple[tuple[int, int, str], ...]
    names: tuple[str, ...] = ()

    def masked(self) -> list[tuple[int, int, str]]:
        """What the mask replaces: (start, end, kind)."""
        mask = Mask({"CUSTOMER": self.names}, texts=[self.text])
        return [(start, end, KINDS[kind_of(word)]) for start, end, word in mask.mask(self.text).replaced]


class Figures(Struct):
    """Counts by kind: ``marked`` and ``found`` of them, ``masked`` and ``right`` of them; ``kept`` of ``keeps`` by topic.

    A mark is found when all its letters and digits are masked; masked words are right when they touch a mark.
    """

    marked: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    masked: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    keeps: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)

    def recall(self) -> float:
        """Share of what is marked that is masked whole."""
        return self.found.total() / self.marked.total()

    def precision(self) -> float:
        """Share of what is masked that touches a mark."""
        return self.right.total() / self.masked.total()

    def kept_share(self, topic: str | None = None) -> float:
        """Share of the words to keep of which nothing is masked."""
        if topic:
            return self.kept[topic] / self.keeps[topic]
        return self.kept.total() / self.keeps.total()


def cases(half: str) -> list[Case]:
    """The cases of the ``development`` or the ``held_out`` half."""
    read = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    return [_case(each["topic"], each["text"], tuple(each.get("names", ()))) for each in read[half]]


def kind_of(placeholder: str) -> str:
    """The word of a placeholder such as ``[EMAIL 1]``."""
    return placeholder.strip("[]").rstrip("0123456789 ")


def measured(each: Iterable[Case]) -> Figures:
    """How well the mask does on the cases."""
    figures = Figures()
    for case in each:
        _count(case, case.masked(), figures)
    return figures


def errors(case: Case) -> Iterator[str]:
    """What the mask gets wrong in a case."""
    spans = case.masked()
    for start, end, kind in case.marks:
        if kind == KEEP and _touched(start, end, spans):
            yield f"masked, to keep: {case.text[start:end]!r}"
        if kind != KEEP and not _covered(case.text, start, end, spans):
            yield f"left, {kind}: {case.text[start:end]!r}"
    for start, end, kind in spans:
        if not _touched(start, end, [mark for mark in case.marks if mark[2] != KEEP]):
            yield f"masked as {kind}: {case.text[start:end]!r}"


def _count(case: Case, spans: list[tuple[int, int, str]], figures: Figures) -> None:
    for start, end, kind in case.marks:
        if kind == KEEP:
            figures.keeps[case.topic] += 1
            figures.kept[case.topic] += not _touched(start, end, spans)
        else:
            figures.marked[kind] += 1
            figures.found[kind] += _covered(case.text, start, end, spans)
    personal = [mark for mark in case.marks if mark[2] != KEEP]
    for start, end, kind in spans:
        figures.masked[kind] += 1
        figures.right[kind] += _touched(start, end, personal)


def _touched(start: int, end: int, spans: Iterable[tuple[int, int, str]]) -> bool:
    return any(first < end and start < last for first, last, _ in spans)


def _covered(text: str, start: int, end: int, spans: list[tuple[int, int, str]]) -> bool:
    return all(_touched(at, at + 1, spans) for at in range(start, end) if text[at].isalnum())


def _case(topic: str, marked: str, names: tuple[str, ...]) -> Case:
    text, marks, at = "", [], 0
    for match in MARKED.finditer(marked):
        text += marked[at : match.start()]
        marks.append((len(text), len(text) + len(match["words"]), match["kind"]))
        text += match["words"]
        at = match.end()
    return Case(topic, text + marked[at:], tuple(marks), names)
