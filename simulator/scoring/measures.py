"""Everything a rubric can ask of a reply, by name: its signals, its text, and what the case says of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import chain
from operator import attrgetter
from types import MappingProxyType

from simulator.scoring import substance, tricks, word_lists
from simulator.scoring.case_measures import ALWAYS_TOLD, CASE_MEASURES, Measure, told
from simulator.scoring.gated import (
    BUT_GATE,
    SLOT_LEFT_GATE,
    SORRY_GATE,
    SWEARS_GATE,
    THANKS_GATE,
    TO_PRIVATE_GATE,
)
from simulator.scoring.look import Found, Look
from simulator.scoring.reply import NOTHING, Finding, Reply, within
from simulator.scoring.text import negatives, parroted, position, undone
from simulator.scoring.trick_words import PLEASANTRIES, TO_PRIVATE
from simulator.scoring.word_kinds import FIGURES
from simulator.signals import AGENT_SIGNALS

_WARM = ("emotional_reaction", "validation", "apology", "interpretation")
_MOVES: tuple[str, ...] = tuple(
    "information suggestion expectation deadline options hand_over ownership question exploration".split()
)


def _sentences_with(signal: str, says: str) -> Measure:
    """A measure that counts the distinct sentences that carry a signal."""

    def read(reply: Reply, _fault: bool) -> Finding:
        return reply.counted(reply.saying(signal))

    return Measure(read, says)


def _answer_at(reply: Reply, _fault: bool) -> Finding:
    now = reply.situation
    said = (*now.proposals, *now.promised, *now.said, *now.asked)
    idle = {item.words for item in reply.saying("closing_question")} if now.plain else set()
    answers = [item for item in reply.saying(*_MOVES) if item.words not in idle]
    if "how" in reply.folded:  # all pleasantries begin with it
        text = reply.reading.text
        answers = [item for item in answers if not PLEASANTRIES.search(text, item.start, item.end)]
    if said:
        answers = [*(item for item in reply.said if within(item, said)), *answers]
    if not answers:
        return NOTHING
    first = min(answers, key=attrgetter("start"))
    once = len(reply.every) == len(reply.unique)
    place = reply.every.index(first) + 1 if once else position(reply.every, answers)
    return Finding(float(place or 0), (reply.quote(first),))


def _asks(reply: Reply, _fault: bool) -> Finding:
    if "?" not in reply.reading.text:
        return NOTHING
    closing = {item.words for item in reply.saying("closing_question")}
    return reply.counted(
        [item for item in reply.clean if item.words not in closing and "?" in reply.reading.text[item.start : item.end]]
    )


def _words(reply: Reply, _fault: bool) -> Finding:
    return Finding(float(len(reply.kinds)))  # one for each word


def _mean_sentence(reply: Reply, _fault: bool) -> Finding:
    lengths = [len(item.words) for item in reply.clean]
    return Finding(sum(lengths) / len(lengths) if lengths else 0.0)


def _longest_sentence(reply: Reply, _fault: bool) -> Finding:
    lengths = [len(item.words) for item in reply.clean]
    if not lengths:
        return NOTHING
    longest = max(lengths)
    return Finding(float(longest), (reply.quote(reply.clean[lengths.index(longest)]),))


def _negatives(reply: Reply, _fault: bool) -> Finding:
    stacked = negatives(reply.reading.text, reply.clean)
    if not stacked:
        return NOTHING
    most = max(stacked)
    return Finding(float(most), (reply.quote(reply.clean[stacked.index(most)]),))


def _figures(reply: Reply, _fault: bool) -> Finding:
    if 1 not in reply.kinds.translate(FIGURES):
        return NOTHING
    return reply.counted([item for item in reply.clean if 1 in item.kinds.translate(FIGURES)])


def _plain_sentences(reply: Reply, _fault: bool) -> Finding:
    return Finding(float(len(reply.clean)))


def _parroting(reply: Reply, _fault: bool) -> Finding:
    said = tuple(chain.from_iterable([item.words for item in reply.clean]))
    share = parroted(said, reply.situation.customer)
    return Finding(share) if share else NOTHING


def _undone(reply: Reply, _fault: bool) -> Finding:
    taken = undone(reply.reading, _WARM)
    return Finding(float(len(taken)), taken)


def _to_private(reply: Reply, _fault: bool) -> Finding:
    hits = [item for item in reply.clean if asks_for_private(reply.reading.text[item.start : item.end])]
    return Finding(float(bool(hits)), tuple(map(reply.quote, hits)))


def asks_for_private(text: str) -> bool:
    """Whether words ask to go on in private instead of in public."""
    return TO_PRIVATE.search(text) is not None


MEASURES: dict[str, Measure] = {
    **CASE_MEASURES,
    "answer_at": Measure(_answer_at, "which distinct sentence answers or says the next step; 0 if none does"),
    "asks": Measure(_asks, "distinct questions, a closing question aside"),
    "words": Measure(_words, "words in distinct sentences"),
    "mean_sentence": Measure(_mean_sentence, "words in a sentence, on average"),
    "longest_sentence": Measure(_longest_sentence, "words in the longest sentence"),
    "sentences": Measure(_plain_sentences, "distinct sentences without a provocation"),
    "negatives": Measure(_negatives, "negatives and conditions in the sentence that stacks most"),
    "figures": Measure(_figures, "sentences with a number, date, time or amount"),
    "apology_sentences": _sentences_with("apology", "distinct sentences that apologise"),
    "thanks_sentences": _sentences_with("gratitude", "distinct sentences that thank"),
    "parroting": Measure(_parroting, "the share of the reply copied from the customer's message, 0-1"),
    "undone": Measure(_undone, 'sentences in which "but" takes back the warmth before it', gate=BUT_GATE),
    "to_private": Measure(_to_private, "the reply asks to go on in private", gate=TO_PRIVATE_GATE),
    "to_grader": Measure(tricks.to_grader, "clauses that speak to whoever grades, not to the customer"),
    "word_list": Measure(
        word_lists.word_list, "the share of the words that stand in a list instead of in sentences, 0-1"
    ),
    "other_language": Measure(word_lists.other_language, "the share of the words in another language than theirs, 0-1"),
    "says_nothing": Measure(word_lists.says_nothing, "the reply is empty, one character, or a word or two"),
    "promises_everything": Measure(tricks.promises_everything, "it promises whatever is wanted, or everything at once"),
    "closes": Measure(substance.closes, "sentences that close the matter or say goodbye before it is settled"),
    "thanked": Measure(substance.thanked, "a calm customer has just thanked for an answer, and asks nothing more"),
    "substance": Measure(substance.substance, "distinct sentences that help or receive, courtesies aside"),
    "passed_on": Measure(substance.passed_on, "it leaves all to others, unasked and without need"),
    "pasted": Measure(tricks.pasted, "the share of the reply that is copied from shipped answers, 0-1"),
    "slot_left": Measure(
        tricks.slot_left, "slots of a template that nobody filled, in any system's notation", gate=SLOT_LEFT_GATE
    ),
    "emoji": Measure(tricks.emoji, "emoji and smileys"),
    "sorries": Measure(tricks.sorries, "words of apology in distinct sentences", gate=SORRY_GATE),
    "thanks_words": Measure(tricks.thanks_words, "words of thanks in distinct sentences", gate=THANKS_GATE),
    "swears": Measure(tricks.swears, "swear words", gate=SWEARS_GATE),
    "wrong_details": Measure(tricks.wrong_details, "a name or order that is not what the customer's message says"),
    "telling_words": Measure(substance.telling_words, "words in distinct sentences that say more than a courtesy"),
}
"""Every measure that is not a signal. Counts are of distinct wordings: saying a thing twice counts once."""

_MEASURED = tuple((name, measure.read, measure.gate) for name, measure in MEASURES.items() if name not in ALWAYS_TOLD)
"""All but those that the situation tells at once."""
_BY_SIDE = tuple((name, measure.read) for name, measure in MEASURES.items() if measure.by_side)
_SIGNALS = frozenset(AGENT_SIGNALS)


def measure_names() -> tuple[str, ...]:
    """Every name a rubric's test may use: the measures, then the agent's signals."""
    return (*MEASURES, *AGENT_SIGNALS)


def _signal(name: str) -> Callable[[Reply, bool], Finding]:
    return lambda reply, fault: reply.signal(name, fault=fault)


_READ: dict[str, Callable[[Reply, bool], Finding]] = {
    **{name: _signal(name) for name in AGENT_SIGNALS},
    **{name: measure.read for name, measure in MEASURES.items()},
}
"""How each measure and each signal is read."""


def find(reply: Reply, name: str, *, fault: bool = False) -> Finding:
    """The value of one measure or signal of a reply; as a fault, provoking sentences are read too.

    Raises:
        KeyError: there is no such measure.

    """
    return _READ[name](reply, fault)


def looking_at(reply: Reply, needed: Mapping[str, Finding] = MappingProxyType({})) -> Look:
    """Reads each measure of a reply once, those that differ by side on both where they may.

    ``needed``: measures that can't be known here, each with what it lacks.
    """
    credit, opened = Found(told(reply.situation)), reply.opened
    signals, strengths = reply.signals, reply.reading.strengths
    credit.update(needed)
    for name, read, gate in _MEASURED:
        if name not in needed and (gate is None or gate in opened):
            finding = read(reply, False)
            if finding is not NOTHING:
                credit[name] = finding
    for name, strength in strengths.items():
        if strength != 0 or name in signals:
            credit[name] = reply.signal(name, fault=False)
    for name in _SIGNALS.difference(strengths):  # not read at all
        credit[name] = reply.signal(name, fault=False)
    return Look(credit, credit if reply.spotless else _as_faults(credit, reply, needed))


def _as_faults(credit: Found, reply: Reply, needed: Mapping[str, Finding]) -> Found:
    """The same with what earns no credit."""
    found = Found(credit)
    found.update({name: read(reply, True) for name, read in _BY_SIDE if name not in needed})
    found.update({name: reply.signal(name, fault=True) for name in reply.signals})
    return found
