"""How ids of content files read on the screen: channels, reasons, how hot, minutes, endings."""

from __future__ import annotations

CHANNELS: dict[str, str] = {
    "live_chat": "live chat",
    "email": "e-mail",
    "phone": "phone",
    "social": "social, public",
    "whatsapp": "WhatsApp",
}
HOT: tuple[str, ...] = ("calm", "a little upset", "upset", "angry", "furious")
"""How hot it gets, by difficulty 1-5."""
HOT_BLOCKS = "▁▂▄▆█"
CLOCKS: dict[str, str] = {"off": "no clock", "relaxed": "relaxed clock", "real": "real clock"}


def capital(text: str) -> str:
    """A message with a capital at its beginning, as a sentence on the screen has it; a file's name stays as it is."""
    first = text.split(" ", 1)[0].rstrip(".:")
    return text if "." in first or "/" in first else text[:1].upper() + text[1:]


def plainly(name: str) -> str:
    """An id as words: ``late_or_lost`` becomes ``late or lost``; channels have their own."""
    return CHANNELS.get(name, name.replace("_", " ").replace("-", " "))


def hot(difficulty: int) -> str:
    """A difficulty of 1-5 in words."""
    return HOT[min(4, max(0, difficulty - 1))]


def minutes(count: int) -> str:
    """A length in minutes."""
    return f"{count} min"


def how_many(count: int, noun: str) -> str:
    """A number with its noun: ``1 word``, ``2 words``."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
