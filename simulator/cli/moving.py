"""``simulator move-history``: from a file to PostgreSQL, or back."""

from __future__ import annotations

import sys

import click


@click.command(name="move-history")
@click.argument("to", metavar="TO")
@click.option("--from", "where", metavar="WHERE", help="The path or URL of a history. [the one in use]")
@click.option("--as", "owner", metavar="NAME", default="", help="Whose the practice of one person's history becomes.")
def move_history(to: str, where: str | None, owner: str) -> None:
    """Copy a history into TO, a path or a URL such as postgresql://USER:PASSWORD@HOST/DATABASE, and count.

    It can be interrupted and done again; what is there already is left alone. The history it comes from stays.
    """
    from simulator.cli.columns import table
    from simulator.store.moving import move_between
    from simulator.training import Workshop

    workshop = Workshop()
    found = move_between(where or workshop.history_place, to, who=workshop.who, owner=owner, tell=_tell)
    click.echo(table([["", "here", "there"], *([item.table, str(item.rows), str(item.there)] for item in found)]))
    click.echo("Everything is there. Use it with SIMULATOR_HISTORY or the setting 'history'.", err=True)


def _tell(done: int, of: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{done} of {of} conversations", nl=done == of, err=True)
