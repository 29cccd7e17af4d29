"""Invitations to tell: "How can I help?", "What can I do for you?"; at first they ask for all, later for a wish.

As the first words of a conversation it is a courtesy, and asks for nothing again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from simulator.engine.heard import Asked
from simulator.signals import Evidence, Reading

if TYPE_CHECKING:
    from simulator.engine.heed import Heeded
    from simulator.scenario.model import Scenario

_TOLD, _WISHED = "what_happened", "preference"
_INVITING = 0.4
"""How openly an invitation asks: less than a question about the case itself [design choice]."""
_INVITES = re.compile(
    r"\b(?:(?:how|what|where) (?:best |exactly )?(?:(?:can|may|could|might) (?:i|we)|(?:i|we) (?:can|may|could|might))"
    r" (?:best )?(?:help|assist|do for you|be of (?:\w+ )?(?:help|service|assistance))\b"
    r"|what brings you\b|what(?:'s|\u2019s| is) up\b|what (?:do|did) you need\b"
    r"|what seems to be (?:the )?(?:problem|matter|trouble|issue|wrong)\b"
    r"|(?:can|may) (?:i|we) (?:help|assist)(?: you)?(?: (?:today|there|sir|madam|please))*\s*\?)",
    re.IGNORECASE,
)
_FURTHER = re.compile(r"\b(?:else|further|more|other|another|anything|instead)\b", re.IGNORECASE)
"""What makes the same words a question for what is still open."""
_SETTLES = re.compile(r"\b(?:settle|solve|resolve|sort|fix|make|put (?:it|this|that|things) right)\b", re.IGNORECASE)
"""What makes them ask for a wish, at whatever reply: "how can I help to settle this?"."""


def invitation(sentence: Heeded) -> Asked | None:
    """The question that a sentence puts by inviting the customer to say what they want; None where it doesn't."""
    said, begins = _said(sentence), sentence.frames.sentence.start
    found = _INVITES.search(said)
    if found is None or _FURTHER.search(said):
        return None
    start, end = begins + found.start(), begins + len(said.rstrip())
    return Asked(_WISHED, start, end, sentence.text[start:end])


def _said(sentence: Heeded) -> str:
    place = sentence.frames.sentence
    return sentence.text[place.start : place.end]


def may_invite(heeded: list[Heeded]) -> bool:
    """Whether a reply has words that invite, whatever stands beside them: only then it matters what was said before."""
    return any(_INVITES.search(_said(sentence)) for sentence in heeded)


def as_invited(asked: Asked, scenario: Scenario, *, begun: bool) -> Asked:
    """The question, for all there is to tell where it invites a customer who has not ``begun`` to answer yet."""
    invites = asked.topic == _WISHED and _INVITES.search(asked.quote) is not None
    wanted = (begun and _WISHED in scenario.topics) or _SETTLES.search(asked.quote) is not None
    return replace(asked, topic=_TOLD) if invites and not wanted else asked


def as_greeted(reading: Reading, heeded: list[Heeded], *, first: bool) -> Reading:
    """The reading with its invitation as an open question; as the ``first`` words it asks nothing again."""
    places = [item for item in map(invitation, heeded) if item is not None]
    if not places:
        return reading
    evidence, strengths = reading.evidence, dict(reading.strengths)
    if first:
        evidence = tuple(i for i in evidence if i.signal != "re_asking" or all(i.end <= at.start for at in places))
        strengths["re_asking"] = max((i.strength for i in evidence if i.signal == "re_asking"), default=0.0)
    if (strengths.get("exploration") or 0.0) < _INVITING:
        at = places[0]
        evidence = (*evidence, Evidence("exploration", _INVITING, at.start, at.end, at.quote, "invites to tell"))
        strengths["exploration"] = _INVITING
    return replace(reading, evidence=evidence, strengths=strengths)
