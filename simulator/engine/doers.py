"""Who does it: somebody of the shop before a doing, somebody named who turns to the customer, a thing that moves.

What English writers put as "I'll send", others put as "I send": the one who does it, and the doing in its plain form.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from simulator.engine.frames import Frames, clause_start, held_back, in_condition
from simulator.engine.words import MONEY

if TYPE_CHECKING:
    from simulator.engine.phrases import Found
    from simulator.engine.words import Word

_DOERS = frozenset(
    """he she colleagu team manag supervisor boss warehous workshop technician engin mechan specialist fitter carpent
    joiner shoemak cobbler tailor seamstress plumber electrician courier driver carrier van postman expert""".split()
)
"""Who does things for the shop."""
_PAST = frozenset("sent gave paid got took made bought brought came went told said".split())
_JOINS = frozenset({"and", "or", "but", "so", "then"})
_QUALIFIES = frozenset("our my the your local own best".split())
"""What may stand before who does it."""
_GIVES_THIRD = frozenset("calls phones rings writes gives contacts emails messages texts gets comes".split())
"""How somebody turns to a customer, told of a third person."""
_ELSEWHERE = frozenset("back of with for in under from".split())
"""What makes "goes" and "comes" tell something else: "goes out of stock", "comes with a bulb"."""
_LEAVES = frozenset("leav go ship come arriv travel".split())
_LEAVING = frozenset("leaves goes ships comes arrives travels".split())
_TURNING = frozenset("contact call phone ring write email get messag text reach speak answer look take".split())
"""Doings by which somebody turns to a customer."""

_QUALITIES = frozenset(
    "your our full new whole complet second duplic doubl pend correct free prepaid this that partial of and or".split()
)
"""What may lead to a thing which begins its clause: "your full refund has been issued"."""
_FRONTED = 4
"""Words between somebody and a thing, within which it was got."""
_FAR = 8
"""Words between a thing and when it comes, at most: "the refund | that I issued for the lamp | will reach you"."""
_COMING = frozenset("reach arriv come land show appear".split())
_COMES = frozenset("reaches arrives lands".split())
_THERE = frozenset("with there on in back at".split())
_OUT_OF_SIGHT = frozenset("never onli not".split())
_READY = frozenset("readi out through here for on".split())
_RECEIVED = frozenset("received recieved".split())
_GOT = frozenset("got have has had we've i've all both".split())
"""Forms by which something came in: "we've got the dress back"."""

_TOOK_IN = frozenset("took taken brought sent shipped posted collected fetched returned picked".split())
"""Forms that tell of goods coming back: done, where nobody is still to do it."""
_WITH_BACK = _TOOK_IN - {"collected", "fetched", "returned"}
"""Those of them that say it only with a "back" or an "up"."""
_TOLD_OF = frozenset("was were been".split())

_SPANS = frozenset("day week month year monday tuesday wednesday thursday friday saturday sunday night".split())
"""What makes a "last" or an "ago" a day that is over."""
_DATES = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday januari februari march april june juli august septemb
    octob novemb decemb""".split()
)
"""What dates a "was": "it was paid on Monday"."""
_OF_ANOTHER = frozenset("you that which who from of sinc they he she".split())
"""Words before a time that make it that of something else: "the lamp you bought last week"."""
_AHEAD = frozenset("will shall can could would may might let".split())
_MADE = frozenset("told asked sent got had made instructed arranged requested ordered booked".split())
"""Forms that tell, behind a "have", of a doing: no thing begins with one."""


def turns_to_you(frames: Frames, item: Found) -> bool:
    """Whether somebody named by the words turns to the customer: "Tomasz Wilk from data protection will call you"."""
    words = frames.sentence.words
    if frames.asks or held_back(frames, item.first) or in_condition(frames, item.first):
        return False
    at = _behind_whose(words, item.last)
    after = [word.stem for word in words[at : at + 4]]
    if after[:1] == ["take"] and words[at].form == "takes" and {"care", "over", "charg"} & {*after}:
        return "not" not in after  # "Nora Lind, our officer, takes care of it"
    if "not" in after or (at < len(words) and words[at].gap):
        return False
    does = _GIVES_THIRD & {word.form for word in words[at : at + 1]}
    comes = after[:1] in (["will"], ["be"]) or bool(does)
    return comes and (bool(_TURNING & {*after}) or bool(does)) and {"you", "your"} & {*after} != set()


def _behind_whose(words: list[Word], last: int) -> int:
    """The word behind what tells whose somebody is: "Orla Brennan | from food safety | calls"."""
    if last >= len(words) or words[last].gap or words[last].stem not in {"from", "of", "in", "at"}:
        return last
    ends = (i for i in range(last + 2, min(last + 6, len(words))) if words[i].form in _GIVES_THIRD | {"will", "is"})
    return next(ends, last)


def goes_out(frames: Frames, item: Found) -> bool:
    """Whether what the words name leaves for the customer: "the grey one goes out tonight", "is with you on Friday"."""
    words = frames.sentence.words
    after = words[item.last : item.last + 4]
    if frames.asks or not after or after[0].gap or held_back(frames, item.first) or in_condition(frames, item.first):
        return False
    if any(item.first - 3 <= at < item.last + 3 for at in frames.negators):
        return False
    ahead = after[0].stem in {"will", "can", "could", "shall"}
    leaves = after[1].stem in _LEAVES if ahead and len(after) > 1 else after[0].form in _LEAVING
    here = takewhile(lambda word: not word.gap, after[1:])
    leaves = leaves and not _ELSEWHERE & {word.stem for word in here}
    there = after[0].form in {"is", "s"} or (ahead and len(after) > 1 and after[1].stem == "be")
    return leaves or (there and {"way", "with", "at", "there"} & {word.stem for word in after} != set())


def will_come(frames: Frames, first: int, last: int) -> bool:
    """Whether a thing that opens its clause is told as coming: "the refund I issued today will reach you by Friday"."""
    words = frames.sentence.words
    start = clause_start(words, first, strength=1)
    if frames.asks or not leads(words, start, first):
        return False
    for at in range(last, min(last + _FAR, len(words))):
        if words[at].gap and words[at].stem not in {"which", "that"}:
            return False
        if words[at].stem in {"will", "shall", "should"} or words[at].form in _COMES or words[at].form == "is":
            return _arrives(words, at) and not any(first <= no < at + 3 for no in frames.negators)
    return False


def _arrives(words: list[Word], at: int) -> bool:
    """Whether the verb at a place, or behind the "will" there, tells that something comes to the customer."""
    after = [word.stem for word in words[at + 1 : at + 4]]
    if _OUT_OF_SIGHT & {*after}:
        return False
    if words[at].form == "is":
        return after[:1] == ["on"] and "way" in after
    there = after[:1] == ["be"] and after[1:2] != [] and after[1] in _THERE
    return words[at].form in _COMES or after[:1] == [] or after[0] in _COMING or there


def leads(words: list[Word], start: int, first: int) -> bool:
    """Whether what stands between a clause's start and a thing only says which one it is."""
    return all(words[i].stem in _QUALITIES or words[i].stem == MONEY for i in range(start, first))


def came_in(words: list[Word], first: int, last: int) -> bool:
    """Whether a thing is what the shop got from the customer: "we got the dress back", "I've received your return"."""
    who = next((i for i in range(first - 1, max(-1, first - 1 - _FRONTED), -1) if words[i].stem in {"i", "we"}), first)
    verbs = {words[i].form for i in range(who + 1, first)} - {"your"}
    if who == first or not verbs or not verbs <= _GOT | _RECEIVED:
        return False
    if words[first].form in _MADE:
        return False  # "I have told the driver to come back to you"
    after = [] if last >= len(words) or words[last].gap else words[last : last + 3]
    back = [word.stem for word in after][:1] == ["back"] and [word.stem for word in after[1:]] != ["in", "stock"]
    granted = after != [] and (after[0].form.endswith("ed") or after[0].stem in _READY)  # "I got your refund approved"
    yours = words[first - 1].stem == "your" and verbs == {"got"} and not granted
    return bool(verbs & _RECEIVED) or back or yours


def took_back(words: list[Word], first: int, last: int) -> bool:
    """Whether goods are told as back already: "we took the dress back", "it was collected", but not "is collected"."""
    form = words[first].form
    if form not in _TOOK_IN or not first or words[first].gap:
        return False
    if form in _WITH_BACK and not {"back", "up"} & {word.stem for word in words[first + 1 : last]}:
        return False
    who = words[first - 1]
    if who.stem == "have" or who.form in _TOLD_OF:
        return True
    return who.stem in _DOERS | {"i", "we", "you", "they"}


def told_before(words: list[Word], first: int, last: int) -> bool:
    """Whether a doing is told of a day before: "we sent a new one last week", but not "the one you got last week"."""
    start = clause_start(words, first, strength=1)
    end = next((i for i in range(last, len(words)) if words[i].gap), len(words))
    near = words[max(start, first - 2) : last]  # the doing itself; what stands behind it is told of a thing
    was = any(word.form in {"was", "were"} for word in words[max(start, first - 2) : end])
    mark = next((i for i in range(start, end) if _days_back(words, i) or (was and words[i].stem in _DATES)), None)
    if mark is None or not (any(map(_is_past, near)) or any(word.form in _TOLD_OF for word in words[last : last + 2])):
        return False
    between = words[start:first] if mark < first else words[last:mark]
    told_to = mark > last and words[last].stem == "you"  # "we refunded you last week"
    other = {word.stem for word in (between[1:] if told_to else between)}
    return not _OF_ANOTHER & other and not _AHEAD & {word.stem for word in words[start:first]}


def _days_back(words: list[Word], at: int) -> bool:
    """Whether a word begins, or is, a time that is a day or more ago."""
    behind = [word.stem for word in words[at + 1 : at + 3]]
    if words[at].form == "last":
        return bool(_SPANS & {*behind[:1]})
    return words[at].form == "yesterday" or (words[at].stem in _SPANS and behind[:1] == ["ago"])


def _is_past(word: Word) -> bool:
    return word.form in _PAST | _TOLD_OF or (word.form.endswith("ed") and word.form != "need")


def does(words: list[Word], first: int) -> bool:
    """Whether who does it stands right before a doing: "I send you one", "our joiner repairs it on Friday"."""
    if words[first].gap:
        return False
    form, who = words[first].form, words[first - 1]
    several = who.form.endswith("s") and who.form not in {"boss", "his"}
    now = not form.endswith("ed") and form not in _PAST if several else form.endswith("s") and not form.endswith("ss")
    theirs = first > 1 and words[first - 2].stem == "your"
    only = first + 1 < len(words) and words[first + 1].form == "only"
    return who.stem in {"i", "we"} or (who.stem in _DOERS and now and not theirs and not only)


def begins_anew(words: list[Word], first: int) -> bool:
    """Whether a clause of its own says who does it: "you may keep it or I send you a label"."""
    if not (first and does(words, first)):
        return False
    doer = first - 1
    while doer and not words[doer].gap and words[doer - 1].stem in _QUALIFIES:
        doer -= 1
    return words[doer].gap > 0 or (doer > 0 and words[doer - 1].gap > 0 and words[doer - 1].stem in _JOINS)
