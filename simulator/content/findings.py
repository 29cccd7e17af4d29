"""Gathers what is wrong with a file while it is read, and says all of it at once."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from simulator.content.document import Document, Path
from simulator.content.messages import MAX_PROBLEMS, Problem
from simulator.errors import ContentError, nearest


class Findings:
    """The problems of one file. Reading goes on after each, so that a trainer sees them together."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.problems: list[Problem] = []

    @property
    def full(self) -> bool:
        """Whether enough has been found: what comes after is not listed, and need not be looked at."""
        return len(self.problems) >= MAX_PROBLEMS

    def add(self, path: Path, message: str, *, at_key: bool = False) -> None:
        """Note a problem of the value (or the key) at ``path``."""
        self.problems.append(Problem(path, message, at_key=at_key))

    def unknown(
        self, path: Path, kind: str, name: str, known: Iterable[str], *, hint: str = "", at_key: bool = False
    ) -> None:
        """Note that ``name`` is no ``kind``, with the nearest known one and the hint, or all where they are few."""
        if self.full:
            return
        names = list(islice(known, 1000))
        listed = f"Known: {', '.join(names)}." if 0 < len(names) <= 12 else ""
        advice = f"{nearest(name, names)} {hint}".strip() or listed
        self.add(path, f"no {kind} is called {name!r}. {advice}".strip(), at_key=at_key)

    def settle(self) -> None:
        """Raise one error for all problems, in order, the first in front and the rest in ``others``; none: return.

        Raises:
            ContentError: there is a problem.

        """
        found = [self.document.error(each.path, each.message, at_key=each.at_key) for each in self._ordered()]
        errors = list({str(error): error for error in found}.values())[:MAX_PROBLEMS]
        if errors:
            first, *others = errors
            raise ContentError(
                first.message,
                file=first.file,
                line=first.line,
                column=first.column,
                key=first.key,
                others=tuple(others),
            )

    def _ordered(self) -> list[Problem]:
        def place(each: Problem) -> tuple[int, tuple[int, int], str]:
            return each.rank, self.document.place(each.path, at_key=each.at_key), each.message

        return sorted(self.problems, key=place)
