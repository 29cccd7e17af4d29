"""Takes values out of records whose keys are folded and whose values may be of any kind."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any
from urllib.parse import unquote

from simulator.transcripts.shapes import fold
from simulator.transcripts.wording import ATTACHED, words


def first(record: Mapping[str, Any], *keys: str) -> Any:
    """The first of the keys' values that is neither None nor empty."""
    for key in keys:
        value = record.get(key)
        if value is not None and value not in ("", [], {}):
            return value
    return None


def ident(record: Mapping[str, Any], *keys: str) -> str:
    """An id as text, whether it was written as a number or as text."""
    return words(first(record, *keys))


def part(record: Mapping[str, Any], *keys: str) -> dict[str, Any]:
    """A dict inside, its keys folded; empty where there is none."""
    for key in keys:
        if isinstance(record.get(key), dict):
            return fold(record[key])
    return {}


def listed(value: Any) -> list[dict[str, Any]]:
    """The dicts of a list, keys folded; a list may be wrapped once (``{"type": "part.list", "parts": [...]}``)."""
    if isinstance(value, dict):
        inner = [each for each in value.values() if isinstance(each, list)]
        value = inner[0] if inner else [value]
    return [fold(each) for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def texts(value: Any) -> tuple[str, ...]:
    """Tags: texts, numbers, or dicts with a name; a text is split at commas."""
    if isinstance(value, str):
        value = value.split(",")
    if isinstance(value, dict):
        value = listed(value)
    if not isinstance(value, list):
        return ()
    found = [
        words(first(fold(each), "name", "tag", "value", "label") if isinstance(each, dict) else each) for each in value
    ]
    return tuple(dict.fromkeys(filter(None, found)))


def name_of(person: Mapping[str, Any]) -> str:
    """A person's name, however it is split."""
    whole = words(first(person, "name", "displayname", "fullname", "nickname"))
    if whole:
        return whole
    halves = (words(first(person, "firstname", "first")), words(first(person, "lastname", "last")))
    return " ".join(filter(None, halves)) or words(first(person, "email", "username", "handle"))


def email_of(person: Mapping[str, Any]) -> str:
    """A person's e-mail address."""
    found = first(person, "email", "emailaddress", "address", "handle")
    return words(found) if isinstance(found, str) and "@" in found else ""


def files_of(record: Mapping[str, Any], *keys: str) -> str:
    """What stands for a message that is only files: ``[attachment: photo.jpg]``."""
    names = [
        words(first(each, "name", "filename", "title", "type")) for key in keys for each in listed(record.get(key))
    ]
    return attachment(", ".join(filter(None, names))) if names else ""


def attachment(name: str) -> str:
    """What stands for a message that is one file."""
    return f"{ATTACHED}: {name.replace('[', '(').replace(']', ')') or 'a file'}]"


def after(urls: Any, *segments: str) -> str:
    """The path segment that follows one of ``segments`` in any address in a value: the ticket of its comments."""
    stack, seen = [urls], 0
    while stack and seen < 200:
        value, seen = stack.pop(), seen + 1
        if isinstance(value, Mapping):
            stack += value.values()
        elif isinstance(value, str) and "/" in value:
            steps = value.partition("?")[0].split("/")
            for step, following in pairwise(steps):
                if step in segments and following:
                    return unquote(following.removesuffix(".json"))
    return ""
