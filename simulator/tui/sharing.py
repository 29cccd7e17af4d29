"""Sharing one conversation with one's trainers, and taking it back: asked first, in one sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from simulator.errors import SimulatorError
from simulator.tui.asking import ask, words_of
from simulator.tui.confirm import Confirm

if TYPE_CHECKING:
    from textual.screen import Screen

    from simulator.training import Workshop

SHARE = (
    "Share this conversation with your trainer?\n\nThe trainers of your teams and the QA leads can then read its "
    "words, its curve and its marks, with the day. They never see your drafts, your other tries, your clock, or how "
    "long a reply took you. You can take it back at any time."
)
TAKE_BACK = "This conversation is shared with others. Make it private again?"
ANNOUNCED = "An exam, and practice that was assigned, stays open to your trainers, as was announced before it began."
SHARED, PRIVATE = "Your trainers can read it now. S takes it back.", "It is private again."


@dataclass
class Settled(Message):
    """Who may see an attempt has changed, or could not be changed (``trouble`` says why)."""

    attempt: str
    audience: str | None
    trouble: str = ""

    @property
    def told(self) -> str:
        """The outcome in a sentence."""
        return self.trouble or (SHARED if self.audience else PRIVATE)


def offer(page: Screen[None], workshop: Workshop, attempt: str, *, audience: str | None, announced: bool) -> None:
    """Ask whether to share an attempt, or to take it back; ``Settled`` arrives at the page that asked."""
    if announced:
        page.app.push_screen(Confirm(ANNOUNCED, "Go back"))
        return

    def share() -> None:
        workshop.history.share(attempt)

    def take_back() -> None:
        workshop.history.unshare(attempt)

    if audience is None:
        question, change, after = Confirm(SHARE, "Share it", "Keep it private"), share, "trainer"
    else:
        question, change, after = Confirm(TAKE_BACK, "Make it private", "Leave it shared"), take_back, None
    page.app.push_screen(
        question, lambda yes: ask(page, _work(page, change, attempt, audience, after)) if yes else None
    )


def _work(
    page: Screen[None], change: Callable[[], None], attempt: str, before: str | None, after: str | None
) -> Callable[[], Message]:
    def work() -> Message:
        try:
            change()
        except SimulatorError as error:
            return Settled(attempt, before, words_of(error, page.app))
        return Settled(attempt, after)

    return work
