"""What a reply says in the terms of its case, in another language than English: by that language's rules of the case.

The rules (signals/lexicons/<language>/case.rules) name topics, families, steps, promises and what is done with the
contact, by the ids of scenarios/shared. A scenario's own ``asks``, ``said`` and ``unless`` are read word by word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from msgspec.structs import replace

from simulator.engine.allowed import beyond
from simulator.engine.carried import accepted, is_agreed, meant_again, replaces, with_carried
from simulator.engine.deadlines import Deadline, out_of_hours
from simulator.engine.heard import Asked, Heard, Promised, Proposed, Said
from simulator.engine.leave_asked import asks_leave_spoken
from simulator.engine.moment import Moment
from simulator.engine.moves import spoken_moves
from simulator.engine.spoken_phrases import phrase_hits
from simulator.engine.spoken_times import spanish_deadlines
from simulator.scenario.model import Resolution, Scenario, Step
from simulator.scenario.shared import Shared
from simulator.signals import Reading
from simulator.signals.rules import Hit
from simulator.signals.spoken import rules_of
from simulator.signals.text import Message

TIMES = {"es": spanish_deadlines}
"""How each language names a time: what a conversation in it can be held by."""
OPEN_CHECK = "anything_else_to_know"
CLOSING_FROM = 0.5
SAYS = 4
"""Words from which on a reply in another language is taken to say something [design choice]."""
_SUM = r"\d++(?:[.,]\d++)*+"
_MONEY = re.compile(rf"(?:€\s?({_SUM}))|(?<!\d)(?<!\d[.,])({_SUM})\s?(?:€|euros?\b|eur\b)", re.IGNORECASE)
_PERCENT = re.compile(r"(?<!\d)(\d++(?:[.,]\d++)?+)\s?(?:%|por ciento)", re.IGNORECASE)


class Spoken(NamedTuple):
    """One reply, ready: its message, the hits of the case's rules, its times, and who asks in it."""

    message: Message
    hits: dict[str, list[Hit]]
    times: tuple[Deadline, ...]
    asking: frozenset[int]

    def of(self, kind: str) -> Iterator[tuple[str, Hit]]:
        """The hits of one kind (``topic``, ``family``, ...), each with its id, in order of the text."""
        found = [
            (key.partition(" ")[2], hit)
            for key, hits in self.hits.items()
            if key.startswith(f"{kind} ")
            for hit in hits
        ]
        return iter(sorted(found, key=lambda pair: pair[1].start))

    def span(self, hit: Hit) -> tuple[int, int]:
        """The span of a hit in the reply."""
        return self.message.span(hit.start, hit.end)


def understand_spoken(  # noqa: PLR0913 - the same state as for English, each part by its name
    text: str,
    reading: Reading,
    scenario: Scenario,
    shared: Shared,
    *,
    known: frozenset[str],
    done: frozenset[str],
    clock: float = 0.0,
    answered: frozenset[str] = frozenset(),
    offered: str = "",
) -> Heard:
    """Everything one reply says, as `engine.understand.understand` gives it.

    A promise is entered with its time; that it was kept is told by the scenario's events alone.
    """
    language = scenario.language
    message = Message(text, language)
    moment = Moment(scenario.now, clock, scenario.shop.hours)
    requests = rules_of(language, "agent").find(message).get("request", ())
    asks = {n for n, is_question in enumerate(message.questions) if is_question} | {hit.sentence for hit in requests}
    times = TIMES[language](message, moment)
    spoken = Spoken(message, rules_of(language, "case").find(message), times, frozenset(asks))
    contact = {name for name, hit in spoken.of("contact") if not message.questions[hit.sentence]}
    proposed = _proposed(spoken, scenario, shared, known, moment)
    does = next((spoken.span(hit) for hit in _acts(spoken, "carries_out", "takes_up")), (0, 0))
    waiting = next((one for one in scenario.resolutions if one.id == offered), None)
    taken_up = next(_acts(spoken, "takes_up"), None)
    again = waiting is not None and taken_up is not None and not any(item.resolution for item in proposed)
    if waiting is not None and taken_up is not None and again:
        ruled_out = any(True for one in waiting.unless for _ in phrase_hits(one, message))
        offer = meant_again(waiting, text, spoken.span(taken_up), known, ruled_out=ruled_out)
        proposed = (*proposed, replace(offer, late=_is_late(waiting, taken_up, spoken, moment)))
    asked = _asked(spoken, scenario, shared, known, answered)
    of_these = {resolution for item in proposed if not item.barred and (resolution := item.resolution)}
    said = _said(spoken, scenario, shared, of_these | {step.partition("/")[0] for step in done})
    yes = accepted(done, scenario)
    carried = "carries_out" in contact and yes is not None and not replaces(proposed, yes)
    for meant in (waiting if again else None, yes if carried else None):
        said = said if meant is None else with_carried(said, meant, does, text)
    heard = Heard(
        reading,
        asked=asked,
        proposed=proposed,
        promised=_promised(spoken, moment),
        said=said,
        hands_over=reading.strength("hand_over") >= CLOSING_FROM and "refuses_supervisor" not in contact,
        refuses_supervisor="refuses_supervisor" in contact,
        ends_contact="ends_contact" in contact,
        closing_question=reading.strength("closing_question") >= CLOSING_FROM,
        carries_out=carried,
        agreed=is_agreed(said, proposed, yes),
        no_news="no_news" in contact,
        to_private="to_private" in {name for name, _ in spoken.of("contact")},
        asks_leave=asks_leave_spoken(text, language),
        details=any(True for _ in spoken.of("step")) and not asks,
        plain=not asks and len(text.split()) >= SAYS,
        goodbye="farewell" in contact and not asked and "ends_contact" not in contact,
    )
    return replace(heard, moves=spoken_moves(heard))


def _asked(
    spoken: Spoken, scenario: Scenario, shared: Shared, known: frozenset[str], answered: frozenset[str]
) -> tuple[Asked, ...]:
    """Topics asked for: in a question, or beside a request; each once."""
    found: dict[str, Hit] = {}
    own = list(_own_topics(spoken, scenario))
    # what the scenario's own question says is that topic, whatever else its words reach
    others = [(name, hit) for name, hit in spoken.of("topic") if not any(_within(hit, mine) for _, mine in own)]
    for topic, hit in (*own, *others):
        if hit.sentence in spoken.asking and (topic in shared.topics or topic in scenario.topics):
            found.setdefault(topic, hit)
    out = []
    for topic, hit in found.items():
        start, end = spoken.span(hit)
        again = topic != OPEN_CHECK and (topic in answered or _is_told(topic, scenario, known))
        out.append(Asked(topic, start, end, spoken.message.text[start:end], again))
    return tuple(sorted(out, key=lambda item: item.start))


def _within(hit: Hit, own: Hit) -> bool:
    return own.start <= hit.start and hit.end <= own.end


def _is_told(topic: str, scenario: Scenario, known: frozenset[str]) -> bool:
    own = scenario.topics.get(topic)
    facts = own.reveals if own else ()
    return bool(facts) and all(fact in known or scenario.facts[fact].when == "known" for fact in facts)


def _own_topics(spoken: Spoken, scenario: Scenario) -> Iterator[tuple[str, Hit]]:
    for topic in scenario.topics.values():
        for phrase in topic.asks:
            yield from ((topic.id, hit) for hit in phrase_hits(phrase, spoken.message))


def _proposed(
    spoken: Spoken, scenario: Scenario, shared: Shared, known: frozenset[str], moment: Moment
) -> tuple[Proposed, ...]:
    """Families offered, each once; of one with several resolutions, the one whose own words are said."""
    out: dict[str, Proposed] = {}
    at_hand = {item.family for item in scenario.resolutions}
    hits = [(name, hit) for name, hit in spoken.of("family") if name in shared.families]
    for family, hit in sorted(hits, key=lambda pair: pair[0] not in at_hand):
        beside = any(
            abs(hit.start - other.start) < 80 and hit.sentence == other.sentence
            for name, other in hits
            if name in at_hand
        )
        if family in out or (family not in at_hand and beside):
            continue
        resolution = _resolution(family, spoken.message, scenario)
        start, end = spoken.span(hit)
        line = spoken.message.text[slice(*spoken.message.sentences[hit.sentence])]
        amount, percent = _figure(_MONEY, line), _figure(_PERCENT, line)
        needs = resolution.needs if resolution else ()
        missing = tuple(fact for fact in needs if fact not in known and scenario.facts[fact].when != "known")
        out[family] = Proposed(
            family,
            start,
            end,
            spoken.message.text[start:end],
            resolution=resolution.id if resolution else None,
            fit=resolution.fit if resolution else 0.0,
            amount=amount,
            percent=percent,
            beyond=beyond(family, resolution, amount, percent, scenario),
            missing=missing,
            late=resolution is not None and _is_late(resolution, hit, spoken, moment),
            barred=resolution is not None
            and any(True for one in resolution.unless for _ in phrase_hits(one, spoken.message)),
        )
    return tuple(sorted(out.values(), key=lambda item: item.start))


def _acts(spoken: Spoken, *names: str) -> Iterator[Hit]:
    """Where the reply says that it does something; a question only asks for leave."""
    for name, hit in spoken.of("contact"):
        if name in names and not spoken.message.questions[hit.sentence]:
            yield hit


def _resolution(family: str, message: Message, scenario: Scenario) -> Resolution | None:
    options = [item for item in scenario.resolutions if item.family == family]
    named = [item for item in options if item.said and _says_all(item.said, message)]
    plain = [item for item in options if not item.said]
    return max(named or plain, key=lambda item: (len(item.said), item.fit), default=None)


def _says_all(groups: tuple[tuple[str, ...], ...], message: Message) -> bool:
    return all(any(True for phrase in group for _ in phrase_hits(phrase, message)) for group in groups)


def _is_late(resolution: Resolution, hit: Hit, spoken: Spoken, moment: Moment) -> bool:
    """Whether the time given beside the offer comes on a later day, or hour, than it is needed."""
    here = [time for time in spoken.times if spoken.message.sentence_of(time.start) == hit.sentence]
    if not resolution.within or not here:
        return False
    last = moment.begin.timestamp() + here[0].due - 1
    need = moment.begin.timestamp() + resolution.within
    return here[0].due > resolution.within if here[0].exact else last // 86400 > need // 86400


def _figure(pattern: re.Pattern[str], line: str) -> float | None:
    match = pattern.search(line)
    if match is None:
        return None
    digits = next(group for group in match.groups() if group)
    whole, mark, rest = digits.replace(".", ",").rpartition(",")
    return float(
        f"{whole.replace(',', '')}.{rest}" if mark and len(rest) < 3 else digits.replace(",", "").replace(".", "")
    )


def _said(spoken: Spoken, scenario: Scenario, shared: Shared, offered: set[str]) -> tuple[Said, ...]:
    out = []
    text = spoken.message.text
    for resolution in scenario.resolutions:
        for step in resolution.steps if resolution.id in offered else ():
            span = _step(step, resolution, spoken, shared, scenario)
            if span is not None:
                out.append(Said(f"{resolution.id}/{step.id}", *span, text[slice(*span)]))
    return tuple(sorted(out, key=lambda item: (item.start, item.step)))


def _step(
    step: Step, resolution: Resolution, spoken: Spoken, shared: Shared, scenario: Scenario
) -> tuple[int, int] | None:
    """Where the reply says a step: its own words, or what the shared step reads."""
    message = spoken.message
    if step.said:
        first = next((hit for phrase in step.said[0] for hit in phrase_hits(phrase, message)), None)
        barred = any(True for phrase in step.unless for _ in phrase_hits(phrase, message))
        return spoken.span(first) if first and _says_all(step.said, message) and not barred else None
    reads = shared.steps[step.id].reads if step.id in shared.steps else ""
    if reads == "offer":
        mine = (hit for name, hit in spoken.of("family") if name == resolution.family)
        hit = next(mine, None) if _resolution(resolution.family, message, scenario) is resolution else None
        return spoken.span(hit) if hit else None
    if reads == "deadline":
        return next(((t.start, t.end) for t in spoken.times if message.sentence_of(t.start) not in spoken.asking), None)
    if reads == "amount":
        match = _MONEY.search(message.text)
        return match.span() if match else None
    timed = {message.sentence_of(time.start) for time in spoken.times}
    needs_time = step.id in shared.steps and shared.steps[step.id].timed
    hits = (hit for name, hit in spoken.of("step") if name == step.id and (not needs_time or hit.sentence in timed))
    found = next(hits, None)
    return spoken.span(found) if found else None


def _promised(spoken: Spoken, moment: Moment) -> tuple[Promised, ...]:
    """What the agent will do by a time: a promise and a time in one sentence that doesn't ask."""
    out: list[Promised] = []
    text, message = spoken.message.text, spoken.message
    for hit in spoken.hits.get("promise", ()):
        start, end = spoken.span(hit)
        here = [time for time in spoken.times if message.sentence_of(time.start) == hit.sentence]
        times = [time for time in here if time.start >= start] or here
        if not times or message.questions[hit.sentence] or any(item.due == times[0].due for item in out):
            continue
        first, last = min(start, times[0].start), max(end, times[0].end)
        action = text[start : times[0].start].strip(" ,") or text[start:end]
        closed = out_of_hours(times[0], moment)
        out.append(Promised(action, first, last, text[first:last], times[0].due, closed))
    return tuple(out)
