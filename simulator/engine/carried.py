"""After a yes: whether a reply does what was agreed ("I'm ordering it right now"), or only tells of no answer yet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from simulator.engine.allowed import barred
from simulator.engine.ear import CONTACT
from simulator.engine.frames import boundary, held_back, in_condition
from simulator.engine.heard import Proposed, Said
from simulator.engine.inputs import GOOD_FIT
from simulator.engine.words import sentences_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from simulator.engine.ear import Ear
    from simulator.engine.heed import Heeded
    from simulator.engine.phrases import Found
    from simulator.engine.steps import Span
    from simulator.scenario.model import Resolution, Scenario

_DONE = frozenset(
    """done booked sent ordered arranged sorted cancelled canceled dispatched shipped reserved placed processed
    refunded transferred approved confirmed issued scheduled activated unlocked credited posted emailed""".split()
)
"""Forms that, opening a clause without a subject, tell that it is done: "Done!", "booked it for you"."""
_THINGS = frozenset("order orders place issue process transfer book change fix".split())
"""Forms that behind "your" are things, where a doing would be "ordered"."""
_WHOSE = frozenset("your my our his her their this that".split())
SENT = frozenset({"replacement", "exchange", "redelivery", "take_order", "return_label", "delivery_change", "invoice"})
"""Families by which something is sent."""
_OURS = frozenset("i we me us my our colleagu team".split())
_YOURS = frozenset("you your".split())
_JOINS = frozenset("and but that when becaus so how after while though sinc if".split())
_GONE_BY = frozenset("promis wait rang ring".split())
"""Stems of what customers went through before they wrote, where nobody of the own side is named beside them."""
_STILL_NOW = re.compile(r"\b(?:still|yet|now|there|today|so far)\b", re.IGNORECASE)
_ENOUGH = 3
"""How often in a sentence it is looked whether that is news: no reply needs more, and a hostile one takes no longer."""
_REACH = 4
"""Words behind nobody's answering, within which it is said whom nobody answered."""
_SHORT = 4
"""Words of such a clause at most: "sent to your e-mail just now"."""


def accepted(done: frozenset[str], scenario: Scenario) -> Resolution | None:
    """The resolution the customer has said yes to: of several the one furthest done, then the fittest."""

    def furthest(item: Resolution) -> tuple[int, float]:
        return sum(step.startswith(f"{item.id}/") for step in done), item.fit

    begun = [item for item in scenario.resolutions if item.fit >= GOOD_FIT and furthest(item)[0]]
    return max(begun, key=furthest, default=None)


def carried_out(heeded: list[Heeded]) -> Span | None:
    """The words that tell of doing what was agreed: not asked, denied, reported or conditional."""
    for sentence in heeded:
        for item in sentence.of(CONTACT):
            if item.owner[1] == "carries_out" and _told(sentence, item):
                return sentence.frames.sentence.span(item.first, item.last)
        span = _bare(sentence)
        if span is not None:
            return span
    return None


def taken_up(
    heeded: list[Heeded], offered: Resolution | None, known: Collection[str], ruled: Scenario
) -> Proposed | None:
    """The offer that was turned down for now, meant again without its name: "then I'll send it to the hotel".

    Args:
        heeded: the reply's sentences.
        offered: what was offered before and only waits for facts or an open ear.
        known: facts already told.
        ruled: the case, which says what the offer must not be.

    """
    if offered is None:
        return None
    kinds = {"takes_up", "sends_it"} if offered.family in SENT else {"takes_up"}
    for sentence in heeded:
        for item in sentence.of(CONTACT):
            if item.owner[1] in kinds and _told(sentence, item):
                span = sentence.frames.sentence.span(item.first, item.last)
                return meant_again(offered, sentence.text, span, known, ruled_out=barred(sentence, offered, ruled))
    return None


def meant_again(
    offered: Resolution, text: str, span: Span, known: Collection[str], *, ruled_out: bool = False
) -> Proposed:
    """An offer made before as one of this reply, by the words at ``span`` that mean it."""
    return Proposed(
        offered.family,
        *span,
        text[slice(*span)],
        resolution=offered.id,
        fit=offered.fit,
        missing=tuple(fact for fact in offered.needs if fact not in known),
        barred=ruled_out,
    )


def tells_of_no_news(heeded: list[Heeded], ear: Ear, scenario: Scenario) -> bool:
    """Whether the reply tells that there is no answer yet; the "no" in it denies nothing else.

    What the customer went through, said back ("you were promised Tuesday and still nothing"), is no news.
    """
    for sentence in heeded:
        for item in [item for item in sentence.of(CONTACT) if item.owner[1] == "no_news"][:_ENOUGH]:
            if (
                not held_back(sentence.frames, item.first)
                and not sentence.frames.asks
                and not in_condition(sentence.frames, item.first)
                and not _is_theirs(sentence, item)
                and not _is_their_story(sentence, item, ear, scenario)
            ):
                return True
    return False


def _is_theirs(sentence: Heeded, item: Found) -> bool:
    """Whether nobody's answering is what happened to the customer: "you rang and nobody answered"."""
    words = sentence.frames.sentence.words
    before, behind = words[: item.first], words[item.last : item.last + _REACH]
    if any(word.stem in _YOURS and (i == 0 or behind[i - 1].stem == "to") for i, word in enumerate(behind)):
        return True
    if any(word.stem in _OURS for word in (*before, *words[item.first : item.last], *behind)):
        return False
    theirs = any(
        word.stem in _YOURS and (i == 0 or word.gap or before[i - 1].stem in _JOINS) for i, word in enumerate(before)
    )
    passed = any(
        word.stem in _GONE_BY and (i == 0 or word.gap or before[i - 1].stem in {"be", "have"})
        for i, word in enumerate(before)
    )
    return (
        theirs
        or passed
        or any(word.stem in _YOURS and behind[i - 1].stem != "for" for i, word in enumerate(behind) if i)
    )


def _is_their_story(sentence: Heeded, item: Found, ear: Ear, scenario: Scenario) -> bool:
    """Whether the clause says no more than the customer tells of the past, and nothing of now or of the own side."""
    words = sentence.frames.sentence.words
    start = next((i for i in range(item.first, -1, -1) if words[i].gap), 0)
    end = next((i for i in range(item.last, len(words)) if words[i].gap), len(words))
    said = words[start:end]
    over = words[end].start if end < len(words) else sentence.frames.sentence.end
    if any(word.stem in _OURS for word in words) or _STILL_NOW.search(sentence.text, said[0].start, over):
        return False
    told = [*scenario.opening.messages, *(fact.text for fact in scenario.facts.values())]
    told += [line for topic in scenario.topics.values() for line in topic.answers]
    stems = {word.stem for word in said} - ear.topics.stop
    return any(
        stems <= {word.stem for word in one.words}
        for line in told
        for one in sentences_of(line, (), ear.speller)
        if stems
    )


def with_carried(said: tuple[Said, ...], resolution: Resolution, span: Span, text: str) -> tuple[Said, ...]:
    """The steps said, with the offer said again by words that carry it out."""
    step = f"{resolution.id}/offer"
    if any(item.step == step for item in said) or all(item.id != "offer" for item in resolution.steps):
        return said
    return tuple(sorted((*said, Said(step, *span, text[slice(*span)])), key=lambda item: (item.start, item.step)))


def replaces(proposed: tuple[Proposed, ...], yes: Resolution) -> bool:
    """Whether a reply offers something as good instead of what was agreed; what is worth less only goes beside it."""
    return any(item.resolution not in {None, yes.id} and item.fit >= yes.fit for item in proposed)


def is_agreed(said: tuple[Said, ...], proposed: tuple[Proposed, ...], yes: Resolution | None) -> bool:
    """Whether what a reply says of a solution belongs to the one accepted before (``yes``)."""
    if yes is None or replaces(proposed, yes) or any(item.barred for item in proposed):
        return False
    return any(item.step.startswith(f"{yes.id}/") for item in said)


def _told(sentence: Heeded, item: Found) -> bool:
    frames = sentence.frames
    if held_back(frames, item.first) or in_condition(frames, item.first):
        return False
    if frames.asks and any(word.gap == 0 and i == 0 for i, word in enumerate(frames.sentence.words[: item.first])):
        return False
    words = frames.sentence.words
    inside = range(item.first + 1, item.last)
    if any(words[i].form in _THINGS and words[i - 1].form in _WHOSE for i in inside):
        return False  # "I have your order in front of me"
    return not any(
        at < item.last or (at < item.last + 2 and not boundary(words, item.last - 1, at)) for at in frames.negators
    )


def _bare(sentence: Heeded) -> Span | None:
    """A clause that opens with "done", "booked", "sent": three or four words, and no question of its own."""
    frames, words = sentence.frames, sentence.frames.sentence.words
    if frames.negators:
        return None
    for at, word in enumerate(words):
        if word.form not in _DONE or not (at == 0 or word.gap > 0):
            continue
        end = next((i for i in range(at + 1, len(words)) if words[i].gap), len(words))
        asked = frames.sentence.question and end == len(words)
        if end - at <= _SHORT and not asked:
            return frames.sentence.span(at, end)
    return None
