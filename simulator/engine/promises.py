"""Promises: "I/we will" with an action and a time; and replies that keep an earlier one ("I have just called ...")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from simulator.engine.deadlines import Deadline, out_of_hours
from simulator.engine.ear import CONTACT
from simulator.engine.frames import boundary, held_back, in_condition
from simulator.engine.heard import Promised
from simulator.engine.moment import Moment
from simulator.engine.words import sentences_of

if TYPE_CHECKING:
    from simulator.engine.ear import Ear
    from simulator.engine.heed import Heeded
    from simulator.engine.words import Word

LONGEST_ACTION = 120
"""Code points of an action that are kept."""
KEPT_SHARE = 0.5
"""Share of an action's full words that a report must name to have kept it [design choice]."""

_CALLING = frozenset("call ring phone speak talk contact reach chase".split())
_REPORTING = frozenset("know updat inform back touch tell hear report".split())
_SELF = frozenset("i we".split())
_DOINGS = frozenset(
    "give send call ring phone write message email mail order book bring deliver refund transfer".split()
)
"""Forms of doings that promise in the present tense, as second-language writers do: "I give you answer by 3"."""
_LEADS = frozenset("do will would can could may might shall should that when befor if whether while as onc how".split())
"""What makes a doing in the present tense no promise: "shall I call", "before I send it"."""
_GETTING = frozenset("get receive have".split())
"""Forms by which a time told to the customer promises in the present tense: "you get the number by five"."""
_OPENS = frozenset("and so then today tomorrow".split())
"""Words after which a clause of its own may begin."""
_LEADING = frozenset("by on at in until befor within and so".split())
_CUT = re.compile(r"[,;:.!?–—(\n]|\b(?:and|so|but)\b")
_SUITS = re.compile(
    r"(?:is|would) it (?:be )?(?:ok|okay|fine|good|all ?right|alright)(?: (?:for|with) you)? "
    r"(?:if|when|that) (?:i|we) ",
    re.IGNORECASE,
)
"""What asks whether a doing of one's own suits."""
_NEWS = frozenset("news updat answer word repli".split())


def promises(heeded: list[Heeded], times: tuple[Deadline, ...], moment: Moment) -> tuple[Promised, ...]:
    """Everything the reply promises by a time; without a time nothing is promised."""
    out: list[Promised] = []
    for sentence in heeded:
        here = [item for item in times if sentence.holds(item.start)]
        marks = _marks(sentence) if here else []
        taken: set[int] = set()
        for deadline in here:
            mark = _nearest(sentence, marks, deadline, taken)
            if mark is not None:
                taken.add(mark)
                out.append(_promised(sentence, mark, deadline, moment))
    return tuple(out)


def _marks(sentence: Heeded) -> list[int]:
    """The words that promise ("will", "I am sending", "let me") and are not asked, denied, reported or conditional."""
    words, frames = sentence.frames.sentence.words, sentence.frames
    out = []
    for i, word in enumerate(words):
        after = words[i + 1] if i + 1 < len(words) else None
        before = words[i - 1].stem if i else ""
        if word.stem in {"will", "shall"} and i:
            mark = before not in {"who", "what", "when", "how", "which", "where", "whi"}
        elif word.stem == "be" and before in _SELF and after is not None:
            mark = after.form.endswith("ing")
        elif i and before in _SELF and word.form in _DOINGS:
            lead = words[i - 2].stem if i > 1 and not words[i - 1].gap else ""
            free = lead not in _LEADS or _asks_a_yes(sentence, i)
            mark = (before == "i" or (after is not None and after.stem == "you")) and free
        elif i and before == "you" and word.form in _GETTING:
            mark = i == 1 or words[i - 1].gap > 0 or words[i - 2].stem in _OPENS
        else:
            mark = word.stem == "let" and after is not None and after.stem in {"me", "us"} and not _recaps(words, i)
        denied = any(i <= at <= i + 2 or (at < i and not boundary(words, at, i)) for at in frames.negators)
        needs = after is not None and after.stem in {"need", "have"} and before == "you" and word.stem == "will"
        needs = needs and i + 2 < len(words) and words[i + 2].stem == "to"
        asked = frames.asks and (word.gap > 0 or (before in _SELF and i > 1 and words[i - 2].stem in {"if", "whether"}))
        held = asked or held_back(frames, i) or in_condition(frames, i)
        if mark and not (denied or needs) and (not held or _asks_a_yes(sentence, i)):
            out.append(i)
    return out


def _asks_a_yes(sentence: Heeded, i: int) -> bool:
    """Whether a doing stands in "is it ok if I ...?": what is proposed so is promised, if the customer agrees."""
    words = sentence.frames.sentence.words
    return _SUITS.fullmatch(sentence.text[words[0].start : words[i].start]) is not None


def _recaps(words: list[Word], let: int) -> bool:
    """Whether "let me" opens a summary ("let me just confirm: you need it by Friday"), whose times are not promised."""
    return any(word.stem in _RECAPS for word in words[let + 2 : let + 4])


def _nearest(sentence: Heeded, marks: list[int], deadline: Deadline, taken: set[int]) -> int | None:
    """The promise a time belongs to: the last one before it, else the first one after it."""
    words = sentence.frames.sentence.words
    before = [mark for mark in marks if words[mark].start < deadline.start and not _cut_off(words, mark, deadline)]
    if before:
        return before[-1] if before[-1] not in taken else None
    earlier = [i for i, word in enumerate(words) if word.end <= deadline.start and word.stem not in _LEADING]
    between = sentence.text[words[earlier[-1]].end : deadline.start] if earlier else ","
    # "By Friday you will have it"; a time that ends another clause belongs to that one
    return next((mark for mark in marks if mark not in taken), None) if _CUT.search(between) else None


def _cut_off(words: list[Word], mark: int, deadline: Deadline) -> bool:
    """Whether a colon, a dash or a bracket parts a promise from a time: "let me give you two options: ..."."""
    return any(word.gap > 1 and word.start <= deadline.start for word in words[mark + 1 :])


def _promised(sentence: Heeded, mark: int, deadline: Deadline, moment: Moment) -> Promised:
    words, text = sentence.frames.sentence.words, sentence.text
    own = words[mark].stem == "let" or words[mark - 1].stem in _SELF
    first = next((i for i in range(mark, -1, -1) if words[i].gap), 0)
    begin = words[mark - 1 if own and mark else first].start
    action_start = _after(words, mark) if own else words[first].start
    if action_start <= deadline.start < words[mark].start:
        action_start = deadline.end
    clause_end = next((words[i - 1].end for i in range(mark + 1, len(words)) if words[i].gap), words[-1].end)
    stop = deadline.start if deadline.start > action_start else clause_end
    action = _trimmed(text[action_start:stop])[:LONGEST_ACTION]
    start, end = min(begin, deadline.start), max(deadline.end, min(stop, clause_end))
    closed = own and out_of_hours(deadline, moment)
    return Promised(action, start, end, text[start:end], deadline.due, closed=closed)


def _after(words: list[Word], mark: int) -> int:
    """Where the action begins behind "will", "am" or "let me"; a doing in the present tense begins itself."""
    if words[mark].form in _DOINGS:
        return words[mark].start
    at = mark + (2 if words[mark].stem == "let" else 1)
    while at < len(words) and words[at].end == words[mark].end:
        at += 1
    return words[at].start if at < len(words) else words[mark].end


_RECAPS = frozenset("confirm repeat summaris summar recap".split())
_EDGES = (
    "by",
    "on",
    "at",
    "in",
    "within",
    "before",
    "until",
    "and",
    "to",
    "for",
    "the",
    "this",
    "latest",
    "until",
    "about",
    "max",
)


def _trimmed(action: str) -> str:
    """An action without the small words that led to its time."""
    action = re.sub(
        r"^(?:and|so|but|then|because)\s+", "", " ".join(action.split()).strip(" ,;:.-–"), flags=re.IGNORECASE
    )
    while action and action.rsplit(" ", 1)[-1].lower() in _EDGES:
        action = action.rsplit(" ", 1)[0].strip(" ,;:.-–") if " " in action else ""
    return action


def kept(heeded: list[Heeded], open_promises: tuple[tuple[str, float], ...], ear: Ear) -> tuple[int, ...]:
    """Indices of the promises that this reply fulfils: it reports as done what they announced."""
    if not open_promises:
        return ()
    reports = [(sentence, kind) for sentence in heeded if (kind := _reports(sentence))]
    if not reports:
        return ()
    found = []
    for number, (action, _) in enumerate(open_promises):
        wanted = _content(action, ear)
        for sentence, kind in reports:
            said = {_alike(word.stem) for word in sentence.frames.sentence.words}
            share = len(wanted & said) / len(wanted) if wanted else 0.0
            alone = kind == "as_promised" and (share > 0 or len(open_promises) == 1)
            news = bool(wanted & _REPORTING) and bool(said & (_NEWS | {"call"}))
            if share >= KEPT_SHARE or alone or news:
                found.append(number)
                break
    return tuple(found)


def _reports(sentence: Heeded) -> str:
    """How a sentence tells of something done: "as_promised", "done", or an empty string where it tells of nothing."""
    frames = sentence.frames
    if frames.asks or any(word.stem in {"will", "shall"} for word in frames.sentence.words):
        return ""
    kinds = {
        item.owner[1]
        for item in sentence.of(CONTACT)
        if item.owner[1] in {"done", "as_promised"}
        and not any(item.first <= at < item.last + 2 for at in frames.negators)
        and not held_back(frames, item.first)
    }
    return min(kinds, default="")


def _content(action: str, ear: Ear) -> set[str]:
    """The full words of an action; all of its words where it has none."""
    stems = [word.stem for sentence in sentences_of(action, (), ear.speller) for word in sentence.words]
    return {_alike(stem) for stem in stems if stem not in ear.topics.stop} or {_alike(stem) for stem in stems}


def _alike(word: str) -> str:
    return "call" if word in _CALLING else word
