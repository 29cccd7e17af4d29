"""Turns the conditions of a rubric's YAML into tests, with errors that say what to type."""

from __future__ import annotations

from functools import cache
from typing import Any

from simulator.content import Document, Path
from simulator.errors import nearest
from simulator.scoring.rubric import Group, Test, When
from simulator.scoring.schema import LEVELS, PHASES

WORDS: dict[str, tuple[str, ...]] = {
    "phase": PHASES,
    "channel": ("live_chat", "email", "phone", "social", "whatsapp"),
}
"""Measures whose value is a word, and the words they take; a test lists those it is content with."""


class Conditions:
    """Reads the conditions of one file; ``names`` are the measures it may use."""

    def __init__(self, document: Document, names: tuple[str, ...]) -> None:
        self.document, self.names = document, names

    def when(self, path: Path, data: Any) -> When:
        """A ``when``: tests that hold together, or a list of such groups of which one has to hold."""
        if isinstance(data, list):
            return _same(tuple(self._group((*path, n), item) for n, item in enumerate(data)))
        return _same((self._group(path, data),))

    def _group(self, path: Path, data: dict[str, Any]) -> Group:
        return tuple(_one(self._test((*path, key), key, value)) for key, value in data.items())

    def _test(self, path: Path, key: str, value: Any) -> Test:
        names = tuple(key.split(" or "))
        for name in names:
            if name not in self.names:
                message = f"nothing is called {name!r} here. {nearest(name, self.names)}".strip()
                raise self.document.error(path, message, at_key=True)
        if any(name in WORDS for name in names):
            return Test(names, among=self._among(path, key, value))
        match value:
            case bool():
                return Test(names, at_least=1.0) if value else Test(names, below=1.0)
            case str():
                level = LEVELS[value]
                return Test(names, at_least=level.get("at_least"), below=level.get("below"))
            case dict():
                return Test(names, value.get("from"), value.get("to"), value.get("below"))
            case list():
                message = f"{key} is a number: write some, strong, a number, or {{from: 1, to: 2}}"
                raise self.document.error(path, message)
        return Test(names, at_least=float(value))

    def _among(self, path: Path, key: str, value: Any) -> tuple[str, ...]:
        known = WORDS.get(key, ())
        if not isinstance(value, list) or not known:
            raise self.document.error(path, f"{key} takes a list of words, alone, such as phase: [take_off]")
        for n, word in enumerate(value):
            if word not in known:
                raise self.document.error((*path, n), f"no {key} is called {word!r}. {nearest(word, known)}".strip())
        return tuple(value)


@cache
def _one(test: Test) -> Test:
    """The test itself, the same object for equal tests: a reply answers each once (look.py)."""
    return test


@cache
def _same(when: When) -> When:
    """The condition itself, the same object for equal conditions: each is made ready once (ready.py)."""
    return when
