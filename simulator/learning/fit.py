"""Fitting: one regularised linear model per label over one vocabulary per side, with figures out of fold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from math import log, sqrt
from typing import Any

from msgspec import Struct

from simulator.learning.sources import SOURCES
from simulator.learning.written import Example
from simulator.signals.evidence import Context
from simulator.signals.features import echoes, features, marks, names_of, pieces
from simulator.signals.learned import LOUDEST, SHORT, Label, Weights
from simulator.signals.text import Message

FOLDS = 5
PENALTY = 0.06
"""Inverse strength of the L2 penalty; the best of .02 to .3 by cross-validation on the sets' training parts."""
PAIR = 0.4
"""A pair's share of a word's weight before fitting: pairs are many and rare."""
OWN_WEIGHT = 3.0
"""What an example written for this project counts for beside one of a public set: they are few, and of the trade."""
SHARES = {name: source.share for name, source in SOURCES.items()}
SEEN_WORD, SEEN_PAIR, SEEN_OWN = 4, 10, 2
"""Texts that must hold a word, or a pair, before it is learned; of this project's own texts."""
NAMELIKE = 0.6
"""Share of capital initials inside sentences from which a word is a name, and is left out: names judge nobody."""
LEAST_STEP = 0.5
"""Least distance of weak from strong, in log-odds."""
ALARMS = {"agent": (0.01, 0.001), "customer": (0.03, 0.003)}
"""Most of the texts without a label that may read 1/3, and 2/3: an agent is suspected less readily."""


class Figures(Struct, frozen=True):
    """One label's figures out of fold: texts, those with the label, area under the curve, and at 1/3 and 2/3."""

    label: str
    texts: int
    positives: int
    sources: tuple[str, ...]
    auc: float
    precision: tuple[float, float]
    recall: tuple[float, float]


class Prepared(Struct, frozen=True):
    """An example's features, counted, the length they are divided by, and each inner word with whether it is a Name."""

    example: Example
    counts: dict[str, int]
    length: float
    inside: tuple[tuple[str, bool], ...] = ()


def prepare(example: Example) -> Prepared:
    """The features of a text as the model will see them, sentence by sentence, added up."""
    message, context = Message(example.text), Context(previous=example.previous)
    found: Counter[str] = Counter()
    words = 0
    for piece in pieces(message, names_of(context)):
        found.update(features(piece.words, marks(message, piece)))
        words += len(piece.words)
    found.update(echoes(message, context))
    return Prepared(example, dict(found), sqrt(words + SHORT), _inside(message))


def vocabulary(rows: Sequence[Prepared]) -> dict[str, float]:
    """What is learned, in order, with its weight before fitting: rare in texts, heavy in value."""
    seen: Counter[str] = Counter()
    own: Counter[str] = Counter()
    for row in rows:
        seen.update(row.counts.keys())
        if is_own(row.example):
            own.update(row.counts.keys())
    names = namelike(rows)
    kept = {}
    for feature, count in sorted(seen.items()):
        pair = " " in feature
        if count < (SEEN_PAIR if pair else SEEN_WORD) and own[feature] < SEEN_OWN:
            continue
        if names.isdisjoint(feature.split()):
            kept[feature] = (log((1 + len(rows)) / (1 + count)) + 1) * (PAIR if pair else 1.0)
    return kept


def is_own(example: Example) -> bool:
    """Whether the example was written for this project."""
    return example.source.endswith(".tsv")


def namelike(rows: Iterable[Prepared]) -> frozenset[str]:
    """Words that mostly begin with a capital inside sentences."""
    seen: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for row in rows:
        for word, is_capital in row.inside:
            seen[word] += 1
            capital[word] += is_capital
    return frozenset(word for word, count in capital.items() if count >= NAMELIKE * seen[word])


def _inside(message: Message) -> tuple[tuple[str, bool], ...]:
    """Words that begin no sentence, and whether they have a capital initial; of a text that leaves them out none."""
    text = message.text
    if text.upper() == text or text.lstrip()[:1].islower():
        return ()
    firsts = {message.words_of(at).start for at in range(len(message.sentences))}
    spans = zip(message.words, message.starts, message.ends, strict=True)
    return tuple(
        (word, text[start].isupper() and not text[start:end].isupper())
        for at, (word, start, end) in enumerate(spans)
        if at not in firsts
    )


def fit(examples: Sequence[Example]) -> tuple[Weights, list[Figures]]:
    """Models of all labels of one side's examples, and their figures; the same input gives the same bytes."""
    from threadpoolctl import threadpool_limits

    rows = [prepare(example) for example in examples]
    known = vocabulary(rows)
    matrix = _matrix(rows, known)
    names = sorted({label for example in examples for label in example.labels})
    labels, columns, figures = [], [], []
    with threadpool_limits(1):  # sums in another order would give other last digits, and the threads only wait
        for name in names:
            label, column, figure = _label(name, rows, matrix, list(known.values()))
            labels.append(label)
            columns.append(column)
            figures.append(figure)
    return _stored(labels, list(known), columns), figures


def _stored(labels: list[Label], known: list[str], columns: list[list[int]]) -> Weights:
    """The weights without the features that weigh next to nothing for every label."""
    kept, packed = [], bytearray()
    for feature, lanes in zip(known, zip(*columns, strict=True), strict=True):
        if any(abs(lane) > 1 for lane in lanes):
            kept.append(feature)
            total = sum(lane << (16 * at) for at, lane in enumerate(lanes))
            packed += total.to_bytes(2 * len(lanes), "little", signed=True)
    return Weights(tuple(labels), tuple(kept), bytes(packed))


def _matrix(rows: Sequence[Prepared], known: dict[str, float]) -> Any:
    from scipy.sparse import csr_matrix

    column = {feature: at for at, feature in enumerate(known)}
    weight = list(known.values())
    values, where, ends = [], [], [0]
    for row in rows:
        for feature, count in row.counts.items():
            at = column.get(feature)
            if at is not None:
                where.append(at)
                values.append(count * weight[at] / row.length)
        ends.append(len(where))
    return csr_matrix((values, where, ends), shape=(len(rows), len(known)))


def _label(name: str, rows: Sequence[Prepared], matrix: Any, weight: list[float]) -> tuple[Label, list[int], Figures]:
    """One label's scale, its integer weights by feature, and its figures."""
    import numpy as np

    judged = [at for at, row in enumerate(rows) if name in row.example.labels]
    mine = [rows[at].example for at in judged]
    truth = np.array([example.labels[name] for example in mine])
    share = np.array([SHARES.get(example.source, OWN_WEIGHT) for example in mine])
    folds = np.array([_fold(example.text) for example in mine])
    own = matrix[judged]
    odds = np.zeros(len(mine))
    for fold in range(FOLDS):
        rest, held = folds != fold, folds == fold
        odds[held] = _fitted(own[rest], truth[rest], share[rest]).decision_function(own[held])
    weak, strong = thresholds(odds, truth, ALARMS[mine[0].side])
    final = _fitted(own, truth, share)
    column = final.coef_[0] * np.array(weight)
    scale = float(np.abs(column).max()) / LOUDEST
    label = Label(name, scale, float(final.intercept_[0]), weak, strong)
    return label, [round(value / scale) for value in column.tolist()], _figures(name, mine, odds, truth, label)


def _fitted(matrix: Any, truth: Any, share: Any) -> Any:
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=PENALTY, max_iter=500, solver="lbfgs").fit(matrix, truth, sample_weight=share)


def _fold(text: str) -> int:
    return blake2b(text.lower().encode("utf-8", "replace"), digest_size=2).digest()[0] % FOLDS


def thresholds(odds: Any, truth: Any, alarms: tuple[float, float]) -> tuple[float, float]:
    """The log-odds that read 1/3 and 2/3: where F1 is best and alarms are few enough, and where they are rare."""
    import numpy as np

    order = np.argsort(-odds, kind="stable")
    hits = np.cumsum(truth[order])
    f1 = 2 * hits / (np.arange(1, len(truth) + 1) + truth.sum())
    false = np.sort(odds[truth == 0])
    weak = max(float(odds[order][int(f1.argmax())]), float(np.quantile(false, 1 - alarms[0])))
    strong = max(weak + LEAST_STEP, float(np.quantile(false, 1 - alarms[1])))
    return weak, strong


def _figures(name: str, mine: Sequence[Example], odds: Any, truth: Any, label: Label) -> Figures:
    from sklearn.metrics import precision_score, recall_score, roc_auc_score

    at = [odds >= edge for edge in (label.weak, label.strong)]
    weak, strong = ((precision_score(truth, found, zero_division=0), recall_score(truth, found)) for found in at)
    return Figures(
        name,
        len(mine),
        int(truth.sum()),
        tuple(sorted({example.source for example in mine})),
        float(roc_auc_score(truth, odds)),
        (float(weak[0]), float(strong[0])),
        (float(weak[1]), float(strong[1])),
    )
