"""A person at a second terminal who plays the customer: cards and words over a socket in the data folder.

The socket is a file that only this person's account can open: nothing leaves the machine. One line of JSON is one
message: a card one way, words back, then what the checks would say.
"""

from __future__ import annotations

import contextlib
import os
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from simulator.errors import UsageError
from simulator.exchange import Worded
from simulator.llm.customer import Wording
from simulator.llm.customer_brief import Brief
from simulator.llm.customer_card import Card, advice, card_of
from simulator.llm.customer_voice import typed

FILE = "customer.sock"
ABSENT_S = 30.0
"""Seconds in which somebody has to join before the script speaks for them."""
TICK_S = 0.1
LONGEST = 100_000
"""Bytes of one message; a longer one ends the connection."""
LONGEST_PATH = 100
"""Bytes a socket's path may have on every system."""


class ToCard(Struct, frozen=True):
    """What the practising side sends: a card, or what the checks said to the last words, or that it is over."""

    card: Card | None = None
    advice: tuple[str, ...] = ()
    over: bool = False


class Words(Struct, frozen=True):
    """What the person at the card sends back; empty: the suggested line."""

    text: str = ""


class JoinedVoice:
    """Waits for somebody at ``simulator join`` and asks them for the customer's words."""

    name, present = "person", False

    def __init__(
        self, folder: Path, *, absent_s: float = ABSENT_S, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.path = folder / FILE
        self._absent_s, self._clock = absent_s, clock
        self._left = False
        self._person: socket.socket | None = None
        self._listening = _listen(self.path)

    def word(self, brief: Brief) -> Wording | None:
        """The person's words; the script's where nobody joins in time; None where the wait was ended."""
        self._left = False
        message = ToCard(card_of(brief))
        while not self._left:
            if self._person is None and not self._joined():
                return None if self._left else Wording(brief.script, Worded("script", "person", fault="absent"))
            words = self._asked(message)
            if words is not None:
                self._send(ToCard(advice=advice(words.text, brief) if words.text.strip() else ()))
                return typed(words.text, brief)
        return None

    def leave(self) -> None:
        """End the wait for words under way."""
        self._left = True

    def close(self) -> None:
        """Tell the person that it is over, and take the socket away."""
        self.leave()
        self._send(ToCard(over=True))
        self._drop()
        self._listening.close()
        self.path.unlink(missing_ok=True)

    def _joined(self) -> bool:
        until = self._clock() + self._absent_s
        while not self._left and self._clock() < until:
            with contextlib.suppress(TimeoutError):
                self._person, _ = self._listening.accept()
                self._person.settimeout(TICK_S)
                return True
        return False

    def _asked(self, message: ToCard) -> Words | None:
        """The answer to a card; None where the person went away or the wait was ended."""
        if not self._send(message):
            return None
        read = b""
        while not self._left and self._person is not None:
            try:
                piece = self._person.recv(4096)
            except TimeoutError:
                continue
            except OSError:
                piece = b""
            read += piece
            if not piece or len(read) > LONGEST:
                self._drop()
                return None
            if b"\n" in read:
                with contextlib.suppress(msgspec.MsgspecError, UnicodeDecodeError):
                    return msgspec.json.decode(read.partition(b"\n")[0], type=Words)
                self._drop()
        return None

    def _send(self, message: ToCard) -> bool:
        if self._person is None:
            return False
        try:
            self._person.sendall(msgspec.json.encode(message) + b"\n")
        except OSError:
            self._drop()
            return False
        return True

    def _drop(self) -> None:
        if self._person is not None:
            self._person.close()
            self._person = None


class Seat:
    """The other end: the person's connection to a conversation that waits for them."""

    def __init__(self, folder: Path) -> None:
        self._socket = _socket()
        try:
            self._socket.connect(str(folder / FILE))
        except OSError:
            self._socket.close()
            raise UsageError(
                "no conversation waits for a customer. Begin one in another terminal: "
                "simulator practice --customer human --apart"
            ) from None

    def messages(self) -> Iterator[ToCard]:
        """What the practising side sends, until it is over."""
        with self._socket.makefile("rb") as lines, contextlib.suppress(ConnectionError):  # gone in mid-word: over, too
            for line in lines:
                try:
                    message = msgspec.json.decode(line, type=ToCard)
                except (msgspec.MsgspecError, UnicodeDecodeError):
                    return
                if message.over:
                    return
                yield message

    def say(self, text: str) -> None:
        """Send the customer's words.

        Raises:
            UsageError: the conversation is gone.

        """
        try:
            self._socket.sendall(msgspec.json.encode(Words(text)) + b"\n")
        except OSError:
            raise UsageError("the conversation has ended; these words reached nobody.") from None

    def close(self) -> None:
        """Leave; the conversation waits for somebody else, then for nobody."""
        self._socket.close()


def _socket() -> socket.socket:
    if not hasattr(socket, "AF_UNIX"):
        raise UsageError("this system has no sockets of this kind; leave --apart out and play on the same screen.")
    return socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)


def _listen(path: Path) -> socket.socket:
    """A socket that one person may join; what a killed program left behind is taken away first."""
    if len(os.fsencode(path)) > LONGEST_PATH:
        raise UsageError(f"the path of the data folder is too long for a second terminal: {path.parent}")
    with contextlib.suppress(OSError), _socket() as other:
        other.connect(str(path))
        raise UsageError("another conversation is waiting for its customer already. End it first.")
    listening = _socket()
    path.parent.mkdir(parents=True, exist_ok=True)
    mask = os.umask(0o177)
    try:
        path.unlink(missing_ok=True)
        listening.bind(str(path))
    except OSError as error:
        listening.close()
        raise UsageError(f"a second terminal can't be offered in {path.parent}: {error.strerror}.") from None
    finally:
        os.umask(mask)
    listening.listen(1)
    listening.settimeout(TICK_S)
    return listening
