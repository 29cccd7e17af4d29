"""Public sets: which rows train, what they become, and what is said of a file that can't be read."""

from __future__ import annotations

import gzip
import json

import pytest

from simulator.errors import ContentError, UsageError
from simulator.learning.sources import SOURCES, load


def put(folder, name, *rows):
    with gzip.open(folder / SOURCES[name].file, "wt", encoding="utf-8") as lines:
        lines.writelines(row if isinstance(row, str) else json.dumps(row) + "\n" for row in rows)
    return list(load(folder, SOURCES[name]))


def test_only_the_training_split_of_the_comments_is_read_and_masks_are_no_words(tmp_path):
    rows = put(
        tmp_path,
        "goemotions",
        {"split": "dev", "text": "You fool", "emotions": ["anger"]},
        {"split": "train", "text": "[NAME] you fool", "emotions": ["anger"]},
        {"split": "train", "text": "That fool", "emotions": ["annoyance"]},
    )
    customer = [row for row in rows if row.side == "customer"]
    assert [(row.text.strip(), row.labels["anger"]) for row in customer] == [("you fool", 1), ("That fool", 1)]
    assert [row.labels["dismissing"] for row in rows if row.side == "agent"] == [1, 0]


def test_several_intents_of_one_line_are_told_apart(tmp_path):
    (row,) = put(tmp_path, "multidogo", {"split": "train", "text": "no thanks", "intents": "rejection<div>thankyou"})
    assert (row.labels["rejection"], row.labels["gratitude"], row.labels["confirmation"]) == (1, 1, 0)


def test_a_service_agents_replies_are_examples_of_no_disrespect(tmp_path):
    turns = [{"role": "user", "text": "Hi"}, {"role": "assistant", "text": "Hello, how can I help?"}]
    (row,) = put(tmp_path, "taubench_airline", {"turns": turns})
    assert (row.side, row.previous, set(row.labels.values())) == ("agent", "Hi", {0})


def test_a_broken_row_is_told_with_file_and_line(tmp_path):
    good = {"split": "train", "text": "no", "previous": None, "severity": 1.0}
    with pytest.raises(ContentError, match=r"convabuse\.jsonl\.gz:2:1: not a row of this set"):
        put(tmp_path, "convabuse", good, '{"split": "train"}\n')


def test_a_file_that_is_no_archive_is_told(tmp_path):
    (tmp_path / SOURCES["convabuse"].file).write_text("plain", encoding="utf-8")
    with pytest.raises(UsageError, match="can't be read"):
        list(load(tmp_path, SOURCES["convabuse"]))


def test_every_set_names_its_licence():
    assert all(source.licence and source.title for source in SOURCES.values())
