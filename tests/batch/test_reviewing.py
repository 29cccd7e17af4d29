"""Judgements: kept at once and for good; the last word counts, and every earlier one stays."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from review_samples import AT

from simulator.batch.hand_grades import read_hand_grades
from simulator.batch.reviewing import (
    CONFIRMED,
    REJECTED,
    SKIPPED,
    Judgement,
    Precision,
    Reviewed,
    hand_grades,
    journal,
)
from simulator.errors import SimulatorError


def finding(after: str, n: int = 0, rule: str = "attack", author: str = "Lee") -> Judgement:
    return Judgement(AT, author, "finding", f"c{n}", rule, after, turn=4)


def mark(after: str | int | None, author: str = "Lee", **changes: object) -> Judgement:
    given: dict[str, object] = {"shown": "random sample", "blind": True} | changes
    return Judgement(AT, author, "mark", "c1", "qa/greets", after, **given)  # type: ignore[arg-type]


def test_the_last_word_on_a_finding_counts_and_a_skip_takes_nothing_back() -> None:
    reviewed = Reviewed([finding(SKIPPED)])
    assert reviewed.verdict(("c0", 4, "attack", "")) == SKIPPED
    for after in (CONFIRMED, SKIPPED):
        reviewed.add(finding(after))
    assert reviewed.verdict(("c0", 4, "attack", "")) == CONFIRMED
    assert reviewed.touched == {"c0"}
    reviewed.add(finding(REJECTED, author="Kim"))
    assert reviewed.verdict(("c0", 4, "attack", "")) == REJECTED
    assert reviewed.touched == {"c0"}  # nothing of the finding may remain in its marks


def test_nothing_is_confirmed_before_a_person_says_so() -> None:
    reviewed = Reviewed([finding(SKIPPED), finding(REJECTED, 1)])
    assert reviewed.touched == {"c1"}


def test_each_person_has_a_mark_of_their_own_and_can_take_it_back() -> None:
    reviewed = Reviewed([mark(3), mark(1, "Kim"), mark(2)])
    assert [reviewed.mark(name, "c1", "qa/greets").after for name in ("Lee", "Kim")] == [2, 1]  # type: ignore[union-attr]
    reviewed.add(mark(None))
    assert reviewed.mark("Lee", "c1", "qa/greets") is None
    assert reviewed.touched == frozenset()


def test_an_overruling_mark_counts_until_it_is_taken_back() -> None:
    over = Judgement(AT, "Lee", "overrule", "c1", "qa/greets", 4, 1, reason="by name in the subject")
    reviewed = Reviewed([over])
    assert reviewed.points("c1") == {"qa/greets": 4}
    reviewed.add(Judgement(AT, "Lee", "overrule", "c1", "qa/greets", None, 4))
    assert reviewed.points("c1") == {}
    assert reviewed.touched == frozenset()


def test_precision_is_the_share_that_people_confirmed() -> None:
    judged = [*(finding(CONFIRMED, n) for n in range(9)), finding(REJECTED, 9), finding(SKIPPED, 10)]
    attack, privacy = Reviewed(judged).precisions(["attack", "privacy"])
    assert (attack.value, attack.judged) == (0.9, 10)
    assert attack.interval == pytest.approx((0.5958, 0.9821), abs=1e-4)
    assert privacy == Precision("privacy")
    assert privacy.value is None
    assert privacy.interval is None


def test_every_judgement_is_on_the_disk_when_it_was_made_and_none_is_changed(tmp_path: Path) -> None:
    log = journal(tmp_path)
    log.add([finding(CONFIRMED)])
    before = log.path.read_bytes()
    log.add([finding(REJECTED)])
    assert log.path.read_bytes().startswith(before)
    assert [one.after for one in log.entries()] == [CONFIRMED, REJECTED]
    assert log.path.stat().st_mode & 0o077 == 0


def test_a_line_torn_by_a_power_cut_costs_only_itself(tmp_path: Path) -> None:
    log = journal(tmp_path)
    log.add([finding(CONFIRMED), finding(REJECTED, 1)])
    os.truncate(log.path, log.path.stat().st_size - 20)
    log.add([finding(SKIPPED, 2)])
    assert [one.conversation for one in log.entries()] == ["c0", "c2"]


def test_a_file_that_can_not_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "review.jsonl").mkdir()
    with pytest.raises(SimulatorError, match=r"review\.jsonl"):
        journal(tmp_path).add([finding(CONFIRMED)])


def test_calibrate_reads_what_the_review_exports(tmp_path: Path) -> None:
    strange = Judgement(AT, "Kim", "mark", "=1+1", "qa/greets", 2, shown="random sample", blind=True)
    seen = [mark(points, "Sam", blind=False) for points in (4, 3)]
    risky = mark(1, "Pat", shown="risk list")
    reviewed = Reviewed([mark(3), strange, *seen, risky, mark("n/a", "Kim"), mark(2, "Ida"), mark(None, "Ida")])
    path = tmp_path / "hand.csv"
    from simulator.cli.review import write_table

    write_table(path, hand_grades(reviewed))
    found = read_hand_grades(path, str)
    kept = {(grade.grader, grade.conversation, grade.mark) for grade in found.grades}
    assert kept == {("Lee", "c1", 3), ("Kim", "=1+1", 2), ("Kim", "c1", None)}
    assert (found.skipped.in_sight, found.skipped.for_risk) == (1, 1)
    assert ",=1" not in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("given", "unseen"),
    [
        ([(3, False)], True),
        ([(3, True)], True),
        ([(3, False), (3, False)], True),
        ([(3, True), (2, True)], True),
        ([(3, False), (2, False)], False),
        ([(3, False), (None, False), (2, False)], False),
        ([(3, False), (2, True)], False),
        ([(3, True), (2, False)], False),
        ([(3, True), (2, False), (1, False)], False),
    ],
)
def test_a_mark_of_the_sample_is_blind_until_it_has_brought_the_softwares_into_sight(
    given: list[tuple[int | None, bool]], unseen: bool
) -> None:
    reviewed = Reviewed(mark(points, blind=blind) for points, blind in given)
    assert reviewed.unseen("Lee", "c1", "qa/greets") is unseen
    assert [row[5] for row in hand_grades(reviewed)] == ["blind", "yes" if unseen else "no"]


def test_a_mark_of_the_risk_list_was_given_in_sight() -> None:
    assert not Reviewed([mark(3, shown="risk list", blind=False)]).unseen("Lee", "c1", "qa/greets")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_a_full_disk_is_told_and_not_taken_for_kept(tmp_path: Path) -> None:
    (tmp_path / "review.jsonl").symlink_to("/dev/full")
    with pytest.raises(SimulatorError, match="No space left"):
        journal(tmp_path).add([finding(CONFIRMED)])
