"""Past conversations as text: a row each with its curve, the trend over all, two side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from simulator.report.endings import ended
from simulator.scoring.verdict import ENOUGH, coverage
from simulator.shown import one_line, shown
from simulator.tui.drawing import sparkline
from simulator.tui.naming import how_many
from simulator.tui.themes import ramp

if TYPE_CHECKING:
    from simulator.store.records import Summary


ROOMY = 106
"""Cells of a row from which on all has room in it; below, the title comes first."""
CLOSE = 5.0
"""Points of mean hostility below which two conversations count as alike [design choice]."""


def mean(path: Sequence[float]) -> float:
    """Mean hostility, 0-100, over the replies of a conversation (its start, where there was none)."""
    counted = path[1:] or path
    return sum(counted) / len(counted) if counted else 0.0


def past_row(item: Summary, width: int, *, marked: bool, totals: bool) -> Content:
    """Time, title, curve, ending; the score only where totals are shown. A narrow row has it short: "66 (82%)"."""
    narrow = width < ROOMY
    told = _short(item) if narrow else _score(item)
    score = f"{told}  " if totals and item.score is not None else "not scored  " if item.unscored else ""
    end = f"  {ended(item.ending, agreed=item.agreed):<{24 if not narrow else 22}}"
    right = Content.assemble((score, "$quiet"), blocks(item.path[-(6 if narrow else 16) :]), (end, "$quiet"))
    again = f" (again from reply {item.parent_exchange})" if item.parent_exchange else ""
    left_width = max(10, width - right.cell_length - 10)
    seen = " (exam)" if item.mode == "exam" else " (shared)" if item.audience else ""
    title = one_line(f"{item.title}{again}", left_width - len(seen)) + seen
    head = Content.assemble(
        ("● " if marked else "  ", "$you bold"), (f"{item.started.astimezone():%H:%M}  ", "$quiet"), title
    )
    return head + " " * max(1, width - head.cell_length - right.cell_length) + right


def _short(item: Summary) -> str:
    if item.assessed is not None and item.assessed < ENOUGH:
        return f"only {coverage(item.assessed).split()[0]}"
    whole = item.assessed is None or item.assessed >= 1
    return f"{item.score:.0f}" if whole else f"{item.score:.0f} ({coverage(item.assessed or 0.0).split()[0]})"


def _score(item: Summary) -> str:
    """The score with the share it rests on, where that is less than all: "score 84 from 85% of the card".

    None stands where too little was assessed: a list has no room to say so.
    """
    if item.assessed is not None and item.assessed < ENOUGH:
        return f"only {coverage(item.assessed)} seen"
    part = f" from {coverage(item.assessed)}" if item.assessed is not None and item.assessed < 1 else ""
    return f"score {item.score:.0f}{part}"


def blocks(path: Sequence[float]) -> Content:
    """A block for each value in the colour of its height."""
    return Content("").join(Content.styled(sparkline([value]), ramp(value)) for value in path)


def trend(items: Sequence[Summary]) -> Content:
    """How upset customers were on average, conversation by conversation, the oldest first."""
    if len(items) < 2:
        return Content.styled("A trend shows from the second conversation on.", "$quiet")
    newest = list(items)[:24][::-1]
    words = f"the last {how_many(len(newest), 'conversation')}, lower is calmer"
    return Content.assemble(
        "How upset customers were  ", blocks([mean(item.path) for item in newest]), (f"  {words}", "$quiet")
    )


def to_try(item: Summary) -> Content:
    """What its debrief advised to say next time; empty where it advised nothing."""
    return Content.assemble(("Try next  ", "bold"), f"“{shown(item.to_try, 800)}”") if item.to_try else Content("")


def afterwards(item: Summary, items: Sequence[Summary]) -> Content:
    """What was tried next with the same customer: when, from which reply, and how it went; empty where nothing was."""
    later = [one for one in items if one.scenario == item.scenario and one.started > item.started]
    if not later:
        return Content("")
    one = min(later, key=lambda each: (each.parent != item.id, each.started))
    how = f"again from reply {one.parent_exchange}" if one.parent == item.id and one.parent_exchange else "met again"
    before, after = mean(item.path), mean(one.path)
    calmer = "about as upset" if abs(before - after) < CLOSE else "calmer" if after < before else "more upset"
    words = f"{how}, {one.started.astimezone():%d %B}: {ended(one.ending, agreed=one.agreed)}, on average {calmer}."
    return Content.assemble(("After that  ", "bold"), words)


def below(item: Summary, items: Sequence[Summary]) -> Content:
    """What stands below the list for the conversation under the cursor: the advice, and what was tried next."""
    return Content("\n").join(part for part in (to_try(item), afterwards(item, items)) if part)


def day(item: Summary) -> str:
    """The day a conversation was held, as a heading."""
    return f"{item.started.astimezone():%A %d %B %Y}"


def beside(item: Summary) -> Content:
    """Which conversation it is, in a comparison: title, time, length and ending."""
    facts = [
        f"{item.started.astimezone():%d %B, %H:%M}",
        how_many(item.exchanges, "reply").replace("replys", "replies"),
        ended(item.ending, agreed=item.agreed),
    ]
    return Content.assemble((one_line(item.title, 60), "bold"), (f"  {', '.join(facts)}", "$quiet"))
