"""The history's filters, what was tried next, the comparison by words, and the export of one conversation."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from debrief_sample import debrief
from fake_workshop import FakePeople, FakeWorkshop, summary
from msgspec.structs import replace
from test_history_page import PAST, at_the_history, rows
from textual.widgets import Input, OptionList, Static
from tui_hosts import MIDDLE, NARROW, app_of, settle

from simulator.errors import HistoryError
from simulator.library import Library
from simulator.report.conversation_page import Remark, ToldConversation, conversation_document
from simulator.report.formats import FORMATS
from simulator.store.records import Note
from simulator.tui.compare_text import BOTH, EARLIER, LATER, chart, wordings
from simulator.tui.history import HistoryPage
from simulator.tui.history_export import FOLDER, ExportPage, exported, file_name, written
from simulator.tui.past import afterwards
from simulator.tui.past_sieve import PastSieve, rows_of

MIXED = (
    summary(5, title="Charged twice", channel="email", scenario="twice", ending="WALKED_AWAY"),
    summary(4, mode="exam"),
    summary(3, parent="attempt-1", parent_exchange=2),
    summary(2, audience="trainer", ending=None),
    summary(1),
)


def passed(*chosen, words=""):
    return [item.id for item in MIXED if PastSieve(words, chosen).lets(item)]


def test_each_filter_lets_its_own_through_and_values_of_one_kind_add_up():
    assert passed() == [item.id for item in MIXED]
    assert passed(words="CHARGED twi") == ["attempt-5"]
    assert passed(("channel", "email")) == ["attempt-5"]
    assert passed(("ending", "early")) == ["attempt-2"]
    assert passed(("ending", "early"), ("ending", "WALKED_AWAY")) == ["attempt-5", "attempt-2"]
    assert passed(("sort", "exam")) == ["attempt-4"]
    assert passed(("sort", "again")) == ["attempt-3"]
    assert passed(("seen", "shared")) == ["attempt-4", "attempt-2"]
    assert passed(("seen", "shared"), ("sort", "exam")) == ["attempt-4"]


def test_filters_offer_what_occurs_and_speak_of_sharing_only_in_a_team():
    words = [row[1] for row in rows_of(PastSieve(chosen=(("sort", "exam"),)), MIXED, known=False)]
    assert "○ e-mail" in words
    assert "● exam" in words
    assert "○ you ended it" in words
    assert "Seen by others" not in words
    assert "Seen by others" in [row[1] for row in rows_of(PastSieve(), MIXED, known=True)]
    assert rows_of(PastSieve(), MIXED[-1:], known=True) == [("", "Nothing to filter by yet")]


async def test_a_filter_and_a_search_narrow_the_list_and_escape_clears_before_it_leaves():
    app = app_of(FakeWorkshop(finished=MIXED))
    async with app.run_test(size=MIDDLE) as pilot:
        await at_the_history(pilot)
        await pilot.press("f")
        filters = app.screen.query_one("#past-filters", OptionList)
        filters.highlighted = filters.get_option_index("channel email")
        await pilot.press("enter")
        await pilot.pause()
        assert [row for row in rows(app) if "Charged twice" in row or "Late" in row] == [rows(app)[1]]
        await pilot.press("f", "slash", *"late")
        await pilot.pause()
        assert "No conversation fits" in str(app.screen.query_one("#trend", Static).content)
        await pilot.press("escape")
        await pilot.pause()
        assert len(rows(app)) == 10
        assert app.focused.id == "past"
        assert app.screen.query_one("#past-search", Input).value == ""
        await pilot.press("escape")
        await settle(pilot)
        assert not isinstance(app.screen, HistoryPage)


def test_what_was_tried_next_is_the_retry_or_else_the_next_meeting():
    first, again = summary(1, path=(50.0, 70.0)), summary(3, parent="attempt-1", parent_exchange=2, path=(50.0, 40.0))
    met = summary(2, path=(50.0, 72.0), ending="WALKED_AWAY")
    assert (
        "again from reply 2, 03 November: settled, on average calmer." in afterwards(first, (again, met, first)).plain
    )
    assert "met again, 02 November: the customer left, on average about as upset." in afterwards(first, (met,)).plain
    assert afterwards(again, (again, met, first)).plain == ""


@pytest.mark.parametrize("width", [60, 120])
def test_both_curves_stand_on_one_chart_with_marks_of_their_own(width):
    told = chart((50.0, 70.0, 90.0), (50.0, 30.0, 10.0, 5.0), width).plain
    lines = told.splitlines()
    assert told.count(EARLIER) == 2
    assert told.count(LATER) == 3
    assert told.count(BOTH) == 1
    assert next(n for n, line in enumerate(lines) if EARLIER in line) < next(
        n for n, line in enumerate(lines) if LATER in line
    )
    assert lines[-1].split() == ["1", "2", "3"]
    assert max(map(len, lines)) <= width


@pytest.mark.parametrize("width", [70, 120])
def test_both_wordings_stand_reply_by_reply_with_their_marks(width):
    later = debrief(details=debrief().details[:2])
    told = wordings(debrief(), later, width).plain
    assert told.count("Names the feeling 3 of 4") == 6
    assert told.count("● ended before") == 2
    line = next(line for line in told.splitlines() if "As I said, it is with" in line)
    assert line.count("As I said") == (2 if width == 120 else 1)
    assert max(map(len, told.splitlines())) <= width


async def test_the_comparison_shows_the_words_of_both_when_they_are_read():
    workshop = FakeWorkshop(finished=PAST)
    app = app_of(workshop)
    async with app.run_test(size=MIDDLE) as pilot:
        await at_the_history(pilot)
        await pilot.press("space", "down", "space", "c")
        await settle(pilot)
        assert "Reply 1" in app.screen.query_one("#both-words", Static).content.at(100).plain

    def broken(_attempt):
        raise HistoryError("the history is locked.")

    workshop.debrief = broken
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await at_the_history(pilot)
        await pilot.press("space", "down", "space", "c")
        await settle(pilot)
        assert app.screen.page == "compare"
        assert "The history is locked." in app.screen.query_one("#both-words", Static).content.plain


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Late parcel, a birthday", "2026-11-20-late-parcel-a-birthday-bbccddee.md"),
        ("../../etc/passwd", "2026-11-20-etc-passwd-bbccddee.md"),
        ("¿Dónde está?\x1b[2J", "2026-11-20-donde-esta-2j-bbccddee.md"),
        ("\u202e\u0000日本", "2026-11-20-bbccddee.md"),
    ],
)
def test_the_files_name_is_safe_whatever_the_title_holds(title, name):
    assert file_name("2026-11-20", title, "01a2-7bbb-aa-bbccddee", "md") == name
    assert len(file_name("2026-11-20", "x" * 500, "a" * 36, "html")) < 80


@pytest.fixture
def shop(tmp_path):
    people = FakePeople()
    people.notes = {"attempt-9": (Note("Ask *first*.", "Tara", datetime(2026, 11, 20, tzinfo=UTC), 2),)}
    return SimpleNamespace(
        attempt=people.attempt,
        debrief_from=lambda one: debrief(attempt_id=one.id, title="<b>Late</b>"),
        shows_totals=lambda: False,
        library=Library(()),
        history_file=tmp_path / "history.db",
    )


def test_an_export_holds_the_words_the_marks_and_the_notes_in_every_form(shop, tmp_path):

    def export(form):
        return written(exported(shop, "attempt-9", form), tmp_path / FOLDER)

    page = export("html").read_text()
    assert "&lt;b&gt;Late" in page
    assert "<b>Late" not in page
    text = export("md").read_text()
    for told in ("As I said, it is with the courier.", "Names the feeling", "3 of 4", "Ask \\*first\\*.", "on reply 2"):
        assert told in text
    assert "74" not in text, "no total before the third finished conversation"
    found = json.loads(export("json").read_text())
    assert found["debrief"]["details"][1]["reply"] == "As I said, it is with the courier."
    assert found["notes"][0]["author"] == "Tara"
    assert sorted(path.parent for path in tmp_path.rglob("*.*")) == [tmp_path / "exports"] * 3


@pytest.fixture
def far_east(monkeypatch):
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "EAST-14")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("far_east")
def test_the_page_its_file_name_and_the_data_tell_the_same_day(shop):
    late = datetime(2026, 11, 20, 20, tzinfo=UTC)
    note = Note("Well done.", "Tara", late)
    shop.attempt = lambda name: replace(FakePeople().attempt(name), finished=late, notes=(note,))
    page, data = exported(shop, "attempt-9", "md"), exported(shop, "attempt-9", "json")
    assert page.name.startswith("2026-11-21")
    assert page.content.decode().count("21 November 2026") == 2
    assert "20 November" not in page.content.decode()
    assert json.loads(data.content)["day"] == "2026-11-21"


def test_the_document_of_a_conversation_shows_scores_only_where_they_may_be_shown():
    told = ToldConversation(
        debrief(strength=None, to_try=None), "2026-11-20", (Remark("Well done.", "", None),), totals=True
    )
    text = FORMATS["md"][0](conversation_document(told), Library(())).decode()
    assert "Together: 74" in text
    assert "somebody who left" in text
    assert "What worked" not in text
    without = conversation_document(replace(told, totals=False))
    assert "Together" not in FORMATS["md"][0](without, Library(())).decode()


async def test_exporting_from_the_history_says_where_the_file_is(tmp_path):
    workshop = FakeWorkshop(finished=PAST)
    workshop.history_file = tmp_path / "history.db"
    workshop.library = Library(())
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await at_the_history(pilot)
        await pilot.press("e")
        await pilot.pause()
        assert isinstance(app.screen, ExportPage)
        await pilot.press("escape", "e")
        await pilot.pause()
        await pilot.press("down", "enter")
        await settle(pilot)
        assert isinstance(app.screen, HistoryPage)
        files = list((tmp_path / "exports").iterdir())
        assert [path.suffix for path in files] == [".md"]
        assert [note.message for note in app._notifications] == [f"Written to {files[0]}"]


async def test_in_a_browser_an_export_is_a_download_and_nothing_is_written_on_the_server(tmp_path, monkeypatch):
    workshop = FakeWorkshop(finished=PAST)
    workshop.history_file = tmp_path / "history.db"
    workshop.library = Library(())
    app = app_of(workshop)
    given = []
    monkeypatch.setattr(type(app), "is_web", True)
    monkeypatch.setattr(app, "deliver_binary", lambda file, **options: given.append((file.read(), options)))
    async with app.run_test(size=NARROW) as pilot:
        await at_the_history(pilot)
        await pilot.press("e")
        await pilot.pause()
        await pilot.press("enter")
        await settle(pilot)
        [(content, options)] = given
        assert content.startswith(b"<!doctype html>") or b"<!doctype html>" in content[:400]
        assert options["save_filename"].endswith(".html")
        assert [note.message for note in app._notifications] == [f"Your browser saves it as {options['save_filename']}"]
        assert list(tmp_path.iterdir()) == []


async def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path):
    workshop = FakeWorkshop(finished=PAST)
    (tmp_path / "exports").write_text("a file, no folder")
    workshop.history_file = tmp_path / "history.db"
    workshop.library = Library(())
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await at_the_history(pilot)
        await pilot.press("e")
        await pilot.pause()
        await pilot.press("enter")
        await settle(pilot)
        assert "it can't be written: " in next(iter(app._notifications)).message
