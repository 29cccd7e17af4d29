"""``simulator pathway``: scenarios in an order that makes sense, and how far one has come."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from datetime import datetime

    from simulator.progress.mastery import Way

_LIBRARY = click.option(
    "--library", type=click.Path(path_type=Path, file_okay=False), multiple=True, help="A folder of your own."
)
_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
STATES = {"locked": "later", "open": "open", "begun": "begun", "mastered": "done"}


@click.group(name="pathway", invoke_without_command=True)
@click.pass_context
def pathway(context: click.Context) -> None:
    """Follow scenarios in an order that makes sense; alone it lists them."""
    if context.invoked_subcommand is None:
        context.invoke(listing)


@pathway.command(name="list")
@_JSON
@_LIBRARY
def listing(*, as_json: bool, library: tuple[Path, ...]) -> None:
    """List the pathways, and those you have started."""
    from simulator.cli.columns import table
    from simulator.cli.streams import write_json
    from simulator.shown import shown
    from simulator.training import Workshop

    with Workshop(folders=library) as workshop:
        found, problems = workshop.pathways()
        started = {way.pathway.id: (one, way) for one, way in workshop.started()}
    for problem in problems:
        click.echo(f"simulator: {shown(str(problem))}", err=True)
    if as_json:
        write_json(found)
        return
    rows = []
    for one in found:
        state = ""
        if one.id in started:
            given, way = started[one.id]
            state = f"{way.mastered} of {len(one.steps)} steps done{_until(given.due)}"
            state += f", for {given.by}" if given.by else ""
        rows.append([one.id, f"{len(one.steps)} steps", one.title, state])
    click.echo(table(rows))


@pathway.command(name="show")
@click.argument("name", metavar="PATHWAY")
@_JSON
@_LIBRARY
def show(name: str, *, as_json: bool, library: tuple[Path, ...]) -> None:
    """Show the steps of PATHWAY, and which you have mastered."""
    from simulator.cli.streams import write_json
    from simulator.training import Workshop

    with Workshop(folders=library) as workshop:
        found = workshop.way(name)
    if as_json:
        write_json(found)
        return
    _tell(found)


@pathway.command(name="start")
@click.argument("name", metavar="PATHWAY")
@click.option("--by", default="", help="Who asked for it: your trainer's name.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="The day by which it should be finished.")
@_LIBRARY
def start(name: str, *, by: str, until: datetime | None, library: tuple[Path, ...]) -> None:
    """Start PATHWAY: `simulator next` suggests its open steps first."""
    from simulator.training import Workshop

    with Workshop(folders=library) as workshop:
        due = until.astimezone() if until else None
        found = workshop.start_pathway(name, by=" ".join(by.split()), due=due)
    _tell(found)
    click.echo("Started. What you practise for it stays private; only its exams are seen by your trainer.")


@pathway.command(name="stop")
@click.argument("name", metavar="PATHWAY")
def stop(name: str) -> None:
    """Stop following PATHWAY; what you have mastered stays."""
    from simulator.training import Workshop

    with Workshop() as workshop:
        workshop.stop_pathway(name)
    click.echo("Stopped. Begin it again at any time: what is mastered counts.")


def _tell(found: Way) -> None:
    from simulator.cli.columns import table
    from simulator.progress.mastery import LEVELS
    from simulator.shown import shown

    click.echo(shown(f"{found.pathway.title}: {found.pathway.about}"))
    if found.missing:
        click.echo(shown(f"First finish: {', '.join(found.missing)}."))
    rows = []
    for item in found.steps:
        step = item.step
        asked = LEVELS[step.mastery] + (f" with {step.pass_mark:g}" if step.mastery == "exam" else "")
        best = "" if item.best is None else f"best {item.best:.0f}"
        rows.append([STATES[item.state], step.title, " or ".join(step.scenarios), asked, best])
    click.echo(table(rows))


def _until(due: datetime | None) -> str:
    return f", until {due.astimezone():%-d %B}" if due else ""
