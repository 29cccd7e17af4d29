"""``simulator preview``: a scenario playing beside its text, read anew whenever it is saved."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command(name="preview")
@click.argument("scenario")
@click.option("--library", type=click.Path(path_type=Path, file_okay=False), multiple=True, help="Your own folder.")
def preview(scenario: str, *, library: tuple[Path, ...]) -> None:
    """Play SCENARIO, an id or a file, beside its text; save it in your editor, and it is read and played anew."""
    from simulator.authoring.explore_material import library_of
    from simulator.authoring.previewing import Preview
    from simulator.errors import UsageError

    found, name = library_of(scenario, library)
    path = Path(scenario) if Path(scenario).suffix else found.find("scenario", name)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("The preview needs a terminal; `simulator check` and `simulator test` work without one.")
    from simulator.settings import load_settings
    from simulator.tui.preview_app import PreviewApp

    sys.exit(PreviewApp(Preview(found, path), load_settings().theme).run() or 0)
