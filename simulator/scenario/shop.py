"""Loads a shop: what it promises its customers, who may promise it, and when somebody is there."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from simulator.content import Findings, Source, read
from simulator.content.schema import schema
from simulator.library import Library
from simulator.scenario.model import Article, Authority, Shop
from simulator.scenario.vocabulary import vocabulary

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ARTICLES = ("escalation", "policies", "knowledge", "macros")


def load_shop(library: Library, name: str) -> Shop:
    """The shop of that name.

    Raises:
        NotFoundError: there is none.
        ContentError: its file is wrong, or names a family that nobody knows.

    """
    return parse_shop(library.shop_text(name), library.schema_text("shop"), vocabulary(library).families)


@lru_cache(maxsize=16)
def parse_shop(source: Source, schema_text: str, families: tuple[str, ...]) -> Shop:
    """A shop from its file; errors as for :func:`load_shop`."""
    document = read(source.text, source.file)
    data = schema(schema_text).check(document)
    findings = Findings(document)
    if data["id"] != source.path.stem:
        findings.add(("id",), f"the id is not the name of the file: write {source.path.stem}")
    for family in data["authority"]:
        if family not in families:
            findings.unknown(("authority", family), "family", family, families, at_key=True)
    hours = _hours(data["hours"], findings)
    articles = {kind: _articles(data.get(kind, []), kind, findings) for kind in ARTICLES}
    findings.settle()
    return Shop(
        id=data["id"],
        name=data["name"],
        about=data.get("about", ""),
        tone=data.get("tone", ""),
        hours=hours,
        authority={family: _authority(given) for family, given in data["authority"].items()},
        escalation=articles["escalation"],
        policies=articles["policies"],
        knowledge=articles["knowledge"],
        macros=articles["macros"],
        jargon=tuple(data.get("jargon", ())),
        banned=tuple(data.get("banned", ())),
        categories=tuple(data.get("categories", ())),
        root_causes=tuple(data.get("root_causes", ())),
    )


def _hours(data: dict[str, str], findings: Findings) -> dict[int, tuple[int, int]]:
    hours: dict[int, tuple[int, int]] = {}
    for days, times in data.items():
        first, _, last = days.partition("-")
        start, end = DAYS.index(first), DAYS.index(last or first)
        opens, closes = (_minutes(time) for time in times.split("-"))
        if end < start:
            findings.add(("hours", days), "the days run backwards: begin with the earlier one", at_key=True)
        if closes <= opens:
            findings.add(("hours", days), "it closes before it opens: write the earlier time first")
        for day in range(start, end + 1):
            if day in hours:
                findings.add(("hours", days), f"{DAYS[day]} is given twice", at_key=True)
            hours[day] = (opens, closes)
    return dict(sorted(hours.items()))


def _minutes(time: str) -> int:
    hours, minutes = time.split(":")
    return 60 * int(hours) + int(minutes)


def _authority(given: Any) -> Authority:
    if isinstance(given, str):
        return Authority(given)
    return Authority(given.get("who", "agent"), given.get("up_to"), given.get("percent"))


def _articles(data: list[dict[str, str]], kind: str, findings: Findings) -> tuple[Article, ...]:
    seen: set[str] = set()
    for index, given in enumerate(data):
        if given["id"] in seen:
            findings.add((kind, index, "id"), f"the id {given['id']!r} is used twice")
        seen.add(given["id"])
    return tuple(Article(given["id"], given["title"].strip(), given["text"].strip()) for given in data)
