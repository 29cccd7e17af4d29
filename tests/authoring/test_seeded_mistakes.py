"""A mistake of every kind, seeded in a good scenario or beside it, is found at its line and no other is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from good_library import library, marked, place, shipped
from msgspec.structs import replace

from simulator.authoring import proving
from simulator.authoring.bank import load_bank
from simulator.authoring.checking import Options, check
from simulator.authoring.codes import codes
from simulator.authoring.explore_session import UnmarkedSession
from simulator.authoring.finding import Finding
from simulator.authoring.material import gather
from simulator.authoring.proving import random_findings
from simulator.authoring.script import Script
from simulator.content import read
from simulator.content.source import shown_path
from simulator.library import Library
from simulator.premise import Kit
from simulator.scenario.load import load_scenario
from simulator.scenario.shared import load_shared
from simulator.scoring.load import load_library_card

PLAY = "  - name: listens first, then solves\n    replies:\n"
UNMARKED = frozenset({"SIM001"})
"""Found in the file as a whole: tested below."""

MISTAKES: list[tuple[str, str, str, str]] = [
    # the code, the kind of file, what stands there, what is written instead (^^: the place that is named)
    ("SIM002", "scenario", "title: Late parcel, a birthday", "title: Late parcel^^: a birthday"),
    ("SIM002", "scenario", "      - I ordered in good time and I", "      - ^^I ordered in good time: and I"),
    ("SIM003", "scenario", "  voice: plain", "^^\tvoice: plain"),
    ("SIM003", "scenario", "  voice: plain\n", "   voice^^: plain\n"),
    ("SIM004", "scenario", "    angry:\n      - I ordered", "    angry:\n      - {because} ^^I ordered"),
    ("SIM005", "scenario", "title: Late parcel, a birthday", "title: Order ^^#48213 is late"),
    ("SIM006", "scenario", "version: 1\n", "version: 1\n^^id: late-parcel-birthday\n"),
    ("SIM007", "scenario", "format: 1\n", "format: 1\n^^---\n"),
    ("SIM007", "scenario", "  voice: plain", "  voice: ^^!plain"),
    ("SIM010", "scenario", "  because: it", "  ^^becuase: it"),
    ("SIM010", "scenario", "  insist:\n", "  ^^insists:\n"),
    ("SIM011", "scenario", "  address: Mrs Lindqvist\n", ""),
    ("SIM012", "scenario", "      total: 64.90", "      total: ^^€64,90"),
    ("SIM012", "scenario", "minutes: 6\n", "minutes: 6\nmove_to_private: ^^no\n"),
    ("SIM012", "scenario", "difficulty: 2", "difficulty: ^^easy"),
    ("SIM013", "scenario", "channel: live_chat", "channel: ^^chat"),
    ("SIM013", "scenario", "      ending: RESOLVED", "      ending: ^^SOLVED"),
    ("SIM014", "scenario", "curve: {vent: 0.6}", "curve: {vent: ^^0.9}"),
    ("SIM014", "scenario", "    fit: 0.8", "    fit: ^^8"),
    ("SIM015", "scenario", "    within: 3 days", "    within: ^^36"),
    ("SIM015", "scenario", "now: 2026-11-04 10:02", "now: ^^2026-02-30 10:02"),
    ("SIM016", "scenario", "title: Late parcel, a birthday", "title:^^"),
    ("SIM017", "scenario", "id: late-parcel-birthday", "id: ^^late-parcel"),
    ("SIM018", "scenario", "  - id: money_back", "  - id: ^^express"),
    ("SIM018", "scenario", "  - name: solves before listening", "  - name: ^^listens first, then solves"),
    ("SIM019", "pathway", "    scenarios: [first-chat]", "    scenarios: [^^first-chatt]"),
    ("SIM025", "pathway", "    after: [calm-question]", "    after: [^^end-of-the-week]"),
    ("SIM010", "topics", "missing_items:\n  title:", "missing_items:\n  ^^titel:"),
    ("SIM019", "scenario", "shop: nordhem", "shop: ^^nordhen"),
    ("SIM019", "scenario", "    reveals: [phoned]", "    reveals: [^^phone]"),
    ("SIM019", "scenario", "  root_cause: courier delay", "  root_cause: ^^gnomes"),
    ("SIM019", "scenario", "    does: goodwill\n", "    does: ^^a gift card\n"),
    ("SIM003", "scenario", "  voice: plain", "^^\u00a0 voice: plain"),
    ("SIM013", "scenario", "      ending: RESOLVED", "      ending: ^^resolved"),
    ("SIM020", "scenario", "  feelings: Helpless,", "  feelings: ^^Helpless about {order.itm},"),
    ("SIM021", "scenario", "  insist:\n    any:\n", "  answer: ^^Well.\n  insist:\n    any:\n"),
    ("SIM022", "scenario", "    title: a voucher\n", "    title: a voucher\n    said: [[^^(a gift card)]]\n"),
    ("SIM022", "topics", "    - (how) (many) ... miss", "    - ^^(how many) ... miss"),
    ("SIM023", "voice", "\nlines:\n", "\n^^lines:\n"),
    ("SIM024", "scenario", "      end_hostility: [0, 42]", "      end_hostility: ^^[42, 0]"),
    ("SIM024", "scenario", "opening:\n  - Where", "opening:\n  ^^agent_opens: true\n  messages:\n  - Where"),
    ("SIM101", "scenario", "    needs: [depot]\n    steps: [offer, deadline, update]",
     "    needs: [^^unsaid]\n    steps: [offer, deadline, update]"),
    ("SIM102", "scenario", "  phoned: {text: she", "  ^^sister: her sister has one\n  phoned: {text: she"),
    ("SIM103", "scenario", "  preference: I want the dollhouse,", '  preference: ^^"{fact.phoned}! I want it,'),
    ("SIM103", "scenario", "    any:\n      - So what", "    any:\n      - ^^Think, {fact.only_present}.\n      - So what"),
    ("SIM104", "scenario", "  at_home: Som",
     ("  ^^colour: {asks: [are you still there], answer: White.}\n"
      "  shade: {asks: [are you still there], answer: Grey.}\n  at_home: Som")),
    ("SIM104", "scenario", "  at_home: Som",
     ("  measurements: {asks: [how long are its legs, ^^What size did you order], answer: 38.}\n"
      "  sizes: {asks: [how many sizes are there, What size did you order], answer: 39.}\n  at_home: Som")),
    ("SIM105", "scenario", "  - id: voucher\n    does: goodwill", "  - id: ^^voucher\n    does: refund"),
    ("SIM106", "scenario", "  insist:\n    any:\n", "  ^^abuse:\n    mild: [Idiots.]\n  insist:\n    any:\n"),
    ("SIM106", "scenario", "lines:\n  vent:\n", "lines:\n  vent:\n    ^^furious: [It is her birthday!]\n"),
    ("SIM106", "scenario", "  insist:\n    any:\n", "  insist:\n    ^^furious: [And now!]\n    any:\n"),
    ("SIM107", "scenario", "plays:\n",
     "events:\n  - {id: later, when: {step: ^^push_courier/update}, skip: 1 day}\nplays:\n"),
    ("SIM108", "scenario", "resolutions:\n", "^^resolutions:\n"),
    ("SIM109", "shop", "  replacement: agent", "  replacement: nobody"),
    ("SIM110", "scenario", "    steps: [offer, deadline]\n    accept",
     "    steps: [offer, {id: wrap, said: [[gift wrap]], unless: ^^[gift wrap]}]\n    accept"),
    ("SIM120", "scenario", "  preference: I want", "  preference: ^^I paid 69.90 euros. I want"),
    ("SIM121", "scenario", "  order_number: It's order 48213.", "  order_number: ^^It's order 48231."),
    ("SIM122", "scenario", "Promised for Tuesday 3 November.", "^^Promised for Monday 3 November."),
    ("SIM122", "scenario", "      I ordered it on the 26th", "      I ordered it on the 25th"),
    ("SIM123", "scenario", "      total: 64.90", "      total: ^^74.90"),
    ("SIM124", "scenario", "now: 2026-11-04 10:02", "now: ^^2026-11-04 21:02"),
    ("SIM125", "scenario", "email: karin.lindqvist@example.com", "email: ^^karin.lindqvist@post.se"),
    ("SIM126", "scenario", "  item_ordered: The dollhouse,", "  item_ordered: ^^The dollhouse from [DATE],"),
    ("SIM122", "scenario", "opening:\n", "opening:\n  - ^^Today is Friday already.\n"),
    ("SIM127", "scenario", "  address: Mrs Lindqvist", "  address: ^^Mrs Smith"),
    ("SIM134", "scenario", "    title: a voucher\n", "    title: ^^I'll give you a voucher.\n"),
    ("SIM130", "voice", "\n  insist:\n", "\n  ^^insist:\n"),
    ("SIM131", "scenario", '      - Still "at depot", depot North. It hasn\'t moved since Thursday.',
     '      - ^^It says "at depot" since Thursday. Nobody answers there.'),
    ("SIM132", "scenario", "      - So what happens now?", f"      - ^^I wait{' and I wait' * 14}."),
    ("SIM133", "scenario", "  because: it is Emma's birthday on Saturday", "  because: ^^Because it's her birthday."),
    ("SIM140", "scenario", "  matters: very much\n", "  matters: very much\n  abusive: ^^heeds\n"),
    ("SIM141", "scenario", "minutes: 6\n", "minutes: 6\n^^move_to_private: true\n"),
    ("SIM142", "scenario", "plays:\n", "^^plays:\n"),
    ("SIM143", "scenario", "channel: live_chat", "language: ^^fr\nchannel: live_chat"),
    ("SIM150", "shop", "macros:\n", "macros:\n  - {id: oh, title: Oh, text: ^^Please calm down.}\n"),
    ("SIM201", "scenario", "      end_hostility: [0, 42]", "      end_hostility: ^^[0, 12]"),
    ("SIM202", "scenario", "      - I can't help you with that.\n",
     "      - I can't help you with that.\n      - ^^Hello?\n"),
    ("SIM203", "scenario", "      end_hostility: [70, 95]", "      end_hostility: ^^[0, 100]"),
]  # fmt: skip


def seeded(code: str, kind: str, old: str, new: str) -> tuple[str, int, int]:
    """The good file of a kind with one mistake, and where it is (0: not in this file)."""
    text = shipped(kind)
    assert text.count(old) == 1, f"{text.count(old)} times: {old!r}"
    text = text.replace(old, new)
    if code == "SIM101":
        text = text.replace("facts:\n", "facts:\n  unsaid: nobody asks this\n")
    if code == "SIM108":
        for fit in ("fit: 1.0", "fit: 0.8", "fit: 0.7"):
            text = text.replace(fit, "fit: 0.4")
    if code == "SIM107":
        text = text.replace("fit: 0.8", "fit: 0.4")
    if code in {"SIM023", "SIM130"}:
        act, kept = ("vent", "") if code == "SIM023" else ("insist", r"\1")
        text = re.sub(
            rf"(?<={act}:\n)    calm:\n(?:(      - .*\n)|$)(?:      - .*\n)*",
            f"    calm:\n{kept}" if kept else "",
            text,
        )
    if code == "SIM142":
        text = text[: text.index("  - name: solves before listening")]
    if code == "SIM103":
        text = (
            text.replace("and I want it before Saturday.", 'and I want it before Saturday."') if '^^"' in new else text
        )
    return marked(text) if "^^" in text else (text, 0, 0)


def found_in(folder: Path, kind: str, text: str, *, plays: bool) -> list[Finding]:
    """What a check of the scenario (or of the file itself, where it is another) finds."""
    voice = (
        shipped("voice").replace("title:", "language: fr\ntitle:", 1) if "language: fr" in text else shipped("voice")
    )
    library(folder, **{"scenario": shipped("scenario"), "voice": voice, kind: text})
    path = place(folder, "scenario" if kind == "shop" and "nobody" in text else kind)
    return list(check(gather([path]), Options(plays=plays, random=0)).findings)


@pytest.mark.parametrize(("code", "kind", "old", "new"), MISTAKES, ids=[f"{row[0]} {row[3][:30]}" for row in MISTAKES])
def test_a_seeded_mistake_is_found_at_its_line(tmp_path: Path, code: str, kind: str, old: str, new: str) -> None:
    text, line, column = seeded(code, kind, old, new)
    found = found_in(tmp_path, kind, text, plays=code in {"SIM201", "SIM202"})
    same = [each for each in found if each.code == code]
    assert same, [f"{each.line}: {each.code} {each.message}" for each in found]
    if line:
        where = (shown_path(place(tmp_path, kind)), line, column)
        assert where in [(each.file, each.line, each.column) for each in same], same


def test_the_good_scenario_itself_is_free_of_findings(tmp_path: Path) -> None:
    library(tmp_path, **{kind: shipped(kind) for kind in ("scenario", "shop", "voice", "topics", "rubric")})
    assert check(gather([tmp_path]), Options(random=0)).findings == ()


def test_a_file_that_is_no_text_is_one_finding(tmp_path: Path) -> None:
    path = tmp_path / "broken.yaml"
    path.write_bytes(b"format: 1\ntitle: \xff\xfe\n")
    (found,) = check(gather([path]), Options()).findings
    assert (found.code, found.line, found.column) == ("SIM001", 2, 8)


RUBRIC_MISTAKES: list[tuple[str, str, str]] = [
    ("SIM010", "title: Empathy", "^^titel: Empathy"),
    ("SIM025", "            because: passes over the feeling\n",
     "            because: passes over the feeling\n            ^^when: {upset: true}\n"),
    ("SIM131", "          4: Takes up the feeling plainly and says that it makes sense.", "          4: ^^Takes up the feeling in so many words."),
    ("SIM151", "            when: {apology or gratitude: some}", "            ^^when: {emotional_reaction or interpretation: strong}"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "old", "new"), RUBRIC_MISTAKES)
def test_a_mistake_in_a_rubric_is_found_at_its_line(tmp_path: Path, code: str, old: str, new: str) -> None:
    text, line, column = seeded(code, "rubric", old, new)
    (found, *_) = found_in(tmp_path, "rubric", text, plays=False)
    assert (found.code, found.line, found.column) == (code, line, column)


def test_random_play_finds_a_customer_without_words() -> None:
    content = Library()
    source = content.scenario_text("late-parcel-birthday")
    scenario = replace(load_scenario(content, "late-parcel-birthday"), voice={}, lines={})
    script = Script(scenario, read(source.text, source.file), load_shared(content))
    kit = Kit(script.shared, load_library_card(content))
    found = list(random_findings(script, kit, load_bank(content), plays=2, seed=1))
    assert {each.code for each in found} == {"SIM204"}
    assert "the customer has no words for" in found[0].message
    fine = Script(load_scenario(content, scenario.id), script.document, script.shared)
    assert list(random_findings(fine, kit, load_bank(content), plays=2, seed=1)) == []


def test_every_code_is_seeded_at_least_once() -> None:
    seen = {row[0] for row in MISTAKES} | UNMARKED | {row[0] for row in RUBRIC_MISTAKES} | {"SIM204"}
    assert seen == set(codes())
    assert len(MISTAKES) >= 24


@pytest.mark.parametrize(
    ("old", "new", "message", "hint"),
    [
        ("opening:\n", "photo: I took one.\nopening:\n", "'photo' stands under topics:", "Move it under topics:"),
        ("opening:\n", "because: it matters\nopening:\n", "'because' stands under persona:", "Move it under persona:"),
        ("opening:\n", "xyzzy: it matters\nopening:\n", "unknown key.", "Take it out"),
        ("shop: nordhem", "shop: Nordheim", "no shop is called 'Nordheim'. Did you mean 'nordhem'?", "Take the name"),
        ("does: goodwill\n", 'does: "it\'s"\n', 'no family is called "it\'s". There are: refund,', "Take the name"),
        ("price: 64.90", "price: 64,90", "A decimal number has a point.", "Write the number with a point"),
    ],
)
def test_the_hint_of_a_common_slip_says_what_to_type(
    tmp_path: Path, old: str, new: str, message: str, hint: str
) -> None:
    found = found_in(tmp_path, "scenario", shipped("scenario").replace(old, new, 1), plays=False)
    (same,) = [each for each in found if message in each.message]
    assert same.mend.startswith(hint)


@pytest.mark.parametrize("driven", [True, False], ids=["the calmest can be driven away", "nothing ends it"])
def test_unfinished_plays_are_asked_whether_anything_ends_them_the_calmest_first(monkeypatch, driven: bool) -> None:
    content = Library()
    source = content.scenario_text("late-parcel-birthday")
    scenario = load_scenario(content, "late-parcel-birthday")
    script = Script(scenario, read(source.text, source.file), load_shared(content))
    kit = Kit(script.shared, load_library_card(content))
    asked: list[float] = []

    def drive(session: UnmarkedSession, _: object) -> bool:
        asked.append(session.state.mood.hostility)
        return driven

    monkeypatch.setattr(proving, "driven_away", drive)
    monkeypatch.setattr(proving, "ending_from", lambda *_: (False, False))
    monkeypatch.setattr(proving, "stuck", lambda *_: ())
    monkeypatch.setattr(proving, "LONG", 4)
    found = list(random_findings(script, kit, load_bank(content), plays=12, seed=1))
    assert asked == sorted(asked)
    if driven:
        assert len(asked) < 8
        assert found == []
    else:
        assert len(asked) > 8
        assert all("nothing the agent says ends the conversation" in each.message for each in found)
        assert len(found) > 4
