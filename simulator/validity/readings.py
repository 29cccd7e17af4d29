"""Reads the samples of sets, in this process or in several, and keeps what the comparisons look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context

from msgspec import Struct

from simulator.signals import Context, Evidence, Reading, read, read_customer
from simulator.validity.comparisons import Comparison
from simulator.validity.labelled import Sample
from simulator.validity.measures import Point

CHUNK = 400
"""Samples that a process is given at once."""


class Seen(Struct, frozen=True):
    """A sample with the strengths that were read in it, and its length in words."""

    sample: Sample
    strengths: dict[str, float | None]
    words: int


def reading(sample: Sample) -> Reading:
    """A sample, read as a message of its side."""
    context = Context(previous=sample.context)
    return read(sample.text, context) if sample.side == "agent" else read_customer(sample.text, context)


def see(samples: Sequence[Sample]) -> list[Seen]:
    """Samples with what was read in them."""
    return [Seen(item, reading(item).served, len(item.text.split())) for item in samples]


def see_all(samples: Iterable[Sample], jobs: int = 1) -> Iterator[Seen]:
    """All samples with what was read in them, in order, by as many processes as ``jobs`` says."""
    chunks = _chunks(iter(samples))
    if jobs == 1:
        for chunk in chunks:
            yield from see(chunk)
        return
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        for seen in pool.map(see, chunks):
            yield from seen


def _chunks(samples: Iterator[Sample]) -> Iterator[list[Sample]]:
    while chunk := list(islice(samples, CHUNK)):
        yield chunk


def point(row: Comparison, seen: Seen) -> Point | None:
    """What a comparison looks at in a sample: None where a signal was not read in it.

    The label of a sample that has none for this comparison must have been sorted out before.
    """
    label = seen.sample.labels[row.label]
    strengths = [seen.strengths[name] for name in (*row.signals, *row.less)]
    known = [value for value in strengths if value is not None]
    if len(known) < len(strengths):
        return None
    own, less = known[: len(row.signals)], known[len(row.signals) :]
    if row.measure == "macro_f1":
        best = max(own)
        return Point(row.signals[own.index(best)] if best else None, label, seen.words)
    return Point(max(own) - max(less, default=0.0), label, seen.words)


def told(sample: Sample, signals: tuple[str, ...]) -> tuple[Evidence, ...]:
    """The evidence for some signals in a sample, weak learned findings included, in order of the text."""
    found = reading(sample)
    items = [item for item in (*found.evidence, *found.hints) if item.signal in signals]
    return tuple(sorted(items, key=lambda item: (item.start, item.end)))
