"""Records as JSON text and back, by msgspec; text that isn't valid Unicode is mended, never refused."""

from __future__ import annotations

import re
from typing import Any, TypeVar

import msgspec

from simulator.errors import HistoryError

T = TypeVar("T")
_UNSTORABLE = re.compile("[\ud800-\udfff\x00]")


def mended(text: str) -> str:
    """``text`` with what no database stores (lone surrogates, NUL) as U+FFFD; spans keep their places."""
    return _UNSTORABLE.sub("\ufffd", text)


def written(record: object) -> str:
    """A record as JSON text."""
    try:
        return msgspec.json.encode(record).decode()
    except UnicodeEncodeError:
        return msgspec.json.encode(_mended(msgspec.to_builtins(record))).decode()


def read(body: str, kind: type[T], what: str) -> T:
    """The record of ``kind`` in ``body``; a HistoryError names ``what`` can't be read."""
    try:
        return msgspec.json.decode(body, type=kind)
    except msgspec.DecodeError as error:
        raise HistoryError(f"{what} can't be read from the history: {error}.") from error


def _mended(value: Any) -> Any:
    if isinstance(value, str):
        return mended(value)
    if isinstance(value, dict):
        return {_mended(key): _mended(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_mended(item) for item in value]
    return value
