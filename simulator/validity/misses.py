"""The worst misses of a signal: texts in which it and the people who labelled them lie furthest apart."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from simulator.agreement import ranks
from simulator.errors import NotFoundError, UsageError
from simulator.shown import one_line, shown
from simulator.signals import AGENT_SIGNALS, CUSTOMER_SIGNALS, Evidence
from simulator.validity.comparisons import COMPARISONS, Comparison, about
from simulator.validity.labelled import Sample, find_set, samples, wanted_sets
from simulator.validity.measures import level
from simulator.validity.readings import Seen, point, see_all, told

WIDTH = 300
"""Characters that are shown of what stood before a text."""


class Miss(Struct, frozen=True):
    """One text that was misread. ``gap``: what was read less what the label says, both on 0-1; positive: too high."""

    comparison: Comparison
    sample: Sample
    strengths: dict[str, float | None]
    gap: float
    evidence: tuple[Evidence, ...]


def misses(folder: Path, signal: str, names: Sequence[str] = (), *, limit: int = 20, jobs: int = 1) -> tuple[Miss, ...]:
    """The worst misses, for each set that labels the signal: first those read too high, then those too low.

    Args:
        folder: where the labelled sets are.
        signal: the signal's name.
        names: the sets to look at; none: all that label it.
        limit: misses shown of each direction.
        jobs: how many processes read.

    Raises:
        NotFoundError: no signal of that name is compared with labels, or no set of a name is known.
        UsageError: the folder isn't there, or none of the sets that label it is there.

    """
    rows = about(signal)
    if not rows:
        known = sorted({name for row in COMPARISONS for name in row.signals})
        is_one = signal in (*AGENT_SIGNALS, *CUSTOMER_SIGNALS)
        hint = f"{'No set labels it. ' if is_one else ''}Compared with labels: {', '.join(known)}."
        raise NotFoundError("labelled signal", signal, () if is_one else known, hint=hint)
    found: list[Miss] = []
    present = 0
    for labelled in wanted_sets(folder, names):
        own = [row for row in rows if row.set == labelled.name]
        path = find_set(folder, labelled.name) if own else None
        if path is None:
            continue
        present += 1
        seen = list(see_all(samples(labelled, path), jobs))
        for row in own:
            found += _worst(row, signal, [item for item in seen if row.label in item.sample.labels], limit)
    if not present:
        raise UsageError(f"{folder}: none of the sets that label {signal} is here: {', '.join(r.set for r in rows)}.")
    return tuple(found)


def _worst(row: Comparison, signal: str, seen: Sequence[Seen], limit: int) -> list[Miss]:
    gaps = sorted(_gaps(row, signal, seen), key=lambda pair: pair[0])
    low = [pair for pair in gaps[:limit] if pair[0] < 0]
    high = [pair for pair in reversed(gaps[len(low) :][-limit:]) if pair[0] > 0] if limit else []
    names = (*row.signals, *row.less)
    return [
        Miss(row, item.sample, {name: item.strengths[name] for name in names}, gap, told(item.sample, names))
        for gap, item in (*high, *low)
    ]


def _gaps(row: Comparison, signal: str, seen: Sequence[Seen]) -> list[tuple[float, Seen]]:
    points = [(found, item) for item in seen if (found := point(row, item)) is not None]
    if row.measure == "macro_f1":
        return [(_act_gap(row, signal, item), item) for _, item in points]
    if row.measure in {"spearman", "pearson"}:
        most = max(1, len(points) - 1)
        places = zip(
            ranks([found.found for found, _ in points]), ranks([found.label for found, _ in points]), strict=True
        )
        return [((one - other) / most, item) for (one, other), (_, item) in zip(places, points, strict=True)]
    if row.measure == "kappa":
        return [(found.found - found.label / 2, item) for found, item in points if level(found.found) != found.label]
    return [(found.found - found.label, item) for found, item in points]


def _act_gap(row: Comparison, signal: str, item: Seen) -> float:
    """How far the signal lies above the strongest other one where it should not, or below it where it should."""
    own = item.strengths[signal] or 0.0
    other = max(item.strengths[name] or 0.0 for name in row.signals if name != signal)
    is_it = item.sample.labels[row.label] == signal
    return min(0.0, own - other - 0.01) if is_it else max(0.0, own - other)


def tell(found: Sequence[Miss]) -> str:
    """The misses as plain text: nothing in it can steer a terminal."""
    return "\n\n".join(_told(item) for item in found) or "No misses."


def _told(item: Miss) -> str:
    strengths = ", ".join(f"{name} {value:.2f}" for name, value in item.strengths.items() if value)
    lines = [
        f"{item.comparison.title}: read too {_way(item)} by {abs(item.gap):.2f} ({item.sample.place})",
        f"  label     {item.comparison.label} {shown(str(item.sample.labels[item.comparison.label]))}",
        f"  read      {strengths or 'nothing'}",
        *([f"  context   {one_line(item.sample.context, WIDTH)}"] if item.sample.context else []),
        f"  text      {_indented(item.sample.text)}",
        *(
            f"  evidence  {part.signal} {part.strength:.2f}{', learned' if part.learned else ''}: "
            f"{one_line(part.quote, 120)} ({one_line(part.detail, 80)})"
            for part in item.evidence
        ),
    ]
    return "\n".join(lines)


def _way(item: Miss) -> str:
    return "high" if item.gap > 0 else "low"


def _indented(text: str) -> str:
    return shown(text, 4000).replace("\n", "\n            ")


def markdown(found: Sequence[Miss]) -> str:
    """The misses as Markdown: each one in a block of its own, in which nothing is markup."""
    blocks = [f"```text\n{_told(item).replace('```', '` ` `')}\n```" for item in found]
    return "\n\n".join(["# Misses", *blocks]) + "\n"
