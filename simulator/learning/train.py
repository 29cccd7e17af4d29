"""The use case: read what may be learned from, fit both sides, write the weights and the model card."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from simulator.errors import UsageError
from simulator.learning.fit import Figures, fit
from simulator.learning.sources import SOURCES, load
from simulator.learning.written import Example, written
from simulator.signals.learned import Weights
from simulator.signals.tones import LEARNED

SIDES = ("agent", "customer")
FEWEST = 20
"""Examples that a label needs: with fewer, a fold may hold none."""
MOST_BYTES = 5_000_000
"""All shipped weights together."""


class Trained(Struct, frozen=True):
    """One side's weights as bytes, how many features they hold, and the figures of their labels."""

    side: str
    stored: bytes
    features: int
    figures: tuple[Figures, ...]


def train(data: Path, narrate: Callable[[str], None]) -> list[Trained]:
    """Fit both sides on the sets in a folder and on the examples written for this project.

    Args:
        data: the folder of the sets (``*.jsonl.gz``); a set that is not there is left out, and that is said.
        narrate: told what is done, a line at a time.

    Raises:
        UsageError: the folder or scikit-learn is missing, or the weights would be too large.

    """
    if not data.is_dir():
        raise UsageError(f"there is no folder {data}")
    if find_spec("sklearn") is None:
        raise UsageError("training needs scikit-learn: pip install '.[train]' in its folder")
    examples = written()
    for source in SOURCES.values():
        if (data / source.file).exists():
            examples += load(data, source)
        else:
            narrate(f"{source.file} is not in {data}: left out")
    trained = [_side(side, examples, narrate) for side in SIDES]
    if sum(len(item.stored) for item in trained) > MOST_BYTES:
        raise UsageError(f"the weights would take more than {MOST_BYTES} bytes: learn fewer features")
    return trained


def _side(side: str, examples: list[Example], narrate: Callable[[str], None]) -> Trained:
    labels = {row.label or signal for signal, row in LEARNED[side].items()}
    mine = [only(example, labels) for example in examples if example.side == side]
    mine = [example for example in mine if example.labels]
    few = sorted(label for label in labels if sum(row.labels.get(label, 0) for row in mine) < FEWEST)
    if few:
        raise UsageError(f"{side}: fewer than {FEWEST} examples of {', '.join(few)}")
    narrate(f"{side}: {len(mine)} texts")
    weights, figures = fit(mine)
    return Trained(side, stored(weights), len(weights.features), tuple(figures))


def only(example: Example, labels: set[str]) -> Example:
    """The example with what it says of some labels."""
    return replace(example, labels={name: value for name, value in example.labels.items() if name in labels})


def stored(weights: Weights) -> bytes:
    """Weights as they are shipped; the same weights give the same bytes."""
    return msgspec.msgpack.encode(weights)


def write(trained: list[Trained], folder: Path) -> None:
    """Write each side's weights as ``<side>.bin``.

    Raises:
        UsageError: they can't be written.

    """
    for item in trained:
        path = folder / f"{item.side}.bin"
        try:
            path.write_bytes(item.stored)
        except OSError as error:
            raise UsageError(f"{path}: it can't be written: {error.strerror}") from error
