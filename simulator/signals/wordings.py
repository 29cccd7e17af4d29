"""What the shipped patterns can't do without, worked out beforehand: to do it anew takes a quarter of a second.

A pattern that isn't among them, and every pattern while the macros are others than those it was worked out with, is
looked through when it is asked for. ``python -m simulator.signals.wordings`` works all of them out again.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable
from pathlib import Path

import msgspec

from simulator.signals.lexicons.common import FUNCTION_WORDS
from simulator.signals.lexicons.macros import MACROS
from simulator.signals.patterns import marked
from simulator.signals.prefilter import Wordings, branches, needed

FILE = Path(__file__).with_name("lexicons") / "wordings.bin"
ENDING = ".rules"
"""Of the files of rules, in lexicons and the folders of other languages."""

Listed = dict[str, tuple[tuple[str, ...], ...]]
"""A pattern's branch -> the sets of wordings that it needs one of each of."""


class Worked(msgspec.Struct, frozen=True, array_like=True):
    """What was worked out, and from which macros."""

    stamp: str
    listed: Listed


def needed_by(patterns: Iterable[str]) -> list[tuple[Wordings, ...]]:
    """For each pattern or branch of one, as ``prefilter.needed``: the sets of wordings that it needs one of each of."""
    known = shipped()
    return [tuple(map(frozenset, known[one])) if one in known else needed(one) for one in patterns]


def worked_out() -> bytes:
    """What every shipped pattern needs, for the file that keeps it."""
    from simulator.signals.rules import parse

    listed: Listed = {}
    for path in sorted(FILE.parent.rglob(f"*{ENDING}")):
        for rule in parse(path.read_text("utf-8")):
            for branch in branches(marked(rule.pattern)):
                listed[branch] = tuple(tuple(sorted(wordings)) for wordings in needed(branch))
    return zlib.compress(msgspec.msgpack.encode(Worked(stamp(), dict(sorted(listed.items())))), 9)


def read(stored: bytes) -> Worked:
    """What was stored so."""
    return msgspec.msgpack.decode(zlib.decompress(stored), type=Worked)


def stamp() -> str:
    """What the wordings depend on besides the patterns, in short."""
    return hashlib.sha256(repr((sorted(MACROS.items()), sorted(FUNCTION_WORDS))).encode()).hexdigest()


def shipped() -> Listed:
    """What was worked out beforehand; nothing if that was with other macros, or isn't there."""
    try:
        kept = read(FILE.read_bytes())
    except (OSError, zlib.error, msgspec.DecodeError):
        return {}
    return kept.listed if kept.stamp == stamp() else {}


if __name__ == "__main__":
    FILE.write_bytes(worked_out())
