"""The settings: a name and seven choices; nothing here is scored or reported."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import msgspec
from msgspec.structs import asdict
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from simulator.errors import SimulatorError
from simulator.settings import Settings
from simulator.tui.choice import Choice
from simulator.tui.key_line import KeyLine
from simulator.tui.page import Page
from simulator.tui.themes import THEMES, theme_name

if TYPE_CHECKING:
    from simulator.training import Workshop

YES_NO = (("yes", "yes"), ("no", "no"))
QUESTIONS: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = (
    ("clock", "Clock", (("off", "off"), ("relaxed", "relaxed"), ("real", "real"))),
    ("hints", "Hints", YES_NO),
    ("curve_visible", "Show the curve", YES_NO),
    ("content_level", "Hostile content", (("none", "none"), ("mild", "mild"), ("strong", "strong"))),
    ("theme", "Colours", tuple((theme.name, theme.name.replace("-", " ")) for theme in THEMES)),
    ("enter_sends", "Enter sends", YES_NO),
)
"""Field of the settings, question, answers; a yes or no is a boolean field."""


class SettingsPage(Page[None], page="settings"):
    """Whatever is chosen holds when the page is left; colours show at once."""

    CSS_PATH: ClassVar[str] = "settings.tcss"
    AUTO_FOCUS: ClassVar[str | None] = "#clock"

    def __init__(self, workshop: Workshop) -> None:
        super().__init__()
        self.workshop = workshop

    def compose(self) -> ComposeResult:
        """A line for the name, a line for each choice, the keys."""
        settings = asdict(self.workshop.settings)
        yield Static(Content.styled("Settings", "bold"), id="settings-head")
        with VerticalScroll(id="settings", can_focus=False):
            with Horizontal(id="name-row"):
                yield Static("Your name", id="name-label", markup=False)
                yield Input(settings["name"], placeholder="none", id="name", max_length=40)
            for field, question, answers in QUESTIONS:
                value = settings[field]
                told = ("yes" if value else "no") if isinstance(value, bool) else value or theme_name("")
                yield Choice(question, answers, told, id=field)
            yield Static(
                Content.styled("Only you see these. None of them is ever scored.", "$quiet"), id="settings-note"
            )
        yield KeyLine(self.page)

    @on(Choice.Changed)
    def try_colours(self, event: Choice.Changed) -> None:
        """Colours are shown at once, so that one can choose."""
        if event.choice.id == "theme":
            self.app.theme = event.value

    def chosen(self) -> Settings:
        """The settings as the page shows them."""
        values = asdict(self.workshop.settings) | {"name": " ".join(self.query_one("#name", Input).value.split())}
        for field, _question, answers in QUESTIONS:
            value = self.query_one(f"#{field}", Choice).value
            values[field] = value == "yes" if answers is YES_NO else value
        return msgspec.convert(values, Settings)

    @on(Input.Submitted)
    def action_back(self) -> None:
        """Save and go back."""
        try:
            self.workshop.save_settings(self.chosen())
        except SimulatorError as error:
            self.notify(f"{error} They hold until you leave.", markup=False, severity="warning", timeout=10)
        self.dismiss(None)
