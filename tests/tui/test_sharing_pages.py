"""Sharing a conversation and disputing a mark, from the debrief and from the history; alone, neither is offered."""

from __future__ import annotations

import pytest
from debrief_sample import debrief
from fake_workshop import AT, FakePeople, FakeWorkshop, summary
from msgspec.structs import replace
from test_history_page import PAST, at_the_history, rows
from textual.content import Content
from textual.widgets import Input, OptionList
from tui_hosts import MIDDLE, NARROW, app_of, settle

from simulator.errors import UsageError
from simulator.store.records import Note
from simulator.store.team_records import Dispute, Override
from simulator.tui.confirm import Confirm
from simulator.tui.debrief import DebriefPage
from simulator.tui.history import HistoryPage
from simulator.tui.paragraphs import hanging
from simulator.tui.sharing_around import Around, around_of, people_lines
from simulator.tui.sharing_dispute import DisputePage


def team(**changes):
    workshop = FakeWorkshop(finished=PAST)
    workshop.people = FakePeople("p1")
    details = tuple(
        replace(one, marks=tuple(replace(mark, key=f"empathy/m{one.n}") for mark in one.marks))
        for one in debrief().details
    )
    workshop.debrief = lambda name: debrief(attempt_id=name, details=details)
    return workshop


def people_of(app):
    content = app.screen.query_one("#people").content
    return content.at(90).plain if hasattr(content, "at") else str(content)


def told(app):
    return [note.message for note in app._notifications]


async def read_newest(pilot):
    await at_the_history(pilot)
    await pilot.press("enter")
    await settle(pilot)


@pytest.mark.parametrize("key", ["s", "x"])
async def test_alone_nobody_is_offered_to_share_or_to_dispute(key):
    app = app_of(FakeWorkshop(finished=PAST))
    async with app.run_test(size=MIDDLE) as pilot:
        await at_the_history(pilot)
        assert not app.screen.possible("share")
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, DebriefPage)
        assert not app.screen.query_one("#people").display
        await pilot.press(key)
        await settle(pilot)
        assert isinstance(app.screen, DebriefPage)


async def test_sharing_from_the_debrief_says_first_what_others_see_and_can_be_taken_back():
    workshop = team()
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await read_newest(pilot)
        assert "Only you see this conversation." in people_of(app)
        await pilot.press("s")
        await pilot.pause()
        assert isinstance(app.screen, Confirm)
        assert "They never see your drafts" in app.screen.sentence
        await pilot.press("enter")
        await settle(pilot)
        assert workshop.people.audience == {}, "Enter keeps it private: sharing is chosen"
        await pilot.press("s", "left", "enter")
        await settle(pilot)
        assert workshop.people.audience == {"attempt-4": "trainer"}
        assert "because you shared it" in people_of(app)
        await pilot.press("s", "left", "enter")
        await settle(pilot)
        assert workshop.people.audience == {"attempt-4": None}
        assert told(app)[-1] == "It is private again."


async def test_sharing_from_the_history_marks_the_row():
    workshop = team()
    app = app_of(workshop)
    async with app.run_test(size=MIDDLE) as pilot:
        await at_the_history(pilot)
        await pilot.press("down", "s", "left", "enter")
        await settle(pilot)
        assert isinstance(app.screen, HistoryPage)
        assert workshop.people.audience == {"attempt-3": "trainer"}
        assert ["(shared)" in row for row in rows(app) if "Late" in row] == [False, True, False, False]


async def test_what_goes_wrong_while_sharing_is_one_sentence_and_changes_nothing():
    workshop = team()
    workshop.people.error = UsageError("that conversation isn't finished yet.")
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await read_newest(pilot)
        await pilot.press("s", "left", "enter")
        await settle(pilot)
        assert told(app) == ["That conversation isn't finished yet."]
        assert "Only you see this conversation." in people_of(app)


async def test_an_exam_stays_open_to_trainers_and_says_so():
    workshop = team()
    workshop.finished = (summary(4, mode="exam"),)
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await at_the_history(pilot)
        await pilot.press("s")
        await pilot.pause()
        assert "as was announced" in app.screen.sentence


async def test_a_retry_is_never_offered_for_sharing():
    workshop = team()
    workshop.finished = (summary(4, parent="attempt-1", parent_exchange=2),)
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await at_the_history(pilot)
        assert not app.screen.possible("share")


async def test_a_mark_is_disputed_with_a_reason_and_escape_keeps_what_was_written():
    workshop = team()
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await read_newest(pilot)
        assert app.screen.chosen == 2
        await pilot.press("x")
        await settle(pilot)
        page = app.screen
        assert isinstance(page, DisputePage)
        assert page.query_one("#marks", OptionList).highlighted_option.id == "2 empathy/m2"
        await pilot.press("down", "enter", *"I said")
        await pilot.press("escape", "escape")
        await settle(pilot)
        assert isinstance(app.screen, DebriefPage)
        assert workshop.people.disputed == []
        await pilot.press("x")
        await settle(pilot)
        assert app.screen.query_one("#dispute-reason", Input).value == "I said"
        assert app.screen.query_one("#marks", OptionList).highlighted_option.id == "3 empathy/m3"
        await pilot.press("enter", "space", *"so", "enter")
        await settle(pilot)
        assert workshop.people.disputed == [("attempt-4", 3, "empathy/m3", "I said so")]
        assert told(app)[-1].startswith("Sent: a QA lead")


async def test_a_dispute_needs_a_reason_and_a_refusal_keeps_it():
    workshop = team()
    workshop.people.error = UsageError("that mark is disputed already, and waits for a QA lead.")
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await read_newest(pilot)
        await pilot.press("x")
        await settle(pilot)
        await pilot.press("enter", "enter")
        await settle(pilot)
        assert isinstance(app.screen, DisputePage)
        await pilot.press(*"no", "enter")
        await settle(pilot)
        assert told(app) == ["That mark is disputed already, and waits for a QA lead."]
        assert app.screen.unsent.reason == "no"


def test_notes_disputes_and_overrides_are_told_in_words():
    dispute = Dispute("d1", "a", "p1", "Sam", 2, "empathy", "names_feeling", 1, 4, "I did.", AT)
    around = Around(
        "a",
        "Late",
        "2026-11-20",
        known=True,
        audience="lead",
        notes=(Note("Ask [b]first[/b].", "Tara", AT, 2), Note("Good.", "", AT)),
        disputes=(dispute, replace(dispute, settled=AT, outcome="kept", answer="It stays.")),
        overrides=(Override("o1", "a", 3, "clarity", "short", None, 3, "Lee", "It was short.", AT),),
        scores=(61.0, 66.0),
    )
    text = "\n".join(line.plain for line in hanging(people_lines(around), 120))
    for words in (
        "Note by Tara, reply 2: Ask [b]first[/b].",
        "Note by somebody who left: Good.",
        "Disputed, reply 2, names feeling: it waits for a QA lead. You wrote: I did.",
        "Settled, reply 2, names feeling: the mark is kept. It stays.",
        "Mark changed, reply 3, short: not assessed, now 3 by Lee: It was short.",
        "With these: 66 together; at first 61",
        "The QA leads can read this conversation, because you shared it.",
    ):
        assert words in text
    assert list(people_lines(replace(around, known=False, notes=(), disputes=(), overrides=(), scores=None))) == []
    assert isinstance(next(people_lines(around))[1], Content)


def test_nothing_stands_around_a_conversation_that_is_not_kept():
    workshop = team()
    assert around_of(workshop, "") is None
    workshop.keep = False
    assert around_of(workshop, "attempt-1") is None
