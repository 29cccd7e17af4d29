"""``simulator grade compare``: two gradings of the same conversations, and what moved between them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from simulator.batch.report_compare import Comparison

FORMATS = {".html": "comparison.html.j2", ".htm": "comparison.html.j2", ".md": "comparison.md.j2"}
"""How a comparison is written, by the ending of its file; any other, and no file: text."""
TEXT = "comparison.txt.j2"


@click.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option("--out", type=click.Path(path_type=Path), help="A file: .html, .md, or text. [prints text]")
@click.option("--anyway", is_flag=True, help="Compare gradings of different input: what is in both.")
@click.option("--library", "libraries", multiple=True, type=click.Path(path_type=Path), help="Templates of your own.")
def compare(old: str, new: str, *, out: Path | None, anyway: bool, libraries: tuple[Path, ...]) -> None:
    """Say what moved from the grading in OLD to the one in NEW: another rubric, or another version of it."""
    from simulator.errors import SimulatorError
    from simulator.library import Library
    from simulator.report.page import render

    compared = compared_folders(old, new, anyway=anyway)
    template = FORMATS.get(out.suffix.lower(), TEXT) if out else TEXT
    text = render(template, Library(libraries), compared=compared)
    if out is None:
        click.echo(text)
        return
    try:
        out.write_text(text, encoding="utf-8", errors="replace")
    except OSError as error:
        raise SimulatorError(f"{out}: {error.strerror or error}") from None
    click.echo(f"The comparison is in {out}", err=True)


def compared_folders(old: str, new: str, *, anyway: bool) -> Comparison:
    """What moved between two folders of gradings.

    Raises:
        UsageError: they are of different conversations.
        SimulatorError: one holds no finished grading.

    """
    from simulator.batch.folder import Folder, path_of
    from simulator.batch.outputs import manifest_of
    from simulator.batch.report_compare import add_conversations, add_replies, begin
    from simulator.batch.report_pairs import replied, talked
    from simulator.errors import SimulatorError

    folders = [Folder(path_of(each)) for each in (old, new)]
    manifests = []
    for folder in folders:
        manifest = manifest_of(folder)
        if manifest is None:
            raise SimulatorError(f"{folder.root}: no finished grading is here; run 'simulator grade' first")
        manifests.append(manifest)
    compared = begin((old, new), manifests[0], manifests[1], anyway=anyway)
    add_conversations(compared, talked(folders[0]), talked(folders[1]))
    add_replies(compared, replied(folders[0]), replied(folders[1]))
    return compared
