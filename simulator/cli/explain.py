"""``simulator explain``: what a finding of ``simulator check`` means, with a wrong and a right example."""

from __future__ import annotations

import click


@click.command(name="explain")
@click.argument("codes", nargs=-1, metavar="[CODE]...")
def explain(codes: tuple[str, ...]) -> None:
    """Explain findings such as SIM106; without one, list them all."""
    from simulator.authoring.codes import code
    from simulator.authoring.codes import codes as table
    from simulator.cli.columns import table as columns
    from simulator.cli.telling_findings import tell_code

    if codes:
        click.echo("\n\n".join(tell_code(code(name)) for name in codes))
        return
    click.echo(columns([[each.id, each.severity, each.title] for each in table().values()]))
    click.echo("\nOne of them with examples: simulator explain SIM106")
