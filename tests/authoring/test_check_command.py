"""simulator check and simulator explain as a trainer and a build server use them."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner, Result
from good_library import library, place, shipped

from simulator.authoring.checking import Options, check
from simulator.authoring.codes import codes, page
from simulator.authoring.formats import as_github, as_sarif
from simulator.authoring.material import gather
from simulator.cli.main import cli
from simulator.errors import SimulatorError

DOCS = Path(__file__).parents[2] / "docs"
BAD = ("preset: everyday", "preset: everday")
DOUBTFUL = ("  preference: I want", "  preference: I paid 69.90 euros, 100% of it. I want")


def run(*args: str, home: Path, **more: str) -> Result:
    return CliRunner(env={"SIMULATOR_HOME": str(home)}).invoke(cli, args, **more)


def library_with(folder: Path, *changes: tuple[str, str]) -> Path:
    text = shipped("scenario")
    for old, new in changes:
        text = text.replace(old, new)
    library(folder, scenario=text)
    return place(folder, "scenario")


def test_a_finding_is_shown_as_a_compiler_shows_it(tmp_path: Path) -> None:
    path = library_with(tmp_path, BAD)
    result = run("check", str(path), home=tmp_path)
    assert result.exit_code == 1
    line = shipped("scenario").splitlines().index("  preset: everyday") + 1
    head, excerpt, mark, hint = result.stdout.splitlines()[:4]
    assert head.startswith(f"{path}:{line}:11: error SIM013: persona.preset: 'everday' is not one of ")
    assert head.endswith("Did you mean 'everyday'?")
    assert (excerpt, mark) == (f"{line:5} |   preset: everday", "      |           ^")
    assert hint == "      = Choose one of the words in the message."
    assert result.stderr == "1 error in 1 scenario.\n"


def test_warnings_alone_are_no_failure_unless_asked(tmp_path: Path) -> None:
    path = library_with(tmp_path, DOUBTFUL)
    assert run("check", str(path), "--no-plays", home=tmp_path).exit_code == 0
    assert run("check", str(path), "--no-plays", "--strict", home=tmp_path).exit_code == 1


def test_fix_mends_shows_and_checks_again(tmp_path: Path) -> None:
    path = library_with(tmp_path, BAD)
    result = run("check", str(path), "--no-plays", "--fix", home=tmp_path)
    assert result.exit_code == 0
    assert "    - preset: everday\n    + preset: everyday\nno findings in 1 scenario.\n" in result.stderr
    assert path.read_text("utf-8") == shipped("scenario")


def test_json_names_place_code_and_hint(tmp_path: Path) -> None:
    path = library_with(tmp_path, BAD)
    told = json.loads(run("check", str(path), "--format", "json", home=tmp_path).stdout)
    assert (told["errors"], told["warnings"], told["files"]) == (1, 0, {"scenario": 1})
    (found,) = told["findings"]
    assert (found["code"], found["severity"], found["file"], found["column"]) == ("SIM013", "error", str(path), 11)
    assert found["hint"] == codes()["SIM013"].fix


def test_sarif_points_to_rules_and_regions(tmp_path: Path) -> None:
    path = library_with(tmp_path, DOUBTFUL, ("because: it is", "because: Because it is"))
    log = as_sarif(check(gather([path]), Options(plays=False, random=0)))
    assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["SIM120", "SIM133"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"error", "warning", "note"}
        (place,) = result["locations"]
        region = place["physicalLocation"]["region"]
        assert region["startLine"] >= 1
        assert region["startColumn"] >= 1
    (fix,) = (result["fixes"] for result in run["results"] if "fixes" in result)
    (change,) = fix[0]["artifactChanges"]
    assert change["replacements"][0]["insertedContent"]["text"] == "it is Emma's birthday on Saturday"


def test_annotations_for_github_are_one_escaped_line_each(tmp_path: Path) -> None:
    path = library_with(tmp_path, DOUBTFUL)
    (line,) = as_github(check(gather([path]), Options(plays=False, random=0)))
    properties, _, message = line.removeprefix("::warning ").partition("::")
    values = dict(pair.split("=") for pair in properties.split(","))
    assert unquote(values["file"]) == str(path)
    assert values["title"].startswith("SIM120 ")
    assert "69.90 euros" in unquote(message)
    assert "\n" not in line


def test_a_path_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    result = run("check", str(tmp_path / "nothing"), home=tmp_path)
    assert isinstance(result.exception, SimulatorError)
    assert str(result.exception) == f"{tmp_path / 'nothing'}: there is no such file or folder."


def test_a_scenario_by_itself_finds_its_shop_in_the_built_in_library(tmp_path: Path) -> None:
    path = tmp_path / "late-parcel-birthday.yaml"
    path.write_text(shipped("scenario"), "utf-8")
    assert check(gather([path]), Options(plays=False, random=0)).findings == ()


def test_an_unchanged_scenario_is_not_played_again(tmp_path: Path) -> None:
    path, kept = library_with(tmp_path, ("[0, 42]", "[0, 12]")), tmp_path / "checked.json"
    first = check(gather([path]), Options(random=0), kept)
    assert [each.code for each in first.findings] == ["SIM201"]
    kept.write_text(kept.read_text("utf-8").replace("expected 0 to 12", "remembered"), "utf-8")
    again = check(gather([path]), Options(random=0), kept)
    assert "remembered" in again.findings[0].message
    path.write_text(path.read_text("utf-8") + "# changed\n", "utf-8")
    assert check(gather([path]), Options(random=0), kept).findings == first.findings


def test_several_processes_find_what_one_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, kept = library_with(tmp_path, ("[0, 42]", "[0, 12]")), tmp_path / "checked.json"
    alone = check(gather([path]), Options(random=0))
    monkeypatch.setattr("simulator.authoring.check_jobs.ENOUGH", 1)
    monkeypatch.setattr("simulator.authoring.check_jobs.processors", lambda: 2)
    assert check(gather([path]), Options(random=0), kept) == alone
    assert [each.code for each in alone.findings] == ["SIM201"]
    assert "SIM201" in kept.read_text("utf-8")


def test_a_damaged_memory_is_no_obstacle(tmp_path: Path) -> None:
    path, kept = library_with(tmp_path), tmp_path / "checked.json"
    kept.write_text("{", "utf-8")
    assert check(gather([path]), Options(random=0), kept).findings == ()


def test_the_shipped_library_is_free_of_findings() -> None:
    report = check(gather([]), Options(plays=False, random=0))
    assert [f"{each.file}:{each.line}: {each.code} {each.message}" for each in report.findings] == []
    assert report.looked_at["scenario"] >= 22


@pytest.mark.parametrize("name", ["SIM106", "sim106", "line-never-said"])
def test_a_code_is_explained_by_its_number_or_name(name: str, tmp_path: Path) -> None:
    told = run("explain", name, home=tmp_path).stdout
    assert told.startswith("SIM106 line-never-said (warning)\n")
    for part in (codes()["SIM106"].why, "Wrong:", "Right:", codes()["SIM106"].fix):
        assert part in told


def test_without_a_code_all_are_listed(tmp_path: Path) -> None:
    told = run("explain", home=tmp_path).stdout.splitlines()
    assert [line.split()[0] for line in told[: len(codes())]] == list(codes())


def test_an_unknown_code_offers_the_nearest(tmp_path: Path) -> None:
    result = run("explain", "SIM999", home=tmp_path)
    assert isinstance(result.exception, SimulatorError)
    assert "no finding is called 'SIM999'. Did you mean 'SIM" in str(result.exception)


def test_the_page_of_codes_is_the_table() -> None:
    assert (DOCS / "codes.md").read_text("utf-8") == page(), "simulator.authoring.codes.page() writes it anew"


def test_every_code_says_everything_in_plain_words() -> None:
    for each in codes().values():
        assert each.severity in {"error", "warning"}
        assert each.title.endswith(".")
        assert each.fix.endswith((".", "/"))
        assert each.wrong.strip() != each.right.strip()
    assert len({each.name for each in codes().values()}) == len(codes())


@pytest.mark.parametrize(
    ("kind", "old", "new", "mend"),
    [
        ("rubric", "title:", "titel:", "docs/rubrics.md lists all of them."),
        ("pathway", "title:", "titel:", "docs/progress.md lists all of them."),
        ("scenario", "title:", "titel:", "docs/scenarios.md lists all of them."),
        ("rubric", "{name}", "{customer}", "Did you mean 'name'?"),
    ],
)
def test_advice_is_of_the_kind_of_file(tmp_path: Path, kind: str, old: str, new: str, mend: str) -> None:
    library(tmp_path, **{kind: shipped(kind).replace(old, new, 1)})
    result = run("check", str(place(tmp_path, kind)), "--no-plays", home=tmp_path)
    assert mend in result.stdout


def test_a_fact_that_nothing_reveals_is_told_as_the_one_cause(tmp_path: Path) -> None:
    path = library_with(tmp_path, ("    reveals: [depot]\n", ""), ("[only_present, depot]", "[only_present]"))
    result = run("check", str(path), "--no-plays", home=tmp_path)
    assert "SIM101" in result.stdout
    assert "SIM108" not in result.stdout
