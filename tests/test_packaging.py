"""What an installation rests on: pins for all of it, and a notice for everything that others have a right to."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from simulator.learning.sources import SOURCES

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
PINS = {
    canonicalize_name(name): version
    for name, _, version in (line.partition("==") for line in (ROOT / "constraints.txt").read_text("utf-8").split())
}
EXTRAS = PROJECT["optional-dependencies"]


def needed(extra: str) -> set[str]:
    """All that the extra, or the program itself, installs here; of what is not installed, nothing beneath it."""
    found: set[str] = set()
    open_ = [Requirement(line) for line in PROJECT["dependencies"] + (EXTRAS[extra] if extra else [])]
    while open_:
        one = open_.pop()
        name = canonicalize_name(one.name)
        if name == PROJECT["name"]:
            open_ += [Requirement(line) for extra in one.extras for line in EXTRAS[extra]]
            continue
        if name in found:
            continue
        found.add(name)
        try:
            beneath = [Requirement(line) for line in requires(name) or ()]
        except PackageNotFoundError:
            continue
        asked = one.extras or {""}
        open_ += [item for item in beneath if not item.marker or any(item.marker.evaluate({"extra": e}) for e in asked)]
    return found


@pytest.mark.parametrize("extra", ["", *EXTRAS])
def test_everything_that_is_installed_has_a_pin(extra):
    assert needed(extra) - PINS.keys() == set()


def test_a_pin_is_a_name_and_a_version_and_fits_what_is_asked_for():
    assert all(re.fullmatch(r"[\d.]+\w*", version) for version in PINS.values())
    asked = [Requirement(line) for lines in (PROJECT["dependencies"], *EXTRAS.values()) for line in lines]
    others = [one for one in asked if one.name != PROJECT["name"]]
    assert [str(one) for one in others if not one.specifier.contains(PINS[canonicalize_name(one.name)])] == []


def test_the_notice_names_every_set_that_trained_what_ships_and_the_package_carries_it():
    carried = [(ROOT / name).read_text("utf-8") for name in PROJECT["license-files"]]
    notice = next(text for text in carried if "agent.bin" in text)
    assert [source.title for source in SOURCES.values() if source.title.split(" (")[0] not in notice] == []
    assert "familiar.txt" in notice
    assert any("Apache License" in text and "END OF TERMS AND CONDITIONS" in text for text in carried)
