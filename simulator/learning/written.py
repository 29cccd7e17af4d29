"""Texts with labels to learn from, and the reader of those written for this project."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

from msgspec import Struct

from simulator.errors import ContentError

JUDGED = "judged:"
NONE = "-"
COLUMNS = 3


class Example(Struct, frozen=True):
    """One text of one side; ``labels`` says 1 or 0 for every label it was judged for, and nothing of the others.

    ``previous``: the other side's message before it, where that matters. ``source``: the data set or file.
    """

    text: str
    side: str
    labels: dict[str, int]
    source: str
    previous: str | None = None


def written() -> list[Example]:
    """All examples written for this project: the files of examples/, in the order of their names."""
    folder = files("simulator.learning.examples")
    names = sorted(item.name for item in folder.iterdir() if item.name.endswith(".tsv"))
    return [row for name in names for row in parse(folder.joinpath(name).read_text("utf-8"), name)]


def parse(source: str, file: str) -> Iterator[Example]:
    """The rows of one file; its side is the first word of its name (``agent_disrespect.tsv``).

    The form is described at the top of examples/customer_moods.tsv.

    Raises:
        ContentError: a row is not of that form.

    """
    side = file.partition("_")[0]
    judged: tuple[str, ...] = ()
    for number, line in enumerate(source.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith(JUDGED):
            judged = tuple(line.removeprefix(JUDGED).split())
            continue
        yield _row(line, side, judged, file, number)


def _row(line: str, side: str, judged: tuple[str, ...], file: str, number: int) -> Example:
    cells = [cell.strip() for cell in line.split("\t")]
    if not 2 <= len(cells) <= COLUMNS or not cells[1]:
        raise ContentError(
            "a row is labels, a tab, a text, and perhaps a tab and what was said before", file=file, line=number
        )
    labels = [] if cells[0] == NONE else cells[0].split()
    unknown = next((label for label in labels if label not in judged), None)
    if unknown is not None:
        raise ContentError(f"{unknown!r} is not among the labels judged here", file=file, line=number)
    values = {label: int(label in labels) for label in judged}
    return Example(cells[1], side, values, file, cells[2] if len(cells) == COLUMNS else None)
