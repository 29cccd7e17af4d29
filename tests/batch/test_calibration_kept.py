"""Calibrations are kept for good, by edition of the rubric; and the command that makes them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from calibration_samples import grading, table
from click.testing import CliRunner, Result

from simulator.batch.calibrated import ENOUGH, Calibrated, calibrated
from simulator.batch.calibration import Item
from simulator.batch.calibration_log import LOG, Entry, amount, journal, keep
from simulator.cli.main import cli
from simulator.errors import SimulatorError


def entry(numbers: range, digest: str = "first", graders: tuple[str, ...] = ("Ann", "Bo")) -> Entry:
    items = tuple(Item(f"c{n}", "qa/greets", tuple((name, 3) for name in graders), 2) for n in numbers)
    return Entry("2026-11-22", "Lee", "qa", 1, digest, items)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SIMULATOR_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_the_same_item_counts_once_however_often_it_is_imported(tmp_path: Path) -> None:
    keep(tmp_path, [entry(range(30))])
    found = keep(tmp_path, [entry(range(20, 60))])
    assert found.editions == {"first": {"qa/greets": 60}}
    assert calibrated(tmp_path).of(["first"]).is_enough("qa/greets")


def test_two_graders_of_different_days_make_an_item_doubled() -> None:
    assert amount([entry(range(5), graders=("Ann",))]).editions == {"first": {}}
    both = [entry(range(5), graders=("Ann",)), entry(range(5), graders=("Bo",))]
    assert amount(both).editions == {"first": {"qa/greets": 5}}


def test_how_the_software_leans_is_known_from_twenty_items_on_and_only_for_its_edition(tmp_path: Path) -> None:
    marked = tuple(Item(f"c{n}", "qa/greets", (("Ann", 2),), 2 + n % 2) for n in range(40))
    keep(tmp_path, [Entry("2026-11-22", "Lee", "qa", 1, "first", marked), entry(range(19), "second")])
    lean = calibrated(tmp_path).of(["first"]).lean["qa/greets"]
    assert lean.told == "12 points higher than your people mark it (8 to 17, 40 items)"
    assert not calibrated(tmp_path).of(["second"]).lean


def test_another_version_of_the_rubric_proves_nothing(tmp_path: Path) -> None:
    keep(tmp_path, [entry(range(ENOUGH), "first"), entry(range(10), "second")])
    assert calibrated(tmp_path).of(["first"]).is_enough("qa/greets")
    assert not calibrated(tmp_path).of(["second"]).is_enough("qa/greets")
    assert not calibrated(tmp_path).is_enough("qa/greets")


def test_what_is_kept_only_grows_and_a_torn_line_costs_only_itself(tmp_path: Path) -> None:
    keep(tmp_path, [entry(range(3))])
    before = (tmp_path / LOG).read_bytes()
    with (tmp_path / LOG).open("ab") as stream:
        stream.write(b'{"at": "2026-')
    keep(tmp_path, [entry(range(3, 5))])
    assert (tmp_path / LOG).read_bytes().startswith(before)
    assert [len(one.items) for one in journal(tmp_path).entries()] == [3, 2]


def test_a_line_of_something_else_is_named(tmp_path: Path) -> None:
    (tmp_path / LOG).write_text('{"at": 3}\n', encoding="utf-8")
    with pytest.raises(SimulatorError, match=f"{LOG}:1: this line can't be used"):
        journal(tmp_path).entries()


def test_before_any_calibration_nothing_is_calibrated(tmp_path: Path) -> None:
    assert calibrated(tmp_path) == Calibrated()


def run(*words: object) -> Result:
    return CliRunner().invoke(cli, ["calibrate", "--bootstrap", "20", *map(str, words)])


def shop(tmp_path: Path) -> tuple[Path, Path]:
    marks = {f"c{n}": (n % 5, [n % 3, n % 5]) for n in range(ENOUGH)}
    hand = [f"c{n},Greets well,{min(4, n % 5 + k)},{who}" for n in range(ENOUGH) for k, who in enumerate(("Ann", "Bo"))]
    return grading(tmp_path / "g", marks), table(tmp_path / "hand.csv", *hand)  # type: ignore[arg-type]


def test_the_command_prints_writes_and_keeps(tmp_path: Path, home: Path) -> None:
    folder, hand = shop(tmp_path)
    json_file, markdown_file = tmp_path / "c.json", tmp_path / "c.md"
    words = ("--human", hand, "--grading", folder, "--author", "Lee", "--date", "2026-11-01")
    done = run(*words, "--json", json_file, "--markdown", markdown_file)
    assert done.exit_code == 0, done.output
    assert "Greets well (qa/greets)" in done.output
    (figures,) = json.loads(json_file.read_text("utf-8"))["criteria"]
    assert (figures["doubled"], figures["software"]["n"], figures["fit"]["items"]) == (50, 50, 50)
    assert "| Greets well (qa/greets) | 50 | 50 | yes |" in markdown_file.read_text("utf-8")
    (kept,) = journal(home).entries()
    assert (kept.author, kept.at, kept.hash, len(kept.items), list(kept.fits)) == (
        "Lee",
        "2026-11-01",
        "first",
        50,
        ["qa/greets"],
    )
    assert calibrated(home).of(["first"]).is_enough("qa/greets")


def test_the_same_command_gives_the_same_figures(tmp_path: Path, home: Path) -> None:
    folder, hand = shop(tmp_path)
    assert run("--human", hand, "--grading", folder).output == run("--human", hand, "--grading", folder).output


def test_nothing_is_kept_where_that_is_asked(tmp_path: Path, home: Path) -> None:
    folder, hand = shop(tmp_path)
    assert run("--human", hand, "--grading", folder, "--no-keep").exit_code == 0
    assert not home.exists()


def test_without_a_grading_people_are_compared_with_each_other(tmp_path: Path, home: Path) -> None:
    done = run("--human", table(tmp_path / "h.csv", "a,tone,3,Ann", "a,tone,2,Bo", "b,tone,1,Ann", "b,tone,1,Bo"))
    assert done.exit_code == 0
    assert not home.exists()
    assert done.output.count("tone") == 2


def test_conversations_that_are_not_in_the_grading_are_told(tmp_path: Path, home: Path) -> None:
    folder, _ = shop(tmp_path)
    hand = table(tmp_path / "h.csv", "c1,greets,3,Ann", "zz,greets,3,Ann")
    assert "1 of the conversations are not in" in run("--human", hand, "--grading", folder).output
    nobody = run("--human", table(tmp_path / "i.csv", "zz,greets,3,Ann"), "--grading", folder)
    assert isinstance(nobody.exception, SimulatorError)


def test_words_of_a_table_can_not_break_out_of_it(tmp_path: Path, home: Path) -> None:
    hand = table(tmp_path / "h.csv", "a,tone,3,<b>|Ann\x1b[31m", "a,tone,2,Bo")
    markdown_file = tmp_path / "c.md"
    run("--human", hand, "--markdown", markdown_file)
    assert "&lt;b>\\|Ann" in markdown_file.read_text("utf-8")
    assert "\x1b" not in markdown_file.read_text("utf-8")
