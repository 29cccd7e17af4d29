"""A conversation under review as text: who said what, with the words that matter underlined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from textual.content import Content

from simulator.batch.lines import Judged
from simulator.shown import one_line, shown

NAMES = {"customer": "Customer", "agent": "Agent", "bot": "Bot", "system": "System"}
STYLES = {"customer": "$customer bold", "agent": "$you bold"}
UNDERLINED = "underline bold"
Span = tuple[int, int]


class LaidOut(Struct, frozen=True):
    """A conversation as lines of one width, and the line at which each turn begins."""

    lines: tuple[Content, ...]
    starts: tuple[int, ...]


def told(judged: Judged, spans: dict[int, tuple[Span, ...]], width: int) -> LaidOut:
    """The conversation; ``spans``: half-open code points to underline, by turn."""
    lines: list[Content] = []
    starts: list[int] = []
    for n, (speaker, author, text) in enumerate(judged.texts):
        starts.append(len(lines))
        name = one_line(author or NAMES.get(speaker, "Somebody"), 40)
        head = Content.assemble((name, STYLES.get(speaker, "$quiet bold")), (f"  {n + 1}", "$quiet"))
        words = Content.assemble(*_pieces(text, spans.get(n, ())))
        lines += [head, *(line.pad_left(2) for line in words.wrap(max(10, width - 2))), Content("")]
    return LaidOut(tuple(lines), tuple(starts))


def evidence(judged: Judged, keys: Iterable[str]) -> dict[int, tuple[Span, ...]]:
    """The words that the software's marks for these criteria rest on, by turn."""
    wanted = frozenset(keys)
    found: dict[int, tuple[Span, ...]] = {}
    for turn in judged.marks:
        spans = sorted({(quote.start, quote.end) for quote in turn.quotes if quote.mark in wanted})
        if spans:
            found[turn.turn] = tuple(spans)
    return found


def quoted(judged: Judged, turn: int, words: str) -> dict[int, tuple[Span, ...]]:
    """Where a finding's words stand."""
    start = judged.texts[turn][2].find(words) if turn < len(judged.texts) else -1
    return {} if start < 0 else {turn: ((start, start + len(words)),)}


def _pieces(text: str, spans: Sequence[Span]) -> Iterator[tuple[str, str]]:
    """The text, cut where underlining begins and ends; overlapping spans are one."""
    at = 0
    for start, end in spans:
        if end > at:
            yield shown(text[at : max(at, start)]), ""
            yield shown(text[max(at, start) : end]), UNDERLINED
            at = end
    yield shown(text[at:]), ""
