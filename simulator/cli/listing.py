"""``simulator list``: what the library holds."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(name="list")
@click.argument("what", type=click.Choice(["scenarios", "rubrics"]), default="scenarios")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--library", type=click.Path(path_type=Path, file_okay=False), multiple=True, help="Your own folder.")
def listing(what: str, *, as_json: bool, library: tuple[Path, ...]) -> None:
    """List scenarios or rubrics, one line each."""
    import msgspec

    from simulator.cli.streams import write_json
    from simulator.cli.telling import clean, table
    from simulator.training import Workshop

    workshop = Workshop(folders=library)
    rows: list[dict[str, object]]
    if what == "rubrics":
        rows = [{"id": item.id, "version": item.version, "title": item.title} for item in workshop.kit.card.rubrics]
    else:
        cards, problems = workshop.cards()
        rows = [msgspec.to_builtins(card) for card in cards]
        for problem in problems:
            click.echo(f"simulator: {clean(str(problem))}", err=True)
    if as_json:
        write_json(rows)
        return
    columns = ["id", "title"] if what == "rubrics" else ["id", "channel", "difficulty", "title"]
    click.echo(table([[str(row[name]) for name in columns] for row in rows]))
