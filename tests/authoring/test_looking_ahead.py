from __future__ import annotations

import multiprocessing
import pickle
from pathlib import Path
from tempfile import TemporaryFile

import pytest

from simulator.authoring.desk import Desk, Looked, Options
from simulator.authoring.finding import Finding
from simulator.authoring.kept import Kept
from simulator.authoring.looking_ahead import looking_ahead, take
from simulator.authoring.material import Item, Material, gather
from simulator.library import Library

pytestmark = pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="no copies of a process")

FAULTY = "id: odd\ntitle: [\n"


@pytest.fixture
def material(tmp_path: Path) -> Material:
    """Two scenarios with findings, one of which can't be read, and a shop."""
    library = Library()
    good = library.find("scenario", "late-parcel-birthday").read_text("utf-8")
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "scenarios" / "late-parcel-birthday.yaml").write_text(good.replace("[0, 42]", "[0, 100]"), "utf-8")
    (tmp_path / "scenarios" / "odd.yaml").write_text(FAULTY, "utf-8")
    (found,) = gather([tmp_path / "scenarios"])
    return Material(found.library, (*found.items, Item("shop", library.find("shop", library.ids("shop")[0]))))


def desk_of(material: Material, kept: Path | None = None) -> Desk:
    return Desk(material.library, Options(plays=False, random=0), Kept(kept))


def found_by(desk: Desk, material: Material) -> list[list[Finding]]:
    return [desk.findings(item) for item in material.items]


def test_what_another_process_looked_at_is_what_this_one_would_find(material: Material, tmp_path: Path) -> None:
    desk, alone = desk_of(material, tmp_path / "kept.json"), desk_of(material)
    with looking_ahead(desk, material.items) as beside:
        beside.join()
    assert list(desk.ahead) == [item.path for item in material.items]
    scenarios = [looked.scenario for looked in desk.ahead.values()]
    assert [scenario is not None for scenario in scenarios] == [True, False, False]
    assert desk.kept.fresh, "what looking costs much is kept, too"
    found = found_by(desk, material)
    assert found == found_by(alone, material)
    assert len(found[0]) > 0
    assert len(found[1]) > 0
    assert desk.ahead == {}


def test_a_process_that_was_ended_costs_nothing_but_time(material: Material) -> None:
    desk, alone = desk_of(material), desk_of(material)
    with looking_ahead(desk, material.items) as beside:
        beside.kill()
    assert found_by(desk, material) == found_by(alone, material)


def test_half_a_record_is_left_aside(material: Material) -> None:
    desk, whole = desk_of(material), pickle.dumps((Looked([]), {}))
    with TemporaryFile() as file:
        file.write(whole + whole[:-4])
        file.seek(0)
        take(desk, material.items, file)
    assert list(desk.ahead) == [material.items[0].path]
