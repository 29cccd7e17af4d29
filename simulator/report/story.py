"""What happened in a session, in two to four plain sentences."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.exchange import Exchange
from simulator.mood import Ending, Phase
from simulator.report.endings import AGREED, UNANSWERED
from simulator.scoring.case_measures import HOT
from simulator.scoring.case_voice import CaseVoice
from simulator.scoring.talk_measures import FAREWELL
from simulator.scoring.text import SOME
from simulator.scoring.words import cause_words

CALM = 40.0
"""Hostility below which a customer is called calm: the lowest band of wording."""
HEATED = 45.0
"""Hostility below which a customer who came calm never got heated: where the curve's first phase ends."""
EASED = 5.0
"""Points by which a customer has to end below the worst to be called calmer [design choice]."""
PROVOKED = 3.0
"""Points that a reply has to add before the story blames it [design choice]."""
TOLD = 1.0
"""Points that a solution has to add for the story to call it too early: those that are worth a word [design choice]."""
SET_BACK = 8.0
"""Points that a later reply has to add for the story to tell what it did [design choice]."""
NO_PROVOCATION = frozenset({"surge", "premature_solution", "stalling"})
"""Causes of the ledger that raise hostility without a provoking word."""
WORSENED = "made it worse"
"""What a reply did that provoked; told once in a story."""
_NTH = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_ENDS = {1: "st", 2: "nd", 3: "rd"}


def story(exchanges: Sequence[Exchange], case: CaseVoice, ending: Ending | None, agreed: str = "") -> tuple[str, ...]:
    """How it began, where it was worst, when it got better, how it ended.

    Args:
        exchanges: what was said, and what it did.
        case: the customer's form of address, and so how to speak of them.
        ending: how it ended, None if it did not.
        agreed: the title of the resolution that was agreed on, if one was.

    """
    if not exchanges:
        return (UNANSWERED,)
    begun, told_until = _beginning(exchanges, case)
    later = () if WORSENED in begun else exchanges[told_until:]
    said = [begun, _worsened(later, case), *_worst(exchanges, case), _end(exchanges, ending, agreed, case)]
    return tuple(sentence for sentence in said if sentence)


def nth(n: int) -> str:
    """The ordinal of a reply, in words up to the tenth."""
    if n <= len(_NTH):
        return _NTH[n - 1]
    return f"{n}{'th' if n % 100 in (11, 12, 13) else _ENDS.get(n % 10, 'th')}"


def _beginning(exchanges: Sequence[Exchange], case: CaseVoice) -> tuple[str, int]:
    """How it began, and how many replies that tells of."""
    name = case.address or "the customer"
    hot = [item for item in exchanges if item.situation.phase in HOT]
    if not hot:
        came = exchanges[0].situation.phase is Phase.RATIONAL
        return (f"{_capital(name)} came with a calm question." if came else ""), 0
    early = next((item for item in hot if item.situation.proposals and not item.situation.passed_on), None)
    asked = next((item for item in exchanges if _listens(item)), None)
    pushed = next((item for item in exchanges if _provoked(item) >= PROVOKED), None)
    heard_from = asked.n if asked else len(exchanges) + 1
    if early is not None and early.n <= heard_from and (pushed is None or _comes_first(early, pushed)):
        return f"You offered a solution before {name} felt heard.", early.n
    if pushed is not None and pushed.n <= heard_from:
        return f"Your {nth(pushed.n)} reply {WORSENED} before {name} felt heard.", pushed.n
    if asked is None:
        return f"{_capital(name)} was upset, and you didn't ask what had happened.", 0
    return _heard_first(asked, exchanges, name)


def _heard_first(asked: Exchange, exchanges: Sequence[Exchange], name: str) -> tuple[str, int]:
    """How a conversation began in which somebody asked, or said back, before anything else."""
    hasty = next((item for item in exchanges if _too_early(item)), None)
    if hasty is not None:
        return f"You asked what had happened, but your {nth(hasty.n)} reply offered a solution too early.", hasty.n
    solved = any(item.situation.proposals for item in exchanges[asked.n - 1 :])
    if _explores(asked):
        return f"You let {name} finish and asked {'before solving' if solved else 'what had happened'}.", asked.n
    return f"You let {name} finish and said back what you had heard{' before solving' if solved else ''}.", asked.n


def _too_early(item: Exchange) -> bool:
    """Whether a solution came before the customer could hear it, as the line after the reply says."""
    early = sum(row.delta for row in item.ledger if row.cause == "premature_solution") >= TOLD
    return early and not item.situation.passed_on


def _comes_first(early: Exchange, pushed: Exchange) -> bool:
    """Whether the solution came before the provocation, or in one reply with it and weighed as much."""
    if early.n != pushed.n:
        return early.n < pushed.n
    return sum(row.delta for row in early.ledger if row.cause == "premature_solution") >= _provoked(pushed)


def _worsened(later: Sequence[Exchange], case: CaseVoice) -> str:
    """The later reply that provoked most, and why; empty where none did."""
    worst = max(later, key=_provoked, default=None)
    if worst is None or _provoked(worst) < SET_BACK:
        return ""
    cause = max(worst.ledger, key=lambda row: row.delta if row.cause not in NO_PROVOCATION else 0.0).cause
    words = cause_words(cause, worst.heard.reading, worst.situation, case.pronoun)
    if cause == "broken_promise":
        return f"{_capital(words)}, and that {WORSENED}."
    return f"Your {nth(worst.n)} reply {WORSENED}: {words}."


def _listens(item: Exchange) -> bool:
    return item.heard.reading.strength("exploration", "restatement") >= 1 / 3


def _explores(item: Exchange) -> bool:
    return item.heard.reading.strength("exploration") >= 1 / 3


def _provoked(item: Exchange) -> float:
    """The points of hostility that provoking words, or a broken promise, added."""
    return sum(row.delta for row in item.ledger if row.delta > 0 and row.cause not in NO_PROVOCATION)


def _worst(exchanges: Sequence[Exchange], case: CaseVoice) -> tuple[str, ...]:
    """Where hostility was highest, and from which reply on it stayed low."""
    she = case.pronoun
    peak = max(exchanges, key=lambda item: item.after)
    if max(peak.after, exchanges[0].before) < HEATED:
        return (she.put("{She} stayed calm throughout."),)
    calm = _calm_from(exchanges)
    if exchanges[0].before >= peak.after:
        angriest, on = she.put("{She} {was} angriest at the start"), "your {} reply on"
    else:
        angriest, on = she.put("{She} {was} angriest after your ") + f"{nth(peak.n)} reply", "the {} on"
    if calm is not None:
        return (f"{angriest} and calm from {on.format(nth(calm))}.",)
    eased = max(peak.after, exchanges[0].before) - exchanges[-1].after >= EASED
    return (f"{angriest}, and calmer by the end." if eased else f"{angriest}, and never got calm.",)


def _calm_from(exchanges: Sequence[Exchange]) -> int | None:
    calm = None
    for item in exchanges:
        if item.after >= CALM:
            calm = None
        elif calm is None:
            calm = item.n
    return calm


def _end(exchanges: Sequence[Exchange], ending: Ending | None, agreed: str, case: CaseVoice) -> str:
    she, last = case.pronoun, exchanges[-1]
    match ending:
        case "RESOLVED":
            what = f": {agreed[:1].lower()}{agreed[1:]}" if agreed else ""
            return she.put("It ended settled, and {she} confirmed it") + f"{what}."
        case "WALKED_AWAY":
            silent = last.state.closing is None
            return she.put("{She} left without a word." if silent else "{She} left, and it was not settled.")
        case "ESCALATED":
            return "It was handed to a supervisor."
        case "TERMINATED":
            return "You ended it after two warnings, as you may."
    return _closed(exchanges, case) if last.situation.settled >= 1 else "You ended it before it was settled."


def _closed(exchanges: Sequence[Exchange], case: CaseVoice) -> str:
    """How a conversation ended that was agreed, and that the trainee closed."""
    if exchanges[-1].cue.act == "reserve":
        return case.pronoun.put("All was agreed, but {she} {was} still upset when you ended it.")
    return AGREED if _asked_or_left(exchanges) else f"{AGREED[:-1]} without asking whether it is settled."


def _asked_or_left(exchanges: Sequence[Exchange]) -> bool:
    """Whether it was asked if all is settled, in whichever reply, or the last one takes leave."""
    asked = any(item.heard.reading.strength("closing_question") >= SOME for item in exchanges)
    return asked or bool(FAREWELL.search(exchanges[-1].reply))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
