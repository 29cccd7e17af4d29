"""The reply bank: what agents write, good and bad, by move, topic, family of proposals and step."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from msgspec import Struct

from simulator.content import read
from simulator.content.schema import schema
from simulator.library import Library

Says = tuple[str, ...]


class Move(Struct, frozen=True):
    """Replies that do one thing; ``manner`` is good (listens, leads well), bad (provokes, blocks) or plain."""

    manner: str
    says: Says


class Bank(Struct, frozen=True):
    """All replies of one language; in their texts ``{address}`` and the like stand for something of the case.

    ``topics``: questions by shared topic. ``proposals``: offers by family. ``steps``: words by shared step.
    """

    moves: dict[str, Move]
    topics: dict[str, Says]
    proposals: dict[str, Says]
    steps: dict[str, Says]
    language: str = "en"


def plain_texts(bank: Bank) -> Iterator[str]:
    """The bank's replies in which nothing stands for something of the case."""
    groups = [*(move.says for move in bank.moves.values()), *bank.topics.values(), *bank.steps.values()]
    yield from (text for group in groups for text in group if "{" not in text)


def load_bank(library: Library) -> Bank:
    """The bank of a library: ``scenarios/shared/bank.yaml``.

    Raises:
        ContentError: the file is not of the right form; line and column are given.
        NotFoundError: there is none.

    """
    source = library.shared_text("bank")
    data = schema(library.schema_text("bank")).check(read(source.text, source.file))
    return msgspec.convert({key: value for key, value in data.items() if key != "format"}, Bank)
