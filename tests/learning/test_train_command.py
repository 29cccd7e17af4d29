"""``simulator train`` as a person types it."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from simulator.cli.train import train
from simulator.errors import UsageError
from simulator.learning.card import card
from simulator.learning.fit import Figures
from simulator.learning.sources import SOURCES
from simulator.learning.train import Trained


def run(*words):
    return CliRunner().invoke(train, [str(word) for word in words])


def test_a_folder_that_is_not_there_is_one_clear_line(tmp_path):
    done = run(tmp_path / "nowhere", "--date", "2026-11-22", "--dry-run")
    assert isinstance(done.exception, UsageError)
    assert str(done.exception) == f"there is no folder {tmp_path / 'nowhere'}"


def test_without_scikit_learn_the_extra_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr("simulator.learning.train.find_spec", lambda _: None)
    done = run(tmp_path, "--date", "2026-11-22", "--dry-run")
    assert str(done.exception) == "training needs scikit-learn: pip install '.[train]' in its folder"


def test_sets_that_are_not_there_are_named_and_the_rest_is_learned_from(tmp_path):
    pytest.importorskip("sklearn", reason="training needs scikit-learn (extra: train)")
    done = run(tmp_path, "--date", "2026-11-22", "--weights", tmp_path, "--card", tmp_path / "card.md")
    assert done.exit_code == 0
    assert all(f"{source.file} is not in {tmp_path}: left out" in done.stderr for source in SOURCES.values())
    assert {item.name for item in tmp_path.iterdir()} == {"agent.bin", "customer.bin", "card.md"}
    assert "| anger |" in done.stdout


def test_a_dry_run_writes_nothing(tmp_path):
    pytest.importorskip("sklearn", reason="training needs scikit-learn (extra: train)")
    assert run(tmp_path, "--date", "2026-11-22", "--weights", tmp_path, "--dry-run").exit_code == 0
    assert list(tmp_path.iterdir()) == []


def test_a_label_with_too_few_examples_is_refused(tmp_path, monkeypatch):
    pytest.importorskip("sklearn", reason="training needs scikit-learn (extra: train)")
    monkeypatch.setattr("simulator.learning.train.written", list)
    done = run(tmp_path, "--date", "2026-11-22", "--dry-run")
    assert isinstance(done.exception, UsageError)
    assert str(done.exception).startswith("agent: fewer than 20 examples of attack, ")


def test_a_date_must_be_given(tmp_path):
    assert run(tmp_path).exit_code == 2


def test_the_card_names_command_date_data_licences_and_figures():
    figures = Figures("anger", 1000, 80, ("goemotions", "customer_moods.tsv"), 0.87, (0.6, 0.8), (0.4, 0.1))
    text = card([Trained("customer", b"12345", 7, (figures,))], "simulator train DATA", "2026-11-22")
    assert "`simulator train DATA` on 2026-11-22" in text
    assert "Apache-2.0" in text
    assert "`customer_moods.tsv`" in text
    assert "MultiDoGO (" not in text
    assert "| anger | 1,000 | 80 | 0.870 | 0.60 | 0.40 | 0.80 | 0.10 |" in text
