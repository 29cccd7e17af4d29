"""Findings in plain text: the place, the line itself with a mark under it, and what to do, as compilers show them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import click

from simulator.authoring.codes import Code
from simulator.authoring.finding import Finding
from simulator.shown import shown

COLOURS = {"error": "red", "warning": "yellow"}
WIDEST = 110
"""Characters of a source line that are shown."""


def tell_finding(found: Finding, *, short: bool = False) -> str:
    """One finding: a line for it, and below it the line of the file and the mend, unless ``short``."""
    kind = click.style(f"{found.severity} {found.code}", fg=COLOURS[found.severity], bold=True)
    key = f"{found.key}: " if found.key else ""
    head = (
        f"{click.style(f'{found.file}:{found.line}:{found.column}', bold=True)}: {kind}: {shown(key + found.message)}"
    )
    if short:
        return head
    excerpt = _excerpt(found)
    mends = "--fix mends it" if found.edits else found.mend
    return "\n".join([head, *excerpt, f"      = {mends}"])


def _excerpt(found: Finding) -> list[str]:
    lines = _lines(found.file)
    if not 1 <= found.line <= len(lines):
        return []
    text = lines[found.line - 1].replace("\t", " ")
    skipped = max(0, found.column - WIDEST // 2) if found.column > WIDEST - 10 else 0
    visible = shown(text[skipped : skipped + WIDEST])
    mark = " " * (found.column - 1 - skipped) + click.style("^", fg=COLOURS[found.severity], bold=True)
    return [f"{found.line:5} | {visible}", f"      | {mark}"]


@cache
def _lines(file: str) -> list[str]:
    try:
        return Path(file).read_text("utf-8", "replace").removeprefix("\ufeff").splitlines()
    except OSError:
        return []


def tell_code(about: Code) -> str:
    """A code with all that is known about it."""
    head = click.style(f"{about.id} {about.name}", bold=True)
    parts = [f"{head} ({about.severity})", about.title, "", about.why, "", "Wrong:", *_indented(about.wrong), ""]
    return "\n".join([*parts, "Right:", *_indented(about.right), "", about.fix])


def _indented(example: str) -> list[str]:
    return [f"    {line}" if line else "" for line in example.strip("\n").splitlines()]
