"""Validation on small sets made for these tests, and the stored table."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from simulator.errors import NotFoundError, UsageError
from simulator.signals import AGENT_SIGNALS, CUSTOMER_SIGNALS
from simulator.validity.comparisons import COMPARISONS
from simulator.validity.labelled import SETS, find_set, samples
from simulator.validity.measures import Point, figures, level
from simulator.validity.misses import markdown as misses_markdown
from simulator.validity.misses import misses, tell
from simulator.validity.readings import see
from simulator.validity.table import BEGIN, END, Table, markdown, measure, number, placed

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("SIMULATOR_LABELLED_SETS", "nowhere"))
SORRY = "I'm so sorry you are going through this. What happened at work?"
DULL = "The office is on the second floor."
EPITOME = [
    {"seeker": "I lost my job.", "response": SORRY, "er": 2, "ip": 0, "ex": 2},
    {"seeker": "I lost my job.", "response": DULL, "er": 0, "ip": 0, "ex": 0},
    {"seeker": "I feel awful.", "response": "\x1b[31mOh dear\x1b[0m ``` | <b>", "er": 2, "ip": 0, "ex": 0},
    {"seeker": "I am fine.", "response": SORRY, "er": 0, "ip": 0, "ex": 2},
]
ESCONV = [
    {"text": "What happened?", "strategy": "Question"},
    {"text": "You could talk to a friend.", "strategy": "Providing Suggestions"},
    {"text": "I had that, too.", "strategy": "Self-disclosure"},
    {"text": DULL, "strategy": "Reflection of feelings"},
]
DIALOGUES = [
    {"turns": [
        {"speaker": "user", "text": "This is terrible.", "votes": [1, 2]},
        {"speaker": "system", "text": "Sorry.", "votes": []},
        {"speaker": "user", "text": "Thank you so much!", "votes": [5]},
        {"speaker": "user", "text": "On Monday.", "votes": [3]},
    ]},
]  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    for name, rows in (("epitome", EPITOME), ("esconv", ESCONV), ("user_satisfaction", DIALOGUES)):
        text = "".join(json.dumps(row) + "\n" for row in rows)
        if name == "esconv":
            (tmp_path / f"{name}.jsonl").write_text(text, "utf-8")
        else:
            (tmp_path / f"{name}.jsonl.gz").write_bytes(gzip.compress(text.encode()))
    return tmp_path


def read(folder, name):
    labelled = next(item for item in SETS if item.name == name)
    return list(samples(labelled, find_set(folder, name)))


def test_every_comparison_names_signals_and_a_set_that_exist():
    for row in COMPARISONS:
        assert row.set in [item.name for item in SETS]
        assert set(row.signals) | set(row.less) <= {*AGENT_SIGNALS, *CUSTOMER_SIGNALS}
    assert len({row.id for row in COMPARISONS}) == len(COMPARISONS)


def test_the_bars_are_those_of_the_design():
    assert {row.id: (row.bar, row.goal) for row in COMPARISONS if row.bar is not None} == {
        "emotional_reaction": (0.50, 0.60),
        "interpretation": (0.30, 0.45),
        "exploration": (0.70, 0.78),
        "acts": (0.42, 0.55),
        "dismissing": (0.63, 0.72),
        "condescending": (0.63, 0.72),
        "politeness": (0.38, 0.45),
        "readability": (0.55, 0.65),
        "anger": (0.82, 0.88),
    }


def test_a_reply_is_read_after_the_post_it_answers(folder):
    first = read(folder, "epitome")[0]
    assert (first.text, first.context, first.place) == (SORRY, "I lost my job.", "epitome, line 1")
    assert see([first])[0].strengths["re_asking"] is not None


def test_a_turn_is_read_after_the_one_before_it_with_its_mean_vote(folder):
    found = read(folder, "user_satisfaction")
    assert [(item.context, item.labels["satisfaction"]) for item in found] == [
        (None, 1.5), ("Sorry.", 5), ("Thank you so much!", 3),
    ]  # fmt: skip


def test_rows_that_weights_learned_from_are_left_out(tmp_path):
    rows = [{"text": split, "split": split, "emotions": ["anger"]} for split in ("train", "dev", "test")]
    (tmp_path / "goemotions.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    assert [(item.text, item.labels) for item in read(tmp_path, "goemotions")] == [
        ("dev", {"angry": True, "grateful": False}), ("test", {"angry": True, "grateful": False}),
    ]  # fmt: skip


def test_strategies_without_a_signal_are_left_out(folder):
    assert [item.labels["act"] for item in read(folder, "esconv")] == ["question", "suggestion", "reflection"]


@pytest.mark.parametrize(("strength", "expected"), [(0.0, 0), (0.3333, 0), (1 / 3, 1), (0.66, 1), (2 / 3, 2), (1.0, 2)])
def test_levels_are_cut_at_thirds(strength, expected):
    assert level(strength) == expected


def test_floors_know_only_the_length_and_the_commonest_label():
    row = next(item for item in COMPARISONS if item.id == "emotional_reaction")
    points = [Point(0.9, 2, 30), Point(0.5, 1, 20), Point(0.0, 0, 10), Point(0.1, 0, 5)]
    found = figures(row, points, seed=0, samples=50)
    assert (found.value, found.length, found.majority, found.bias) == (1, 1, 0, 0)
    longest_first = figures(row, [Point(0.0, item.label, -item.words) for item in points], seed=0, samples=50)
    assert (longest_first.value, longest_first.length) == (0, 1)
    assert longest_first.bias == pytest.approx(-0.75)
    assert longest_first.met is False


def test_a_class_is_guessed_by_its_length():
    row = next(item for item in COMPARISONS if item.id == "acts")
    points = [Point("question", "question", 3) for _ in range(50)] + [Point(None, "information", 30) for _ in range(50)]
    found = figures(row, points, seed=0, samples=50)
    assert (found.value, found.length, found.majority) == (0.5, 1, pytest.approx(1 / 3))


def test_the_table_holds_each_set_that_is_there_and_names_the_others(folder):
    table = measure(folder, bootstrap=50)
    assert [row.set for row in table.rows] == ["epitome"] * 3 + ["esconv", "user_satisfaction"]
    assert "clear" in table.missing
    assert table.rows[2].value == pytest.approx(1.0)
    assert table.rows[4].value > 0
    assert measure(folder, bootstrap=50) == table
    shown = markdown(table)
    assert shown.count("\n|") == 6
    assert "Not measured, because the sets were not there: ucc," in shown


def test_several_processes_read_the_same(folder):
    assert measure(folder, ["epitome"], bootstrap=50, jobs=2) == measure(folder, ["epitome"], bootstrap=50)


def test_a_set_or_folder_that_is_not_there_is_an_error(folder, tmp_path):
    with pytest.raises(NotFoundError, match="Did you mean 'epitome'"):
        measure(folder, ["epitomes"])
    with pytest.raises(UsageError, match="no such folder"):
        measure(tmp_path / "none")
    with pytest.raises(UsageError, match="none of the labelled sets is here: clear"):
        measure(folder, ["clear"])


@pytest.mark.parametrize("content", [b"nope\n", b'{"seeker": "a"}\n', b'{"text": "\xff", "strategy": "Question"}\n'])
def test_a_row_of_another_form_is_named(folder, content):
    (folder / "esconv.jsonl").write_bytes(json.dumps(ESCONV[0]).encode() + b"\n" + content)
    with pytest.raises(UsageError, match=r"esconv.jsonl:2: this is no row of esconv|esconv.jsonl:1: this is no row"):
        measure(folder, ["esconv"], bootstrap=5)


def test_a_file_that_is_cut_off_is_an_error(folder):
    path = folder / "epitome.jsonl.gz"
    path.write_bytes(path.read_bytes()[:-12])
    with pytest.raises(UsageError, match="can't be read"):
        measure(folder, ["epitome"], bootstrap=5)


def test_the_worst_misses_come_both_ways_and_steer_no_terminal(folder):
    found = misses(folder, "emotional_reaction")
    assert [(item.gap > 0, item.sample.place) for item in found] == [
        (True, "epitome, line 4"),
        (False, "epitome, line 3"),
    ]
    told = tell(found)
    assert "\x1b" not in told
    assert "so sorry" in told
    assert "label     er 2" in told
    assert misses_markdown(found).count("```") == 4
    assert len(misses(folder, "emotional_reaction", limit=1)) == 2
    assert misses(folder, "exploration") == ()


def test_the_misses_of_a_class_are_what_was_taken_for_it_and_what_was_not(folder):
    assert [item.sample.text for item in misses(folder, "reflection")] == [DULL]
    assert [item.sample.text for item in misses(folder, "satisfaction".replace("satisfaction", "gratitude"))] == [
        item.sample.text for item in misses(folder, "confirmation")
    ]


def test_a_signal_without_labels_says_so(folder):
    with pytest.raises(NotFoundError, match="No set labels it"):
        misses(folder, "wall")
    with pytest.raises(NotFoundError, match="Did you mean 'exploration'"):
        misses(folder, "explorations")
    with pytest.raises(UsageError, match="none of the sets that label readability"):
        misses(folder, "readability")


@pytest.mark.parametrize(
    ("value", "signed", "shown"),
    [(0.516, False, ".52"), (-0.03, True, "-.03"), (0.004, True, "0"), (1.0, False, "1.00"), (None, False, ""), (0.1, True, "+.10")],
)  # fmt: skip
def test_figures_have_two_decimals(value, signed, shown):
    assert number(value, signed=signed) == shown


def test_a_document_keeps_what_stands_around_the_table(folder):
    table = measure(folder, ["epitome"], bootstrap=5)
    document = f"before\n{BEGIN}\nold\n{END}\nafter\n"
    assert placed(document, table) == f"before\n{BEGIN}\n{markdown(table)}{END}\nafter\n"
    assert placed("", table) == markdown(table)


def test_the_readme_shows_the_stored_table():
    stored = msgspec.json.decode((ROOT / "benchmarks/results/validity.json").read_bytes(), type=Table)
    readme = (ROOT / "README.md").read_text("utf-8")
    assert placed(readme, stored) == readme
    assert BEGIN in readme
    assert {row.id for row in stored.rows} == {row.id for row in COMPARISONS}


def run(*words, code=0):
    done = subprocess.run(
        [sys.executable, "-m", "simulator", "validate", *map(str, words)], capture_output=True, timeout=120, check=False
    )
    assert done.returncode == code, done.stderr.decode()
    return done.stdout.decode(), done.stderr.decode()


def test_the_command_writes_json_and_markdown_and_prints_the_table(folder, tmp_path):
    files = tmp_path / "out.json", tmp_path / "out.md"
    out, told = run(folder, "--set", "epitome", "--bootstrap", 5, "--json", files[0], "--markdown", files[1])
    assert "Shows feeling" in out
    assert told == "epitome\n"
    table = msgspec.json.decode(files[0].read_bytes(), type=Table)
    assert files[1].read_text("utf-8") == markdown(table)


def test_the_command_shows_misses_and_writes_them(folder, tmp_path):
    out, _ = run(folder, "--errors", "emotional_reaction", "--limit", 1)
    assert out.count("Shows feeling: read too") == 2
    run(folder, "--errors", "emotional_reaction", "--markdown", tmp_path / "misses.md")
    assert (tmp_path / "misses.md").read_text("utf-8").startswith("# Misses")
    out, told = run(folder, "--errors", "nothing", code=2)
    assert (out, told.count("\n")) == ("", 1)
    _, told = run(folder, "--set", "epitome", "--bootstrap", 5, "--json", tmp_path / "no" / "out.json", code=2)
    assert told.splitlines()[-1].startswith("simulator: ")


def test_misses_are_of_the_sets_that_are_named(folder):
    with pytest.raises(NotFoundError, match="Did you mean 'epitome'"):
        misses(folder, "emotional_reaction", ["epitomes"])
    with pytest.raises(UsageError, match="none of the sets that label emotional_reaction"):
        misses(folder, "emotional_reaction", ["esconv"])
    assert misses(folder, "emotional_reaction", ["epitome"]) == misses(folder, "emotional_reaction")


def test_a_document_that_is_no_text_is_said_before_anything_is_measured(folder, tmp_path):
    page = tmp_path / "page.md"
    page.write_bytes(b"\xff\xfe")
    out, told = run(folder, "--set", "epitome", "--markdown", page, code=2)
    assert (out, told) == ("", f"simulator: {page}: it is no text in UTF-8\n")
    assert page.read_bytes() == b"\xff\xfe"


@pytest.mark.skipif(not DATA.is_dir(), reason="SIMULATOR_LABELLED_SETS names no folder of labelled sets")
def test_the_labelled_sets_are_of_the_form_that_is_read_and_hold_every_label_that_is_compared():
    for labelled in SETS:
        path = find_set(DATA, labelled.name)
        assert path is not None, labelled.name
        held = {label for sample in samples(labelled, path) for label in sample.labels}
        assert {row.label for row in COMPARISONS if row.set == labelled.name} <= held
