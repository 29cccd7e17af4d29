"""Plain words for what the curve does: phases, causes, and the one line that follows a reply."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from simulator.mood import Ledger, Mood, Phase
from simulator.scoring.case_measures import HOT
from simulator.scoring.case_voice import CUSTOMER, Pronoun
from simulator.scoring.marks import Situation
from simulator.signals import Reading

PHASE_WORDS: dict[Phase, str] = {
    Phase.RATIONAL: "reasonable",
    Phase.TAKE_OFF: "getting angrier",
    Phase.SLOW_DOWN: "at the peak, letting off steam",
    Phase.SUPPORTIVE: "starting to hear you",
    Phase.COOL_DOWN: "calming down",
    Phase.PROBLEM_SOLVING: "ready to solve it",
}
"""What a trainee reads instead of a phase's name."""
CAUSES: dict[str, str] = {
    "surge": "{she} still need{s} to let it out",
    "empathy": "you took up how {she} feel{s}",
    "listening": "you listened",
    "apology": "you said sorry",
    "ownership": "you took it on yourself",
    "personalisation": "you spoke to {her} personally",
    "solution": "you offered what helps",
    "time": "{she} had a moment to cool off",
    "attack": "that sounds like an attack",
    "dismissing": "that brushes aside how {she} feel{s}",
    "blaming": "that puts the blame on {her}",
    "interrupting": "{she} had not finished",
    "deflecting": "that sends {her} elsewhere",
    "wall": "{she} got a rule instead of help",
    "defending": "an explanation came before {she} felt heard",
    "re_asking": "{she} {has} told you that already",
    "jargon": "an internal word got in the way",
    "boundary": "{she} gave no cause for a warning",
    "delay": "{she} had to wait too long",
    "premature_solution": "{she} {doesnt} feel heard yet, so a solution comes too early",
    "stalling": "{she} {is} ready to solve it, and nothing moved",
    "broken_promise": "a promise was not kept",
}
"""Every cause of the ledger as a clause; {she} and its kin stand for the customer."""
NAMING = frozenset({"empathy", "personalisation"})
"""Causes that naming the case's own things stands behind."""
SAME_QUESTION = "the same question as before"
"""What the reading says of a question of the agent's own that comes again."""
IN_THE_CASE = "already known from the case"
"""What the engine says of a question for what the case pane shows, and the customer hasn't told."""
KNOWN = "already known"
"""How the reading begins what it says of a question for what the case knows."""
LEFT = "took leave before it was settled"
"""What the engine says of a goodbye that left something open."""
BARE = 0.5
"""Strength of warmth below which it is a bare "I see" that names no feeling [design choice]."""
SAID_BACK = 1 / 3
"""Strength from which facts were said back."""
FEELING_NAMED = 0.7
"""Strength from which a reflection names a feeling; "I see that you ..." is less [design choice]."""
NOT_UNDERSTOOD = "not understood, so nothing changed and it costs nothing"
_WORSE = ("angrier", "no better", "still upset")
EARS_OPENING = 0.25
"""From this receptivity on a solution that comes a little early is told as such, not as unheard [design choice]."""
NOTICEABLE = 1.0
"""Points of hostility below which a movement is not worth a word [design choice]."""
TRACE = 0.05
"""The least movement, in points, of what provoked that is still told [design choice]."""
UPSET = 40.0
"""Hostility from which somebody who agreed is still called upset: above the band of wording that is calm."""


class Moved(Protocol):
    """What the line after a reply needs to know of the curve's reaction."""

    @property
    def before(self) -> float:
        """Hostility when the exchange began."""

    @property
    def heard(self) -> float:
        """Hostility after the customer's own rise."""

    @property
    def mood(self) -> Mood:
        """The mood after the reply."""

    @property
    def ledger(self) -> Ledger:
        """What moved it."""


def feedback(situation: Situation, reaction: Moved, reading: Reading, who: Pronoun = CUSTOMER) -> str:
    """One line after a reply: calmer or angrier, and because of what.

    Args:
        situation: what stood around the reply.
        reaction: how the curve moved.
        reading: the reply as it was read.
        who: how to speak of the customer.

    """
    if not situation.understood:
        return NOT_UNDERSTOOD
    told = _moved(situation, reaction, reading, who)
    if not situation.passed_on:
        return told
    turns = told.startswith(_WORSE) and not any(word in told for word in (", but ", ", though "))
    return told + who.put(f", {'but' if turns else 'and'} you passed {{her}} on as {{she}} asked")


def _moved(situation: Situation, reaction: Moved, reading: Reading, who: Pronoun) -> str:
    """Calmer or angrier, and because of what."""
    helped = _causes(reaction.ledger, reading, situation, who, down=True)
    helped += [(0.0, "you said what to do")] if situation.instructed else []
    hurt = _causes(reaction.ledger, reading, situation, who, down=False)
    own, whole = reaction.mood.hostility - reaction.heard, reaction.mood.hostility - reaction.before
    good, bad = list(dict.fromkeys(words for _, words in helped)), [words for _, words in hurt]
    although = bool(good and bad) and min(helped[0][0], hurt[0][0]) >= max(helped[0][0], hurt[0][0]) / 2
    if own <= -NOTICEABLE:
        eased = _eased(whole, good or ["the reply as a whole helped"], agreed=_taken_up(situation))
        return eased + (f", though {bad[0]}" if although else "")
    if bad and whole >= NOTICEABLE:
        return f"angrier: {bad[0]}" + (f", though it helped that {good[0]}" if although else "")
    if whole >= NOTICEABLE and not _taken_up(situation):
        return who.put(_by_itself(situation)) + (
            f", though it helped that {good[0]}" if good else ", and nothing here takes that up"
        )
    if bad and not good:
        return f"no better: {bad[0]}"
    calm = situation.instructed and situation.phase is Phase.RATIONAL
    still = whole >= NOTICEABLE and reaction.mood.hostility >= UPSET and not calm
    return ("still upset from before" if still else "much as before") + (
        f", though it helped that {good[0]}" if good else ""
    )


def _taken_up(situation: Situation) -> bool:
    """Whether the customer says yes to what was said or got it, or all is agreed: nobody waits for anything then."""
    return situation.settled >= 1 or situation.progress > 0 or situation.passed_on or situation.instructed


def _by_itself(situation: Situation) -> str:
    """Why somebody gets angrier without a word's fault: before and at the peak another reason than after it."""
    if situation.phase in HOT or situation.phase is Phase.RATIONAL:
        return "angrier: {she} still need{s} to let it out"
    return "angrier: {she} {is} still waiting for something that helps"


def _eased(whole: float, helped: Sequence[str], *, agreed: bool) -> str:
    start = "calmer, because" if whole <= -NOTICEABLE else "no angrier, because"
    if whole >= NOTICEABLE:
        start = f"{'still upset from before' if agreed else 'still getting angrier'}, but it helped that"
    return f"{start} {_both(helped)}"


def _both(causes: Sequence[str]) -> str:
    """The two strongest causes; a comma before the "and" where one of them holds another."""
    first, *rest = causes[:2]
    return f"{first}, and {rest[0]}" if rest and " and " in f"{first}{rest[0]}" else listed(causes[:2])


def _causes(
    ledger: Ledger, reading: Reading, situation: Situation, who: Pronoun, *, down: bool
) -> list[tuple[float, str]]:
    """The causes worth a word with their points, strongest first: none below a fifth of the most.

    What helped has to have moved half a point; what hurt counts from a trace on, because near the ceiling nothing
    moves much.
    """
    least = NOTICEABLE / 2 if down else TRACE
    untold = {"surge", "stalling"} if _taken_up(situation) else {"surge"}  # what is agreed has nowhere left to move
    if situation.passed_on:
        untold |= {"premature_solution"}  # what was asked for doesn't come too early
    moved: dict[str, float] = {}
    for row in ledger:
        if row.cause not in untold and (row.delta < 0) is down:
            moved[row.cause] = moved.get(row.cause, 0.0) + abs(row.delta)
    most = max(moved.values(), default=0.0)
    ranked = sorted(moved, key=lambda cause: -moved[cause])
    return [
        (moved[cause], cause_words(cause, reading, situation, who))
        for cause in ranked
        if moved[cause] >= max(least, most / 5)
    ]


def cause_words(cause: str, reading: Reading, situation: Situation, who: Pronoun = CUSTOMER) -> str:
    """One cause of the ledger as a clause, with what this reply said."""
    if cause in NAMING and situation.named:
        return f"you named {listed(situation.named)}"
    if cause == "listening":
        return who.put(_listening(reading))
    words = CAUSES.get(cause, "the reply as a whole")
    if cause == "empathy":
        words = _empathy(reading)
    elif cause == "wall" and any(item.detail == LEFT for item in reading.of("wall")):
        words = "you said goodbye before it was settled"
    elif cause == "re_asking":
        words = _asked_again(reading)
    elif cause == "premature_solution":
        words = _too_early(reading, situation)
    elif cause == "solution" and situation.plain:
        words = "you answered what {she} asked"
    return who.put(words)


def _empathy(reading: Reading) -> str:
    """What was taken up; a bare "I understand." took up nothing in particular."""
    if reading.strength("specificity") >= 1 / 3:
        return "you took up what {she} told you"
    warm = reading.strength("emotional_reaction", "interpretation", "validation")
    return CAUSES["empathy"] if warm >= BARE else "you showed some understanding"


_WHAT_HAPPENED = ("happen", "went wrong", "going on", "pasó", "pasado", "ocurri")
"""Words of a question that asks what happened."""


def _asked_again(reading: Reading) -> str:
    if reading.strength("placeholder") > 0:
        return "a placeholder was left in"
    if reading.strength("wrong_name") > reading.strength("re_asking"):
        return "the name or order is wrong"
    if any(item.detail == SAME_QUESTION for item in reading.of("re_asking")):
        return "you asked the same question again"
    if reading.of("re_asking") and all(item.detail.startswith(KNOWN) for item in reading.of("re_asking")):
        return "what you asked for is in the case already"
    return CAUSES["re_asking"]


def _too_early(reading: Reading, situation: Situation) -> str:
    if situation.passed_on:
        return "{she} {doesnt} feel heard yet"
    if situation.receptivity >= EARS_OPENING:
        return "{she} {is} not quite ready for a solution"
    if situation.n == 1 and not situation.asked and not _asks(reading):
        return "{she} {doesnt} feel heard yet, and you haven't even asked what happened"
    return CAUSES["premature_solution"]


def _listening(reading: Reading) -> str:
    """How the reply listened: facts said back, a feeling taken up, or a question."""
    said_back, taken_up = reading.strength("restatement"), reading.strength("reflection")
    if max(said_back, taken_up) > reading.strength("exploration"):
        if said_back >= SAID_BACK:
            return "you said back what you had heard"
        return CAUSES["empathy"] if taken_up >= FEELING_NAMED else CAUSES["listening"]
    asked = " ".join(item.quote for item in reading.of("exploration")).casefold()
    return "you asked what happened" if any(word in asked for word in _WHAT_HAPPENED) else "you asked about it"


def _asks(reading: Reading) -> bool:
    return reading.strength("exploration") >= 1 / 3


def listed(items: Iterable[str]) -> str:
    """Items as people say them: "a", "a and b", "a, b and c"."""
    *front, last = items
    return f"{', '.join(front)} and {last}" if front else last
