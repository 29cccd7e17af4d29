"""The few conversations of a grading that are kept whole for people to read: a random sample, and a risk list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise

import msgspec
from msgspec import Raw, Struct

from simulator.batch.lines import Judged
from simulator.batch.records import ConversationLine, MarkLine

_ENCODE = msgspec.msgpack.Encoder().encode
_LINE = msgspec.msgpack.Decoder(ConversationLine)
_TEXTS = msgspec.msgpack.Decoder(tuple[tuple[str, str, str], ...])
_MARKS = msgspec.msgpack.Decoder(tuple[MarkLine, ...])


class Picked(Struct, frozen=True, dict=True):
    """A conversation kept for a person to read: the smallest keys stay.

    ``line``, its ``texts`` and the ``marks`` of its agent turns stay packed: most are dropped again, unread.
    """

    key: tuple[float, int]
    line: Raw
    texts: Raw
    marks: Raw

    @cached_property
    def judged(self) -> Judged:
        """The conversation as it was graded."""
        return Judged(_LINE.decode(self.line), _MARKS.decode(self.marks), _TEXTS.decode(self.texts))

    def settled(self, after: Judged) -> Picked:
        """The same as people settled it, if it is this conversation; it keeps its place."""
        line = self.judged.line
        if (line.id, line.source) != (after.line.id, after.line.source):
            return self
        return Packed(after).under(self.key)

    def apart(self) -> Picked:
        """The same without the larger message that it was read from, which could not be let go otherwise."""
        return Picked(self.key, self.line.copy(), self.texts.copy(), self.marks.copy())


class Packed:
    """A graded conversation that is packed when it is first kept, and only then."""

    def __init__(self, judged: Judged) -> None:
        self._judged = judged

    def under(self, key: tuple[float, int]) -> Picked:
        """The conversation as it is kept."""
        return Picked(key, *self._pieces)

    @cached_property
    def _pieces(self) -> tuple[Raw, Raw, Raw]:
        one = self._judged
        return Raw(_ENCODE(one.line)), Raw(_ENCODE(one.texts)), Raw(_ENCODE(one.marks))


def with_one(picked: list[Picked], key: tuple[float, int], packed: Packed, most: int) -> list[Picked]:
    """The list with one more, where its key is small enough; most are not, and cost nothing."""
    if len(picked) >= most and key > picked[-1].key:
        return picked
    return smallest((*picked, packed.under(key)), most)


def merged(mine: Sequence[Picked], others: Sequence[Picked], most: int) -> list[Picked]:
    """Those of two lists that stay; what comes from the second is freed from what it was read from."""
    known = set(map(id, mine))
    return [item if id(item) in known else item.apart() for item in smallest((*mine, *others), most)]


def smallest(picked: Iterable[Picked], most: int) -> list[Picked]:
    """The first by key; where two have the same, as the same conversation given twice, by name and place."""
    found = sorted(picked, key=lambda item: item.key)
    if any(one.key == other.key for one, other in pairwise(found)):
        found.sort(key=lambda item: (item.key, item.judged.line.id, item.judged.line.source))
    return found[:most]
