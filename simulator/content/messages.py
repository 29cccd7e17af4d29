"""Says in plain words where a file differs from its schema, and what to type."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from msgspec import Struct

from simulator.content.document import Document, MapNode, Path
from simulator.content.mismatch import mismatch
from simulator.errors import nearest

MAX_PROBLEMS = 50
"""How many problems of one file are listed; looking for more would only take time."""


_IDS = "small letters"
"""How the advice for an id begins."""


class Problem(Struct, frozen=True):
    """One thing that is wrong at a path; the lowest ``rank`` comes first, then the order of the file.

    ``subject``: the key that a hint offers, or that is missing.
    """

    path: Path
    message: str
    at_key: bool = False
    rank: int = 1
    subject: str = ""


def problems(errors: Iterable[Any], document: Document) -> list[Problem]:
    """The validator's errors as problems.

    A missing key is left out where an unknown one beside it looks like the same word, misspelt.
    """
    found = list(islice((problem for error in errors for problem in _explain(error, document)), MAX_PROBLEMS))
    misspelt = {(problem.path[:-1], problem.subject) for problem in found if problem.rank == 0}
    return [problem for problem in found if problem.rank < 2 or (problem.path, problem.subject) not in misspelt]


def _explain(error: Any, document: Document) -> Iterator[Problem]:
    path = tuple(error.absolute_path)
    if error.validator == "type":
        yield Problem(path, mismatch(document.node(path), error.instance, _listed(error.validator_value)))
    elif error.validator in {"anyOf", "oneOf"}:
        yield from _alternatives(error, path, document)
    elif error.validator == "additionalProperties":
        yield from _unknown_keys(error, path, document)
    elif "propertyNames" in list(error.absolute_schema_path)[-2:-1]:
        yield from _key_name(error, path)
    else:
        yield from _SAY.get(error.validator, _otherwise)(error, path)


def _listed(kinds: str | list[str]) -> list[str]:
    return [kinds] if isinstance(kinds, str) else kinds


def _alternatives(error: Any, path: Path, document: Document) -> Iterator[Problem]:
    """The branch that came nearest: one whose own type fits, with the fewest errors."""
    branches: dict[int, list[Any]] = {}
    for inner in error.context or ():
        branches.setdefault(inner.schema_path[0], []).append(inner)
    fitting = [found for found in branches.values() if not any(_of_kind(inner) for inner in found)]
    if fitting:
        for inner in min(fitting, key=len):
            yield from _explain(inner, document)
        return
    kinds = dict.fromkeys(
        kind for inner in error.context or () if _of_kind(inner) for kind in _listed(inner.validator_value)
    )
    yield Problem(path, mismatch(document.node(path), error.instance, list(kinds)))


def _of_kind(inner: Any) -> bool:
    return inner.validator == "type" and not inner.path


def _unknown_keys(error: Any, path: Path, document: Document) -> Iterator[Problem]:
    known = list(error.schema.get("properties", {}))
    patterns = list(error.schema.get("patternProperties", {}))
    node = document.node(path)
    inside = isinstance(node, MapNode) and node.flow
    for key in error.instance:
        if key in known or any(re.search(pattern, key) for pattern in patterns):
            continue
        hint = nearest(key, known)
        subject = hint.removeprefix("Did you mean '").removesuffix("'?")
        if inside and error.instance[key] is None:
            hint = "A decimal number has a point." if key.isdigit() else "Inside { } a text with a comma needs quotes."
        elif " " in key.strip():
            hint = "A text with ': ' in it needs quotes."
        elif not hint and len(known) <= 12:
            hint = f"Known here: {', '.join(known)}."
        yield Problem((*path, key), f"unknown key. {hint}".strip(), at_key=True, rank=0, subject=subject)


def _required(error: Any, path: Path) -> Iterator[Problem]:
    key = error.message.split("'")[1]
    part = error.schema.get("properties", {}).get(key, {})
    advice = part.get("description") or part.get("x-advice")
    yield Problem(path, f"{key} is missing{f' ({advice})' if advice else ''}", rank=2, subject=key)


def _choice(error: Any, path: Path) -> Iterator[Problem]:
    known = [str(value) for value in error.validator_value]
    hint = nearest(str(error.instance), known)
    yield Problem(path, f"{error.instance!r} is not one of {', '.join(known)}{f'. {hint}' if hint else ''}")


def _constant(error: Any, path: Path) -> Iterator[Problem]:
    yield Problem(path, f"{error.instance!r} is not taken here: write {error.validator_value}")


def _range(error: Any, path: Path) -> Iterator[Problem]:
    low, high = error.schema.get("minimum"), error.schema.get("maximum")
    if low is not None and high is not None:
        allowed = f"from {low} to {high}"
    else:
        allowed = f"{high} at most" if low is None else f"{low} at least"
    yield Problem(path, f"{error.instance} is out of range: {allowed}")


def _pattern(error: Any, path: Path) -> Iterator[Problem]:
    text = error.instance if len(error.instance) <= 40 else f"{error.instance[:39]}…"
    advice = error.schema.get("x-advice", error.validator_value)
    fitting = _as_id(error.instance, "-" if path == ("id",) else "_")
    offer = f"; write {fitting}" if re.fullmatch(error.validator_value, fitting) and _IDS in advice else ""
    yield Problem(path, f"{text!r} is not of the right form: {advice}{offer}")


def _as_id(text: str, between: str) -> str:
    """The id that a text makes: its letters and digits, what lies between them as ``between`` (ids of files: -)."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9_-]+", between, plain).strip("-_")[:80]


def _key_name(error: Any, path: Path) -> Iterator[Problem]:
    known = [str(value) for value in error.schema.get("enum", ())]
    listed = f"Known here: {', '.join(known)}." if known else ""
    hint = nearest(str(error.instance), known) or error.schema.get("x-advice", listed)
    yield Problem((*path, error.instance), f"unknown key. {hint}".strip(), at_key=True, rank=0)


def _too_short(error: Any, path: Path) -> Iterator[Problem]:
    least, unit = error.validator_value, "text" if error.validator == "minLength" else "entry"
    yield Problem(
        path, f"is empty: write a{'n' if unit == 'entry' else ''} {unit}" if least == 1 else f"needs {least} at least"
    )


def _too_long(error: Any, path: Path) -> Iterator[Problem]:
    unit = "characters" if error.validator == "maxLength" else "entries"
    yield Problem(path, f"is too long: {error.validator_value} {unit} at most")


def _twice(error: Any, path: Path) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, value in enumerate(error.instance):
        if repr(value) in seen:
            yield Problem((*path, index), f"{value!r} is listed twice")
        seen.add(repr(value))


def _together(error: Any, path: Path) -> Iterator[Problem]:
    for key, needed in error.validator_value.items():
        missing = [each for each in needed if each not in error.instance] if key in error.instance else []
        if missing:
            yield Problem((*path, key), f"needs {' and '.join(missing)} beside it", at_key=True)


def _otherwise(error: Any, path: Path) -> Iterator[Problem]:
    advice = error.schema.get("x-advice") if isinstance(error.schema, dict) else None
    yield Problem(path, advice or "is not of the right form")


_SAY: dict[str, Callable[[Any, Path], Iterator[Problem]]] = {
    "required": _required,
    "enum": _choice,
    "const": _constant,
    "minimum": _range,
    "maximum": _range,
    "pattern": _pattern,
    "minItems": _too_short,
    "minLength": _too_short,
    "minProperties": _too_short,
    "maxItems": _too_long,
    "maxLength": _too_long,
    "uniqueItems": _twice,
    "dependentRequired": _together,
}
