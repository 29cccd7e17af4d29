"""``simulator train``: train the small learned models that ship with the program."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click


@click.command()
@click.argument("data", type=click.Path(path_type=Path))
@click.option("--date", required=True, type=click.DateTime(["%Y-%m-%d"]), help="The date that the card gives.")
@click.option(
    "--weights", type=click.Path(path_type=Path, file_okay=False, exists=True), help="Where the weights are written."
)
@click.option("--card", type=click.Path(path_type=Path, dir_okay=False), help="Where the model card is written.")
@click.option("--dry-run", is_flag=True, help="Print the figures and write nothing.")
def train(data: Path, date: datetime, weights: Path | None, card: Path | None, *, dry_run: bool) -> None:
    """Train on the sets in DATA and on the project's own examples; print cross-validated figures.

    Without --weights the program's own weights are replaced; --card docs/model-card.md renews the card.
    """
    import simulator.signals.weights
    from simulator.cli.streams import save
    from simulator.learning.card import card as card_of
    from simulator.learning.card import table
    from simulator.learning.train import train as train_all
    from simulator.learning.train import write

    day = f"{date:%Y-%m-%d}"
    trained = train_all(data, lambda line: click.echo(line, err=True))
    for item in trained:
        click.echo(f"{item.side}: {item.features} features, {len(item.stored)} bytes\n\n{table(item.figures)}\n")
    if dry_run:
        return
    write(trained, weights or Path(simulator.signals.weights.__path__[0]))
    if card:
        save(card, card_of(trained, f"simulator train DATA --date {day}", day))
