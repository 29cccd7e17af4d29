"""Questions that ask leave for a step of one's own: "Is it ok when I call you at five?", "I write it down, is it ok?".

They announce the step and ask for a yes to it; they ask for no fact, and not whether all is settled.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from simulator.engine.frames import asks_for_a_yes
from simulator.engine.phrases import QUESTION_WORDS

if TYPE_CHECKING:
    from simulator.engine.heed import Heeded
    from simulator.engine.words import Sentence, Word

_LEAVE = re.compile(
    r"(?:(?:(?:is|would) (?:it|that)|it is|it's)(?: be)? (?:ok|okay|fine|good|al(?:l )?right)"
    r"(?: (?:for|with|by) you)?,? (?:if|when|that)|(?:do|would) you mind,? (?:please,? )?(?:if|when)) (?=(?:i|we)\b)",
    re.IGNORECASE,
)
"""What opens such a question, up to the one who is to do it."""
_OPENERS = frozenset("and so but or okay hello hi dear yes no well good then".split())
_ASKING = frozenset("may can could shall might".split())
_AHEAD = frozenset("will shall can could would".split())
_DOINGS = frozenset(
    "write send explain show walk call ring phone forward prepar post email mail messag text put add".split()
)
"""Stems of what one may ask leave for; what only asks ("can I check your number") is not among them."""


_SPOKEN = {
    "es": re.compile(
        r"(?:(?:le|te|les|os) (?:parece|va|viene|importa) (?:bien |mal )?(?:si|que) (?:le |te |les |os |se |lo |la )*"
        r"(?:mando|envío|envio|escribo|llamo|explico|paso|mande|envíe|escriba|llame|explique|pase)"
        r"|¿ ?(?:puedo|podemos) (?:mandar|enviar|escribir|llamar|explicar|pasar)(?:le|te|les|os|se)?(?:lo|la)?)"
        r"\b[^?\n]*\?",
        re.IGNORECASE,
    )
}
"""The same question in other languages."""


def asks_leave_spoken(text: str, language: str) -> bool:
    """Whether a reply in another language than English asks leave for an own step."""
    return language in _SPOKEN and _SPOKEN[language].search(text) is not None


def as_may_i(sentence: Sentence, text: str) -> Sentence:
    """The sentence with "may I" for "is it ok if I": what it offers, promises or asks is the same."""
    found = _LEAVE.search(text, sentence.start, sentence.end) if sentence.question else None
    if found is None:
        return sentence
    words = sentence.words
    before = [word for word in words if word.start < found.start()]
    inside = [word for word in words if found.start() <= word.start < found.end()]
    behind = [word for word in words if word.start >= found.end()]
    if not inside or not behind or not {word.stem for word in before} <= _OPENERS:
        return sentence
    may = replace(inside[0], stem="may", form="may", end=inside[-1].end, figure="")
    return replace(sentence, words=[*before, may, replace(behind[0], gap=0), *behind[1:]])


def asks_leave(sentence: Heeded) -> bool:
    """Whether a sentence asks leave for an own step: "May I write you the steps?"; "at five or at six?" asks more."""
    words = _opened(sentence)
    return (
        sentence.frames.sentence.question
        and len(words) > 2
        and words[0].stem in _ASKING
        and words[1].stem in {"i", "we"}
        and words[2].stem in _DOINGS
        and not any(word.stem == "or" or word.stem in QUESTION_WORDS - {"when"} for word in words)
    )


def offers_itself(sentence: Heeded) -> bool:
    """Whether a question offers an own step and asks for no more: "shall I order it?", "want me to explain it?"."""
    words = sentence.frames.sentence.words
    if not sentence.frames.sentence.question or any(word.stem == "or" for word in words):
        return False
    at = max((i for i, word in enumerate(words) if i == 0 or word.gap), default=0)
    stems = [word.stem for word in (_opened(sentence) if at == 0 else words[at:])]
    if QUESTION_WORDS & {*stems[:1]}:
        return False
    shall = stems[:1] in (["shall"], ["should"]) and stems[1:2] in (["i"], ["we"])
    wanted = stems[2:] if stems[:2] == ["do", "you"] else stems[2:] if stems[:2] == ["would", "you"] else stems
    return shall or (wanted[:1] in (["want"], ["like"], ["need"]) and wanted[1:3] in (["me", "to"], ["us", "to"]))


def asks_if_it_suits(sentence: Heeded) -> bool:
    """Whether a sentence asks no more than whether what was said suits; "are you all right?" asks after somebody."""
    place = sentence.frames.sentence
    return asks_for_a_yes(place, sentence.text) and all(word.form != "are" for word in place.words)


def awaits_leave(sentence: Heeded) -> bool:
    """Whether a sentence says an own step, and its tag, or the next sentence, only asks for a yes to it."""
    words, frames = _opened(sentence), sentence.frames
    if not (frames.sentence.tag or frames.wants_yes) or frames.negators or len(words) < 3:
        return False
    if words[0].stem not in {"i", "we"}:
        return words[0].stem == "let" and words[1].stem in {"me", "us"}
    doing = words[1].stem in _DOINGS or words[1].stem in _AHEAD
    return doing or (words[1].stem == "be" and words[2].form.endswith("ing"))


def _opened(sentence: Heeded) -> list[Word]:
    """The words behind a greeting or a joining word."""
    words = sentence.frames.sentence.words
    at = next((i for i, word in enumerate(words) if word.stem not in _OPENERS), len(words))
    return words[at:]
