"""simulator new: what it writes can be used at once, and its questions take what people type."""

from __future__ import annotations

import importlib.util
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
import yaml
from click import Context, Group
from click.testing import CliRunner, Result

from simulator.authoring.checking import Options, check, check_source
from simulator.authoring.draft_answers import drafted
from simulator.authoring.draft_text import yaml_text
from simulator.authoring.material import gather
from simulator.authoring.questions import MOODS, QUESTIONS, SETTLES, accepted
from simulator.cli.main import cli
from simulator.content import Source
from simulator.errors import UsageError
from simulator.library import Library
from simulator.mood import Phase
from simulator.scenario.curve import CHANNELS
from simulator.scoring.load import load_library_card
from simulator.signals import detectors, read
from simulator.signals.plugged import table
from simulator.transcripts.importers import importers
from simulator.transcripts.mapping import Mapping
from simulator.transcripts.source import Source as Export

LIBRARY = Library()
ANSWERS = {each.key: accepted(each, each.example, LIBRARY) for each in QUESTIONS}
TODAY = date(2026, 11, 22)


def run(*args: str, **more: str) -> Result:
    return CliRunner().invoke(cli, ["new", *args], **more)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SIMULATOR_HOME", str(tmp_path / "home"))
    return tmp_path


@pytest.mark.parametrize("kind", ["scenario", "policy", "rubric", "pathway"])
def test_what_a_template_writes_passes_the_check(kind: str, here: Path) -> None:
    result = run(kind, "my-own")
    assert (result.exit_code, result.stdout) == (0, ""), result.output
    (path,) = here.rglob("my-own.yaml")
    assert str(path.relative_to(here)) in result.stderr
    assert check(gather((path,)), Options(random=2)).findings == ()
    assert path.read_text("utf-8").count("#") > 2


def test_a_rubric_of_ones_own_comes_into_practice_by_a_card_and_one_without_weight_is_told(here: Path) -> None:
    run("rubric", "my-own")
    result = run("card", "my-own")
    assert "no findings" in result.stderr
    card = load_library_card(Library([here]))
    assert [(rubric.id, card.weights(Phase.TAKE_OFF)[rubric.id]) for rubric in card.rubrics][-1] == ("my-own", 0.3)
    path = here / "rubrics" / "practice.yaml"
    path.write_text(path.read_text("utf-8").replace(", my-own: 0.3", ""), "utf-8")
    (found,) = check(gather((path,)), Options()).findings
    assert (found.code, found.line) == ("SIM141", 1 + path.read_text("utf-8").splitlines().index("  - my-own"))
    assert "add 'my-own: 0.30'" in found.message


def test_what_is_said_to_come_next_is_a_command_that_there_is(here: Path) -> None:
    for kind in ("scenario", "policy", "rubric", "pathway"):
        told = run(kind, "my-own").stderr.partition("What comes next:")[2]
        for line in (each.partition("   (")[0].split() for each in told.strip().splitlines()):
            assert line[0] == "simulator"
            command, context = cli, Context(cli)
            while isinstance(command, Group):
                found = command.get_command(context, line.pop(1))
                assert found is not None, told
                command = found
            assert "--library" not in line or any("--library" in each.opts for each in command.params), told


def test_the_scenario_that_the_guide_writes_by_hand_lacks_nothing_but_plays(here: Path) -> None:
    guide = (Path(__file__).parents[2] / "docs" / "first-scenario.md").read_text("utf-8")
    text = guide.partition("## By hand")[2].partition("```yaml\n")[2].partition("```")[0]
    path = here / "scenarios" / "chair-with-three-legs.yaml"
    path.parent.mkdir()
    path.write_text(text, "utf-8")
    assert [found.code for found in check(gather((path,)), Options(random=5)).findings] == ["SIM142"]


def test_nothing_that_is_there_is_written_over(here: Path) -> None:
    (here / "mine.yaml").write_text("mine", "utf-8")
    result = run("rubric", "--out", "mine.yaml")
    assert result.exit_code != 0
    assert "exists already" in str(result.exception)
    assert (here / "mine.yaml").read_text("utf-8") == "mine"


def loaded(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_new_detector_finds_more_than_the_built_in_one(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("detector", "own-words").exit_code == 0
    rows = table("own_words", loaded(here / "own_words.py"))
    reply = "The kettle is with a member of our care family."
    before = read(reply).strength("canned")
    for signal, row in rows.items():
        monkeypatch.setitem(detectors.DETECTORS, signal, row)
    after = read(reply)
    assert after.strength("canned") > before
    assert [item.quote for item in after.evidence if "own list" in item.detail] == ["a member of our care family"]


def test_a_detector_for_an_unknown_signal_is_refused_with_the_nearest() -> None:
    with pytest.raises(UsageError, match=r"no signal is called 'caned'\. Did you mean 'canned'"):
        table("x", {"caned": detectors.DETECTORS["canned"]})


def test_a_new_importer_reads_its_own_example(here: Path) -> None:
    assert run("importer", "our-desk").exit_code == 0
    row = loaded(here / "our_desk.py").IMPORTER
    (here / "export.jsonl").write_text(
        '{"conversation": "17", "sender": "visitor", "sender_name": "Ada", "message": "Hello?", "sent_at": 1}\n'
        '{"conversation": "17", "sender": "employee", "sender_name": "Bo", "message": "Hi.", "sent_at": 2}\n',
        "utf-8",
    )
    (found,) = row.read([Export(here / "export.jsonl")], Mapping())
    assert [(str(turn.speaker), turn.text) for turn in found.turns] == [("customer", "Hello?"), ("agent", "Hi.")]
    assert row.system not in {each.system for each in importers()}


@pytest.mark.parametrize("number", range(len(SETTLES)))
def test_a_scenario_from_answers_has_no_fault_whatever_settles_it(number: int) -> None:
    changed = {
        "family": list(SETTLES)[number],
        "mood": list(MOODS)[number % len(MOODS)],
        "channel": list(CHANNELS)[number % len(CHANNELS)],
        "bought": "" if number % 4 == 0 else ANSWERS["bought"],
    }
    draft = drafted(ANSWERS | changed, "from-answers", LIBRARY, TODAY)
    found = check_source(LIBRARY, "scenario", Source(Path("from-answers.yaml"), draft.text))
    assert [each for each in found if each.code != "SIM142"] == []  # its plays are written next


def test_a_scenario_from_a_file_of_answers_plays_well_and_badly(here: Path) -> None:
    (here / "answers.yaml").write_text(yaml_text(ANSWERS), "utf-8")
    result = run("scenario", "--answers", "answers.yaml")
    assert result.exit_code == 0, result.output
    assert "Checked: no findings." in result.stderr
    written = yaml.safe_load((here / "scenarios" / "late-parcel-a-birthday.yaml").read_text("utf-8"))
    assert [play["expect"].get("ending") for play in written["plays"]] == ["RESOLVED", None]


def test_an_answer_that_cannot_be_used_is_told_with_its_name(here: Path) -> None:
    (here / "answers.yaml").write_text(yaml_text(ANSWERS | {"mood": "hothead"}), "utf-8")
    result = run("scenario", "--answers", "answers.yaml")
    assert str(result.exception) == "answers.yaml: mood: 'hothead' is none of the choices. Did you mean 'hot_head'?"


def test_without_a_terminal_and_without_a_name_it_says_what_to_give(here: Path) -> None:
    assert "give a NAME for a template, or --answers FILE" in str(run("scenario").exception)
    assert list(here.rglob("*.yaml")) == []


@pytest.mark.parametrize(
    ("key", "typed", "taken"),
    [
        ("mood", "2", "everyday"),
        ("mood", "Hot head", "hot_head"),
        ("bought", " ", ""),
        ("bought", "tea, €4", "tea, €4"),
    ],
)
def test_answers_are_taken_as_people_type_them(key: str, typed: str, taken: str) -> None:
    question = next(each for each in QUESTIONS if each.key == key)
    assert accepted(question, typed, LIBRARY) == taken


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("mood", "9"),
        ("bought", "tea"),
        ("bought", "tea, cheap"),
        ("title", "x" * 81),
        ("opening", "Hi {name}"),
        ("cause", ""),
    ],
)
def test_answers_that_would_break_the_file_are_refused(key: str, typed: str) -> None:
    question = next(each for each in QUESTIONS if each.key == key)
    with pytest.raises(UsageError):
        accepted(question, typed, LIBRARY)


def test_any_text_is_written_so_that_it_is_read_back() -> None:
    odd = ["- dash", "#hash", 'say "yes"', "x" * 300, "a: b", "tail:", "{answer} yes", ", comma", "ü, é", "it's @ 5%!"]
    data = {
        "plain": "It's here: now",
        "odd": odd,
        "map": {"a": "x, y", "b": [1, 2], "n": 1.5, "t": True},
        "long": [{"id": "one", "text": ("word " * 60).strip()}],
        "flow": {"texts": odd[4:7]},
    }
    assert yaml.safe_load(yaml_text(data)) == data
