"""The scripted customer: words for a cue, from the scenario's own lines first, then from its voice."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from msgspec import Struct

from simulator.engine.cue import Cue
from simulator.engine.inputs import resolution_of
from simulator.engine.slots import fill
from simulator.engine.spoken_words import ABOUT, THAT, WRONG_SUM
from simulator.scenario.model import STANDS_IN, Lines, Scenario

REASON_ACTS: dict[str, str] = {
    "too_early": "too_early",
    "missing": "unchecked",
    "beyond": "beyond",
    "too_late": "too_late",
}
"""A proposal rejected for one of these reasons is answered by that act's lines, where there are any."""
UNSPOKEN = "…"
"""Stands for words that the chosen content level leaves out."""


class Spoken(Struct, frozen=True):
    """The customer's words, and the templates they were made from (none comes twice while others remain)."""

    text: str
    used: tuple[str, ...]


class Script(Struct, frozen=True):
    """What the scripted customer speaks from: the case, the lines used so far, the seed and the content level.

    ``step_asks``: how a customer asks for a missing step, by shared step id.
    """

    scenario: Scenario
    used: Sequence[str]
    seed: int
    n: int
    level: str = "mild"
    step_asks: Mapping[str, Sequence[str]] = {}

    def say(self, cue: Cue) -> Spoken:
        """The customer's words for a cue; empty for a customer who leaves without a word."""
        if cue.act == "walk_away" and self.scenario.persona.curve.leaves_at is not None:
            return Spoken("", ())
        spoken = self._answer(cue) if cue.act == "answer" else self._told(cue) if cue.topics else self._line(cue)
        return self._in_private(cue, spoken) if cue.private else spoken

    def _told(self, cue: Cue) -> Spoken:
        """What was asked for, in the same breath as the act itself."""
        answers = [self._choose(self.scenario.topics[topic].answers) for topic in cue.topics]
        line = self._line(cue)
        parts = (self._fill(part, cue) for part in answers)
        return Spoken(" ".join((*parts, line.text)), (*answers, *line.used))

    def _line(self, cue: Cue) -> Spoken:
        template = self._choose(self._variants(cue.act, cue))
        return Spoken(self._fill(template, cue), (template,))

    def _in_private(self, cue: Cue, spoken: Spoken) -> Spoken:
        """The same words after the news, told once, that they were written where nobody else reads them."""
        tiers = [tier for tier in self._tiers("private", cue) if tier]
        if not tiers or any(line in self.used for tier in tiers for line in tier):
            return spoken
        template = self._choose(tiers[0])
        return Spoken(f"{self._fill(template, cue)}\n{spoken.text}", (template, *spoken.used))

    def _answer(self, cue: Cue) -> Spoken:
        answers = [self._choose(self.scenario.topics[topic].answers) for topic in cue.topics]
        facts = [_sentence(self.scenario.facts[fact].text) for fact in cue.reveals]
        frame = self._choose(self._variants("answer", cue))
        parts = " ".join(self._fill(part, cue) for part in (*answers, *facts))
        text = self._fill(frame, cue, answer=parts)
        if not (cue.accepts or cue.reason):
            return Spoken(text, (*answers, frame))
        verdict = self._choose(self._variants("accept" if cue.accepts else "reject", cue))
        return Spoken(f"{text} {self._fill(verdict, cue)}", (*answers, frame, verdict))

    def _variants(self, act: str, cue: Cue) -> Sequence[str]:
        """The variants for an act, from the nearest to the case to the voice's, unused ones first."""
        tiers = [*self._own(act, cue), *self._tiers(act, cue)]
        if act == "reject" and cue.reason in REASON_ACTS:
            tiers = [*self._tiers(REASON_ACTS[cue.reason], cue), *tiers]
        if act in STANDS_IN:
            tiers += self._tiers(STANDS_IN[act], cue)
        for tier in tiers:
            fresh = [line for line in tier if line not in self.used]
            if fresh:
                return fresh
        return [line for tier in tiers for line in tier] or [UNSPOKEN]

    def _own(self, act: str, cue: Cue) -> list[Sequence[str]]:
        if act == "insist" and cue.step is not None:
            resolution, name = resolution_of(cue.step, self.scenario), cue.step.partition("/")[2]
            return [next(step.asks for step in resolution.steps if step.id == name), self.step_asks.get(name, ())]
        if act == "reject" and cue.reason == "wrong_sum":
            return [WRONG_SUM.get(self.scenario.language, WRONG_SUM["en"])]
        fixed = ABOUT.get((act, cue.about))
        if fixed is not None:
            return [fixed.get(self.scenario.language, fixed["en"])]
        if cue.resolution is None:
            return []
        resolution = resolution_of(cue.resolution, self.scenario)
        if act == "accept":
            return [resolution.accept]
        return [resolution.reject] if act == "reject" and cue.reason == "unfit" else []

    def _tiers(self, act: str, cue: Cue) -> list[Sequence[str]]:
        sources: list[Lines] = [self.scenario.lines, self.scenario.voice]
        if act == "insist" and cue.step is not None:
            sources.reverse()  # the case's own lines ask for what was said yes to by now
        if act == "abuse":
            levels = ("strong", "mild") if self.level == "strong" else (self.level,)
            return [source.get(act, {}).get(level, ()) for source in sources for level in levels]
        return [source.get(act, {}).get(key, ()) for source in sources for key in (cue.band, "any")]

    def _choose(self, variants: Sequence[str]) -> str:
        """An unused variant by the seed; when all are used, the one said longest ago."""
        fresh = [line for line in variants if line not in self.used]
        if len(fresh) == 1:
            return fresh[0]
        if fresh:
            return random.Random(f"{self.seed}:{self.n}:{fresh[0]}").choice(fresh)
        last_said = {line: place for place, line in enumerate(self.used)}
        return min(variants, key=lambda line: last_said[line])

    def _fill(self, template: str, cue: Cue, **extra: str) -> str:
        that = THAT.get(self.scenario.language, THAT["en"])
        title = that if cue.resolution is None else resolution_of(cue.resolution, self.scenario).title
        return fill(template, self.scenario, {"proposal": title, **extra})


def _sentence(text: str) -> str:
    """A fact's text as a sentence of its own."""
    text = text.strip()
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?")) else f"{text}."
