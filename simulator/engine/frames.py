"""Who commits to what in a sentence: tells an offer from a refusal, a report, a question, a condition and a policy.

A proposal is a core ("refund", "new one") inside a frame ("I can", "would you like", "has been"). The nearest frame
before the core decides; a report ("you asked for") holds until a new clause commits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from simulator.engine.phrases import QUESTION_WORDS

if TYPE_CHECKING:
    from simulator.engine.phrases import Found
    from simulator.engine.words import Sentence, Word

_COMMITS = frozenset({"commit", "offer", "would"})
_HOLDS = frozenset({"mention", "maybe", "negate", "asked", "see"})
_WEAK = frozenset({"see"})
_REACH = 11
"""Words between a frame and its core at most."""
_AFTER = 6
"""Words after a core in which a denial or a "done" still belongs to it."""

_INVERTED = frozenset("do be have will would can could may might shall should".split())
_PREFERENCE = frozenset("like want prefer wish agree rather need help suit work okay happy fine".split())
_DONE = frozenset(
    """done sent paid made way inbox post underway possible available free ready pending complete open through
    approved processed issued arranged booked completed initiated started scheduled ordered confirmed registered
    placed created credited reserved released transferred attached corrected returned reversed cancelled canceled
    updated granted included covered dispatched shipped delivered opened launched filed raised refunded reimbursed
    replaced exchanged repaired collected closed deleted unlocked added fixed changed emailed""".split()
)
_OPAQUE = frozenset(
    """check look explain tell know understand read find say discuss talk apolog wait think rememb regret forget
    reject deni refus declin delay mention worri promis""".split()
)
"""Doings that stand between a promise and a thing without giving it: "I will check the refund"."""
_QUALITIES = frozenset(
    "your our full new whole complet second duplic doubl pend correct free prepaid this that partial of and or".split()
)
"""Words that may lead to a core which begins its clause: "your full refund has been issued"."""
_PERSONS = frozenset("i we you he she they let allow permit and but or my our".split())
GIVING = frozenset(
    """give offer provid grant get receiv have arrang issu process initi make start order book approv put add organ
    prepar creat send ship dispatch post mail deliv bring transfer return credit suggest propos request accept like
    prefer want choos take place do trigger author schedul open regist appli file pass forward rais correct reissu
    attach email hand present load set advanc push submit complet confirm recommend be go""".split()
)
"""Doings that give a thing: "I will send a label", "you get a refund"."""
_POLITE_NO = frozenset("problem worri doubt wonder troubl cost charg matter".split())


class Frames(Struct):
    """What `stance` needs to know of one sentence: its frames in order, and where it denies."""

    sentence: Sentence
    frames: list[Found]
    negators: list[int]
    asks: bool


def frames_of(sentence: Sentence, found: list[Found], negators: frozenset[str]) -> Frames:
    """Sort out the frames of a sentence; of frames that begin together, the longest counts."""
    longest: dict[int, Found] = {}
    asks = sentence.question or _inverted(sentence.words)
    for item in found:
        if item.owner[1] == "offer" and item.weight < 1 and not _opens(sentence.words, item.first):
            continue
        if item.owner[1] == "asked" and not (asks and _opens(sentence.words, item.first)):
            continue
        old = longest.get(item.first)
        if old is None or _rank(item) > _rank(old):
            longest[item.first] = item
    words = sentence.words
    denied = [i for i, word in enumerate(words) if word.stem in negators and not _polite(words, i)]
    return Frames(sentence, [longest[i] for i in sorted(longest)], denied, asks)


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
    return first in _INVERTED and len(words) > 1 and words[1].stem in {"you", "it", "they", "he", "she", "there"}


def committed(frames: Frames, first: int, last: int, *, act: bool = False, customer: bool = True) -> bool:
    """Whether somebody on the shop's side gives, does or offers what words ``first`` to ``last`` name.

    ``act``: the words are a doing; one that opens its clause is an order to the customer ("check the page").
    ``customer``: it counts, too, where the customer is the one who may do it ("you can send it back").
    """
    words = frames.sentence.words
    floor = _clause_start(words, first, strength=2)
    if any(first <= at < last for at in frames.negators):
        return False
    frame = _deciding(frames, floor, first)
    if frame is None or (frame.owner[1] == "passive" and _boundary(words, frame.last - 1, first)):
        return _bare(frames, floor, first, last, act=act)
    kind = frame.owner[1]
    if kind not in _COMMITS and kind != "passive":
        return False
    if kind == "passive" and frames.asks:
        return False
    if kind != "offer" and _asked_openly(frames, floor, frame):
        return False
    if kind == "offer" and _asked_openly(frames, floor, frame, open_only=True):
        return False
    if kind == "would" and _conditional(words):
        return False
    if act and not customer and _leaves_it(words, frame):
        return False
    if _denied(frames, floor, frame, first) or first - frame.last > _REACH:
        return False
    if kind == "passive" and _denied_after(frames, last):
        return False
    return not _opaque(words, frame.last, first) and not _hypothetical(words, floor, frame, first)


def held_back(frames: Frames, at: int) -> bool:
    """Whether what stands at word ``at`` is only reported, seen, wondered about, asked or ruled out."""
    frame = _deciding(frames, _clause_start(frames.sentence.words, at, strength=2), at)
    return frame is not None and frame.owner[1] in _HOLDS


def deciding_kind(frames: Frames, at: int) -> str:
    """The kind of frame that what stands at word ``at`` belongs to, or an empty string."""
    frame = _deciding(frames, _clause_start(frames.sentence.words, at, strength=2), at)
    return frame.owner[1] if frame else ""


def in_condition(frames: Frames, at: int) -> bool:
    """Whether word ``at`` stands inside an if-clause that is no mere politeness."""
    words = frames.sentence.words
    return _hypothetical(words, _clause_start(words, at, strength=2), None, at)


def gives(frames: Frames, first: int) -> bool:
    """Whether a thing named at word ``first`` is given there, not only talked about ("I will check the refund")."""
    words = frames.sentence.words
    frame = _deciding(frames, _clause_start(words, first, strength=2), first)
    if frame is None or frame.owner[1] not in _COMMITS:
        return True
    # who offers or promises a thing must also give it; "would you like", "here is" and "how about" give by themselves
    who = {words[i].stem for i in range(frame.first, min(frame.last, first))}
    person = words[frame.first].stem in _PERSONS if frame.owner[1] != "offer" else bool(who & {"i", "we"})
    return not person or any(words[i].stem in GIVING for i in range(frame.first, first))


def stated(frames: Frames, first: int, last: int, *, denied: bool = False) -> bool:
    """Whether a full phrase is plainly said: not asked, reported or denied.

    ``denied``: a "not" inside or after it is part of what is said ("it does not come with a bulb").
    """
    words = frames.sentence.words
    floor = _clause_start(words, first, strength=2)
    frame = _deciding(frames, floor, first)
    kind = frame.owner[1] if frame else ""
    asks = frames.asks and (frames.sentence.question or first > 0)
    if kind in _HOLDS or (asks and kind != "offer" and not _offered(frames, first, last)):
        return False
    if _hypothetical(words, floor, frame, first) or _general(words, first):
        return False
    start = _clause_start(words, first, strength=1)
    if denied:
        return not any(start <= at < first for at in frames.negators)
    return not any(start <= at < last for at in frames.negators) and not _denied_after(frames, last)


def _offered(frames: Frames, first: int, last: int) -> bool:
    return any(f.owner[1] == "offer" and f.first < last and f.last > first for f in frames.frames)


def _clause_start(words: list[Word], at: int, *, strength: int) -> int:
    return next((i for i in range(min(at, len(words) - 1), -1, -1) if words[i].gap >= strength), 0)


def _boundary(words: list[Word], after: int, until: int) -> bool:
    return any(words[i].gap for i in range(after + 1, min(until, len(words) - 1) + 1))


def _deciding(frames: Frames, floor: int, first: int) -> Found | None:
    words, held = frames.sentence.words, None
    for frame in frames.frames:
        if frame.first < floor:
            continue
        if frame.first >= first or (frame.last > first and frame.owner[1] not in _COMMITS):
            break
        if held is None or _gives_way(words, held, frame):
            held = frame
    return held


def _gives_way(words: list[Word], held: Found, frame: Found) -> bool:
    """Whether a later frame takes over from the one that holds."""
    old, new = held.owner[1], frame.owner[1]
    if frame.first < held.last or (new == "passive" and old == "see"):
        return False
    if old in _COMMITS or old == "passive":
        return True
    if old in _WEAK:
        return True
    return new not in {"passive", "see"} and _boundary(words, held.first, frame.first)


def _asked_openly(frames: Frames, floor: int, frame: Found, *, open_only: bool = False) -> bool:
    """A question word or an inverted verb before the frame asks for something; "how about" offers."""
    words = frames.sentence.words
    start = max(floor, _clause_start(words, frame.first, strength=1))
    covered = {i for item in frames.frames if item.owner[1] == "offer" for i in range(item.first, item.last)}
    before = [words[i].stem for i in range(start, frame.first) if i not in covered]
    if any(stem in QUESTION_WORDS for stem in before):
        return True
    if open_only or not frames.asks:
        return False
    return bool(before) and before[0] in _INVERTED and frame.owner[1] == "passive"


def _denied(frames: Frames, floor: int, frame: Found, first: int) -> bool:
    words = frames.sentence.words
    for at in frames.negators:
        if frame.first <= at < first:
            return True
        near = max(floor, frame.first - 5) <= at < frame.first
        if near and not _boundary(words, at, frame.first) and not (at == frame.first - 1 and words[at].stem == "no"):
            return True
    return False


def _denied_after(frames: Frames, last: int) -> bool:
    words = frames.sentence.words
    for at in range(last, min(last + _AFTER, len(words))):
        if words[at].gap:
            return False
        if at in frames.negators:
            return True
    return False


def _opaque(words: list[Word], start: int, first: int) -> bool:
    start = max([start, *(i for i in range(start, first + 1) if i < len(words) and words[i].gap)])
    return any(words[i].stem in _OPAQUE for i in range(start, first))


def _hypothetical(words: list[Word], floor: int, frame: Found | None, first: int) -> bool:
    """Inside an if-clause, or after one with "would"; "if you like" is no condition."""
    for at in range(floor, first):
        if words[at].stem != "if":
            continue
        if frame is not None and frame.owner[1] == "offer" and frame.first < at:
            return False
        if any(words[i].stem in _PREFERENCE for i in range(at + 1, min(at + 4, len(words)))):
            return False
        if not _boundary(words, at, first):
            return frame is None or frame.first < at or frame.owner[1] not in _COMMITS
    return False


def _leaves_it(words: list[Word], frame: Found) -> bool:
    """Whether a frame leaves the doing to the customer: "you could call the depot"."""
    who = [words[i].stem for i in range(frame.first, frame.last)]
    return frame.owner[1] == "commit" and who[:1] == ["you"] and bool({"can", "could", "may"} & set(who))


def _conditional(words: list[Word]) -> bool:
    """Whether the sentence sets a real condition, not a politeness ("if you like", "if that suits you")."""
    for at, word in enumerate(words):
        if word.stem == "if" and not any(w.stem in _PREFERENCE for w in words[at + 1 : at + 4]):
            return True
    return False


def _general(words: list[Word], first: int) -> bool:
    """A plural that opens its clause tells a rule: "exchanges are free"."""
    form = words[first].form
    return (first == 0 or words[first].gap > 0) and form.endswith("s") and not form.endswith(("ss", "'s", "’s"))


def _bare(frames: Frames, floor: int, first: int, last: int, *, act: bool) -> bool:
    """A core without a frame: "Refund of €64.90 done", "A refund or a new one?", "we refund you"."""
    words = frames.sentence.words
    before = words[first - 1].stem if first > floor else ""
    if any(frame.owner[1] in _HOLDS and frame.first < first < frame.last for frame in frames.frames):
        return False
    if any(floor <= at < first and not _boundary(words, at, first) for at in frames.negators):
        return False
    if _denied_after(frames, last) or _hypothetical(words, floor, None, first):
        return False
    if before in {"i", "we"}:
        return not frames.asks or words[floor].stem not in _INVERTED | QUESTION_WORDS
    start = _clause_start(words, first, strength=1)
    if _general(words, first):
        return False
    if frames.asks:
        opens = words[floor].stem in _INVERTED | QUESTION_WORDS
        return not opens and first - start <= 3 and len(words) - floor <= 12
    if act:
        return words[first].form.endswith(("ed", "ing", "sent")) and first == start
    after = [words[i] for i in range(last, min(last + _AFTER, len(words)))]
    leads = all(words[i].stem in _QUALITIES for i in range(start, first))
    return leads and any(word.form in _DONE for word in after)
