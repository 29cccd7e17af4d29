"""The debrief: its order, what stays behind a key, and the retry."""

from __future__ import annotations

from threading import Event

import pytest
from debrief_sample import REPLIES, debrief
from fake_workshop import FakeWorkshop, summary
from msgspec.structs import replace
from textual.content import Content
from textual.widgets import Static
from tui_hosts import MIDDLE, NARROW, app_of, opened, said, settle

from simulator.cli.debriefing import tell_debrief
from simulator.report.conversation_page import ToldConversation, conversation_document
from simulator.report.document import Points
from simulator.report.ticket_told import TicketResult
from simulator.rereading import Pair, Reading
from simulator.scoring.marks import Mark, Quote
from simulator.tui.curve_view import CurveView
from simulator.tui.debrief import DebriefPage
from simulator.tui.debrief_text import bar_lines, details, happened, steps, underlined
from simulator.tui.library import LibraryPage
from simulator.tui.paragraphs import hanging
from simulator.tui.sharing_around import Around


def text_of(paragraphs):
    return "\n".join(line.plain for line in hanging(paragraphs, 100))


async def at_the_debrief(pilot):
    await opened(pilot)
    for text in ("sorry", "no", "sorry, really", "sorry, bye"):
        await said(pilot, text)
    await pilot.press("f8")
    await settle(pilot)
    await pilot.press("ctrl+n")
    await settle(pilot)


def retry_line(app):
    return app.screen.query_one("#retry", Static).content.plain


def test_the_order_is_what_happened_what_worked_what_to_try():
    text = text_of(happened(debrief()))
    assert text.index("What happened") < text.index("What worked") < text.index("Try next")
    assert "“With Emma's birthday on Saturday I see why this worries you.”" in text
    assert "In reply 2, you wrote: “As I said, it is with the courier.”" in text
    assert "You could write: “You've waited since Thursday" in text


def test_a_sentence_to_add_is_never_shown_as_the_trainees_own():
    tip = replace(debrief().to_try, quote="")
    text = text_of(happened(debrief(to_try=tip)))
    assert "In reply 2, you could write: “You've waited" in text
    assert "you wrote" not in text


def test_a_debrief_without_a_strength_or_a_tip_still_reads_well():
    text = text_of(happened(debrief(strength=None, to_try=None)))
    assert "What worked" not in text
    assert "A hotter customer would teach you more." in text


@pytest.mark.parametrize("beside", [True, False])
def test_a_tickets_faults_are_something_to_try_even_where_nothing_else_is(beside):
    fault = "Category: “before the sale”; you chose none. Choose what the customer came with."
    told = debrief(ticket=TicketResult(0.0, (), (fault,)), **({} if beside else {"to_try": None}))
    tried = text_of(happened(told)).partition("Try next")[2]
    assert fault in " ".join(tried.split())
    assert ("Nothing to correct in what you wrote. In the ticket" in tried) is not beside
    assert "A hotter customer" not in tried
    assert f"Try next: ticket, {fault}" in tell_debrief(told, totals=False)
    page = conversation_document(ToldConversation(told, "2026-11-20"))
    points = [block for part in page.sections for block in part.blocks if isinstance(block, Points)]
    assert (f"In the ticket, {fault}",) in [block.items for block in points]


def test_a_step_that_does_not_count_says_why_below_the_signs():
    first, *rest = debrief().protocol
    noted = replace(first, done=False, note="asked in reply 2, after a solution was offered")
    lines = steps(debrief(protocol=(noted, *rest)), 100).plain.split("\n")
    assert lines[-1] == "  Listened: asked in reply 2, after a solution was offered"


def test_a_reply_that_was_not_understood_is_one_line_in_the_details():
    lost = replace(debrief().details[0], marks=(), movements=())
    text = text_of(details(debrief(details=(lost,))))
    assert text.count("Not understood, so nothing of it was marked.") == 1
    assert "an ideal agent would have had 30, and the worst 81" in " ".join(text.split())


def test_every_step_of_the_protocol_has_a_sign():
    assert steps(debrief(), 100).plain.split()[:3] == ["✓", "Listened", "✓"]
    assert "— Thanked" in steps(debrief(), 100).plain
    for width, rows in ((100, 2), (75, 3)):
        lines = steps(debrief(), width).split("\n")
        assert len(lines) == rows + 1, "and what the signs mean"
        assert all(len(line.plain.rstrip()) <= width for line in lines)


def test_a_rubric_that_was_not_assessed_says_so_and_gets_no_number():
    lines = bar_lines(debrief().bars, 100).plain.split("\n")
    assert lines[0].endswith("71, from 90% of the rubric")
    assert lines[2].split() == ["Resolution", "not", "assessed", "here"]


def test_a_rubric_of_which_little_was_assessed_says_so_below_its_bar_and_is_never_rounded_up():
    little = replace(debrief().bars[0], assessed=0.699)
    lines = bar_lines((little,), 80).plain.split("\n")
    assert lines[0].endswith("only 69% of the rubric seen")
    assert lines[1].strip() == "71 for that part, which is too little for a pass or a fail"
    assert max(map(len, lines)) <= 80


def test_full_marks_for_a_small_part_draw_no_full_bar():
    part = replace(debrief().bars[0], score=100.0, assessed=0.4)
    line = bar_lines((part,), 100).plain.split("\n")[0]
    assert "100" not in line
    assert 0.35 < line.count("█") / 40 < 0.45


def test_the_details_name_every_movement_and_mark_and_call_the_ratings_simulated():
    text = text_of(details(debrief()))
    assert "+14.0" in text
    assert "3 of 4" in text
    assert "Options" not in text
    assert "Simulated, no customer said so: satisfaction 3.9 of 5" in text
    assert "Category: The case's own category." in text


def test_quotes_are_underlined_where_they_stand():
    marked = underlined("I am so sorry, Mrs L.", [Quote(5, 13, "so sorry")])
    assert [(span.start, span.end) for span in marked.spans] == [(5, 13)]


def test_words_that_must_be_changed_to_be_shown_lose_the_lines_not_the_words():
    assert underlined("so \x1b[1msorry", [Quote(0, 2, "so")]).plain == "so sorry"


async def test_the_details_stay_behind_their_key():
    app = app_of()
    async with app.run_test(size=MIDDLE) as pilot:
        await at_the_debrief(pilot)
        assert not app.screen.query_one("#details").display
        await pilot.press("d")
        await settle(pilot)
        assert app.screen.query_one("#details").display
        await pilot.press("d")
        await settle(pilot)
        assert not app.screen.query_one("#details").display


@pytest.mark.parametrize(("count", "shown"), [(2, False), (3, True)])
async def test_there_are_no_totals_before_the_third_finished_conversation(count, shown):
    app = app_of(FakeWorkshop(finished=tuple(summary(n) for n in range(1, count + 1))))
    async with app.run_test(size=MIDDLE) as pilot:
        await at_the_debrief(pilot)
        assert bool(app.screen.query("#bars")) is shown


async def test_up_and_down_choose_a_reply_and_enter_plays_again_from_it_with_the_ghost():
    workshop = FakeWorkshop()
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await at_the_debrief(pilot)
        assert "Retry from reply 2 of 4" in retry_line(app)
        await pilot.press("down")
        assert REPLIES[2][:20] in retry_line(app)
        await pilot.press("up", "up", "up", "up")
        assert "Retry from reply 1 of 4" in retry_line(app)
        await pilot.press("down", "enter")
        await settle(pilot)
        assert workshop.practice.log[-1] == ("retry", 2)
        assert app.screen.page == "practice"
        assert app.screen.query_one(CurveView).feeling.ghost == (50.0, 38.0, 50.0, 38.0, 26.0)


async def test_r_meets_the_same_customer_again():
    workshop = FakeWorkshop()
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await at_the_debrief(pilot)
        await pilot.press("r")
        await settle(pilot)
        assert workshop.practice.log[-1] == ("retry", 1)


async def test_escape_goes_back_to_the_library():
    app = app_of()
    async with app.run_test(size=NARROW) as pilot:
        await at_the_debrief(pilot)
        assert isinstance(app.screen, DebriefPage)
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, LibraryPage)


async def test_page_down_reads_on_in_a_small_window():
    app = app_of()
    async with app.run_test(size=NARROW) as pilot:
        await at_the_debrief(pilot)
        await pilot.press("pagedown")
        await settle(pilot)
        assert app.screen.query_one("#told").scroll_offset.y > 0


def test_further_lines_stand_beside_the_label():
    lines = hanging([(Content(" -1.1  "), Content("one two three four five six"))], 20)
    assert [line.plain for line in lines] == [" -1.1  one two three", "       four five six"]


async def test_a_conversation_without_a_reply_has_a_debrief_without_a_retry():
    workshop = FakeWorkshop()
    workshop.practice.finish = lambda _ticket: debrief(curve=(), details=(), strength=None, to_try=None)
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot)
        await pilot.press("f8")
        await settle(pilot)
        await pilot.press("ctrl+n")
        await settle(pilot)
        await pilot.press("down", "enter", "r")
        await settle(pilot)
        assert isinstance(app.screen, DebriefPage)
        assert retry_line(app) == "There was no reply yet that could be played again."


async def test_a_capital_letter_opens_the_details_too():
    app = app_of()
    async with app.run_test(size=MIDDLE) as pilot:
        await at_the_debrief(pilot)
        await pilot.press("D")
        assert app.screen.has_class("-details")


async def test_an_exam_offers_no_retry():
    app = app_of()
    async with app.run_test(size=MIDDLE) as pilot:
        await settle(pilot)
        page = DebriefPage(debrief(exam=True), lambda _: None, totals=False)
        await app.push_screen(page)
        assert not page.possible("retry")
        assert not page.possible("again")
        assert "Retry" not in retry_line(app)


class SlowReader:
    """A second reader that answers when it is told to, or is left."""

    def __init__(self, reading):
        self.reading, self.go, self.asked, self.left = reading, Event(), [], 0

    def wait(self):
        return self

    def read(self, attempt, wait):
        assert wait is self
        self.asked.append(attempt)
        self.go.wait(30)
        return self.reading

    def leave(self):
        self.left += 1
        self.go.set()


def second(app):
    shown = app.screen.query_one("#second", Static)
    return shown.content.at(400).plain if shown.display else ""


def pages(reader, **changes):
    around = Around(attempt="a1", title="Late", day="2026-11-22")
    return DebriefPage(debrief(**changes), lambda _: None, totals=False, around=around, rereader=reader)


async def test_a_second_reading_comes_while_the_debrief_is_read_and_keeps_nobody_waiting():
    rules, model = Mark("empathy", "names_it", 2, 4, "said"), Mark("empathy", "names_it", 3, 4, "reads it as better")
    reader = SlowReader(Reading("fake", (Pair(1, "Names the feeling", rules, model),)))
    app = app_of()
    async with app.run_test(size=MIDDLE) as pilot:
        await settle(pilot)
        await app.push_screen(pages(reader))
        assert "A model is reading it, too" in second(app)
        await pilot.press("down")
        reader.go.set()
        for worker in list(app.screen.workers):
            await worker.wait()
        await settle(pilot)
        assert "Your score stays that of the rules." in second(app)
        assert "2 of 4 by the rules, 3 by the model" in second(app)
    assert reader.asked == ["a1"]


async def test_who_leaves_the_debrief_or_sits_an_exam_waits_for_no_model():
    reader = SlowReader(Reading("fake"))
    app = app_of()
    async with app.run_test(size=MIDDLE) as pilot:
        await settle(pilot)
        await app.push_screen(pages(reader, exam=True))
        assert (second(app), reader.asked) == ("", [])
        app.pop_screen()
        await app.push_screen(pages(reader))
        app.screen.save_now()
        assert reader.left == 1
