"""What all scenarios share: topics that can be asked for, families of proposals, steps, and the language they use.

The files stand in scenarios/shared. A phrase is a few words of a small notation that language.yaml describes.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TypeVar

import msgspec
from msgspec import Struct

from simulator.content import Document, Source, read
from simulator.content.schema import schema
from simulator.errors import ContentError
from simulator.library import Library

Phrases = tuple[str, ...]


class SharedTopic(Struct, frozen=True, forbid_unknown_fields=True):
    """A question agents ask: ``phrases`` reach it by themselves, ``examples`` by resemblance.

    ``words`` point to it, as words of examples do.

    ``title`` is what is asked for ("the order number"). ``unless`` are phrases that rule the topic out, ``beats``
    topics that give way to this one in the same question. ``shown``: the part of the case pane that already holds
    the answer (order, items, total, date, name, email, phone).
    """

    title: str
    phrases: Phrases = ()
    words: str = ""
    examples: Phrases = ()
    unless: Phrases = ()
    beats: tuple[str, ...] = ()
    shown: str = ""


class Family(Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of proposal. ``acts`` are doings ("refund you"), ``things`` what is given ("your money back").

    An act or a thing counts only where somebody commits to it; ``says`` count by themselves unless denied or
    reported. ``unless`` rules the family out in that sentence; ``beats`` are families that give way in the same
    sentence. ``offers`` words it as a move ("offers a refund"). ``stated``: a resolution's own words count as
    plain statements (information), also with a "not" in them. ``exact``: a resolution with words of its own is
    meant only when they are said (which product, which fact). ``customer``: the customer may be the one who does it
    ("you can send it back").
    """

    title: str
    offers: str
    acts: Phrases = ()
    things: Phrases = ()
    says: Phrases = ()
    unless: Phrases = ()
    beats: tuple[str, ...] = ()
    stated: bool = False
    exact: bool = False
    customer: bool = False


class SharedStep(Struct, frozen=True, forbid_unknown_fields=True):
    """A step of a resolution: ``says`` recognise it; ``asks`` are a customer's words when it is missing.

    ``reads``: what else shows it (offer, deadline, amount, signal:<name>, topic:<id>, family:<id>). ``timed``: its
    words count only beside a time. ``title`` says what the agent does ("gives a time").
    """

    title: str
    asks: Phrases = ()
    says: Phrases = ()
    reads: str = ""
    timed: bool = False


class Language(Struct, frozen=True, forbid_unknown_fields=True):
    """Word classes, frames of commitment, requests and phrases about the contact itself, for one language.

    ``alike`` are groups of words that mean the same when a question is compared with examples.
    """

    language: str
    fillers: str
    stop: str
    negators: str
    words: dict[str, Phrases]
    alike: dict[str, Phrases]
    frames: dict[str, Phrases]
    asks: Phrases
    asides: Phrases
    contact: dict[str, Phrases]


class Shared(Struct, frozen=True):
    """Everything that scenarios share, by id."""

    language: Language
    topics: dict[str, SharedTopic]
    families: dict[str, Family]
    steps: dict[str, SharedStep]


Record = TypeVar("Record")


def load_shared(library: Library) -> Shared:
    """The shared files of a library.

    Raises:
        ContentError: a file is not of the right form.
        NotFoundError: one is missing.

    """
    return Shared(
        language=_record(library, "language", Language),
        topics=_record(library, "topics", dict[str, SharedTopic]),
        families=_record(library, "families", dict[str, Family]),
        steps=_record(library, "steps", dict[str, SharedStep]),
    )


def _record(library: Library, name: str, kind: type[Record]) -> Record:
    form = schema(library.schema_text(name))
    document = _document(library.shared_text(name))
    try:
        return msgspec.convert(form.shape.settle(document.root), kind, strict=True)
    except msgspec.ValidationError as error:
        # the schema words what is wrong, with its place
        form.check(document)
        raise ContentError(str(error), file=document.file) from error


@lru_cache(maxsize=8)
def _document(source: Source) -> Document:
    return read(source.text, source.file)
