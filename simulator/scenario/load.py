"""Loads a scenario with all that it refers to: its shop, its voice, and what all scenarios share."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from msgspec.structs import replace

from simulator.content import Findings, Source, read
from simulator.content.schema import schema
from simulator.errors import NotFoundError
from simulator.library import Library
from simulator.scenario.course import events, opening, plays, ticket
from simulator.scenario.matter import case, facts, resolutions, topics
from simulator.scenario.model import ACTS, Case, Lines, Persona, Scenario, Shop
from simulator.scenario.persona import persona
from simulator.scenario.shop import load_shop
from simulator.scenario.slots import filled
from simulator.scenario.speech import check_words, lines, uncovered, usable
from simulator.scenario.vocabulary import vocabulary
from simulator.scenario.voice import Voice, load_voice

VOICE = "plain"
"""The voice of a persona that names none."""
SHARED = ("families", "language", "steps", "topics")
"""The shared files, in the order in which they enter a scenario's digest."""


def load_scenario(library: Library, name: str) -> Scenario:
    """The scenario of that id.

    Raises:
        NotFoundError: there is none; the nearest id is given.
        ContentError: its file, or one that it uses, is wrong; ``problems`` lists all that was found.

    """
    return parse_scenario(library, library.scenario_text(name))


def parse_scenario(library: Library, source: Source) -> Scenario:
    """A scenario from its text, which may be one that isn't saved yet; errors as for :func:`load_scenario`."""
    document = read(source.text, source.file)
    data = schema(library.schema_text("scenario")).check(document)
    findings = Findings(document)
    if data["id"] != source.path.stem:
        findings.add(("id",), f"the id is not the name of the file: write {source.path.stem}")
    shop, voice = _shop(library, data["shop"], findings), _voice(library, data, findings)
    scenario = _scenario(library, data, shop, voice, findings)
    findings.settle()
    return replace(scenario, source=str(source.path), digest=_digest(library, source, scenario.shop.id, voice.id))


def _shop(library: Library, name: str, findings: Findings) -> Shop:
    try:
        return load_shop(library, name)
    except NotFoundError:
        findings.unknown(("shop",), "shop", name, library.ids("shop"))
        return Shop(name, name)  # stands in until the problems are raised


def _voice(library: Library, data: dict[str, Any], findings: Findings) -> Voice:
    name, language = data["persona"].get("voice", VOICE), data.get("language", "en")
    path = ("persona", "voice")
    try:
        voice = load_voice(library, name)
    except NotFoundError:
        findings.unknown(path, "voice", name, library.ids("voice"))
        return Voice(name, name, {})  # stands in until the problems are raised
    if voice.language != language:
        findings.add(path, f"the voice {name!r} speaks {voice.language!r}, the scenario {language!r}")
    return voice


def _scenario(library: Library, data: dict[str, Any], shop: Shop, voice: Voice, findings: Findings) -> Scenario:
    shared = vocabulary(library)
    who, matter, truths = persona(data["persona"], data["channel"]), case(data["case"]), facts(data["facts"])
    settled_by = resolutions(data["resolutions"], truths, shared, findings)
    own = lines(data.get("lines", {}))
    spoken = _checked_voice(voice, own, who, matter, findings)
    check_words(data, filled(who, matter), truths, findings)
    return Scenario(
        id=data["id"],
        version=data.get("version", 1),
        title=data["title"].strip(),
        summary=data["summary"].strip(),
        channel=data["channel"],
        difficulty=data["difficulty"],
        persona=who,
        shop=shop,
        now=_now(data["now"], findings),
        case=matter,
        opening=opening(data["opening"], findings),
        facts=truths,
        topics=topics(data["topics"], truths, shared, findings),
        resolutions=settled_by,
        lines=own,
        voice=spoken,
        ticket=ticket(data["ticket"], shop, findings),
        events=events(data.get("events", []), settled_by, findings),
        plays=plays(data.get("plays", []), library.rubric_ids(), findings),
        **_optional(data),
    )


def _optional(data: dict[str, Any]) -> dict[str, Any]:
    """The head's further keys, where the file gives them."""
    plain = {key: data[key] for key in ("language", "minutes", "reason", "stage", "move_to_private") if key in data}
    return plain | {key: tuple(data[key]) for key in ("skills", "warnings", "jargon") if key in data}


def _now(text: str, findings: Findings) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        findings.add(("now",), f"there is no such day or time as {text}")
        return datetime.min  # noqa: DTZ901 - stands in until the problems are raised


def _checked_voice(voice: Voice, own: Lines, who: Persona, matter: Case, findings: Findings) -> Lines:
    """The voice's lines that this case can fill; what they no longer cover, the scenario's own lines must."""
    spoken = usable(voice.lines, filled(who, matter))
    both = {act: {**spoken.get(act, {}), **{band: v for band, v in own.get(act, {}).items() if v}} for act in ACTS}
    missing = uncovered(both, ACTS) if voice.lines else []
    if missing:
        message = f"the voice {voice.id!r} has no line for {missing[0]} that this case can fill: give persona.because"
        findings.add(("persona", "voice"), f"{message} and an order, or a line of your own")
    return spoken


def _digest(library: Library, source: Source, shop: str, voice: str) -> str:
    """The SHA-256 over every file that the scenario was made from, each with its length in front."""
    texts = [source.text, library.shop_text(shop).text, library.voice_text(voice).text]
    texts += [library.shared_text(name).text for name in SHARED]
    total = hashlib.sha256()
    for text in texts:
        content = text.encode()
        total.update(f"{len(content)}:".encode())
        total.update(content)
    return total.hexdigest()
