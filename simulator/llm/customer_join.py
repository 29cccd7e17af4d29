"""A person at a second terminal who plays the customer: cards and words over a socket in the data folder.

The socket is a file that only this person's account can open: nothing leaves the machine. Words belong to the card that
they were typed for: those that come when it is no longer waited for go back to the person.
"""

from __future__ import annotations

import contextlib
import os
import socket
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from simulator.errors import UsageError
from simulator.exchange import Worded
from simulator.llm.customer import Wording
from simulator.llm.customer_brief import Brief
from simulator.llm.customer_card import advice, card_of
from simulator.llm.customer_seat import FILE, LONGEST, ToCard, Words, own_socket
from simulator.llm.customer_voice import typed

ABSENT_S = 30.0
"""Seconds in which somebody has to join before the script speaks for them."""
TICK_S = 0.1
LONGEST_PATH = 100
"""Bytes a socket's path may have on every system."""


class JoinedVoice:
    """Waits for somebody at ``simulator join`` and asks them for the customer's words."""

    name, present = "person", False

    def __init__(
        self, folder: Path, *, absent_s: float = ABSENT_S, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.path = folder / FILE
        self._absent_s, self._clock = absent_s, clock
        self._left = False
        self._number = 0
        self._read = b""
        self._person: socket.socket | None = None
        self._listening = _listen(self.path)

    def word(self, brief: Brief) -> Wording | None:
        """The person's words; the script's where nobody joins in time; None where the wait was ended."""
        self._left = False
        self._number += 1
        message = ToCard(card_of(brief), number=self._number)
        while not self._left:
            if self._person is None and not self._joined():
                return None if self._left else Wording(brief.script, Worded("script", "person", fault="absent"))
            words = self._asked(message)
            if words is not None:
                said = advice(words.text, brief) if words.text.strip() else ()
                self._send(ToCard(advice=said, number=self._number))
                return typed(words.text, brief)
        self._send(ToCard(number=self._number, gone=True))
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
            try:
                self._person, _ = self._listening.accept()
            except TimeoutError:
                continue
            except OSError:  # whoever joined is gone again, or the conversation was closed meanwhile
                if self._listening.fileno() < 0:
                    return False
                continue
            self._person.settimeout(TICK_S)
            return True
        return False

    def _asked(self, message: ToCard) -> Words | None:
        """The answer to a card; None where the person went away or the wait was ended."""
        if not self._send(message):
            return None
        while not self._left and (line := self._line()) is not None:
            if not line:
                continue
            try:
                words = msgspec.json.decode(line, type=Words)
            except (msgspec.MsgspecError, UnicodeDecodeError):
                self._drop()
                return None
            if words.number == self._number:
                return words
            self._send(ToCard(number=words.number, late=words.text))
        return None

    def _line(self) -> bytes | None:
        """What the person sent, up to the end of a line; empty: nothing yet; None: the person is gone."""
        line, end, rest = self._read.partition(b"\n")
        if end:
            self._read = rest
            return line
        person = self._person  # closing it from another thread takes it away here
        try:
            piece = person.recv(4096) if person is not None else b""
        except TimeoutError:
            return b""
        except OSError:
            piece = b""
        self._read += piece
        if not piece or len(self._read) > LONGEST:
            self._drop()
            return None
        return b""

    def _send(self, message: ToCard) -> bool:
        person = self._person
        if person is None:
            return False
        try:
            person.sendall(msgspec.json.encode(message) + b"\n")
        except OSError:
            self._drop()
            return False
        return True

    def _drop(self) -> None:
        person, self._person, self._read = self._person, None, b""
        if person is not None:
            person.close()


def _listen(path: Path) -> socket.socket:
    """A socket that one person may join; what a killed program left behind is taken away first."""
    if len(os.fsencode(path)) > LONGEST_PATH:
        raise UsageError(f"the path of the data folder is too long for a second terminal: {path.parent}")
    with contextlib.suppress(OSError), own_socket() as other:
        other.connect(str(path))
        raise UsageError("another conversation is waiting for its customer already. End it first.")
    listening = own_socket()
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
