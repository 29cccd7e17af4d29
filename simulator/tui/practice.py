"""The practice page: what the trainee can do in the room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.containers import VerticalScroll
from textual.message import Message

from simulator.errors import SimulatorError
from simulator.report.endings import remains
from simulator.session import LONGEST_REPLY
from simulator.tui.asking import words_of
from simulator.tui.case_pane import CasePane
from simulator.tui.curve_view import CurveView
from simulator.tui.feeling import feeling_of
from simulator.tui.reply_box import ReplyBox
from simulator.tui.room import PracticeRoom

if TYPE_CHECKING:
    from simulator.exchange import Exchange
    from simulator.llm.customer import Wording
    from simulator.llm.customer_brief import Brief
    from simulator.practice import Practice


class PracticePage(PracticeRoom, page="practice"):
    """Owns one practice while it is on the screen. Its outcome is ``kept`` (left open), ``left`` or ``stopped``."""

    @dataclass
    class Leaving(Message):
        """The conversation is to be ended: a ticket, then the debrief."""

        practice: Practice

    @dataclass
    class Given(Message):
        """Words for the customer have come (None: the wait was ended)."""

        brief: Brief
        wording: Wording | None

    @on(ReplyBox.Sent)
    def action_send(self) -> None:
        """Send the reply once every key that was typed before has reached it."""
        self.box.call_later(self.send)

    def send(self) -> None:
        """Send what stands in the reply box: the customer answers at once or in a burst."""
        text = self.box.text
        if self.over:
            return
        if self.practice.writing:
            self._tell("The customer is still writing; your draft stays. F7 lets the script answer now.")
            return
        if not text.strip():
            self._tell("Write something first; then Ctrl+S sends it.")
            return
        cut_in = self.talk.arriving and self.practice.state.channel == "phone"
        delay = self.clock.waited()
        try:
            exchange = self.practice.send(text, delay, cut_in=cut_in)
        except SimulatorError as error:
            self._tell(words_of(error, self.app))
            return
        self.clock.set_hold("answered", held=True)
        self.box.load_text("")
        self._tell(self._remark(exchange))
        self._answer(arriving=exchange is not None)

    def _answer(self, *, arriving: bool) -> None:
        """Show what was heard; the customer's words come at once, or when a model or a person has found them."""
        brief, voice = self.practice.brief, self.practice.voice
        self._show(arriving=arriving and brief is None)
        if brief is None or voice is None:
            return
        if not voice.present:
            self.ask(lambda: self.Given(brief, voice.word(brief)))
            return
        from simulator.llm.customer_voice import typed
        from simulator.tui.customer_card import CardPage

        self.app.push_screen(CardPage(brief), lambda words: self.given(self.Given(brief, typed(words or "", brief))))

    @on(Given)
    def given(self, message: Given) -> None:
        """Let the customer say the words that came, unless they come too late."""
        try:
            shown = message.wording is not None and self.practice.say(message.wording, message.brief)
            if shown and self.practice.aside:
                self._tell(self.practice.aside)
        except SimulatorError as error:
            self._tell(words_of(error, self.app))
            shown = True
        if shown and self.is_mounted:
            self._show(arriving=True)

    def _remark(self, exchange: Exchange | None) -> str:
        if exchange is None:
            return "They know you are on it, and wait afresh, once. Now write your answer."
        if self.practice.hints and (left := remains(self.practice.exchanges, "end it with F8")):
            return left
        return "" if exchange.heard.understood else "F3 lets you say what you meant; the turn is replayed, at no cost."

    @on(ReplyBox.TooLong)
    def refuse(self, message: ReplyBox.TooLong) -> None:
        """A paste was too long to be a reply."""
        self._tell(
            f"That would make {message.count:,} characters; a reply holds at most {LONGEST_REPLY:,}. "
            "Your draft is as it was: paste a shorter part."
        )

    @on(CasePane.Inserted)
    def insert(self, message: CasePane.Inserted) -> None:
        """A prepared answer goes where the cursor is."""
        self.box.insert(message.text)
        self.remove_class("-case")
        self.box.focus()

    # Actions

    def possible(self, action: str) -> bool:
        """What makes no sense at the moment is neither listed nor done."""
        over = self.over
        possible = {
            "send": not over,
            "hint": not over and self.settings.hints and self.practice.hints,
            "meant": bool(self.practice.exchanges) and not self.practice.writing,
            "pause": not over and self.settings.clock != "off",
            "turn_page": self.in_case,
            "skip": self.is_mounted and (self.talk.arriving or self.practice.writing),
        }
        return possible.get(action.partition("(")[0], True)

    def action_hint(self) -> None:
        """Show what would help now."""
        self._tell(self.practice.hint())
        self.hinted = True

    def action_meant(self) -> None:
        """Correct what was heard in the last reply."""
        from simulator.tui.meant import MeantPage

        page = MeantPage(self.practice.exchanges[-1].reply, self.practice.menu(), self.practice.heard_moves())
        self.app.push_screen(page, self._replay)

    def _replay(self, meant: tuple[str, ...] | None) -> None:
        if meant is None:
            return
        if not meant:
            self._tell("Nothing was changed: that is what was heard.")
            return
        try:
            self.practice.replay_last(meant)
        except SimulatorError as error:
            self._tell(words_of(error, self.app))
            return
        self._tell("The turn was replayed with what you meant.")
        self._answer(arriving=True)
        self.box.focus()

    def action_case(self) -> None:
        """Go to the case, or back from it to the reply."""
        opened = self.in_case
        self.set_class(not opened, "-case")
        if opened:
            self.box.focus()
        else:
            self.query_one("#case-tabs").focus()
        self.refresh_bindings()

    def action_turn_page(self, step: int) -> None:
        """Read on in the case, or back."""
        reader = self.query_one("#case-reader", VerticalScroll)
        (reader.scroll_page_down if step > 0 else reader.scroll_page_up)(animate=False)

    def action_pause(self) -> None:
        """Pause the clock, or let it go on."""
        self.clock.set_hold("pause", held=not self.clock.clock.paused)

    def action_curve(self) -> None:
        """Hide or show how the customer feels."""
        self.toggle_class("-hidden-curve")

    def action_numbers(self) -> None:
        """Show or hide the numbers and the phase."""
        self.precise = not self.precise
        self.query_one("#feeling", CurveView).tell(feeling_of(self.practice, precise=self.precise))

    def action_skip(self) -> None:
        """Hear the whole message at once; the script's, where somebody else is still writing it."""
        if self.practice.writing:
            self.practice.leave_off()
            self._show(arriving=False)
            return
        self.talk.skip()

    def action_finish(self) -> None:
        """End the conversation: the ticket comes next, and Esc there comes back here."""
        self.save_now()
        self.post_message(self.Leaving(self.practice))

    def action_stop(self) -> None:
        """Ask once, then stop without a trace."""
        from simulator.tui.confirm import Confirm

        question = "Stop now? Nothing of this conversation is kept: no score, no ending, no record. Enter goes on."
        self.app.push_screen(Confirm(question, "Stop, keep nothing", "Go on"), self._stopped)

    def _stopped(self, yes: bool | None) -> None:
        if yes:
            self._left = True
            try:
                self.practice.stop()
            except SimulatorError as error:
                self._left = False
                self._tell(words_of(error, self.app))
            else:
                self.dismiss("stopped")

    def on_unmount(self) -> None:
        """Wait for nobody's words any more: a model must not hold up the way out."""
        self.practice.leave_off()

    def action_back(self) -> None:
        """Go back from the case, or put the hint away; else leave the conversation open, for the page below."""
        if self.in_case:
            self.action_case()
            return
        if self.hinted:
            self._tell("")
            return
        self.save_now()
        self._left = True
        try:
            left_open = self.practice.leave()
        except SimulatorError:
            left_open = False  # it could not be forgotten; the list of what is open leaves it out all the same
        self.dismiss("kept" if left_open else "left")
