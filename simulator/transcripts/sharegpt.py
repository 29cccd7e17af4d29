"""Conversations with a model as people share them (ShareGPT): each message has ``from`` and ``value``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import structs

from simulator.transcripts.importer import JSON, Importer
from simulator.transcripts.json_records import read_as
from simulator.transcripts.mapping import Mapping
from simulator.transcripts.records import Item, Sample
from simulator.transcripts.source import Source
from simulator.transcripts.turn_lists import conversations
from simulator.transcripts.wording import words

VOICES = frozenset({"human", "gpt", "system", "user", "assistant", "chatgpt", "tool", "observation", "function_call"})
"""Who speaks, as ``from`` names it."""
SIDES = {"gpt": "agent", "chatgpt": "agent", "human": "customer", "observation": "system", "function_call": "system"}
"""Whose words those are, where the word itself doesn't say."""
READ_AT_MOST = 20
"""Messages by which a conversation is recognised."""


def recognise(sample: Sample) -> float | None:
    """Sure where messages have a ``from`` of those voices and a ``value``."""
    if sample.form not in JSON or not sample.pieces:
        return None
    share = sum(_fits(piece.value) for piece in sample.pieces) / len(sample.pieces)
    return 0.9 * share if share >= 0.3 else None


def _fits(value: Any) -> bool:
    found = next(conversations(value, Mapping()), None)
    turns = found.turns[:READ_AT_MOST] if found is not None else []
    shaped = bool(turns) and all("from" in turn and "value" in turn for turn in turns)
    return shaped and {words(turn["from"]) for turn in turns} <= VOICES


def read(sources: Sequence[Source], mapping: Mapping) -> Iterator[Item]:
    """The conversations in files of shared ones."""
    yield from read_as("sharegpt", sources, structs.replace(mapping, roles={**SIDES, **mapping.roles}))


IMPORTER = Importer(
    "sharegpt",
    "Shared conversations with a model (ShareGPT)",
    recognise,
    read,
    told="from: human is the customer, gpt the agent",
)
