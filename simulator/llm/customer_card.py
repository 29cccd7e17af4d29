"""The cue as a card for a person who plays the customer: what to express, what may be told, and a line to accept."""

from __future__ import annotations

from msgspec import Struct

from simulator.llm.checks import check
from simulator.llm.customer_brief import ACT_WORDS, BAND_WORDS, PHASE_WORDS, Brief


class Card(Struct, frozen=True):
    """What stands on the card, in its order. ``reply``: what the agent wrote; ``suggested``: what Enter accepts."""

    name: str
    reply: str
    express: str
    sound: str
    tell: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    suggested: str = ""


def card_of(brief: Brief) -> Card:
    """The card for a brief. A person is told the hidden facts, so as not to contradict them."""
    persona = brief.scenario.persona
    reply = brief.said[-1].text if brief.said else ""
    express = ACT_WORDS[brief.act]
    if brief.offer:
        verdict = "yes" if brief.accepts else "no"
        express += f"; say {verdict} to: {brief.offer}" if brief.accepts or brief.rejects else ""
    return Card(
        name=persona.address or persona.name,
        reply=reply,
        express=express,
        sound=f"{BAND_WORDS[brief.band]}. {PHASE_WORDS[brief.phase]}",
        tell=tuple(fact.text for fact in brief.tell),
        keep=tuple(fact.text for fact in brief.hidden),
        suggested=brief.script,
    )


def card_lines(card: Card) -> tuple[str, ...]:
    """The card as plain lines, for a screen or a pipe."""
    lines = [f"You are {card.name}. Now: {card.express}.", f"Sound: {card.sound}"]
    if card.tell:
        lines.append(f"Tell: {'; '.join(card.tell)}.")
    if card.keep:
        lines.append(f"Not yet: {'; '.join(card.keep)}.")
    return (*lines, f"Suggested: {card.suggested}")


def advice(text: str, brief: Brief) -> tuple[str, ...]:
    """What the checks would say to these words; a person is never held up by it."""
    return tuple(f"{item.sentence} ({item.quote})" if item.quote else item.sentence for item in check(text, brief))
