"""``simulator schema``: the JSON Schemas of all files, for editors that check and complete while one writes."""

from __future__ import annotations

from pathlib import Path

import click

FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command(name="schema")
@click.argument("kind", required=False)
@click.option("--out", type=FOLDER, help="Write them into this folder instead, a file for each kind.")
@click.option("--library", type=FOLDER, multiple=True, help="Your own folder, whose names are offered, too.")
def schema(kind: str | None, *, out: Path | None, library: tuple[Path, ...]) -> None:
    """Print the JSON Schema of KIND (scenario, shop, voice, ...), with the names of your library for completion.

    Without KIND it lists the kinds; with --out it writes all of them.
    """
    from simulator.authoring.schemas import KINDS, editor_schema
    from simulator.cli.columns import table
    from simulator.cli.streams import save
    from simulator.library import Library

    if kind is None and out is None:
        click.echo(table([[name, about] for name, about in KINDS.items()]))
        click.echo("\nPrint one with: simulator schema scenario. Write all of them with: simulator schema --out FOLDER")
        return
    names = (kind,) if kind else tuple(KINDS)
    content = Library(library)
    texts = {name: editor_schema(content, name) for name in names}
    if out is None:
        click.echo(texts[names[0]])
        return
    out.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        save(out / f"{name}.schema.json", text + "\n")
        click.echo(str(out / f"{name}.schema.json"))
