"""Whether what a sentence names is really given: an offer told from a refusal, a report, a question and a rule.

A proposal is a core ("refund", "new one") inside a frame ("I can", "would you like", "has been"), or a bare core that
says it is done ("Refund of €64.90 done").
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from simulator.engine.doers import begins_anew, came_in, does, leads, will_come
from simulator.engine.frames import (
    COMMITS,
    HOLDS,
    INVERTED,
    PREFERENCE,
    Frames,
    boundary,
    clause_start,
    deciding,
    hypothetical,
)
from simulator.engine.phrases import QUESTION_WORDS
from simulator.signals.lexicons.common import SUITED

if TYPE_CHECKING:
    from simulator.engine.phrases import Found
    from simulator.engine.words import Word

_REACH = 11
"""Words between a frame and its core at most."""
_OWN_HANDS = frozenset(
    """myself ourselv ourself faster quicker easier sooner better fix solv sort handl decid settl resolv""".split()
)
"""What somebody does, or how it goes, who doesn't pass a thing on after all."""
_GAVE = frozenset("sent gave paid got took made bought brought".split())
_FRONTED = 4
"""Words behind a thing, within which somebody gives it: "the invoice I will also send"."""
_PAST = frozenset({"went", "called", "phoned", "rang", "wrote", "came", "visited", "brought"})
_BIDS = frozenset("take choos pick buy".split())
_BIDDEN = frozenset("take choose pick buy".split())
"""How a phrase begins that says what to take, and its forms that do."""
_DONE_BY_ME = frozenset("took made gave put paid".split())
"""Forms that, opening a clause without a subject, tell what was done: "took one out for you"."""
_ON_CONDITION = frozenset("if when onc after".split())
_AFTER = 6
"""Words after a core in which a denial or a "done" still belongs to it."""

_DONE = frozenset(
    """done sent paid made way inbox post underway possible available free ready pending complete open through
    approved processed issued arranged booked completed initiated started scheduled ordered confirmed registered
    placed created credited reserved released transferred attached corrected returned reversed cancelled canceled
    updated granted included covered dispatched shipped delivered opened launched filed raised refunded reimbursed
    replaced exchanged repaired collected closed deleted unlocked added fixed changed emailed""".split()
)
_VERBS = frozenset("be can will could would".split())
_OPAQUE = frozenset(
    """check look explain tell know understand read find say discuss talk apolog wait think rememb regret forget
    reject deni refus declin delay mention worri promis""".split()
)
"""Doings that stand between a promise and a thing without giving it: "I will check the refund"."""
_PERSONS = frozenset("i we you he she they let allow permit and but or my our".split())
_GIVING = frozenset(
    """give offer provid grant get receiv have arrang issu process initi make start order book approv put add organ
    prepar creat send ship dispatch post mail deliv bring transfer return credit suggest propos request accept like
    prefer want choos take place do trigger author schedul open regist appli file pass forward rais correct reissu
    attach email hand present load set advanc push submit complet confirm recommend be go""".split()
)
"""Doings that give a thing: "I will send a label", "you get a refund"."""


_WHO = frozenset({"i", "we", "you"})
_FRESH = frozenset({"ago"})


def committed(frames: Frames, first: int, last: int, *, act: bool = False, customer: bool = True) -> bool:
    """Whether somebody on the shop's side gives, does or offers what words ``first`` to ``last`` name.

    ``act``: the words are a doing; one that opens its clause is an order to the customer ("check the page").
    ``customer``: it counts, too, where the customer is the one who may do it ("you can send it back").
    """
    words = frames.sentence.words
    floor = clause_start(words, first, strength=2)
    if any(first <= at < last for at in frames.negators) or came_in(words, first, last):
        return False
    frame = deciding(frames, floor, first)
    if not act and (_fronted(frames, first, last) or will_come(frames, first, last)):
        return True
    if frame is None or (begins_anew(words, first) and frame.owner[1] in COMMITS | {"passive"}):
        return _bare(frames, floor, first, last, act=act)
    if frame.owner[1] == "passive" and boundary(words, frame.last - 1, first):
        return _bare(frames, floor, first, last, act=act)
    if frame.owner[1] not in HOLDS | {"offer"} and _is_subject(words, last):
        told = not frames.asks and not _general(words, first) and not _denied_after(frames, last)
        return told and _says_done(words, first, first, last, act=act)
    if frame.owner[1] == "passive":
        binds = not frames.asks and not _asked_openly(frames, floor, frame) and not _denied_after(frames, last)
    else:
        binds = _binds(frames, floor, frame) and not (act and not customer and _leaves_it(words, frame))
    denied = _denied(frames, floor, frame, first) or _taken_back(words, last)
    reached = first - frame.last <= _REACH and not denied
    return binds and reached and not _opaque(words, frame.last, first) and not hypothetical(words, floor, frame, first)


def _binds(frames: Frames, floor: int, frame: Found) -> bool:
    """Whether a frame commits its speaker as it stands in its sentence."""
    kind = frame.owner[1]
    if kind not in COMMITS or (_asked_openly(frames, floor, frame) and not _listed(frames, frame)):
        return False
    return kind != "would" or not _conditional(frames.sentence.words)


def gives(frames: Frames, first: int) -> bool:
    """Whether a thing named at word ``first`` is given there, not only talked about ("I will check the refund")."""
    words = frames.sentence.words
    frame = deciding(frames, clause_start(words, first, strength=2), first)
    if frame is None or frame.owner[1] not in COMMITS:
        return True
    # who offers or promises a thing must also give it; "would you like", "here is" and "how about" give by themselves
    who = {words[i].stem for i in range(frame.first, min(frame.last, first))}
    person = words[frame.first].stem in _PERSONS if frame.owner[1] != "offer" else bool(who & {"i", "we"})
    return not person or any(words[i].stem in _GIVING for i in range(frame.first, first))


def stated(frames: Frames, first: int, last: int, *, denied: bool = False) -> bool:
    """Whether a full phrase is plainly said: not asked, reported or denied.

    ``denied``: a "not" inside or after it is part of what is said ("it does not come with a bulb").
    """
    words = frames.sentence.words
    if any(words[i].form in _PAST for i in range(first, last)):
        return False  # "the money went to the old card"
    if words[first].stem in _BIDS and words[first].form not in _BIDDEN:
        return False  # "it takes an E14" advises nobody to take it
    floor = clause_start(words, first, strength=2)
    frame = deciding(frames, floor, first)
    kind = frame.owner[1] if frame else ""
    asks = frames.asks and (frames.sentence.question or first > 0) and not _tagged(frames, last)
    needed = denied and frame is not None and words[frame.first].stem == "you" and words[frame.last - 1].stem == "need"
    if (kind in HOLDS and not needed) or (asks and kind != "offer" and not _offered(frames, first, last)):
        return False
    if hypothetical(words, floor, frame, first) or _general(words, first):
        return False
    start = clause_start(words, first, strength=1)
    if denied:
        return not any(start <= at < first for at in frames.negators)
    return not any(start <= at < last for at in frames.negators) and not _denied_after(frames, last)


def _tagged(frames: Frames, last: int) -> bool:
    """Whether only a tag behind it asks: "the van can be with you by 7, want me to book it?"."""
    words = frames.sentence.words
    told = words[0].stem not in INVERTED | QUESTION_WORDS
    if told and frames.sentence.tag:
        return True  # "the 30 pounds go back to your card today, ok?"
    return told and any(f.owner[1] == "offer" and f.first >= last and words[f.first].gap > 0 for f in frames.frames)


def _offered(frames: Frames, first: int, last: int) -> bool:
    return any(f.owner[1] == "offer" and f.first < last and f.last > first for f in frames.frames)


def _listed(frames: Frames, frame: Found) -> bool:
    """Whether what may be chosen follows the question: "which would you prefer, a refund or a new one?"."""
    words = frames.sentence.words
    return frame.owner[1] == "offer" and frame.last < len(words) and words[frame.last].gap > 0


def _is_subject(words: list[Word], last: int) -> bool:
    """Whether a core opens a statement of its own: "I'm afraid a refund is not possible"."""
    return last < len(words) and not words[last].gap and words[last].stem in _VERBS


def _taken_back(words: list[Word], last: int) -> bool:
    """Whether the sentence ends in "... but I can't"."""
    for at in range(last, len(words) - 2):
        if words[at].stem == "but" and len(words) - at <= 5:
            rest = {word.stem for word in words[at + 1 :]}
            return "not" in rest and bool(rest & {"i", "we"})
    return False


def _fronted(frames: Frames, first: int, last: int) -> bool:
    """Whether the thing comes before who gives it: "and the invoice I send you by mail"."""
    words = frames.sentence.words
    start = clause_start(words, first, strength=1)
    at = _behind_what_for(words, last)
    behind = [word.stem for word in words[at : at + _FRONTED]]
    gives = behind[:1] in (["i"], ["we"]) and bool(_GIVING & {*behind}) and not words[last].gap
    past = (words[i].form.endswith("ed") or words[i].form in _GAVE for i in range(at + 1, min(at + 3, len(words))))
    gives = gives and (any(word.form in _FRESH for word in words[at:]) or not any(past))
    return gives and leads(words, start, first) and not (frames.asks or _denied_after(frames, last))


def _behind_what_for(words: list[Word], last: int) -> int:
    """The "I" or "we" behind what a thing is for: "the invoice | for the recorder | I send you"."""
    if last >= len(words) or words[last].stem not in {"for", "of", "from", "to"}:
        return last
    near = range(last + 1, min(last + 6, len(words)))
    return next((i for i in near if words[i].stem in {"i", "we"} and not words[i].gap), last)


def keeps_it(frames: Frames, last: int) -> bool:
    """Whether what is passed on before is kept after all: "..., but honestly I can fix it myself"."""
    words = frames.sentence.words
    at = next((i for i in range(max(0, last - 1), len(words)) if words[i].stem == "but"), len(words))
    rest = [word.stem for word in words[at + 1 :]]
    does = any(a == "do" and b in {"it", "this", "that"} for a, b in pairwise(rest))
    return bool({"i", "we", "it", "me"} & {*rest}) and (does or bool(_OWN_HANDS & {*rest}))


def _asked_openly(frames: Frames, floor: int, frame: Found) -> bool:
    """A question word before the frame asks for something ("when will you ..."); "how about" offers."""
    words = frames.sentence.words
    start = max(floor, clause_start(words, frame.first, strength=1))
    covered = {i for item in frames.frames if item.owner[1] == "offer" for i in range(item.first, item.last)}
    return any(words[i].stem in QUESTION_WORDS for i in range(start, frame.first) if i not in covered)


def _denied(frames: Frames, floor: int, frame: Found, first: int) -> bool:
    words = frames.sentence.words
    for at in frames.negators:
        if frame.first <= at < first:
            return True
        near = max(floor, frame.first - 5) <= at < frame.first
        if near and not boundary(words, at, frame.first) and not (at == frame.first - 1 and words[at].stem == "no"):
            return True
    return False


def _denied_after(frames: Frames, last: int) -> bool:
    words = frames.sentence.words
    for at in range(last, min(last + _AFTER, len(words))):
        if words[at].gap:
            return False
        behind = words[at + 1].stem if at + 1 < len(words) else ""
        if at in frames.negators or (words[at].stem == "onli" and behind in _ON_CONDITION):
            return True
    return False


def _opaque(words: list[Word], start: int, first: int) -> bool:
    start = max([start, *(i for i in range(start, first + 1) if i < len(words) and words[i].gap)])
    found = [i for i in range(start, first) if words[i].stem in _OPAQUE]
    # "I've told our accounts to pay you back" gives; "I'll tell you about the refund" doesn't
    passed_on = first > start and words[first - 1].stem == "to" and any(words[i].stem == "tell" for i in found)
    return bool(found) and not passed_on


def _leaves_it(words: list[Word], frame: Found) -> bool:
    """Whether a frame leaves the doing to the customer: "you could call the depot"."""
    who = [words[i].stem for i in range(frame.first, frame.last)]
    return frame.owner[1] == "commit" and who[:1] == ["you"] and bool({"can", "could", "may"} & set(who))


def _conditional(words: list[Word]) -> bool:
    """Whether the sentence sets a real condition, not a politeness ("if you like", "if that suits you")."""
    for at, word in enumerate(words):
        if word.stem == "if" and not any(w.stem in PREFERENCE for w in words[at + 1 : at + 4]):
            return True
    return False


def _general(words: list[Word], first: int) -> bool:
    """A plural that opens its clause tells a rule: "exchanges are free"."""
    form = words[first].form
    return (first == 0 or words[first].gap > 0) and form.endswith("s") and not form.endswith(("ss", "'s", "’s"))


def _bare(frames: Frames, floor: int, first: int, last: int, *, act: bool) -> bool:
    """A core without a frame: "Refund of €64.90 done", "A refund or a new one?", "we refund you"."""
    words = frames.sentence.words
    if any(frame.owner[1] in HOLDS and frame.first < first < frame.last for frame in frames.frames):
        return False
    denied = any(floor <= at < first and not boundary(words, at, first) for at in frames.negators)
    if denied or _denied_after(frames, last) or hypothetical(words, floor, None, first):
        return False
    opens = words[floor].stem in INVERTED | QUESTION_WORDS
    if first > floor and (does(words, first) or (not act and _we_give(words, floor, first))):
        return not (frames.asks and opens)
    start = clause_start(words, first, strength=1)
    if _general(words, first):
        return False
    if frames.asks:
        near = first - start <= 3 and len(words) - floor <= 12
        return not (opens or (not act and _told_of(words, last))) and near
    # "send it to your new card today. Is that ok?": the "I" is left out
    return (act and frames.wants_yes and first == start) or _says_done(words, start, first, last, act=act)


def _we_give(words: list[Word], floor: int, first: int) -> bool:
    """Whether "I" or "we" give the thing in the present tense: "we bring the same dress", but not "we give refunds"."""
    if words[first].form.endswith("s") and not words[first].form.endswith("ss"):
        return False
    for at in range(first - 1, max(floor, first - _FRONTED), -1):
        if words[at].gap:
            return False
        if words[at].stem in _GIVING:
            past = words[at].form.endswith("ed") or words[at].form in _GAVE
            return not past and words[at - 1].stem in {"i", "we"}
    return False


def _told_of(words: list[Word], last: int) -> bool:
    """Whether a thing is what a question tells of: "your gift card was emptied?", but not "a new one is ok?"."""
    told = last < len(words) and not words[last].gap and words[last].stem in {"be", "have"}
    return told and not any(word.form in SUITED for word in words[last:])


def _says_done(words: list[Word], start: int, first: int, last: int, *, act: bool) -> bool:
    """Whether a core that opens its clause is told as done: "sent you a new one", "refund of €64.90 done"."""
    if act:
        form = words[first].form
        return (form.endswith(("ed", "ing", "sent")) or form in _DONE_BY_ME) and first == start
    behind = range(last, min(last + _AFTER, len(words)))
    # "the invoice we sent you" tells of an earlier one
    return leads(words, start, first) and any(words[i].form in _DONE and not _earlier(words, i) for i in behind)


def _earlier(words: list[Word], at: int) -> bool:
    """Whether a doing behind a thing only says which one it is: "the invoice we sent you", but not "I sent today"."""
    who = words[at - 1]
    fresh = who.stem != "you" and any(word.form in _FRESH for word in words[at:])
    return who.stem in _WHO and not (who.gap or fresh)
