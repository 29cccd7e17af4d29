"""How far ratings agree: between people, and between people and the program. Pure numbers, no dependency.

Every function takes plain sequences and gives a float, or None where the statistic isn't defined (no rating, or all
alike); sequences of unequal length are a ``ValueError``.
"""

from __future__ import annotations

from simulator.agreement.bootstrap import Interval, interval
from simulator.agreement.classes import macro_f1
from simulator.agreement.levels import bias, icc, krippendorff_alpha, quadratic_kappa, within
from simulator.agreement.ranks import auc, pearson, ranks, spearman

__all__ = [
    "Interval",
    "auc",
    "bias",
    "icc",
    "interval",
    "krippendorff_alpha",
    "macro_f1",
    "pearson",
    "quadratic_kappa",
    "ranks",
    "spearman",
    "within",
]
