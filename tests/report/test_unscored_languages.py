"""A conversation in a language that no rubric judges: said so everywhere, and never a 0."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from simulator.cli.history import history
from simulator.practice import NOT_SCORED
from simulator.training import Workshop


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SIMULATOR_HOME", str(tmp_path))
    return tmp_path


def test_a_spanish_conversation_has_no_score_no_coaching_and_says_so(home: Path) -> None:
    with Workshop() as workshop:
        practice = workshop.practise("late-parcel-birthday-es", seed=1)
        practice.send("Cálmese, solo es un paquete.", 5.0)
        assert practice.exchanges[0].marks == ()
        assert "no hints" in practice.hint()
        told = practice.finish(None)
        assert told.happened[-1] == NOT_SCORED
        assert (told.bars, told.to_try, told.strength, told.scorecard.score) == ((), None, None, None)
        (kept,) = workshop.attempts()
        assert kept.unscored
        assert kept.score is None
        assert workshop.debrief(kept.id).happened[-1] == NOT_SCORED
    assert "Not scored: no rubric judges its language." in CliRunner().invoke(history, []).output


def test_an_english_conversation_is_scored_as_ever(home: Path) -> None:
    with Workshop() as workshop:
        practice = workshop.practise("late-parcel-birthday", seed=1)
        practice.send("Please calm down, it's only a parcel.", 5.0)
        told = practice.finish(None)
        assert NOT_SCORED not in told.happened
        assert told.scorecard.score is not None
        assert not workshop.attempts()[0].unscored
