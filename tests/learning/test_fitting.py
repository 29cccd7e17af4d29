"""Fitting: the same input gives the same bytes, names are left out, and what is learned is heard again."""

from __future__ import annotations

import pytest

from simulator.learning.written import Example
from simulator.signals.evidence import Context
from simulator.signals.learned import Model
from simulator.signals.text import Message

pytest.importorskip("sklearn", reason="training needs scikit-learn (extra: train)")

GOOD = ["lovely", "splendid", "charming", "delightful", "marvellous"]
BAD = ["dreadful", "horrid", "ghastly", "dismal", "wretched"]
THINGS = ["lamp", "kettle", "chair", "coat", "radio", "phone", "mirror", "clock"]


def examples() -> list[Example]:
    rows = []
    for label, words in enumerate((GOOD, BAD)):
        for word in words:
            for thing in THINGS:
                text = f"The {thing} from Bristol is {word} and my {thing} stands here."
                rows.append(Example(text, "customer", {"bad": label}, "customer_own.tsv"))
    return rows


@pytest.fixture(scope="module")
def fitted():
    from simulator.learning.fit import fit

    return fit(examples())


def test_the_same_examples_give_the_same_bytes(fitted):
    from simulator.learning.fit import fit
    from simulator.learning.train import stored

    assert stored(fit(examples())[0]) == stored(fitted[0])


def test_what_was_learned_is_heard_again(fitted):
    own = Model(fitted[0])
    odds = [
        own.odds(own.whole(own.read(Message(f"What a {word} sofa."), Context())), 0) for word in ("splendid", "ghastly")
    ]
    assert odds[0] < 0 < odds[1]


def test_a_word_that_stands_as_a_name_is_not_learned(fitted):
    assert "bristol" not in fitted[0].features
    assert not any("bristol" in feature for feature in fitted[0].features)


def test_figures_count_texts_and_name_their_sources(fitted):
    (figure,) = fitted[1]
    assert (figure.label, figure.texts, figure.positives) == ("bad", 80, 40)
    assert figure.sources == ("customer_own.tsv",)
    assert figure.auc > 0.9


def test_thresholds_keep_false_alarms_rare():
    import numpy as np

    from simulator.learning.fit import thresholds

    truth = np.array([0] * 1000 + [1] * 20)
    odds = np.concatenate([np.linspace(-6, 0, 1000), np.linspace(-1, 3, 20)])
    weak, strong = thresholds(odds, truth, (0.01, 0.001))
    assert (odds[truth == 0] >= weak).mean() <= 0.011
    assert (odds[truth == 0] >= strong).mean() <= 0.0011
    assert strong >= weak + 0.5
