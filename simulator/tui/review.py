"""The review: the transcript left, the card right, one key a mark; every judgement is kept at once."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from simulator.batch.review_desk import Desk
from simulator.batch.reviewing import NONE
from simulator.errors import SimulatorError
from simulator.shown import one_line
from simulator.tui.fitted import Fitted
from simulator.tui.key_line import KeyLine
from simulator.tui.naming import capital, how_many
from simulator.tui.page import Page
from simulator.tui.review_card import about, card, heading, leans
from simulator.tui.review_text import LaidOut, Span, evidence, quoted, told

OF_FINDINGS = frozenset({"settle"})
OF_MARKS = frozenset({"mark", "mark_none", "take_back", "choose", "turn_rubric"})
ABOVE = 2
"""Lines that stay in sight above the words of a finding."""


class ReviewPage(Page[None], page="review"):
    """Shows a desk, and tells it which key was pressed."""

    CSS_PATH: ClassVar[str] = "review.tcss"
    AUTO_FOCUS: ClassVar[str | None] = None

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.underlined = not desk.blind
        self._told = LaidOut((), ())
        self._just_marked = False
        self._drawn: tuple[object, dict[int, tuple[Span, ...]]] | None = None

    def compose(self) -> ComposeResult:
        """The lists, the conversation's facts, both panes, what was kept last, the keys."""
        yield Static(id="lists", markup=False)
        yield Static(id="about", markup=False)
        with Horizontal(id="pair"):
            with VerticalScroll(id="words", can_focus=False):
                yield Static(id="transcript", markup=False)
            with VerticalScroll(id="card", can_focus=False):
                yield Static(id="told", markup=False)
        name = one_line(self.desk.author, 40)
        yield Static(f"Every judgement is kept as soon as you make it, as {name}'s.", id="said", markup=False)
        yield KeyLine(self.page)

    def on_mount(self) -> None:
        """Open what waits first."""
        self._open()

    def on_resize(self) -> None:
        """A higher screen lists more."""
        self._tell()

    def possible(self, action: str) -> bool:
        """Findings are confirmed or rejected, conversations marked; blind grading shows nothing of the software's."""
        name = action.partition("(")[0]
        finding = self.desk.finding is not None
        if name in OF_FINDINGS:
            return finding
        if name in OF_MARKS:
            return self.desk.judged is not None and not finding
        if name == "reason":
            return finding or (not self.desk.blind and self.desk.judged is not None)
        if name == "evidence":
            return not self.desk.blind
        return name != "turn_list" or len(self.desk.lists) > 1

    # Going about

    def action_back(self) -> None:
        """Leave; everything is kept already."""
        self.app.exit(0)

    def action_move(self, step: int) -> None:
        """The next of the list, or the one before."""
        self.desk.move(step)
        self._open()

    def action_turn_list(self) -> None:
        """The next list."""
        self.desk.turn_list()
        self._open()

    def action_turn_rubric(self) -> None:
        """The next rubric's criteria."""
        self.desk.turn_rubric()
        self._tell()

    def action_choose(self, step: int) -> None:
        """Another criterion."""
        self._just_marked = False
        self.desk.choose(step)
        self._tell()

    def action_turn_page(self, step: int) -> None:
        """Read on, or back."""
        words = self.query_one("#words", VerticalScroll)
        (words.scroll_page_down if step > 0 else words.scroll_page_up)(animate=False)

    def action_evidence(self) -> None:
        """Underline the words that marks rest on, or no longer."""
        self.underlined = not self.underlined
        self._tell()

    # Judging

    def action_settle(self, after: str) -> None:
        """A verdict, then the next finding."""
        if self._kept(partial(self.desk.settle, after), f"{capital(after)}."):
            self._open()

    def action_mark(self, points: int) -> None:
        """A mark, then the next criterion."""
        title = one_line(self.desk.criterion.title, 40)
        self._just_marked = self._kept(partial(self.desk.mark, points), f"{title}: {points}.")
        self._tell()

    def action_mark_none(self) -> None:
        """Nothing can be marked."""
        self._kept(partial(self.desk.mark, NONE), f"{one_line(self.desk.criterion.title, 40)}: no mark.")
        self._tell()

    def action_take_back(self) -> None:
        """Take the mark under the cursor back."""
        if self.desk.mine(self.desk.key) is not None:
            self._kept(partial(self.desk.mark, None), f"{one_line(self.desk.criterion.title, 40)}: taken back.")
            self._tell()

    def action_reason(self) -> None:
        """Ask for a reason."""
        from simulator.tui.review_reason import ReasonPage

        desk = self.desk
        if desk.finding is None and not isinstance(desk.mine(desk.key), int) and self._just_marked:
            desk.choose(-1)  # the cursor went on by itself
            self._tell()
        title = desk.criterion.title
        if desk.finding is None and not isinstance(desk.mine(desk.key), int):
            self._say(f"Mark {one_line(title, 40)} first, 0 to 4.")
            return
        question = "Why? The reason is kept with your verdict."
        if desk.finding is None:
            named, points = one_line(title, 60), desk.mine(desk.key)
            question = f"Why does {points} count for “{named}”? The software's mark stays on file."
        self.app.push_screen(ReasonPage(question), self._explain)

    def _explain(self, reason: str | None) -> None:
        if reason:
            self._kept(partial(self.desk.explain, reason), "The reason is kept.")
            self._tell()

    def _kept(self, judge: partial[None], words: str) -> bool:
        """Whether it could be kept; if not, the screen says why and nothing has changed."""
        try:
            judge()
        except SimulatorError as error:
            self.notify(f"Not kept: {error}", markup=False, severity="error", timeout=10)
            return False
        self._say(f"{words} Kept, {how_many(self.desk.kept, 'judgement')} so far.")
        return True

    # Showing

    def _say(self, words: str) -> None:
        self.query_one("#said", Static).update(Content(words))

    def _open(self) -> None:
        """Show another conversation, from the words of its finding or from its beginning."""
        self._just_marked = False
        self._tell()
        self.query_one("#card", VerticalScroll).scroll_home(animate=False)
        self.call_after_refresh(self._go_to_words)

    def _go_to_words(self) -> None:
        words, finding = self.query_one("#words", VerticalScroll), self.desk.finding
        line = 0
        if finding and finding.candidate.turn < len(self._told.starts):
            line = max(0, self._told.starts[finding.candidate.turn] - ABOVE)
        words.scroll_to(y=line, animate=False)

    def _tell(self) -> None:
        desk = self.desk
        self.query_one("#lists", Static).update(Fitted(partial(heading, desk)))
        self.query_one("#about", Static).update(Fitted(partial(about, desk)))
        drawn = desk.judged, self._spans()
        if drawn != self._drawn:  # a long conversation takes its time to wrap
            self._drawn = drawn
            self.query_one("#transcript", Static).update(Fitted(self._transcript))
        self.query_one("#told", Static).update(Fitted(partial(card, desk, self.size.height)))
        self.refresh_bindings()

    def _transcript(self, width: int) -> Content:
        judged = self.desk.judged
        if judged is None:
            return Content("")
        self._told = told(judged, self._spans(), width)
        return Content("\n").join(self._told.lines)

    def _spans(self) -> dict[int, tuple[Span, ...]]:
        judged, finding = self.desk.judged, self.desk.finding
        if judged is None or not self.underlined:
            return {}
        if finding is not None:
            return quoted(judged, finding.candidate.turn, finding.candidate.quote)
        if leans(self.desk, self.desk.key):
            return {}
        return evidence(judged, [self.desk.key])
