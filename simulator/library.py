"""Finds content by name: scenarios, shops, voices, rubrics and report templates, as text; it reads none of it.

An installed wheel carries the library inside the package; an editable install uses the repository's own folders.
Further folders (``--library DIR``) are searched first, in the order given.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from simulator.content.source import Source, read_source, shown_path
from simulator.errors import ContentError, NotFoundError, SimulatorError, UsageError

SUFFIXES = (".yaml", ".yml")
NOT_FAMILIES = frozenset({"policies", "voices", "shared", "schema", "pathways"})
"""Folders beside the families of scenarios that hold something else."""
FOLDERS = {"shop": "policies", "voice": "voices", "shared": "shared", "pathway": "pathways"}
"""The folder of each kind of content that is no scenario."""
SCHEMAS = {
    **dict.fromkeys("scenario shop voice topics families steps language replies bank pathway".split(), "scenarios"),
    "rubric": "rubrics",
    "card": "rubrics",
}
"""The kinds of file a JSON Schema is published for, and the folder whose ``schema/`` holds it."""


class Root(Struct, frozen=True):
    """One library on disk: its folders of scenarios, rubrics and report templates (each may be absent)."""

    scenarios: Path
    rubrics: Path
    templates: Path

    @classmethod
    def at(cls, folder: Path) -> Root:
        """The library in a folder; one without the folders of a library holds scenarios alone."""
        structured = any((folder / name).is_dir() for name in ("scenarios", "rubrics", "reports"))
        scenarios = folder / "scenarios" if structured else folder
        return cls(scenarios, folder / "rubrics", folder / "reports" / "templates")


def built_in() -> Root:
    """The library that comes with the program.

    Raises:
        SimulatorError: it isn't there: the installation is damaged.

    """
    package = Path(__file__).parent
    for folder in (package / "_library", package.parent):
        if (folder / "scenarios").is_dir():
            return Root.at(folder)
    raise SimulatorError("the library of scenarios is missing from this installation: install the program again.")


class Library:
    """All content by name; ``extra`` folders are searched before the built-in library, the first one first.

    Nothing is kept: a file that changes on disk is read anew.
    """

    def __init__(self, extra: Sequence[Path] = ()) -> None:
        self.extra = tuple(extra)

    @cached_property
    def roots(self) -> tuple[Root, ...]:
        """The libraries searched, in order.

        Raises:
            UsageError: an extra folder isn't there.

        """
        for folder in self.extra:
            if not folder.is_dir():
                raise UsageError(f"--library {folder}: there is no such folder.")
        return (*(Root.at(folder) for folder in self.extra), built_in())

    def ids(self, kind: str) -> tuple[str, ...]:
        """The names of all content of a kind (scenario, shop, voice, pathway, shared, rubric), in order."""
        return tuple(sorted({name for root in self.roots for name in _files(root, kind)}))

    def find(self, kind: str, name: str) -> Path:
        """The file of that name: its stem is the name.

        Raises:
            NotFoundError: no library has one; the nearest name is given.
            ContentError: one library has two.

        """
        for root in self.roots:
            paths = _files(root, kind).get(name, [])
            if len(paths) > 1:
                message = f"two files are called {name!r}, this one and {shown_path(paths[1])}: rename one of them"
                raise ContentError(message, file=shown_path(paths[0]))
            if paths:
                return paths[0]
        raise NotFoundError("shared file" if kind == "shared" else kind, name, self.ids(kind))

    def text(self, kind: str, name: str) -> Source:
        """The content of that kind and name; errors as for :meth:`find` and :func:`read_source`."""
        return read_source(self.find(kind, name))

    def scenario_ids(self) -> tuple[str, ...]:
        """The ids of all scenarios, in order."""
        return self.ids("scenario")

    def scenario_text(self, name: str) -> Source:
        """A scenario's file."""
        return self.text("scenario", name)

    def shop_text(self, name: str) -> Source:
        """A shop's policy pack."""
        return self.text("shop", name)

    def voice_text(self, name: str) -> Source:
        """A voice pack."""
        return self.text("voice", name)

    def shared_text(self, name: str) -> Source:
        """What all scenarios share: ``topics`` or ``families``."""
        return self.text("shared", name)

    def rubric_ids(self) -> tuple[str, ...]:
        """The ids of all rubrics, in order."""
        return self.ids("rubric")

    def rubric_text(self, name: str) -> Source:
        """A rubric's file."""
        return self.text("rubric", name)

    def template(self, name: str) -> Source:
        """A report template by its file name.

        Raises:
            NotFoundError: no library has one of that name.

        """
        known = {path.name: path for root in reversed(self.roots) for path in _entries(root.templates)}
        if name not in known:
            raise NotFoundError("report template", name, known)
        return read_source(known[name])

    def schema_path(self, kind: str) -> Path:
        """The published JSON Schema of a kind of file (:data:`SCHEMAS`), for editors; always the built-in one."""
        if kind not in SCHEMAS:
            raise NotFoundError("schema", kind, SCHEMAS)
        root = self.roots[-1]
        return (root.rubrics if SCHEMAS[kind] == "rubrics" else root.scenarios) / "schema" / f"{kind}.schema.json"

    def schema_text(self, kind: str) -> str:
        """The JSON Schema of a kind of file, as text."""
        return read_source(self.schema_path(kind)).text


def _files(root: Root, kind: str) -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for path in _candidates(root, kind):
        if path.suffix in SUFFIXES:
            found.setdefault(path.stem, []).append(path)
    return found


def _candidates(root: Root, kind: str) -> Iterator[Path]:
    if kind == "scenario":
        for path in _entries(root.scenarios):
            if path.is_dir() and path.suffix not in SUFFIXES:
                yield from _entries(path) if path.name not in NOT_FAMILIES else ()
            else:
                yield path
    else:
        yield from _entries(root.rubrics if kind == "rubric" else root.scenarios / FOLDERS[kind])


def _entries(folder: Path) -> list[Path]:
    """What lies in a folder, in order of name; hidden files are left out, and a folder that isn't there is empty."""
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208 - half the time of Path.iterdir
    except FileNotFoundError:
        return []
    except OSError as error:
        raise ContentError(f"the folder can't be read: {error.strerror}", file=shown_path(folder)) from None
    return [folder / name for name in names if not name.startswith(".")]
