"""What a reply does with the contact itself: hands it over, ends it, or asks whether all is settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.engine.ear import CONTACT
from simulator.engine.frames import Frames, deciding_kind
from simulator.engine.leave_asked import awaits_leave
from simulator.engine.reread import asks_whether_well
from simulator.engine.stance import keeps_it

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.engine.heard import Proposed
    from simulator.engine.heed import Heeded
    from simulator.engine.phrases import Found
    from simulator.engine.words import Word
    from simulator.signals import Reading

_NOT_NOW = frozenset("if befor instead without otherwis".split())
"""Stems behind which nothing is done yet."""
_TO_TELL = frozenset("know awar tell add share mention hear say ask".split())
"""Stems with which "anything else" asks for facts."""
_WHOSE = frozenset({"my", "our", "a", "your"})
_TOLD = frozenset("called phoned spoke wrote rang came contacted looked".split())
"""Forms that tell what a supervisor did before."""
_ORDEAL = frozenset("this that it all so such".split())
"""What follows "put you through" where it is no telephone that was meant."""
_ONWARDS = frozenset("to over on with through and so right straight immedi direct pleas mr mrs ms".split())
"""What may follow "connect you": anything else is a thing that is sent."""
_ANSWERS = frozenset({"information", "recommend"})
"""Families by which something is answered, and nothing is still to be done."""
CLOSING_FROM = 0.5
"""Strength from which the reading's closing question counts."""


def done_with(heeded: list[Heeded]) -> set[str]:
    """The kinds of words about the contact that are the agent's own doing."""
    return {item.owner[1] for sentence in heeded for item in sentence.of(CONTACT) if _meant(sentence.frames, item)}


def asks_if_settled(reading: Reading, heeded: list[Heeded], proposed: tuple[Proposed, ...]) -> bool:
    """Whether the reply asks if all is settled; "Is that ok for you?" behind an offer only asks for a yes to it."""
    offering = [
        (n, s)
        for n, s in enumerate(heeded)
        if any(s.holds(item.start) for item in proposed if item.family not in _ANSWERS or not _helps(heeded[n + 1 :]))
    ]
    offering += [(n, s) for n, s in enumerate(heeded) if awaits_leave(s)]
    offers = {n + 1 for n, s in offering if s.frames.wants_yes} | {n for n, s in offering if s.frames.sentence.tag}
    rest = [sentence for n, sentence in enumerate(heeded) if n not in offers]
    strong = [
        item
        for item in reading.of("closing_question")
        if item.strength >= CLOSING_FROM and not any(heeded[n].holds(item.start) for n in offers)
    ]
    named = any(
        item.owner[1] == "closing" and _meant(sentence.frames, item)
        for sentence in rest
        for item in sentence.of(CONTACT)
    )
    return bool(strong) or named or any(map(asks_whether_well, rest))


def _helps(after: list[Heeded]) -> bool:
    """Whether the next sentence asks if that helps: behind an answer, whether that was all."""
    return bool(after) and any(word.stem == "help" for word in after[0].frames.sentence.words)


def asks_for_wishes(sentence: Heeded) -> bool:
    """Whether a sentence asks what else is wanted ("Anything else you need for Saturday?"), not what else to know."""
    if not sentence.frames.asks or _TO_TELL & {word.stem for word in sentence.frames.sentence.words}:
        return False
    return any(item.owner[1] == "wishes" for item in sentence.of(CONTACT))


def is_about_the_contact(sentence: Heeded) -> bool:
    """Whether a sentence asks only if all is settled ("tell me honestly whether ..."), so nothing of the case."""
    closing = any(item.owner[1] == "closing" and _meant(sentence.frames, item) for item in sentence.of(CONTACT))
    return closing or asks_whether_well(sentence)


def _meant(frames: Frames, item: Found) -> bool:
    """Whether words about the contact are the agent's own doing: a hand-over is none when it is denied or asked."""
    kind = item.owner[1]
    if kind in {"hands_over", "ends_contact"}:
        if frames.asks or any(at < item.last for at in frames.negators):
            return False
        if any(word.stem in _NOT_NOW for word in frames.sentence.words[: item.first]) or keeps_it(frames, item.last):
            return False
        words = frames.sentence.words
        if _is_of_a_thing(words[item.last - 1 : item.last + 1]):
            return False
        if any(word.form in _TOLD for word in words[item.first : item.last]) and words[item.first].form in _WHOSE:
            return False
        return deciding_kind(frames, item.first) not in {"mention", "see", "negate", "maybe"}
    return kind != "closing" or frames.asks or _asks_to_say(frames, item.first)


def _is_of_a_thing(end: Sequence[Word]) -> bool:
    """Whether the last word of a hand-over and the next make it none: "transfer you the 30", "put you through this"."""
    last, *after = (word.stem for word in end)
    following = after[0] if after else "to"
    return following in _ORDEAL if last == "through" else last == "you" and following not in _ONWARDS


def _asks_to_say(frames: Frames, at: int) -> bool:
    """Whether "tell me", "say" or "let me know" with "if" or "whether" stands before: a question without its mark."""
    stems = [word.stem for word in frames.sentence.words[: at + 1]]
    return bool({"if", "whether"} & {*stems}) and bool({"tell", "say", "know", "confirm"} & {*stems})
