"""One line of JSON in, one line of JSON out: a message's signals, marks and evidence (docs/score.md)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from simulator.errors import UsageError
from simulator.scoring.conditions import WORDS
from simulator.scoring.rubric import Rubric
from simulator.scoring.shipped import copied
from simulator.scoring.without_case import grade_alone, ground, looking
from simulator.signals import Context, Evidence, Reading, read, read_customer

SIDES = ("agent", "customer")
CHANNELS = WORDS["channel"]
NOTHING: frozenset[str] = frozenset()


class Scored(Struct, frozen=True):
    """What is answered to one good line: every signal of its side 0-1 or null, marks, and evidence."""

    id: Any
    signals: dict[str, float | None]
    marks: dict[str, int | None]
    evidence: tuple[Evidence, ...]


def score(message: Mapping[str, Any], rubrics: Sequence[Rubric], shipped: frozenset[str] = NOTHING) -> Scored:
    """The signals, marks and evidence of one message.

    Args:
        message: ``id`` (any value), ``text``, ``side``, and optionally ``context`` (the other side's message before)
            and ``channel``; other keys are passed over.
        rubrics: what an agent's reply is marked by.
        shipped: the runs of words of the library's own answers, which nobody may pass off as a reply.

    Raises:
        UsageError: a key is missing or of the wrong form.

    """
    text, side = _text(message, "text"), message.get("side")
    context = None if message.get("context") is None else _text(message, "context")
    channel = message.get("channel", "live_chat")
    if side not in SIDES:
        raise UsageError('side must be "agent" or "customer"')
    if channel not in CHANNELS:
        raise UsageError(f"channel must be one of {', '.join(CHANNELS)}")
    if side == "customer":
        return _scored(message, read_customer(text, Context(previous=context)), {})
    reading = read(text, Context(previous=context, channel=message.get("channel")))
    known = ground(reading, None if context is None else read_customer(context), channel)
    copies = copied(reading, shipped)
    if copies:
        known = replace(known, situation=replace(known.situation, pasted=copies))
    look = looking(reading, known)
    marks = {mark.key: mark.points for rubric in rubrics for mark in grade_alone(rubric, reading, known, look)}
    return _scored(message, reading, marks)


def score_line(line: bytes, rubrics: Sequence[Rubric], shipped: frozenset[str] = NOTHING) -> tuple[bytes, bool]:
    """The answer to one line, without its newline, and whether the line was good."""
    try:
        return msgspec.json.encode(score(_object(line), rubrics, shipped)), True
    except UsageError as error:
        return refuse(str(error)), False


def refuse(why: str) -> bytes:
    """The answer to a bad line."""
    return msgspec.json.encode({"id": None, "error": why})


def _object(line: bytes) -> dict[str, Any]:
    try:
        found = msgspec.json.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise UsageError(f"not JSON: {error}") from error
    except RecursionError as error:
        raise UsageError("not JSON that can be read: nested too deeply") from error
    if not isinstance(found, dict):
        raise UsageError('not an object: write {"id": ..., "text": ..., "side": ...}')
    return found


def _text(message: Mapping[str, Any], key: str) -> str:
    found = message.get(key)
    if found is None:
        raise UsageError(f"{key} is missing")
    if not isinstance(found, str):
        raise UsageError(f"{key} must be a string")
    return found


def _scored(message: Mapping[str, Any], reading: Reading, marks: dict[str, int | None]) -> Scored:
    told = sorted((*reading.evidence, *reading.hints), key=lambda item: (item.start, item.end))
    return Scored(message.get("id"), reading.served, marks, tuple(told))
