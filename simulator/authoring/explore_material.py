"""One scenario to work on, named by its id or by its file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from simulator.authoring.material import gather
from simulator.library import SUFFIXES, Library
from simulator.premise import Kit
from simulator.scenario.load import load_scenario
from simulator.scenario.model import Scenario
from simulator.scenario.shared import load_shared
from simulator.scoring.rubric import Card


def library_of(name: str, folders: Sequence[Path] = ()) -> tuple[Library, str]:
    """The library in which a scenario lies, and its id; ``name``: the id, or the path of its file.

    Raises:
        UsageError: the path isn't there, or ``folders`` aren't.

    """
    path = Path(name)
    if path.suffix not in SUFFIXES:
        return Library(folders), name
    return gather((path,), folders)[0].library, path.stem


def scenario_of(name: str, folders: Sequence[Path] = ()) -> tuple[Library, Scenario]:
    """The scenario with its library.

    Raises:
        ContentError: its file is wrong.
        NotFoundError: there is no scenario of that id.

    """
    library, scenario_id = library_of(name, folders)
    return library, load_scenario(library, scenario_id)


def unmarked_kit(library: Library) -> Kit:
    """What sessions share that give no marks: recognition, and no rubric."""
    return Kit(load_shared(library), Card("", 0, "", (), ()))
