"""Gradings in the history: whole or not at all, beside one another, each conversation once in a trend."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from history_samples import CONTENTS, start

from simulator.store import history as history_module
from simulator.store.grading_records import GradedConversation, GradedScore, GradingStart, WeekSum
from simulator.store.history import History
from simulator.store.records import Edition

FIRST, SECOND = "hash-1", "hash-2"


@pytest.fixture
def history(history_file, clock) -> Iterator[History]:
    with History.open(history_file, clock=clock) as opened:
        yield opened


def grading(digest: str = "a", rubric: str = FIRST, shop: str = "", **changes: object) -> GradingStart:
    given: dict[str, object] = {
        "author": "Lee",
        "version": "1",
        "sample": "all",
        "folder": "out",
        "counts": {"graded": 2},
    }
    return GradingStart(digest, shop, rubrics={"qa": Edition(1, rubric)}, **(given | changes))  # type: ignore[arg-type]


def conversation(name: str, score: float | None = 50.0, week: str | None = "2026-W07") -> GradedConversation:
    begun = datetime(2026, 2, 10, 9, tzinfo=UTC) if week else None
    scores = (GradedScore("qa", score, 0.8, "passed"),)
    return GradedConversation(
        name, "zendesk_support", "email", "blue", "Agent A", "refund", week, begun, 70.0, 20.0, None, True, scores
    )


def test_a_grading_is_kept_with_what_it_was_made_by(history):
    kept = history.add_grading(grading(judgements=3, shop="Nordhem"), [conversation("1"), conversation("2")])
    (found,) = history.gradings()
    assert (found.id, found.shop, found.author, found.judgements) == (kept, "Nordhem", "Lee", 3)
    assert found.rubrics == {"qa": Edition(1, FIRST)}
    assert found.counts == {"graded": 2}
    assert history.gradings("another shop") == ()


def test_the_same_grading_is_kept_once(history):
    first = history.add_grading(grading(), [conversation("1", 40.0)])
    assert history.add_grading(grading(), [conversation("1", 90.0)]) == first
    assert len(history.gradings()) == 1
    assert history.graded_weeks("", [FIRST])[0].total == 40.0


def test_sums_of_a_week_give_mean_and_spread(history):
    history.add_grading(grading(), [conversation("1", 40.0), conversation("2", 60.0), conversation("3", None)])
    assert history.graded_weeks("", [FIRST]) == (WeekSum("2026-W07", "qa", FIRST, 2, 100.0, 5200.0),)


def test_a_conversation_graded_again_by_the_same_edition_counts_as_it_was_graded_last(history):
    history.add_grading(grading("a"), [conversation("1", 40.0), conversation("2", 60.0)])
    history.add_grading(grading("b"), [conversation("2", 100.0)])
    (week,) = history.graded_weeks("", [FIRST])
    assert (week.n, week.total) == (2, 140.0)
    assert len(history.gradings()) == 2


def test_another_edition_of_a_rubric_stands_beside_and_never_in_the_same_sum(history):
    history.add_grading(grading("a", FIRST), [conversation("1", 40.0)])
    history.add_grading(grading("b", SECOND), [conversation("1", 90.0)])
    assert [(week.hash, week.total) for week in history.graded_weeks("", [FIRST])] == [(FIRST, 40.0)]
    assert {week.hash for week in history.graded_weeks("", [FIRST, SECOND])} == {FIRST, SECOND}


def test_shops_do_not_mix_even_where_their_ids_are_the_same(history):
    history.add_grading(grading("a", shop="Nordhem"), [conversation("1", 40.0)])
    history.add_grading(grading("b", shop="Tiller"), [conversation("1", 90.0)])
    assert history.graded_weeks("Nordhem", [FIRST])[0].total == 40.0
    assert history.graded_weeks("Tiller", [FIRST])[0].total == 90.0


def test_weeks_come_in_order_and_conversations_without_a_date_in_none(history):
    names = ["2026-W09", "2026-W07", None, "2025-W52"]
    history.add_grading(grading(), [conversation(str(n), week=week) for n, week in enumerate(names)])
    assert [week.week for week in history.graded_weeks("", [FIRST])] == ["2025-W52", "2026-W07", "2026-W09"]


def test_an_interrupted_grading_counts_nowhere_and_is_kept_whole_the_next_time(history, monkeypatch):
    monkeypatch.setattr(history_module, "AT_ONCE", 2)

    def torn() -> Iterator[GradedConversation]:
        yield from (conversation(str(n)) for n in range(3))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        history.add_grading(grading(), torn())
    assert history.gradings() == ()
    assert history.graded_weeks("", [FIRST]) == ()
    history.add_grading(grading(), [conversation(str(n)) for n in range(5)])
    assert history.graded_weeks("", [FIRST])[0].n == 5


def test_an_interrupted_grading_hides_no_earlier_one(history, monkeypatch):
    monkeypatch.setattr(history_module, "AT_ONCE", 1)
    history.add_grading(grading("a"), [conversation("1", 40.0)])

    def torn() -> Iterator[GradedConversation]:
        yield conversation("1", 90.0)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        history.add_grading(grading("b"), torn())
    assert history.graded_weeks("", [FIRST])[0].total == 40.0


def test_text_that_no_database_stores_is_mended(history):
    history.add_grading(grading(folder="a\x00b"), [conversation("\ud800")])
    assert history.gradings()[0].folder == "a\ufffdb"


def test_practice_is_not_touched_by_gradings(history):
    attempt = history.begin(start(), CONTENTS)
    history.add_grading(grading(), [conversation("1")])
    assert history.attempts()[0].id == attempt
