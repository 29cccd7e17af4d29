"""The line of keys at the bottom: what can be done here, from the one table of actions, each entry clickable."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from textual.content import Content
from textual.style import Style
from textual.widget import Widget

from simulator.tui.actions import ACTIONS, Action


class Key(NamedTuple):
    """One entry of the line: the key, the words beside it and the action a click runs."""

    key: str
    words: str
    name: str


def fit(actions: Iterable[Action], width: int) -> tuple[list[Key], int]:
    """The entries and the gap between them: long words are shortened, the longest first, until all fit ``width``.

    Where even that is too long, the last entries before the help are left out; the palette has them all.
    """
    listed = [action for action in actions if action.listed]
    keys = [Key(item.shown_key, item.label, item.name) for item in listed]
    saving = {at: len(item.label) - len(item.short) for at, item in enumerate(listed) if item.short}
    for at in sorted(saving, key=saving.__getitem__, reverse=True):
        if _length(keys, 2) <= width:
            break
        keys[at] = keys[at]._replace(words=listed[at].short)
    gap = 2 if _length(keys, 2) <= width else 1
    kept, last = keys[:-1], keys[-1:]
    while kept and _length([*kept, *last], gap) > width:
        kept.pop()
    return [*kept, *last], gap


def _length(keys: list[Key], gap: int) -> int:
    return sum(len(key.key) + 1 + len(key.words) + gap for key in keys) - gap


class KeyLine(Widget):
    """The keys of the page it stands on; what ``check_action`` forbids is left out."""

    DEFAULT_CSS = """
    KeyLine {
        height: 1; width: 1fr; dock: bottom; padding: 0 1; background: $panel; color: $quiet; link-color: $quiet;
    }
    """
    ALLOW_SELECT = False

    def __init__(self, page: str) -> None:
        super().__init__()
        self.page = page

    def on_mount(self) -> None:
        """Redraw when the page's possibilities change."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _screen: self.refresh())

    def render(self) -> Content:
        """Keys in the foreground colour, their words quiet."""
        allowed = (action for action in ACTIONS[self.page] if self.screen.check_action(action.name, ()))
        keys, gap = fit(allowed, self.size.width)
        parts: list[tuple[str, Style | str]] = []
        for key in keys:
            click = Style.from_meta({"@click": f"screen.{key.name}"})
            parts += [(key.key, "$foreground bold"), (f" {key.words}", click), (" " * gap, "")]
        return Content.assemble(*parts[:-1])
