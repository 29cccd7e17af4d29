"""The small notation of phrases (docs/scenarios.md), checked: a slip in it would silently match nothing."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from simulator.content import Findings, Path
from simulator.errors import nearest
from simulator.scenario.speech import places, texts

FIGURES: tuple[str, ...] = ("<money>", "<percent>", "<number>")
OWN_CLASSES: tuple[str, ...] = ("item",)
"""Classes of words that each case fills itself: what was ordered."""
MOST_OPTIONAL = 6
"""How many words of a phrase may stand in brackets; each doubles the readings."""
_MARK = re.compile(r"@(\w*)|<[^<>\s]*>?")


def phrase_fault(phrase: str, classes: Collection[str], *, most_optional: int | None = MOST_OPTIONAL) -> str | None:
    """What is wrong with a phrase, or None.

    Args:
        phrase: the phrase as written.
        classes: the names that may follow an @.
        most_optional: how many words may stand in brackets; None: any number, as in what all scenarios share.

    """
    for found in _MARK.finditer(phrase):
        name, known = found[1], (*classes, *OWN_CLASSES)
        if name is None and found[0] not in FIGURES:
            return f"{found[0]} stands for nothing: use {', '.join(FIGURES)}"
        if name is not None and name not in known:
            hint = nearest(name, known) or f"Known: {', '.join(known)}."
            return f"no class of words is called @{name}. {hint}"
    optional = [piece for piece in phrase.split() if piece.startswith("(")]
    if most_optional is not None and len(optional) > most_optional:
        return f"{len(optional)} words in brackets: at most {most_optional}, write two phrases"
    if any(not piece.endswith(")") for piece in optional) or phrase.count("(") != phrase.count(")"):
        return "brackets stand around one word each: (word)"
    return None


def check_phrases(
    value: Any, path: Path, classes: Collection[str], findings: Findings, *, most_optional: int | None = MOST_OPTIONAL
) -> None:
    """Note every slip in one phrase or a list of them; ``most_optional`` as for :func:`phrase_fault`."""
    for phrase, place in zip(texts(value), places(value, path), strict=True):
        fault = None if findings.full else phrase_fault(phrase, classes, most_optional=most_optional)
        if fault is not None:
            findings.add(place, fault)


def check_groups(value: Any, path: Path, classes: Collection[str], findings: Findings) -> None:
    """Note every slip in groups of phrases."""
    for index, group in enumerate(value or ()):
        check_phrases(group, (*path, index), classes, findings)
