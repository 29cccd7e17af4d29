"""The conversation pane: one widget a message, the customer's newest one arriving word by word or in a burst."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from msgspec.structs import replace
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static

from simulator.conversation import Speaker
from simulator.shown import shown
from simulator.tui.burst import Burst
from simulator.tui.fitted import Fitted
from simulator.tui.said import Said

NAME_STYLES = {Speaker.CUSTOMER: "$customer bold", Speaker.AGENT: "$you bold", Speaker.BOT: "$quiet bold"}
TICK = 0.1
"""Seconds between two looks at an arriving message."""


class MessageView(Static):
    """One message: name and time, the words indented, then what was heard and what it changed."""

    DEFAULT_CSS = "MessageView { height: auto; margin: 0 1 1 0; }"

    def __init__(self, said: Said) -> None:
        super().__init__(drawn(said))

    def tell(self, said: Said) -> None:
        """Show other words, as when more of a message has arrived."""
        self.update(drawn(said))


def drawn(said: Said) -> Fitted:
    """A message, wrapped for the width it is drawn at."""
    return Fitted(lambda width: Content("\n").join(lines(said, width)))


def lines(said: Said, width: int) -> list[Content]:
    """A message as lines of at most ``width`` cells; people's words are content, never markup."""
    if said.speaker is Speaker.SYSTEM:
        return _wrapped(shown(said.text), "$quiet italic", 2, width)
    head = Content.assemble((said.name, NAME_STYLES[said.speaker]), (f"  {said.time}", "$quiet"))
    out = [head, *_wrapped(shown(said.text), "", 2, width)]
    if said.heard:
        out += _wrapped(f"↳ heard: {shown(said.heard, 1000)}", "$quiet", 2, width, hang=2)
    if said.feedback:
        tone = "$quiet" if abs(said.moved) < 1 else "$anger-0" if said.moved < 0 else "$anger-2"
        out += _wrapped(shown(said.feedback, 1000), tone, 4, width)
    return out


def _wrapped(text: str, style: str, indent: int, width: int, hang: int = 0) -> list[Content]:
    folded = Content.styled(text, style).wrap(max(10, width - indent - hang))
    return [line.pad_left(indent + (hang if at else 0)) for at, line in enumerate(folded)]


class Conversation(VerticalScroll):
    """Shows entries; keeps the newest in sight. It is told what to show and never changes it."""

    @dataclass
    class Arrived(Message):
        """The customer's newest message is shown to its end."""

    def __init__(self, now: Callable[[], float], *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.now = now
        self.entries: tuple[Said, ...] = ()
        self._views: list[MessageView] = []
        self._burst: Burst | None = None
        self._since = 0.0
        self._ticking: Timer | None = None

    @property
    def arriving(self) -> bool:
        """Whether the customer is still writing or speaking."""
        return self._burst is not None

    def show(self, entries: tuple[Said, ...], arriving: Burst | None = None) -> None:
        """Show these entries; the last one arrives as the burst says, or stands there at once."""
        self._stop()
        self._burst, self._since = arriving, self.now()
        if arriving and entries:
            entries = (*entries[:-1], replace(entries[-1], text=arriving.said(0)))
        same = 0
        while same < min(len(entries), len(self.entries)) and entries[same] == self.entries[same]:
            same += 1
        for view in self._views[same:]:
            view.remove()
        fresh = [MessageView(entry) for entry in entries[same:]]
        self._views[same:] = fresh
        self.entries = entries
        self.mount(*fresh)
        self.scroll_end(animate=False)
        if arriving and arriving.lasts > 0:
            self._ticking = self.set_interval(TICK, self._tick)
        else:
            self.skip()

    def skip(self) -> None:
        """Show the newest message to its end at once."""
        burst, self._burst = self._burst, None
        self._stop()
        if burst:
            self._tell(burst.parts[-1])
        if self.entries:
            self.post_message(self.Arrived())

    def _tick(self) -> None:
        burst = self._burst
        if burst is None:
            return
        elapsed = self.now() - self._since
        if elapsed >= burst.lasts:
            self.skip()
        else:
            self._tell(burst.said(elapsed))

    def _tell(self, text: str) -> None:
        if self.entries[-1].text != text:
            last = replace(self.entries[-1], text=text)
            self.entries = (*self.entries[:-1], last)
            self._views[-1].tell(last)
            self.scroll_end(animate=False)

    def _stop(self) -> None:
        if self._ticking:
            self._ticking.stop()
            self._ticking = None
