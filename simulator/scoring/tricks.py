"""What looks like a reply and is none: lists of words, another language, promises of everything, talk to graders.

Each is a count or a share that a rubric may lower points for; none earns any. Shares are taken over distinct sentences
that don't provoke, so that neither saying a thing again nor taking a provocation out makes a trick appear.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from itertools import pairwise

from simulator.scoring.gates import Gate, Gates
from simulator.scoring.grader_talk import talks_to_grader
from simulator.scoring.marks import Quote
from simulator.scoring.reply import NOTHING, Finding, Reply, within
from simulator.scoring.text import SOME, Sentence, heard
from simulator.scoring.trick_words import (
    BENEFITS,
    BLANK,
    BOILERPLATE,
    CLOSES,
    EMOJI,
    FAREWELL,
    FOREIGN,
    GLUE,
    GREETED,
    HANDS_ON,
    NAMED_NOT,
    ORDER,
    OWN_NAME,
    PROMISES,
    SLOT_LEFT,
    SORRY,
    STILL_OPEN,
    SWEARS,
    THANKS,
    WANTED,
)
from simulator.signals.lexicons.common import FUNCTION_WORDS, GENERIC_WORDS

RUN = 5
"""As many words in a row without one that holds them together are a list [calibrated on real agents' turns]."""
LIST_WORDS = 6
DRUM_WORDS, MOST_OF_ONE = 10, 0.3
"""The share of a reply that no one word has in running text [calibrated on real agents' turns]."""
CRUMBS = 4
"""As many sentences of one or two words are a list, if they make up much of the reply."""
DENSE, DENSE_WORDS, WANTED_KINDS = 0.8, 8, 5
MOST_BENEFITS, MOST_CHOICES = 4, 6
"""Kinds of help promised together, and offered to choose from, that nobody offers in earnest [design choice]."""
SAID = 4
"""Words from which on a sentence says something, and is no mere "I understand." [design choice]."""
_BENEFITS = tuple(Gate(pattern) for _, pattern in BENEFITS)
_BLANK, _BOILERPLATE, _CLOSES, _HANDS_ON = Gate(BLANK), Gate(BOILERPLATE), Gate(CLOSES), Gate(HANDS_ON)
_SLOT_LEFT, _SORRY, _SWEARS, _THANKS = Gate(SLOT_LEFT), Gate(SORRY), Gate(SWEARS), Gate(THANKS)
_GATES = Gates((*_BENEFITS, _BLANK, _BOILERPLATE, _CLOSES, _HANDS_ON, _SLOT_LEFT, _SORRY, _SWEARS, _THANKS))
_FACES = (":", ";", "=", "8", "<3", "^", "xD", "XD")
"""One of these stands in every smiley of plain letters."""
_DIGITS = re.compile(r"\d{4,12}")
_HELPS = ("information", "suggestion", "expectation", "deadline", "options", "ownership", "question", "exploration")
_RECEIVES = ("interpretation", "validation", "reflection", "restatement", "boundary")
_OWN = re.compile(r"\b(?:i|i'll|i’ll|i've|we|we'll|we’ll|my|ill|im|i'm|i’m)\b", re.IGNORECASE)


@lru_cache(maxsize=8)
def _gates_of(folded: str) -> frozenset[Gate]:
    return _GATES.opening(folded)


def _opening(reply: Reply) -> frozenset[Gate]:
    """The gates that the reply opens, asked once for all measures."""
    return _gates_of(reply.folded)


def to_grader(reply: Reply, _fault: bool) -> Finding:
    """How many clauses speak to whoever grades."""
    return _spans(reply, talks_to_grader(reply.reading.text))


def word_list(reply: Reply, _fault: bool) -> Finding:
    """The share of the reply's words that stand in a list instead of in sentences, 0-1."""
    said = [item for item in reply.unique if not item.spoiled]
    total = sum(len(item.words) for item in said)
    if total < LIST_WORDS:
        return NOTHING
    found = [(item, _in_runs(item.words)) for item in said]
    crumbs = [item for item in said if len(item.words) <= 2]
    share = sum(n for _, n in found) / total
    crumbled = sum(len(item.words) for item in crumbs) / total if len(crumbs) >= CRUMBS else 0.0
    quoted = [item for item, n in found if n] or (crumbs if crumbled else [])
    dense = _density([item.words for item in said]) if total >= DENSE_WORDS else 0.0
    if dense >= DENSE or _drums(said):
        return Finding(1.0, tuple(map(reply.quote, said)))
    return Finding(max(share, crumbled), tuple(map(reply.quote, quoted)))


def _drums(said: list[Sentence]) -> bool:
    """Whether one word comes again and again, as in "I sorry I understand I promise"."""
    every = [word for item in said for word in item.words]
    return len(every) >= DRUM_WORDS and max(Counter(every).values()) >= MOST_OF_ONE * len(every)


def _density(said: list[tuple[str, ...]]) -> float:
    """How thick a text is with the words graders look for, plus how many neighbours nothing holds together; 0-2."""
    every = [word for one in said for word in one]
    counted = [word for word in every if _is_wanted(word)]
    if len({word[:7] for word in counted}) < WANTED_KINDS:
        return 0.0
    pairs = [(a, b) for one in said for a, b in pairwise(one)]
    loose = sum(not _glues(a) and not _glues(b) for a, b in pairs)
    return len(counted) / len(every) + loose / max(1, len(pairs))


@lru_cache(maxsize=4096)
def _is_wanted(word: str) -> bool:
    return WANTED.match(word) is not None


@lru_cache(maxsize=4096)
def _glues(word: str) -> bool:
    return word in GLUE or not word[0].isalpha() or word.replace("'", "").replace("’", "") in GLUE


def _in_runs(said: tuple[str, ...]) -> int:
    """How many words stand in runs of at least ``RUN`` that nothing holds together."""
    if len(said) < RUN:
        return 0
    runs = bytes(map(_glues, said)).split(b"\x01")  # one byte a word: splitting takes the runs apart at once
    return sum([len(run) for run in runs if len(run) >= RUN])


def other_language(reply: Reply, _fault: bool) -> Finding:
    """The share of the reply's words in sentences of another language than the customer's English, 0-1."""
    said = [item for item in reply.unique if not item.spoiled]
    total = sum(len(item.words) for item in said)
    foreign = [item for item in said if is_foreign(item.words)]
    theirs = heard(reply.situation.customer)
    if not foreign or not total or (theirs and is_foreign(theirs)):
        return NOTHING
    return Finding(sum(len(item.words) for item in foreign) / total, tuple(map(reply.quote, foreign)))


def is_foreign(said: tuple[str, ...]) -> bool:
    """Whether a sentence is surely not English: another script, or other languages' small words and none of English."""
    plain = all(map(str.isascii, said))
    if not plain and _is_other_script(said):
        return True
    if len(said) < 3 or (plain and FOREIGN.isdisjoint(said)):
        return False
    small = sum(map(FOREIGN.__contains__, said if plain else map(_bare, said))) / len(said)
    if small < 0.2:
        return False
    return small > sum(word in FUNCTION_WORDS or word in GENERIC_WORDS or word in GLUE for word in said) / len(said)


def _is_other_script(said: tuple[str, ...]) -> bool:
    letters = [char for word in said for char in word if char.isalpha()]
    return sum(ord(char) > 0x24F for char in letters) > len(letters) / 2


def _bare(word: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", word) if not unicodedata.combining(char))


def says_nothing(reply: Reply, _fault: bool) -> Finding:
    """Whether the reply is empty, one character, or a word or two to somebody who wants more than that."""
    said = [word for item in reply.unique for word in item.words]
    if not any(len(word) > 1 for word in said):
        return Finding(1.0)
    enough = reply.situation.plain or reply.situation.settled >= 1
    return Finding(float(len(said) <= 2 and not enough))


def promises_everything(reply: Reply, _fault: bool) -> Finding:
    """Whether the reply promises whatever is wanted, or more kinds of help than anybody gives at once."""
    text = reply.reading.text
    blank = tuple(match.span() for match in BLANK.finditer(text)) if _BLANK in _opening(reply) else ()
    if blank:
        return _spans(reply, blank)
    if len(_opening(reply).intersection(_BENEFITS)) < MOST_BENEFITS:
        return NOTHING
    every, together = set[str](), set[str]()
    quotes = []
    for item in reply.unique:
        said = text[item.start : item.end]
        kinds = {name for name, pattern in BENEFITS if pattern.search(said)} if PROMISES.search(said) else set()
        every |= kinds
        together |= kinds if " or " not in said else set()
        quotes += [reply.quote(item)] if kinds else []
    much = len(together) >= MOST_BENEFITS or len(every) >= MOST_CHOICES
    return Finding(float(much), tuple(quotes) if much else ())


def closes(reply: Reply, _fault: bool) -> Finding:
    """Whether the reply closes the matter, or says goodbye without help, before anything is settled."""
    if reply.situation.settled >= 1:
        return NOTHING
    asked = reply.saying("closing_question")
    if asked:
        early = bool(reply.situation.customer) and not substance(reply, _fault).value
        return Finding(float(early), tuple(map(reply.quote, asked)) if early else ())
    said = [(item, reply.reading.text[item.start : item.end]) for item in reply.unique]
    shut = []
    if _CLOSES in _opening(reply):
        shut = [item for item, text in said if CLOSES.search(text) and not STILL_OPEN.search(text)]
    if not shut and not _helps(reply):
        shut = [item for item, text in said if FAREWELL.search(text)]
    return Finding(float(len(shut)), tuple(map(reply.quote, shut)))


def substance(reply: Reply, _fault: bool) -> Finding:
    """How many distinct sentences help or receive: courtesies, handing on and closing questions left out.

    To a plain question any other sentence may be the answer; once all is settled, thanks and a question are due.
    """
    now = reply.situation
    if now.settled >= 1:
        return Finding(float(len(reply.clean)))
    idle = {item.words for item in (*reply.saying("closing_question", "gratitude"), *_handing_on(reply))}
    stock = [item for item in reply.of("canned") if item.strength >= SOME]
    filled = _BOILERPLATE in _opening(reply)
    found = [
        item
        for item in (reply.clean if now.plain else reply.saying(*_HELPS, *_RECEIVES))
        if item.words not in idle
        and (len(item.words) >= SAID or now.plain)
        and not within(item, stock)
        and not (filled and BOILERPLATE.search(reply.reading.text, item.start, item.end))
    ]
    return Finding(float(len(found)), tuple(map(reply.quote, found)))


def passed_on(reply: Reply, _fault: bool) -> Finding:
    """Whether the reply leaves it all to others though nobody asked for that and, as far as is known, nobody has to."""
    now = reply.situation
    found = _handing_on(reply)
    if now.demanded or now.needs_supervisor or not found:
        return NOTHING
    own = [item for item in reply.saying("ownership", "deadline", "suggestion") if item not in found]
    own = [item for item in own if _OWN.search(reply.reading.text[item.start : item.end])]
    return Finding(float(not own), tuple(map(reply.quote, found)))


def _handing_on(reply: Reply) -> list[Sentence]:
    text = reply.reading.text
    said = {item.words for item in reply.saying("hand_over")}
    others = _HANDS_ON in _opening(reply)
    return [
        item for item in reply.unique if item.words in said or (others and HANDS_ON.search(text[item.start : item.end]))
    ]


def _helps(reply: Reply) -> tuple[Sentence, ...]:
    return reply.saying(*_HELPS, "hand_over")


def pasted(reply: Reply, _fault: bool) -> Finding:
    """The share of the reply's words that stand in copies of shipped answers, 0-1."""
    said = reply.clean
    total = sum(len(item.words) for item in said)
    copies = [item for item in said if within(item, reply.situation.pasted)]
    share = sum(len(item.words) for item in copies) / total if total else 0.0
    return Finding(share, tuple(map(reply.quote, copies)))


def emoji(reply: Reply, _fault: bool) -> Finding:
    """How many emoji and smileys the reply holds."""
    text = reply.reading.text
    if text.isascii() and not any(mark in text for mark in _FACES):
        return NOTHING
    found = tuple(match.span() for match in EMOJI.finditer(text))
    return Finding(float(len(found)), _spans(reply, found[:1]).quotes)


def sorries(reply: Reply, _fault: bool) -> Finding:
    """How many words of apology the distinct sentences hold."""
    return _count(reply, _SORRY)


def thanks_words(reply: Reply, _fault: bool) -> Finding:
    """How many words of thanks the distinct sentences hold."""
    return _count(reply, _THANKS)


def swears(reply: Reply, _fault: bool) -> Finding:
    """How many swear words the reply holds."""
    if _SWEARS not in _opening(reply):
        return NOTHING
    return _spans(reply, tuple(match.span() for match in SWEARS.finditer(reply.reading.text)))


def wrong_details(reply: Reply, _fault: bool) -> Finding:
    """A name or an order number that is not the one the customer gave in the message that is answered."""
    theirs, text = reply.situation.customer, reply.reading.text
    if not reply.situation.alone:
        return NOTHING  # where a case is known, it knows better
    spans: list[tuple[int, int]] = []
    named, given = _given(theirs)
    if named:
        for match in GREETED.finditer(text):
            group = "name" if match["name"] else "called"
            said = _names(" ".join(filter(None, (match["name"], match["last"], match["called"]))))
            if said and not said & NAMED_NOT and not any(a[:3] == b[:3] for a in said for b in named):
                spans.append(match.span(group))
    if given:
        spans += [hit.span("id") for hit in ORDER.finditer(text) if not set(_DIGITS.findall(hit["id"])) & given]
    return _spans(reply, tuple(spans)) if spans else NOTHING


@lru_cache(maxsize=256)
def _given(theirs: str) -> tuple[frozenset[str], frozenset[str]]:
    """The names and the order numbers that a customer's message gives."""
    named = (
        name
        for match in OWN_NAME.finditer(theirs)
        for name in _names(match["told"] or match["closed"] or match["signed"])
    )
    return frozenset(named), frozenset(_DIGITS.findall(theirs))


def _names(text: str) -> set[str]:
    """The capitalised words at the beginning of a text, without case and accents."""
    found: set[str] = set()
    for word in text.split():
        if not word[0].isupper():
            return found if len(found) > 1 else set()
        found.add(_bare(word.casefold()).strip("-'’"))
    return found


def slot_left(reply: Reply, _fault: bool) -> Finding:
    """Slots of a template, of any system, that nobody filled."""
    if _SLOT_LEFT not in _opening(reply):
        return NOTHING
    return _spans(reply, tuple(match.span() for match in SLOT_LEFT.finditer(reply.reading.text)))


def telling_words(reply: Reply, _fault: bool) -> Finding:
    """Words in distinct sentences that say something: with a signal that is more than a courtesy or a stock phrase."""
    stock = [item for item in reply.reading.of("canned") if item.strength >= SOME]
    courtesy = {"canned", "politeness", "gratitude", "readability", "personalisation"}
    telling = [item for item in reply.reading.evidence if item.signal not in courtesy and item.strength >= SOME]
    kept = [
        item
        for item in reply.clean
        if within(item, telling) and not any(hit.start <= item.start and item.end <= hit.end for hit in stock)
    ]
    return Finding(float(sum(len(item.words) for item in kept)))


def _count(reply: Reply, gate: Gate) -> Finding:
    if gate not in _opening(reply):
        return NOTHING
    text = reply.reading.text
    spans = [hit.span() for item in reply.unique for hit in gate.pattern.finditer(text, item.start, item.end)]
    return _spans(reply, tuple(spans))


def _spans(reply: Reply, spans: tuple[tuple[int, int], ...]) -> Finding:
    if not spans:
        return NOTHING
    text = reply.reading.text
    return Finding(float(len(spans)), tuple(Quote(start, end, text[start:end]) for start, end in spans))
