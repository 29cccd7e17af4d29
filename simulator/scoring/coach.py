"""Better sentences for lost points, built from the case; and what would help before a reply is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from msgspec import Struct

from simulator.mood import Phase
from simulator.scoring.case_measures import HOT
from simulator.scoring.case_voice import CaseVoice, clause, slots
from simulator.scoring.look import Look
from simulator.scoring.marks import Graded, Mark, Quote, Situation
from simulator.scoring.measures import looking_at
from simulator.scoring.reply import Reply, within
from simulator.scoring.rubric import Advice, Card, Criterion, Rubric
from simulator.scoring.rules import holds
from simulator.scoring.text import PROVOCATIONS, SOME, Sentence
from simulator.scoring.words import EARS_OPENING
from simulator.signals import Evidence, read

GOOD = frozenset(
    """emotional_reaction interpretation validation exploration restatement reflection apology ownership gratitude
    closing_question options hand_over boundary""".split()
)
"""Signals for the sake of which a sentence is kept."""
SPOILT = frozenset({*PROVOCATIONS, "canned", "jargon", "interrupting"})
"""Signals that make a sentence one to replace all the same."""
SAID = 4
"""Words from which on a sentence says something, and is no greeting [design choice]."""
_TELLS = re.compile(
    r"(?!what happened\W*$)(?:what (?:has |exactly |does |did |happened)|tell me|when did|since when|how did|where )",
    re.IGNORECASE,
)
"""How a question begins that asks what happened; any other is an odd example for that."""
_SLOT = re.compile(r"\{(\w+)\}")
AHEAD = frozenset(
    """answer_first concrete deadline escalation finds_out_first names_problem options ownership says_steps
    solution""".split()
)
"""Criteria about what is still to be done: once all is settled nothing better is due for them."""
BEFORE = frozenset({"listens", "names_problem"})
"""Criteria about understanding the problem first: once an offer was accepted, asking "have I understood?" is late."""
TELLING = frozenset("answer_first concrete deadline says_steps solution".split())
"""Criteria of AHEAD that call for an open ear."""
SMALLEST_SHARE = 0.01
"""The share of a resolution above which some of it was done before the reply; below it is rounding."""
ENOUGH_DONE = 1 / 2
"""The share of the points from which on a mark's reason is praise, and says that there is more to gain."""


class Suggestion(Struct, frozen=True):
    """What to say instead: for which criterion, in place of which words (None: nothing stood there), and why.

    ``lost`` is the share of the reply's whole score that the criterion cost, 0-1. ``share``: its points of the most,
    0-1. ``critical``: it is a fault that caps the whole card.
    """

    rubric: str
    criterion: str
    title: str
    lost: float
    quote: Quote | None
    better: str
    why: str
    tip: str = ""
    share: float = 0.0
    critical: bool = False


def provokes(said: str) -> bool:
    """Whether a sentence could be taken amiss as it stands, whatever filled its slots."""
    return read(said).strength(*PROVOCATIONS) >= SOME


def coach(
    card: Card,
    graded: Graded,
    marks: Sequence[Mark],
    case: CaseVoice,
    amiss: Callable[[str], bool] = provokes,
) -> tuple[Suggestion, ...]:
    """One better sentence for every criterion that lost points, the costliest first.

    A sentence is suggested only where the case fills all of its slots. Solutions are suggested only when the customer
    can hear them and what they need is known; they are the ones this agent may offer.

    Args:
        card: the rubrics and their weights by phase.
        graded: the reply.
        marks: its marks.
        case: the case in words an agent could say, as it was known when the reply was written.
        amiss: tells of a sentence that it is not to be said as it stands.

    """
    if not graded.situation.understood:
        return ()
    reply = Reply(graded)
    values, look = _slots(reply, case), looking_at(reply)
    found = []
    for mark in marks:
        rubric = card.rubric(mark.rubric)
        criterion = rubric.criterion(mark.criterion)
        if mark.points is None or mark.points >= mark.max or not _due(rubric, criterion, mark, look, graded.situation):
            continue
        better = _better(criterion, look, values, amiss)
        if better:
            found.append(_suggestion(card, rubric, criterion, mark, marks, reply, better))
    return tuple(sorted(found, key=lambda item: -item.lost))


def _suggestion(
    card: Card, rubric: Rubric, criterion: Criterion, mark: Mark, marks: Sequence[Mark], reply: Reply, better: str
) -> Suggestion:
    lost = card.weights(reply.situation.phase).get(rubric.id, 0.0) * _share(rubric, mark, marks)
    fault = _at_fault(rubric, criterion, mark)
    share = (mark.points or 0) / mark.max
    why = f"{mark.why}; there is more to gain" if share >= ENOUGH_DONE and not fault else mark.why
    quote = _weak_spot(reply, mark, at_fault=fault)
    critical = bool(mark.critical)
    return Suggestion(
        rubric.id, criterion.id, criterion.title, lost, quote, better, why, criterion.tip, share, critical
    )


def _due(rubric: Rubric, criterion: Criterion, mark: Mark, look: Look, now: Situation) -> bool:
    """Whether the criterion is judged here, or was lost by a fault of its own: else nothing better is due.

    Once all is settled, or in the right hands, nothing more is to be promised; nor to a customer who can't hear it yet.
    """
    if criterion.id in AHEAD and not _at_fault(rubric, criterion, mark):
        passed = now.handed_over and (now.demanded or now.needs_supervisor)
        unheard = criterion.id in TELLING and now.receptivity < EARS_OPENING and not now.plain
        if now.settled >= 1 or passed or unheard:
            return False
    if criterion.id in BEFORE and not _at_fault(rubric, criterion, mark):
        begun = now.settled - now.progress
        if begun > SMALLEST_SHARE or now.settled >= 1:
            return False
    own = any(rule.always and holds(rule.when, look, fault=True) for rule in criterion.lowered_by)
    return own or criterion.critical is not None or not criterion.applies or bool(holds(criterion.applies, look))


def _slots(reply: Reply, case: CaseVoice) -> dict[str, str]:
    values = slots(case, reply.situation.customer)
    if reply.situation.phase in HOT or reply.situation.open_facts or case.informs:
        values.pop("offer", None)  # what a question asks for is told, not offered
    if not case.timed:
        values.pop("deadline", None)
    return values


def _better(criterion: Criterion, look: Look, values: dict[str, str], amiss: Callable[[str], bool]) -> str:
    for advice in criterion.advice:
        if _fits(advice, look, values):
            said = _SLOT.sub(lambda match: values[match.group(1)], advice.say)
            said = said[:1].upper() + said[1:]
            if not amiss(said):
                return said
    return ""


def _fits(advice: Advice, look: Look, values: dict[str, str]) -> bool:
    if any(slot not in values for slot in _SLOT.findall(advice.say)):
        return False
    return not advice.when or bool(holds(advice.when, look))


def _share(rubric: Rubric, mark: Mark, marks: Sequence[Mark]) -> float:
    """The share of the rubric's score that this mark cost."""
    rated = {item.criterion for item in marks if item.rubric == rubric.id and item.points is not None}
    sections = [(item, [one for one in item.criteria if one.id in rated]) for item in rubric.sections]
    whole = sum(section.weight for section, criteria in sections if criteria)
    for section, criteria in sections:
        own = sum(one.weight for one in criteria if one.id == mark.criterion)
        if own and mark.points is not None:
            lost = 1 - mark.points / mark.max
            return section.weight / whole * own / sum(one.weight for one in criteria) * lost
    return 0.0


def _at_fault(rubric: Rubric, criterion: Criterion, mark: Mark) -> bool:
    """Whether a mark's quotes are what lowered it, not what earned its points."""
    faults = (*criterion.lowered_by, *rubric.faults)
    return bool(mark.critical) or any(rule.because in mark.why for rule in faults)


def _weak_spot(reply: Reply, mark: Mark, *, at_fault: bool) -> Quote | None:
    """The words to replace: those that lost the points, or else a sentence that provokes or is a stock phrase.

    Where nothing was wrong in what was said, the better sentence is added to it (None): words that say something of
    the case, and a greeting, stay. Only a reply that does no good at all is replaced as a whole sentence.
    """
    if mark.quotes:
        lost = mark.quotes[0]
        around = next((item for item in reply.every if item.start <= lost.start < item.end), None)
        at_fault = at_fault or bool(around and _spoils(reply, around))
        return None if not at_fault else reply.quote(around) if around else lost
    spoilt = [item for item in reply.unique if _spoils(reply, item)]
    empty = [item for item in reply.unique if len(item.words) >= SAID]
    if not spoilt and any(_does_good(reply, item.start, item.end) for item in reply.unique):
        return None
    longest = max(spoilt or empty, key=lambda item: len(item.words), default=None)
    return reply.quote(longest) if longest else None


def _spoils(reply: Reply, sentence: Sentence) -> bool:
    return within(sentence, [item for item in _telling(reply) if item.signal in SPOILT])


def _telling(reply: Reply) -> list[Evidence]:
    return [item for item in reply.reading.evidence if item.strength >= SOME]


def _does_good(reply: Reply, start: int, end: int) -> bool:
    """Whether words of a reply help in themselves, and nothing in them harms or comes off the shelf."""
    now = reply.situation
    case = any(item.start < end and start < item.end for item in (*now.proposals, *now.promised, *now.said, *now.asked))
    signals = {item.signal for item in _telling(reply) if item.start < end and start < item.end}
    return (case or bool(signals & GOOD)) and not signals & SPOILT


def hint(situation: Situation, case: CaseVoice) -> str:
    """What would help now, in two or three plain sentences; numbers and phase names stay out of it."""
    who = case.pronoun
    if situation.demanded:
        said = "{She} {has} asked for a supervisor. Hand over with all you know, or say what you will do and by when."
    elif situation.broken:
        said = "A promise was not kept. Say so yourself, say sorry once, and give a time that will hold."
    elif situation.phase in HOT:
        said = _while_hot(situation, case)
    elif situation.phase is Phase.SUPPORTIVE:
        back = f"Say back what you have understood{_such_as(case)}"
        said = f'{{She}} begin{{s}} to hear you. {back}, without judging and without "but".'
    elif situation.settled >= 1:
        said = "All is agreed. Thank {her} for telling you, and ask whether it is settled now."
    else:
        said = _while_open(situation, case)
    return who.put(said)


def _while_hot(situation: Situation, case: CaseVoice) -> str:
    start = (
        "Let {her} finish."
        if situation.phase is Phase.TAKE_OFF
        else "This is the peak: keep listening, no reasons yet."
    )
    stake = clause(case.because, case.pronoun)
    named = f"Say what is at stake for {{her}} ({_plain(stake)})" if stake else "Say that you see how this feels"
    return f"{start} {named}, and ask what happened{_for_example(case, _TELLS)}."


def _while_open(situation: Situation, case: CaseVoice) -> str:
    if situation.open_facts:
        return f"{{She}} {{is}} listening. First find out what you need to know{_for_example(case)}."
    if situation.plain and (case.informs or not case.resolutions):
        return "{She} {is} calm and {has} a plain question. Answer it in your first sentence."
    offered = f", such as {_plain(case.resolutions[0])}" if case.resolutions else ""
    time = f" Give a time you can keep ({case.deadline})." if case.deadline else " Give a time you can keep."
    timed = time if case.timed else ""
    if situation.phase is Phase.COOL_DOWN:
        return f"{{She}} {{is}} calming down. Sum up the problem, then say what happens next{offered}.{timed}"
    if case.informs:
        return "{She} {is} listening. Answer what is still open of {her} question, and ask whether that is all."
    return f"{{She}} {{is}} ready for a solution. Offer what helps{offered}, and ask whether it suits.{timed}"


def _such_as(case: CaseVoice) -> str:
    known = slots(case).get("cause", "")
    return f" ({_plain(known)})" if known else ""


def _for_example(case: CaseVoice, wanted: re.Pattern[str] | None = None) -> str:
    """An example of a question that finds out what is open; only one that begins as wanted."""
    fits = [item for item in case.questions if wanted is None or wanted.match(item)]
    return f" (for example: {_plain(fits[0])})" if fits else ""


def _plain(text: str) -> str:
    """Text of the case that braces can't turn into a slot."""
    return text.replace("{", "(").replace("}", ")").rstrip(".")
