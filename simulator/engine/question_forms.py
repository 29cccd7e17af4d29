"""How a question looks: the words that open one, requests in short, and what only seems to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from simulator.engine.frames import INVERTED, Frames, deciding_kind, doing, inverted
from simulator.engine.phrases import QUESTION_WORDS

if TYPE_CHECKING:
    from simulator.engine.words import Word

_SUBJECTS = frozenset("i we you he she it they".split())
_OPENERS = frozenset("and so but or okay hello hi dear sorri thank yes no mrs mr ms first second hey".split())
_TIME = frozenset("moment minut min second sec hour while".split())
_DONE = frozenset("been seen heard got had found done given taken paid sent gone".split())
"""Forms by which "have" tells of something done."""
_REPORTS = frozenset({"mention", "see", "negate"})


def told_apart(words: list[Word]) -> list[Word]:
    """A "when" that opens a side clause after another question word ("what does it show when you ...") asks nothing."""
    asked = False
    out = words
    for i, word in enumerate(words):
        if word.stem == "when" and asked and words[i - 1].stem != "and":
            out = [*words[:i], replace(word, stem="while"), *words[i + 1 :]]
        asked = asked or word.stem in QUESTION_WORDS
    return out


def is_opener(word: Word) -> bool:
    """Whether a word greets or joins, and a question may begin behind it: "hello", "and"."""
    return word.stem in _OPENERS


def opens_as_question(words: list[Word]) -> bool:
    """Whether words begin like a question, without its mark: "what troubles you", "did you get"."""
    at = next((i for i, word in enumerate(words) if word.stem not in _OPENERS), len(words))
    rest = [word.stem for word in words[at : at + 4]]
    if len(rest) < 2 or (rest[0] in INVERTED and not inverted(words[at])):
        return False
    if rest[0] == "what" and rest[2:3] == ["you"] and words[at + 1].form.endswith("s"):
        return True  # "what troubles you the most about it"
    if rest[0] in QUESTION_WORDS:
        verb = next((i for i in (1, 2) if i < len(rest) - 1 and rest[i] in INVERTED), 0)
        if verb == 2 and rest[1] in _SUBJECTS:
            return False  # "what you have is a hard disk", "what I would do is": a statement
        return bool(verb) and "happen" not in rest[:verb] and rest[verb + 1] not in {"that", "i", "we"}
    if rest[:2] == ["have", "your"]:
        return _is_done(words[at + 2 : at + 5])  # "have your sister come along": a request
    return rest[0] in INVERTED and rest[1] in {"you", "it", "there", "your", "they", "any"}


def _is_done(words: list[Word]) -> bool:
    """Whether words tell of something done: "have your neighbours | seen it"."""
    return any(word.form.endswith("ed") or word.form in _DONE for word in words)


def reported(frames: Frames | None, at: int) -> bool:
    """Whether what stands at ``at`` is a report ("you told me that ...") or an offer ("I can give you your ...")."""
    if frames is None:
        return False
    inside = any(f.owner[1] in _REPORTS and f.first <= at < f.last for f in frames.frames)
    return inside or deciding_kind(frames, at) in _REPORTS or doing(frames, at)


def asks_for_time(words: list[Word], at: int) -> bool:
    """Whether what is asked for is only time: "give me five minutes", "can I have a moment"."""
    return any(word.stem in _TIME for word in words[at : at + 3])


def asks_in_short(words: list[Word]) -> bool:
    """Such as "order number pls": a few words that name a thing and ask for it by a "please"."""
    return len(words) <= 5 and "pleas" in {words[0].stem, words[-1].stem}


def question_behind(words: list[Word]) -> int:
    """Where the question begins behind something told: "I'd like to settle it myself, | what has happened?"; else 0.

    Thanks are told, too: "Thanks for contacting us, | which lamp is it?".
    """
    begins = next((i for i, word in enumerate(words) if word.stem not in _OPENERS), len(words))
    if begins >= len(words) or not (words[begins].stem in {"i", "we"} or thanks_first(words)):
        return 0
    cuts = [i for i in range(begins + 2, len(words) - 1) if words[i].gap and _asks_from(words[i:])]
    return cuts[-1] if cuts else 0


def thanks_first(words: list[Word]) -> bool:
    """Whether words begin with thanks for something: "hi, thx for contacting us, ..."."""
    at = next((i for i, word in enumerate(words) if word.stem not in _OPENERS - {"thank"}), len(words))
    behind = [word.stem for word in words[at + 1 : at + 3] if word.stem != "you"]
    return at < len(words) and words[at].stem == "thank" and behind[:1] == ["for"]


def _asks_from(words: list[Word]) -> bool:
    """Whether words open a question after a comma: "what has happened", "did you get it"; "when I looked" is none."""
    if words[0].stem in QUESTION_WORDS:
        return opens_as_question(words) or words[1].stem in INVERTED | {"happen"}
    return words[0].stem in INVERTED and inverted(words[0]) and words[1].stem in _SUBJECTS - {"i", "we"}
