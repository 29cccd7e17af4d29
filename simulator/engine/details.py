"""Details that the case doesn't turn on: "you can keep both", "3-5 days", "to your card". They puzzle nobody.

They move nothing either: whoever tells them may be understood, and is answered as if nothing had been asked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from simulator.engine.doers import came_in, told_before, took_back
from simulator.engine.ear import FAMILY, STEP
from simulator.engine.steps import given, plainly

if TYPE_CHECKING:
    from simulator.engine.deadlines import Deadline
    from simulator.engine.ear import Ear
    from simulator.engine.heed import Heeded

KNOWN_SHARE = 1 / 2
"""The share of a sentence's full words that phrases or the case know, from which on it says something."""
NODS = re.compile(
    r"\W*(?:(?:ok|okay|yes|yep|yeah|sure|right|alright|all right|of course|perfect|great|fine|good|no problem|vale|sí|"
    r"claro|de acuerdo|perfecto|oh|ah|hm+|mhm|understood|noted|got it|i (?:do )?see|ya veo|ya|entendido)\W*){1,3}",
    re.IGNORECASE,
)
"""A word or two that only nod."""


def tells_details(heeded: list[Heeded], times: tuple[Deadline, ...], ear: Ear) -> bool:
    """Whether a reply says a step that solutions have, or in known words a time to come, whatever it belongs to.

    So does one that tells what was done before, or what came back: "we sent it last week".
    """
    telling = [s for s in heeded if not s.frames.sentence.question]
    said = any(plainly(s, item) for s in telling for item in s.of(STEP)) or any(map(_tells_of_before, telling))
    return said or (any(True for _ in given(heeded, times)) and says_something(heeded, ear))


def says_something(heeded: list[Heeded], ear: Ear) -> bool:
    """Whether a reply asks nothing, and most of its full words are known ones."""
    if any(s.frames.sentence.question for s in heeded):
        return False
    full = [word.stem for s in heeded for word in s.frames.sentence.words if word.stem not in ear.topics.stop]
    known = [stem for stem in full if stem in ear.known or stem.startswith("<")]
    return bool(full) and len(known) >= KNOWN_SHARE * len(full)


def _tells_of_before(sentence: Heeded) -> bool:
    words = sentence.frames.sentence.words
    return any(
        told_before(words, item.first, item.last)
        or took_back(words, item.first, item.last)
        or came_in(words, item.first, item.last)
        for item in sentence.of(FAMILY)
    )
