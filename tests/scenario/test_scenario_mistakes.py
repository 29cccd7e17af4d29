"""Each kind of mistake in a scenario, at its own line and column, in plain words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_library import SCENARIO, library, voice

from simulator.content.source import Source
from simulator.errors import ContentError
from simulator.library import Library
from simulator.scenario.load import load_scenario, parse_scenario

MISTAKES: list[tuple[str, str, str, str]] = [
    # what stands there, what is written instead (the mistake at ^), the key, the message
    ("title: A small case", "^titel: A small case", "titel", "unknown key. Did you mean 'title'?"),
    ("title: A small case", f"title: ^{'x' * 81}", "title", "is too long: 80 characters at most"),
    ("format: 1", "format: ^2", "format", "2 is not taken here: write 1"),
    ("id: small", "id: ^smal", "id", "the id is not the name of the file: write small"),
    ("version: 3", "version: ^1.5", "version", "expected a whole number, found '1.5'"),
    ("channel: whatsapp", "channel: ^whatsap", "channel", "'whatsap' is not one of phone, live_chat, whatsapp"),
    ("difficulty: 2", "difficulty: ^6", "difficulty", "6 is out of range: from 1 to 5"),
    ("difficulty: 2", "difficulty: ^hard", "difficulty", "expected a whole number, found 'hard'"),
    ("minutes: 4", "minutes: ^4 min", "minutes", "expected a whole number, found '4 min': write 4 alone"),
    ("reason: damaged", "reason: ^damage", "reason", "Did you mean 'damaged'?"),
    ("stage: after_sale", "stage: ^after sale", "stage", "Did you mean 'after_sale'?"),
    ("language: en", "language: ^English", "language", "two small letters, such as en or es"),
    ("language: en", "language: es", "persona.voice", "the voice 'blunt' speaks 'en', the scenario 'es'"),
    ("skills: [listening]", "skills: ^listening", "skills", "expected a list, found 'listening'"),
    ("move_to_private: true", "move_to_private: ^yes", "move_to_private", "found 'yes': write true"),
    ("preset: hot_head", "preset: ^hothead", "persona.preset", "Did you mean 'hot_head'?"),
    ("voice: blunt", "voice: ^blund", "persona.voice", "no voice is called 'blund'. Did you mean 'blunt'?"),
    ("  name: Ada Lund\n", "", "persona", "name is missing (The customer's full name.)"),
    ("matters: very much", "matters: ^much", "persona.matters", "'much' is not one of little, somewhat, very much"),
    ("matters: very much", "matters: ^0.8", "persona.matters", "'0.8' is not one of little, somewhat"),
    ("abusive: heeds", "abusive: ^true", "persona.abusive", "'true' is not one of heeds, never"),
    ("hostility: 70", "hostility: ^90", "persona.curve.hostility", "90 is out of range: from 35 to 80"),
    ("walk_turns: 4", "walk_turns: ^2.5", "persona.curve.walk_turns", "expected a whole number, found '2.5'"),
    ("noise: 0.1", "noise: 0,^5", "persona.curve.5", "unknown key. A decimal number has a point."),
    ("noise: 0.1", "^hostilty: 40", "persona.curve.hostilty", "unknown key. Did you mean 'hostility'?"),
    ("shop: corner", "shop: ^korner", "shop", "no shop is called 'korner'. Did you mean 'corner'?"),
    ("now: 2026-11-04 10:02", "now: ^4 November", "now", "write a date and a time, such as 2026-11-04 10:02"),
    ("now: 2026-11-04 10:02", "now: ^2026-02-30 10:02", "now", "there is no such day or time as 2026-02-30 10:02"),
    ("total: 25", "total: ^€25", "case.orders[1].total", "expected a number, found '€25': write 25 alone"),
    ("currency: EUR", "currency: ^€", "case.orders[1].currency", "three capitals, such as EUR"),
    ("orders: 3", "orders: ^'3'", "case.customer.orders", "take the quotes off 3"),
    ("earlier: [no contact]", "earlier: ^no contact", "case.earlier", "write [no contact]"),
    ("the handle is off", "the handle, ^and more, is off", "facts.handle.and more", "a text with a comma needs quotes"),
    ("when: explored", "when: ^exploring", "facts.gift.when", "'exploring' is not one of known, asked, explored"),
    ("  two: both", "  ^Two: both", "facts.Two", "unknown key. small letters, digits, - and _"),
    ("reveals: [handle]", "reveals: [^hande]", "topics.damage.reveals[1]", "no fact is called 'hande'. Did you mean 'handle'?"),
    ("  photo: I", "  ^phto: I", "topics.phto", "no shared topic is called 'phto'. Did you mean 'photo'?"),
    ("  photo: I", "  ^photos: I", "topics.photos", "Did you mean 'photo'? A topic of your own needs 'asks'"),
    ("  photo: I", "  ^zebra: I", "topics.zebra", "A topic of your own needs 'asks'"),
    ("  photo: I have one.", "  photo:^", "topics.photo", "is empty: write a text or a list or keys with values"),
    ("{order.item} is off.", "{ordr.item} is off.", "topics.damage.answer", "no slot is called {ordr.item}. Did you mean 'order.item'?"),
    ("Both are blue, {agent}", "Both are blue, agent}", "topics.colour.answer[2]", "a } stands alone"),
    ("does: replacement", "does: ^replace", "resolutions[1].does", "no family is called 'replace'"),
    ("said: [[mug, cup], new]", "said: [[mug, ^'@parcl'], new]", "resolutions[1].said[1][2]", "no class of words is called @parcl. Did you mean 'parcel'?"),
    ("said: [[mug, cup], new]", "said: [[mug, cup], ^<euro> back]", "resolutions[1].said[2]", "<euro> stands for nothing: use <money>, <percent>, <number>"),
    ("said: [[wrap, paper]]", "said: [[wrap, ^(in brown paper)]]", "resolutions[1].steps[2].said[1][2]", "brackets stand around one word each: (word)"),
    ("[what colour, which", "[^(a) (b) (c) (d) (e) (f) (g) h, which", "topics.colour.asks[1]", "7 words in brackets: at most 6"),
    ("  - id: money", "  - id: ^new_mug", "resolutions[2].id", "the id 'new_mug' is used twice"),
    ("fit: 0.4", "fit: ^1.4", "resolutions[2].fit", "1.4 is out of range: from 0 to 1"),
    ("needs: [handle]", "needs: [^handel]", "resolutions[1].needs[1]", "no fact is called 'handel'. Did you mean 'handle'?"),
    ("authority: agent", "authority: ^boss", "resolutions[1].authority", "'boss' is not one of agent, supervisor, nobody"),
    ("within: 1 day 12 hours", "within: ^36", "resolutions[1].within", "write a number and a unit, such as 30 minutes"),
    ("within: 1 day 12 hours", "within: ^3 dayz", "resolutions[1].within", "write a number and a unit"),
    ("      - offer", "      - ^ofer", "resolutions[1].steps[1]", "no shared step is called 'ofer'. Did you mean 'offer'?"),
    ("      - id: wrap", "      - ^id: offer", "resolutions[1].steps[2]", "the step 'offer' is listed twice"),
    ("Yes, {proposal}, please.", "Yes, {fact.handel}!", "resolutions[1].accept", "Did you mean 'fact.handle'?"),
    ("[I want a mug.,", "^[{because} now,", "", "a text in it with { } or [ ] needs quotes"),
    ("[bot, How can I help?]", "[^robot, How can I help?]", "opening.bot[1][1]", "'robot' is not one of bot, customer, system"),
    ("[bot, How can I help?]", "^[bot]", "opening.bot[1]", "needs 2 at least"),
    ("[My mug is broken!,", "[^'My {order.item} is broken!',", "opening.messages[1]", "slots in braces are not filled in here"),
    ("angry: [It was", "^agry: [It was", "lines.vent.agry", "unknown key. Did you mean 'angry'?"),
    ("  insist: And", "  ^insists: And", "lines.insists", "unknown key. Did you mean 'insist'?"),
    ("insist: And my", "insist: {answer} ^my", "", "a text that begins with { or [ needs quotes"),
    ("insist: And my", "insist: ^So {answer} my", "lines.insist", "{answer} has a value in lines of the act 'answer' only"),
    ('calm: "{answer} That is all."', "calm: ^That is all.", "lines.answer.calm", "{answer} is missing"),
    ("    strong: Damn you.", "    ^angry: Damn you.", "lines.abuse.angry", "unknown key. Known here: mild, strong."),
    ("category: damage", "category: ^damages", "ticket.category", "no category of The Corner is called 'damages'. Did you mean 'damage'?"),
    ("root_cause: packing", "root_cause: ^gnomes", "ticket.root_cause", "The Corner has: packing, courier."),
    ("priority: high", "priority: ^hi", "ticket.priority", "'hi' is not one of low, normal, high, urgent"),
    ("exchange: 2", "exchange: ^0", "events[1].when.exchange", "0 is out of range: 1 at least"),
    ("new_mug/offer", "^new_mug/ofer", "events[1].when.step", "no step is called 'new_mug/ofer'. Did you mean 'new_mug/offer'?"),
    ("new_mug/offer", "^offer", "events[1].when.step", "write resolution/step, such as express/offer"),
    ("promise: true}", "promise: ^false}", "events[1].when.promise", "False is not taken here: write True"),
    ("skip: 24 hours", "skip: ^a day", "events[1].skip", "write a number and a unit"),
    ("      - I am sorry, Ms Lund.", "      - ^I am sorry: Ms Lund.", "plays[1].replies[1].I am sorry", "needs quotes"),
    ("delay_s: 20", "delay_s: ^-1", "plays[1].replies[2].delay_s", "-1 is out of range: 0 at least"),
    ("delay_s: 20", "delay_s: ^1:30", "plays[1].replies[2].delay_s", "a number has no colon"),
    ("id: small", "id: ^Small Mug", "id", "beginning with a letter or a digit; write small-mug"),
    ("ending: RESOLVED", "ending: ^resolved", "plays[1].expect.ending", "Did you mean 'RESOLVED'?"),
    ("ending: RESOLVED", "ending: ^SOLVED", "plays[1].expect.ending", "Did you mean 'RESOLVED'?"),
    ("[SLOW_DOWN, COOL", "[^SLOWDOWN, COOL", "plays[1].expect.phases[1]", "Did you mean 'SLOW_DOWN'?"),
    ("end_hostility: [0, 35]", "end_hostility: ^[35, 0]", "plays[1].expect.end_hostility", "write [0, 35]"),
    ("end_hostility: [0, 35]", "end_hostility: ^[35]", "plays[1].expect.end_hostility", "needs 2 at least"),
    ("kindness: [50", "^kindnes: [50", "plays[1].expect.scores.kindnes", "no rubric is called 'kindnes'. Did you mean 'kindness'?"),
    ("title: A small case", "title: Late^: a case", "", "put the whole text in quotes"),
    ("title: A small case", "title: Case ^#5", "", "lost as a comment"),
    ("  story: Collects mugs.", "^\tstory: Collects mugs.", "", "a tab in the indent: use spaces"),
    ("version: 3", "version: 3\n^id: small", "", "the key 'id' is written twice; it stands in line 2 already"),
]  # fmt: skip


def broken(old: str, new: str) -> tuple[str, int | None, int | None]:
    """The small scenario with a mistake, and the line and column of its mark."""
    assert SCENARIO.count(old) == 1, f"{SCENARIO.count(old)} times: {old}"
    marked = SCENARIO.replace(old, new)
    if "^" not in new:
        return marked, None, None
    before = marked[: marked.index("^")]
    return marked.replace("^", ""), before.count("\n") + 1, len(before) - before.rfind("\n")


@pytest.mark.parametrize(("old", "new", "key", "message"), MISTAKES, ids=[row[1] for row in MISTAKES])
def test_each_mistake_is_named_at_its_place(tmp_path: Path, old: str, new: str, key: str, message: str) -> None:
    text, line, column = broken(old, new)
    with pytest.raises(ContentError) as caught:
        load_scenario(library(tmp_path, scenario=text), "small")
    error = caught.value
    assert error.file.endswith("small.yaml")
    assert message in error.message
    assert error.key == key
    if line is not None:
        assert (error.line, error.column) == (line, column)
    assert all("\n" not in str(problem) for problem in error.problems)


def test_all_references_are_checked_at_once(tmp_path: Path) -> None:
    text = SCENARIO.replace("shop: corner", "shop: nowhere").replace("voice: blunt", "voice: sharp")
    text = text.replace("needs: [handle]", "needs: [hilt]").replace("      - offer", "      - bribe")
    with pytest.raises(ContentError) as caught:
        load_scenario(library(tmp_path, scenario=text), "small")
    assert [problem.key for problem in caught.value.problems] == [
        "persona.voice",
        "shop",
        "resolutions[1].needs[1]",
        "resolutions[1].steps[1]",
        "events[1].when.step",
    ]
    lines = [problem.line for problem in caught.value.problems]
    assert lines == sorted(lines)


def test_a_mistake_in_the_shop_or_the_voice_is_named_in_its_own_file(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        load_scenario(library(tmp_path, shop="format: 1\nid: corner\n"), "small")
    assert caught.value.file.endswith("policies/corner.yaml")
    with pytest.raises(ContentError) as caught:
        load_scenario(library(tmp_path, voice="a: [1"), "small")
    assert caught.value.file.endswith("voices/blunt.yaml")


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("{agent_opens: true, messages: Hi.}", "either the agent opens, or the customer has messages"),
        ("{bot: [[bot, Hi.]]}", "who writes first? Give messages, or agent_opens: true"),
        ("{agent_opens: false}", "False is not taken here: write True"),
        ("[]", "is empty: write an entry"),
        ("''", "write a text"),
    ],
)
def test_a_conversation_has_one_beginning(tmp_path: Path, written: str, message: str) -> None:
    begin, end = SCENARIO.index("opening:"), SCENARIO.index("\nlines:")
    text = f"{SCENARIO[:begin]}opening: {written}{SCENARIO[end:]}"
    with pytest.raises(ContentError, match=message.replace("?", r"\?")):
        load_scenario(library(tmp_path, scenario=text), "small")


def test_an_event_in_which_nothing_happens_is_refused(tmp_path: Path) -> None:
    begin, end = SCENARIO.index("    skip: 24 hours"), SCENARIO.index("\nplays:")
    with pytest.raises(ContentError, match=r"events\[1\]: nothing happens: give skip"):
        load_scenario(library(tmp_path, scenario=SCENARIO[:begin] + SCENARIO[end:]), "small")


def test_slots_need_a_value_in_this_case(tmp_path: Path) -> None:
    text = SCENARIO.replace("  because: it was a gift\n", "").replace("Really now.", "You know {because}!")
    text = text.replace("      total: 25\n", "").replace("[It was a gift!]", "['{order.total} for nothing!']")
    with pytest.raises(ContentError) as caught:
        load_scenario(library(tmp_path, scenario=text), "small")
    assert [problem.message for problem in caught.value.problems] == [
        "{order.total} has no value here: give the first order's total, or leave it out",
        "{because} has no value here: give persona.because, or leave it out",
    ]


def test_a_voice_that_this_case_can_not_fill_is_named(tmp_path: Path) -> None:
    spoken = voice().replace("[vent in furious]", '["{because}!"]')
    assert load_scenario(library(tmp_path, voice=spoken), "small")
    text = SCENARIO.replace("  because: it was a gift\n", "").replace("    any: Really now.\n", "")
    with pytest.raises(ContentError, match=r"persona\.voice: the voice 'blunt' has no line for vent when furious that"):
        load_scenario(library(tmp_path, voice=spoken, scenario=text), "small")


def _load_or_refuse(shelf: Library, text: str) -> None:
    try:
        parse_scenario(shelf, Source(Path("small.yaml"), text))
    except ContentError as caught:
        error = caught
    else:
        return
    assert all("\n" not in str(problem) for problem in error.problems)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return library(tmp_path_factory.mktemp("small"))


SAME_SHELF = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
LINES = SCENARIO.splitlines(keepends=True)
SPLINTERS = [
    *":-[]{}'\"|>&*!?#%@`,~\t\n ",
    "\n  ",
    "no",
    "1:30",
    "null",
    "{answer}",
    "<<",
    "é",
    "\x00",
    "- ",
    "9" * 400,
]


@SAME_SHELF
@given(st.lists(st.tuples(st.integers(0, len(SCENARIO)), st.integers(0, 9), st.sampled_from(SPLINTERS)), max_size=4))
def test_a_scenario_with_splinters_in_it_loads_or_is_refused_in_plain_words(
    shelf: Library, edits: list[tuple[int, int, str]]
) -> None:
    text = SCENARIO
    for place, length, splinter in edits:
        text = text[:place] + splinter + text[place + length :]
    _load_or_refuse(shelf, text)


@SAME_SHELF
@given(st.lists(st.sampled_from(range(len(LINES))), min_size=1, max_size=6), st.integers(0, 6))
def test_a_scenario_whose_lines_are_lost_or_moved_loads_or_is_refused(
    shelf: Library, cut: list[int], indent: int
) -> None:
    kept = [" " * indent + line if number in cut[1:] else line for number, line in enumerate(LINES) if number != cut[0]]
    _load_or_refuse(shelf, "".join(kept))


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)
KEYS = [line.split(":")[0] for line in LINES if line[0].isalpha()]


@SAME_SHELF
@given(st.sampled_from(KEYS), ANY)
def test_a_scenario_with_anything_under_a_key_loads_or_is_refused(shelf: Library, key: str, value: object) -> None:
    import yaml

    data = yaml.load(SCENARIO, yaml.CSafeLoader)
    data[key] = value
    _load_or_refuse(shelf, yaml.safe_dump(data, allow_unicode=True))
