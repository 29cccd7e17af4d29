"""The practice room: conversation, curve, case and reply box as they are shown, and the draft that is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static, TextArea

from simulator.conversation import Speaker
from simulator.errors import SimulatorError
from simulator.tui.burst import Burst, burst
from simulator.tui.case_pane import CasePane
from simulator.tui.conversation_view import Conversation
from simulator.tui.curve_view import CurveView
from simulator.tui.feeling import feeling_of, over_words
from simulator.tui.key_line import KeyLine
from simulator.tui.naming import capital, plainly
from simulator.tui.page import Page
from simulator.tui.reply_box import ReplyBox
from simulator.tui.said import Said, said_by, speaker_name
from simulator.tui.wait_clock import WaitClock

if TYPE_CHECKING:
    from simulator.practice import Practice
    from simulator.settings import Settings

SAVE_AFTER = 0.7
"""Seconds from a key to the saved draft; the promise is one second."""


class PracticeRoom(Page[str]):
    """Shows one practice and keeps its draft; what the trainee can do here is the practice page's part."""

    CSS_PATH: ClassVar[str] = "practice.tcss"
    AUTO_FOCUS: ClassVar[str | None] = "#reply"

    def __init__(self, practice: Practice, settings: Settings, now: Callable[[], float], *, at_once: bool) -> None:
        super().__init__()
        self.practice, self.settings, self.now, self.at_once = practice, settings, now, at_once
        self.precise = self.hinted = False
        self._unsaved: Timer | None = None
        self._left = False

    def compose(self) -> ComposeResult:
        """Head line, conversation beside curve and case, hint, reply box, keys."""
        scenario = self.practice.scenario
        title = Content.assemble((scenario.title, "bold"), (f"   {plainly(self.practice.state.channel)}", "$quiet"))
        with Horizontal(id="top"):
            yield Static(title, id="title", markup=False)
            yield Static(f"{scenario.shop.name} · ", id="shop", markup=False)
            yield Static(self.practice.seen_by, id="private", markup=False)
            yield WaitClock(self.settings.clock, self.now)
        with Horizontal(id="room"):
            yield Conversation(self.now, id="talk")
            with Vertical(id="side"):
                yield Static(f"How {speaker_name(scenario, Speaker.CUSTOMER)} feels", id="whose", markup=False)
                yield CurveView(feeling_of(self.practice, precise=False), id="feeling")
                yield CasePane(scenario, self.practice.state, id="case-pane")
        yield Static(id="hint", markup=False)
        yield Static(id="banner", markup=False)
        yield ReplyBox(enter_sends=self.settings.enter_sends, id="reply")
        yield KeyLine(self.page)

    def on_mount(self) -> None:
        """Put the saved draft back, and let the customer speak."""
        self.set_class(not self.settings.curve_visible, "-hidden-curve")
        self.box.load_text(self.practice.draft)
        self.box.move_cursor(self.box.document.end)
        self._show(arriving=not self.practice.exchanges)
        if self.practice.notice:
            self._tell(self.practice.notice)

    @property
    def box(self) -> ReplyBox:
        """Where the reply is written."""
        return self.query_one("#reply", ReplyBox)

    @property
    def over(self) -> bool:
        """Whether the customer has said the last word."""
        return self.practice.over and not self.practice.writing

    @property
    def in_case(self) -> bool:
        """Whether the case is being read: it covers a narrow screen's conversation, and has a wide one's focus."""
        return self.has_class("-case")

    @property
    def talk(self) -> Conversation:
        """The conversation pane."""
        return self.query_one("#talk", Conversation)

    @property
    def clock(self) -> WaitClock:
        """The clock in the head line."""
        return self.query_one(WaitClock)

    def _show(self, *, arriving: bool) -> None:
        practice = self.practice
        turns = practice.messages()
        said = said_by(practice.scenario, turns, practice.exchanges)
        if practice.writing:
            name = speaker_name(practice.scenario, Speaker.CUSTOMER)
            said = (*said, Said(Speaker.SYSTEM, "", "", f"{capital(name)} is writing…"))
        self.talk.show(said, self._burst_of(said[-1].text) if arriving and said and _by_customer(said[-1]) else None)
        self.query_one("#feeling", CurveView).tell(feeling_of(practice, precise=self.precise))
        self.query_one("#case-pane", CasePane).tell(practice.state)
        self.set_class(self.over, "-over")
        if self.over:
            self.query_one("#banner", Static).update(over_words(practice))
            self.screen.set_focus(None)
        self.refresh_bindings()

    def _burst_of(self, text: str) -> Burst:
        return Burst((text,), (0.0,)) if self.at_once else burst(text, self.practice.state.channel)

    @on(TextArea.Changed)
    def edited(self) -> None:
        """A key in the reply box: the wait ends, the draft is to be saved."""
        self.clock.typed(self.box.text)
        self.box.say("" if self.box.text == self.practice.draft else "draft not saved yet")
        if self._unsaved is None and self.box.text != self.practice.draft:
            self._unsaved = self.set_timer(SAVE_AFTER, self.save_now)

    def save_now(self) -> None:
        """Store the draft."""
        self._unsaved = None
        if self._left or self.box.text == self.practice.draft:
            return
        try:
            self.practice.save_draft(self.box.text)
        except SimulatorError:
            self.box.say("draft NOT saved: the history can't be written")
        else:
            self.box.say("draft saved")

    @on(Conversation.Arrived)
    def listened(self) -> None:
        """The customer's words are all there: from now on they wait."""
        if self.practice.state.line and not self.practice.over and not self.practice.writing:
            self.clock.start(self.practice.read_allowance())
        self.refresh_bindings()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Reading the case and searching stop the relaxed clock; on a wide screen, leaving the case ends reading it."""
        inside = self.query_one("#case-pane") in event.widget.ancestors
        if inside or not self.has_class("-narrow"):
            self.set_class(inside, "-case")
            self.refresh_bindings()
        searching = event.widget.id == "case-search"
        self.clock.set_hold("search", held=searching)
        self.clock.set_hold("case", held=inside and not searching)

    def _tell(self, sentence: str) -> None:
        self.hinted = False
        hint = self.query_one("#hint", Static)
        if sentence or hint.has_class("-shown"):
            hint.update(Content(sentence))
            hint.set_class(bool(sentence), "-shown")


def _by_customer(entry: Said) -> bool:
    return entry.speaker is Speaker.CUSTOMER
