"""``simulator join``: a person at a second terminal plays the customer of a conversation."""

from __future__ import annotations

import sys

import click

from simulator.cli.streams import typed
from simulator.llm.customer_card import card_lines
from simulator.llm.customer_join import Seat
from simulator.settings import data_dir
from simulator.shown import shown


def play() -> None:
    """Show each card and send the words that are typed; Ctrl-C or the end of input leaves the seat."""
    seat, lines = Seat(data_dir()), typed()
    click.echo("You play the customer. Each card says what to express; an empty line says what is suggested.")
    try:
        for message in seat.messages():
            for sentence in message.advice:
                click.echo(f"  {shown(sentence)}")
            if message.card is None:
                continue
            click.echo(f'\nThe agent wrote: "{shown(message.card.reply)}"')
            for line in card_lines(message.card):
                click.echo(shown(line))
            click.echo("> ", nl=False)
            words = lines.readline()
            if not words:
                return
            seat.say(words.rstrip("\r\n"))
        click.echo("The conversation is over.")
    except KeyboardInterrupt:
        click.echo("\nYou left. The script speaks for the customer now.", err=True)
        sys.exit(130)
    finally:
        seat.close()
