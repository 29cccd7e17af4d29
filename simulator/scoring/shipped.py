"""Answers that come with the library: a reply that copies one shows nothing but that somebody found it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from simulator.content import read
from simulator.content.document import ListNode, MapNode, Node, TextNode
from simulator.errors import ContentError
from simulator.library import Library
from simulator.scoring.marks import Quote
from simulator.scoring.text import words
from simulator.signals import Reading

RUN = 5
"""Words in a row that are looked up together."""
SHARE = 0.6
"""The share of a sentence's runs that makes it a copy; names and numbers may have been changed."""
WORDS = 12
"""Words of a reply's copies together, courtesies aside, from which it is called copied [design choice]."""
_COURTESY = re.compile(
    r"\b(?:(?:anything|something) else|everything|all) .{0,40}\?|\b(?:settled|sorted|solved|help(?:ed)?) .{0,30}\?"
    r"|^\W*(?:thank(?:s| you)|you(?:'|’)re welcome|good (?:morning|afternoon|evening)|hello|hi|goodbye|have a )\b",
    re.IGNORECASE,
)
"""Greetings, thanks and closing questions, which everybody writes alike."""


def shipped_answers(library: Library) -> frozenset[str]:
    """Every run of words in the replies that the library's scenarios play; a file with an error is passed over."""
    return frozenset(
        run for name in library.scenario_ids() for reply in _replies(library, name) for run in _runs(reply)
    )


def _replies(library: Library, name: str) -> Iterator[str]:
    source = library.scenario_text(name)
    try:
        root = read(source.text, source.file).root
    except ContentError:
        return
    for play in _items(_value(root, "plays")):
        for reply in _items(_value(play, "replies")):
            said = _value(reply, "text") if isinstance(reply, MapNode) else reply
            if isinstance(said, TextNode):
                yield said.text


def _items(node: Node | None) -> list[Node]:
    return node.items if isinstance(node, ListNode) else []


def _value(node: Node | None, key: str) -> Node | None:
    return node.values.get(key) if isinstance(node, MapNode) else None


def _runs(text: str) -> Iterator[str]:
    said = words(text)
    for n in range(len(said) - RUN + 1):
        yield " ".join(said[n : n + RUN])


def copied(reading: Reading, shipped: frozenset[str]) -> tuple[Quote, ...]:
    """The sentences of a reply that are copies of shipped answers; none where they are courtesies or few words."""
    found = []
    for start, end in reading.sentences if shipped else ():
        said = reading.text[start:end]
        runs = list(_runs(said))
        if runs and sum(run in shipped for run in runs) >= SHARE * len(runs) and not _COURTESY.search(said):
            found.append(Quote(start, end, said))
    return tuple(found) if sum(len(words(item.text)) for item in found) >= WORDS else ()
