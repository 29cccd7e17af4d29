"""The seat of a person who plays the customer at a second terminal, and what goes over the socket between the two.

One line of JSON is one message: a card one way, words back, then what the checks would say. Every card has a number.
"""

from __future__ import annotations

import select
import socket
from collections import deque
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from simulator.errors import UsageError
from simulator.llm.customer_card import Card

FILE = "customer.sock"
LONGEST = 100_000
"""Bytes of one message; a longer one ends the connection."""


class ToCard(Struct, frozen=True):
    """What the practising side sends: a card, or what the checks said to the last words, or that it is over.

    ``number``: which card it is about, from 1; ``gone``: that card is no longer waited for, because the script spoke;
    ``late``: words that came after that, given back.
    """

    card: Card | None = None
    advice: tuple[str, ...] = ()
    over: bool = False
    number: int = 0
    gone: bool = False
    late: str = ""


class Words(Struct, frozen=True):
    """What the person at the card sends back; empty: the suggested line. ``number``: the card they answer."""

    text: str = ""
    number: int = 0


class Seat:
    """The other end: the person's connection to a conversation that waits for them."""

    def __init__(self, folder: Path) -> None:
        self._socket = own_socket()
        self._waiting: deque[ToCard] = deque()
        self._read, self._over = b"", False
        try:
            self._socket.connect(str(folder / FILE))
        except OSError:
            self._socket.close()
            raise UsageError(
                "no conversation waits for a customer. Begin one in another terminal: "
                "simulator practice --customer human --apart"
            ) from None

    def messages(self) -> Iterator[ToCard]:
        """What the practising side sends, until it is over or gone."""
        while not self._over or self._waiting:
            if not self._waiting:
                self._receive()
                continue
            message = self._waiting.popleft()
            if message.over:
                return
            yield message

    def passed(self, number: int) -> bool:
        """Whether a card is no longer waited for, as far as is known here; nothing is waited for."""
        while not self._over and select.select([self._socket], [], [], 0)[0]:
            self._receive()
        return self._over or any(
            item.over or (item.number == number and item.gone) or (item.card is not None and item.number > number)
            for item in self._waiting
        )

    def say(self, text: str, number: int) -> None:
        """Send the customer's words for the card of that number.

        Raises:
            UsageError: the conversation is gone.

        """
        try:
            self._socket.sendall(msgspec.json.encode(Words(text, number)) + b"\n")
        except OSError:
            raise UsageError("the conversation has ended; these words reached nobody.") from None

    def _receive(self) -> None:
        """Take in what comes next; an end in mid-word is an end, too."""
        try:
            piece = self._socket.recv(4096)
        except ConnectionError:
            piece = b""
        *lines, self._read = (self._read + piece).split(b"\n")
        self._over = not piece or len(self._read) > LONGEST
        for line in lines:
            try:
                self._waiting.append(msgspec.json.decode(line, type=ToCard))
            except (msgspec.MsgspecError, UnicodeDecodeError):
                self._over = True
                return

    def close(self) -> None:
        """Leave; the conversation waits for somebody else, then for nobody."""
        self._socket.close()


def own_socket() -> socket.socket:
    """A socket that stays on this machine.

    Raises:
        UsageError: the system has none.

    """
    if not hasattr(socket, "AF_UNIX"):
        raise UsageError("this system has no sockets of this kind; leave --apart out and play on the same screen.")
    return socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
