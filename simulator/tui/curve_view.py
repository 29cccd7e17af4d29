"""How the customer feels: the curve with words where there is room, one line of blocks where there is not."""

from __future__ import annotations

import re

from msgspec import Struct
from textual.content import Content
from textual.widget import Widget

from simulator.tui.drawing import Cell, plot, sparkline, step_width, window
from simulator.tui.themes import ramp


class Feeling(Struct, frozen=True):
    """What the curve shows: hostility (0-100) at the start and after each reply, an earlier attempt's, and words.

    ``precise`` is what the numbers key adds (the number and the phase), empty where they are hidden.
    ``chosen`` is a reply to point out (from 1).
    """

    values: tuple[float, ...]
    words: str = ""
    trend: str = ""
    ghost: tuple[float, ...] = ()
    precise: str = ""
    chosen: int | None = None


class CurveView(Widget):
    """Draws a feeling; below four lines of height it is a single line."""

    DEFAULT_CSS = "CurveView { height: 10; padding: 0 1; }"

    def __init__(self, feeling: Feeling, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.feeling = feeling

    def tell(self, feeling: Feeling) -> None:
        """Show another feeling."""
        self.feeling = feeling
        self.refresh()

    def render(self) -> Content:
        """The plot with its words, or one line."""
        width, height = self.size
        return one_line(self.feeling, width) if height < 4 else picture(self.feeling, width, height)


def one_line(feeling: Feeling, width: int) -> Content:
    """Words, then a block for each reply: ``upset ▁▃▆▅▃ getting calmer``."""
    now = feeling.values[-1] if feeling.values else 0.0
    after = " ".join(filter(None, [feeling.precise, feeling.trend and f"· {feeling.trend}"]))
    room = max(4, width - len(feeling.words) - len(after) - 3)
    blocks = Content("").join(
        Content.styled(sparkline([value]), ramp(value)) for value in feeling.values[-min(room, 24) :]
    )
    return Content.assemble((feeling.words, f"{ramp(now)} bold"), " ", blocks, " ", (after, "$quiet"))


def picture(feeling: Feeling, width: int, height: int) -> Content:
    """The curve on a scale from calm (bottom) to furious (top), replies numbered, the words below."""
    scale = ("furious", "", "", "calm")
    left = 9
    rows = max(3, height - 3)
    columns = max(10, width - left - 1)
    grid = plot(feeling.values, feeling.ghost, columns, rows)
    out: list[Content] = []
    for number, row in enumerate(grid):
        label = scale[0] if number == 0 else scale[-1] if number == rows - 1 else ""
        out.append(Content.assemble((f"{label:>7} ", "$quiet"), ("│", "$line"), *map(_cell, row)))
    out.append(_numbered(" " * left + reply_numbers(feeling, columns), feeling.chosen))
    now = feeling.values[-1] if feeling.values else 0.0
    out.append(Content.assemble((feeling.words, f"{ramp(now)} bold"), (_rest(feeling), "$quiet")))
    return Content("\n").join(out)


def reply_numbers(feeling: Feeling, columns: int) -> str:
    """The numbers of the replies under their points, as many as fit without touching."""
    count = max(len(feeling.values), len(feeling.ghost))
    step, first = step_width(count, columns), window(count, columns)
    line = ""
    for at in range(1, len(feeling.values) - first):
        name, column = str(at + first), at * step
        if column >= len(line) + bool(line) and column + len(name) <= columns:
            line = line.ljust(column) + name
    return line


def _numbered(line: str, chosen: int | None) -> Content:
    content = Content.styled(line, "$quiet")
    if chosen is not None and (found := re.search(rf"(?<!\d){chosen}(?!\d)", line)):
        content = content.stylize("$you bold reverse", found.start(), found.end())
    return content


def _rest(feeling: Feeling) -> str:
    parts = [feeling.trend, feeling.precise, "dotted: the time before" if feeling.ghost else ""]
    return "".join(f", {part}" if at == 0 else f" · {part}" for at, part in enumerate(filter(None, parts)))


def _cell(cell: Cell | None) -> Content | tuple[str, str]:
    if cell is None:
        return (" ", "")
    return (cell.char, "$quiet" if cell.level is None else ramp(cell.level))
