"""How a customer's message arrives: word by word on the phone, message by message where people write in bursts."""

from __future__ import annotations

import re
from bisect import bisect_right

from msgspec import Struct

WORDS_PER_SECOND = {"phone": 2.5}
"""Speaking pace; docs/design: an agent who answers before the end cuts in."""
SECONDS_PER_MESSAGE = 0.8
SECONDS_PER_WORD = 0.12
"""Typing pace of a burst, quicker than life: a design choice, it only has to read as several messages."""


class Burst(Struct, frozen=True):
    """The beginnings of a message and the second at which each is on the screen; the last one is all of it."""

    parts: tuple[str, ...]
    at: tuple[float, ...]

    @property
    def lasts(self) -> float:
        """Seconds until all of it has been said."""
        return self.at[-1]

    def said(self, elapsed: float) -> str:
        """What is on the screen after ``elapsed`` seconds; at least the first part."""
        return self.parts[max(0, bisect_right(self.at, elapsed) - 1)]


def burst(text: str, channel: str) -> Burst:
    """When each part of ``text`` (messages separated by newlines) appears on a channel."""
    if pace := WORDS_PER_SECOND.get(channel):
        return _spoken(text, pace)
    messages = text.split("\n")
    if channel not in {"whatsapp", "live_chat"} or len(messages) == 1:
        return Burst((text,), (0.0,))
    at, parts = [0.0], [messages[0]]
    for message in messages[1:]:
        at.append(at[-1] + SECONDS_PER_MESSAGE + SECONDS_PER_WORD * len(message.split()))
        parts.append(f"{parts[-1]}\n{message}")
    return Burst(tuple(parts), tuple(at))


def _spoken(text: str, pace: float) -> Burst:
    ends = [word.end() for word in re.finditer(r"\S+", text)]
    if not ends:
        return Burst((text,), (0.0,))
    times = [index / pace for index in range(len(ends))]
    # The last word is heard out as well: before that, an answer cuts in.
    return Burst((*(text[:end] for end in ends), text), (*times, len(ends) / pace))
