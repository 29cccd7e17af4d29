"""The rules' hits as evidence: weighed, told apart where they overlap, and quoted from the original."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import itemgetter

from simulator.signals.evidence import Evidence
from simulator.signals.rules import Hit
from simulator.signals.text import Message

Weighed = tuple[float, int, int, int, Hit]
"""A hit after what ranks it: the strongest first, so with a minus; then the longest; where it begins and ends."""
_RANK, _START = itemgetter(0, 1, 2), itemgetter(2)


def evidence(
    message: Message, hits: Sequence[Hit], weigh: Callable[[Hit], float] | None = None
) -> tuple[Evidence, ...]:
    """Hits as evidence; of hits that overlap the strongest stays, then the longest. In order of the text.

    ``weigh`` gives a factor for a hit's strength; at 0 the hit is left out.
    """
    if not hits:
        return ()
    if len(hits) == 1:  # most signals are found once, if at all
        hit = hits[0]
        strength = hit.rule.strength * (weigh(hit) if weigh else 1.0)
        return (_quoted(message, hit, strength),) if strength > 0 else ()
    weighed = [
        (-hit.rule.strength * (weigh(hit) if weigh else 1.0), hit.start - hit.end, hit.start, hit.end, hit)
        for hit in hits
    ]
    weighed.sort(key=_RANK)
    kept: list[Weighed] = []
    for item in weighed:
        if item[0] < 0 and _is_free(item, kept):
            kept.append(item)
    kept.sort(key=_START)
    return tuple([_quoted(message, item[4], -item[0]) for item in kept])


def _is_free(item: Weighed, kept: list[Weighed]) -> bool:
    """Whether nothing that is kept overlaps the hit."""
    _, _, start, end, _ = item
    for _, _, other_start, other_end, _ in kept:  # noqa: SIM110 - a generator for each would cost more than it asks
        if start < other_end and other_start < end:
            return False
    return True


def _quoted(message: Message, hit: Hit, strength: float) -> Evidence:
    return quote(message, hit.rule.signal, strength, (hit.start, hit.end), hit.rule.detail)


def quote(message: Message, signal: str, strength: float, place: tuple[int, int], detail: str = "") -> Evidence:
    """Evidence for a span of the plain text, quoted from the original; strength is kept in [0, 1]."""
    start, end = message.span(*place)
    kept = strength if 0.0 <= strength <= 1.0 else min(1.0, max(0.0, strength))
    return Evidence(signal, kept, start, end, message.text[start:end], detail)
