"""A brand profile: how a shop wants its replies to sound, as far as a text shows it; tone stays with people."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from simulator.scoring.marks import Quote
from simulator.scoring.trick_words import EMOJI

FORMAT = 1


class Brand(Struct, frozen=True):
    """A brand profile. Empty where the brand doesn't mind.

    ``tone``: words for people who grade. ``banned``: phrases that are never used. ``greeting`` and ``sign_off``: one of
    these begins the first reply, and ends the last (or every e-mail). ``spelling``: product and shop names as they are
    written. ``signed_by``: first names that agents may sign with. ``emoji``: whether there may be any.
    """

    id: str
    tone: tuple[str, ...] = ()
    banned: tuple[str, ...] = ()
    greeting: tuple[str, ...] = ()
    sign_off: tuple[str, ...] = ()
    spelling: tuple[str, ...] = ()
    signed_by: tuple[str, ...] = ()
    emoji: bool = True


class BrandFault(Struct, frozen=True):
    """One thing that is not as the brand wants it; ``quote`` is None where something is missing."""

    kind: str
    why: str
    quote: Quote | None = None


def brand_schema() -> dict[str, Any]:
    """The JSON Schema of a brand profile."""
    texts = {"type": "array", "minItems": 1, "uniqueItems": True, "items": {"type": "string", "minLength": 1}}
    says = {
        "tone": "Words for how replies should sound; people grade by them.",
        "banned": "Phrases that are never used.",
        "greeting": "How the first reply begins: one of these.",
        "sign_off": "How the last reply ends: one of these.",
        "spelling": "Names of the shop and of products, as they are written.",
        "signed_by": "First names that agents may sign with.",
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A brand profile",
        "type": "object",
        "additionalProperties": False,
        "required": ["format", "kind", "id"],
        "properties": {
            "format": {"const": FORMAT},
            "kind": {"const": "brand"},
            "id": {"type": "string", "pattern": "^[a-z][a-z0-9_-]*$", "x-advice": "small letters, digits, - and _"},
            **{name: {**texts, "description": text} for name, text in says.items()},
            "emoji": {"type": "boolean", "description": "Whether replies may hold emoji."},
        },
    }


def load_brand(text: str, file: str) -> Brand:
    """The brand profile that a YAML text holds.

    Args:
        text: the file's content.
        file: its name, for errors.

    Raises:
        ContentError: file, line, column, key, and what to type instead.

    """
    from simulator.content import read
    from simulator.content.schema import schema

    data = schema(json.dumps(brand_schema())).check(read(text, file))
    lists = {name: tuple(data.get(name, ())) for name in Brand.__struct_fields__ if name not in {"id", "emoji"}}
    return Brand(id=data["id"], emoji=data.get("emoji", True), **lists)


def brand_faults(brand: Brand, text: str, turn: int = -1, *, first: bool, last: bool) -> tuple[BrandFault, ...]:
    """What a reply does otherwise than the brand wants it.

    Args:
        brand: the profile.
        text: the reply.
        turn: its place in the conversation, for the quotes.
        first: whether a greeting is due.
        last: whether a sign-off is due.

    """
    return tuple(_faults(brand, text, turn, first=first, last=last))


def _faults(brand: Brand, text: str, turn: int, *, first: bool, last: bool) -> Iterator[BrandFault]:
    for phrase in brand.banned:
        for hit in _whole(phrase).finditer(text):
            yield BrandFault("banned", f'"{phrase}" is not used here', _quote(hit, turn))
    for name in brand.spelling:
        for hit in _whole(name).finditer(text):
            if hit[0] != name:
                yield BrandFault("spelling", f"it is written {name}", _quote(hit, turn))
    if first and brand.greeting and not text.lstrip().casefold().startswith(_folded(brand.greeting)):
        yield BrandFault("greeting", f"it begins with {_either(brand.greeting)}")
    if last and brand.sign_off and not any(_whole(item).search(text[-200:]) for item in brand.sign_off):
        yield BrandFault("sign_off", f"it ends with {_either(brand.sign_off)}")
    yield from _signed(brand, text, turn)
    found = None if brand.emoji else EMOJI.search(text)
    if found:
        yield BrandFault("emoji", "there are no emoji here", _quote(found, turn))


def _signed(brand: Brand, text: str, turn: int) -> Iterator[BrandFault]:
    last = re.search(r"\n[^\S\n]{0,5}([^\W\d_]{2,20})[^\S\n]{0,5}\Z", text.rstrip())
    if brand.signed_by and last and last[1][0].isupper() and last[1].casefold() not in _folded(brand.signed_by):
        quote = Quote(last.start(1), last.end(1), last[1], turn)
        yield BrandFault("signed_by", f"nobody here signs as {last[1]}", quote)


def _whole(words: str) -> re.Pattern[str]:
    """Words as a whole, whatever their case and the space between them."""
    inside = r"[\s-]{1,3}".join(map(re.escape, words.split()))
    return re.compile(rf"(?<!\w){inside}(?!\w)", re.IGNORECASE)


def _folded(items: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(item.casefold() for item in items)


def _either(items: tuple[str, ...]) -> str:
    return " or ".join(f'"{item}"' for item in items)


def _quote(hit: re.Match[str], turn: int) -> Quote:
    return Quote(hit.start(), hit.end(), hit[0], turn)
