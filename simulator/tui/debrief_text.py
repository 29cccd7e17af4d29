"""The debrief as text, part by part, in the order in which it is read; numbers only in the details and the bars."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.content import Content

from simulator.scoring.verdict import ENOUGH, coverage, score_words
from simulator.shown import one_line, shown
from simulator.tui.drawing import BLOCKS
from simulator.tui.naming import capital
from simulator.tui.paragraphs import Paragraph, hanging

if TYPE_CHECKING:
    from simulator.report.debrief import Debrief, ThingToTry
    from simulator.report.details import Detail
    from simulator.scoring.grade import Bar
    from simulator.scoring.marks import Quote

NOTHING: Paragraph = (Content(""), Content(""))
STEP = 26
"""Cells that one step of the protocol takes, with its sign."""
SMALLEST = 0.05
"""A movement below this many points rounds to nothing."""
SIGNS = {True: ("✓", "$anger-0 bold"), False: ("—", "$quiet"), None: ("·", "$quiet")}
"""A step that was taken, one that was not, one that does not apply."""


FILED = "In the ticket, file:"
"""Above what a ticket should have said."""
MEANING = "✓ done   — not yet   · not needed here"
"""What the signs mean, below the steps."""


def happened(told: Debrief) -> list[Paragraph]:
    """What happened, one strength in the trainee's words, one thing to try."""
    parts = [_line("What happened", "bold"), _line(shown(" ".join(told.happened)))]
    if told.strength:
        parts += [NOTHING, _line("What worked", "bold")]
        parts.append(_quoted(told.strength.reply, told.strength.quote, "$you"))
        parts.append(_line(_sentence(told.strength.why), "$quiet"))
    return [*parts, NOTHING, _line("Try next", "bold"), *_to_try(told)]


def _to_try(told: Debrief) -> Iterator[Paragraph]:
    tip = told.to_try
    faults = told.ticket.to_try if told.ticket else ()
    if tip is not None:
        yield from _instead(tip)
    elif not faults:
        yield _line("Nothing to correct here. A hotter customer would teach you more.")
    if faults:
        yield from (NOTHING,) if tip is not None else ()
        yield _line(FILED if tip is not None else f"Nothing to correct in what you wrote. {FILED}", "$quiet")
        yield from ((Content.styled("  ", "$quiet"), Content(shown(fault, 500))) for fault in faults)


def _instead(tip: ThingToTry) -> Iterator[Paragraph]:
    where = f"In reply {tip.reply}, "
    if tip.quote:
        wrote = Content.styled(f"{where}you wrote: ", "$quiet")
        yield wrote, Content.styled(f"“{shown(tip.quote, 500)}”", "$quiet")
    yield _line(_sentence(tip.why), "$quiet")
    if tip.better:
        could = "You could write: " if tip.quote else f"{where}you could write: "
        yield Content.styled(could, "$quiet"), Content.styled(f"“{shown(tip.better, 800)}”", "$you")
    if tip.tip:
        yield _line(shown(tip.tip, 500))


def _quoted(reply: int, words: str, style: str) -> Paragraph:
    return Content.styled(f"Reply {reply}: ", "$quiet"), Content.styled(f"“{shown(words, 500)}”", style)


def _sentence(words: str) -> str:
    """A reason as a sentence of its own."""
    text = shown(words, 500).strip()
    return capital(text) + ("" if text.endswith((".", "!", "?")) else ".")


def _line(text: str, style: str = "") -> Paragraph:
    return Content(""), Content.styled(text, style)


def steps(told: Debrief, width: int) -> Content:
    """The six steps of the complaint protocol, as many on a line as have room, each with its sign."""
    lines = []
    beside = 3 if width >= 3 * STEP else 2
    for start in range(0, len(told.protocol), beside):
        parts: list[tuple[str, str]] = []
        for step in told.protocol[start : start + beside]:
            parts += [SIGNS[step.done], (f" {step.title:<24}", "" if step.done else "$quiet")]
        lines.append(Content.assemble(*parts))
    lines.append(Content.styled(MEANING, "$quiet"))
    lines += [
        line
        for step in told.protocol
        if step.note
        for line in hanging(
            [(Content.styled(f"  {step.title}: ", "$quiet"), Content.styled(step.note, "$quiet"))], width
        )
    ]
    return Content("\n").join(lines)


def bar_lines(bars: tuple[Bar, ...], width: int) -> Content:
    """One bar a rubric with its score and the share that was assessed; below it, where that share is too small."""
    room = max(10, min(40, width - 52))
    lines = []
    for bar in bars:
        if bar.score is None:
            lines.append(Content.assemble((f"{bar.title:<14}", "bold"), ("not assessed here", "$quiet")))
            continue
        little = bar.assessed < ENOUGH
        # a bar is never longer than what was seen of its rubric, where that is too little
        full = round(bar.score / 100 * (bar.assessed if little else 1) * room)
        drawn = ("█" * full, "$you"), (BLOCKS[0] * (room - full), "$line")
        figures = score_words(bar.score, bar.assessed, whole="rubric")
        said = f"only {coverage(bar.assessed, 'rubric')} seen" if little else figures
        lines.append(Content.assemble((f"{bar.title:<14}", "bold"), *drawn, (f" {said}", "$quiet")))
        if little:
            doubt = f"{bar.score:.0f} for that part, which is too little for a pass or a fail"
            lines.append(Content.assemble(f"{'':<14}", (doubt, "$quiet")))
    return Content("\n").join(lines)


def details(told: Debrief) -> Iterator[Paragraph]:
    """Every mark with the trainee's words, every movement of the curve, the ticket, the simulated ratings."""
    yield _line("Details", "bold")
    for detail in told.details:
        yield NOTHING
        yield from _detail(detail)
    if told.ticket is not None:
        yield NOTHING
        yield _line("Ticket", "bold")
        for title, mark in told.ticket.marks:
            yield _points(mark.points, mark.max), Content(f"{title}: {shown(mark.why, 300)}")
    yield NOTHING
    result, rated = told.scorecard.curve, told.rated
    yield _line(
        f"Simulated, no customer said so: satisfaction {rated.csat:.1f} of 5, recommending {rated.nps} of 10",
        "$quiet",
    )
    if result is not None:
        mean = (
            f"Hostility was {result.area:.0f} of 100 on average; with this customer an ideal agent would have had "
            f"{result.ideal:.0f}, and the worst {result.worst:.0f}"
        )
        yield _line(mean, "$quiet")


def _detail(detail: Detail) -> Iterator[Paragraph]:
    yield _line(f"Reply {detail.n}", "bold")
    yield Content("  "), underlined(detail.reply, [quote for mark in detail.marks for quote in mark.quotes])
    yield Content.styled("  ↳ ", "$quiet"), Content.styled(f"heard: {shown(detail.heard, 1000)}", "$quiet")
    for row in detail.movements:
        if abs(row.delta) >= SMALLEST:
            quote = f"  “{one_line(row.quote, 60)}”" if row.quote else ""
            label = Content.styled(f"  {row.delta:+5.1f}  ", "$anger-2" if row.delta > 0 else "$anger-0")
            yield label, Content.assemble(shown(row.words, 300), (quote, "$quiet"))
    if not detail.marks:
        yield _line("  Not understood, so nothing of it was marked.", "$quiet")
    for mark in detail.marks:
        if mark.applies:
            quote = "".join(f" “{one_line(item.text, 60)}”" for item in mark.quotes[:2])
            why = f"{mark.rubric}, {mark.criterion}: {shown(mark.why, 300)}"
            yield _points(mark.points, mark.max), Content.assemble(why, (quote, "$you"))


def _points(points: int | None, most: int) -> Content:
    words = "not assessed" if points is None else f"{points} of {most}"
    return Content.styled(f"  {words:<14}", "$quiet")


def underlined(text: str, quotes: list[Quote]) -> Content:
    """A reply with the quoted words underlined; where the text had to be changed to be shown, without the lines."""
    if shown(text) != text:
        return Content(shown(text))
    content = Content(text)
    for quote in quotes:
        if text[quote.start : quote.end] == quote.text:
            content = content.stylize("underline $you", quote.start, quote.end)
    return content
