"""Who has more say is named, and takes it up: "My team lead is Priya, I've told her all and she rings you at five".

The words of a hand-over (scenarios/shared/language.yaml) stand in one sentence; here the name and what he or she does
may stand in two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from simulator.engine.frames import deciding_kind
from simulator.engine.inputs import GOOD_FIT

if TYPE_CHECKING:
    from simulator.engine.heard import Heard
    from simulator.engine.heed import Heeded, Sentences
    from simulator.engine.words import Word

_SUPERIORS = frozenset("supervisor manag boss superior".split())
_LEADS = frozenset("lead leader head".split())
_LED = frozenset("team shift my our of".split())
"""Stems before or behind "lead" that make it a person: "my team lead", "our head of service"."""
_DECIDES = frozenset("decid decide".split())
_NO_PERSON = frozenset("manage managed managing management decide decided deciding".split())
_HIM = frozenset("he she they him her them".split())
_HIS, _HAS = frozenset({"him", "her", "them"}), frozenset({"have", "ask", "get", "let"})
"""Whom somebody has do something: "I'll have him ring you"."""
_OTHERS = frozenset(
    """colleagu technician fitter engin specialist driver courier assist neighbour neighbor mother father sister brother
    son daughter husband wife friend tailor warehous depot""".split()
)
"""Stems of other people, whom a "he" or "she" behind them means."""
_AHEAD = frozenset("will can be shall go".split())
_TAKES_UP = frozenset(
    "call ring phone contact write messag email speak talk answer decid handl take look deal join sort".split()
)
"""Stems of what somebody does who takes a matter up."""
_PASSES = frozenset("hand pass give transfer forward put connect refer".split())
_FAR = 3
"""Words between "she" and what she will do at most."""


def reaches_up(heeded: Sentences) -> bool:
    """Whether a reply names who has more say, and tells that the matter is passed on to them or that they call."""
    named = False
    for sentence in heeded:
        words = sentence.frames.sentence.words
        for at, word in enumerate(words):
            if word.stem in _OTHERS:
                named = False
            elif _has_say(words, at):
                named = not _denied(sentence, at)
            elif named and (_and_will(words, at) or (word.stem in _HIM and _takes_up(sentence, at))):
                return True
    return False


def reached(heard: Heard) -> Heard:
    """The reply that reaches up: handed over, unless a call or a word of theirs is what settles the case."""
    if heard.refuses_supervisor:
        return heard
    settles = any(item.fit >= GOOD_FIT for item in heard.proposed)
    return replace(heard, reaches_up=True, hands_over=heard.hands_over or not settles)


def as_demanded(heard: Heard, *, demanded: bool) -> Heard:
    """The reply to a customer who has ``demanded`` who decides: whatever passes the matter on to them hands it over."""
    passes = heard.reaches_up or any(item.family == "escalate" for item in heard.proposed)
    if not demanded or heard.hands_over or heard.refuses_supervisor or not passes:
        return heard
    return replace(heard, hands_over=True, moves=(*heard.moves, "hands_over"))


def _has_say(words: list[Word], at: int) -> bool:
    near = {word.stem for word in (*words[max(0, at - 2) : at], *words[at + 1 : at + 2])}
    stem = words[at].stem
    if words[at].form in _NO_PERSON or (at and words[at - 1].stem == "your"):
        return False
    if stem in _SUPERIORS or stem in _DECIDES or (stem == "charg" and "in" in near):
        return True
    return stem in _LEADS and bool(near & _LED)


def _denied(sentence: Heeded, at: int) -> bool:
    """Whether nobody is named there after all, or it is only asked who: "my manager is not in"."""
    start = next((i for i in range(at, -1, -1) if sentence.frames.sentence.words[i].gap), 0)
    return any(i >= start for i in sentence.frames.negators)


def _and_will(words: list[Word], at: int) -> bool:
    """Whether whoever was named takes it up in a second breath: "my manager can see this | and will answer you"."""
    behind = [word.stem for word in words[at + 1 : at + 2]]
    return words[at].stem == "will" and at > 0 and words[at - 1].stem == "and" and bool(_TAKES_UP & {*behind})


def _takes_up(sentence: Heeded, at: int) -> bool:
    """Whether "he" or "she" at a word takes the matter up, or "him" or "her" is given it."""
    words, frames = sentence.frames.sentence.words, sentence.frames
    near = range(max(0, at - 6), min(at + _FAR + 2, len(words)))
    if any(i in frames.negators for i in near) or deciding_kind(frames, at) in {"mention", "negate", "maybe"}:
        return False
    if words[at].stem in _HIS and at and words[at - 1].stem in _HAS and words[at + 1 : at + 2]:
        return words[at + 1].stem in _TAKES_UP
    if words[at].form in {"he", "she", "they"} or words[at].form.partition("'")[2]:
        ahead = [word.stem for word in words[at + 1 : at + _FAR + 2]]
        if (_OTHERS | _HIS) & {word.stem for word in words[at + 1 : at + 2 * _FAR + 1]}:
            return False  # "he will speak to the driver": to somebody else than the customer
        now = words[min(at + 1, len(words) - 1)].form.endswith("s") and bool(_TAKES_UP & {*ahead[:1]})
        return now or (bool(_AHEAD & {*ahead[:1]}) and bool(_TAKES_UP & {*ahead[1:]}))
    before = words[max(0, at - _FAR - 2) : at]
    does = next((i for i, word in enumerate(before) if word.stem in _PASSES), None)
    who = {word.stem for word in words[max(0, at - _FAR - 5) : at]}
    return does is not None and bool(who & {"i", "we"})
