"""Small pictures for reports: an interval on a scale, a trend, a curve. No script, colours by the page's classes."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.report.figure import Figure
from simulator.report.said import tells

WIDE, HIGH, EDGE = 320, 120, 22


def interval(item: Figure, top: float = 100.0) -> str:
    """A scale with the interval as a bar, and the mean as a dot where there is one; text beside it says the same."""
    if item.low is None or item.high is None or not tells(item, top):
        return ""
    low, high = (100 * value / top for value in (item.low, item.high))
    dot = f'<circle class="mean" cx="{100 * item.mean / top:.1f}" cy="6" r="3.2"/>' if item.mean is not None else ""
    return (
        '<svg class="interval" viewBox="-4 0 108 12" aria-hidden="true" focusable="false">'
        '<line class="scale" x1="0" y1="6" x2="100" y2="6"/>'
        f'<line class="range" x1="{low:.1f}" y1="6" x2="{max(high, low + 0.5):.1f}" y2="6"/>{dot}</svg>'
    )


def trend(items: Sequence[Figure], weeks: Sequence[int], label: str, ends: tuple[str, str]) -> str:
    """Means by week, 0-100, with their intervals; a week that has too few shows its interval alone.

    Args:
        items: one a week, in order.
        weeks: their places on the time axis, in weeks; those without conversations may be left out.
        label: what the picture shows, for those who don't see it.
        ends: how the first and the last week are called.

    """
    places = _along([week - weeks[0] for week in weeks], WIDE)
    parts = [_grid()]
    line = []
    for x, item in zip(places, items, strict=True):
        if item.low is None or item.high is None:
            continue
        parts.append(
            f'<line class="range" x1="{x:.1f}" y1="{_y(item.low):.1f}" x2="{x:.1f}" y2="{_y(item.high):.1f}"/>'
        )
        if item.mean is not None:
            line.append((x, _y(item.mean)))
    if len(line) > 1:
        parts.append(f'<polyline class="line" points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in line)}"/>')
    parts += [f'<circle class="mean" cx="{x:.1f}" cy="{y:.1f}" r="3"/>' for x, y in line]
    parts.append(f'<text x="{EDGE}" y="{HIGH - 4}">{_safe(ends[0])}</text>')
    if len(items) > 1:
        parts.append(f'<text x="{WIDE - 4}" y="{HIGH - 4}" text-anchor="end">{_safe(ends[1])}</text>')
    return (
        f'<svg class="trend" viewBox="0 0 {WIDE} {HIGH}" role="img" aria-label="{_safe(label)}">{"".join(parts)}</svg>'
    )


def curve(values: Sequence[float]) -> str:
    """Observed hostility after each of a customer's messages, 0-100, as a small line."""
    if not values:
        return ""
    places = _along(range(len(values)), 120, 4)
    points = " ".join(f"{x:.1f},{30 - 0.26 * value:.1f}" for x, value in zip(places, values, strict=True))
    last = f'<circle cx="{places[-1]:.1f}" cy="{30 - 0.26 * values[-1]:.1f}" r="2.4"/>'
    return (
        '<svg class="curve" viewBox="0 0 124 34" aria-hidden="true" focusable="false">'
        f'<line class="scale" x1="0" y1="30" x2="124" y2="30"/><polyline points="{points}"/>{last}</svg>'
    )


def felt(values: Sequence[float]) -> str:
    """Hostility after each reply of a practised conversation, 0-100, on a scale with the replies' numbers."""
    places = _along(range(len(values)), WIDE)
    line = list(zip(places, map(_y, values), strict=True))
    parts = [_grid(), f'<polyline class="line" points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in line)}"/>']
    parts += [f'<circle class="mean" cx="{x:.1f}" cy="{y:.1f}" r="3"/>' for x, y in line]
    every = max(1, len(values) // 12)
    parts += [
        f'<text x="{x:.1f}" y="{HIGH - 4}" text-anchor="middle">{n}</text>'
        for n, x in enumerate(places, 1)
        if n % every == 0 or n == 1
    ]
    label = "Anger after each reply: " + ", ".join(f"{value:.0f}" for value in values)
    return f'<svg class="felt" viewBox="0 0 {WIDE} {HIGH}" role="img" aria-label="{label}">{"".join(parts)}</svg>'


def _grid() -> str:
    lines = []
    for value in (0, 50, 100):
        y = _y(value)
        lines.append(f'<line class="scale" x1="{EDGE}" y1="{y:.1f}" x2="{WIDE - 4}" y2="{y:.1f}"/>')
        lines.append(f'<text x="{EDGE - 4}" y="{y + 3:.1f}" text-anchor="end">{value}</text>')
    return "".join(lines)


def _y(value: float) -> float:
    return 8 + (HIGH - 32) * (1 - value / 100)


def _along(steps: Sequence[int], wide: int, edge: int = EDGE + 8) -> list[float]:
    """Where steps from 0 on come to lie between the edges; a single one in the middle."""
    if not steps or steps[-1] == 0:
        return [(edge + wide) / 2 for _ in steps]
    return [edge + step * (wide - 12 - edge) / steps[-1] for step in steps]


def _safe(text: str) -> str:
    from markupsafe import escape

    return str(escape(text))
