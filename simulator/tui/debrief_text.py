"""The debrief as text, part by part, in the order in which it is read; numbers only in the details and the bars."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.content import Content

from simulator.shown import one_line, shown
from simulator.tui.drawing import BLOCKS

if TYPE_CHECKING:
    from simulator.report.debrief import Debrief
    from simulator.report.details import Detail, MarkLine
    from simulator.scoring.grade import Bar
    from simulator.scoring.marks import Quote

SIGNS = {True: ("✓", "$anger-0 bold"), False: ("—", "$quiet"), None: ("·", "$quiet")}
"""A step that was taken, one that was not, one that does not apply."""


def happened(told: Debrief) -> Content:
    """What happened, one strength in the trainee's words, one thing to try."""
    parts: list[tuple[str, str]] = [("What happened\n", "bold"), (f"{shown(' '.join(told.happened))}\n", "")]
    if told.strength:
        parts += [
            ("\nWhat worked\n", "bold"),
            (f"Reply {told.strength.reply}: ", "$quiet"),
            (f"“{shown(told.strength.quote, 500)}”\n", "$you"),
            (f"{shown(told.strength.why, 500)}\n", ""),
        ]
    parts += _to_try(told)
    return Content.assemble(*parts).rstrip()


def _to_try(told: Debrief) -> list[tuple[str, str]]:
    tip = told.to_try
    if tip is None:
        return [("\nTry next\n", "bold"), ("Nothing to correct here. A hotter customer would teach you more.\n", "")]
    instead = [(f"“{shown(tip.quote, 500)}”\n", "$quiet"), ("→ ", "")] if tip.quote else [("", "")]
    return [
        ("\nTry next\n", "bold"),
        (f"Reply {tip.reply}: ", "$quiet"),
        *instead,
        (f"“{shown(tip.better, 800)}”\n", "$you") if tip.better else ("", ""),
        (f"{shown(tip.why, 500)} {shown(tip.tip, 500)}".strip() + "\n", ""),
    ]


def steps(told: Debrief) -> Content:
    """The six steps of the complaint protocol on one line, each with its sign."""
    parts: list[tuple[str, str]] = []
    for step in told.protocol:
        parts += [SIGNS[step.done], (f" {step.title}   ", "" if step.done else "$quiet")]
    return Content.assemble(*parts)


def bar_lines(bars: tuple[Bar, ...], width: int) -> Content:
    """One bar a rubric with its score and the share that was assessed."""
    room = max(10, min(40, width - 52))
    lines = []
    for bar in bars:
        if bar.score is None:
            lines.append(Content.assemble((f"{bar.title:<14}", "bold"), ("not assessed here", "$quiet")))
            continue
        full = round(bar.score / 100 * room)
        drawn = ("█" * full, "$you"), (BLOCKS[0] * (room - full), "$line")
        rest = f" {bar.score:.0f} of 100, from {bar.assessed:.0%} of what counts"
        lines.append(Content.assemble((f"{bar.title:<14}", "bold"), *drawn, (rest, "$quiet")))
    return Content("\n").join(lines)


def details(told: Debrief) -> Content:
    """Every mark with the trainee's words, every movement of the curve, the ticket, the simulated ratings."""
    parts: list[Content] = [Content.styled("Details", "bold")]
    for detail in told.details:
        parts += [Content(""), *_detail(detail)]
    parts += _ticket(told)
    rated = told.rated
    sentence = f"Simulated, no customer said so: satisfaction {rated.csat:.1f} of 5 · would recommend {rated.nps} of 10"
    parts += [Content(""), Content.styled(sentence, "$quiet")]
    result = told.scorecard.curve
    if result is not None:
        mean = f"Hostility on average {result.area:.0f} of 100; at best {result.ideal:.0f}, at worst {result.worst:.0f}"
        parts.append(Content.styled(mean, "$quiet"))
    return Content("\n").join(parts)


def _ticket(told: Debrief) -> list[Content]:
    if told.ticket is None:
        return []
    lines = [Content(""), Content.styled("Ticket", "bold")]
    for title, mark in told.ticket.marks:
        points = "not assessed" if mark.points is None else f"{mark.points} of {mark.max}"
        lines.append(Content.assemble((f"  {points:<13}", "$quiet"), f"{title}: {shown(mark.why, 300)}"))
    return lines


def _detail(detail: Detail) -> Iterator[Content]:
    yield Content.styled(f"Reply {detail.n}", "bold")
    quotes = [quote for mark in detail.marks for quote in mark.quotes]
    yield underlined(detail.reply, quotes)
    yield Content.styled(f"↳ heard: {shown(detail.heard, 1000)}", "$quiet")
    for row in detail.movements:
        if abs(row.delta) >= 0.05:
            quote = f"  “{one_line(row.quote, 60)}”" if row.quote else ""
            tone = "$anger-2" if row.delta > 0 else "$anger-0"
            yield Content.assemble((f"  {row.delta:+5.1f}  ", tone), shown(row.words, 300), (quote, "$quiet"))
    for mark in detail.marks:
        if mark.applies:
            yield _mark(mark)


def _mark(mark: MarkLine) -> Content:
    points = "not assessed" if mark.points is None else f"{mark.points} of {mark.max}"
    quote = "".join(f" “{one_line(item.text, 60)}”" for item in mark.quotes[:2])
    head = (f"  {points:<13}", "$quiet")
    return Content.assemble(head, f"{mark.rubric}, {mark.criterion}: ", shown(mark.why, 300), (quote, "$you"))


def underlined(text: str, quotes: list[Quote]) -> Content:
    """A reply with the quoted words underlined; where the text had to be changed to be shown, without the lines."""
    if shown(text) != text:
        return Content(shown(text))
    content = Content(text)
    for quote in quotes:
        if text[quote.start : quote.end] == quote.text:
            content = content.stylize("underline $you", quote.start, quote.end)
    return content
