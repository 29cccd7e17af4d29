"""``simulator list``: what the library holds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Mapping

    from simulator.errors import SimulatorError


WHAT = ("scenarios", "rubrics", "shops", "voices", "topics", "families", "steps")
COLUMNS = {"scenarios": ["id", "channel", "difficulty", "title"], "rubrics": ["id", "of", "title"]}
"""What a row shows; where nothing else is said, its id and its title."""


@click.command(name="list")
@click.argument("what", type=click.Choice(WHAT), default="scenarios")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--library", type=click.Path(path_type=Path, file_okay=False), multiple=True, help="Your own folder.")
def listing(what: str, *, as_json: bool, library: tuple[Path, ...]) -> None:
    """List scenarios, rubrics, or what scenarios name: shops, voices, topics, families, steps; one line each."""
    from simulator.cli.columns import table
    from simulator.cli.streams import write_json
    from simulator.shown import shown

    rows = _scenarios(library) if what == "scenarios" else _named(what, library)
    if as_json:
        write_json(rows)
        return
    columns = COLUMNS.get(what, ["id", "title"])
    marks = ["can't be played" if "problem" in row else "" for row in rows]
    click.echo(table([[*(str(row[name]) for name in columns), mark] for row, mark in zip(rows, marks, strict=True)]))
    for row in rows:
        if "problem" in row:
            click.echo(shown(f"simulator: {row['problem']}"), err=True)


def _named(what: str, folders: tuple[Path, ...]) -> list[dict[str, object]]:
    """Rows of what scenarios name."""
    if what == "rubrics":
        return _rubrics(folders)
    from simulator.library import Library
    from simulator.scenario.shared import load_shared
    from simulator.scenario.shop import load_shop
    from simulator.scenario.voice import load_voice

    found = Library(folders)
    if what == "shops":
        return [{"id": name, "title": load_shop(found, name).name} for name in found.ids("shop")]
    if what == "voices":
        return [{"id": name, "title": load_voice(found, name).title} for name in found.ids("voice")]
    shared = load_shared(found)
    tables: dict[str, Mapping[str, Any]] = {"topics": shared.topics, "families": shared.families, "steps": shared.steps}
    return [{"id": name, "title": row.title} for name, row in tables[what].items()]


def _rubrics(folders: tuple[Path, ...]) -> list[dict[str, object]]:
    from simulator.library import Library
    from simulator.scoring.load import load_library_rubrics

    found = load_library_rubrics(Library(folders))
    return [{"id": item.id, "version": item.version, "of": item.of, "title": item.title} for item in found]


def _scenarios(folders: tuple[Path, ...]) -> list[dict[str, object]]:
    """The scenarios; what can't even be listed is said at once."""
    import msgspec

    from simulator.shown import shown
    from simulator.training import Workshop

    workshop = Workshop(folders=folders)
    cards, problems = workshop.cards()
    faults = workshop.faults()
    for problem in problems:
        click.echo(f"simulator: {shown(str(problem))}", err=True)
    return [msgspec.to_builtins(card) | _fault(faults.get(card.id)) for card in cards]


def _fault(error: SimulatorError | None) -> dict[str, object]:
    """The first thing to mend, as a field of the row; none where the scenario can be played."""
    return {} if error is None else {"problem": str(error)}
