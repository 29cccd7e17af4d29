"""``simulator strings``: the words of scenarios for translators, as gettext catalogues (PO)."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.authoring.catalogue import Written

FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path, dir_okay=False)
NAMED = 5
"""Ids of texts that are named in one line."""


@click.group(name="strings")
def strings() -> None:
    """Translate scenarios: export their words for a translator, and import them again (docs/languages.md)."""


@strings.command(name="export")
@click.argument("scenarios", nargs=-1, required=True, metavar="SCENARIO...")
@click.option("--language", default="", help="The language to translate into, two letters. Without it: a template.")
@click.option("--plays", is_flag=True, help="The replies of golden plays, too.")
@click.option("--out", type=FILE, help="Write it to this file (.po or .pot).")
@click.option("--library", type=FOLDER, multiple=True, help="Your own folder.")
def export(
    scenarios: tuple[str, ...], *, language: str, plays: bool, out: Path | None, library: tuple[Path, ...]
) -> None:
    """Write the words of scenarios, with those of their shops and voices, as a catalogue."""
    from simulator.authoring.catalogue import export as exported
    from simulator.cli.streams import save
    from simulator.library import Library

    text = exported(Library(library), scenarios, language=language, plays=plays)
    if out is None:
        click.echo(text, nl=False)
        return
    save(out, text)
    click.echo(f"Written to {out}: {text.count('msgctxt ')} texts.", err=True)


@strings.command(name="import")
@click.argument("file", type=FILE)
@click.option(
    "--out", type=FOLDER, help="A folder of your own, laid out like a library; without it: beside the originals."
)
@click.option("--library", type=FOLDER, multiple=True, help="Your own folder.")
def import_(file: Path, *, out: Path | None, library: tuple[Path, ...]) -> None:
    """Write translated scenarios from the catalogue FILE, and check them.

    What a translated file holds already stays, except for texts that FILE translates. Exit code 1: the check found
    errors; the files are written all the same.
    """
    from simulator.authoring.catalogue import read_catalogue, translate
    from simulator.cli.streams import save
    from simulator.library import Library

    catalogue = read_catalogue(file)
    written, strays = translate(Library(library), catalogue, str(file), out)
    for made in written:
        made.item.path.parent.mkdir(parents=True, exist_ok=True)
        save(made.item.path, made.text)
        _tell(made)
    if strays:
        click.echo(f"Without a place in any file: {_some(strays)}", err=True)
    sys.exit(1 if _check(written, out, library) else 0)


def _tell(made: Written) -> None:
    click.echo(f"{made.item.path}: {made.translated} of {made.texts} texts translated")
    if made.untranslated:
        click.echo(f"  not translated: {_some(made.untranslated)}")
    for note in made.notes:
        click.echo(f"  {note}")


def _some(ids: Sequence[str]) -> str:
    more = f" and {len(ids) - NAMED} more" if len(ids) > NAMED else ""
    return ", ".join(ids[:NAMED]) + more


def _check(written: Sequence[Written], out: Path | None, library: tuple[Path, ...]) -> int:
    """Check what was written, by reading alone; gives the number of errors."""
    from simulator.authoring.checking import Options
    from simulator.authoring.checking import check as look
    from simulator.authoring.material import Material
    from simulator.cli.telling_findings import tell_finding
    from simulator.library import Library

    folders = library if out is None else (out, *library)
    items = tuple(made.item for made in written)
    report = look((Material(Library(folders), items),), Options(plays=False, random=0))
    for found in report.findings:
        click.echo(tell_finding(found, short=True))
    return report.errors
