"""Details that the case doesn't turn on: "you can keep both", "3-5 days", "to your card". They puzzle nobody.

They move nothing either: whoever tells them may be understood, and is answered as if nothing had been asked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from simulator.engine.ear import STEP
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
    """Whether a reply says a step that solutions have, or in known words a time to come, whatever it belongs to."""
    said = any(plainly(s, item) for s in heeded if not s.frames.sentence.question for item in s.of(STEP))
    return said or (any(True for _ in given(heeded, times)) and says_something(heeded, ear))


def says_something(heeded: list[Heeded], ear: Ear) -> bool:
    """Whether a reply asks nothing, and most of its full words are known ones."""
    if any(s.frames.sentence.question for s in heeded):
        return False
    full = [word.stem for s in heeded for word in s.frames.sentence.words if word.stem not in ear.topics.stop]
    known = [stem for stem in full if stem in ear.known or stem.startswith("<")]
    return bool(full) and len(known) >= KNOWN_SHARE * len(full)
