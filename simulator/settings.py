"""What a person has chosen, in ``settings.toml`` of their configuration folder; and where their data lives.

``SIMULATOR_HOME`` puts both in one folder of its own, for portable use and for tests.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Mapping
from math import inf
from pathlib import Path
from typing import Any, Literal

import msgspec
from msgspec import Struct

from simulator.content.source import read_source, shown_path
from simulator.errors import ContentError, SimulatorError, nearest

APP = "service-simulator"
FILE = "settings.toml"
_ADVICE = "mend the line, or delete the file to begin with the defaults"
_TYPES: Mapping[object, str] = {str: "a text in quotes", bool: "true or false", float: "a number, 0 or more"}
_HIDDEN = "model_key"


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """A person's choices. They shape what is shown and how time counts; none of them is ever scored or reported.

    ``name``: how the program addresses the trainee (empty: not at all). ``clock``: off, relaxed or real.
    ``hints``: the coach's hints in practice. ``curve_visible``: the live curve. ``content_level``: how hostile a
    customer's words may be. ``theme``: a colour theme by name (empty: the program's own). ``enter_sends``: Enter
    sends a reply instead of starting a new line. ``first_run_done``: the first, calm customer has been met.
    ``history``: where a team's history is, a path or a URL (empty: in a file of one's own).

    ``model``: the name of a language model (empty: none); ``model_url`` its server; ``model_key`` a key for it, if the
    person wrote one there: the program itself never adds one; ``model_prompt_price`` and ``model_answer_price``: money
    for a million tokens of requests and of answers (0: not counted).
    """

    name: str = ""
    clock: Literal["off", "relaxed", "real"] = "off"
    hints: bool = True
    curve_visible: bool = True
    content_level: Literal["none", "mild", "strong"] = "mild"
    theme: str = ""
    enter_sends: bool = False
    first_run_done: bool = False
    history: str = ""
    model: str = ""
    model_url: str = ""
    model_key: str = ""
    model_prompt_price: float = 0.0
    model_answer_price: float = 0.0

    def __repr__(self) -> str:
        values = msgspec.structs.asdict(self)
        values[_HIDDEN] = "(hidden)" if values[_HIDDEN] else ""
        return f"Settings({', '.join(f'{key}={value!r}' for key, value in values.items())})"


def data_dir() -> Path:
    """Where the history lives; it may not be there yet."""
    if home := os.environ.get("SIMULATOR_HOME"):
        return Path(home).expanduser().absolute()
    from platformdirs import user_data_path

    return user_data_path(APP, appauthor=False)


def own_home(home: Path, person: str) -> Path:
    """The folder of one person's settings and unsent drafts, by their id, where ``home`` serves several people."""
    return home / "people" / "".join(sign for sign in person if sign.isalnum() or sign == "-")


def config_dir() -> Path:
    """Where the settings live; it may not be there yet."""
    if home := os.environ.get("SIMULATOR_HOME"):
        return Path(home).expanduser().absolute()
    from platformdirs import user_config_path

    return user_config_path(APP, appauthor=False)


def load_settings(folder: Path | None = None) -> Settings:
    """The settings in ``folder`` (None: the person's own); the defaults where no file has been saved yet.

    Raises:
        ContentError: the file is there and wrong; the defaults are not taken in its place.

    """
    path = (folder or config_dir()) / FILE
    try:
        path.lstat()
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise ContentError(f"the settings can't be read: {error.strerror}", file=shown_path(path)) from None
    text = read_source(path).text
    content = _parse(text, path)
    for key, value in content.items():
        _check(key, value, text, path)
    return msgspec.convert(content, Settings)


def _parse(text: str, path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+), column (\d+)", str(error))
        last = text.rpartition("\n")[2]
        line, column = (int(place[1]), int(place[2])) if place else (text.count("\n") + 1, len(last) + 1)
        message = f"this line can't be read ('key = value' is expected): {_ADVICE}"
        raise ContentError(message, file=shown_path(path), line=line, column=column) from None


def _check(key: str, value: object, text: str, path: Path) -> None:
    fields = {field.name: field for field in msgspec.structs.fields(Settings)}
    place = re.search(rf"^\s*[\"']?{re.escape(key)}[\"']?\s*[=.\]]", text, re.MULTILINE)
    line = text.count("\n", 0, place.end()) + 1 if place else 1
    if key not in fields:
        hint = nearest(key, fields) or f"Known here: {', '.join(fields)}."
        raise ContentError(f"unknown key. {hint}", file=shown_path(path), line=line, key=key)
    kind = fields[key].type
    try:
        usable = kind is not float or 0 <= msgspec.convert(value, float) < inf
        msgspec.convert(value, kind)
    except msgspec.ValidationError:
        usable = False
    if not usable:
        wanted = _TYPES.get(kind) or f"one of {', '.join(map(json.dumps, kind.__args__))}"
        found = "something else" if key == _HIDDEN else repr(value)
        message = f"expected {wanted}, found {found}: {_ADVICE}"
        raise ContentError(message, file=shown_path(path), line=line, key=key)


def save_settings(settings: Settings, folder: Path | None = None) -> None:
    """Write the settings to ``folder`` (None: the person's own) in one step: the old file stays until the new is whole.

    Raises:
        SimulatorError: the folder can't be written.

    """
    folder = folder or config_dir()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _replace(folder / FILE, as_toml(settings))
    except OSError as error:
        reason = error.strerror or str(error)
        raise SimulatorError(f"the settings can't be saved in {folder}: {reason}.") from None


def as_toml(settings: Settings) -> str:
    """The settings as the text of their file."""
    values = msgspec.structs.asdict(settings)
    values |= {key: _printable(value) for key, value in values.items() if isinstance(value, str)}
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
    return "\n".join(["# Written by the program; comments are not kept.", *lines, ""])


def _printable(text: str) -> str:
    return "".join(char for char in text if char.isprintable())


def _replace(path: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
