"""The case and the shop's rules as text: what the case pane shows, without the screen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from msgspec import Struct
from textual.content import Content

from simulator.exchange import State
from simulator.scenario.model import Authority, Order, Scenario, Shop
from simulator.shown import shown
from simulator.tui.naming import how_many, plainly

DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


class Entry(Struct, frozen=True):
    """An article to look up: its kind is policy, knowledge or macros."""

    kind: str
    title: str
    text: str


def case_text(scenario: Scenario, state: State) -> Content:
    """Customer, orders, history, what you have found out, what you have promised."""
    parts: list[tuple[str, str]] = [(f"{scenario.persona.name}\n", "bold"), (f"{_about(scenario)}\n", "")]
    for order in scenario.case.orders:
        parts += [(f"\n{order.heading} · {order.date}\n", "bold"), (_order(order), "")]
    parts += _list("Earlier", scenario.case.earlier)
    parts += _list("Preferences", scenario.case.customer.preferences)
    known = [fact.text for fact in scenario.facts.values() if fact.id in state.known]
    parts += _list("What you know", known)
    promised = [f"{row.action}, by {_due(scenario, row.due)}" for row in state.promises if row.open]
    parts += _list("What you promised", promised)
    parts.append((f"\nIt is {scenario.now + timedelta(seconds=state.clock):%A %d %B, %H:%M}", "$quiet"))
    return Content.assemble(*((shown(text), style) for text, style in parts))


def _about(scenario: Scenario) -> str:
    record = scenario.case.customer
    since = f"customer since {record.since}" if record.since else ""
    orders = how_many(record.orders, "order") if record.orders else ""
    return " · ".join(filter(None, [since, orders, record.place, record.email, record.phone]))


def _order(order: Order) -> str:
    items = [f"{item.quantity} × {item.name}, {item.price:.2f}" for item in order.items]
    total = [f"{order.total:.2f} {order.currency} in all"] if order.total else []
    return "\n".join([*items, *total, *filter(None, [order.status, *order.notes])]) + "\n"


def _list(title: str, rows: Iterable[str]) -> list[tuple[str, str]]:
    lines = [f"· {row}\n" for row in rows]
    return [(f"\n{title}\n", "bold"), ("".join(lines), "")] if lines else []


def _due(scenario: Scenario, seconds: float) -> str:
    return f"{scenario.now + timedelta(seconds=seconds):%A %H:%M}"


def entries(shop: Shop) -> tuple[Entry, ...]:
    """Everything that can be looked up: the shop's rules first, then knowledge, then prepared answers."""
    rules = [Entry("policy", article.title, article.text) for article in shop.policies]
    if shop.authority:
        rules.append(Entry("policy", "What you may promise", _authority(shop.authority)))
    rules += [Entry("policy", f"Hand over: {article.title}", article.text) for article in shop.escalation]
    if shop.hours:
        rules.append(Entry("policy", "Opening hours", _hours(shop)))
    if shop.tone:
        rules.append(Entry("policy", "How we write", shop.tone))
    knowledge = [Entry("knowledge", article.title, article.text) for article in shop.knowledge]
    macros = [Entry("macros", article.title, article.text) for article in shop.macros]
    return (*rules, *knowledge, *macros)


def _authority(rows: dict[str, Authority]) -> str:
    return "\n".join(f"· {plainly(family)}: {_may(row)}" for family, row in rows.items())


def _may(row: Authority) -> str:
    limits = [f"up to {row.limit:g}" if row.limit is not None else "", f"{row.percent:g}%" if row.percent else ""]
    return " · ".join(filter(None, [*limits, "" if row.who == "agent" else f"{row.who} decides"])) or "yes"


def _hours(shop: Shop) -> str:
    lines = []
    for day, name in enumerate(DAYS):
        opens = shop.hours.get(day)
        when = "closed" if opens is None else " to ".join(f"{at // 60:02d}:{at % 60:02d}" for at in opens)
        lines.append(f"{name}: {when}")
    return "\n".join(lines)


def found(all_entries: Iterable[Entry], kind: str, words: str) -> list[Entry]:
    """The entries of a kind; with search words, those of every kind that hold all of them."""
    wanted = words.casefold().split()
    if not wanted:
        return [entry for entry in all_entries if entry.kind == kind]
    return [entry for entry in all_entries if all(word in f"{entry.title} {entry.text}".casefold() for word in wanted)]
