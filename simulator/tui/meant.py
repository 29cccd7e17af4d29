"""Not what I meant: the trainee picks what the last reply meant, and the turn is replayed with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from simulator.shown import one_line
from simulator.tui.actions import bindings
from simulator.tui.key_line import KeyLine

if TYPE_CHECKING:
    from simulator.engine.moves import MoveChoice


class MeantPage(ModalScreen[tuple[str, ...]]):
    """A list of moves with a search; its outcome are the picked ids (none: what was heard already), or None: left."""

    CSS_PATH: ClassVar[str] = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("meant"), ("down", "moves", "To the list")]
    AUTO_FOCUS: ClassVar[str | None] = "#move-search"
    page = "meant"

    def __init__(self, reply: str, choices: tuple[MoveChoice, ...], heard: tuple[str, ...]) -> None:
        super().__init__()
        self.reply, self.choices = reply, choices
        known = {choice.id for choice in choices}
        self.heard = tuple(move for move in heard if move in known)
        self.picked = self.heard

    def compose(self) -> ComposeResult:
        """The reply, a search, the moves, the keys."""
        with Vertical(id="dialog", classes="tall"):
            yield Static(Content("What did you mean? Pick one or more; the turn is replayed, and it costs nothing."))
            yield Static(Content.styled(f"“{one_line(self.reply, 200)}”", "$you"), id="explained")
            yield Input(placeholder="type a word: refund, tracking, sorry …", id="move-search", max_length=60)
            yield OptionList(id="moves", markup=False)
            yield KeyLine(self.page)

    def on_mount(self) -> None:
        """List the moves, what was heard first."""
        self._fill()

    def _fill(self) -> None:
        words = self.query_one("#move-search", Input).value.casefold().split()
        listing = self.query_one("#moves", OptionList)
        fits = {one.id for one in self.choices if all(word in f"{one.words} {one.group}".casefold() for word in words)}
        shown = [one for one in self.choices if one.id in fits or one.id in self.picked]
        options: list[Option] = []
        group = None
        for choice in sorted(shown, key=lambda one: (one.id not in fits, one.id not in self.heard)):
            title = "heard" if choice.id in self.heard else choice.group
            title = title if choice.id in fits else "ticked so far"
            if title != group:
                group = title
                options.append(Option(Content.styled(title, "$quiet"), disabled=True))
            mark = "●" if choice.id in self.picked else "○"
            options.append(Option(Content(f"  {mark} {choice.words}"), choice.id))
        if not fits:
            options.insert(0, Option(Content.styled("Nothing fits; try other words.", "$quiet"), disabled=True))
        kept = listing.highlighted_option.id if listing.highlighted_option else None
        listing.set_options(options)
        ids = [option.id for option in options]
        first = next((at for at, one in enumerate(ids) if one), None)
        listing.highlighted = ids.index(kept) if kept and kept in ids else first

    @on(Input.Changed)
    def search(self) -> None:
        """Search words were typed."""
        self._fill()

    @on(Input.Submitted)
    def action_moves(self) -> None:
        """Enter and down in the search go on to the list."""
        self.query_one("#moves").focus()

    @on(OptionList.OptionSelected)
    def pick(self, event: OptionList.OptionSelected) -> None:
        """Pick a move, or drop it again."""
        move = event.option.id
        if move is not None:
            rest = tuple(one for one in self.picked if one != move)
            self.picked = rest if move in self.picked else (*rest, move)
            self._fill()
            self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's own
        """There is nothing to replay before something was picked, and nothing to tick outside the list."""
        return action != "accept" or bool(self.picked)

    def action_tick(self) -> None:
        """Pick the move under the cursor, or drop it again; in the search, a space is a space."""
        self.query_one("#moves", OptionList).action_select()

    def action_accept(self) -> None:
        """Replay with what is picked; an empty outcome says that this is what was heard already."""
        self.dismiss(self.picked if {*self.picked} != {*self.heard} else ())

    def action_back(self) -> None:
        """Leave the turn as it is."""
        self.dismiss(None)
