"""Agreement on classes without an order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence


def macro_f1(
    truth: Sequence[Hashable], predicted: Sequence[Hashable], classes: Iterable[Hashable] | None = None
) -> float | None:
    """The mean over classes of ``2 tp / (2 tp + fp + fn)``, 0-1, each class counting the same.

    Args:
        truth: the right class of each item.
        predicted: the class it was given; one that is none of ``classes`` is only wrong.
        classes: what to average over; left out: those that occur in ``truth``.

    Returns:
        None where there is no class; a class that is neither present nor predicted counts 0.

    Raises:
        ValueError: the lengths differ.

    """
    if len(truth) != len(predicted):
        raise ValueError(f"{len(truth)} classes against {len(predicted)}: every item needs both")
    names = list(dict.fromkeys(truth if classes is None else classes))
    if not names:
        return None
    right = Counter(one for one, other in zip(truth, predicted, strict=True) if one == other)
    given, there = Counter(predicted), Counter(truth)
    return sum(2 * right[name] / ((given[name] + there[name]) or 1) for name in names) / len(names)
