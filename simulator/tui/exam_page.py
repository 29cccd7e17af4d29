"""The page before an exam: who will see it, what passes, what is not given; Esc still turns back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.exam import announcement
from simulator.shown import shown
from simulator.tui.announced import Announced, warned

if TYPE_CHECKING:
    from simulator.exam import Planned


class ExamPage(Announced, page="exam"):
    """Its outcome is True when the trainee takes the exam."""

    def __init__(self, planned: Planned) -> None:
        told = filter(None, (*announcement(planned.terms.pass_mark, alone=planned.alone), warned(planned.warnings)))
        super().__init__(f"Exam: {shown(planned.title)}", told, "Enter takes the exam. Esc goes back.")
