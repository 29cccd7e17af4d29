"""``simulator explore``: thousands of random plays of a scenario, and what they reached of it."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click

EVERY = 0.5
"""Seconds between two lines of progress."""


@click.command(name="explore")
@click.argument("scenario")
@click.option("--plays", type=click.IntRange(1, 1_000_000), default=1000, show_default=True, help="How many plays.")
@click.option(
    "--seed", type=int, default=1, show_default=True, help="Chooses the plays; the same seed, the same report."
)
@click.option("--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes to play in.")
@click.option("--json", "as_json", is_flag=True, help="Print the machine-readable report (docs/exploring.md).")
@click.option("--library", type=click.Path(path_type=Path, file_okay=False), multiple=True, help="Your own folder.")
def explore(scenario: str, *, plays: int, seed: int, jobs: int, as_json: bool, library: tuple[Path, ...]) -> None:
    """Let agents, good and bad, reply to SCENARIO at random, and tell what was reached of it and what never was.

    SCENARIO is an id, or a file. Ctrl-C gives the report of what was played until then.
    """
    from simulator.authoring.bank import load_bank
    from simulator.authoring.collecting import seldom
    from simulator.authoring.explore import Explorer
    from simulator.authoring.explore_jobs import run_jobs
    from simulator.authoring.explore_material import library_of, scenario_of, unmarked_kit
    from simulator.errors import UsageError

    seldom()
    found, case = scenario_of(scenario, library)
    bank = load_bank(found)
    if case.language != bank.language:
        raise UsageError(f"{case.id} is held in {case.language!r}; the replies of the bank are in {bank.language!r}.")
    explorer = Explorer(case, unmarked_kit(found), bank, seed=seed)
    progress = Progress(plays)
    stopped = False
    try:
        if jobs == 1:
            explorer.run(0, plays, progress)
        else:
            run_jobs(explorer, library_of(scenario, library)[0].extra, plays, jobs, progress)
    except KeyboardInterrupt:
        stopped = True
    progress.end()
    report = explorer.report(stopped=stopped)
    if as_json:
        from simulator.cli.streams import write_json

        write_json(report)
        return
    from simulator.cli.telling_explore import tell_exploration

    click.echo(tell_exploration(report))


class Progress:
    """Tells on standard error how many plays are done, where a person is watching."""

    def __init__(self, plays: int) -> None:
        self._plays, self._told = plays, 0.0
        self._watched = sys.stderr.isatty()

    def __call__(self, done: int) -> None:
        """Tell it, now and then."""
        now = time.monotonic()
        if self._watched and now - self._told >= EVERY:
            self._told = now
            click.echo(f"\r{done:,} of {self._plays:,} plays", nl=False, err=True)

    def end(self) -> None:
        """Clear the line."""
        if self._watched and self._told:
            click.echo("\r" + " " * 40 + "\r", nl=False, err=True)
