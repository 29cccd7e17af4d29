"""Every skill as text: what is known, how sure that is, what has changed, and what nothing is known of yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from textual.content import Content

from simulator.report.interval_text import SHOWN_FROM, seen_words
from simulator.tui.home_text import counted, hung, known, skill_line
from simulator.tui.naming import how_many

if TYPE_CHECKING:
    from simulator.progress.estimate import Estimate
    from simulator.progress.overview import Overview

MOVE = "move/"
"""How the ids of habits begin, among skills."""


def page_of(overview: Overview, names: Mapping[str, str], width: int, *, totals: bool) -> Content:
    """The whole page for a width. ``names``: titles of scenarios by id; ``totals``: with the whole score."""
    every = known(overview, totals=totals)
    if not every:
        words = "Nothing is known yet. Esc goes back: finish one conversation, and your skills appear here."
        return Content(words)
    parts = [
        ("What your replies were marked for", [one for one in every if not one.skill.startswith(MOVE)]),
        ("What you did when there was occasion", [one for one in every if one.skill.startswith(MOVE)]),
    ]
    lines: list[Content] = [*_explained(width)]
    for head, some in parts:
        if some:
            lines += [Content(""), Content.styled(head, "bold")]
            lines += [line for one in some for line in _told(overview, one, width)]
    lines += _rest(overview, names, width)
    return Content("\n").join(lines)


def _explained(width: int) -> Iterator[Content]:
    words = (
        "From 0 to 100, at middling difficulty. The line is the range your skill lies in, 19 times of 20; a dot stands "
        f"in it from {SHOWN_FROM} conversations on. The weakest and the least known stand first."
    )
    yield from (Content.styled(line.plain, "$quiet") for line in Content(words).wrap(max(20, min(width, 110))))


def _told(overview: Overview, one: Estimate, width: int) -> Iterator[Content]:
    """A skill on one line, or its words on a second one where there is no room."""
    change = overview.changes.get(one.skill)
    words = f"{seen_words(one)}; {change.words}" if change else seen_words(one)
    title = overview.titles[one.skill]
    if width >= 100:
        yield skill_line(title, one, width, words)
        return
    yield skill_line(title, one, width)
    yield Content.styled(f"  {words}", "$quiet")


def _rest(overview: Overview, names: Mapping[str, str], width: int) -> Iterator[Content]:
    told = counted(overview)
    if told:
        yield Content("")
        yield Content.styled("In the last seven days", "bold")
        for words in told:
            yield from hung(words, width)
    due = [names[one.scenario] for one in overview.due if one.scenario in names]
    if due:
        yield Content("")
        yield Content.styled("Time to meet again", "bold")
        yield from Content(", ".join(due)).wrap(max(20, width))
    unknown = [overview.titles[skill] for skill in overview.unknown]
    if unknown:
        yield Content("")
        yield Content.styled("Never assessed so far, so nothing is known", "bold")
        yield from (line.stylize("$quiet") for line in Content(", ".join(unknown)).wrap(max(20, width)))
    yield Content("")
    count = len(overview.titles) - len(unknown)
    yield Content.styled(f"{count} of {how_many(len(overview.titles), 'skill')} are known.", "$quiet")
