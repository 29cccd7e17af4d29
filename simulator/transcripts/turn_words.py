"""Reads the words of a message of an unknown system: text, records and lists of parts, and the tools that it calls."""

from __future__ import annotations

from typing import Any

from simulator.transcripts.fields import attachment, first, listed
from simulator.transcripts.shapes import fold
from simulator.transcripts.wording import worded, words

_WITHIN = ("parts", "text", "content", "body", "msg", "message", "plain", "value")
"""Where the words stand inside a record of their own."""


def holds_words(value: Any) -> bool:
    """Whether a value is words, or a record or list that holds them."""
    while isinstance(value, dict):
        value = first(fold(value), *_WITHIN)
    return isinstance(value, str | list)


def text_of(value: Any) -> tuple[str, bool]:
    """The words of a content, text or a list of parts; True: it is no message but the work of a tool."""
    if isinstance(value, dict):
        inner = first(fold(value), *_WITHIN)
        if isinstance(inner, dict):
            return text_of(inner)
        value = [value] if "type" in value or "text" in value else inner
    if not isinstance(value, list):
        return worded(value, html=isinstance(value, str) and "</" in value), False
    found, tooled = [], False
    for each in value:
        part = fold(each)
        kind = words(part.get("type"))
        if isinstance(each, str):
            found.append(worded(each))
        elif kind in {"tool_use", "tool_result", "tool_call", "thinking", "reasoning"}:
            tooled = True
        elif text := first(part, "text", "content", "value", "inputtext", "outputtext", "transcript", "refusal"):
            found.append(text if kind == "punct" else text_of(text)[0])
        elif kind or part:
            found.append(attachment(kind.replace("_url", "").replace("input_", "") or "file"))
    recognised = any("ts" in fold(each) for each in value if isinstance(each, dict))
    text = ("" if recognised else "\n").join(filter(None, found))
    return text, tooled and not text


def calls_of(turn: dict[str, Any]) -> str:
    """The names of the tools that a message calls instead of saying something."""
    calls = [fold(each.get("function")) or each for each in listed(turn.get("toolcalls"))]
    calls += [fold(turn[name]) for name in ("functioncall",) if isinstance(turn.get(name), dict)]
    names = [words(first(call, "name", "type")) for call in calls]
    return f"calls {', '.join(filter(None, names)) or 'a tool'}" if calls else ""
