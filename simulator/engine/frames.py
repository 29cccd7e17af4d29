"""The frames of a sentence: who commits ("I can"), offers, reports, asks, sees or rules out; and which one decides.

What is proposed, promised or said stands inside such a frame. The nearest one before it decides; a report ("you asked
for") holds until a new clause commits.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from simulator.engine.phrases import QUESTION_WORDS
from simulator.signals.lexicons.common import ASKS_FOR_A_YES, SUITED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.engine.phrases import Found
    from simulator.engine.words import Sentence, Word

COMMITS = frozenset({"commit", "offer", "would"})
"""Kinds of frame by which somebody gives or does something."""
HOLDS = frozenset({"mention", "maybe", "negate", "apart", "asked", "see"})
"""Kinds by which nothing is given: reports, open questions, things ruled out, asked for or seen."""
INVERTED = frozenset("do be have will would can could may might shall should".split())
"""Verbs that open a question."""
_PARTICIPLES = frozenset("done doing having had being been".split())
PREFERENCE = frozenset("like want prefer wish agre rather need help suit work okay happi fine".split())
"""What makes an "if" a politeness: "if you like"."""
_OPENERS = frozenset("and so but or okay yes no good great right perfect then fine well alright thank".split())
_LONGEST = 50
"""Characters of a question that only asks for a yes, at most."""
_FORM = re.compile(r"[^\W_]+")
_BROUGHT = frozenset("brought came collected delivered picked had was were".split())
"""What a courier or a colleague did: told of the past, it gives nothing."""
_POLITE_NO = frozenset("problem worri doubt wonder troubl cost charg matter".split())


class Frames(Struct):
    """One sentence's frames in order, the words that deny, and whether it asks.

    ``wants_yes``: the next sentence asks no more than whether that suits ("Is that ok?").
    """

    sentence: Sentence
    frames: list[Found]
    negators: list[int]
    asks: bool
    wants_yes: bool = False


def frames_of(sentence: Sentence, found: Sequence[Found], negators: frozenset[str]) -> Frames:
    """Sort out the frames of a sentence; of frames that begin together, the longest counts."""
    longest: dict[int, Found] = {}
    asks = (sentence.question and not _announces(sentence, found)) or _inverted(sentence.words)
    for item in found:
        if item.owner[1] == "offer" and item.weight < 1 and not _opens(sentence.words, item.first):
            continue
        if item.owner[1] == "offer" and sentence.words[item.first].form == "did":
            continue  # "did you want to cancel?" asks about the past
        if item.owner[1] == "commit" and _tells_of_you(sentence.words, item):
            continue  # "you received another customer's invoice" tells what happened
        if item.owner[1] == "asked" and not (asks and _opens(sentence.words, item.first)):
            continue
        old = longest.get(item.first)
        if old is None or _rank(item) > _rank(old):
            longest[item.first] = item
    words = sentence.words
    denied = [i for i, word in enumerate(words) if word.stem in negators and not _polite(words, i)]
    return Frames(sentence, [longest[i] for i in sorted(longest)], denied, asks)


def asks_for_a_yes(sentence: Sentence, text: str) -> bool:
    """Whether a sentence of a text asks no more than whether what was said suits: "Is that ok for you?"."""
    if not sentence.question or sentence.end - sentence.start > _LONGEST:
        return False
    forms = {*_FORM.findall(text[sentence.start : sentence.end].casefold())}
    return forms <= ASKS_FOR_A_YES and bool(forms & SUITED)


def _announces(sentence: Sentence, found: Sequence[Found]) -> bool:
    """Whether the sentence says what will be done and only its tag asks: "I look what I can do, all right?"."""
    begins = next((i for i, word in enumerate(sentence.words) if word.stem not in _OPENERS), 0)
    doer = sentence.words[begins].stem in {"i", "we"}
    return sentence.tag and (doer or any(item.owner[1] == "commit" and item.first == begins for item in found))


def _tells_of_you(words: list[Word], frame: Found) -> bool:
    you, last = words[frame.first].stem == "you", words[frame.last - 1].form
    if frame.last - frame.first != 2:
        return False
    if words[frame.first].stem in {"i", "we"}:
        return False
    return last in {"received", "recieved", "got"} if you else last in _BROUGHT


def _opens(words: list[Word], at: int) -> bool:
    return at == 0 or words[at].gap > 0


def _rank(frame: Found) -> tuple[int, float]:
    return frame.last, frame.weight


def _polite(words: list[Word], at: int) -> bool:
    """No problem, not only, do not worry, why not: a "no" that denies nothing."""
    after = words[at + 1].stem if at + 1 < len(words) else ""
    if words[at].stem == "not" and (after in {"onli", "worri", "hesit"} or (at and words[at - 1].stem == "whi")):
        return True
    return words[at].stem == "no" and (after in _POLITE_NO or (at + 1 < len(words) and words[at + 1].gap > 0))


def _inverted(words: list[Word]) -> bool:
    """Whether a sentence without a question mark begins like a question ("did you get", "which one is")."""
    first = words[0].stem
    if first in QUESTION_WORDS - {"when"}:
        return len(words) > 1 and words[1].stem not in {"i", "we", "happen"}
    return inverted(words[0]) and len(words) > 1 and words[1].stem in {"you", "it", "they", "he", "she", "there"}


def inverted(word: Word) -> bool:
    """Whether a word is a verb that may open a question: "did", "is", "can"; not "done" or "having"."""
    return word.stem in INVERTED and word.form not in _PARTICIPLES


def held_back(frames: Frames, at: int) -> bool:
    """Whether what stands at word ``at`` is only reported, seen, wondered about, asked or ruled out."""
    frame = deciding(frames, clause_start(frames.sentence.words, at, strength=2), at)
    return frame is not None and frame.owner[1] in HOLDS


def deciding_kind(frames: Frames, at: int) -> str:
    """The kind of frame that what stands at word ``at`` belongs to, or an empty string."""
    frame = deciding(frames, clause_start(frames.sentence.words, at, strength=2), at)
    return frame.owner[1] if frame else ""


def doing(frames: Frames, at: int) -> bool:
    """Whether what stands at word ``at`` is what the agent will or can do."""
    words = frames.sentence.words
    frame = deciding(frames, clause_start(words, at, strength=2), at)
    if frame is None or frame.owner[1] != "commit" or words[frame.first].stem not in {"i", "we"}:
        return False
    return any(words[i].stem in {"will", "can", "shall"} for i in range(frame.first, min(frame.last, at)))


def in_condition(frames: Frames, at: int) -> bool:
    """Whether word ``at`` stands inside an if-clause that is no mere politeness."""
    words = frames.sentence.words
    return hypothetical(words, clause_start(words, at, strength=2), None, at)


def clause_start(words: list[Word], at: int, *, strength: int) -> int:
    """The first word of the clause around word ``at``; strength 2 reaches over commas and joining words."""
    return next((i for i in range(min(at, len(words) - 1), -1, -1) if words[i].gap >= strength), 0)


def boundary(words: list[Word], after: int, until: int) -> bool:
    """Whether a comma, a joining word or a stronger mark stands between two words."""
    return any(words[i].gap for i in range(after + 1, min(until, len(words) - 1) + 1))


def deciding(frames: Frames, floor: int, first: int) -> Found | None:
    """The frame, from word ``floor`` on, that decides what stands at word ``first``."""
    words, held = frames.sentence.words, None
    for frame in frames.frames:
        if frame.first < floor:
            continue
        if frame.first >= first or (frame.last > first and frame.owner[1] not in COMMITS):
            break
        if held is None or _gives_way(words, held, frame):
            held = frame
    return held


def _gives_way(words: list[Word], held: Found, frame: Found) -> bool:
    """Whether a later frame takes over from the one that holds."""
    old, new = held.owner[1], frame.owner[1]
    if frame.first < held.last or (new == "passive" and old == "see"):
        return False
    if old in COMMITS and new == "passive":
        return boundary(words, held.first, frame.first)
    if old in COMMITS | {"passive", "see"} or (old == "apart" and new in COMMITS):
        return True
    return new not in {"passive", "see"} and boundary(words, held.first, frame.first)


def hypothetical(words: list[Word], floor: int, frame: Found | None, first: int) -> bool:
    """Inside an if-clause, or after one with "would"; "if you like" is no condition."""
    for at in range(floor, first):
        if words[at].stem != "if":
            continue
        if frame is not None and frame.owner[1] == "offer" and frame.first < at:
            return False
        if any(words[i].stem in PREFERENCE for i in range(at + 1, min(at + 4, len(words)))):
            return False
        if not boundary(words, at, first):
            return frame is None or frame.first < at or frame.owner[1] not in COMMITS
    return False
