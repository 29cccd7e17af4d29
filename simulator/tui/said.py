"""The conversation as it is shown: who said what, when, and under each reply what was heard and what it changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from simulator.conversation import Speaker, Turn
from simulator.exchange import Exchange
from simulator.scenario.model import Scenario

YOU_OPEN = "You speak first. The case says why you get in touch with the customer (F4)."
"""Stands where nobody has said anything yet."""


class Said(Struct, frozen=True):
    """One entry: ``moved`` is the change of hostility its reply made (0 where there is none)."""

    speaker: Speaker
    name: str
    time: str
    text: str
    heard: str = ""
    feedback: str = ""
    moved: float = 0.0


def said_by(scenario: Scenario, turns: Iterable[Turn], exchanges: Iterable[Exchange]) -> tuple[Said, ...]:
    """Entries for the turns, with times of the scenario's clock; replies carry the lines of their exchange.

    Messages of the customer in a row are one entry.
    """
    entries: list[Said] = []
    waiting = list(exchanges)[::-1]
    for turn in turns:
        last = entries[-1] if entries else None
        if last and last.speaker is turn.speaker and turn.speaker in {Speaker.CUSTOMER, Speaker.SYSTEM}:
            entries[-1] = replace(last, text=f"{last.text}\n{turn.text}")
            continue
        entry = Said(turn.speaker, speaker_name(scenario, turn.speaker), clock_time(scenario.now, turn.at), turn.text)
        if turn.speaker is Speaker.AGENT and waiting and waiting[-1].reply == turn.text:
            exchange = waiting.pop()
            moved = exchange.after - exchange.before
            entry = replace(entry, heard=exchange.heard_line, feedback=exchange.feedback, moved=moved)
        entries.append(entry)
    if not entries:
        return (Said(Speaker.SYSTEM, "", "", YOU_OPEN),)
    return tuple(entries)


def speaker_name(scenario: Scenario, speaker: Speaker) -> str:
    """How a speaker is called on the screen."""
    names = {
        Speaker.CUSTOMER: scenario.persona.address or scenario.persona.name,
        Speaker.AGENT: "You",
        Speaker.BOT: f"{scenario.shop.name} assistant (automatic)",
        Speaker.SYSTEM: "",
    }
    return names[speaker]


def clock_time(start: datetime, seconds: float) -> str:
    """Time of day after that many seconds; with the weekday once it is another day."""
    then = start + timedelta(seconds=seconds)
    return f"{then:%H:%M}" if then.date() == start.date() else f"{then:%A %H:%M}"
