"""What the agent may propose, and what the case rules out: authority and limits, words and figures that are wrong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from simulator.engine.ear import BARS
from simulator.engine.frames import Frames, clause_start, held_back, in_condition
from simulator.engine.words import MONEY, NUMBER, PERCENT

if TYPE_CHECKING:
    from simulator.engine.heed import Heeded
    from simulator.engine.phrases import Found
    from simulator.engine.words import Word
    from simulator.scenario.model import Resolution, Scenario

CENT = 0.005
"""Figures this close are the same."""
_TIED = frozenset("that it get receiv back refund credit transfer amount sum total off discount price".split())
"""Stems that tie a figure in a sentence of its own to what was proposed before it."""
_SUMS = frozenset("amount sum total refund credit reimburs price money".split())
"""Stems that a bare number is the sum of: behind them, "of" or "is"."""
_PAID = frozenset("refund credit reimburs transfer return get receiv pay send give back you".split())
"""Stems right behind which a bare number is a sum: "you get 46.90"."""
_IS = frozenset("be make".split())
_THAT = frozenset("that it this".split())
_BARELY = frozenset("onli exact full will would".split())
"""Stems that may stand between."""
_IN_CENTS = re.compile(r"\d+(?:[.,]\d{3})*[.,]\d\d")
"""How a sum is written without a currency."""
_RANGE_OR_UNIT = re.compile(
    r"\s*(?:(?:to|and|or|until|till|-|–|/|x)\s*\d|(?:[ap]\.?m|o['’]?clock|h|hrs?|hours?|minutes?|mins?|days?|weeks?|"
    r"mm|cm|m|km|kg|g|ml|l|v|w|watts?|volts?|inch(?:es)?)\b)",
    re.IGNORECASE,
)
"""What behind a bare number makes it a span, a time of day or a measure."""
_NOW = re.compile(r"\s*(?:now|today|tonight|tomorrow|sharp)\b", re.IGNORECASE)
"""What makes "it is 10.15" a time of day."""
UNTOLD = frozenset({0.0})
"""What stands where an order or an item has no price."""
_JOINS = frozenset("and but so becaus because".split())
_BEGINS_ANEW = frozenset("you it we i that this the they one take use get buy choos order tri".split())
"""Stems, behind a joining word or none, with which a clause says something of its own."""
_COMPARES = frozenset("instead compar oppos".split())
"""Stems that, with "of", "to" or "with" behind them, set one thing against another."""
_DETERMINES = frozenset("of to with the a your our my this that these those".split())
_COUNTS = frozenset("more higher greater".split())
"""Stems with which "than" and a figure say how much it is; "less than 3 kg" can be right of anything lighter."""
_ELSE = frozenset("postag ship deliv fee worth voucher other order instead differ".split())
"""Stems by which such a figure belongs to something else."""


def barred(sentence: Heeded, resolution: Resolution, scenario: Scenario) -> bool:
    """Whether the sentence says what makes this proposal a wrong one: words of ``unless``, or only wrong figures.

    A price of the case's own ("instead of 249") is no wrong figure.
    """
    return _wrong_figures(sentence, resolution, scenario) or any(
        not ruled_out(sentence.frames, item) for item in _unless(sentence, resolution)
    )


def contradicted(sentence: Heeded, resolution: Resolution, scenario: Scenario) -> bool:
    """Whether a sentence beside the proposal makes it a wrong one, told plainly ("You need one with 40 watts.").

    A figure counts only where the words tie it to what is proposed ("That is 99."), not to postage or the like.
    """
    frames = sentence.frames
    if frames.asks:
        return False
    forms = {word.stem for word in frames.sentence.words}
    if forms & _TIED and not forms & _ELSE and _wrong_figures(sentence, resolution, scenario):
        return True
    return any(
        not (ruled_out(frames, item) or held_back(frames, item.first) or in_condition(frames, item.first))
        for item in _unless(sentence, resolution)
    )


def other_figure(heeded: list[Heeded], agreed: Resolution, sum_agreed: float | None, scenario: Scenario) -> bool:
    """Whether a later reply plainly names another sum than the one that was agreed ("That's 46.90 back.").

    ``sum_agreed``: the amount said with the offer. Where neither the case nor the offer names one, a refund is one of
    the price, and of anything else no sum is known.
    """
    own = {*scenario.case.prices} - UNTOLD
    right = {*agreed.figures, *([] if sum_agreed is None else [sum_agreed])}
    if not right and agreed.family == "refund":
        right = own
    return bool(right) and any(_other_sum(sentence, right, own) for sentence in heeded)


def _other_sum(sentence: Heeded, right: set[float], own: set[float]) -> bool:
    frames, words = sentence.frames, sentence.frames.sentence.words
    forms = {word.stem for word in words}
    if frames.asks or frames.negators or not forms & _TIED or forms & _ELSE:
        return False
    sums = {
        word.value: at
        for at, word in enumerate(words)
        if word.value is not None and (word.stem == MONEY or _is_sum(sentence.text, words, at))
    }
    if any(abs(value - figure) <= CENT for value in sums for figure in right | own):
        return False
    return any(not held_back(frames, at) and not in_condition(frames, at) for at in sums.values())


def _is_sum(text: str, words: list[Word], at: int) -> bool:
    """Whether a bare number is written and told like a sum: "that's 46.90"; a date, a time or a code is none."""
    word = words[at]
    if word.stem != NUMBER or not _IN_CENTS.fullmatch(word.form) or _RANGE_OR_UNIT.match(text, word.end):
        return False
    before = [item.stem for item in words[max(0, at - 5) : at] if item.stem not in _BARELY]
    lead, what = before[-1:], before[-2:-1]
    if lead == ["of"]:
        return bool(_SUMS & {*what})
    if text[word.end : word.end + 1] == "." and _is_day(word.form):
        return False
    if _IS & {*lead}:
        return bool((_SUMS | _THAT) & {*what}) and not _NOW.match(text, word.end)
    return bool((_SUMS | _PAID) & {*lead})


def _is_day(form: str) -> bool:
    """Whether a number can be a day and its month: "24.12" before another dot."""
    day, month = (int(part) for part in re.split("[.,]", form)[-2:])
    return 1 <= day <= 31 and 1 <= month <= 12


def _wrong_figures(sentence: Heeded, resolution: Resolution, scenario: Scenario) -> bool:
    if not resolution.figures:
        return False
    words = sentence.frames.sentence.words
    named = {w.value for w in words if w.stem in {MONEY, PERCENT} and w.value is not None} - (
        scenario.case.prices - UNTOLD
    )
    return bool(named) and not any(is_right(figure, resolution) for figure in named)


def _unless(sentence: Heeded, resolution: Resolution) -> list[Found]:
    return [item for item in sentence.of(BARS) if item.owner[1] == resolution.id]


def ruled_out(frames: Frames, item: Found) -> bool:
    """Whether a "no" before the words, or after them in their own clause, denies them ("an E27 doesn't fit").

    What something else is only compared with is ruled out, too ("brighter than the Svea").

    A "no" that the words begin with denies nothing; one of an earlier clause doesn't reach a clause that begins anew
    ("it's not included, you need an E27").
    """
    if compared(frames, item):
        return True
    words = frames.sentence.words
    end = next((i for i in range(item.last, len(words)) if words[i].gap), len(words))
    start = clause_start(words, item.first, strength=1)
    opens = next((word.stem for word in words[start : item.first] if word.stem not in _JOINS), "")
    floor = start if opens in _BEGINS_ANEW else 0
    return any(floor <= at < end and at != item.first for at in frames.negators)


def compared(frames: Frames, item: Found) -> bool:
    """Whether the words name what something is compared with: "brighter than the Svea", "instead of the Svea".

    "Unlike the floor lamp, which takes an E27" compares, too.
    "More than 40 watts" says how many, and compares nothing; "3 kg lighter" does.
    """
    words = frames.sentence.words
    behind = words[item.last].form if item.last < len(words) and not words[item.last].gap else ""
    if words[item.first].value is not None and (behind.endswith("er") or behind in {"more", "less"}):
        return True
    if any(_parts(words, at) for at in range(item.first + 1, item.last)):
        return True
    start = clause_start(words, item.first, strength=1)
    if start and words[start].stem == "which":
        before = clause_start(words, start - 1, strength=1)
        return any(_parts(words, at) for at in range(before, start))
    at, free = item.first - 1, 2
    while at >= 0 and not words[at + 1].gap:
        if _parts(words, at):
            counts = at and words[at - 1].stem in _COUNTS and words[at + 1].value is not None
            return not counts
        if words[at].stem not in _DETERMINES:
            free -= 1
        if free < 0:
            return False
        at -= 1
    return False


def _parts(words: list[Word], at: int) -> bool:
    """Whether a word parts what is offered from what it is compared with."""
    stem = words[at].stem
    behind = words[at + 1].stem if at + 1 < len(words) else ""
    return stem in {"than", "unlik"} or (stem in _COMPARES and behind in {"of", "to", "with"})


def is_right(figure: float, resolution: Resolution) -> bool:
    """Whether a figure is one the case knows for this resolution; without ``figures`` every one is."""
    return not resolution.figures or any(abs(figure - right) <= CENT for right in resolution.figures)


def beyond(
    family: str, resolution: Resolution | None, amount: float | None, percent: float | None, scenario: Scenario
) -> bool:
    """Whether an agent may not promise this: the resolution's authority and limit, then the shop's for the family.

    Money is compared with money and a percentage with a percentage; only where the shop sets just one of them is
    the other worked out from the order's total. A refund without an amount is one of the whole total.
    """
    if resolution is not None and resolution.authority != "agent":
        return True
    rule = scenario.shop.authority.get(family)
    if rule is not None and rule.who != "agent" and rule.limit is None and rule.percent is None:
        return True
    limits = [rule.limit if rule else None, resolution.limit if resolution else None]
    limit = min((value for value in limits if value is not None), default=None)
    most = rule.percent if rule else None
    total = scenario.case.orders[0].total if scenario.case.orders else 0.0
    if amount is None and percent is None and family == "refund" and total:
        amount = total
    if percent is not None and most is not None:
        return percent > most
    if amount is None and percent is not None:
        amount = percent * total / 100
    if limit is not None:
        return amount is not None and amount > limit + CENT
    return bool(most is not None and amount is not None and total and 100 * amount / total > most)
