"""Agreement statistics against published worked examples, and what must not change them."""

from __future__ import annotations

import math
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.agreement import (
    auc,
    bias,
    icc,
    interval,
    krippendorff_alpha,
    macro_f1,
    pearson,
    quadratic_kappa,
    ranks,
    spearman,
    within,
)
from simulator.agreement.moments import student

# Krippendorff (2011), table D: four observers, twelve units, missing ratings.
OBSERVERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]
# Shrout and Fleiss (1979), table 2: six targets, four judges.
TARGETS = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
# Hanley and McNeil (1982), table I: ratings 1-5 of 58 normal and 51 abnormal images.
NORMAL, ABNORMAL = [33, 6, 6, 11, 2], [3, 2, 2, 11, 33]
# Anscombe (1973), first set.
ANSCOMBE_X = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5]
ANSCOMBE_Y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68]
# Ratings of anxiety by three raters, as shipped with R's irr package; its manual prints these values.
ANXIETY = [
    [3, 3, 3, 4, 5, 5, 2, 3, 5, 2, 2, 6, 1, 5, 2, 2, 1, 2, 4, 3],
    [3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4],
    [2, 1, 4, 4, 3, 2, 1, 6, 1, 1, 1, 2, 3, 3, 1, 1, 3, 3, 2, 2],
]
LEVELS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=2, max_size=40)


def test_kappa_by_hand():
    # Twelve items: squared differences 0, 1, 1, 0, 0, 4, 0, 0, 1, 1, 0, 0 (mean 2/3); by chance 293/144.
    one, other = [0, 0, 1, 1, 2, 2, 3, 3, 1, 2, 0, 3], [0, 1, 0, 1, 2, 0, 3, 3, 2, 1, 0, 3]
    pairs = [(x - y) ** 2 for x in one for y in other]
    assert quadratic_kappa(one, other) == pytest.approx(1 - (8 / 12) / (sum(pairs) / len(pairs)))


def test_kappa_of_the_anxiety_ratings():
    assert quadratic_kappa(ANXIETY[0], ANXIETY[1]) == pytest.approx(0.297, abs=0.0005)


def test_icc_of_the_anxiety_ratings():
    assert icc(list(zip(*ANXIETY, strict=True))) == pytest.approx(0.198, abs=0.0005)


def test_icc_of_shrout_and_fleiss():
    assert icc(TARGETS) == pytest.approx(0.29, abs=0.005)


def test_ordinal_alpha_of_krippendorffs_example():
    assert krippendorff_alpha(list(zip(*OBSERVERS, strict=True))) == pytest.approx(0.815, abs=0.0005)


def test_auc_of_hanley_and_mcneil():
    scores = [level for counts in (NORMAL, ABNORMAL) for level, count in enumerate(counts) for _ in range(count)]
    assert auc(scores, [False] * 58 + [True] * 51) == pytest.approx(0.893, abs=0.0005)


def test_pearson_of_anscombe():
    assert pearson(ANSCOMBE_X, ANSCOMBE_Y) == pytest.approx(0.81642, abs=0.000005)


def test_spearman_is_one_less_six_times_the_squares():
    iq, hours = [86, 97, 99, 100, 101, 103, 106, 110, 112, 113], [2, 20, 28, 27, 50, 29, 7, 17, 6, 12]
    assert spearman(iq, hours) == pytest.approx(1 - 6 * 194 / (10 * 99))


def test_equal_values_share_their_rank():
    assert ranks([3, 1, 3, 2]) == [3.5, 1, 3.5, 2]


def test_macro_f1_by_hand():
    # Class 0: tp 2, fp 1, fn 0 -> .8; the others are never right.
    assert macro_f1([0, 1, 2, 0, 1, 2], [0, 2, 1, 0, 0, 1]) == pytest.approx(0.8 / 3)
    assert macro_f1(["a", "b"], ["a", None], ["a", "b", "c"]) == pytest.approx(1 / 3)


def test_bias_and_closeness_are_in_levels():
    assert bias([2, 3, 4], [1, 3, 1]) == pytest.approx(4 / 3)
    assert within([2, 3, 4], [1, 3, 1]) == pytest.approx(2 / 3)


@given(LEVELS)
def test_ratings_by_oneself_agree_fully(pairs):
    one = [x for x, _ in pairs]
    for statistic in (quadratic_kappa, pearson, spearman):
        assert statistic(one, one) in (None, pytest.approx(1))
    assert krippendorff_alpha([(x, x) for x in one]) in (None, pytest.approx(1))
    assert icc([(x, x) for x in one]) in (None, pytest.approx(1))


def same(before, after):
    return (before is None and after is None) or before == pytest.approx(after, abs=1e-9)


@given(LEVELS, st.randoms(use_true_random=False))
def test_neither_order_nor_sides_nor_the_scales_start_matter(pairs, random):
    mixed = list(pairs)
    random.shuffle(mixed)
    for change in (lambda x, y: (x, y), lambda x, y: (y, x), lambda x, y: (x + 7, y + 7), lambda x, y: (3 * x, 3 * y)):
        changed = [change(x, y) for x, y in mixed]
        for statistic in (quadratic_kappa, pearson, spearman):
            assert same(*(statistic(*map(list, zip(*rows, strict=True))) for rows in (pairs, changed)))
        assert same(krippendorff_alpha(pairs), krippendorff_alpha(changed))
        assert same(icc(pairs), icc(changed))


@given(LEVELS)
def test_alpha_takes_any_growing_scale_for_the_same(pairs):
    assert same(krippendorff_alpha(pairs), krippendorff_alpha([(x**3, y**3) for x, y in pairs]))


@given(LEVELS)
def test_auc_turned_around_is_its_complement(pairs):
    scores, flags = [x for x, _ in pairs], [y > 1 for _, y in pairs]
    found = auc(scores, flags)
    if found is None:
        assert len(set(flags)) == 1
    else:
        assert auc([-score for score in scores], flags) == pytest.approx(1 - found)
        assert auc([math.exp(score) for score in scores], flags) == found


def test_what_is_not_defined_is_none():
    assert quadratic_kappa([], []) is quadratic_kappa([1, 1], [1, 1]) is None
    assert krippendorff_alpha([(1, None), (2,), ()]) is krippendorff_alpha([(1, 1)]) is None
    assert icc([]) is icc([(1, 2)]) is icc([(1, 1), (1, 1)]) is None
    assert pearson([1, 1], [1, 2]) is spearman([1], [1]) is auc([1, 2], [True, True]) is macro_f1([], []) is None
    assert bias([], []) is within([], []) is interval([], len) is None
    assert interval([1, 2], lambda _: None) is None


@pytest.mark.parametrize("statistic", [quadratic_kappa, bias, within, pearson, spearman, auc, macro_f1])
def test_unequal_lengths_are_an_error(statistic):
    with pytest.raises(ValueError, match=r"\d against \d|shorter|longer|every item"):
        statistic([1, 2], [1])


def test_a_table_with_a_gap_is_an_error():
    with pytest.raises(ValueError, match="every rater"):
        icc([(1, 2), (1,)])


def test_an_interval_holds_the_truth_about_as_often_as_it_says():
    random, held = Random(4), 0
    for seed in range(200):
        sample = [random.gauss(0, 1) for _ in range(40)]
        low, high = interval(sample, lambda rows: sum(rows) / len(rows), seed=seed, samples=200)
        held += low <= 0 <= high
    assert 176 <= held <= 198


def test_the_same_seed_gives_the_same_interval():
    rows = list(range(20))
    mean = lambda sample: sum(sample) / len(sample)  # noqa: E731
    assert interval(rows, mean, seed=1) == interval(rows, mean, seed=1) != interval(rows, mean, seed=2)


@pytest.mark.parametrize("wrong", [{"level": 1.0}, {"level": 0.0}, {"samples": 0}])
def test_an_interval_of_no_size_is_an_error(wrong):
    with pytest.raises(ValueError, match="level"):
        interval([1], len, **wrong)


@pytest.mark.parametrize(("freedom", "known"), [(30, 2.0423), (31, 2.0395), (60, 2.0003), (120, 1.9799), (10**6, 1.96)])
def test_students_quantile_goes_on_smoothly_beyond_its_table(freedom, known):
    assert student(freedom) == pytest.approx(known, abs=4e-4)
