"""The reply box: several lines, a count of words, and a kind refusal of what is too long to be a reply."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.widgets import TextArea

from simulator.session import LONGEST_REPLY
from simulator.tui.naming import how_many


class ReplyBox(TextArea):
    """Enter makes a new line, or sends, as set; Ctrl+S and Ctrl+Enter (the page's keys) always send."""

    DEFAULT_CSS = """
    ReplyBox {
        height: auto; min-height: 4; max-height: 9; padding: 0 1;
        border: round $line; background: $background; scrollbar-size-vertical: 1;
        border-title-color: $quiet; border-subtitle-color: $quiet;
    }
    ReplyBox:focus { border: round $you; background: $background; background-tint: $you 0%; }
    """

    @dataclass
    class Sent(Message):
        """Enter was pressed, and Enter sends."""

    @dataclass
    class TooLong(Message):
        """A paste was refused; what stood in the box is still there."""

        count: int

    def __init__(self, *, enter_sends: bool, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(soft_wrap=True, show_line_numbers=False, highlight_cursor_line=False, id=id)
        self.enter_sends = enter_sends
        self.border_title = "Your reply"
        self.say("")

    # Textual runs the handlers of TextArea after these; prevent_default is how they are told not to.

    async def _on_key(self, event: events.Key) -> None:
        newline = event.key in {"shift+enter", "alt+enter", "ctrl+j"}
        if not newline and not (event.key == "enter" and self.enter_sends):
            return
        event.stop()
        event.prevent_default()
        if newline:
            self.insert("\n")
        else:
            self.post_message(self.Sent())

    async def _on_paste(self, event: events.Paste) -> None:
        count = len(self.text) + len(event.text)
        if count > LONGEST_REPLY:
            event.stop()
            event.prevent_default()
            self.post_message(self.TooLong(count))

    def say(self, state: str) -> None:
        """Show the draft's state and the number of words below the box."""
        words = how_many(len(self.text.split()), "word")
        self.border_subtitle = f"{state} · {words}" if state else words
