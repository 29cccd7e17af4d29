"""The debrief: what happened, one strength, one thing to try, the curve, and a retry from any reply."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from simulator.shown import one_line
from simulator.tui.curve_view import CurveView, Feeling
from simulator.tui.debrief_text import bar_lines, details, happened, steps
from simulator.tui.feeling import SAYS_WHERE
from simulator.tui.fitted import Fitted
from simulator.tui.key_line import KeyLine
from simulator.tui.page import Page
from simulator.tui.paragraphs import fitted
from simulator.tui.sharing_around import Around, people_lines

if TYPE_CHECKING:
    from simulator.practice import Practice
    from simulator.report.debrief import Debrief
    from simulator.rereading import Reading, Rereader
    from simulator.training import Workshop
    from simulator.tui.history_export import Written
    from simulator.tui.sharing import Settled
    from simulator.tui.sharing_dispute import Disputed, Sent


class DebriefPage(Page[None], page="debrief"):
    """Shows a debrief. ``again`` opens a new attempt from a reply (from 1); ``totals``: the bars are shown.

    ``around``: what people added, and who else may see it (None: it is not stored). ``rereader``: has a model read it,
    too, while it is shown.
    """

    CSS_PATH: ClassVar[str] = "debrief.tcss"

    @dataclass
    class Retried(Message):
        """The trainee wants to play again from a reply."""

        open_again: Callable[[], Practice]

    @dataclass
    class Reread(Message):
        """A model has read it, too."""

        reading: Reading

    def __init__(
        self,
        debrief: Debrief,
        again: Callable[[int], Practice],
        *,
        totals: bool,
        around: Around | None = None,
        rereader: Rereader | None = None,
    ) -> None:
        super().__init__()
        self.rereader = rereader if around is not None and debrief.details and not debrief.exam else None
        self._wait = self.rereader.wait() if self.rereader is not None else None
        self.debrief, self.again, self.totals, self.around = debrief, again, totals, around
        self.unsent: Disputed | None = None
        tip = debrief.to_try
        self.chosen = tip.reply if tip else len(debrief.details)

    def compose(self) -> ComposeResult:
        """The parts in reading order; the chosen reply and the keys stay in sight."""
        told = self.debrief
        with VerticalScroll(id="told", can_focus=False):
            yield Static(fitted(happened(told)), id="happened")
            yield Static(id="people")
            yield Static(id="second")
            yield Static(
                Content.styled(f"How {one_line(told.address or 'the customer', 40)} felt", "bold"), classes="title"
            )
            yield CurveView(self._feeling(), id="told-curve")
            yield Static(Fitted(partial(steps, told)), id="steps")
            if self.totals:
                yield Static(Fitted(partial(bar_lines, told.bars)), id="bars")
            yield Static(fitted(details(told)), id="details")
        yield Static(self._retry_line(), id="retry")
        yield KeyLine(self.page)

    def on_mount(self) -> None:
        """Add what people wrote, and what a model makes of it."""
        self._tell_people()
        self._tell_second(("A model is reading it, too…",) if self.rereader else ())
        if self.rereader is not None and self.around is not None:
            rereader, attempt, wait = self.rereader, self.around.attempt, self._wait
            self.ask(lambda: self.Reread(rereader.read(attempt, wait)))

    def on_unmount(self) -> None:
        """Nobody waits for the model any longer."""
        self.save_now()

    def save_now(self) -> None:
        """Keep nobody waiting: what was answered so far is kept."""
        if self._wait is not None:
            self._wait.leave()

    def on_debrief_page_reread(self, message: Reread) -> None:
        """Show what differs."""
        from simulator.rereading import second_lines

        self._tell_second(second_lines(message.reading, details=False))

    def _tell_second(self, lines: Sequence[str]) -> None:
        second = self.query_one("#second", Static)
        title = [(Content(""), Content.styled("A second reading", "bold"))]
        second.update(fitted([*title, *((Content(""), Content.styled(line, "$quiet")) for line in lines)]))
        second.display = bool(lines)

    def _tell_people(self) -> None:
        lines = list(people_lines(self.around)) if self.around else []
        people = self.query_one("#people", Static)
        people.update(fitted(lines))
        people.display = bool(lines)
        self.refresh_bindings()

    def _feeling(self) -> Feeling:
        points = self.debrief.curve
        values = (points[0].before, *(point.after for point in points)) if points else ()
        ghost = (values[0], *self.debrief.ghost) if self.debrief.ghost and values else ()
        point = points[self.chosen - 1] if points else None
        if point is None:
            words = "no reply was sent"
        elif point.because and point.words in SAYS_WHERE:
            words = f"after reply {point.n}"
        else:
            words = f"after reply {point.n}: {point.words}"
        return Feeling(values, words, point.because if point else "", ghost, chosen=self.chosen)

    def _retry_line(self) -> Content:
        if not self.debrief.details:
            return Content.styled("There was no reply yet that could be played again.", "$quiet")
        reply = self.debrief.details[self.chosen - 1].reply
        if self.debrief.exam:
            return Content.assemble(
                (f"Reply {self.chosen}  ↑↓ choose  ", "$quiet"), (f"“{one_line(reply, 100)}”", "$you")
            )
        head = f"Retry from reply {self.chosen} of {len(self.debrief.details)}"
        return Content.assemble((head, "bold"), ("  ↑↓ choose  ", "$quiet"), (f"“{one_line(reply, 100)}”", "$you"))

    def possible(self, action: str) -> bool:
        """Without a reply, and in an exam, there is nothing to retry from; alone, there is nobody to share with."""
        around = self.around
        if action == "share":
            return around is not None and around.shareable
        if action == "dispute":
            return around is not None and around.disputable and bool(self.debrief.details)
        if action == "export":
            return around is not None
        return action not in {"retry", "again"} or (bool(self.debrief.details) and not self.debrief.exam)

    def action_choose(self, step: int) -> None:
        """Choose the reply before or after."""
        count = len(self.debrief.details)
        if count:
            self.chosen = min(count, max(1, self.chosen + step))
            self.query_one("#retry", Static).update(self._retry_line())
            self.query_one(CurveView).tell(self._feeling())

    def action_turn_page(self, step: int) -> None:
        """Read on, or back."""
        told = self.query_one("#told", VerticalScroll)
        (told.scroll_page_down if step > 0 else told.scroll_page_up)(animate=False)

    def action_retry(self) -> None:
        """Play again from the chosen reply."""
        again, n = self.again, self.chosen
        self.post_message(self.Retried(lambda: again(n)))

    def action_again(self) -> None:
        """Meet the same customer again."""
        again = self.again
        self.post_message(self.Retried(lambda: again(1)))

    def action_details(self) -> None:
        """Show or hide the details, from their beginning."""
        opened = not self.has_class("-details")
        self.set_class(opened, "-details")
        told = self.query_one("#told", VerticalScroll)
        if opened:
            self.call_after_refresh(told.scroll_to_widget, self.query_one("#details"), animate=False, top=True)
        else:
            told.scroll_home(animate=False)

    @property
    def _workshop(self) -> Workshop:
        workshop: Workshop = self.app.workshop  # type: ignore[attr-defined]
        return workshop

    def action_share(self) -> None:
        """Share this conversation, or take it back."""
        from simulator.tui.sharing import offer

        if self.around is not None:
            one = self.around
            offer(self, self._workshop, one.attempt, audience=one.audience, announced=one.announced)

    def action_export(self) -> None:
        """Write this conversation to a file."""
        from simulator.tui.history_export import offer_export

        if self.around is not None:
            offer_export(self, self._workshop, self.around.attempt)

    def action_dispute(self) -> None:
        """Choose a mark that isn't right, and say why."""
        from simulator.tui.sharing_dispute import DisputePage

        self.app.push_screen(DisputePage(self.debrief, self.chosen, self.unsent), self._disputed)

    def _disputed(self, chosen: Disputed | None) -> None:
        from simulator.tui.sharing_dispute import send

        self.unsent = chosen
        if chosen is not None and chosen.send and self.around is not None:
            send(self, self._workshop, self.around.attempt, chosen)

    def on_settled(self, message: Settled) -> None:
        """Who may read it has changed."""
        if self.around is not None:
            self.around = replace(self.around, audience=message.audience)
            self._tell_people()
        self.notify(message.told, markup=False, timeout=8)

    def on_sent(self, message: Sent) -> None:
        """A dispute was sent, or could not be."""
        if message.around is not None:
            self.around, self.unsent = message.around, None
            self._tell_people()
        self.notify(message.told, markup=False, timeout=8)

    def on_written(self, message: Written) -> None:
        """Say where the file is."""
        self.notify(message.told, markup=False, timeout=15)
