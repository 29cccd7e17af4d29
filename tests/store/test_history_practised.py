"""What skills are estimated from: sums over the replies as last understood, and nothing of what is unknown."""

from __future__ import annotations

import pytest
from history_samples import CONTENTS, RUBRICS, SCORECARD, exchange, start
from msgspec.structs import replace

from simulator.scoring.marks import Mark
from simulator.store.history import History
from simulator.store.practised import CriterionSum


@pytest.fixture
def history(tmp_path):
    with History.open(tmp_path / "history.db") as opened:
        yield opened


def marked(n: int, points: int | None, **changes: object):
    return exchange(n, **{"marks": (Mark("empathy", "apology", points, 4, "why"),), **changes})


def test_points_are_summed_over_replies_and_what_was_not_assessed_is_left_out(history):
    attempt = history.begin(start(), CONTENTS)
    for n, points in enumerate((3, None, 1), start=1):
        history.add_exchange(attempt, marked(n, points))
    other = history.begin(start(), CONTENTS)
    history.add_exchange(other, marked(1, None))
    found = history.criterion_sums([attempt, other])
    assert found == {attempt: (CriterionSum("empathy", "apology", 4, 8, 2),)}


def test_the_last_reading_of_a_reply_counts_alone(history):
    attempt = history.begin(start(), CONTENTS)
    first = marked(1, 0)
    history.add_exchange(attempt, first)
    history.replace_exchange(
        attempt, marked(1, 4, heard=replace(first.heard, moves=("sorry", "ask:tracking")), meant=("sorry",))
    )
    assert history.criterion_sums([attempt])[attempt] == (CriterionSum("empathy", "apology", 4, 4, 1),)
    assert [item.moves for item in history.reply_moves([attempt])[attempt]] == [("sorry", "ask:tracking")]


def test_a_persons_mark_counts_in_place_of_the_programs(history):
    attempt = history.begin(start(), CONTENTS)
    history.add_exchange(attempt, marked(1, 0))
    history.add_marks(attempt, 1, [Mark("empathy", "apology", 3, 4, "as I read it")], RUBRICS, "Kim")
    assert history.criterion_sums([attempt])[attempt] == (CriterionSum("empathy", "apology", 3, 4, 1),)


def test_the_share_a_score_is_from_is_known_for_finished_attempts_alone(history):
    done, left = (history.begin(start(), CONTENTS) for _ in range(2))
    history.add_exchange(done, marked(1, 2))
    history.finish(done, None, None, SCORECARD)
    assert history.assessed_shares([done, left]) == {done: 0.8}


def test_more_attempts_than_one_query_takes_are_all_read(history):
    ids = []
    for _ in range(3):
        ids.append(history.begin(start(), CONTENTS))
        history.add_exchange(ids[-1], marked(1, 2))
    asked = [f"nobody-{n}" for n in range(1200)] + ids
    assert set(history.criterion_sums(asked)) == set(history.reply_moves(asked)) == set(ids)
