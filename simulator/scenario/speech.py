"""Lines: what a customer says, by act and by hostility, read from YAML and checked for slots."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from simulator.content import Findings, Path
from simulator.scenario.model import BANDS, STANDS_IN, Lines
from simulator.scenario.slots import fault, names


def texts(value: Any) -> tuple[str, ...]:
    """One text or a list of them, as a list; nothing gives none."""
    if value is None:
        return ()
    return (value.strip(),) if isinstance(value, str) else tuple(item.strip() for item in value)


def places(value: Any, path: Path) -> tuple[Path, ...]:
    """The path of each text of :func:`texts`."""
    return (path,) if isinstance(value, str) else tuple((*path, index) for index in range(len(value or ())))


def lines(data: Mapping[str, Any]) -> Lines:
    """Lines as the program keeps them; an act without bands holds for any hostility."""
    return {act: {band: texts(value) for band, value in _bands(given).items()} for act, given in data.items()}


def _bands(given: Any) -> Mapping[str, Any]:
    return given if isinstance(given, Mapping) else {"any": given}


def check_lines(
    data: Mapping[str, Any], path: Path, findings: Findings, available: Collection[str], facts: Collection[str]
) -> None:
    """Note every slot without a value, and every answer that would swallow what was asked."""
    for act, given in data.items():
        for band, value in _bands(given).items():
            where = (*path, act, band) if isinstance(given, Mapping) else (*path, act)
            check_texts(value, where, findings, available, facts)
            _check_answers(act, value, where, findings)


def _check_answers(act: str, value: Any, path: Path, findings: Findings) -> None:
    for text, place in zip(texts(value), places(value, path), strict=True):
        has = "answer" in names(text)
        if act == "answer" and not has:
            findings.add(place, "{answer} is missing: without it the customer says nothing of what was asked")
        elif act != "answer" and has:
            findings.add(place, "{answer} has a value in lines of the act 'answer' only")


def check_texts(value: Any, path: Path, findings: Findings, available: Collection[str], facts: Collection[str]) -> None:
    """Note every slot without a value in one text or a list of them."""
    for text, place in zip(texts(value), places(value, path), strict=True):
        message = None if findings.full else fault(text, available, facts)
        if message is not None:
            findings.add(place, message)


def check_words(
    data: Mapping[str, Any], available: Collection[str], facts: Collection[str], findings: Findings
) -> None:
    """Note every slot without a value in all that the customer of a scenario says."""
    check_lines(data.get("lines", {}), ("lines",), findings, available, facts)
    for name, given in data["topics"].items():
        path: Path = ("topics", name)
        answer, place = (given["answer"], (*path, "answer")) if isinstance(given, dict) else (given, path)
        check_texts(answer, place, findings, available, facts)
    for index, given in enumerate(data["resolutions"]):
        path = ("resolutions", index)
        for key in ("accept", "reject"):
            check_texts(given.get(key), (*path, key), findings, available, facts)
        for number, step in enumerate(given.get("steps", ())):
            if isinstance(step, dict):
                check_texts(step.get("asks"), (*path, "steps", number, "asks"), findings, available, facts)
    _check_fixed(data, findings)


def _check_fixed(data: Mapping[str, Any], findings: Findings) -> None:
    """The opening, the bot's transcript and what an event brings are said as they stand."""
    opening = data["opening"]
    parts = opening if isinstance(opening, dict) else {"messages": opening}
    at: Path = ("opening", "messages") if isinstance(opening, dict) else ("opening",)
    given: list[tuple[Any, Path]] = [(parts.get("messages"), at)]
    given += [(text, ("opening", "bot", index, 1)) for index, (_, text) in enumerate(parts.get("bot", ()))]
    given += [(event.get("says"), ("events", index, "says")) for index, event in enumerate(data.get("events", ()))]
    for value, path in given:
        for text, place in zip(texts(value), places(value, path), strict=True):
            if any(names(text)):
                findings.add(place, "slots in braces are not filled in here: write the words out")


def usable(voice: Lines, available: Collection[str]) -> Lines:
    """A voice without the variants whose slots have no value in a case."""
    return {
        act: {
            band: tuple(text for text in variants if set(names(text)) <= set(available))
            for band, variants in by.items()
        }
        for act, by in voice.items()
    }


def uncovered(lines: Lines, acts: Collection[str]) -> list[str]:
    """The acts and bands that no line covers, in words ("vent when furious")."""
    missing = []
    for act in acts:
        by = lines.get(act, {})
        if act in STANDS_IN:
            continue
        if act == "abuse":
            missing += [f"abuse ({level})" for level in ("mild", "strong") if not by.get(level)]
        elif not by.get("any"):
            missing += [f"{act} when {band}" for band in BANDS if not by.get(band)]
    return missing
