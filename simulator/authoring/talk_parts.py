"""What a real conversation shows of a scenario: anger, topics, lines by act and band, proposals, sums, stakes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from simulator.authoring.draft_text import Value
from simulator.authoring.real_talk import AGENT, OTHERS, RealTalk
from simulator.authoring.truth import money
from simulator.engine.cue import band
from simulator.engine.heard import Heard
from simulator.engine.understand import understand
from simulator.scenario.model import Scenario
from simulator.scenario.shared import Shared
from simulator.scoring.observed import observed
from simulator.signals import Reading, read, read_customer

ACTS: tuple[tuple[str, float, str], ...] = (
    ("supervisor_request", 0.5, "demand_supervisor"),
    ("threat_to_leave", 0.5, "threaten_review"),
    ("rejection", 0.5, "reject"),
    ("confirmation", 0.6, "accept"),
    ("gratitude", 0.5, "thanks"),
    ("anger", 0.3, "vent"),
    ("frustration", 0.3, "vent"),
    ("dissatisfaction", 0.3, "vent"),
    ("complaint", 0.3, "vent"),
)
"""What a message does: the first signal that is strong enough says it [design choices]."""
UPSET, CROSS = ("anger", "frustration", "dissatisfaction"), 0.5
"""Signals, and how strong they are, with which a yes is no agreement ("yes I am fed up") [design choices]."""
ABUSE = 0.66
GUESSED = "investigate"
SILENT = frozenset({"information", "recommend", "callback", "escalate", "take_order"})
"""Families that settle nothing by themselves, or are no solution of the customer's problem."""
LONGEST, LONGEST_CAUSE, MOST_STAKES, LETTERS = 240, 150, 5, 5
_SENTENCE = re.compile(r"[^.!?]+[.!?]*")
_WORD = re.compile(r"[^\W\d_]+")


class Parts(Struct, frozen=True):
    """What was found. ``shown``: hostility 0-100 of the opening and after each reply that was answered.

    ``others``: further families that were offered, with a title; ``unplaced``: messages of no act; ``why``: how the
    solution was found, as a sentence.
    """

    shown: tuple[float, ...] = ()
    cause: str = "something went wrong"
    topics: dict[str, Value] = {}
    lines: dict[str, Value] = {}
    family: str = GUESSED
    title: str = "looking into it"
    others: tuple[tuple[str, str], ...] = ()
    amounts: tuple[float, ...] = ()
    stakes: tuple[str, ...] = ()
    unplaced: tuple[str, ...] = ()
    abusive: bool = False
    why: str = ""


def parts_of(talk: RealTalk, bare: Scenario, shared: Shared) -> Parts:
    """Everything that is found; ``bare``: a scenario without anything of its own, by which replies are understood."""
    said = [talk.opening, *(item.after for item in talk.passages if item.after)]
    readings = [read_customer(" ".join(texts)) for texts in said]
    shown = observed(readings)
    heard = [
        understand(item.reply, read(item.reply), bare, shared, known=frozenset(bare.facts), done=frozenset())
        for item in talk.passages
    ]
    topics, answers = _topics(talk, heard)
    lines, unplaced = _lines(said, readings, shown, answers, _behind_offers(talk, heard))
    family, others, why = _offers(heard, shared)
    everything = " ".join(text for texts in said for text in texts)
    return Parts(
        shown=shown,
        cause=_cause(readings[0]),
        topics=topics,
        lines=lines,
        family=family,
        title=shared.families[family].title,
        others=others,
        amounts=tuple(sorted(money(everything), reverse=True)),
        stakes=_stakes(everything, talk.customer, shared),
        unplaced=unplaced,
        abusive=any(reading.strength("abuse") >= ABUSE for reading in readings),
        why=why,
    )


def short(text: str) -> str:
    """The beginning of a text, as many whole sentences as a line may hold."""
    if len(text) <= LONGEST:
        return text
    kept = ""
    for sentence in _SENTENCE.findall(text):
        if kept and len(kept) + len(sentence) > LONGEST:
            break
        kept += sentence
    return kept.strip()[:LONGEST]


def _cause(opening: Reading) -> str:
    """The first sentence that complains, else the longest."""
    sentences = [opening.text[start:end].strip() for start, end in opening.sentences] or [opening.text]
    told = {item.quote for item in opening.of("complaint", "dissatisfaction", "frustration")}
    complaining = [sentence for sentence in sentences if any(quote in sentence for quote in told)]
    found = complaining[0] if complaining else max(sentences, key=len)
    return found[:LONGEST_CAUSE].rstrip(" .,!?:;") or "something went wrong"


def _topics(talk: RealTalk, heard: Sequence[Heard]) -> tuple[dict[str, Value], set[int]]:
    """Topics that the agent asked for with what came back; and which of the customer's turns those answers are."""
    topics: dict[str, Value] = {"what_happened": short(" ".join(talk.opening))}
    answers: set[int] = set()
    turn = 0
    for passage, item in zip(talk.passages, heard, strict=True):
        turn += bool(passage.after)
        asked = [each.topic for each in item.asked if each.topic]
        if asked and passage.after:
            answers.add(turn)
            topics[asked[0]] = short(" ".join(passage.after))
    return topics, answers


def _lines(
    said: Sequence[Sequence[str]],
    readings: Sequence[Reading],
    shown: Sequence[float],
    answers: set[int],
    behind_offers: set[int],
) -> tuple[dict[str, Value], tuple[str, ...]]:
    """The customer's messages by act and band, the opening and answers to questions left out; and what fits nowhere."""
    lines: dict[str, dict[str, list[Value]]] = {}
    unplaced: list[str] = []
    for turn, (texts, reading, hostility) in enumerate(zip(said, readings, shown, strict=True)):
        if turn == 0 or turn in answers:
            continue
        text = short(" ".join(texts))
        act = _act(reading, last=turn == len(said) - 1, offered=turn in behind_offers)
        if not act:
            unplaced.append(text)
            continue
        place = lines.setdefault(act, {}).setdefault("mild" if act == "abuse" else band(hostility), [])
        if text not in place:
            place.append(text)
    return {act: dict(by) for act, by in lines.items()}, tuple(unplaced)


def _behind_offers(talk: RealTalk, heard: Sequence[Heard]) -> set[int]:
    """The customer's turns behind a reply that offers something, or behind the next one after it."""
    found, turn, before = set[int](), 0, False
    for passage, item in zip(talk.passages, heard, strict=True):
        turn += bool(passage.after)
        if passage.after and (item.proposed or before):
            found.add(turn)
        before = bool(item.proposed)
    return found


def _act(reading: Reading, *, last: bool, offered: bool) -> str:
    """What a message does; a yes takes an offer only where there was one, and no anger goes with it."""
    if reading.strength("abuse") >= ABUSE:
        return "abuse"
    upset = max(reading.strength(signal) for signal in UPSET) >= CROSS and not reading.strength("gratitude")
    possible = (each for each in ACTS if each[2] != "accept" or ((offered or last) and not upset))
    act = next((act for signal, least, act in possible if reading.strength(signal) >= least), "")
    if last and act in {"accept", "thanks"}:
        return "confirm"
    return act or ("insist" if reading.text.rstrip().endswith("?") else "")


def _offers(heard: Sequence[Heard], shared: Shared) -> tuple[str, tuple[tuple[str, str], ...], str]:
    """The family that was offered last, the others with their titles, and how that was found."""
    offered = list(dict.fromkeys(item.family for each in reversed(heard) for item in reversed(each.proposed)))
    solving = [family for family in offered if family not in SILENT]
    if not solving:
        return GUESSED, (), " No offer was recognised in the agent's replies, so this is only a beginning."
    rest = tuple((family, shared.families[family].title) for family in solving[1:3])
    return solving[0], rest, ""


def _stakes(text: str, customer: str, shared: Shared) -> tuple[str, ...]:
    """The words that the customer comes back to."""
    small = set(shared.language.stop.split()) | set(shared.language.fillers.split())
    small |= {name.lower() for name in (*customer.split(), *OTHERS, AGENT)}
    words = [word for word in _WORD.findall(text.lower()) if len(word) >= LETTERS and word not in small]
    return tuple(word for word, _ in Counter(words).most_common(MOST_STAKES))
