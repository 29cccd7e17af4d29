"""``simulator team``: the people and teams of a shared history."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from simulator.store.team import Team

ROLE = click.Choice(["trainee", "trainer", "lead"])


@click.group(name="team")
def team() -> None:
    """Manage the people and teams of a shared history (docs/teams.md).

    A trainee sees their own practice; a trainer what their teams' members share, too; a QA lead what everybody shares.
    """


@team.command(name="add")
@click.argument("team_name", metavar="TEAM")
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--role", type=ROLE, default="trainee", show_default=True, help="Of those who aren't known yet.")
def add(team_name: str, names: tuple[str, ...], role: str) -> None:
    """Begin TEAM, and make each NAME a member of it.

    The very first person must be a QA lead (--role lead); what was practised in this history before is theirs.
    """
    from simulator.training import Workshop

    with Workshop() as workshop:
        door = workshop.history.team
        for name in names:
            door.add_person(name, role)  # type: ignore[arg-type]
        door.add_team(team_name)
        for name in names:
            door.join(name, team_name)
        _list(door, team_name)


@team.command(name="users")
@click.argument("team_name", metavar="[TEAM]", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def users(team_name: str | None, *, as_json: bool) -> None:
    """List everybody you may know of, or the members of TEAM."""
    from simulator.cli.streams import write_json
    from simulator.training import Workshop

    with Workshop() as workshop:
        if as_json:
            write_json(workshop.history.team.people(team_name))
            return
        _list(workshop.history.team, team_name)


@team.command(name="role")
@click.argument("name")
@click.argument("role", type=ROLE)
def role(name: str, role: str) -> None:
    """Give NAME another role."""
    from simulator.store.team_records import ROLE_WORDS
    from simulator.training import Workshop

    with Workshop() as workshop:
        workshop.history.team.set_role(name, role)  # type: ignore[arg-type]
    click.echo(f"{name} is a {ROLE_WORDS[role]} now.", err=True)


@team.command(name="password")
@click.argument("name")
@click.option("--none", "taken", is_flag=True, help="Take it away: NAME can't sign in by password any more.")
def password(name: str, *, taken: bool) -> None:
    """Set the password with which NAME signs in where the simulator is served (docs/serving.md).

    It is asked for twice and not shown; in a pipe it is one line of standard input.
    """
    from importlib.util import find_spec

    from simulator.cli.serve import MISSING
    from simulator.errors import SimulatorError
    from simulator.training import Workshop

    if find_spec("argon2") is None:
        raise SimulatorError(MISSING)
    from simulator.web.passwords import hashed

    with Workshop() as workshop:
        door = workshop.history.team
        person = door.person(name)
        door.set_secret(person.name, None if taken else hashed(_asked(person.name)))
    click.echo(f"{person.name} {'can not sign in by password any more' if taken else 'can sign in now'}.", err=True)


def _asked(name: str) -> str:
    import sys

    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    return str(click.prompt(f"Password for {name}", hide_input=True, confirmation_prompt=True, err=True))


@team.command(name="remove")
@click.argument("team_name", metavar="TEAM")
@click.argument("names", metavar="[NAME]...", nargs=-1)
def remove(team_name: str, names: tuple[str, ...]) -> None:
    """Take each NAME out of TEAM, or dissolve TEAM; nobody's practice is deleted (see: simulator privacy delete)."""
    from simulator.training import Workshop

    with Workshop() as workshop:
        door = workshop.history.team
        for name in names:
            door.leave(name, team_name)
        if names:
            _list(door, team_name)
            return
        door.remove_team(team_name)
    click.echo(f"{team_name} is dissolved; its people are still known.", err=True)


def _list(door: Team, team_name: str | None) -> None:
    from simulator.cli.columns import table
    from simulator.store.team_records import ROLE_WORDS

    found = door.people(team_name)
    if not found:
        click.echo("Nobody is known here yet. Begin with: simulator team add TEAM YOUR-NAME --role lead", err=True)
        return
    click.echo(table([[item.name, ROLE_WORDS[item.role], ", ".join(item.teams) or "-"] for item in found]))
