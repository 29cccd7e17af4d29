"""The commands as a person types them: whole processes, real files, exit codes and streams."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from simulator.archive import short
from simulator.cli.main import cli
from simulator.cli.streams import wrapped
from simulator.errors import SimulatorError

RUBRICS = Path(__file__).parents[2] / "rubrics"
IDS = ["0198aaaa1b", "0198aaaa1c", "0199bbbbcc"]
CALM = [
    "Good morning, Ms Ribeiro. The Alma desk lamp comes without a bulb. It takes an E14 LED of up to 7 watts.",
    "We have a warm white E14 for €4.90, and it can go in the same parcel as the lamp. Shall I add one to your basket?",
    "It's in your basket now, €4.90, next to the lamp. Is there anything else you'd like to know, or is that settled?",
]
SORRY = (
    "I'm so sorry, Mrs Lindqvist. With Emma's birthday on Saturday I see why you worry. What does the tracking show?"
)


@pytest.fixture
def simulator(tmp_path):
    def run(*words, given="", code=0):
        done = subprocess.run(
            [sys.executable, "-m", "simulator", *words],
            input=given.encode() if isinstance(given, str) else given,
            capture_output=True,
            env={**os.environ, "SIMULATOR_HOME": str(tmp_path / "home")},
            timeout=60,
            check=False,
        )
        assert done.returncode == code, done.stderr.decode()
        return done.stdout.decode(), done.stderr.decode()

    return run


@pytest.fixture
def replies(tmp_path):
    def write(text):
        path = tmp_path / "replies.yaml"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def test_replay_prints_the_documented_trace_and_the_same_bytes_again(simulator, replies):
    path = replies(json.dumps({"replies": [{"text": SORRY, "delay_s": 20}, SORRY]}))
    first, errors = simulator("replay", "late-parcel-birthday", path, "--json")
    assert errors == ""
    assert simulator("replay", "late-parcel-birthday", path, "--json")[0] == first
    trace = json.loads(first)
    assert list(trace) == [
        "scenario", "version", "seed", "ending", "exchanges", "scorecard", "closing", "ignored_replies", "predicted",
    ]  # fmt: skip
    exchange = trace["exchanges"][0]
    assert list(exchange) == [
        "n", "customer", "reply", "delay_s", "hostility", "venting", "trust", "progress", "phase", "ledger",
        "evidence", "marks",
    ]  # fmt: skip
    assert exchange["ledger"][0]["cause"] == "surge"
    moved = sum(row["delta"] for row in exchange["ledger"])
    assert moved == pytest.approx(exchange["hostility"]["after"] - exchange["hostility"]["before"], abs=1e-9)
    for row in exchange["evidence"]:
        assert row["quote"] == SORRY[row["start"] : row["end"]]
    assert list(exchange["marks"][0]) == ["rubric", "criterion", "points", "max", "why", "quotes"]
    assert list(trace["scorecard"]) == ["score", "assessed", "rubrics", "caps", "curve"]
    assert trace["exchanges"][1]["delay_s"] == 22.5


def test_replies_after_the_ending_are_ignored_and_counted(simulator, replies):
    trace = json.loads(
        simulator("replay", "first-chat", replies(json.dumps({"replies": [*CALM, "Bye!", "Bye."]})), "--json")[0]
    )
    assert trace["ending"] == "RESOLVED"
    assert trace["ignored_replies"] == 2
    assert trace["closing"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("replies:\n  - {text: a, delay_s: -1}\n", ":2:24: replies[1].delay_s"),
        ("replies:\n  - {text: a, delays: 1}\n", "Did you mean 'delay_s'?"),
        ("replies:\n  - {text: a, delay_s: soon}\n", "expected a number"),
        ("answers: []\n", "unknown key"),
        ("replies: [\n", "replies.yaml:"),
        ("a: &a [x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}, *{a}, *{a}, *{a}, *{a}, *{a}, *{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)), "replies.yaml:"),
        (f"replies: [{'a' * 30_000}]\n", "30,000 characters"),
    ],
)  # fmt: skip
def test_bad_replies_give_one_clear_line_and_exit_2(simulator, replies, text, said):
    out, errors = simulator("replay", "late-parcel-birthday", replies(text), "--json", code=2)
    assert out == ""
    assert said in errors
    assert "Traceback" not in errors


def test_an_unknown_scenario_or_command_offers_the_nearest_name(simulator, replies):
    errors = simulator("replay", "late-parcel-birthdy", replies("replies: []"), code=2)[1]
    assert "Did you mean 'late-parcel-birthday'?" in errors
    assert len(errors.splitlines()) == 1
    assert "Did you mean 'replay'?" in simulator("repaly", code=2)[1]


def test_list_gives_every_scenario_with_what_a_program_needs(simulator):
    rows = json.loads(simulator("list", "scenarios", "--json")[0])
    assert {"id", "title", "channel", "difficulty"} <= set(rows[0])
    assert len(rows) >= 14


def test_list_names_every_rubric_that_can_be_graded_by_and_what_it_judges(simulator):
    rows = json.loads(simulator("list", "rubrics", "--json")[0])
    judged = {row["id"]: row["of"] for row in rows}
    assert judged.keys() == {path.stem for path in RUBRICS.glob("*.yaml")} - {"practice"}
    assert (judged["qa"], judged["empathy"], judged["ticket"]) == ("conversation", "reply", "ticket")


def test_list_tells_what_each_shared_step_of_a_solution_is(simulator):
    rows = json.loads(simulator("list", "steps", "--json")[0])
    assert {"id": "deadline", "title": "gives a time"} in rows


def test_list_marks_a_scenario_whose_shop_is_missing_with_the_reason(simulator, tmp_path):
    folder = tmp_path / "mine" / "scenarios"
    folder.mkdir(parents=True)
    text = (Path(__file__).parents[2] / "scenarios/delivery/late-parcel-birthday.yaml").read_text(encoding="utf-8")
    text = text.replace("id: late-parcel-birthday", "id: broken-one", 1).replace("shop: nordhem", "shop: nowhere", 1)
    (folder / "broken-one.yaml").write_text(text, encoding="utf-8")
    listed, errors = simulator("list", "--library", str(tmp_path / "mine"))
    assert [line.split()[0] for line in listed.splitlines() if "can't be played" in line] == ["broken-one"]
    assert len(errors.splitlines()) == 1
    assert "broken-one.yaml" in errors
    assert "no shop is called 'nowhere'" in errors
    rows = json.loads(simulator("list", "--library", str(tmp_path / "mine"), "--json")[0])
    assert [row["id"] for row in rows if "problem" in row] == ["broken-one"]


def test_a_conversation_is_played_again_from_a_reply_in_plain_text_too(simulator):
    simulator("practice", "first-chat", "--plain", "--seed", "1", given="\n".join(CALM))
    attempt = json.loads(simulator("history", "--json")[0])[0]["id"]
    told, _ = simulator("retry", attempt, "3", "--plain", given=CALM[2])
    assert CALM[1] in told
    assert "It ended settled" in told
    assert "There is no reply 9" in simulator("retry", attempt, "9", "--plain", code=2)[1]


def test_what_can_be_meant_is_listed_by_group_and_name(simulator):
    told, _ = simulator("practice", "first-chat", "--plain", given="/heard\n/stop\n")
    lines = told.splitlines()
    first, last = lines.index("asking:"), lines.index("offering:")
    ids = [line.split()[0] for line in lines[first + 1 : last]]
    assert len(ids) > 20
    assert ids == sorted(ids)


def test_practice_without_a_terminal_ends_with_the_debrief_and_is_in_the_history(simulator):
    out, errors = simulator("practice", "first-chat", given="\n".join(CALM))
    assert errors == ""
    assert "What happened:" in out
    assert "Together:" not in out
    assert "It ended settled." in simulator("history")[0]
    attempt = json.loads(simulator("history", "--json")[0])[0]["id"]
    assert "movement" not in simulator("debrief", attempt[:30])[1]
    assert "Simulated ratings" in simulator("debrief", attempt, "--details")[0]


def test_a_conversation_without_a_reply_says_so_and_lists_no_steps(simulator):
    out, _ = simulator("practice", "first-chat", "--plain", given="/numbers\n/end\n")
    assert "Steps:" not in out
    assert "before the first reply" in simulator("history")[0]


def test_numbers_name_the_phase_as_the_screens_do(simulator):
    out, _ = simulator("practice", "late-parcel-birthday", "--plain", given="/numbers\nCalm down, please.\n/stop\n")
    assert "phase 2 of 6, getting angrier" in out
    assert "TAKE_OFF" not in out


def test_the_history_shows_as_much_of_an_id_as_names_it_and_marks_an_exam(simulator):
    simulator("practice", "first-chat", given="\n".join(CALM))
    simulator("exam", "first-chat", "--plain", given="\n".join(CALM))
    lines = simulator("history")[0].splitlines()
    assert [" (exam)" in line for line in lines] == [True, False]
    for line in lines:
        assert len(line.split()[0]) < 30
        assert "What happened:" in simulator("debrief", line.split()[0])[0]


def test_an_id_is_shown_as_far_as_it_differs_from_all_others():
    assert [short(one, IDS) for one in IDS] == ["0198aaaa1b", "0198aaaa1c", "0199bbbb"]


def test_a_word_that_is_no_scenario_offers_those_that_hold_it(simulator):
    errors = simulator("practice", "refund", "--plain", code=2)[1]
    assert "no scenario is called 'refund'." in errors
    assert "Like it: " in errors
    assert "All of them: simulator list scenarios" in errors
    assert "Like it" not in simulator("practice", "zzzzzz", "--plain", code=2)[1]


def test_stop_leaves_no_trace(simulator, tmp_path):
    simulator("practice", "late-parcel-birthday", "--plain", given=f"{SORRY}\n/stop\n")
    assert json.loads(simulator("history", "--json")[0]) == []
    stored = b"".join(path.read_bytes() for path in (tmp_path / "home").rglob("*") if path.is_file())
    assert b"Lindqvist. With Emma" not in stored


def test_what_a_terminal_would_obey_is_not_printed(simulator):
    out, _ = simulator("practice", "late-parcel-birthday", "--plain", given="\x1b[31m[red]sorry\x07 \u202e evil\n")
    assert "\x1b" not in out
    assert "\x07" not in out
    assert "\u202e" not in out


def test_undecodable_and_strange_input_is_taken_calmly(simulator):
    simulator("practice", "late-parcel-birthday", "--plain", given=b"\xff\xfe\x00caf\xe9\n\xf0\x9f\x98\x80\n")
    simulator("practice", "late-parcel-birthday", "--plain", given="مرحبا، أين طلبي؟\n\n   \n")


def test_a_meant_turn_is_replayed(simulator):
    given = f"{SORRY}\nShall I pop another one in tonight's van?\n/meant offer:replacement\n/heard\n"
    out, errors = simulator("practice", "late-parcel-birthday", "--plain", given=given)
    assert errors == ""
    assert "offers a replacement" in out


def begun(tmp_path):
    return subprocess.Popen(
        [sys.executable, "-u", "-m", "simulator", "practice", "late-parcel-birthday", "--plain"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "SIMULATOR_HOME": str(tmp_path / "home")},
    )


def spoken_to(process, text):
    process.stdin.write(text.encode() + b"\n")
    process.stdin.flush()
    while b"feeling:" not in process.stdout.readline():
        pass
    time.sleep(0.2)


def test_after_kill_9_the_conversation_is_resumed_where_it_stood(simulator, tmp_path):
    process = begun(tmp_path)
    spoken_to(process, SORRY)
    process.kill()
    process.communicate()
    out, _ = simulator("resume", "--plain", given="")
    assert SORRY in out
    assert "depot" in out


def test_control_c_and_sigterm_save_and_say_how_to_go_on(simulator, tmp_path):
    for number in (signal.SIGINT, signal.SIGTERM):
        process = begun(tmp_path)
        spoken_to(process, SORRY)
        process.send_signal(number)
        _, errors = process.communicate(timeout=20)
        assert b"simulator resume" in errors
        assert b"Traceback" not in errors
        assert process.returncode == 130
    assert SORRY in simulator("resume", "--plain", given="")[0]


@pytest.mark.skipif(os.name == "nt", reason="permissions are other there")
def test_an_unusable_history_is_one_clear_line(simulator, tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    (home / "history.db").write_bytes(b"this is no database" * 100)
    errors = simulator("practice", "first-chat", "--plain", given="hello\n", code=1)[1]
    assert "history.db" in errors
    assert len(errors.splitlines()) == 1


def test_at_a_terminal_no_word_is_cut_in_two(monkeypatch):
    monkeypatch.setenv("COLUMNS", "20")
    text = "I am sorry that your parcel is late.\n\n/end        end here and read the debrief"
    lines = wrapped(text).split("\n")
    assert max(map(len, lines)) <= 20
    assert lines[:3] == ["I am sorry that your", "parcel is late.", ""]
    assert " ".join(text.split()) == " ".join(" ".join(lines).split())


def test_replies_that_are_a_list_alone_are_told_where_they_belong(tmp_path):
    listed = tmp_path / "replies.yaml"
    listed.write_text("- hello\n- there\n")
    with pytest.raises(SimulatorError, match="begin the file with a line that says replies:"):
        CliRunner().invoke(cli, ["replay", "first-chat", str(listed)], catch_exceptions=False)


def test_pathway_alone_lists_the_pathways(monkeypatch, tmp_path):
    monkeypatch.setenv("SIMULATOR_HOME", str(tmp_path))
    alone, listed = (
        CliRunner().invoke(cli, words, catch_exceptions=False) for words in (["pathway"], ["pathway", "list"])
    )
    assert alone.exit_code == 0
    assert alone.output == listed.output
