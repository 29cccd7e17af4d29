"""What is remembered of words: bounded, and the common ones stay."""

from __future__ import annotations

from simulator.signals.remembered import LONGEST, Remembered


def test_common_words_are_found_once_and_rare_ones_never_fill_the_memory() -> None:
    asked: list[str] = []
    lengths = Remembered(lambda word: (asked.append(word), len(word))[1], most=100)
    for number in range(10_000):
        assert lengths["parcel"] == 6
        assert lengths[f"order{number}"] == 5 + len(str(number))
        assert len(lengths) + len(lengths._before) <= 100

    assert asked.count("parcel") == 1
    assert len(asked) == 10_001


def test_a_word_too_long_to_be_one_is_not_kept() -> None:
    lengths = Remembered(len)
    long = "x" * (LONGEST + 1)

    assert lengths[long] == len(long)
    assert long not in lengths
