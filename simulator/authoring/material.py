"""What is to be checked: paths become files of a known kind, each with the library that it refers to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from simulator.content.source import shown_path
from simulator.errors import UsageError
from simulator.library import FOLDERS, NOT_FAMILIES, SUFFIXES, Library, built_in

KINDS = ("scenario", "shop", "voice", "shared", "rubric", "pathway")
"""What can be checked, in the order in which it is."""
_PLACES = {folder: kind for kind, folder in FOLDERS.items()} | {"rubrics": "rubric"}
_SIGNS: tuple[tuple[str, str], ...] = (
    ("rubric", r"^kind: *(rubric|card)\b"),
    ("scenario", r"^(persona|topics|resolutions):"),
    ("shop", r"^(authority|hours|policies):"),
    ("voice", r"^lines:"),
)
"""Where a file lies in no folder of a library: the first sign in it says its kind."""


class Item(Struct, frozen=True):
    """One file to check. ``kind`` is one of :data:`KINDS`."""

    kind: str
    path: Path


class Material(Struct, frozen=True):
    """Files to check with the library in which they look for what they refer to."""

    library: Library
    items: tuple[Item, ...]

    def of(self, kind: str) -> tuple[Item, ...]:
        """The files of one kind."""
        return tuple(item for item in self.items if item.kind == kind)


def gather(paths: Sequence[Path], folders: Sequence[Path] = ()) -> tuple[Material, ...]:
    """What to check: the whole library without paths, else the files and folders named, by library.

    Raises:
        UsageError: a path isn't there, or holds nothing to check.

    """
    if not paths:
        library = Library(folders)
        return (Material(library, tuple(_whole(library))),)
    found: dict[tuple[Path, ...], list[Item]] = {}
    for path in paths:
        for file in _files(path):
            extra = _library_of(file.absolute())
            item = Item(_kind(file), file)
            known = found.setdefault((*extra, *folders), [])
            if item not in known:
                known.append(item)
    return tuple(Material(Library(extra), tuple(items)) for extra, items in found.items())


def library_at(path: Path, folders: Sequence[Path] = ()) -> Library:
    """The library in which a file looks for what it refers to; the file need not be there yet, its folder must."""
    return Library((*_library_of(path.absolute()), *folders))


def _whole(library: Library) -> Iterator[Item]:
    for kind in KINDS:
        for name in library.ids(kind):
            yield Item(kind, library.find(kind, name))


def _files(path: Path) -> Iterator[Path]:
    if not path.exists():
        raise UsageError(f"{path}: there is no such file or folder.")
    if not path.is_dir():
        yield path
        return
    found = sorted(file for file in path.rglob("*") if file.suffix in SUFFIXES and _counts(file.relative_to(path)))
    if not found:
        raise UsageError(f"{path}: the folder holds no YAML file.")
    yield from found


def _counts(inside: Path) -> bool:
    parts = inside.parts[:-1]
    return "schema" not in parts and not any(part.startswith(".") for part in inside.parts)


def _library_of(path: Path) -> tuple[Path, ...]:
    """The folder to search first for what a file refers to; none where that is the built-in library."""
    root = _root(path)
    own = built_in()
    return () if root in {own.scenarios, own.scenarios.parent} else (root,)


def _root(path: Path) -> Path:
    for above in path.parents:
        if above.name in {"scenarios", "rubrics"}:
            return above.parent
        if above.name in NOT_FAMILIES or any((above.parent / name).is_dir() for name in NOT_FAMILIES):
            return above.parent
        if any((above / name).is_dir() for name in (*NOT_FAMILIES, "scenarios", "rubrics")):
            return above
        if above == path.parents[1]:
            break
    return path.parent


def _kind(path: Path) -> str:
    if (kind := _PLACES.get(path.absolute().parent.name)) is not None:
        return kind
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return "scenario"  # reading it says what is wrong
    return next((kind for kind, sign in _SIGNS if re.search(sign, text, re.MULTILINE)), "scenario")


def shown(item: Item) -> str:
    """The file's name as findings show it."""
    return shown_path(item.path)
