"""The preview for authors: the source left, the scenario playing right, the problems below with their lines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import OptionList, Static, TextArea

from simulator.authoring.finding import counted
from simulator.exchange import messages
from simulator.tui.asking import Failed
from simulator.tui.conversation_view import Conversation
from simulator.tui.curve_view import CurveView, Feeling
from simulator.tui.key_line import KeyLine
from simulator.tui.page import Page
from simulator.tui.preview_text import engine_of, feeling_of, problem_line
from simulator.tui.reply_box import ReplyBox
from simulator.tui.said import said_by

if TYPE_CHECKING:
    from simulator.authoring.finding import Finding
    from simulator.authoring.previewing import Look, Preview
    from simulator.scenario.model import Scenario
    from simulator.session import Session

WATCHED_EVERY = 0.5
"""Seconds between two looks at whether the file was saved."""


class PreviewPage(Page[None], page="preview"):
    """Shows one scenario's file. Replies are kept when the file is read anew, and played again."""

    @dataclass
    class Looked(Message):
        """The file was read and checked."""

        look: Look

    @dataclass
    class Played(Message):
        """The replies were played; ``turn``: which asking this answers."""

        session: Session
        turn: int

    def __init__(self, preview: Preview, now: Callable[[], float]) -> None:
        super().__init__()
        self.preview, self.now = preview, now
        self.replies: list[str] = []
        self.findings: tuple[Finding, ...] = ()
        self.scenario: Scenario | None = None
        self.session: Session | None = None
        self._stamp = (-1, -1)
        self._looking = False
        self._turn = 0
        self._golden, self._golden_next = -1, False
        self._words = ""

    def compose(self) -> ComposeResult:
        """The head, both sides, the problems, the reply box and the keys."""
        yield Static(str(self.preview.path), id="preview-title", markup=False)
        with Horizontal(id="preview-room"):
            yield TextArea("", read_only=True, show_line_numbers=True, soft_wrap=True, id="source")
            with Vertical(id="playing"):
                yield Conversation(self.now, id="talk")
                yield CurveView(Feeling(()), id="feeling")
                yield Static(id="engine")
                yield ReplyBox(enter_sends=False, id="reply")
        yield OptionList(id="problems", markup=False)
        yield KeyLine(self.page)

    def on_mount(self) -> None:
        """Begin to watch the file."""
        self.query_one(ReplyBox).focus()
        self._watch()
        self.set_interval(WATCHED_EVERY, self._watch)

    def _watch(self) -> None:
        if not self._looking and self.preview.stamp() != self._stamp:
            self._looking = True
            self._title("reading ...")
            self.ask(lambda: self.Looked(self.preview.look()))

    @on(Looked)
    def look(self, message: Looked) -> None:
        """Show the text and its problems, and play the replies again where it can be played."""
        look = message.look
        self._looking, self._stamp, self.findings = False, look.stamp, look.findings
        self._show_source(look.text)
        problems = self.query_one("#problems", OptionList)
        problems.clear_options()
        problems.add_options([problem_line(found) for found in self.findings])
        problems.display = bool(self.findings)
        self.refresh_bindings()
        if look.scenario is None:
            stays = "; the last version that could be played stays" if self.session else ""
            self._title(f"{counted(self.findings)}{stays}")
            return
        self.scenario = look.scenario
        self._title(counted(self.findings))
        if self._golden_next:
            self._golden_next = False
            self.action_golden()
        else:
            self._play()

    @on(Failed)
    def fail(self, message: Failed) -> None:
        """Something else went wrong: it is told in the head, and the next save tries again."""
        self._looking = False
        self._title(str(message.error))

    def _play(self) -> None:
        scenario, replies = self.scenario, tuple(self.replies)
        if scenario is None:
            return
        self._turn += 1
        turn = self._turn
        self.ask(lambda: self.Played(self.preview.played(scenario, replies), turn))

    @on(Played)
    def show(self, message: Played) -> None:
        """Show the newest playing; an older one that comes late is dropped."""
        if message.turn != self._turn:
            return
        self.session = session = message.session
        turns = messages(session.scenario, session.exchanges, session.state)
        self.query_one(Conversation).show(said_by(session.scenario, turns, session.exchanges))
        self.query_one(CurveView).tell(feeling_of(session))
        self.query_one("#engine", Static).update(engine_of(session))
        self.refresh_bindings()
        self._title(self._words)

    def _title(self, words: str) -> None:
        """Say how the file stands, and how the playing ended."""
        self._words = words
        ending = self.session.state.ending if self.session else None
        ended = f" · ended: {ending.lower().replace('_', ' ')}" if ending else ""
        self.query_one("#preview-title", Static).update(f"{self.preview.path.name}   {words}{ended}")

    def _show_source(self, text: str) -> None:
        source = self.query_one("#source", TextArea)
        if source.text != text:
            place = source.cursor_location
            source.load_text(text)
            source.move_cursor(place)

    @on(TextArea.Changed, "#reply")
    def count(self) -> None:
        """Keep the count of words in the box."""
        self.query_one(ReplyBox).say("")

    @on(OptionList.OptionHighlighted, "#problems")
    @on(OptionList.OptionSelected, "#problems")
    def go(self, message: OptionList.OptionHighlighted | OptionList.OptionSelected) -> None:
        """Show the line of a problem in the text."""
        if message.option_index < len(self.findings):
            found = self.findings[message.option_index]
            self.query_one("#source", TextArea).move_cursor((found.line - 1, found.column - 1), center=True)

    # Actions

    def possible(self, action: str) -> bool:
        """What makes no sense at the moment is neither listed nor done."""
        over = self.session is None or self.session.over
        replies = bool(self.replies)
        rules = {"send": not over, "back_one": replies, "restart": replies, "problem": bool(self.findings)}
        plays = bool(self.scenario.plays) if self.scenario is not None else self._looking
        return {**rules, "golden": plays}.get(action, True)

    def action_send(self) -> None:
        """Play on with the reply in the box."""
        box = self.query_one(ReplyBox)
        if text := box.text.strip():
            self.replies.append(text)
            box.text = ""
            self._again()

    def action_back_one(self) -> None:
        """Take the last reply back; it stands in the box to be changed."""
        self.query_one(ReplyBox).text = self.replies.pop()
        self._again()

    def action_restart(self) -> None:
        """Play from the beginning."""
        self.replies.clear()
        self._again()

    def action_golden(self) -> None:
        """Play the next golden play of the file, at once or when it has been read."""
        if self.scenario is None:
            self._golden_next = self._looking
        elif self.scenario.plays:
            self._golden = (self._golden + 1) % len(self.scenario.plays)
            play = self.scenario.plays[self._golden]
            self.replies = [reply.text for reply in play.replies]
            self.notify(f"Golden play: {play.name}", timeout=3, markup=False)
            self._again()

    def _again(self) -> None:
        self._play()
        self.refresh_bindings()

    def action_engine(self) -> None:
        """Show or hide what the engine sees."""
        self.toggle_class("-engine")

    def action_source(self) -> None:
        """Go to the text."""
        self.add_class("-source")
        self.query_one("#source").focus()

    def action_problem(self) -> None:
        """Go to the problems, and show the line of the first."""
        problems = self.query_one("#problems", OptionList)
        problems.focus()
        if problems.highlighted is None:
            problems.highlighted = 0

    def action_back(self) -> None:
        """Back to the reply box, and from there out."""
        box = self.query_one(ReplyBox)
        self.remove_class("-source")
        if box.has_focus:
            self.app.exit(0)
        else:
            box.focus()
