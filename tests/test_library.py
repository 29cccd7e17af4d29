"""The library: where content is found, in which order, and what it says of what can't be read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from simulator import library as library_module
from simulator.content.source import MAX_BYTES, read_source
from simulator.errors import ContentError, NotFoundError, SimulatorError, UsageError
from simulator.library import SCHEMAS, Library, Root, built_in

REPOSITORY = Path(__file__).parents[1]


def put(path: Path, text: str = "id: x\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_repository_is_the_library_of_an_editable_install() -> None:
    assert built_in() == Root.at(REPOSITORY)
    assert "late-parcel-birthday" in Library().scenario_ids()
    assert "nordhem" in Library().ids("shop")
    assert "plain" in Library().ids("voice")


def test_a_wheel_carries_its_library_in_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = tmp_path / "site-packages" / "simulator"
    put(inside / "_library" / "scenarios" / "delivery" / "late.yaml")
    put(inside / "_library" / "rubrics" / "empathy.yaml")
    put(inside / "_library" / "reports" / "templates" / "debrief.html")
    put(tmp_path / "site-packages" / "scenarios" / "other" / "stray.yaml")
    monkeypatch.setattr(library_module, "__file__", str(inside / "library.py"))
    library = Library()
    assert library.scenario_ids() == ("late",)
    assert library.rubric_ids() == ("empathy",)
    assert library.template("debrief.html").path == inside / "_library" / "reports" / "templates" / "debrief.html"


def test_an_installation_without_its_library_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library_module, "__file__", str(tmp_path / "simulator" / "library.py"))
    with pytest.raises(SimulatorError, match="install the program again"):
        Library().scenario_ids()


def test_scenarios_lie_in_their_families_and_nothing_else_counts_as_one(tmp_path: Path) -> None:
    for name in (
        "delivery/a.yaml",
        "money/b.yml",
        "c.yaml",
        "policies/shop.yaml",
        "voices/v.yaml",
        "shared/topics.yaml",
    ):
        put(tmp_path / "scenarios" / name)
    for name in ("schema/x.yaml", "pathways/p.yaml", "delivery/.hidden.yaml", "delivery/notes.txt", "delivery/a.yaml~"):
        put(tmp_path / "scenarios" / name)
    library = Library([tmp_path])
    own = set(library.scenario_ids()) - set(Library().scenario_ids())
    assert own == {"a", "b", "c"}
    assert "shop" in library.ids("shop")
    assert library.shop_text("shop").path == tmp_path / "scenarios" / "policies" / "shop.yaml"
    assert library.voice_text("v").text == "id: x\n"
    assert library.shared_text("topics").path == tmp_path / "scenarios" / "shared" / "topics.yaml"
    assert library.text("pathway", "p").path.name == "p.yaml"


def test_a_folder_of_scenarios_alone_is_a_library_too(tmp_path: Path) -> None:
    put(tmp_path / "mine.yaml")
    put(tmp_path / "money" / "yours.yaml")
    assert {"mine", "yours"} <= set(Library([tmp_path]).scenario_ids())
    assert Library([tmp_path]).rubric_ids() == Library().rubric_ids()


def test_extra_folders_are_searched_first_and_in_order(tmp_path: Path) -> None:
    first = put(tmp_path / "one" / "scenarios" / "x" / "late-parcel-birthday.yaml", "first")
    put(tmp_path / "two" / "scenarios" / "y" / "late-parcel-birthday.yaml", "second")
    put(tmp_path / "two" / "rubrics" / "own.yaml", "own")
    library = Library([tmp_path / "one", tmp_path / "two"])
    assert library.scenario_text("late-parcel-birthday").path == first
    assert library.scenario_ids().count("late-parcel-birthday") == 1
    assert library.rubric_text("own").text == "own"


def test_an_extra_folder_that_is_not_there_is_an_error_and_not_an_empty_library(tmp_path: Path) -> None:
    for folder in (tmp_path / "missing", put(tmp_path / "file.yaml")):
        with pytest.raises(UsageError, match="there is no such folder"):
            Library([folder]).scenario_ids()


def test_a_file_that_changes_is_read_anew(tmp_path: Path) -> None:
    path = put(tmp_path / "mine.yaml", "one")
    library = Library([tmp_path])
    assert library.scenario_text("mine").text == "one"
    put(path, "two")
    put(tmp_path / "more.yaml")
    assert library.scenario_text("mine").text == "two"
    assert "more" in library.scenario_ids()


def test_an_unknown_name_offers_the_nearest() -> None:
    with pytest.raises(
        NotFoundError, match=r"no scenario is called 'late-parcel-birthdy'. Did you mean 'late-parcel-birthday'"
    ):
        Library().scenario_text("late-parcel-birthdy")
    with pytest.raises(NotFoundError, match=r"no shop is called 'nordham'. Did you mean 'nordhem'"):
        Library().shop_text("nordham")
    with pytest.raises(NotFoundError, match="no report template is called 'nothing'"):
        Library().template("nothing")
    with pytest.raises(NotFoundError, match=r"no schema is called 'scenaro'. Did you mean 'scenario'"):
        Library().schema_path("scenaro")


@pytest.mark.parametrize(
    "name", ["../policies/nordhem", "/etc/passwd", "", ".", "a\x00b", "delivery/late-parcel-birthday"]
)
def test_a_name_is_never_a_path(name: str) -> None:
    with pytest.raises(NotFoundError):
        Library().scenario_text(name)


def test_two_files_of_one_name_are_refused_and_both_are_named(tmp_path: Path) -> None:
    put(tmp_path / "scenarios" / "delivery" / "late.yaml")
    put(tmp_path / "scenarios" / "money" / "late.yaml")
    library = Library([tmp_path])
    assert library.scenario_ids().count("late") == 1
    with pytest.raises(
        ContentError, match=r"delivery/late\.yaml:1:1: two files are called 'late', this one and .*money/late"
    ):
        library.scenario_text("late")


def test_a_broken_link_is_named(tmp_path: Path) -> None:
    (tmp_path / "gone.yaml").symlink_to(tmp_path / "nowhere.yaml")
    (tmp_path / "round.yaml").symlink_to(tmp_path / "round.yaml")
    library = Library([tmp_path])
    assert {"gone", "round"} <= set(library.scenario_ids())
    for name in ("gone", "round"):
        with pytest.raises(ContentError, match=rf"{name}\.yaml:1:1: the link points to .*, which is not there"):
            library.scenario_text(name)


def test_a_link_to_a_file_is_followed(tmp_path: Path) -> None:
    put(tmp_path / "elsewhere" / "real.txt", "hello")
    (tmp_path / "mine.yaml").symlink_to(tmp_path / "elsewhere" / "real.txt")
    assert Library([tmp_path]).scenario_text("mine").text == "hello"


def test_a_folder_or_a_pipe_in_place_of_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "folder.yaml").mkdir()
    os.mkfifo(tmp_path / "pipe.yaml")
    for name in ("folder", "pipe"):
        with pytest.raises(ContentError, match=rf"{name}\.yaml:1:1: is not a file"):
            Library([tmp_path]).scenario_text(name)


def test_a_file_without_permission_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "mine.yaml")

    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(ContentError, match="you have no permission"):
        Library([tmp_path]).scenario_text("mine")


def test_a_folder_that_can_not_be_listed_is_named(tmp_path: Path) -> None:
    put(tmp_path / "scenarios" / "a.yaml")
    put(tmp_path / "rubrics", "a file where a folder should be")
    with pytest.raises(ContentError, match="rubrics:1:1: the folder can't be read: Not a directory"):
        Library([tmp_path]).rubric_ids()


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    put(tmp_path / "mine.yaml", "x" * (MAX_BYTES + 1))
    with pytest.raises(ContentError, match="larger than 1 MB"):
        Library([tmp_path]).scenario_text("mine")


def test_text_that_is_not_utf_8_is_named_by_line_and_column(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_bytes("a: é\nb: ü".encode() + b"\xfc\n")
    with pytest.raises(ContentError, match=r"mine\.yaml:2:5: the text is not UTF-8"):
        read_source(path)


def test_files_are_shown_relative_to_the_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(tmp_path / "scenarios" / "x" / "mine.yaml")
    assert read_source(path).file == str(path)
    monkeypatch.chdir(tmp_path)
    assert read_source(path).file == str(Path("scenarios", "x", "mine.yaml"))


@pytest.mark.parametrize("kind", SCHEMAS)
def test_schemas_are_the_built_in_ones_and_known_to_editors_by_path(kind: str, tmp_path: Path) -> None:
    put(tmp_path / "scenarios" / "schema" / f"{kind}.schema.json", "{}")
    path = Library([tmp_path]).schema_path(kind)
    assert path.is_relative_to(REPOSITORY)
    assert path.name == f"{kind}.schema.json"
