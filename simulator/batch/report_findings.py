"""The critical findings of a report: what a person confirmed first, then what nobody has judged yet."""

from __future__ import annotations

from msgspec import Struct

from simulator.batch.records import Candidate
from simulator.batch.report_links import Links
from simulator.batch.review_items import place_of
from simulator.batch.reviewing import CONFIRMED, Precision, Reviewed
from simulator.batch.tally import Tally


class Said(Struct, frozen=True):
    """One critical finding, a candidate unless ``confirmed``. ``before`` and ``after``: the rest of its sentence."""

    before: str
    quote: str
    after: str
    agent: str
    when: str | None
    conversation: str
    link: str
    confirmed: bool = False


class Rule(Struct, frozen=True):
    """The findings by one rule; ``n`` counts all that nobody rejected, ``found`` may hold fewer.

    ``confirmed`` and ``rejected``: by people, in this grading; ``precision``: the share they confirmed and its
    interval, 0-100, None where nobody judged one.
    """

    title: str
    n: int
    found: tuple[Said, ...]
    confirmed: int = 0
    rejected: int = 0
    precision: tuple[float, float, float] | None = None

    @property
    def open(self) -> int:
        """Those that nobody has confirmed yet."""
        return self.n - self.confirmed


def rules(tally: Tally, links: Links, reviewed: Reviewed) -> tuple[Rule, ...]:
    """The rules that found something, the most frequent in front; those whose findings were all rejected, last."""
    found: dict[str, list[Said]] = {}
    for item in tally.candidates:
        found.setdefault(item.rule, []).append(_said(item, links, reviewed))
    judged = {item.rule: item for item in reviewed.precisions(tally.titles)}
    order = sorted(judged, key=lambda rule: (-tally.rules.get(rule, 0), rule))
    return tuple(
        Rule(
            tally.titles.get(rule, rule),
            tally.rules.get(rule, 0),
            tuple(sorted(found.get(rule, ()), key=lambda said: not said.confirmed)),
            judged[rule].confirmed,
            judged[rule].rejected,
            _percent(judged[rule]),
        )
        for rule in order
    )


def _said(item: Candidate, links: Links, reviewed: Reviewed) -> Said:
    before, quote, after = item.said.partition(item.quote) if item.quote in item.said else ("", item.quote, "")
    confirmed = reviewed.verdict(place_of(item)) == CONFIRMED
    return Said(before, quote, after, item.agent, item.when, item.conversation, links.to(item.conversation), confirmed)


def _percent(found: Precision) -> tuple[float, float, float] | None:
    if found.value is None or found.interval is None:
        return None
    return 100 * found.value, 100 * found.interval[0], 100 * found.interval[1]
