"""The customer's words from a model: asked, checked, asked once more with the reason, and else left to the script.

The engine has decided what the customer expresses. Whatever the model says, nothing but the wording can come of it.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from random import Random

from msgspec import Struct

from simulator.exchange import Flaw, Worded
from simulator.llm.chat import ChatModel, Fault, ModelError
from simulator.llm.checks import Failed, check
from simulator.llm.customer_brief import Brief
from simulator.llm.prompts_customer import customer_ask

TRIES = 2
PATIENCE_S = 20.0
"""Seconds that a person waits for the customer's words at most [design choice]."""
SHORT_PATIENCE_S = 6.0
"""The same after an exchange in which the model was too slow, until it answers again."""
QUOTED = 120
"""Characters of words at fault that are kept."""
LEAST_S = 1.0
"""A second try with less time left is not made."""
PASSING: frozenset[Fault] = frozenset({"unreachable", "busy", "server", "unreadable", "empty"})
"""Faults after which a second try may help."""


class Wording(Struct, frozen=True):
    """The words for one cue and who gave them; ``asked`` counts requests."""

    text: str
    worded: Worded
    asked: int = 0


class ModelCustomer:
    """Words the customer with a chat model. ``random`` makes marks and seeds; ``clock`` counts seconds."""

    def __init__(self, model: ChatModel, random: Random, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.model, self._random, self._clock = model, random, clock
        self.patience_s = PATIENCE_S

    async def word(self, brief: Brief) -> Wording:
        """Words for the cue: the model's, if they pass; else the script's, with the reason."""
        began = self._clock()
        flaws: list[Flaw] = []
        last: list[tuple[str, Failed]] = []
        fault, asked = "", 0
        for _ in range(TRIES):
            left = self.patience_s - (self._clock() - began)
            if left < LEAST_S:
                break
            asked += 1
            try:
                answer = await self.model.ask(customer_ask(brief, self._random, timeout_s=left, failed=last))
            except ModelError as error:
                fault = error.fault
                if fault not in PASSING:
                    break
                continue
            text, fault = tidy(answer.text, brief), ""
            failed = check(text, brief)
            if not failed:
                self.patience_s = PATIENCE_S
                return Wording(
                    text, Worded("model", self.model.name, brief.script, tuple(flaws), "", self._since(began)), asked
                )
            last = [(text, item) for item in failed]
            flaws += flaws_of(failed)
        self.patience_s = SHORT_PATIENCE_S if fault == "timeout" else PATIENCE_S
        worded = Worded("script", self.model.name, "", tuple(flaws), fault, self._since(began))
        return Wording(brief.script, worded, asked)

    def _since(self, began: float) -> float:
        return round(self._clock() - began, 3)


def flaws_of(failed: Sequence[Failed]) -> tuple[Flaw, ...]:
    """Failed checks as they are kept with the exchange."""
    return tuple(Flaw(item.tag, item.severity, item.quote[:QUOTED]) for item in failed)


def tidy(text: str, brief: Brief) -> str:
    """The same words without what models put around them: quotation marks, the speaker's name, empty lines."""
    text = text.replace("\r\n", "\n").strip()
    names = {brief.scenario.persona.name, brief.scenario.persona.name.split()[0], brief.scenario.persona.address}
    for name in sorted(filter(None, names), key=len, reverse=True):
        text = re.sub(rf"^{re.escape(name)}\s*:\s*", "", text, flags=re.IGNORECASE)
    for first, last in ('""', "“”", "''", "«»"):
        if len(text) > 1 and text[0] == first and text[-1] == last and first not in text[1:-1]:
            text = text[1:-1].strip()
    return re.sub(r"\n\s*\n+" if brief.channel != "email" else r"\n\s*\n\s*\n+", "\n", text)
