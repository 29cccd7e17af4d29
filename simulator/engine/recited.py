"""Words taken over from the shop's own articles: a rule recited offers this customer nothing, so nothing is refused."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from simulator.engine.inputs import GOOD_FIT, worth

if TYPE_CHECKING:
    from simulator.engine.heard import Proposed
    from simulator.engine.heed import Heeded
    from simulator.scenario.model import Scenario, Shop

LEAST_WORDS = 5
"""Words of a sentence from which on it can be known as an article's; shorter ones anybody says."""
_WORD = re.compile(r"\w+")


def without_recited(proposed: tuple[Proposed, ...], heeded: list[Heeded], scenario: Scenario) -> tuple[Proposed, ...]:
    """The proposals without those that only stand in a sentence of the shop's policies or knowledge.

    What would settle the case counts all the same: the article may hold just the answer that was asked for.
    """
    if not proposed:
        return proposed
    recited = [sentence for sentence in heeded if _is_recited(sentence, scenario.shop)]
    return tuple(
        item for item in proposed if worth(item) >= GOOD_FIT or not any(one.holds(item.start) for one in recited)
    )


def _is_recited(sentence: Heeded, shop: Shop) -> bool:
    span = sentence.frames.sentence
    said = _plain(sentence.text[span.start : span.end])
    if said.count(" ") < LEAST_WORDS:  # a space stands around each word
        return False
    return any(said in _plain(article.text) for article in (*shop.policies, *shop.knowledge))


@lru_cache(maxsize=512)
def _plain(text: str) -> str:
    """The words in small letters, each between spaces."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "
