"""What happened in a session, in two to four plain sentences."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.exchange import Exchange
from simulator.mood import Ending, Phase
from simulator.scoring.case_voice import CaseVoice
from simulator.scoring.measures import HOT

CALM = 40.0
"""Hostility below which a customer is called calm: the lowest band of wording."""
HEATED = 45.0
"""Hostility below which a customer who came calm never got heated: where the curve's first phase ends."""
EASED = 5.0
"""Points by which a customer has to end below the worst to be called calmer [design choice]."""
PROVOKED = 3.0
"""Points that a reply has to add before the story blames it [design choice]."""
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
        return ("You ended it early, before the first reply.",)
    said = [_beginning(exchanges, case), *_worst(exchanges, case), _end(exchanges[-1], ending, agreed, case)]
    return tuple(sentence for sentence in said if sentence)


def nth(n: int) -> str:
    """The ordinal of a reply, in words up to the tenth."""
    if n <= len(_NTH):
        return _NTH[n - 1]
    return f"{n}{'th' if n % 100 in (11, 12, 13) else _ENDS.get(n % 10, 'th')}"


def _beginning(exchanges: Sequence[Exchange], case: CaseVoice) -> str:
    name = case.address or "the customer"
    first = exchanges[0]
    hot = [item for item in exchanges if item.situation.phase in HOT]
    if not hot:
        return "" if first.situation.phase is not Phase.RATIONAL else f"{_capital(name)} came with a calm question."
    early = next((item for item in hot if item.situation.proposals), None)
    asked = next((item for item in exchanges if _listens(item)), None)
    pushed = next((item for item in exchanges if _pushed(item)), None)
    heard_from = asked.n if asked else len(exchanges) + 1
    if early is not None and early.n <= heard_from and (pushed is None or early.n <= pushed.n):
        return f"You offered a solution before {name} felt heard."
    if pushed is not None and pushed.n <= heard_from:
        return f"Your {nth(pushed.n)} reply made it worse before {name} felt heard."
    if asked is None:
        return f"{_capital(name)} was upset, and you didn't ask what had happened."
    solved = any(item.situation.proposals for item in exchanges[asked.n - 1 :])
    if _explores(asked):
        return f"You let {name} finish and asked {'before solving' if solved else 'what had happened'}."
    return f"You let {name} finish and said back what you had heard{' before solving' if solved else ''}."


def _listens(item: Exchange) -> bool:
    return item.heard.reading.strength("exploration", "restatement") >= 1 / 3


def _explores(item: Exchange) -> bool:
    return item.heard.reading.strength("exploration") >= 1 / 3


def _pushed(item: Exchange) -> bool:
    provoked = sum(
        row.delta for row in item.ledger if row.delta > 0 and row.cause not in ("surge", "premature_solution")
    )
    return provoked >= PROVOKED


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


def _end(last: Exchange, ending: Ending | None, agreed: str, case: CaseVoice) -> str:
    she = case.pronoun
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
    if last.situation.settled >= 1:
        return she.put("All was agreed, but you ended it early, before {she} could say that it is settled.")
    return "You ended it early, before it was settled."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
