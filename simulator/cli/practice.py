"""``simulator practice``, ``resume`` and ``retry``: the practice screen, or plain text without one."""

from __future__ import annotations

import sys
from pathlib import Path

import click

_LIBRARY = click.option(
    "--library", type=click.Path(path_type=Path, file_okay=False), multiple=True, help="A folder of your own."
)
_PLAIN = click.option("--plain", is_flag=True, help="Plain text: for screen readers and pipes.")


@click.command(name="practice")
@click.argument("scenario", required=False)
@_PLAIN
@click.option("--seed", type=int, default=None, help="Chooses the customer's wordings; left out: another each time.")
@_LIBRARY
def practice(scenario: str | None, *, plain: bool, seed: int | None, library: tuple[Path, ...]) -> None:
    """Practise with SCENARIO, or choose one on the screen."""
    from simulator.training import Workshop

    with Workshop(folders=library) as workshop:
        if plain or not _on_a_terminal():
            from simulator.cli.plain import converse

            converse(workshop.practise(scenario or workshop.first_scenario(), seed=seed), workshop)
            return
        from simulator.tui.app import run

        sys.exit(run(workshop, scenario, seed=seed))


@click.command(name="resume")
@click.argument("attempt", required=False)
@_PLAIN
@_LIBRARY
def resume(attempt: str | None, *, plain: bool, library: tuple[Path, ...]) -> None:
    """Go on with the newest unfinished conversation, or with ATTEMPT."""
    from simulator.training import Workshop

    with Workshop(folders=library) as workshop:
        practice = workshop.resume(attempt or workshop.newest_open())
        if plain or not _on_a_terminal():
            from simulator.cli.plain import converse

            converse(practice, workshop)
            return
        from simulator.tui.app import run

        sys.exit(run(workshop, practice))


@click.command(name="retry")
@click.argument("attempt")
@click.argument("reply", type=click.IntRange(min=1), default=1)
@_PLAIN
@_LIBRARY
def retry(attempt: str, reply: int, *, plain: bool, library: tuple[Path, ...]) -> None:
    """Play ATTEMPT again from REPLY on (1: from the start); the earlier curve is shown beside the new one."""
    from simulator.training import Workshop

    with Workshop(folders=library) as workshop:
        practice = workshop.retry(attempt, reply)
        if plain or not _on_a_terminal():
            from simulator.cli.plain import converse

            converse(practice, workshop)
            return
        from simulator.tui.app import run

        sys.exit(run(workshop, practice))


def _on_a_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()
