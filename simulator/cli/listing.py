"""``simulator list``: what the library holds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from simulator.errors import SimulatorError


@click.command(name="list")
@click.argument("what", type=click.Choice(["scenarios", "rubrics"]), default="scenarios")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--library", type=click.Path(path_type=Path, file_okay=False), multiple=True, help="Your own folder.")
def listing(what: str, *, as_json: bool, library: tuple[Path, ...]) -> None:
    """List scenarios or rubrics, one line each."""
    import msgspec

    from simulator.cli.columns import table
    from simulator.cli.streams import write_json
    from simulator.shown import shown
    from simulator.training import Workshop

    workshop = Workshop(folders=library)
    rows: list[dict[str, object]]
    if what == "rubrics":
        rows = [{"id": item.id, "version": item.version, "title": item.title} for item in workshop.kit.card.rubrics]
    else:
        cards, problems = workshop.cards()
        faults = workshop.faults()
        rows = [msgspec.to_builtins(card) | _fault(faults.get(card.id)) for card in cards]
        for problem in problems:
            click.echo(f"simulator: {shown(str(problem))}", err=True)
    if as_json:
        write_json(rows)
        return
    columns = ["id", "title"] if what == "rubrics" else ["id", "channel", "difficulty", "title"]
    marks = ["can't be played" if "problem" in row else "" for row in rows]
    click.echo(table([[*(str(row[name]) for name in columns), mark] for row, mark in zip(rows, marks, strict=True)]))
    for row in rows:
        if "problem" in row:
            click.echo(shown(f"simulator: {row['problem']}"), err=True)


def _fault(error: SimulatorError | None) -> dict[str, object]:
    """The first thing to mend, as a field of the row; none where the scenario can be played."""
    return {} if error is None else {"problem": str(error)}
