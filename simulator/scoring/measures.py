"""Everything a rubric can ask of a reply, by name: its signals, its text, and what the case says of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from msgspec import Struct

from simulator.mood import Phase
from simulator.scoring import tricks
from simulator.scoring.look import Look
from simulator.scoring.marks import Quote, Situation
from simulator.scoring.reply import NOTHING, Finding, Reply, within
from simulator.scoring.text import Sentence, negatives, parroted, position, undone
from simulator.signals import AGENT_SIGNALS

HOT = (Phase.TAKE_OFF, Phase.SLOW_DOWN)
"""The phases before and at the peak, when listening comes first."""
SHOWS = 100 / 3
"""Hostility, 0-100, from which a message alone shows somebody upset."""
_WARM = ("emotional_reaction", "validation", "apology", "interpretation")
_SIGNALS = frozenset(AGENT_SIGNALS)
_MOVES: tuple[str, ...] = tuple(
    "information suggestion expectation deadline options hand_over ownership question exploration".split()
)
_TO_PRIVATE = re.compile(r"\b(?:direct message|private(?:ly)?|dms?|inbox|pm)\b", re.IGNORECASE)


class Measure(Struct, frozen=True):
    """How a measure is read, and one line for whoever writes rubrics."""

    read: Callable[[Reply, bool], Finding]
    says: str


def _field(name: str, says: str) -> Measure:
    """A measure that is a field of the situation, true and false as 1 and 0."""

    def read(reply: Reply, _fault: bool) -> Finding:
        value = getattr(reply.situation, name)
        return Finding(value if isinstance(value, str) else float(value))

    return Measure(read, says)


def _count(name: str, says: str) -> Measure:
    """A measure that counts the situation's quotes of one kind, each wording once."""

    def read(reply: Reply, fault: bool) -> Finding:
        kept = reply.credited(getattr(reply.situation, name), fault=fault)
        return Finding(float(len({item.text.casefold() for item in kept})), kept)

    return Measure(read, says)


def _sentences_with(signal: str, says: str) -> Measure:
    """A measure that counts the distinct sentences that carry a signal."""

    def read(reply: Reply, _fault: bool) -> Finding:
        found = reply.saying(signal)
        return Finding(float(len(found)), tuple(map(reply.quote, found)))

    return Measure(read, says)


def _upset(reply: Reply, _fault: bool) -> Finding:
    now = reply.situation
    heated = now.phase in HOT or now.phase is Phase.SUPPORTIVE or now.hostility >= (SHOWS if now.alone else 45)
    return Finding(float(heated and not now.plain))


def _phase(reply: Reply, _fault: bool) -> Finding:
    return Finding(reply.situation.phase.value.lower())


def _spoken(reply: Reply, now: Situation) -> bool:
    """Whether anything the case counts as a proposal, promise or step stands outside provoking sentences."""
    said = (*now.proposals, *now.promised, *now.said)
    return not said or bool(reply.credited(said, fault=False))


def _fit(reply: Reply, fault: bool) -> Finding:
    now = reply.situation
    kept = reply.credited(now.proposals, fault=fault)
    return Finding(now.fit if kept or not now.proposals else 0.0, kept)


def _progress(reply: Reply, fault: bool) -> Finding:
    now = reply.situation
    said = reply.credited((*now.said, *now.promised, *now.proposals), fault=fault)
    return Finding(now.progress if fault or _spoken(reply, now) else 0.0, said)


def _steps(reply: Reply, fault: bool) -> Finding:
    now = reply.situation
    if now.said:
        return _count("said", "").read(reply, fault)
    return Finding(float(len(now.steps)) if fault or _spoken(reply, now) else 0.0)


def _answer_at(reply: Reply, _fault: bool) -> Finding:
    now = reply.situation
    said = (*now.proposals, *now.promised, *now.said, *now.asked)
    told = [item for item in reply.unique if not item.spoiled and any(within(words, [item]) for words in said)]
    answers = [*told, *reply.saying(*_MOVES)]
    place = position(reply.every, answers)
    first = min(answers, key=lambda item: item.start, default=None)
    return Finding(float(place or 0), (reply.quote(first),) if first else ())


def _asks(reply: Reply, _fault: bool) -> Finding:
    closing = {item.words for item in reply.saying("closing_question")}
    found = [
        item for item in reply.clean if item.words not in closing and "?" in reply.reading.text[item.start : item.end]
    ]
    return Finding(float(len(found)), tuple(map(reply.quote, found)))


def _words(reply: Reply, _fault: bool) -> Finding:
    return Finding(float(sum(len(item.words) for item in reply.unique)))


def _mean_sentence(reply: Reply, _fault: bool) -> Finding:
    lengths = [len(item.words) for item in reply.clean]
    return Finding(sum(lengths) / len(lengths) if lengths else 0.0)


def _longest_sentence(reply: Reply, _fault: bool) -> Finding:
    longest = max(reply.clean, key=lambda item: len(item.words), default=None)
    return Finding(float(len(longest.words)), (reply.quote(longest),)) if longest else NOTHING


def _negatives(reply: Reply, _fault: bool) -> Finding:
    def stacked(item: Sentence) -> int:
        return negatives(reply.reading.text[item.start : item.end], item.words)

    worst = max(reply.clean, key=stacked, default=None)
    return Finding(float(stacked(worst)), (reply.quote(worst),)) if worst else NOTHING


def _figures(reply: Reply, _fault: bool) -> Finding:
    found = [item for item in reply.clean if any(any(map(str.isdigit, word)) for word in item.words)]
    return Finding(float(len(found)), tuple(map(reply.quote, found)))


def _plain_sentences(reply: Reply, _fault: bool) -> Finding:
    return Finding(float(len(reply.clean)))


def _parroting(reply: Reply, _fault: bool) -> Finding:
    said = tuple(word for item in reply.clean for word in item.words)
    return Finding(parroted(said, reply.situation.customer))


def _undone(reply: Reply, _fault: bool) -> Finding:
    taken = undone(reply.reading, _WARM)
    return Finding(float(len(taken)), taken)


def _to_private(reply: Reply, _fault: bool) -> Finding:
    hits = [item for item in reply.clean if asks_for_private(reply.reading.text[item.start : item.end])]
    return Finding(float(bool(hits)), tuple(map(reply.quote, hits)))


def asks_for_private(text: str) -> bool:
    """Whether words ask to go on in private instead of in public."""
    return _TO_PRIVATE.search(text) is not None


def _leaks(reply: Reply, _fault: bool) -> Finding:
    secrets = [re.escape(item.strip()) for item in reply.situation.secrets if item.strip()]
    hits = [re.search(rf"(?<!\w){item}(?!\w)", reply.reading.text, re.IGNORECASE) for item in secrets]
    found = tuple(Quote(hit.start(), hit.end(), hit.group()) for hit in hits if hit)
    return Finding(float(len(found)), found)


MEASURES: dict[str, Measure] = {
    "phase": Measure(_phase, "the phase in which the customer was found: take_off, slow_down, supportive, ..."),
    "channel": _field("channel", "live_chat, email, phone, social or whatsapp"),
    "n": _field("n", "which reply this is, from 1"),
    "last": _field("last", "the reply ended the conversation"),
    "plain": _field("plain", "a calm customer with a plain question"),
    "upset": Measure(_upset, "the customer is upset: before, at or just after the peak, or hostility from 45"),
    "hostility": _field("hostility", "0-100, as the trainee found it"),
    "receptivity": _field("receptivity", "how open the customer is to reasons, 0-1"),
    "fit": Measure(_fit, "how well the best proposal fits the case, 0-1"),
    "progress": Measure(_progress, "the share of the resolution newly done, 0-1"),
    "settled": _field("settled", "the share of the resolution done after the reply, 0-1"),
    "steps": Measure(_steps, "how many steps of a resolution are newly said"),
    "proposals": _count("proposals", "proposals made"),
    "beyond": _count("beyond", "promises beyond what the agent may promise"),
    "missing": _count("missing", "proposals made before the facts they need were known"),
    "promised": _count("promised", "promises with an action and a time"),
    "closed": _count("closed", "promised times outside opening hours"),
    "asked": _count("asked", "questions about the case"),
    "reasked": _count("reasked", "questions whose answer was known"),
    "open_facts": Measure(lambda reply, _: Finding(float(len(reply.situation.open_facts))), "facts still to find out"),
    "broken": _field("broken", "promises broken just before this reply"),
    "apologies": _field("apologies", "earlier apologies since the last progress"),
    "demanded": _field("demanded", "the customer has asked for a supervisor"),
    "handed_over": _field("handed_over", "the reply hands over to someone else"),
    "needs_supervisor": _field("needs_supervisor", "what is needed lies beyond the agent's authority"),
    "moved_private": _field("moved_private", "an earlier reply already asked to go on in private"),
    "abusive": _field("abusive", "the customer insults, so a limit is due"),
    "leaks": Measure(_leaks, "private data of the customer that the reply shows"),
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
    "undone": Measure(_undone, 'sentences in which "but" takes back the warmth before it'),
    "to_private": Measure(_to_private, "the reply asks to go on in private"),
    "to_grader": Measure(tricks.to_grader, "clauses that speak to whoever grades, not to the customer"),
    "word_list": Measure(tricks.word_list, "the share of the words that stand in a list instead of in sentences, 0-1"),
    "other_language": Measure(tricks.other_language, "the share of the words in another language than theirs, 0-1"),
    "says_nothing": Measure(tricks.says_nothing, "the reply is empty, one character, or a word or two"),
    "promises_everything": Measure(tricks.promises_everything, "it promises whatever is wanted, or everything at once"),
    "closes": Measure(tricks.closes, "sentences that close the matter or say goodbye before it is settled"),
    "substance": Measure(tricks.substance, "distinct sentences that help or receive, courtesies aside"),
    "passed_on": Measure(tricks.passed_on, "it leaves all to others, unasked and without need"),
    "pasted": Measure(tricks.pasted, "the share of the reply that is copied from shipped answers, 0-1"),
    "slot_left": Measure(tricks.slot_left, "slots of a template that nobody filled, in any system's notation"),
    "emoji": Measure(tricks.emoji, "emoji and smileys"),
    "sorries": Measure(tricks.sorries, "words of apology in distinct sentences"),
    "thanks_words": Measure(tricks.thanks_words, "words of thanks in distinct sentences"),
    "swears": Measure(tricks.swears, "swear words"),
    "wrong_details": Measure(tricks.wrong_details, "a name or order that is not what the customer's message says"),
    "telling_words": Measure(tricks.telling_words, "words in distinct sentences that say more than a courtesy"),
}
"""Every measure that is not a signal. Counts are of distinct wordings: saying a thing twice counts once."""


def measure_names() -> tuple[str, ...]:
    """Every name a rubric's test may use: the measures, then the agent's signals."""
    return (*MEASURES, *AGENT_SIGNALS)


def find(reply: Reply, name: str, *, fault: bool = False) -> Finding:
    """The value of one measure or signal of a reply; as a fault, provoking sentences are read too.

    Raises:
        KeyError: there is no such measure.

    """
    measure = MEASURES.get(name)
    if measure is not None:
        return measure.read(reply, fault)
    if name in _SIGNALS:
        return reply.signal(name, fault=fault)
    raise KeyError(name)


def looking_at(reply: Reply, needed: Mapping[str, Finding] = MappingProxyType({})) -> Look:
    """Looks each measure of a reply up at most once.

    ``needed``: measures that can't be known here, each with what it lacks.
    """
    known = {
        name: NOTHING for name, strength in reply.reading.strengths.items() if strength == 0 and not reply.of(name)
    }
    known.update(needed)
    return Look(lambda name, fault: find(reply, name, fault=fault), known)
