"""``simulator practice``, ``resume`` and ``retry``: the practice screen, or plain text without one."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from simulator.llm.customer_voice import Chosen
    from simulator.training import Workshop

_LIBRARY = click.option(
    "--library", type=click.Path(path_type=Path, file_okay=False), multiple=True, help="A folder of your own."
)
_CUSTOMER = click.option(
    "--customer",
    type=click.Choice(["scripted", "llm", "auto", "human"]),
    default="scripted",
    show_default=True,
    help="Who words the customer: the script, a model, a model if there is one, or a person at a card.",
)
_APART = click.option("--apart", is_flag=True, help="The person at the card sits at a second terminal: simulator join.")
_JUDGE = click.option(
    "--judge", type=click.Choice(["rules", "llm"]), default="rules", help="Let a model read it, too, when it is over."
)
_PLAIN = click.option("--plain", is_flag=True, help="Plain text: for screen readers and pipes.")


@click.command(name="practice")
@click.argument("scenario", required=False)
@_PLAIN
@click.option("--seed", type=int, default=None, help="Chooses the customer's wordings; left out: another each time.")
@click.option("--assigned", is_flag=True, help="A trainer asked for SCENARIO, and will see it once it is finished.")
@_CUSTOMER
@_APART
@_JUDGE
@_LIBRARY
def practice(
    scenario: str | None,
    *,
    plain: bool,
    seed: int | None,
    assigned: bool,
    customer: Chosen,
    apart: bool,
    judge: str,
    library: tuple[Path, ...],
) -> None:
    """Practise with SCENARIO, or choose one on the screen."""
    from simulator.errors import UsageError
    from simulator.training import Workshop

    if assigned and not scenario:
        raise UsageError("--assigned needs the scenario that was asked for: simulator assign list")
    with Workshop(folders=library) as workshop:
        _choose(workshop, customer, judge, apart=apart)
        if plain or not on_a_terminal():
            from simulator.cli.plain import converse

            found = workshop.practise(scenario or workshop.first_scenario(), seed=seed, assigned=assigned)
            converse(found, workshop)
            return
        from simulator.tui.app import run

        if assigned and scenario:
            sys.exit(run(workshop, workshop.practise(scenario, seed=seed, assigned=True), seed=seed))
        sys.exit(run(workshop, scenario, seed=seed))


@click.command(name="resume")
@click.argument("attempt", required=False)
@_PLAIN
@_CUSTOMER
@_APART
@_JUDGE
@_LIBRARY
def resume(
    attempt: str | None, *, plain: bool, customer: Chosen, apart: bool, judge: str, library: tuple[Path, ...]
) -> None:
    """Go on with the newest unfinished conversation, or with ATTEMPT."""
    from simulator.training import Workshop

    with Workshop(folders=library) as workshop:
        _choose(workshop, customer, judge, apart=apart)
        practice = workshop.resume(attempt or workshop.newest_open())
        if plain or not on_a_terminal():
            from simulator.cli.plain import converse

            converse(practice, workshop)
            return
        from simulator.tui.app import run

        sys.exit(run(workshop, practice))


@click.command(name="retry")
@click.argument("attempt")
@click.argument("reply", type=click.IntRange(min=1), default=1)
@_PLAIN
@_CUSTOMER
@_APART
@_JUDGE
@_LIBRARY
def retry(
    attempt: str, reply: int, *, plain: bool, customer: Chosen, apart: bool, judge: str, library: tuple[Path, ...]
) -> None:
    """Play ATTEMPT again from REPLY on (1: from the start); the earlier curve is shown beside the new one."""
    from simulator.training import Workshop

    with Workshop(folders=library) as workshop:
        _choose(workshop, customer, judge, apart=apart)
        practice = workshop.retry(attempt, reply)
        if plain or not on_a_terminal():
            from simulator.cli.plain import converse

            converse(practice, workshop)
            return
        from simulator.tui.app import run

        sys.exit(run(workshop, practice))


def _choose(workshop: Workshop, customer: Chosen, judge: str, *, apart: bool) -> None:
    """Say who words the customers, and whether a model reads what was finished.

    Raises:
        UsageError: a model was asked for and none is set up, or connections are forbidden.
        ModelError: a model was asked for the words, and does not answer.

    """
    if judge == "llm":
        from simulator.rereading import Rereader

        workshop.rereader = Rereader(workshop)
    workshop.choose_customer(customer, apart=apart)


@click.command(name="join")
def join() -> None:
    """Play the customer of a conversation that waits in another terminal (practice --customer human --apart)."""
    from simulator.cli.join import play

    play()


def on_a_terminal() -> bool:
    """Whether there is a screen to practise on; else it is done in plain text."""
    if os.environ.get("TEXTUAL_DRIVER"):  # a browser's: the server asked for the screen
        return True
    return sys.stdin.isatty() and sys.stdout.isatty()
