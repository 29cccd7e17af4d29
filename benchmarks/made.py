"""Conversations made up as they are asked for, never stored: sentences of the library's plays with numbers.

No two turns are alike, so that nothing that was read before helps. The same size and seed give the same conversations.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from msgspec import Struct

from simulator.conversation import Speaker, Transcript, Turn
from simulator.library import Library
from simulator.scenario.load import load_scenario

TURNS = 10
"""Turns of a conversation."""
STEP = 40.0
"""Seconds from one turn to the next."""
BEGUN = 1_760_000_000.0
ASKED = (
    "Where is my parcel? It should have come on Monday.",
    "This is ridiculous, nobody answers me.",
    "I want my money back now!",
    "The lamp arrived broken and I am really angry.",
    "My birthday present is late again.",
    "Can I speak to your manager please?",
    "Okay, thanks.",
    "No, that does not help me at all.",
    "I have been waiting for two weeks.",
    "Why was I charged twice for this order?",
)


def sentences() -> list[str]:
    """Every sentence that an agent says in the library's plays, once."""
    library = Library()
    plays = (play for name in library.scenario_ids() for play in load_scenario(library, name).plays)
    texts = {part for play in plays for reply in play.replies for part in re.split(r"(?<=[.!?])\s+", reply.text)}
    return sorted(filter(None, texts))


class Made(Struct, frozen=True):
    """As many made-up turns as asked for; they can be gone through again and again."""

    turns: int
    seed: int = 0

    def __iter__(self) -> Iterator[Transcript]:
        """The conversations, one after another."""
        choose, said = random.Random(self.seed), sentences()
        for n in range(self.turns // TURNS):
            turns = tuple(self._turn(choose, said, n, k) for k in range(TURNS))
            yield Transcript(
                turns, id=f"chat-{n}", system="jsonl", channel="live_chat", team="blue", source=f"made, line {n + 1}"
            )

    def _turn(self, choose: random.Random, said: list[str], n: int, k: int) -> Turn:
        number, when = choose.randrange(10**6), BEGUN + 60 * n + STEP * k
        if k % 2:
            text = f"{' '.join(choose.sample(said, 3))} Your number is {number}."
            return Turn(Speaker.AGENT, text, name=f"Tom Reed {n % 30}", when=when)
        text = f"{' '.join(choose.sample(ASKED, 2))} My order is {number}."
        return Turn(Speaker.CUSTOMER, text, name="Laura Stevens", when=when)
