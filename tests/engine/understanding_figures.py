"""The figures of understanding: how often written questions and proposals are taken as meant. Tests and the benchmark
count with the same code."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import yaml
from case_of import families_of, hear, plain_case, topics_of

DATA = Path(__file__).parents[1] / "data"
FAMILIES = tuple(sorted(path.stem for path in (DATA / "proposals").glob("*.yaml")))
KINDS = ("right", "wrong", "beyond", "negated")


class Count(NamedTuple):
    """Questions by outcome, and those that went wrong."""

    right: int
    wrong: int
    missed: int
    errors: tuple[str, ...]

    @property
    def total(self) -> int:
        return self.right + self.wrong + self.missed


def questions(name: str) -> list[tuple[str, set[str]]]:
    """The questions of a file, each with the topics it reaches (none: a question about nothing in the case)."""
    rows = yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))["questions"]
    return [
        (row["text"], set(row["topic"] if isinstance(row["topic"], list) else [row["topic"]]) - {None}) for row in rows
    ]


def count_questions(rows: list[tuple[str, set[str]]]) -> Count:
    """Right: exactly these topics; wrong: any other topic; missed: a topic too few."""
    right = wrong = missed = 0
    errors = []
    for text, wanted in rows:
        reached = topics_of(hear(text))
        if reached == wanted:
            right += 1
            continue
        errors.append(f"{text} -> {sorted(reached)}, not {sorted(wanted)}")
        wrong, missed = (wrong + 1, missed) if reached - wanted else (wrong, missed + 1)
    return Count(right, wrong, missed, tuple(errors))


def count_proposals(family: str, kind: str) -> tuple[int, int, list[str]]:
    """How many sentences of a family's kind are taken as meant, of how many, and which are not."""
    data = yaml.safe_load((DATA / "proposals" / f"{family}.yaml").read_text(encoding="utf-8"))
    case = plain_case(family, **({"who": "supervisor"} | data["authority"] if kind == "beyond" else {}))
    errors = [text for text in data[kind] if not _as_meant(text, family, kind, case)]
    return len(data[kind]) - len(errors), len(data[kind]), errors


def _as_meant(text: str, family: str, kind: str, case: object) -> bool:
    heard = hear(text, case)
    if kind == "beyond":
        return any(item.family == family and item.beyond for item in heard.proposed)
    return (family in families_of(heard)) == (kind == "right")
