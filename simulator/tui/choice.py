"""One question with a few answers on one line: left and right choose, a click does, too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widget import Widget


class Choice(Widget, can_focus=True):
    """Shows its question and all answers; the chosen one is marked with a dot and not by colour alone."""

    DEFAULT_CSS = """
    Choice { height: auto; padding: 0 1; link-color: $foreground; }
    Choice:focus { background: $panel; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        ("right,space,enter", "move(1)", "Next answer"),
        ("left", "move(-1)", "Answer before"),
        ("down", "app.focus_next", "Next question"),
        ("up", "app.focus_previous", "Question before"),
    ]
    ALLOW_SELECT = False

    @dataclass
    class Changed(Message):
        """Another answer was chosen."""

        choice: Choice
        value: str

    def __init__(
        self,
        question: str,
        answers: Sequence[tuple[str, str]],
        value: str,
        *,
        id: str,  # noqa: A002 - Textual's own name
    ) -> None:
        super().__init__(id=id)
        self.question, self.answers = question, tuple(answers)
        known = [name for name, _words in self.answers]
        self.value = value if value in known else known[0]

    def render(self) -> Content:
        """The question in a column of its own, then the answers."""
        parts: list[Content] = [Content.styled(f"{self.question:<22}", "bold" if self.has_focus else "")]
        for name, words in self.answers:
            chosen = name == self.value
            click = Style.from_meta({"@click": f"pick('{name}')"})
            look = Style(bold=True) if chosen else Style()
            parts.append(Content.assemble((f"{'●' if chosen else '○'} {words}", look + click), "   "))
        return Content("").join(parts)

    def action_move(self, step: int) -> None:
        """The next answer, or the one before."""
        names = [name for name, _words in self.answers]
        self.action_pick(names[(names.index(self.value) + step) % len(names)])

    def action_pick(self, name: str) -> None:
        """Choose an answer by its name."""
        if name != self.value:
            self.value = name
            self.refresh()
            self.post_message(self.Changed(self, name))
