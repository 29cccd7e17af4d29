"""The review screen: one key a judgement, kept at once, and nothing of the software's in blind mode."""

from __future__ import annotations

import re
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from textual.widgets import Static

from simulator.batch.review_desk import Desk
from simulator.batch.review_items import Reviewable
from simulator.batch.reviewing import CONFIRMED, FINDINGS, REJECTED, RISKS, SAMPLE, SKIPPED, Judgement, journal
from simulator.tui.help_page import key_table
from simulator.tui.review import ReviewPage
from simulator.tui.review_app import ReviewApp
from simulator.tui.review_text import evidence, told

sys.path.append(str(Path(__file__).parents[1] / "batch"))
from review_samples import grading

NARROW, WIDE = (80, 24), (140, 40)


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Reviewable:
    return grading(tmp_path_factory.mktemp("graded"))


@pytest.fixture
def desk(graded: Reviewable, tmp_path: Path) -> Desk:
    return desk_of(graded, tmp_path)


def desk_of(graded: Reviewable, folder: Path, author: str = "Lee", *, blind: bool = False) -> Desk:
    return Desk(graded, journal(folder), author, blind=blind, now=lambda: datetime(2026, 11, 22, 10, tzinfo=UTC))


def kept(desk: Desk) -> list[Judgement]:
    return list(desk._journal.entries())


def words(app: ReviewApp, name: str) -> str:
    widget = app.screen.query_one(name, Static)
    return "\n".join(strip.text.rstrip() for strip in widget.render_lines(widget.size.region))


async def pressed(pilot, *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


async def test_a_finding_is_read_in_its_conversation_and_judged_with_one_key(desk: Desk):
    async with ReviewApp(desk).run_test(size=NARROW) as pilot:
        await pilot.pause()
        assert "You are an idiot" in words(pilot.app, "#told")
        assert "[bold]Nobody[/bold] cares." in words(pilot.app, "#transcript")
        assert "Lee's" in words(pilot.app, "#said")
        assert "If confirmed: " in words(pilot.app, "#told")
        await pressed(pilot, "c")
        (judgement,) = kept(desk)
        assert (judgement.after, judgement.before, judgement.author, judgement.turn) == (
            CONFIRMED,
            "candidate",
            "Lee",
            4,
        )
        await pressed(pilot, "r", "s")
        assert [one.after for one in kept(desk)] == [CONFIRMED, REJECTED, SKIPPED]
        assert len({one.conversation for one in kept(desk)}) == 3
        assert "(0 open)" in words(pilot.app, "#lists")


async def test_no_terminal_escape_of_a_transcript_reaches_the_screen(desk: Desk):
    async with ReviewApp(desk).run_test(size=NARROW) as pilot:
        await pilot.pause()
        shown = "".join(strip.text for strip in pilot.app.screen._compositor.render_strips())
        assert "\x1b" not in shown
        assert "[31m" not in shown


async def test_a_mark_goes_to_the_next_criterion_and_the_softwares_stays_as_it_was(desk: Desk):
    async with ReviewApp(desk).run_test(size=WIDE) as pilot:
        await pressed(pilot, "tab", "4", "minus", "0")
        assert [(one.about, one.after) for one in kept(desk)] == [
            ("qa/greets", 4),
            ("qa/verifies", "n/a"),
            ("qa/takes_up_feeling", 0),
        ]
        assert {one.kind for one in kept(desk)} == {"mark"}
        assert {one.shown for one in kept(desk)} == {SAMPLE}
        assert desk.overruled("qa/greets") is None
        await pressed(pilot, "up", "backspace")
        assert desk.mine("qa/takes_up_feeling") is None
        assert kept(desk)[-1].after is None


async def test_a_mark_overrules_only_with_a_reason_and_the_mark_before_stays(desk: Desk):
    async with ReviewApp(desk).run_test(size=WIDE) as pilot:
        await pressed(pilot, "tab", "w")
        assert "first, 0 to 4" in words(pilot.app, "#said")
        await pressed(pilot, "4", "up", "w", "enter")
        assert [one.kind for one in kept(desk)] == ["mark"]
        await pressed(pilot, *"so", "enter")
        over = kept(desk)[-1]
        assert (over.kind, over.after, over.before, over.reason) == ("overrule", 4, desk.software("qa/greets"), "so")
        assert desk.overruled("qa/greets") == 4
        assert "→4" in words(pilot.app, "#told")
        await pressed(pilot, "backspace")
        assert desk.overruled("qa/greets") is None
        assert kept(desk)[-1].before == 4


async def test_a_reason_joins_the_verdict_it_was_given_for(desk: Desk):
    async with ReviewApp(desk).run_test(size=NARROW) as pilot:
        await pressed(pilot, "c", "p", "w", *"rude", "enter")
        assert (kept(desk)[-1].after, kept(desk)[-1].reason) == (CONFIRMED, "rude")
        assert "rude" in words(pilot.app, "#told")
        await pressed(pilot, "w", "escape")
        assert isinstance(pilot.app.screen, ReviewPage)
        assert len(kept(desk)) == 2


async def test_each_list_keeps_its_place(desk: Desk):
    async with ReviewApp(desk).run_test(size=NARROW) as pilot:
        await pressed(pilot, "n", "tab", "n", "n", "tab")
        assert desk.list == RISKS
        assert desk.at == {FINDINGS: 1, SAMPLE: 2, RISKS: 0}
        await pressed(pilot, "tab")
        assert desk.list == FINDINGS


async def test_a_conversation_of_the_sample_counts_there_whatever_list_it_was_opened_from(desk: Desk):
    async with ReviewApp(desk).run_test(size=NARROW) as pilot:
        await pressed(pilot, "tab", "tab")
        assert desk.list == RISKS
        assert re.search(r"· +\?", words(pilot.app, "#told"))  # the software's mark waits for yours
        before = desk.open(SAMPLE)
        await pressed(pilot, "1")
        assert kept(desk)[0].shown == SAMPLE
        assert desk.open(SAMPLE) == before - 1
        assert not re.search(r"1 +\?", words(pilot.app, "#told"))


async def test_what_is_on_the_risk_list_alone_is_no_part_of_the_sample(graded: Reviewable, tmp_path: Path):
    what = Reviewable(graded.folder)
    first = what.risks[0].line.id
    what.__dict__["sample"] = tuple(item for item in graded.sample if item.line.id != first)
    desk = desk_of(what, tmp_path)
    async with ReviewApp(desk).run_test(size=NARROW) as pilot:
        await pressed(pilot, "tab", "tab", "1")
        assert kept(desk)[0].shown == RISKS


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_criteria_fill_the_card_and_no_title_is_cut(desk: Desk, size: tuple[int, int]):
    async with ReviewApp(desk).run_test(size=size) as pilot:
        await pressed(pilot, "tab")
        for _ in range(len(desk.rubric.criteria)):
            told_there = words(pilot.app, "#told")
            above, _, below = told_there.partition("\n\n")
            assert "…" not in above
            assert desk.criterion.title.split()[0] in below.split("\n")[0]
            assert size == NARROW or len(above.split("\n")) > 12
            await pressed(pilot, "down")


def test_the_keys_of_a_span_are_told_once() -> None:
    assert key_table("review").plain.count("mark for the criterion") == 1
    assert "The mark 1" not in key_table("review").plain


async def test_keys_of_the_other_kind_of_list_do_nothing(desk: Desk):
    async with ReviewApp(desk).run_test(size=NARROW) as pilot:
        await pressed(pilot, "4", "minus", "tab", "c", "r", "s")
        assert kept(desk) == []


async def test_blind_grading_shows_the_sample_alone_and_nothing_of_the_softwares(graded: Reviewable, tmp_path: Path):
    desk = desk_of(graded, tmp_path, blind=True)
    async with ReviewApp(desk).run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert list(desk.lists) == [SAMPLE]
        assert "auto" not in words(pilot.app, "#told")
        assert "angriest" not in words(pilot.app, "#about")
        assert "blind" in words(pilot.app, "#lists")
        assert pilot.app.screen._spans() == {}
        await pressed(pilot, "question_mark", "3", "up", "w")
        assert pilot.app.screen._spans() == {}
        assert isinstance(pilot.app.screen, ReviewPage)
        (judgement,) = kept(desk)
        assert judgement.blind
        assert judgement.before == desk.software("qa/greets")


async def test_two_blind_graders_see_nothing_of_each_other(graded: Reviewable, tmp_path: Path):
    first = desk_of(graded, tmp_path, blind=True)
    first.mark(4)
    second = desk_of(graded, tmp_path, "Kim", blind=True)
    assert second.mine("qa/greets") is None
    assert second.open(SAMPLE) == len(graded.sample)
    assert first.open(SAMPLE) == len(graded.sample) - 1


async def test_a_review_goes_on_where_it_was_left(graded: Reviewable, tmp_path: Path):
    desk_of(graded, tmp_path).settle(CONFIRMED)
    again = desk_of(graded, tmp_path)
    assert again.at[FINDINGS] == 1
    assert again.reviewed.verdict(graded.findings[0].place) == CONFIRMED


async def test_what_can_not_be_kept_is_told_and_counts_for_nothing(graded: Reviewable, tmp_path: Path):
    desk = desk_of(graded, tmp_path)
    (tmp_path / "review.jsonl").mkdir()
    async with ReviewApp(desk).run_test(size=NARROW) as pilot:
        await pressed(pilot, "c")
        assert [note.severity for note in pilot.app._notifications] == ["error"]
        assert desk.kept == 0
        assert desk.reviewed.verdict(graded.findings[0].place) == ""


async def test_a_long_conversation_is_scrolled_to_the_finding_and_read_on(graded: Reviewable, tmp_path: Path):
    from msgspec.structs import replace

    from simulator.batch.review_items import Found

    first = graded.findings[0]
    texts = tuple(("customer", "", f"message {n} " * 30) for n in range(400))
    long = replace(first.judged, texts=(*texts, *first.judged.texts))
    desk = desk_of(graded, tmp_path)
    desk.lists[FINDINGS] = (Found(replace(first.candidate, turn=404), long),)
    async with ReviewApp(desk).run_test(size=NARROW) as pilot:
        await pilot.pause()
        pane = pilot.app.screen.query_one("#words")
        assert pane.scroll_y > 1000
        shown = "".join(strip.text for strip in pilot.app.screen._compositor.render_strips())
        assert "You are an idiot" in shown
        before = pane.scroll_y
        await pressed(pilot, "pageup")
        assert pane.scroll_y < before


async def test_leaving_is_always_possible_and_clean(desk: Desk):
    for keys in (["escape"], ["ctrl+c"], ["tab", "4", "up", "w", "escape", "escape"]):
        async with ReviewApp(desk).run_test(size=NARROW) as pilot:
            await pressed(pilot, *keys)
        assert pilot.app.return_code == 0


async def test_an_empty_list_says_what_to_do(graded: Reviewable, tmp_path: Path):
    desk = desk_of(graded, tmp_path)
    desk.lists = dict.fromkeys(desk.lists, ())
    desk.at = dict.fromkeys(desk.lists, 0)
    async with ReviewApp(desk).run_test(size=NARROW) as pilot:
        await pressed(pilot, "c", "n", "p", "w")
        assert "No critical finding" in words(pilot.app, "#told")
        await pressed(pilot, "tab", "3", "b", "down", "question_mark")
        assert kept(desk) == []


def test_the_words_a_mark_rests_on_are_underlined_where_they_stand(graded: Reviewable):
    judged = next(one for one in graded.sample if any(turn.quotes for turn in one.marks))
    turn = next(turn for turn in judged.marks if turn.quotes)
    quote = turn.quotes[0]
    spans = evidence(judged, [quote.mark])
    assert (quote.start, quote.end) in spans[turn.turn]
    lines = told(judged, spans, 400).lines
    marked = "".join(
        line.plain[span.start : span.end] for line in lines for span in line.spans if "underline" in str(span.style)
    )
    assert quote.quote in marked


def test_overlapping_evidence_repeats_no_word(graded: Reviewable):
    judged = graded.sample[0]
    text = judged.texts[0][2]
    lines = told(judged, {0: ((0, 8), (4, 12), (4, 6), (20, 10_000))}, 10_000).lines
    assert lines[1].plain.strip() == " ".join(text.split())
