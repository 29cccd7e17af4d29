"""The customer's words from a model: asked, checked, asked once more with the reason, and else left to the script.

The engine has decided what the customer expresses. Whatever the model says, nothing but the wording can come of it.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from random import Random
from typing import Literal

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
PASSING: frozenset[Fault] = frozenset({"unreachable", "busy", "server", "unreadable", "empty", "too_long"})
"""Faults after which a second try may help."""


class Wording(Struct, frozen=True):
    """The words for one cue and who gave them; ``asked`` counts requests, ``answered`` those that brought words."""

    text: str
    worded: Worded
    asked: int = 0
    answered: int = 0


class ModelCustomer:
    """Words the customer with a chat model. ``random`` makes marks and seeds; ``clock`` counts seconds."""

    def __init__(self, model: ChatModel, random: Random, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.model, self._random, self._clock = model, random, clock
        self.patience_s = PATIENCE_S

    async def word(self, brief: Brief) -> Wording:
        """Words for the cue: the model's, if they pass; else the script's, with the reason."""
        began = self._clock()
        tries = _Tries()
        while tries.asked < TRIES and (left := self.patience_s - (self._clock() - began)) >= LEAST_S:
            text = await self._asked(brief, tries, left)
            if text is not None:
                self.patience_s = PATIENCE_S
                return self._wording(text, "model", brief, tries, began)
            if tries.fault and tries.fault not in PASSING:
                break
        self.patience_s = SHORT_PATIENCE_S if tries.fault == "timeout" else PATIENCE_S
        return self._wording(brief.script, "script", brief, tries, began)

    async def _asked(self, brief: Brief, tries: _Tries, left: float) -> str | None:
        """Words that pass, or None; what was wrong is noted for the next try."""
        short = tries.fault == "too_long"
        ask = customer_ask(brief, self._random, timeout_s=left, failed=tries.failed, short=short)
        tries.asked += 1
        try:
            answer = await self.model.ask(ask)
        except ModelError as error:
            tries.fault = error.fault
            return None
        tries.answered, tries.fault = tries.answered + 1, ""
        text = tidy(answer.text, brief)
        failed = check(text, brief)
        tries.failed = [(text, item) for item in failed]
        tries.flaws += flaws_of(failed)
        return None if failed else text

    def _wording(self, text: str, by: str, brief: Brief, tries: _Tries, began: float) -> Wording:
        script = brief.script if by == "model" else ""
        seconds = round(self._clock() - began, 3)
        worded = Worded(by, self.model.name, script, tuple(tries.flaws), tries.fault, seconds)
        return Wording(text, worded, tries.asked, tries.answered)


class _Tries:
    """What came of the requests for one line so far."""

    def __init__(self) -> None:
        self.asked = self.answered = 0
        self.fault: Fault | Literal[""] = ""
        self.failed: list[tuple[str, Failed]] = []
        self.flaws: list[Flaw] = []


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
