"""Settings: kept whole or not at all, and never silently replaced by the defaults."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import ContentError, SimulatorError
from simulator.settings import FILE, Settings, as_toml, config_dir, data_dir, load_settings, save_settings


def put(folder: Path, text: str) -> None:
    (folder / FILE).write_text(text, encoding="utf-8")


def problem(folder: Path) -> str:
    with pytest.raises(ContentError) as caught:
        load_settings(folder)
    return str(caught.value).removeprefix(f"{folder}{os.sep}")


def test_without_a_file_the_defaults_hold_and_nothing_is_written(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "new") == Settings()
    assert list(tmp_path.iterdir()) == []
    assert Settings().clock == "off"
    assert Settings().content_level == "mild"
    assert not Settings().first_run_done


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    chosen = Settings("Zoë", "real", False, False, "strong", "dark", True, True)
    save_settings(chosen, tmp_path / "deep" / "down")
    assert load_settings(tmp_path / "deep" / "down") == chosen
    assert [path.name for path in (tmp_path / "deep" / "down").iterdir()] == [FILE]


@given(st.text())
def test_any_name_survives_but_for_what_can_not_be_shown(name: str) -> None:
    text = as_toml(Settings(name=name))
    assert tomllib.loads(text)["name"] == "".join(char for char in name if char.isprintable())


def test_one_folder_can_hold_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIMULATOR_HOME", str(tmp_path / "home"))
    assert data_dir() == config_dir() == tmp_path / "home"
    save_settings(Settings(name="Ada"))
    assert load_settings().name == "Ada"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SIMULATOR_HOME", "home")
    assert data_dir() == tmp_path / "home"
    assert load_settings().name == "Ada"


def test_without_it_the_folders_are_the_systems_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SIMULATOR_HOME", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", "/somewhere/data")
    monkeypatch.setenv("XDG_CONFIG_HOME", "/somewhere/config")
    assert data_dir().name == config_dir().name == "service-simulator"
    assert data_dir() != config_dir()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name = Karin", f"{FILE}:1:8: this line can't be read ('key = value' is expected)"),
        ("hints = true\n\nclock 'off'", f"{FILE}:3:7: this line can't be read"),
        ("name = '", f"{FILE}:1:9: this line can't be read"),
        ("hints = true\nclok = 'off'", f"{FILE}:2:1: clok: unknown key. Did you mean 'clock'?"),
        ("zzz = 1", f"{FILE}:1:1: zzz: unknown key. Known here: name, clock, hints"),
        ("[clock]\nx = 1", f'{FILE}:1:1: clock: expected one of "off", "relaxed", "real", found {{\'x\': 1}}'),
        ("# why\nclock = 'fast'", f'{FILE}:2:1: clock: expected one of "off", "relaxed", "real", found \'fast\''),
        ("hints = 1", f"{FILE}:1:1: hints: expected true or false, found 1"),
        ("hints = 'yes'", f"{FILE}:1:1: hints: expected true or false, found 'yes'"),
        ("name = 5", f"{FILE}:1:1: name: expected a text in quotes, found 5"),
    ],
)
def test_a_wrong_file_is_named_by_line_and_the_defaults_are_not_taken(tmp_path: Path, text: str, message: str) -> None:
    put(tmp_path, text)
    assert problem(tmp_path).startswith(message)
    assert "\n" not in problem(tmp_path)


def test_the_message_says_how_to_begin_anew(tmp_path: Path) -> None:
    put(tmp_path, "name = ")
    assert "delete the file to begin with the defaults" in problem(tmp_path)


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b'name = "\xff"')
    assert problem(tmp_path) == f"{FILE}:1:9: the text is not UTF-8: save the file again as UTF-8"


def test_a_link_to_nowhere_is_named(tmp_path: Path) -> None:
    (tmp_path / FILE).symlink_to(tmp_path / "gone")
    assert "the link points to" in problem(tmp_path)


def test_a_file_in_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ContentError, match="Not a directory"):
        load_settings(tmp_path / "file")
    with pytest.raises(SimulatorError, match=r"the settings can't be saved in .*file"):
        save_settings(Settings(), tmp_path / "file")


def test_a_failed_save_leaves_the_old_file_whole_and_no_rubbish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_settings(Settings(name="before"), tmp_path)

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SimulatorError, match="No space left on device"):
        save_settings(Settings(name="after"), tmp_path)
    assert load_settings(tmp_path).name == "before"
    assert [path.name for path in tmp_path.iterdir()] == [FILE]
