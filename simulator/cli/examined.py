"""What ``simulator doctor`` looks at, beside the model: program, extras, terminal, settings, data, history, library."""

from __future__ import annotations

import os
import platform
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from importlib import metadata
from pathlib import Path
from typing import Literal

from msgspec import Struct

from simulator import __version__
from simulator.errors import SimulatorError

DISTRIBUTION = "service-simulator"
SMALLEST = (80, 24)
"""Columns and lines that the practice screen is made for."""
_NEEDED = re.compile(r"""(?P<name>[\w.-]+)[^;]*;\s*extra == ["'](?P<extra>[\w-]+)["']""")
_NOT_FOR_PEOPLE = frozenset({"all", "dev"})


class Finding(Struct, frozen=True):
    """One thing that was looked at. ``none``: not there and not needed. ``advice``: what to do, if anything."""

    part: str
    state: Literal["ok", "none", "wrong"]
    found: str
    advice: str = ""


def program() -> Finding:
    """The version of the program and of what it runs on."""
    system = f"{platform.system()} {platform.machine()}"
    return Finding("program", "ok", f"simulator {__version__}, Python {platform.python_version()}, {system}")


def extras() -> Iterator[Finding]:
    """Each extra: whether what it needs is installed."""
    try:
        required = metadata.requires(DISTRIBUTION) or []
    except metadata.PackageNotFoundError:
        yield Finding("extras", "none", "not installed as a package, so its extras are not known")
        return
    needed: dict[str, list[str]] = {}
    for text in required:
        if (match := _NEEDED.fullmatch(text.strip())) and match["extra"] not in _NOT_FOR_PEOPLE:
            needed.setdefault(match["extra"], []).append(match["name"])
    for extra, names in sorted(needed.items()):
        missing = [name for name in names if not _version(name)]
        if missing:
            advice = f"to have it, in the clone: .venv/bin/pip install -c constraints.txt '.[{extra}]'"
            yield Finding(f"extra {extra}", "none", f"not installed: {', '.join(missing)}", advice)
        else:
            yield Finding(f"extra {extra}", "ok", ", ".join(f"{name} {_version(name)}" for name in names))


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def terminal(environ: Mapping[str, str]) -> Finding:
    """Whether there is a terminal, how large it is, and its colours."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return Finding("terminal", "none", "no terminal here: practice runs in plain mode, line by line")
    columns, lines = shutil.get_terminal_size()
    deep = environ.get("COLORTERM", "").lower() in {"truecolor", "24bit"}
    colours = "16 million" if deep else "256" if "256" in environ.get("TERM", "") else "16 or fewer"
    if environ.get("NO_COLOR"):
        colours = "none (NO_COLOR)"
    found = f"{columns} x {lines}, colours: {colours}, TERM={environ.get('TERM', '')}"
    if columns < SMALLEST[0] or lines < SMALLEST[1]:
        advice = f"make the window at least {SMALLEST[0]} x {SMALLEST[1]}"
        return Finding("terminal", "none", found, advice)
    return Finding("terminal", "ok", found)


def settings() -> Finding:
    """Where the settings are, and whether they can be read."""
    from simulator.settings import FILE, config_dir, load_settings

    path = config_dir() / FILE
    try:
        load_settings()
    except SimulatorError as error:
        return Finding("settings", "wrong", str(error))
    return Finding("settings", "ok", str(path) if path.exists() else f"the defaults; none saved yet in {path}")


def data() -> Finding:
    """Where data lives, and whether it can be written there."""
    from simulator.settings import data_dir

    folder = data_dir()
    near = next((path for path in (folder, *folder.parents) if path.exists()), folder)
    if near.is_dir() and os.access(near, os.W_OK | os.X_OK):
        return Finding("data", "ok", str(folder) if near == folder else f"{folder} (made when it is needed)")
    return Finding("data", "wrong", f"{folder} can't be written", "choose another folder with SIMULATOR_HOME")


def history() -> Finding:
    """Where the history is, and whether it opens; one that was never begun is not begun by looking."""
    from simulator.workplace import Workplace

    try:
        with Workplace() as workplace:
            place = workplace.history_place
            if not _server(place) and not Path(place).exists():
                return Finding("history", "ok", f"none yet; it begins in {place}")
            count = workplace.history.finished_count()
    except SimulatorError as error:
        return Finding("history", "wrong", str(error), "the practice screen can move a damaged history aside")
    where = "on a database server" if _server(place) else f"in {place}"
    return Finding("history", "ok", f"{count} finished conversation{'' if count == 1 else 's'} {where}")


def _server(place: Path | str) -> bool:
    """Whether the history is a server's; its address is not shown, because it may hold a password."""
    return isinstance(place, str) and "://" in place


def library() -> Finding:
    """What the library offers."""
    from simulator.training import Workshop

    cards, problems = Workshop().cards()
    if problems:
        return Finding("library", "wrong", str(problems[0]), "`simulator check` tells more")
    return Finding("library", "ok", f"{len(cards)} scenarios")
