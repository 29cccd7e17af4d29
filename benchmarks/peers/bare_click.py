"""A click group with the same number of commands and nothing behind them."""

import click


@click.group()
def cli() -> None:
    """Do nothing."""


for name in ("practice", "resume", "replay", "list", "history", "debrief"):

    @cli.command(name=name)
    def command() -> None:
        """Do nothing."""


if __name__ == "__main__":
    cli()
