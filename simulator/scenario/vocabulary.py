"""The names that scenarios may use of what they share: topics, families of proposals, and steps."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from simulator.content import Source, read
from simulator.content.document import MapNode
from simulator.library import Library


class Vocabulary(Struct, frozen=True):
    """Known ids, in the order of their files. ``classes``: the classes of words that phrases may name."""

    topics: tuple[str, ...]
    families: tuple[str, ...]
    steps: tuple[str, ...]
    classes: tuple[str, ...]


def vocabulary(library: Library) -> Vocabulary:
    """The ids in the library's shared files.

    Raises:
        ContentError: one of them can't be read.
        NotFoundError: one of them is missing.

    """
    topics, families, steps = (_keys(library.shared_text(name)) for name in ("topics", "families", "steps"))
    return Vocabulary(topics, families, steps, _keys(library.shared_text("language"), "words"))


@lru_cache(maxsize=16)
def _keys(source: Source, *path: str) -> tuple[str, ...]:
    node = read(source.text, source.file).node(path)
    return tuple(node.values) if isinstance(node, MapNode) else ()
