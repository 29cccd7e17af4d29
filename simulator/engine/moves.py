"""Moves: what a reply was heard to do, in plain words; and the trainee's "not what I meant"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from simulator.engine.heard import Heard
from simulator.engine.meant import Ground, apply_meant
from simulator.engine.move_table import ASKING, BY_ID, CONTACT, LISTENING, MOVES, OFFERING, SAYING, WORSE, Move
from simulator.scoring.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from simulator.engine.ear import Ear
    from simulator.scenario.model import Scenario
    from simulator.scenario.shared import Shared
    from simulator.signals import Evidence

__all__ = ["MOVES", "Ground", "Move", "MoveChoice", "apply_meant", "heard_line", "menu", "moves_of", "past"]

MISNAMES = "misnames"
HEARD_FROM = 1 / 3
"""A signal is a move from this strength on: the first of the three levels."""


class MoveChoice(Struct, frozen=True):
    """One line of the menu under "not what I meant"."""

    id: str
    words: str
    group: str


_OFFER_STEPS = frozenset({"offer", "apology", "thanks", "goodwill", "verify"})
"""Steps that are moves of another kind already."""


def moves_of(heard: Heard, ear: Ear) -> tuple[str, ...]:
    """The moves of a reply, in order of the text.

    Politeness, a question of no known topic, a name, jargon or a time by themselves are no move: a reply with nothing
    else was not understood, and that costs nothing. Information is a move where a plain sentence names something that
    a phrase, an example or the case knows; an open question is one where the reading finds exploration.
    """
    at: dict[str, int] = {}
    for move, start in (*_case_moves(heard), *_reading_moves(heard)):
        at[move] = min(start, at.get(move, start))
    told = _tells(_shown(BY_ID["informs"], heard), heard, ear, set(at.values()))
    if told is not None:
        at["informs"] = told.start
    _add_wrong_name(at, heard)
    return tuple(sorted(at, key=lambda move_id: (at[move_id], move_id)))


def spoken_moves(heard: Heard) -> tuple[str, ...]:
    """The moves of a reply in another language than English, in order of the text; information is none of them."""
    at: dict[str, int] = {}
    for move, start in (*_case_moves(heard), *_reading_moves(heard)):
        at[move] = min(start, at.get(move, start))
    _add_wrong_name(at, heard)
    return tuple(sorted(at, key=lambda move_id: (at[move_id], move_id)))


def _add_wrong_name(at: dict[str, int], heard: Heard) -> None:
    """A wrong name beside other moves is one more, which the trainee can put away; by itself it says nothing."""
    wrong = _shown(BY_ID[MISNAMES], heard) if at else ()
    if wrong:
        at[MISNAMES] = wrong[0].start


def _case_moves(heard: Heard) -> Iterator[tuple[str, int]]:
    """Topics asked for, families offered, steps said, promises, and what the reply does with the contact."""
    for asked in heard.asked:
        if asked.topic is not None:
            yield f"ask:{asked.topic}", asked.start
    for proposed in heard.proposed:
        yield f"offer:{proposed.family}", proposed.start
    for said in heard.said:
        name = said.step.partition("/")[2]
        if name not in _OFFER_STEPS:
            yield f"step:{name}", said.start
    for promise in heard.promised:
        yield "promises", promise.end - 1
    yield from ((move_id, len(heard.reading.text)) for move_id in _by_flag(heard))


def _by_flag(heard: Heard) -> Iterator[str]:
    """The moves of what the reply does as a whole."""
    yield from (move_id for flag, move_id in _FLAGS.items() if getattr(heard, flag))
    if heard.instructs:
        yield f"step:{heard.instructs.partition('/')[2]}"
    if heard.other_figure:
        yield "informs"


def _reading_moves(heard: Heard) -> Iterator[tuple[str, int]]:
    """The moves that evidence shows; asking for a topic, or whether it is settled, is listed as that alone."""
    reading, strengths = heard.reading, heard.reading.strengths
    loud = {signal for signal in _SHOWING if (strengths.get(signal) or 0.0) >= HEARD_FROM}
    for move in _SHOWN if loud else ():
        if loud.isdisjoint(move.signals):
            continue
        found = reading.of(*move.signals)
        if move.id == "explores":
            asked = [(item.start, item.end) for item in heard.asked if item.topic is not None]
            asked += [(item.start, item.end) for item in reading.of("closing_question")]
            found = tuple(
                item for item in found if not any(item.start < end and item.end > start for start, end in asked)
            )
        if found:
            yield move.id, found[0].start


_FLAGS = {
    "hands_over": "hands_over",
    "refuses_supervisor": "refuses",
    "ends_contact": "ends",
    "closing_question": "settled",
    "goodbye": "leaves",
    "carries_out": "carries_out",
    "no_news": "no_news",
    "reassures": "reassures",
    "to_private": "to_private",
}
_SHOWN = tuple(move for move in MOVES if move.signals and move.id not in {"informs", MISNAMES, *_FLAGS.values()})
"""The moves that evidence shows by itself."""
_SHOWING = tuple(dict.fromkeys(signal for move in _SHOWN for signal in move.signals))


def _shown(move: Move, heard: Heard) -> tuple[Evidence, ...]:
    """The evidence that shows a move strongly enough."""
    return heard.reading.of(*move.signals) if heard.reading.strength(*move.signals) >= HEARD_FROM else ()


def _tells(found: tuple[Evidence, ...], heard: Heard, ear: Ear, moves: set[int]) -> Evidence | None:
    """Information that is really there: a statement of three words or more that names something known.

    ``moves`` are where other moves begin: a sentence that does something else already is listed as that alone.
    """
    for item in found:
        start, end = next((s for s in heard.reading.sentences if s[0] <= item.start < s[1]), (item.start, item.end))
        if any(start <= at < end for at in moves):
            continue
        words = heard.reading.text[start:end]
        forms = words.casefold().split()
        stems = {part for form in forms for part in ear.speller.stems(form.strip(".,;:!?()\"'"))}
        if len(forms) >= 3 and "?" not in words[-3:] and (stems & ear.known) - ear.topics.stop:
            return item
    return None


def heard_line(heard: Heard, shared: Shared, scenario: Scenario | None = None, named: Sequence[str] = ()) -> str:
    """What was heard, in plain words: "sorry · named the birthday and Saturday · asked for the tracking".

    Args:
        heard: the reply.
        shared: titles of topics, families and steps.
        scenario: the case, whose own steps have titles too.
        named: the case's own things that the reply names, as people say them.

    """
    titles = {name: step.title for name, step in shared.steps.items()}
    for resolution in scenario.resolutions if scenario else ():
        titles |= {step.id: step.title for step in resolution.steps if step.said and step.title}
    return " · ".join(dict.fromkeys(_words(move, heard, shared, scenario, titles, named) for move in heard.moves))


def _words(
    move: str, heard: Heard, shared: Shared, scenario: Scenario | None, titles: dict[str, str], named: Sequence[str]
) -> str:
    kind, _, name = move.partition(":")
    if kind == "ask":
        again = any(item.topic == name and item.known for item in heard.asked)
        own = scenario.topics[name].title if scenario is not None and name in scenario.topics else ""
        title = own or (shared.topics[name].title if name in shared.topics else name.replace("_", " "))
        return f"asked {'again ' if again else ''}{_asked_for(title)}"
    if kind == "offer":
        return past(shared.families[name].offers) if name in shared.families else f"offered {name}"
    if kind == "step":
        if name in titles:
            return past(titles[name])
        quote = next((item.quote for item in heard.said if item.step.endswith(f"/{name}")), name.replace("_", " "))
        return f"said “{quote}”"
    if move == "stakes" and named:
        return f"named {listed(named)}"
    open_only = move == "explores" and not any("happen" in item.quote.casefold() for item in heard.reading.evidence)
    return "asked an open question" if open_only else BY_ID[move].heard


def _asked_for(title: str) -> str:
    """What is asked for: "for the order number", but "what happened"."""
    return title if title.split(" ", 1)[0] in _QUESTIONS else f"for {title}"


_QUESTIONS = frozenset("about what who how when where whether since".split())
_PAST = {
    "gives": "gave", "says": "said", "makes": "made", "has": "had", "is": "was", "sends": "sent", "takes": "took",
    "freezes": "froze", "gets": "got", "puts": "put", "sets": "set", "tells": "told", "writes": "wrote",
    "finds": "found", "brings": "brought", "keeps": "kept", "pays": "paid", "lets": "let", "chooses": "chose",
}  # fmt: skip


def past(words: str) -> str:
    """A move's words told afterwards: "offers a refund" -> "offered a refund"."""
    verb, _, rest = words.partition(" ")
    if verb in _PAST:
        return f"{_PAST[verb]} {rest}".strip()
    if verb.endswith(("ses", "ges")):
        verb = verb[:-1] + "d"
    elif verb.endswith("s"):
        verb = verb[:-1] + ("d" if verb.endswith("es") else "ed")
    return f"{verb} {rest}".strip()


def menu(scenario: Scenario, shared: Shared) -> tuple[MoveChoice, ...]:
    """Everything a reply can be said to have meant, by group; all topics and families, to give nothing away."""
    plain = [MoveChoice(move.id, move.words, move.group) for move in MOVES]
    topics = {name: topic.title for name, topic in shared.topics.items()}
    topics |= {name: own.title or name.replace("_", " ") for name, own in scenario.topics.items() if name not in topics}
    asks = [MoveChoice(f"ask:{name}", f"asks {_asked_for(title)}", ASKING) for name, title in topics.items()]
    offers = [MoveChoice(f"offer:{name}", family.offers, OFFERING) for name, family in shared.families.items()]
    steps = [
        MoveChoice(f"step:{name}", step.title, SAYING)
        for name, step in shared.steps.items()
        if name not in _OFFER_STEPS
    ]
    own = {step.id: step for resolution in scenario.resolutions for step in resolution.steps if step.said}
    steps += [MoveChoice(f"step:{name}", step.title or name, SAYING) for name, step in own.items()]
    order = (LISTENING, ASKING, OFFERING, SAYING, CONTACT, WORSE)
    every = [*plain, *asks, *offers, *steps]
    return tuple(dict.fromkeys(sorted(every, key=lambda choice: order.index(choice.group))))
