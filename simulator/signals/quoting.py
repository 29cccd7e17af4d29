"""The rules' hits as evidence: weighed, told apart where they overlap, and quoted from the original."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from simulator.signals.evidence import Evidence
from simulator.signals.rules import Hit
from simulator.signals.text import Message


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
    weighed = [(hit.rule.strength * (weigh(hit) if weigh else 1.0), hit) for hit in hits]
    weighed.sort(key=_rank)
    kept: list[tuple[float, Hit]] = []
    for strength, hit in weighed:
        if strength > 0 and _is_free(hit, kept):
            kept.append((strength, hit))
    kept.sort(key=_start)
    return tuple([_quoted(message, hit, strength) for strength, hit in kept])


def _rank(pair: tuple[float, Hit]) -> tuple[float, int, int]:
    strength, hit = pair
    return -strength, hit.start - hit.end, hit.start


def _start(pair: tuple[float, Hit]) -> int:
    return pair[1].start


def _is_free(hit: Hit, kept: list[tuple[float, Hit]]) -> bool:
    """Whether nothing that is kept overlaps the hit."""
    start, end = hit.start, hit.end
    for _, other in kept:  # noqa: SIM110 - a generator for every pair would cost more than it asks
        if start < other.end and other.start < end:
            return False
    return True


def _quoted(message: Message, hit: Hit, strength: float) -> Evidence:
    return quote(message, hit.rule.signal, strength, (hit.start, hit.end), hit.rule.detail)


def quote(message: Message, signal: str, strength: float, place: tuple[int, int], detail: str = "") -> Evidence:
    """Evidence for a span of the plain text, quoted from the original; strength is kept in [0, 1]."""
    start, end = message.span(*place)
    kept = strength if 0.0 <= strength <= 1.0 else min(1.0, max(0.0, strength))
    return Evidence(signal, kept, start, end, message.text[start:end], detail)
