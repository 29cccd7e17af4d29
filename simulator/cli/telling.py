"""Plain text for the terminal: conversations, case cards and debriefs as lines a screen reader can read."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from simulator.engine.moves import MoveChoice
from simulator.exchange import Exchange
from simulator.report.endings import ended_sentence
from simulator.scenario.model import Article, Scenario
from simulator.scoring.words import PHASE_WORDS
from simulator.session import Session
from simulator.shown import shown


def tell_case(scenario: Scenario) -> str:
    """The case as the trainee may know it."""
    persona, customer, lines = scenario.persona, scenario.case.customer, list[str]()
    since = f", customer since {customer.since}" if customer.since else ""
    count = f", {customer.orders} {'order' if customer.orders == 1 else 'orders'}" if customer.orders else ""
    lines.append(f"{persona.name}{since}{count}")
    reached = ", ".join(filter(None, (customer.email, customer.phone, customer.place)))
    lines += [reached] if reached else []
    for order in scenario.case.orders:
        items = ", ".join(f"{item.name} {item.price:.2f}" for item in order.items)
        lines.append(f"{order.heading}, {order.date}: {items} ({order.currency}). {order.status}")
        lines += order.notes
    lines += [f"Earlier: {note}" for note in scenario.case.earlier]
    lines += [f"Prefers: {note}" for note in customer.preferences]
    return shown("\n".join(lines))


def tell_articles(articles: Iterable[Article]) -> str:
    """Articles with their titles."""
    return shown("\n".join(f"{item.title}: {item.text}" for item in articles)) or "Nothing found."


def tell_menu(choices: Iterable[MoveChoice]) -> str:
    """What a reply can be said to have meant, by group, each group by its ids."""
    lines: list[str] = []
    for group, items in groupby(choices, key=lambda item: item.group):
        lines += [f"{group}:", *(f"  {item.id}  {item.words}" for item in sorted(items, key=lambda item: item.id))]
    return shown("\n".join(lines))


def tell_exchange(item: Exchange, *, numbers: bool = False) -> list[str]:
    """What was heard and what it did, in words; the movements in points if ``numbers``."""
    lines = [f"heard: {item.heard_line}" if item.heard_line else "heard: nothing I understood; this costs nothing"]
    lines.append(f"feeling: {item.feedback}")
    if numbers:
        moves = ", ".join(f"{_called(row.cause)} {row.delta:+.1f}" for row in item.ledger)
        phase = item.state.mood.phase
        at = f"phase {phase.rank} of 6, {PHASE_WORDS[phase]}"
        lines.append(f"numbers: {item.before:.0f} to {item.after:.0f} ({moves}); {at}")
    return [shown(line) for line in lines]


def _called(cause: str) -> str:
    """A cause of the ledger in plain words; what rises by itself does so before the reply is read."""
    return "before the reply" if cause == "surge" else cause.replace("_", " ")


def tell_session(session: Session, ignored: int) -> str:
    """A replayed session in plain lines."""
    name, lines = session.scenario.persona.name, list[str]()
    for item in session.exchanges:
        lines += [f"{name}: {item.customer}", f"You: {item.reply}", *tell_exchange(item, numbers=True), ""]
    if session.state.closing or not session.over:
        lines.append(f"{name}: {session.state.closing or session.state.line}")
    if session.state.ending:
        lines.append(ended_sentence(session.state.ending))
    if ignored:
        lines.append(f"{ignored} more {'reply was' if ignored == 1 else 'replies were'} given after the end.")
    return shown("\n".join(lines))
