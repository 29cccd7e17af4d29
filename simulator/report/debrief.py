"""The debrief of a session: what happened, one strength, one thing to try; the numbers stand behind them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from simulator.exchange import Exchange, last_words
from simulator.mood import Ending
from simulator.report.curve_points import CurvePoint, curve_points
from simulator.report.details import Detail, details
from simulator.report.story import NO_PROVOCATION, story
from simulator.report.ticket_told import TicketResult, Written, ticket_result
from simulator.scoring.case_voice import CaseVoice
from simulator.scoring.coach import Suggestion, coach, provokes
from simulator.scoring.grade import Bar, bars
from simulator.scoring.marks import Graded, Mark, Predicted, Quote, Scorecard
from simulator.scoring.predict import predict
from simulator.scoring.protocol import ProtocolStep, protocol
from simulator.scoring.rubric import Card
from simulator.scoring.stopped import cut_short

NOT_STRENGTHS = frozenset({"length", "sentence_length", "no_jargon", "no_stacked_negatives", "respect", "authority"})
"""Criteria that a reply meets by leaving something out; a strength is something that was done [design choice]."""
WORSE = 0.5
"""Points that what provokes may add in a reply that holds a strength [design choice]."""
UPSET = 45.0
"""Hostility from which a strength has to have calmed: where the curve's first phase ends."""
ONCE = frozenset({"apology_fits", "closing_question", "moves_to_private", "thanks"})
"""Criteria that are met once in a conversation: what another reply did need not be advised [design choice]."""
NEARLY = 1 / 2
"""The share of a mark's points from which on it is no thing to try in a conversation that was settled."""


class Strength(Struct, frozen=True):
    """Words of the trainee that worked: in which reply (from 1), and why."""

    reply: int
    quote: str
    why: str


class ThingToTry(Struct, frozen=True):
    """One sentence to say instead: in which reply (from 1), in place of which words (empty: none), and why."""

    reply: int
    quote: str
    better: str
    why: str
    tip: str = ""


class Debrief(Struct, frozen=True):
    """All that a debrief shows, in the order in which it is shown; the screen leaves the details behind a key.

    ``happened``: two to four plain sentences. ``strength`` and ``to_try`` are None where nothing was understood.
    ``curve``: one point an exchange. ``bars``: the three rubrics with the share that was assessed; ``scorecard``
    holds the total, which is not shown before the third finished session. ``rated`` is simulated, and labelled so.
    ``address``: what the customer is called ("Mrs Lindqvist"). ``ghost``: hostility after each reply of the attempt
    that this one plays again (empty: it is none's retry). ``exam``: it is an exam's, which is not played again.
    ``last``: what the customer said after the last reply (empty: nothing).
    """

    title: str
    happened: tuple[str, ...]
    strength: Strength | None
    to_try: ThingToTry | None
    curve: tuple[CurvePoint, ...]
    protocol: tuple[ProtocolStep, ...]
    bars: tuple[Bar, ...]
    scorecard: Scorecard
    details: tuple[Detail, ...]
    rated: Predicted
    ending: Ending | None = None
    ticket: TicketResult | None = None
    attempt_id: str = ""
    address: str = ""
    ghost: tuple[float, ...] = ()
    exam: bool = False
    last: str = ""


def debrief(
    exchanges: Sequence[Exchange],
    scorecard: Scorecard,
    card: Card,
    voices: Sequence[CaseVoice],
    *,
    title: str = "",
    agreed: str = "",
    ticket: Written | None = None,
    since: int = 1,
) -> Debrief:
    """The debrief of a session, finished or not.

    Args:
        exchanges: what was said, and what it did.
        scorecard: the session's score.
        card: the rubrics it was scored by.
        voices: for each exchange, the case in words an agent could say, as it was known then.
        title: the scenario's title.
        agreed: the title of the resolution that was agreed on, if one was.
        ticket: the closing ticket with what is right and its marks, if one was written.
        since: the first reply (from 1) that was sent in it; those before were played in another, and nothing is
            advised of them.

    """
    graded = [Graded(item.heard.reading, item.situation) for item in exchanges]
    replies = [(one, item.marks) for one, item in zip(graded, exchanges, strict=True)]
    state = exchanges[-1].state if exchanges else None
    ending = state.ending if state else None
    values = [item.after for item in exchanges]
    best = strength(card, exchanges)
    return Debrief(
        title=title,
        happened=story(exchanges, voices[-1] if voices else CaseVoice(), ending, agreed),
        strength=best,
        to_try=thing_to_try(card, exchanges, voices, best, since=since),
        curve=curve_points(exchanges),
        protocol=protocol(graded),
        bars=bars(card, replies, stopped=bool(replies) and cut_short(ending)),
        scorecard=scorecard,
        details=details(card, exchanges, voices[-1].pronoun if voices else CaseVoice().pronoun),
        rated=predict(values, state.mood.progress if state else 0.0, ending),
        ending=ending,
        ticket=ticket_result(card, ticket),
        last=last_words(exchanges),
    )


def strength(card: Card, exchanges: Sequence[Exchange]) -> Strength | None:
    """The best thing that was done: most points on what counted most at that moment, in the trainee's own words.

    What calmed counts for more. A reply that provoked, or calmed nobody who was upset, a stock phrase, and a turn
    replayed as it was meant (its words did not say it) are no strengths.
    """
    best: tuple[float, Strength] | None = None
    for item in exchanges:
        calmed = max(0.0, item.heard_hostility - item.after)
        if item.meant or not item.situation.understood or not _did_good(item, calmed):
            continue
        for mark in item.marks:
            if _turned_down(item, mark):
                continue
            worth = _worth(card, item, mark) * (1 + calmed / 20)
            if worth and (best is None or worth > best[0]):
                best = worth, Strength(item.n, _sentence(item, mark.quotes), mark.why)
    return best[1] if best else None


def _turned_down(item: Exchange, mark: Mark) -> bool:
    """Whether the mark is given for a sentence whose offer the customer rejected: that is nothing that worked."""
    if item.cue.accepts or not item.cue.reason:
        return False
    at = [one.start for one in item.heard.proposed if one.resolution == item.cue.resolution]
    spans = [span for span in item.heard.reading.sentences if any(span[0] <= start < span[1] for start in at)]
    return any(start <= quote.start < end for start, end in spans for quote in mark.quotes)


def _did_good(item: Exchange, calmed: float) -> bool:
    provoked = sum(row.delta for row in item.ledger if row.delta > 0 and row.cause not in NO_PROVOCATION)
    return provoked <= WORSE and (calmed >= WORSE or item.heard_hostility < UPSET)


def _sentence(item: Exchange, quotes: Sequence[Quote]) -> str:
    """The whole sentence that most of the quotes stand in, the longest of several."""
    reading = item.heard.reading
    inside = [
        (sum(start <= quote.start < end for quote in quotes), end - start, reading.text[start:end].strip())
        for start, end in reading.sentences
    ]
    most, _, sentence = max(inside, default=(0, 0, ""))
    return sentence if most else quotes[0].text


def _worth(card: Card, item: Exchange, mark: Mark) -> float:
    if mark.points is None or mark.points < mark.max * 3 / 4 or not mark.quotes or mark.criterion in NOT_STRENGTHS:
        return 0.0
    stock = item.heard.reading.of("canned", "placeholder")
    if any(
        one.strength >= 1 / 3 and one.start < mark.quotes[0].end and mark.quotes[0].start < one.end for one in stock
    ):
        return 0.0
    weight = card.weights(item.situation.phase).get(mark.rubric, 0.0)
    return weight * mark.points / mark.max * card.rubric(mark.rubric).criterion(mark.criterion).weight


def thing_to_try(
    card: Card,
    exchanges: Sequence[Exchange],
    voices: Sequence[CaseVoice],
    praised: Strength | None = None,
    said_before: str = "",
    *,
    since: int = 1,
) -> ThingToTry | None:
    """The one change that would have gained most, where hostility made it matter most.

    What caps the card comes first. What another reply did once for all is not advised, nor a last polish after a
    conversation that was settled. ``praised``: the strength, whose sentence is not to be replaced. ``said_before``: the
    sentence that was suggested when the session ended; it was found fit to be said then.
    ``since``: only replies from this one on (from 1) are advised of.
    """
    found = _most_gained(
        card, exchanges, voices, lambda _: False, since
    )  # whether one is fit is slow to say: the best first
    if found is not None and found[1].better != said_before and provokes(found[1].better):
        found = _most_gained(card, exchanges, voices, provokes, since)
    if found is None:
        return None
    n, said = found
    quote = said.quote.text if said.quote else ""
    if praised is not None and (n, quote) == (praised.reply, praised.quote):
        quote = ""
    return ThingToTry(n, quote, said.better, said.why, said.tip)


def _most_gained(
    card: Card,
    exchanges: Sequence[Exchange],
    voices: Sequence[CaseVoice],
    amiss: Callable[[str], bool],
    since: int,
) -> tuple[int, Suggestion] | None:
    """The suggestion that would have gained most, and for which reply."""
    settled = bool(exchanges) and exchanges[-1].state.ending == "RESOLVED"
    met = {mark.criterion for item in exchanges for mark in item.marks if mark.points == mark.max}
    best: tuple[float, int, Suggestion] | None = None
    for item, case in list(zip(exchanges, voices, strict=True))[since - 1 :]:
        graded = Graded(item.heard.reading, item.situation)
        for suggestion in coach(card, graded, item.marks, case, amiss):
            polish = settled and suggestion.share >= NEARLY
            if polish or (suggestion.criterion in ONCE & met and not suggestion.critical):
                continue
            gain = _gain(item, suggestion)
            if best is None or gain > best[0]:
                best = gain, item.n, suggestion
    return None if best is None else best[1:]


def _gain(item: Exchange, suggestion: Suggestion) -> float:
    worse = 2 if item.after > item.heard_hostility else 1
    return suggestion.lost * max(0.2, item.heard_hostility / 100) * worse + suggestion.critical
