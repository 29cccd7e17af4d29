"""New files from templates with comments: scenarios, shops, rubrics, pathways, and plug-ins in Python."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from string import Template

from msgspec import Struct

from simulator.errors import UsageError

_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")


class Form(Struct, frozen=True):
    """One kind of file that can be made. ``folder``: where it belongs in a library, from its top.

    ``template``: the file it is begun from; empty where it is made from what the library holds.
    """

    template: str
    folder: str
    suffix: str = ".yaml"


FORMS: dict[str, Form] = {
    "scenario": Form("scenario.yaml", "scenarios"),
    "policy": Form("policy.yaml", "scenarios/policies"),
    "rubric": Form("rubric.yaml", "rubrics"),
    "card": Form("", "rubrics"),
    "pathway": Form("pathway.yaml", "scenarios/pathways"),
    "detector": Form("detector.py.txt", ".", ".py"),
    "importer": Form("importer.py.txt", ".", ".py"),
}
"""By the name that the command knows it by."""


def place(kind: str, name: str, out: Path | None = None) -> Path:
    """Where a new file goes: ``out``, or its place in a library in the working directory.

    Raises:
        UsageError: the name can't be one, or the file is there already.

    """
    form = FORMS[kind]
    path = out or Path(form.folder) / f"{_file(kind, name)}{form.suffix}"
    if path.suffix != form.suffix:
        raise UsageError(f"{path}: the name of a new {kind} ends in {form.suffix}")
    if not _ID.fullmatch(path.stem):
        advice = "small letters, digits, - and _, beginning with a letter or a digit"
        raise UsageError(f"{path.stem!r} can't be the name of a {kind}: {advice}")
    if path.exists():
        raise UsageError(f"{path} exists already: choose another name, or remove it")
    return path


def filled(kind: str, name: str) -> str:
    """The template of a kind with a name in it."""
    text = files("simulator.authoring").joinpath("templates", FORMS[kind].template).read_text("utf-8")
    return Template(text).substitute(id=name, module=name.replace("-", "_"))


def _file(kind: str, name: str) -> str:
    return name.replace("-", "_") if FORMS[kind].suffix == ".py" else name
