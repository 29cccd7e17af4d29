"""``simulator assign``: a trainer asks somebody to practise a scenario, to follow a pathway or to take an exam."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from simulator.cli.days import by_then

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from simulator.store.team_records import Assignment
    from simulator.training import Workshop


@click.group(name="assign")
def assign() -> None:
    """Ask somebody of your team for practice (docs/teams.md); it stands on their home screen."""


DUE = click.option("--due", metavar="YYYY-MM-DD", callback=by_then, help="By which day, as 2026-12-01.")


@assign.command(name="scenario")
@click.argument("name")
@click.argument("scenario")
@DUE
def scenario(name: str, scenario: str, *, due: datetime | None) -> None:
    """Ask NAME to practise SCENARIO; the finished conversation is open to you, as is announced before it begins."""
    from simulator.training import Workshop

    with Workshop() as workshop:
        workshop.scenario(scenario)
        _assign(workshop, name, "scenario", scenario, due)


@assign.command(name="pathway")
@click.argument("name")
@click.argument("pathway")
@DUE
def pathway(name: str, pathway: str, *, due: datetime | None) -> None:
    """Ask NAME to follow PATHWAY; what they practise on it stays theirs."""
    from simulator.errors import NotFoundError
    from simulator.training import Workshop

    with Workshop() as workshop:
        known = [item.id for item in workshop.pathways()[0]]
        if pathway not in known:
            raise NotFoundError("pathway", pathway, known, hint="List them with: simulator pathway list")
        _assign(workshop, name, "pathway", pathway, due)


@assign.command(name="exam")
@click.argument("name")
@click.argument("scenario")
@click.option("--pass-mark", type=click.FloatRange(0, 100), help="Points of 100 to pass. [as in practice's exams]")
@DUE
def exam(name: str, scenario: str, *, pass_mark: float | None, due: datetime | None) -> None:
    """Ask NAME to take an exam with SCENARIO; its result is open to you, as is announced before it begins."""
    from simulator.training import Workshop

    with Workshop() as workshop:
        workshop.scenario(scenario)
        options = {} if pass_mark is None else {"pass_mark": pass_mark}
        _assign(workshop, name, "exam", scenario, due, options)


@assign.command(name="list")
@click.argument("name", required=False)
def list_(name: str | None) -> None:
    """What was asked of NAME; without one of you, and what you asked of others."""
    from simulator.cli.columns import table
    from simulator.training import Workshop

    with Workshop() as workshop:
        team = workshop.history.team
        found = team.assignments(team.person(name).id if name else None)
        others = [] if name else list(_by_me(workshop))
    open_ = [item for item in found if item.withdrawn is None]
    if not open_ and not others:
        click.echo("Nothing is asked.", err=True)
        return
    if open_:
        click.echo(table([_row(item, item.author) for item in open_]))
    if others:
        click.echo("You asked others:" if not open_ else "\nYou asked others:")
        click.echo(table([_row(item, whose) for whose, item in others]))


def _by_me(workshop: Workshop) -> Iterator[tuple[str, Assignment]]:
    """What the person at the desk asks of others, with their names; nothing for a trainee."""
    me, team = workshop.history.access, workshop.history.team
    for person in team.people() if me.person else ():
        if person.id != me.person:
            made = (item for item in team.assignments(person.id) if item.withdrawn is None)
            yield from ((person.name, item) for item in made if item.author == me.name)


def _row(item: Assignment, whose: str) -> list[str]:
    return [item.id, item.kind, item.subject, _due(item), whose, _done(item)]


@assign.command(name="withdraw")
@click.argument("assignment")
def withdraw(assignment: str) -> None:
    """Take ASSIGNMENT (an id as listed) back; what was made for it stays as it is."""
    from simulator.training import Workshop

    with Workshop() as workshop:
        workshop.history.team.withdraw(assignment)
    click.echo("It is withdrawn.", err=True)


def _assign(
    workshop: Workshop,
    name: str,
    kind: str,
    subject: str,
    due: datetime | None,
    options: dict[str, float] | None = None,
) -> None:
    team = workshop.history.team
    person = team.person(name)
    made = team.assign(person.id, kind, subject, due=due, options=dict(options or {}))
    click.echo(f"{person.name} is asked: {kind} {subject}{_by(made)}.", err=True)


def _by(item: Assignment) -> str:
    return f", by {item.due:%Y-%m-%d}" if item.due else ""


def _due(item: Assignment) -> str:
    return f"{item.due:%Y-%m-%d}" if item.due else "no date"


def _done(item: Assignment) -> str:
    """A pathway's practice is private, so nothing is told of it."""
    if item.kind == "pathway":
        return ""
    return f"done on {item.done}" if item.done else "not done yet"
