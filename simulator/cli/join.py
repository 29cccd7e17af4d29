"""``simulator join``: a person at a second terminal plays the customer of a conversation."""

from __future__ import annotations

import select
import sys
from typing import TextIO

import click

from simulator.cli.streams import typed, wrapped
from simulator.llm.customer_card import Card, card_lines
from simulator.llm.customer_seat import Seat, ToCard
from simulator.settings import data_dir
from simulator.shown import shown

AGAIN = "="
"""What is typed to say what came too late for the card before."""
TOO_LATE = "This came too late for its card, and was not said"


def play() -> None:
    """Show each card and send the words that are typed; Ctrl-C or the end of input leaves the seat."""
    seat = Seat(data_dir())
    click.echo("You play the customer. Each card says what to express; an empty line says what is suggested.")
    try:
        if Player(seat, typed()).play():
            click.echo("The conversation is over.")
    except KeyboardInterrupt:
        click.echo("\nYou left. Where nobody else joins, the script speaks for the customer.", err=True)
        sys.exit(130)
    finally:
        seat.close()


class Player:
    """The person at the cards. Words answer the card that they were typed for; others are kept, to be said again."""

    def __init__(self, seat: Seat, lines: TextIO) -> None:
        self._seat, self._lines = seat, lines
        self._kept = ""

    def play(self) -> bool:
        """Go through the cards; whether the conversation came to its end before the person's input did."""
        for message in self._seat.messages():
            self._tell(message)
            if message.card is not None and not self._answer(message.card, message.number):
                return False
        return True

    def _tell(self, message: ToCard) -> None:
        for sentence in message.advice:
            click.echo(f"  {shown(sentence)}")
        if message.late:
            self._keep(message.late, TOO_LATE)
        elif message.gone:
            click.echo("  (The script has spoken for you.)")

    def _answer(self, card: Card, number: int) -> bool:
        """Ask for the words of a card and send them; False at the end of the input."""
        early = ahead(self._lines)
        if early:
            self._keep(early, "You typed this before the card came, and it was not said")
        click.echo("")
        for line in (f'The agent wrote: "{card.reply.strip()}"', *card_lines(card)):
            click.echo(wrapped(shown(line)))
        if self._kept:
            click.echo(wrapped(shown(f"{AGAIN} says what you typed before: {self._kept}")))
        click.echo("> ", nl=False)
        words = self._lines.readline()
        if not words:
            return False
        text = words.rstrip("\r\n")
        if text.strip() == AGAIN and self._kept:
            text = self._kept
        self._kept = ""
        if not self._seat.passed(number):
            self._seat.say(text, number)
            click.echo("  (Said. The next card comes with the agent's next reply.)")
        elif text.strip():
            self._keep(text, TOO_LATE)
        return True

    def _keep(self, text: str, why: str) -> None:
        self._kept = text
        click.echo(f"  {why}: {shown(text)}")


def ahead(lines: TextIO) -> str:
    """What was typed and sent off at a terminal before anything was asked; from a pipe everything comes in time."""
    read: list[str] = []
    while lines.isatty() and select.select([lines], [], [], 0)[0] and (line := lines.readline()):
        read.append(line.strip())
    return " ".join(filter(None, read))
