"""Marks that people gave to conversations, read from a CSV of any spelling of its header."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from simulator.errors import ContentError, UsageError, nearest
from simulator.report.said import plural
from simulator.scoring.rubric import POINTS
from simulator.transcripts.csv_table import columns, rows, slug
from simulator.transcripts.records import Piece, Quarantined
from simulator.transcripts.source import Source

COLUMNS: dict[str, tuple[str, ...]] = {
    "conversation": ("conversation_id", "chat", "chat_id", "ticket", "ticket_id", "case_id", "interaction_id", "id"),
    "criterion": ("question", "item", "measure", "attribute", "criteria", "criterion_id"),
    "mark": ("score", "grade", "points", "rating", "value", "anchor"),
    "grader": ("rater", "reviewer", "evaluator", "graded_by", "scored_by", "assessor", "author"),
}
"""The columns that are needed, and what else their headers may be called."""
LIST, BLIND = "list", "blind"
"""Columns that ``simulator grade review --export`` adds: where a conversation came from, and what the grader saw."""
CHOSEN_FOR_RISK = "risk list"
NO_MARK = frozenset({"n/a", "na", "n.a.", "-", "not applicable", "does not apply", "not assessed", "can't tell"})
YES, NO = frozenset({"yes", "y", "true", "pass", "passed", "met"}), frozenset({"no", "n", "false", "fail", "failed"})
MOST_PROBLEMS = 20
"""Problems of a file that are told at once."""
FORMULA = re.compile(r"^'(?=[=+\-@])")
"""A quote mark that keeps a spreadsheet from running a cell; it is no part of the cell."""


class HandGrade(Struct, frozen=True):
    """One mark: an anchor 0-4, or None where the grader said that nothing can be marked."""

    conversation: str
    criterion: str
    mark: int | None
    grader: str
    line: int


class Skipped(Struct, frozen=True):
    """Rows that may not be counted: given with the software's marks in sight, or to conversations picked for risk."""

    in_sight: int = 0
    for_risk: int = 0

    @property
    def told(self) -> tuple[str, ...]:
        """How many were left out, why, and what to do: a sentence for each reason."""
        said = []
        if self.in_sight:
            marks = plural(self.in_sight, "mark")
            why = "given, or changed, with the software's mark in sight"
            said.append(
                f"{marks} (blind: no) left out: {why}. In the random sample of 'simulator grade review DIR' it waits "
                "for yours; export again"
            )
        if self.for_risk:
            marks = plural(self.for_risk, "mark")
            said.append(f"{marks} of the risk list left out: it is chosen, no sample. Mark the random sample")
        return tuple(said)


class HandGrades(Struct, frozen=True):
    """Everything a file holds."""

    grades: tuple[HandGrade, ...]
    skipped: Skipped = Skipped()


class Scale(Struct, frozen=True):
    """The marks that people gave by: from ``low`` to ``high``, laid evenly over the anchors 0-4."""

    low: float = 0.0
    high: float = float(POINTS)

    def anchor(self, text: str) -> int | None:
        """The anchor of a mark as it is written; None for "not applicable".

        Raises:
            ValueError: it is no mark of this scale; the message says what is.

        """
        plain = text.strip().casefold()
        if plain in NO_MARK:
            return None
        if plain in YES | NO:
            if (self.low, self.high) != (0.0, 1.0):
                raise ValueError(f"{text!r} is a mark of --scale yes-no; this scale goes from {self.words}")
            return POINTS if plain in YES else 0
        percent = plain.endswith("%")
        low, high = (0.0, 100.0) if percent else (self.low, self.high)
        try:
            value = float(plain.rstrip("%").strip().replace(",", "."))
        except ValueError:
            raise ValueError(f"{text!r} is no mark: a number from {self.words}, or n/a") from None
        if not low <= value <= high:
            raise ValueError(f"{text} is out of range: marks go from {self.words} (--scale tells another scale)")
        return nearest_anchor(POINTS * (value - low) / (high - low))

    @property
    def words(self) -> str:
        """Its ends."""
        return f"{self.low:g} to {self.high:g}"


def parse_scale(text: str) -> Scale:
    """``"1-5"`` is a scale from 1 to 5, ``"yes-no"`` one of two marks.

    Raises:
        UsageError: neither.

    """
    if text.casefold() in {"yes-no", "yes/no", "pass-fail"}:
        return Scale(0.0, 1.0)
    found = re.fullmatch(r"\s*(-?\d+(?:\.\d+)?)\s*(?:-|\.\.|to)\s*(-?\d+(?:\.\d+)?)\s*", text)
    if found and float(found[1]) < float(found[2]):
        return Scale(float(found[1]), float(found[2]))
    raise UsageError(f"--scale takes the lowest and the highest mark, like 1-5 or 0-100, or yes-no; not {text!r}")


def nearest_anchor(points: float) -> int:
    """The anchor next to a mean; half way, the upper one."""
    return math.floor(points + 0.5)


def read_hand_grades(path: Path, resolve: Callable[[str], str], scale: Scale = Scale()) -> HandGrades:  # noqa: B008 - frozen
    """The marks in a CSV file; a mark that stands there twice counts once.

    Args:
        path: the file; any encoding, any separator, packed or not.
        resolve: gives a criterion's key from what is written; a ValueError says why it can't.
        scale: what the marks run from and to.

    Raises:
        ContentError: rows are wrong; each is named by line and by the number of its column, up to twenty at once.
        UsageError: the file can't be read.

    """
    return _Table(path, resolve, scale).read()


class _Table:
    """One file while it is read."""

    def __init__(self, path: Path, resolve: Callable[[str], str], scale: Scale) -> None:
        self.source, self.resolve, self.scale = Source(path), resolve, scale
        self.file = str(path)
        self.header = columns(self.source)
        self.names = self._named()
        self.problems: list[ContentError] = []
        self.given: dict[tuple[str, str, str], HandGrade] = {}
        self.in_sight = self.for_risk = 0

    def read(self) -> HandGrades:
        """All rows."""
        for row in self._rows():
            self._take(row, int(row.position.removeprefix("line ")))
            if len(self.problems) >= MOST_PROBLEMS:
                break
        if self.problems:
            first, *rest = self.problems
            first.others = tuple(rest)
            raise first
        if not self.given:
            raise UsageError(f"{self.file}: {self._nothing()}")
        return HandGrades(tuple(self.given.values()), Skipped(self.in_sight, self.for_risk))

    def _nothing(self) -> str:
        """Why no mark counts."""
        why = Skipped(self.in_sight, self.for_risk).told
        return "it holds no marks that count. " + ". ".join(why) if why else "it holds no marks: only a header"

    def _named(self) -> dict[str, str]:
        by_slug = {slug(name): name for name in self.header}
        found = {}
        for name, others in COLUMNS.items():
            there = next((by_slug[one] for one in (name, *others) if one in by_slug), None)
            if there is None:
                has = ", ".join(self.header) or "nothing"
                hint = nearest(name, by_slug)
                said = f"a column '{name}' is needed (or {', '.join(others[:3])}); the header has: {has}. {hint}"
                raise ContentError(said.strip(), file=self.file)
            found[name] = there
        return found | {name: by_slug[name] for name in (LIST, BLIND) if name in by_slug}

    def _rows(self) -> Iterator[Piece]:
        for row in rows(self.source):
            if isinstance(row, Quarantined):
                line = int(row.position.removeprefix("line "))
                self.problems.append(ContentError(row.reason, file=self.file, line=line))
            else:
                yield row

    def _take(self, row: Piece, line: int) -> None:
        cells = {name: _cell(row.value, column) for name, column in self.names.items()}
        if not any(cells.values()):
            return
        for name in ("conversation", "grader"):
            if not cells[name]:
                self._wrong(line, name, "it is empty")
        key = self._tried(line, "criterion", cells["criterion"], self.resolve)
        mark = self._tried(line, "mark", cells["mark"] or "-", self.scale.anchor)
        if cells.get(BLIND, "").casefold() in NO:
            self.in_sight += 1
        elif cells.get(LIST, "").casefold() == CHOSEN_FOR_RISK:
            self.for_risk += 1
        elif key and cells["conversation"] and cells["grader"]:
            self._keep(HandGrade(cells["conversation"], key, mark, cells["grader"], line))

    def _keep(self, grade: HandGrade) -> None:
        place = grade.conversation, grade.criterion, grade.grader
        before = self.given.setdefault(place, grade)
        if before.mark != grade.mark:
            said = f"{grade.grader} gave this conversation another mark for {grade.criterion} on line {before.line}"
            self._wrong(grade.line, "mark", said)

    def _tried(self, line: int, name: str, text: str, read: Callable[[str], Any]) -> Any:
        try:
            return read(text)
        except ValueError as error:
            self._wrong(line, name, str(error))
            return None

    def _wrong(self, line: int, name: str, said: str) -> None:
        column = self.header.index(self.names[name].strip()) + 1
        self.problems.append(ContentError(said, file=self.file, line=line, column=column, key=self.names[name]))


def _cell(row: Mapping[str, str | None], column: str) -> str:
    return FORMULA.sub("", " ".join((row.get(column) or "").split()), count=1)
