"""What the case knows better than the words: evidence that stands for something else once the case is heard.

A name beside its role is somebody else's; an invitation to write in private explores nothing; "no trouble at all"
answers an apology; a question whether all is well, or settled, asks for nothing of the case; the answer to a plain
question sums nothing up; a bare "Why?" asks for nothing one could tell; a question that asks leave for an own step asks
for a yes; "you want to do it yourself" says a wish back; and "as I said" brushes nobody off who was told before, and is
calm.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from simulator.engine.ear import CONTACT, OWN_STEP, ear_for
from simulator.engine.frames import asks_for_a_yes
from simulator.engine.leave_asked import asks_leave
from simulator.engine.phrases import QUESTION_WORDS
from simulator.engine.words import sentences_of
from simulator.scoring.trick_words import PLEASANTRIES
from simulator.signals import Evidence, Reading
from simulator.signals.resolution import CONSENT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.engine.heard import Heard
    from simulator.engine.heed import Heeded
    from simulator.mood import Mood
    from simulator.scenario.model import Scenario
    from simulator.scenario.shared import Shared

_TITLES = frozenset("mr mrs ms miss mx dr".split())
_ROLES = frozenset(
    """manag boss supervisor lead leader head director colleagu team technician fitter engin specialist expert driver
    courier assist advis advisor account buyer designer cobbler mechan warehous desk chef owner mother father sister
    brother son daughter husband wife neighbour neighbor grandchild friend""".split()
)
_ON_THE_LINE = frozenset({"speak", "here"})
"""What follows the name of whoever picks up the telephone."""
_NEAR = 5
"""Words between a role and the name that belongs to it at most: "the manager of the studio in Antwerp, Ms Peeters"."""
_CALM = 0.3
"""Below this need to vent a customer who says sorry means it."""
_PATIENT = 60
"""Below this hostility a customer who has been heard takes a reminder for what it is [design choice]."""
_REMINDS = re.compile(
    r"(?:as|like) (?:i|we|my colleague) (?:have |had |just |did )?(?:just |also )?(?:said|mentioned|wrote|say|written)",
    re.IGNORECASE,
)
"""Words that recall what was said, without the edge of "already" or "clearly"."""
_CLAUSE = re.compile(r"(?:(?!\bor\b)[^,;])*", re.IGNORECASE)
_MORE_TO_KNOW = re.compile(
    r"\b(?:i|we)\b(?:(?!\byou\b).){0,40}\b(?:know|aware|hear)\b|\byou\b.{0,25}\b(?:tell|add|share|mention)\b"
    r"|\bfor (?:me|us) to know\b",
    re.IGNORECASE,
)
"""What follows "anything else" where more facts are asked for: "that I should be aware of", "you want to tell me"."""
_WANTED = re.compile(
    r"\b(?:you|he|she|they)(?:'d|\u2019d)? (?:\w+ )?"
    r"(?:want|wanted|like|liked|love|prefer|preferred|wish|wished|used|hoped|managed)(?: to)?(?: be able to)? *$"
    r"|\b(?:so that|until|till|before|once|when|where) you (?:can|could|were able to) *$",
    re.IGNORECASE,
)
"""What makes "do it yourself" the customer's own wish said back, or what will be possible again."""
_WISH = 48
"""Characters before the words in which it stands."""
_SAID_BEFORE = 1 / 2
"""The share of a reminder's full words that an earlier reply has, from which on it tells nothing new."""
_BARE = frozenset("so not and but no oh then sorri me you".split())
"""Stems that may stand beside a question word and ask for nothing more: "Why so?", "Why not?"."""
_SMALL = frozenset(
    """be everyth all it this that like so now for with you okay fine alright right good well clear correct sort settl
    solv resolv done then in order and or do you have a""".split()
)


def reread(reading: Reading, heeded: list[Heeded], scenario: Scenario) -> Reading:
    """The reading without the evidence that the case explains in another way."""
    gone = [
        item
        for item in reading.evidence
        if (item.signal == "wrong_name" and _somebody_elses(item, heeded))
        or (item.signal == "exploration" and _explores_nothing(item, heeded))
        or (item.signal == "deflecting" and _WANTED.search(reading.text[max(0, item.start - _WISH) : item.start]))
        or (item.signal == "closing_question" and _asks_for_more(item, heeded))
        or (item.signal == "restatement" and _answers(item, heeded, scenario))
        or (item.signal == "dismissing" and _said_sorry(scenario) and _inside(item, heeded, "reassures"))
    ]
    return _without(reading, gone)


def without_reminders(
    reading: Reading, earlier: Sequence[str], mood: Mood, scenario: Scenario, shared: Shared
) -> Reading:
    """The reading where "as I said" only recalls what was said, to a customer who is calm enough to take it so.

    Args:
        reading: the reply's evidence.
        earlier: the agent's replies before it.
        mood: the customer's before it.
        scenario: the case.
        shared: the words that carry no meaning by themselves, and how words are read.

    """
    if mood.venting >= _CALM or mood.hostility >= _PATIENT or not earlier:
        return reading
    recalled = [item for item in reading.of("dismissing", "condescending") if _REMINDS.fullmatch(item.quote)]
    if not recalled:
        return reading
    ear = ear_for(shared, scenario)

    def full(text: str) -> set[str]:
        stems = {word.stem for sentence in sentences_of(text, (), ear.speller) for word in sentence.words}
        return stems - ear.topics.stop - {"as", "like", "say", "mention", "write"}

    told = list(map(full, earlier))
    gone = []
    for item in recalled:
        place = next(((start, end) for start, end in reading.sentences if start <= item.start < end), None)
        again = full(reading.text[slice(*place)]) if place else set()
        if again and any(len(again & before) >= _SAID_BEFORE * len(again) for before in told):
            gone.append(item)
    return _without(reading, gone)


def _without(reading: Reading, gone: Sequence[Evidence]) -> Reading:
    """The reading without some of its evidence."""
    if not gone:
        return reading
    kept = tuple(item for item in reading.evidence if item not in gone)
    strengths = dict(reading.strengths)
    for signal in {item.signal for item in gone}:
        strengths[signal] = max((item.strength for item in kept if item.signal == signal), default=0.0)
    return replace(reading, evidence=kept, strengths=strengths)


def without_consents(heard: Heard) -> Heard:
    """The same reply where "Is it ok?" only asks for a yes to what it offers, not for facts, nor if all is settled."""
    if heard.closing_question or not (heard.proposed or heard.promised or heard.asks_leave):
        return heard
    reading = heard.reading
    gone = [item for item in reading.of("closing_question") if CONSENT.match(item.quote)]
    asked = tuple(item for item in heard.asked if item.topic or not CONSENT.match(reading.text, item.start))
    return replace(heard, reading=_without(reading, gone), asked=asked)


def asks_whether_well(sentence: Heeded) -> bool:
    """Whether a sentence only asks if all is well: "Is everything OK like this?", "All sorted for you now?"."""
    words = [word.stem for word in sentence.frames.sentence.words]
    asks = sentence.frames.sentence.question and len(words) <= 9
    return (
        asks
        and words[0] in {"be", "all", "everyth"}
        and {"all", "everyth"} & {*words[:2]} != set()
        and {*words} <= _SMALL
    )


def _somebody_elses(item: Evidence, heeded: list[Heeded]) -> bool:
    """Whether a name stands beside a role, as "our fitter, Mr Bianchi", or is the agent's own: "Mia speaking"."""
    for sentence in heeded:
        words = sentence.frames.sentence.words
        at = next((i for i, word in enumerate(words) if word.start <= item.start < word.end), None)
        if at is None or not sentence.holds(item.start):
            continue
        if at + 1 < len(words) and words[at + 1].stem in _ON_THE_LINE and not words[at + 1].gap:
            return True
        while at and words[at - 1].stem in _TITLES:
            at -= 1
        return any(word.stem in _ROLES for word in words[max(0, at - _NEAR) : at])
    return False


def _explores_nothing(item: Evidence, heeded: list[Heeded]) -> bool:
    for sentence in heeded:
        if sentence.holds(item.start):
            words = {word.stem for word in sentence.frames.sentence.words}
            if sentence.frames.sentence.tag and not sentence.frames.asks:
                return True
            if words <= QUESTION_WORDS | _BARE or asks_leave(sentence):
                return True
            place = sentence.frames.sentence
            if PLEASANTRIES.search(sentence.text, place.start, place.end):
                return True
            if asks_for_a_yes(place, sentence.text) and CONSENT.match(sentence.text, place.words[0].start):
                return True  # "Is it good?"
            kinds = {found.owner[1] for found in sentence.of(CONTACT)}
            return bool(kinds & {"to_private", "closing"}) or asks_whether_well(sentence)
    return False


def _asks_for_more(item: Evidence, heeded: list[Heeded]) -> bool:
    """Whether "anything else ..." goes on to what the agent should know: it asks for facts, and closes nothing."""
    sentence = next((one for one in heeded if one.holds(item.start)), None)
    if sentence is None:
        return False
    clause = _CLAUSE.match(sentence.text, item.start, sentence.frames.sentence.end)
    return clause is not None and _MORE_TO_KNOW.search(clause.group()) is not None


def _answers(item: Evidence, heeded: list[Heeded], scenario: Scenario) -> bool:
    """Whether words of a calm customer's question come back in the answer to it, and sum up nothing."""
    calm = scenario.persona.curve.venting < _CALM
    return calm and any(sentence.holds(item.start) and sentence.of(OWN_STEP) for sentence in heeded)


def reassures(heeded: list[Heeded], scenario: Scenario) -> bool:
    """Whether a reply answers a customer's apology: "No trouble at all, it happens to everyone."""
    said = any(item.owner[1] == "reassures" for sentence in heeded for item in sentence.of(CONTACT))
    return said and _said_sorry(scenario)


def _inside(item: Evidence, heeded: list[Heeded], kind: str) -> bool:
    return any(s.holds(item.start) and any(f.owner[1] == kind for f in s.of(CONTACT)) for s in heeded)


def _said_sorry(scenario: Scenario) -> bool:
    """Whether a calm customer apologises from the start: then "no trouble at all" plays nothing down."""
    opening = " ".join(scenario.opening.messages).casefold()
    return scenario.persona.curve.venting < _CALM and ("sorry" in opening or "my mistake" in opening)
