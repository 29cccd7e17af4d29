"""What a session is held with, and what of its case the coach may word at a moment."""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from simulator.engine.case_voice import case_voice
from simulator.engine.case_words import case_words
from simulator.engine.understand import OPEN_CHECK
from simulator.engine.words import stem
from simulator.exchange import State
from simulator.scenario.model import Scenario
from simulator.scenario.shared import Shared
from simulator.scoring.case_voice import CaseVoice
from simulator.scoring.rubric import Card
from simulator.signals import CaseWords

ASKED_LAST = frozenset(
    """account_email address callback_time case_number email name order_number payment_reference phone_number photo
    security_check serial_number troubleshooting what_happened""".split()
)
"""Topics that make a poor example of asking: they ask for a datum, or for what the hint says in its own words."""
SAYS_SOMETHING = 4
"""Letters from which on a word counts as one that tells something [design choice]."""
_WORD = re.compile(r"\w+")


class Kit(Struct, frozen=True):
    """What every session of the library shares: recognition of topics and proposals, and the rubrics.

    ``shipped``: runs of words of the library's own answers (scoring.shipped); empty where those are what is played.
    ``scored``: False where no rubric of the card judges the conversation's language.
    """

    shared: Shared
    card: Card
    shipped: frozenset[str] = frozenset()
    scored: bool = True

    def in_language(self, language: str) -> Kit:
        """The kit for a conversation in a language: rubrics that judge another one stay out of it."""
        card = self.card.in_language(language)
        if card is self.card:
            return self
        return replace(self, card=card, scored=bool(card.rubrics))


class Premise(Struct, frozen=True):
    """What a session is held with from its first reply to its last; ``level`` is the content level."""

    scenario: Scenario
    kit: Kit
    seed: int
    level: str
    words: CaseWords

    @classmethod
    def of(cls, scenario: Scenario, kit: Kit, seed: int, level: str) -> Premise:
        """The premise of a scenario, with the case's words taken out of it once."""
        return cls(scenario, kit, seed, level, case_words(scenario))

    def voice(self, state: State) -> CaseVoice:
        """The case as the coach may word it in a state: nothing in it that the trainee could not know by then."""
        shared = {name: topic.examples[0] for name, topic in self.kit.shared.topics.items() if topic.examples}
        voice = case_voice(self.scenario, known=frozenset(state.known), clock=state.clock, questions=shared)
        because = voice.because if self._was_told(voice.because, state) else ""
        rank = {question: 1 for name, question in shared.items() if name in ASKED_LAST}
        rank[shared.get(OPEN_CHECK, "")] = 2
        questions = sorted(voice.questions, key=lambda question: rank.get(question, 0))
        return replace(voice, because=because, questions=tuple(questions))

    def _was_told(self, clause: str, state: State) -> bool:
        """Whether most of a clause's words were said by the customer or are known, or nothing is left to find out."""
        if self.scenario.facts.keys() <= set(state.known):
            return True
        known = (fact.text for fact in self.scenario.facts.values() if fact.id in state.known)
        heard = _stems(" ".join((*self.scenario.opening.messages, state.line, *known)))
        wanted = _stems(clause)
        return len(wanted & heard) >= len(wanted) / 2


def _stems(text: str) -> set[str]:
    return {stem(word) for word in _WORD.findall(text.casefold()) if len(word) >= SAYS_SOMETHING}
