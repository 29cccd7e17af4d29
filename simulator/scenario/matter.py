"""The matter of a scenario: the case, its facts, what can be asked, and what settles it."""

from __future__ import annotations

from typing import Any

from simulator.content import Findings
from simulator.scenario.durations import seconds
from simulator.scenario.model import Case, CustomerRecord, Fact, Item, Order, Resolution, Step, Topic
from simulator.scenario.notation import check_groups, check_phrases
from simulator.scenario.speech import texts
from simulator.scenario.vocabulary import Vocabulary


def case(data: dict[str, Any]) -> Case:
    """The case pane."""
    customer: dict[str, Any] = dict(data["customer"])
    customer["preferences"] = tuple(customer.get("preferences", ()))
    return Case(
        customer=CustomerRecord(**customer),
        orders=tuple(_order(given) for given in data.get("orders", ())),
        earlier=tuple(data.get("earlier", ())),
        stakes=tuple(data.get("stakes", ())),
    )


def _order(data: dict[str, Any]) -> Order:
    return Order(
        id=data["id"],
        date=data["date"],
        items=tuple(
            Item(each["name"], float(each.get("price", 0)), each.get("quantity", 1)) for each in data.get("items", ())
        ),
        total=float(data.get("total", 0)),
        currency=data.get("currency", "EUR"),
        status=data.get("status", "").strip(),
        notes=tuple(data.get("notes", ())),
    )


def facts(data: dict[str, Any]) -> dict[str, Fact]:
    """The truths of the case; one that is written as a bare text is told when asked."""
    found = {}
    for name, given in data.items():
        parts = {"text": given} if isinstance(given, str) else given
        found[name] = Fact(name, parts["text"].strip(), parts.get("when", "asked"))
    return found


def topics(
    data: dict[str, Any], known_facts: dict[str, Fact], shared: Vocabulary, findings: Findings
) -> dict[str, Topic]:
    """What can be asked. A topic that isn't shared needs words by which it is recognised."""
    found = {}
    for name, given in data.items():
        parts = given if isinstance(given, dict) else {"answer": given}
        if name not in shared.topics and "asks" not in parts:
            hint = "A topic of your own needs 'asks': the questions that ask for it, beside 'answer'."
            findings.unknown(("topics", name), "shared topic", name, shared.topics, hint=hint, at_key=True)
        check_phrases(parts.get("asks"), ("topics", name, "asks"), shared.classes, findings)
        for index, fact in enumerate(parts.get("reveals", ())):
            if fact not in known_facts:
                findings.unknown(("topics", name, "reveals", index), "fact", fact, known_facts)
        found[name] = Topic(
            id=name,
            answers=texts(parts["answer"]),
            asks=texts(parts.get("asks")),
            reveals=tuple(parts.get("reveals", ())),
            title=parts.get("title", "").strip(),
        )
    return found


def resolutions(
    data: list[dict[str, Any]], known_facts: dict[str, Fact], shared: Vocabulary, findings: Findings
) -> tuple[Resolution, ...]:
    """What can be proposed, in the order of the file."""
    seen: set[str] = set()
    for index, given in enumerate(data):
        path = ("resolutions", index)
        if given["id"] in seen:
            findings.add((*path, "id"), f"the id {given['id']!r} is used twice")
        seen.add(given["id"])
        if given["does"] not in shared.families:
            findings.unknown((*path, "does"), "family", given["does"], shared.families)
        for place, fact in enumerate(given.get("needs", ())):
            if fact not in known_facts:
                findings.unknown((*path, "needs", place), "fact", fact, known_facts)
        check_groups(given.get("said"), (*path, "said"), shared.classes, findings)
        check_phrases(given.get("unless"), (*path, "unless"), shared.classes, findings)
        _check_steps(given.get("steps", ()), (*path, "steps"), shared, findings)
    return tuple(_resolution(given) for given in data)


def _check_steps(data: list[Any], path: tuple[str | int, ...], shared: Vocabulary, findings: Findings) -> None:
    seen: set[str] = set()
    for index, given in enumerate(data):
        name = given if isinstance(given, str) else given["id"]
        if name in seen:
            findings.add((*path, index), f"the step {name!r} is listed twice")
        seen.add(name)
        if isinstance(given, str) and name not in shared.steps:
            hint = f"Shared: {', '.join(shared.steps)}. Your own is written {{id: ..., title: ..., said: [[...]]}}."
            findings.unknown((*path, index), "shared step", name, shared.steps, hint=hint)
        if isinstance(given, dict):
            check_groups(given["said"], (*path, index, "said"), shared.classes, findings)
            check_phrases(given.get("unless"), (*path, index, "unless"), shared.classes, findings)


def _resolution(data: dict[str, Any]) -> Resolution:
    limit = data.get("limit")
    return Resolution(
        id=data["id"],
        family=data["does"],
        title=data["title"].strip(),
        fit=float(data["fit"]),
        said=_groups(data.get("said", ())),
        needs=tuple(data.get("needs", ())),
        authority=data.get("authority", "agent"),
        limit=None if limit is None else float(limit),
        within=seconds(data["within"]) if "within" in data else None,
        steps=tuple(_step(given) for given in data.get("steps", ())),
        accept=texts(data.get("accept")),
        reject=texts(data.get("reject")),
        unless=texts(data.get("unless")),
        figures=tuple(float(figure) for figure in data.get("figures", ())),
        say=data.get("say", "").strip().rstrip("."),
    )


def _step(given: Any) -> Step:
    if isinstance(given, str):
        return Step(given)
    return Step(
        given["id"],
        given.get("title", "").strip(),
        _groups(given["said"]),
        texts(given.get("asks")),
        texts(given.get("unless")),
    )


def _groups(data: list[Any]) -> tuple[tuple[str, ...], ...]:
    return tuple(texts(group) for group in data)
