"""The home screen as text: a row for each thing to do, skills as bars with their ranges, and counts in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from simulator.progress.records import SCORE
from simulator.report.interval_text import SHOWN_FROM, bar, range_words
from simulator.shown import one_line, shown

if TYPE_CHECKING:
    from simulator.progress.estimate import Estimate
    from simulator.progress.overview import Overview
    from simulator.tui.home_found import Task

WEAKEST, STRONGEST = 3, 2
"""Skills that the home screen shows; all stand on a page of their own."""
TITLE, RANGE, WORDS = 34, 14, 46
"""Cells of a skill's name, of its range, and of the words about it."""
SHORT, LONG = 14, 40
"""Cells of a skill's bar."""


def task_row(task: Task, width: int) -> Content:
    """The title with what stands beside it, and the sentence below."""
    beside = Content.styled(one_line(task.beside, width * 2 // 3), "$quiet")
    title = Content.styled(one_line(task.title, max(10, width - beside.cell_length - 4)), "bold")
    gap = max(1, width - 2 - title.cell_length - beside.cell_length)
    lines = [Content.assemble("  ", title, " " * gap, beside)]
    told = Content.styled(shown(" ".join(task.told.split()), 300), "$you")
    lines += [line.pad_left(4) for line in told.wrap(max(10, width - 4))] if task.told else []
    return Content("\n").join(lines)


def known(overview: Overview, *, totals: bool) -> list[Estimate]:
    """The skills that something is known of, the weakest lower end first; the whole score only with ``totals``."""
    found = [overview.estimates[skill] for skill in overview.titles if skill in overview.estimates]
    return sorted((one for one in found if totals or one.skill != SCORE), key=lambda one: (one.low, one.mean))


def glance(overview: Overview | None, width: int, *, totals: bool) -> Content:
    """The skills that are weakest or least known, the strongest, and what was done how often."""
    if overview is None:
        return Content.styled("Your skills show here after your first finished conversation.", "$quiet")
    ranked = [one for one in known(overview, totals=totals) if one.skill != SCORE]
    weak = ranked[:WEAKEST]
    sure = [one for one in ranked[WEAKEST:] if one.attempts >= SHOWN_FROM]
    strong = sorted(sure, key=lambda one: -one.low)[:STRONGEST]
    lines = [*_part("Weakest, or least known", overview, weak, width)]
    lines += _part("Strongest", overview, strong, width)
    told = counted(overview)
    if told:
        lines += [Content(""), Content.styled("In the last seven days", "bold")]
        lines += [line for words in told for line in hung(words, width)]
    return Content("\n").join(lines[1:])


def _part(head: str, overview: Overview, some: Sequence[Estimate], width: int) -> Iterator[Content]:
    if some:
        yield Content("")
        yield Content.styled(head, "bold")
        for one in some:
            yield skill_line(overview.titles[one.skill], one, width)


def skill_line(title: str, one: Estimate, width: int, words: str = "") -> Content:
    """A skill's name, its range from 0 to 100 as a bar and in numbers, and ``words`` about it at the end."""
    left = width - RANGE - 5 - (WORDS if words else 0)
    name = min(TITLE, max(10, left - SHORT))
    room = max(6, min(LONG, left - name))
    drawn = bar(one, room, dot=one.attempts >= SHOWN_FROM)
    parts = [(part, "$you" if part in "─●" else "$line") for part in drawn]
    figures = range_words(one, few=SHOWN_FROM)
    after = Content.assemble(f"  {figures:<{RANGE}}  ", (words, "$quiet")) if words else f"  {figures}"
    return Content.assemble(f"{one_line(title, name):<{name}} ", *parts, after)


def counted(overview: Overview) -> list[str]:
    """What was done how often, as sentences; nothing where there was no occasion."""
    told = (item.words for item in overview.counts)
    return [f"{words[:1].upper()}{words[1:]}." for words in told if words]


def hung(words: str, width: int) -> list[Content]:
    """A sentence of a list, with a hanging indent."""
    first, *rest = Content(words).wrap(max(10, width - 2)) or [Content("")]
    return [Content("- ") + first, *(line.pad_left(2) for line in rest)]
