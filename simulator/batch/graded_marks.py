"""The software's marks in a finished grading, one for each criterion of a conversation, ready to be compared."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TypeVar

import msgspec
from msgspec import Struct

from simulator.batch.folder import Folder
from simulator.batch.hand_grades import nearest_anchor
from simulator.batch.report_rubrics import Used
from simulator.errors import SimulatorError, nearest

_Line = TypeVar("_Line", bound=Struct)


class _Turn(Struct, frozen=True):
    conversation: str
    marks: dict[str, int | None]


class _Whole(Struct, frozen=True):
    id: str
    marks: dict[str, int | None]


class Marked(Struct, frozen=True):
    """The marks by (conversation, "rubric/criterion"), and which of the conversations asked for are there once."""

    marks: dict[tuple[str, str], int | None]
    found: frozenset[str]


def marks_of(folder: Folder, conversations: Collection[str]) -> Marked:
    """The marks of some conversations; a criterion of replies has the mean of its marks, to the nearest anchor.

    A conversation whose id occurs twice in the grading can't be told from its double, and is left out.

    Raises:
        SimulatorError: no finished grading is there.

    """
    given: dict[tuple[str, str], list[int]] = {}
    counts: dict[str, int] = {}
    wanted = frozenset(conversations)
    for line in _lines(folder, "conversations.jsonl", _Whole):
        if line.id in wanted:
            counts[line.id] = counts.get(line.id, 0) + 1
            _note(given, line.id, line.marks)
    found = frozenset(name for name, count in counts.items() if count == 1)
    for turn in _lines(folder, "marks.jsonl", _Turn):
        if turn.conversation in found:
            _note(given, turn.conversation, turn.marks)
    means = {place: mean_anchor(points) for place, points in given.items() if place[0] in found}
    return Marked(means, found)


def mean_anchor(points: list[int]) -> int | None:
    """The mean of marks to the nearest anchor; None without any."""
    return nearest_anchor(sum(points) / len(points)) if points else None


def key_of(written: str, rubrics: tuple[Used, ...]) -> str:
    """The key "rubric/criterion" of a criterion that a person named by its key, its id or its title.

    Raises:
        ValueError: there is none of that name, or several rubrics have one.

    """
    plain = " ".join(written.casefold().split())
    names: dict[str, set[str]] = {}
    for rubric in rubrics:
        for item in rubric.criteria:
            key = f"{rubric.id}/{item.id}"
            for name in (key, item.id, item.id.replace("_", " "), item.title, f"{rubric.id}/{item.title}"):
                names.setdefault(" ".join(name.casefold().split()), set()).add(key)
    found = sorted(names.get(plain, ()))
    if len(found) == 1:
        return found[0]
    if found:
        raise ValueError(f"several rubrics have {written!r}: write {' or '.join(found)}")
    keys = sorted({key for group in names.values() for key in group})
    hint = nearest(plain, names) or f"The grading has: {', '.join(keys[:8])}{', ...' if len(keys) > 8 else ''}"
    raise ValueError(f"the grading has no criterion {written!r}. {hint}" if written else "it is empty")


def _note(given: dict[tuple[str, str], list[int]], name: str, marks: Mapping[str, int | None]) -> None:
    for key, points in marks.items():
        given.setdefault((name, key), []).extend([] if points is None else [points])


def _lines(folder: Folder, name: str, kind: type[_Line]) -> Iterator[_Line]:
    decoder = msgspec.json.Decoder(kind)
    path = folder.root / name
    try:
        with path.open("rb") as stream:
            for line in stream:
                yield decoder.decode(line)
    except (OSError, msgspec.DecodeError):
        raise SimulatorError(f"{path}: no finished grading is here; run 'simulator grade' first") from None
