"""One conversation as a file: in which form, under a safe name, and saying where it is.

On one's own machine it is written beside the history. Where the screens are served to browsers (docs/serving.md) that
disk is the server's, so the browser gets it as a download.
"""

from __future__ import annotations

import io
import re
import unicodedata
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import msgspec
from msgspec import Struct
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from simulator.errors import SimulatorError
from simulator.tui.actions import bindings
from simulator.tui.asking import ask, words_of
from simulator.tui.key_line import KeyLine

if TYPE_CHECKING:
    from typing import Any

    from textual.app import App
    from textual.screen import Screen

    from simulator.training import Workshop

FORMS = {
    "html": "A page for a browser, or to print (HTML)",
    "md": "Text for documents and notes (Markdown)",
    "json": "Everything as data, for other programs (JSON)",
}
FOLDER = "exports"
LONGEST = 48
"""Characters of a title in a file's name."""


@dataclass
class Written(Message):
    """What came of it, in a sentence: where the file is, or why there is none."""

    told: str


class Export(Struct, frozen=True):
    """A file before it is anywhere."""

    name: str
    content: bytes


class ExportPage(ModalScreen[str]):
    """Asks for the form; its outcome is one of ``FORMS``, or None."""

    CSS_PATH: ClassVar[str] = "export.tcss"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings("export"))
    page = "export"

    def compose(self) -> ComposeResult:
        """What will be in it, the forms, the keys."""
        with Vertical(id="export"):
            told = "This conversation as a file: what happened, every word, every mark. The file is yours alone."
            yield Static(Content(told), id="export-told")
            yield OptionList(*(Option(words, name) for name, words in FORMS.items()), id="forms", markup=False)
            yield KeyLine(self.page)

    @on(OptionList.OptionSelected)
    def chosen(self, event: OptionList.OptionSelected) -> None:
        """A form was chosen."""
        self.dismiss(event.option.id)

    def action_choose(self) -> None:
        """Take the form under the cursor."""
        self.query_one("#forms", OptionList).action_select()

    def action_back(self) -> None:
        """Write nothing."""
        self.dismiss(None)


def offer_export(page: Screen[None], workshop: Workshop, attempt: str) -> None:
    """Ask for the form and make the file; ``Written`` arrives at the page that asked."""

    def work(form: str) -> Message:
        try:
            made = exported(workshop, attempt, form)
            if page.app.is_web:
                page.app.call_from_thread(_deliver, page.app, made)
                return Written(f"Your browser saves it as {made.name}")
            return Written(f"Written to {written(made, workshop.history_file.parent / FOLDER)}")
        except SimulatorError as error:
            return Written(words_of(error, page.app))

    page.app.push_screen(ExportPage(), lambda form: ask(page, partial(work, form)) if form else None)


def _deliver(app: App[Any], made: Export) -> None:
    """Hand it to the browser (web.downloads takes it from there)."""
    app.deliver_binary(io.BytesIO(made.content), save_directory=".", save_filename=made.name)


def exported(workshop: Workshop, attempt_id: str, form: str) -> Export:
    """A finished conversation in one of ``FORMS``.

    Raises:
        SimulatorError: it can't be read.

    """
    from simulator.report.formats import FORMATS
    from simulator.retelling import ended, local_day, own_conversation

    attempt = workshop.attempt(attempt_id)
    day = local_day(ended(attempt))
    if form == "json":
        found = {"day": day, "notes": attempt.notes, "debrief": workshop.debrief_from(attempt)}
        content = msgspec.json.format(msgspec.json.encode(found))
    else:
        content = FORMATS[form][0](own_conversation(workshop, attempt_id, day=local_day), workshop.library)
    return Export(file_name(day, attempt.start.title or attempt.start.scenario, attempt.id, form), content)


def written(made: Export, folder: Path) -> Path:
    """Write it into a folder, for its owner alone; gives where it is.

    Raises:
        SimulatorError: it can't be written.

    """
    path = folder / made.name
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
        path.write_bytes(made.content)
    except OSError as error:
        raise SimulatorError(f"{path}: it can't be written: {error.strerror or error}.") from None
    return path


def file_name(day: str, title: str, attempt_id: str, form: str) -> str:
    """A name of plain letters, digits and hyphens, whatever the title holds; the id keeps two apart."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].strip("-")
    tail = re.sub(r"[^a-z0-9]", "", attempt_id.lower())[-8:]
    return "-".join(filter(None, [day, words, tail])) + f".{form}"
