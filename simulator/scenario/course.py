"""The course of a scenario: how it opens, what happens on the way, the closing ticket, and the golden plays."""

from __future__ import annotations

from typing import Any

from simulator.content import Findings, Path
from simulator.scenario.durations import seconds
from simulator.scenario.model import (
    Event,
    Expect,
    Opening,
    Play,
    PlayReply,
    Resolution,
    Shop,
    TicketKey,
)
from simulator.scenario.speech import texts


def opening(data: Any, findings: Findings) -> Opening:
    """How the conversation begins."""
    if not isinstance(data, dict):
        return Opening(texts(data))
    messages, agent_opens = texts(data.get("messages")), "agent_opens" in data
    if agent_opens and messages:
        findings.add(("opening",), "either the agent opens, or the customer has messages: take one of them out")
    if not agent_opens and not messages:
        findings.add(("opening",), "who writes first? Give messages, or agent_opens: true")
    return Opening(messages, tuple((who, text.strip()) for who, text in data.get("bot", ())), agent_opens)


def events(data: list[dict[str, Any]], settled_by: tuple[Resolution, ...], findings: Findings) -> tuple[Event, ...]:
    """What happens between messages."""
    steps = [f"{each.id}/{step.id}" for each in settled_by for step in each.steps]
    seen: set[str] = set()
    for index, given in enumerate(data):
        path = ("events", index)
        if given["id"] in seen:
            findings.add((*path, "id"), f"the id {given['id']!r} is used twice")
        seen.add(given["id"])
        step = given["when"].get("step")
        if step is not None and step not in steps:
            findings.unknown((*path, "when", "step"), "step", step, steps)
        if not given.keys() & {"skip", "promise", "channel", "note", "says"}:
            findings.add(path, "nothing happens: give skip, promise, channel, note or says")
    return tuple(_event(given) for given in data)


def _event(data: dict[str, Any]) -> Event:
    when = data["when"]
    return Event(
        id=data["id"],
        after_exchange=when.get("exchange"),
        after_step=when.get("step"),
        after_promise=when.get("promise", False),
        skip=seconds(data["skip"]) if "skip" in data else 0.0,
        promise=data.get("promise"),
        channel=data.get("channel"),
        note=data.get("note", "").strip(),
        says=texts(data.get("says")),
    )


def ticket(data: dict[str, str], shop: Shop, findings: Findings) -> TicketKey:
    """The right closing ticket; category and root cause are the shop's, where it lists them."""
    for key, known in (("category", shop.categories), ("root_cause", shop.root_causes)):
        if known and data[key] not in known:
            kind = f"{key.replace('_', ' ')} of {shop.name}"
            findings.unknown(("ticket", key), kind, data[key], known, hint=f"{shop.name} has: {', '.join(known)}.")
    return TicketKey(**{key: value.strip() for key, value in data.items()})


def plays(data: list[dict[str, Any]], rubrics: tuple[str, ...], findings: Findings) -> tuple[Play, ...]:
    """The golden plays."""
    seen: set[str] = set()
    for index, given in enumerate(data):
        path: Path = ("plays", index, "expect")
        if given["name"] in seen:
            findings.add(("plays", index, "name"), f"the name {given['name']!r} is used twice")
        seen.add(given["name"])
        expect = given["expect"]
        scores = expect.get("scores", {})
        for rubric in scores:
            if rubric not in rubrics:
                findings.unknown((*path, "scores", rubric), "rubric", rubric, rubrics, at_key=True)
        ranges = {(*path, key): expect[key] for key in ("end_hostility", "peak_hostility") if key in expect}
        ranges |= {(*path, "scores", rubric): pair for rubric, pair in scores.items()}
        for place, (low, high) in ranges.items():
            if low > high:
                findings.add(place, f"the lowest comes first: write [{high}, {low}]")
    return tuple(_play(given) for given in data)


def _play(data: dict[str, Any]) -> Play:
    expect = data["expect"]
    return Play(
        name=data["name"].strip(),
        replies=tuple(_reply(given) for given in data["replies"]),
        expect=Expect(
            ending=expect.get("ending"),
            phase=expect.get("phase"),
            phases=tuple(expect.get("phases", ())),
            end_hostility=_pair(expect.get("end_hostility")),
            peak_hostility=_pair(expect.get("peak_hostility")),
            scores={rubric: (float(low), float(high)) for rubric, (low, high) in expect.get("scores", {}).items()},
        ),
    )


def _reply(given: Any) -> PlayReply:
    if isinstance(given, str):
        return PlayReply(given.strip())
    delay = given.get("delay_s")
    return PlayReply(given["text"].strip(), None if delay is None else float(delay))


def _pair(value: list[float] | None) -> tuple[float, float] | None:
    return None if value is None else (float(value[0]), float(value[1]))
