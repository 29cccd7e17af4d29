"""The table of findings: what each code means, why it matters, a wrong and a right example, and how to mend it."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from msgspec import Struct

from simulator.errors import NotFoundError

ERROR, WARNING = "error", "warning"


class Code(Struct, frozen=True):
    """One kind of finding. ``severity``: an error keeps the file from being used; a warning is worth a look."""

    id: str
    name: str
    severity: str
    title: str
    why: str
    wrong: str
    right: str
    fix: str


@cache
def codes() -> dict[str, Code]:
    """All codes in the order of the table (codes.toml)."""
    content = tomllib.loads(files("simulator.authoring").joinpath("codes.toml").read_text("utf-8"))
    return {name: Code(name, **row) for name, row in content.items()}


def code(name: str) -> Code:
    """The code of that id or short name, however its letters are written.

    Raises:
        NotFoundError: there is none; the nearest is given.

    """
    known = codes()
    by_name = {each.name: each for each in known.values()}
    wanted = name.strip()
    found = known.get(wanted.upper()) or by_name.get(wanted.lower())
    if found is None:
        raise NotFoundError("finding", wanted, (*known, *by_name), hint="simulator explain lists all of them.")
    return found


def page() -> str:
    """docs/codes.md: every code with its examples."""
    parts = [_HEAD]
    parts += [f"| [{each.id}](#{each.id.lower()}) | {each.severity} | {each.title} |" for each in codes().values()]
    for each in codes().values():
        parts += ["", f"## {each.id}", "", f"**{each.title}** ({each.severity}, `{each.name}`)", "", each.why, ""]
        parts += ["Wrong:", "", "```yaml", each.wrong.strip("\n"), "```", ""]
        parts += ["Right:", "", "```yaml", each.right.strip("\n"), "```", "", each.fix]
    return "\n".join(parts) + "\n"


_HEAD = """# Findings, one by one

What `simulator check` can find, each with a wrong and a right example; `simulator explain SIM106` shows the same in the
terminal. Codes are stable: one that was given out never means something else. An error keeps the file from being used,
or makes it do what nobody wants; a warning is worth a look. How to use `check` is in [authoring.md](authoring.md).

| code | | what it says |
|---|---|---|"""
