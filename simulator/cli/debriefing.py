"""A debrief as plain lines: what happened, what worked, what to try; the numbers only when they are asked for."""

from __future__ import annotations

from simulator.report.curve_points import NOTICEABLE
from simulator.report.debrief import Debrief, ThingToTry
from simulator.report.details import MarkLine, MovementLine
from simulator.scoring.protocol import ProtocolStep
from simulator.scoring.verdict import score_words
from simulator.shown import shown

SMALLEST = 0.05
"""Points of hostility that still show as more than 0.0."""
TICKS = {True: "yes", False: "not yet", None: "not needed here"}


def tell_debrief(found: Debrief, *, totals: bool, details: bool = False) -> str:
    """The debrief in the order of the screen; ``totals``: with the three rubrics' scores and the whole."""
    lines = [f"What happened: {' '.join(found.happened)}"]
    if found.strength is not None:
        lines.append(f'What worked: reply {found.strength.reply}, "{found.strength.quote}" ({found.strength.why}).')
    if found.to_try is not None:
        lines.append(_to_try(found.to_try))
    lines += [f"Try next: ticket, {fault}" for fault in (found.ticket.to_try if found.ticket else ())]
    if found.curve:
        lines.append(
            f"How {found.address or 'the customer'} felt: "
            + ", ".join(f"{point.n} {point.words}" for point in found.curve)
        )
    if again := _again(found, details=details):
        lines.append(again)
    if found.curve:  # who never replied left no step out
        lines.append("Steps: " + "; ".join(map(_step, found.protocol)))
    if totals:
        lines += _totals(found)
    if details:
        lines += _details(found)
    if found.attempt_id:
        lines.append(f"Again: simulator debrief {found.attempt_id}  (--details for every mark and movement)")
    return shown("\n".join(lines))


def _again(found: Debrief, *, details: bool) -> str:
    """Of a conversation played again, each reply beside the earlier one; ``details``: with the points of hostility."""
    words: list[str] = []
    for point, before in zip(found.curve, found.ghost, strict=False):
        change = point.after - before
        if not change and not words:
            continue  # it is the same conversation so far
        way = "about as before" if abs(change) < NOTICEABLE else "angrier" if change > 0 else "calmer"
        words.append(f"{point.n} {way}{f' ({point.after:.0f}, then {before:.0f})' if details else ''}")
    if not found.ghost or not found.curve:
        return ""
    if len(found.curve) > len(found.ghost):
        words.append("then the earlier one had ended")
    elif len(found.curve) < len(found.ghost):
        words.append("then the earlier one went on")
    return f"Beside the earlier conversation: {', '.join(words) or 'as before, from the first reply to the last'}"


def _step(step: ProtocolStep) -> str:
    return f"{step.title}: {TICKS[step.done]}{f' ({step.note})' if step.note else ''}"


def _to_try(tip: ThingToTry) -> str:
    wrote = f' You wrote: "{tip.quote}"' if tip.quote else ""
    could = f' You could write: "{tip.better}"' if tip.better else ""
    return f"Try next: reply {tip.reply}, {tip.why}.{wrote}{could}"


def _totals(found: Debrief) -> list[str]:
    lines = [f"{bar.title}: {score_words(bar.score, bar.assessed, whole='rubric')}" for bar in found.bars]
    if found.scorecard.score is not None:
        lines.append(f"Together: {score_words(found.scorecard.score, found.scorecard.assessed)}")
    return lines


def _details(found: Debrief) -> list[str]:
    lines = []
    for item in found.details:
        lines += ["", f"Reply {item.n}: {item.reply}"]
        lines += [f"  {row.delta:+.1f}  {row.words}{_quoted(row.quote)}" for row in item.movements if _counts(row)]
        lines += [_mark(row) for row in item.marks if row.applies]
        if not item.marks:
            lines.append("  Not understood, so nothing of it was marked.")
    if found.ticket is not None:
        lines += ["", "Ticket:"]
        lines += [f"  {title}: {_points(mark.points, mark.max)}, {mark.why}" for title, mark in found.ticket.marks]
    lines.append(f"Simulated ratings: satisfaction {found.rated.csat:.1f} of 5, recommendation {found.rated.nps} of 10")
    return lines


def _counts(row: MovementLine) -> bool:
    return abs(row.delta) >= SMALLEST


def _mark(row: MarkLine) -> str:
    words = "".join(_quoted(quote.text) for quote in row.quotes)
    return f"  {row.rubric} / {row.criterion}: {_points(row.points, row.max)}, {row.why}{words}"


def _quoted(words: str | None) -> str:
    return f' "{words}"' if words else ""


def _points(points: int | None, most: int) -> str:
    return "not assessed" if points is None else f"{points} of {most}"
