"""One row of the library: what a trainee must know of a customer before choosing them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from simulator.report.endings import ended
from simulator.shown import one_line
from simulator.tui.naming import HOT_BLOCKS, hot, minutes, plainly
from simulator.tui.themes import ramp

if TYPE_CHECKING:
    from simulator.scenario.cards import Card
    from simulator.store.records import Standing, Summary

LONGEST = 300
"""Characters of a summary that are shown; the schema asks for less."""


def card_row(card: Card, standing: Standing | None, width: int) -> Content:
    """Title, channel, minutes and heat on the first line; a content warning, the summary and your last result below."""
    facts = [plainly(card.channel), minutes(card.minutes)]
    if card.language != "en":
        facts.insert(0, card.language)
    block = HOT_BLOCKS[min(4, max(0, card.difficulty - 1))]
    heat = (f"{block} {hot(card.difficulty):<14}", ramp(20 * card.difficulty - 5))
    right = Content.assemble((" · ".join(facts) + "   ", "$quiet"), heat)
    title = Content.styled(one_line(card.title, width), "bold")
    if title.cell_length + right.cell_length + 2 > width:
        head = Content("\n").join([title, _spread(Content(""), right, width)])
    else:
        head = _spread(title, right, width)
    warning = Content.styled("content warning · " if card.warnings else "", "$anger-2")
    outcome = Content.styled(outcome_words(standing), "$you")
    told = Content.assemble(warning, (one_line(card.summary, LONGEST), "$quiet")).wrap(max(10, width - 2))
    *above, last = [line.pad_left(2) for line in told]
    if last.cell_length + outcome.cell_length + 2 > width:
        above, last = [*above, last], Content("")
    return Content("\n").join([head, *above, *([_spread(last, outcome, width)] if last or outcome else [])])


def open_row(attempt: Summary, width: int) -> Content:
    """A conversation that was left open: it goes on where it stopped."""
    right = Content.styled(f"left open {attempt.started.astimezone():%d %b, %H:%M}", "$quiet")
    title = one_line(attempt.title, width - right.cell_length - 10)
    return _spread(Content.assemble(("Go on: ", "$you bold"), (title, "bold")), right, width)


def outcome_words(standing: Standing | None) -> str:
    """Your last result and, where it differs, your best one."""
    if standing is None:
        return ""
    last = ended(standing.last.ending, agreed=standing.last.agreed)
    best = ended(standing.best.ending, agreed=standing.best.agreed) if standing.best else last
    return f"last time: {last}" if best == last else f"last time: {last}; best: {best}"


def _spread(left: Content, right: Content, width: int) -> Content:
    gap = max(1, width - left.cell_length - right.cell_length)
    return left + " " * gap + right
