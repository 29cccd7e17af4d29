"""What a server sends, checked: choices, pieces of a stream, counts; from them the words that count.

Servers differ in what they leave out, and so only what is needed has to be there; what is there has to be of its type.
"""

from __future__ import annotations

import json
import re
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

Given = TypeVar("Given")
THOUGHT = re.compile(r"\s*<think(?:ing)?>.*?(?:</think(?:ing)?>\s*|\Z)", re.DOTALL)
"""What a reasoning model says to itself before it answers; without its end, it never came to an answer."""
FENCE = re.compile(r"\s*```(?:json)?\s*\n(.*?)\n?\s*```\s*", re.DOTALL)


class Part(Struct, frozen=True):
    """A part of a message, as some servers give it instead of one text."""

    text: str = ""


class Said(Struct, frozen=True):
    """A message, or a piece of one."""

    content: str | list[Part] | None = None
    refusal: str | None = None

    @property
    def text(self) -> str:
        """The words."""
        if isinstance(self.content, list):
            return "".join(part.text for part in self.content)
        return self.content or ""


class Choice(Struct, frozen=True):
    """One answer (``message``), or a piece of it (``delta``)."""

    message: Said | None = None
    delta: Said | None = None
    finish_reason: str | None = None

    @property
    def said(self) -> Said:
        """Whichever of the two is there."""
        return self.message or self.delta or Said()


class Reply(Struct, frozen=True):
    """A completion, or one event of its stream. ``error`` and ``usage`` are of any form: servers vary."""

    choices: list[Choice] | None = None
    model: str | None = None
    usage: Any = None
    error: Any = None

    def count(self, name: str) -> int | None:
        """A count of tokens; None where the server gives none that can be one."""
        usage = self.usage
        value = usage.get(name) if isinstance(usage, dict) else getattr(usage, name, None)
        return value if type(value) is int and 0 <= value < 1 << 31 else None


class Models(Struct, frozen=True):
    """The answer to the question which models there are."""

    class Model(Struct, frozen=True):
        """One of them."""

        id: str

    data: list[Model]


def decoded(content: bytes, kind: type[Given]) -> Given:
    """What the body of a response holds; bytes that are no UTF-8 are replaced, because small models break letters.

    Raises:
        ValueError: it is no JSON, or holds a number of thousands of digits.
        RecursionError: it is nested without end.
        msgspec.MsgspecError: it is something else.

    """
    return msgspec.convert(json.loads(content.decode("utf-8", "replace")), kind)


def piece_of(event: object) -> Reply:
    """One event of a stream, from the client's own object.

    Raises:
        msgspec.MsgspecError: its fields are of other types.

    """
    return msgspec.convert(event, Reply, from_attributes=True)


def spoken(text: str) -> str:
    """The words that count: without thoughts spoken aloud, and without what no file or database takes."""
    return THOUGHT.sub("", text, count=1) if THOUGHT.match(text) else text


def storable(text: str) -> str:
    """The text without half surrogates and NUL, which JSON may hold and nothing else does."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "")


def json_object(text: str) -> str | None:
    """The JSON object that the text is, taken out of a code fence; None where it is none."""
    fenced = FENCE.fullmatch(text)
    bare = (fenced[1] if fenced else text).strip()
    try:
        return bare if isinstance(msgspec.json.decode(bare), dict) else None
    except msgspec.DecodeError:
        return None
