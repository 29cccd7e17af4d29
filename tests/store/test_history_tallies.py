"""The sums that are kept beside attempts are those of the marks, whatever was finished, shared, settled or deleted."""

from __future__ import annotations

import random
from collections import defaultdict
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from itertools import combinations

import pytest
import sqlalchemy
from history_samples import CONTENTS, RUBRICS, SCORECARD, exchange, start
from msgspec.structs import replace
from team_history import TeamHistory

from simulator.errors import NotFoundError, UsageError
from simulator.scoring.marks import Mark
from simulator.store import schema, tables, tallies, team_tables
from simulator.store.address import located
from simulator.store.history import History
from simulator.store.judging import Verdict
from simulator.store.sums import EVERYTHING, Choice

GROUPS = ("channel", "week", "person", "scenario")
KEPT = (*tallies.OF_PEOPLE, team_tables.scenario_tally)
TRAINEES = ("Sam", "Kim", "Pia")


class Days:
    """A clock that moves on some hours each time it is read, over several weeks."""

    def __init__(self) -> None:
        self.now = datetime(2025, 12, 22, 10, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(hours=1)
        return self.now


class Played:
    """A team that practises at random: ``step`` does one thing of those that change what is summed up."""

    def __init__(self, place, seed: int) -> None:
        self.team, self.pick = TeamHistory(place, Days()), random.Random(seed)
        self.ids: list[tuple[str, str]] = []
        self.team.as_("Tara").team.assign(self.team.as_("Sam").access.person, "scenario", "late-parcel")

    def step(self) -> None:
        does = (self.play, self.play, self.share, self.share, self.unshare, self.override, self.remark, self.delete)
        with suppress(NotFoundError, UsageError):
            (self.pick.choice(does) if len(self.ids) > 3 else self.play)()

    def play(self) -> None:
        name, pick = self.pick.choice(TRAINEES), self.pick
        history, scenario = self.team.as_(name), pick.choice(("late-parcel", "lamp"))
        parent = pick.choice(self.ids)[1] if self.ids and pick.random() < 0.1 else None
        begun = history.begin(
            start(
                trainee=name,
                scenario=scenario,
                channel=pick.choice(("email", "live_chat")),
                mode=pick.choice(("practice", "exam")),
                parent=parent,
                parent_exchange=1 if parent else None,
            ),
            CONTENTS,
        )
        for n in range(1, pick.randint(2, 4)):
            marks = (Mark("empathy", "apology", pick.randint(0, 3), 3, ""), Mark("clarity", "order", None, 4, ""))
            marks += (Mark("clarity", "structure", pick.choice((None, 0, 3, 7)), 7, ""),)
            history.add_exchange(begun, exchange(n, marks=marks))
        score = pick.choice((None, round(pick.uniform(0, 100), 3)))
        if pick.random() < 0.9:
            card = replace(SCORECARD, score=score)
            history.finish(begun, pick.choice(("RESOLVED", "WALKED_AWAY", None)), None, card)
        self.ids.append((name, begun))
        if pick.random() < 0.6:
            history.share(begun, pick.choice(("trainer", "trainer", "lead")))

    def share(self) -> None:
        name, key = self.pick.choice(self.ids)
        self.team.as_(name).share(key, self.pick.choice(("trainer", "lead")))

    def unshare(self) -> None:
        name, key = self.pick.choice(self.ids)
        self.team.as_(name).unshare(key)

    def override(self) -> None:
        _, key = self.pick.choice(self.ids)
        verdict = Verdict(key, 1, "empathy", "apology", self.pick.choice((None, 0, 1, 2, 3)), "so it is")
        self.team.as_("Lee").disputes.override(verdict, lambda *_: replace(SCORECARD, score=self.pick.uniform(0, 100)))

    def remark(self) -> None:
        name, key = self.pick.choice(self.ids)
        mark = Mark("clarity", "structure", self.pick.randint(0, 7), 7, "")
        self.team.as_(name).add_marks(key, 1, [mark], RUBRICS, "Lee")

    def delete(self) -> None:
        name, key = self.ids.pop(self.pick.randrange(len(self.ids)))
        self.team.as_(name).discard(key)


def stored(history: History) -> list[list[tuple]]:
    return history._database.read(
        lambda connection: [sorted(map(tuple, connection.execute(sqlalchemy.select(table)))) for table in KEPT]
    )


def renewed(history: History) -> list[list[tuple]]:
    history._database.write(tallies.renew)
    return stored(history)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def played(request, tmp_path_factory):
    """One such team on each database; the last test of those that use it deletes what it did."""
    if request.param == "postgresql":
        place = request.getfixturevalue("one_server").url()
    else:
        place = tmp_path_factory.mktemp("played") / "history.db"
    made = Played(place, seed=7)
    for _ in range(40):
        made.step()
    yield made
    made.team.close()


def of_marks(history: History, choice: Choice, by: tuple[str, ...]) -> dict[tuple, list[Fraction | int]]:
    """Counts and shares by group, added up from what the marks of each attempt come to."""
    found: dict[tuple, list] = defaultdict(lambda: [0, Fraction(), Fraction()])
    for one in history.shared.results(choice):
        group = found[(one.rubric, one.criterion, *(getattr(one, name) for name in by))]
        share = Fraction(one.points, one.most)
        group[:] = [group[0] + 1, group[1] + share, group[2] + share * share]
    return found


def test_whatever_happened_sums_are_those_of_the_marks_for_everybody_who_may_ask(played):
    lee = played.team.as_("Lee")
    assert stored(lee) == renewed(lee)
    assert sum(len(rows) for rows in stored(lee)) > 20
    sam = lee.team.person("Sam").id
    days = [date(2025, 12, day) for day in (23, 24, 28, 29, 31)]
    choices = (
        EVERYTHING,
        Choice(team="Returns"),
        Choice(person=sam, channel="email"),
        Choice(scenario="lamp", mode="exam"),
        Choice(since=days[1]),
        Choice(since=days[0], until=days[4]),
        Choice(until=days[2]),
        Choice(since=days[3], until=days[4]),
    )
    for asker in (lee, played.team.as_("Tara")):
        for choice in choices:
            for by in (group for size in (0, 1, 2) for group in combinations(GROUPS, size)):
                wanted = of_marks(asker, choice, by)
                sums = asker.shared.criterion_sums(choice, by)
                got = {(one.rubric, one.criterion, *(getattr(one, name) for name in by)): one for one in sums}
                assert got.keys() == wanted.keys()
                for key, (count, total, squares) in wanted.items():
                    assert got[key].attempts == count
                    assert (got[key].total, got[key].squares) == pytest.approx((total, squares), abs=1e-7)


def test_counts_of_people_and_scores_are_those_of_the_attempts(played):
    for asker in map(played.team.as_, ("Lee", "Tom")):
        shown = asker.shared.attempts(limit=1000)
        for by in ((), ("channel",), ("person",), ("scenario",), ("channel", "person")):
            groups = defaultdict(list)
            for one in shown:
                groups[tuple(getattr(one, name) for name in by)].append(one)
            sums = {tuple(getattr(one, name) for name in by): one for one in asker.shared.attempt_sums(by=by)}
            assert sums.keys() == groups.keys()
            for key, some in groups.items():
                scores = [one.score for one in some if one.score is not None]
                row = sums[key]
                assert (row.attempts, row.scored) == (len(some), len(scores))
                assert row.people == len({one.person for one in some})
                assert row.walked_away == sum(one.ending == "WALKED_AWAY" for one in some)
                assert row.total == pytest.approx(sum(scores), abs=1e-4)
                assert row.squares == pytest.approx(sum(score**2 for score in scores), abs=1e-4)


def test_an_old_history_comes_up_with_its_sums(played):
    lee = played.team.as_("Lee")
    before = stored(lee)
    schema.migrate(located(played.team.place), "it", 5.0, target="0004")
    with History.open(played.team.place, "Lee") as again:
        assert stored(again) == before


def test_nothing_is_left_of_a_deleted_person_and_all_is_right_after_moving(played, tmp_path):
    from simulator.store import moving

    lee = played.team.as_("Lee")
    lee.privacy.delete("Sam")
    assert stored(lee) == renewed(lee)
    moving.move_between(played.team.place, tmp_path / "moved.db", who="Lee")
    with History.open(tmp_path / "moved.db", "Lee") as moved:
        assert stored(moved) == stored(lee) == renewed(moved)
    lee.privacy.older_than(datetime(2030, 1, 1, tzinfo=UTC), dry_run=False)
    assert stored(lee) == [[], [], [], []]


def test_practice_of_one_person_is_summed_up_until_people_come(history):
    begun = history.begin(start(), CONTENTS)
    history.add_exchange(begun, exchange(1))
    history.finish(begun, "RESOLVED", None, SCORECARD)
    (row,) = history.shared.criterion_sums()
    assert (row.attempts, row.people, row.mean) == (1, 0, 0.75)
    (scores,) = history.shared.attempt_sums(by=("channel",))
    assert (scores.attempts, scores.people, scores.total) == (1, 0, SCORECARD.score)
    history.team.add_person("Lee", "lead")
    with History.open(history._database._engine.url.render_as_string(hide_password=False), "Lee") as lee:
        assert lee.shared.criterion_sums() == lee.shared.attempt_sums() == ()
        lee.share(begun)
        assert stored(lee) == renewed(lee)
        assert [one.people for one in lee.shared.criterion_sums()] == [1]


def test_the_program_knows_which_columns_its_wide_indexes_hold():
    """Reports read very many attempts; a column that an index lacks would cost the reading of every row."""
    read = {"person", "audience", "scenario", *tables._SUMMED}
    for name in ("scenario", "person", "audience"):
        (index,) = [one for one in tables.attempt.indexes if one.name == f"ix_attempt_{name}"]
        assert {column.name for column in index.columns} == read
