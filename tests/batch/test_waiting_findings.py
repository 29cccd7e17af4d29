"""What a critical finding in real work does to marks: next to nothing until a person confirms it."""

from __future__ import annotations

import msgspec
import pytest
from conversations import job
from msgspec.structs import replace
from review_samples import grading, insulted, verdict

from simulator.batch.judging import Judging
from simulator.batch.lines import judged
from simulator.batch.parts import terms_of
from simulator.batch.records import MarkLine
from simulator.batch.review_items import Found, Reviewable, place_of
from simulator.batch.reviewing import CONFIRMED, REJECTED, SKIPPED, Reviewed
from simulator.batch.settling import Felt, felt_in, settle, settled
from simulator.library import Library

RESPECT = {"empathy/respect", "qa/respect"}


@pytest.fixture(scope="module")
def what(tmp_path_factory: pytest.TempPathFactory) -> Reviewable:
    return grading(tmp_path_factory.mktemp("waiting"))


def rubric_text(name: str) -> str:
    return Library().rubric_text(name).text


def turn_of(found: Found, what: Reviewable, word: str) -> MarkLine:
    """The turn of a finding after a verdict."""
    after = settled(what.rubrics, found.judged, felt_in(found.judged, Reviewed([verdict(what, 0, word)])))
    return next(turn for turn in after.marks if turn.turn == found.candidate.turn)


def resting_on(turn: MarkLine, quote: str) -> set[str]:
    return {item.mark for item in turn.quotes if quote in item.quote}


def test_an_unconfirmed_attack_lowers_the_mark_for_respect_and_no_other(what: Reviewable) -> None:
    found = what.findings[0]
    turn = turn_of(found, what, SKIPPED)
    assert resting_on(turn, found.candidate.quote) == RESPECT
    assert turn.marks["clarity/no_jargon"] != 0
    assert "clarity/moves_to_private" in turn.not_applicable


def test_a_confirmed_attack_lowers_what_the_rubrics_say(what: Reviewable) -> None:
    turn = turn_of(what.findings[0], what, CONFIRMED)
    clarity = [points for key, points in turn.marks.items() if key.startswith("clarity/")]
    assert all(points is not None and points <= 1 for points in clarity)
    assert not [key for key in turn.not_applicable if key.startswith("clarity/")]
    assert (turn.scores["clarity"] or 0) <= 25


def test_of_a_rejected_attack_nothing_remains_in_the_marks(what: Reviewable) -> None:
    whole = insulted(1)
    turns = [replace(turn, text="You are an idiot, Laura.") if n == 4 else turn for n, turn in enumerate(whole.turns)]
    work = replace(job(), rubrics=tuple((rubric_text(rubric.id), rubric.file) for rubric in what.rubrics))
    one = judged(Judging(terms_of(msgspec.msgpack.encode(work)), replace(whole, turns=tuple(turns))))
    after = settled(what.rubrics, one, Felt(rejected=frozenset(map(place_of, one.line.candidates))))
    (before,) = (turn for turn in one.marks if turn.turn == 4)
    (found,) = (turn for turn in after.marks if turn.turn == 4)
    assert {before.marks[key] for key in RESPECT} == {0}
    assert {found.marks[key] for key in RESPECT} <= {2, 3, 4}
    assert {key for key in before.marks if before.marks[key] != found.marks[key]} == RESPECT
    assert not after.line.candidates


def test_a_rejected_finding_is_named_nowhere_among_what_to_read(what: Reviewable) -> None:
    name = what.findings[0].candidate.conversation
    tally = settle(what, Reviewed([verdict(what, 0, REJECTED)]))
    picked = [item.judged.line for item in (*tally.risks, *tally.sample)]
    assert all(not line.candidates for line in picked if line.id == name)
    assert sum(bool(line.candidates) for line in picked) > 0
