"""``simulator replay``: play written replies against a scenario and print the whole trace."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(name="replay")
@click.argument("scenario")
@click.argument("replies", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True))
@click.option("--json", "as_json", is_flag=True, help="Print the machine-readable trace (docs/trace.md).")
@click.option("--seed", type=int, default=0, show_default=True, help="Chooses among the customer's wordings.")
@click.option("--library", type=click.Path(path_type=Path, file_okay=False), multiple=True, help="Your own folder.")
def replay(scenario: str, replies: Path, *, as_json: bool, seed: int, library: tuple[Path, ...]) -> None:
    """Play the replies in REPLIES (a YAML or JSON file, - for stdin) against SCENARIO."""
    from simulator.cli.streams import typed, write_json
    from simulator.training import Workshop

    workshop = Workshop(folders=library)
    source = typed().read() if str(replies) == "-" else None
    session, ignored = workshop.replay(scenario, workshop.read_replies(replies, source), seed=seed)
    if as_json:
        from simulator.traces import trace

        write_json(trace(session, ignored=ignored))
        return
    from simulator.cli.telling import tell_session

    click.echo(tell_session(session, ignored))
