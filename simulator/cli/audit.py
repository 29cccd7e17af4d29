"""``simulator audit``: agents play against the customer that a model words, and every line it gave is counted."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.llm.audit import Report


@click.command(name="audit")
@click.argument("scenario")
@click.option("--runs", type=click.IntRange(1, 10_000), default=20, show_default=True, help="How many plays.")
@click.option("--seed", type=int, default=0, show_default=True, help="Of the first play; the others count on.")
@click.option("--at-once", type=click.IntRange(1, 64), default=4, show_default=True, help="Plays side by side.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as one line of JSON.")
@click.option("--library", type=click.Path(path_type=Path, file_okay=False), multiple=True, help="Your own folder.")
def audit(scenario: str, *, runs: int, seed: int, at_once: int, as_json: bool, library: tuple[Path, ...]) -> None:
    """Let five kinds of agents play SCENARIO against the model that words its customer.

    Ctrl-C prints what was reached so far.
    """
    import msgspec

    from simulator.cli.streams import write_json
    from simulator.llm.audit import Run, report
    from simulator.llm.audit import audit as play
    from simulator.llm.blocking import Blocking
    from simulator.llm.connection import named_server
    from simulator.training import Workshop

    with Workshop(folders=library, keep=False) as workshop:
        told, server = workshop.scenario(scenario), named_server(workshop.settings, os.environ)
        done: list[Run] = []
        began = time.monotonic()
        with Blocking(server, server.aclose) as blocking:
            try:
                blocking.run(
                    play(told, workshop.kit, server, done, runs=runs, seed=seed, at_once=at_once, told=_counter(runs))
                )
            except KeyboardInterrupt:
                click.echo(f"\nStopped after {len(done)} of {runs} plays.", err=True)
        found = report(told, server.name, done, wanted=runs, seconds=time.monotonic() - began)
    if as_json:
        write_json(msgspec.to_builtins(found))
        return
    click.echo("\n".join(tell(found)))


def _counter(runs: int) -> Callable[[int], None]:
    def told(count: int) -> None:
        click.echo(f"\r{count} of {runs} plays", nl=count == runs, err=True)

    return told


def tell(found: Report) -> list[str]:
    """The figures as plain lines."""
    lines = [
        f"{found.scenario} worded by {found.model}: {found.runs} of {found.wanted} plays in {found.seconds:.1f} s",
        f"{found.lines} lines of the customer; {found.by_model} worded by the model, the script spoke the others",
        f"{found.asked} requests, {found.answered} answered; {found.error_rate:.0%} of the answers could not be used",
    ]
    lines += [f"  {tag:12}{found.rate(tag):6.1%}  {count}" for tag, count in sorted(found.by_tag.items(), key=_most)]
    lines += [f"  no answer ({fault}): {count}" for fault, count in sorted(found.faults.items())]
    return [
        *lines,
        f"tone that fits the customer's mood: {found.agreed_band:.0%}",
        f"facts told too early, and turned away: {found.leaked}",
        f"endings as with the script: {found.same_ending:.0%}; the same at every turn: {found.same_cues:.0%}",
    ]


def _most(row: tuple[str, int]) -> int:
    return -row[1]
