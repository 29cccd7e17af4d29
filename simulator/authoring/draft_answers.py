"""The answers to the questions of `simulator new scenario` become a draft of a scenario."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from hashlib import sha256

from simulator.authoring.draft import Draft, ascii_of, opening_hours
from simulator.authoring.draft_filing import Filing, filing_of, listed
from simulator.authoring.draft_stakes import stakes_in
from simulator.authoring.draft_text import Value
from simulator.authoring.questions import price
from simulator.library import Library
from simulator.scenario.model import Order, Shop
from simulator.scenario.shop import load_shop

ORDERED_BEFORE = 10
"""Days between the order and the conversation."""
DIFFICULTY = {"calm": 1, "everyday": 2, "grudge_holder": 4, "abusive": 5}
USUAL = 3
"""How hard a scenario is, by the preset; 3 for the others."""
FEELINGS = {
    "calm": "I'm fine, thank you. I only want to know where I stand.",
    "wounded_loyal": "Let down, to be honest. I always liked buying from you.",
    "grudge_holder": "Tired of it, to be honest. It isn't the first time that you let me down.",
}
SUPERVISOR: dict[str, Value] = {
    "id": "supervisor",
    "does": "escalate",
    "title": "my supervisor, who decides it",
    "fit": 0.9,
    "steps": ["offer", "deadline"],
}
"""What settles it where the shop lets no agent promise the solution itself."""
BEFORE = {"grudge_holder": "Yes, and nothing came of it then. I don't want to hear the same again."}
MOST_STAKES = 6
FIRST_TIME = "No, it's the first time I'm getting in touch about this."
FEEL = "It annoys me, to be honest. I didn't expect this."


def drafted(answers: Mapping[str, str], scenario_id: str, library: Library, today: date) -> Draft:
    """A draft without plays from accepted answers (:mod:`simulator.authoring.questions`).

    Raises:
        NotFoundError: there is no such shop.
        ContentError: the shop's file is wrong.

    """
    shop = load_shop(library, answers["shop"])
    now = opening_hours(shop, today)
    order = _order(answers, now.date() - timedelta(days=ORDERED_BEFORE))
    filing = filing_of(answers["family"], answers["cause"], answers["story"], answers["opening"])
    data: dict[str, Value] = {
        "format": 1,
        "id": scenario_id,
        "title": answers["title"],
        "summary": f"{_name(answers)[0]} writes because {_unstopped(answers['cause'])}.",
        "channel": answers["channel"],
        "difficulty": DIFFICULTY.get(answers["mood"], USUAL),
        "reason": filing.reason,
    }
    if answers["mood"] == "abusive":
        data["warnings"] = ["insults"]
    data |= {
        "persona": _persona(answers),
        "shop": shop.id,
        "now": f"{now:%Y-%m-%d %H:%M}",
        "case": _case(answers, order),
        "facts": {"cause": {"text": _unstopped(answers["cause"]), "when": "asked"}},
        "topics": _topics(answers, ordered=order is not None),
        "resolutions": _resolutions(answers, filing, shop, order),
        "opening": [answers["opening"]],
        "ticket": {
            "category": listed(filing.categories, shop.categories),
            "root_cause": listed(filing.causes, shop.root_causes),
        },
    }
    return Draft(data, COMMENTS)


COMMENTS: dict[str, str] = {
    "difficulty": "1 (easy) to 5 (hard). `simulator explore` says how hard it is.",
    "persona": "Who the customer is. Voices: plain, brisk, chatty, dry, formal, simple, worried.",
    "now": "When the conversation begins; promises are measured from here.",
    "case": "What the trainee sees beside the conversation. 'stakes' are words that show that the customer was heard.",
    "facts": "What the agent can find out.",
    "topics": "What the customer answers to which question. `simulator list topics` has all that are recognised.",
    "resolutions": "What settles it (fit from 0.7 on is accepted), and what doesn't. 'needs': to be found out first. "
    "'said': your own words for it.",
    "opening": "The customer's first message; several are a burst.",
    "ticket": "How the case is to be filed afterwards: check that this is what you want.",
    "plays": "Conversations that prove that it works; `simulator test` plays them. Write some of your own.",
}


def _name(answers: Mapping[str, str]) -> tuple[str, str]:
    name, _, address = answers["customer"].rpartition(",")
    return name.strip(), address.strip()


def _unstopped(text: str) -> str:
    return text.strip().rstrip(".!")


def _persona(answers: Mapping[str, str]) -> Value:
    name, address = _name(answers)
    persona: dict[str, Value] = {"preset": answers["mood"], "voice": "plain", "name": name, "address": address}
    return persona | {"because": _unstopped(answers["because"]), "wants": answers["wants"]}


def _order(answers: Mapping[str, str], day: date) -> Order | None:
    item, _, cost = answers["bought"].rpartition(",")
    if not item:
        return None
    number = 10_000 + int.from_bytes(sha256(answers["title"].encode()).digest()[:4]) % 90_000
    return Order(str(number), f"{day.day} {day:%B}", total=price(cost) or 0.0, notes=(item.strip(),))


def _case(answers: Mapping[str, str], order: Order | None) -> Value:
    name = re.sub(r"[^a-z]+", ".", ascii_of(_name(answers)[0]).lower()).strip(".") or "customer"
    case: dict[str, Value] = {"customer": {"email": f"{name}@example.com"}}
    if order is not None:
        items: list[Value] = [{"name": order.notes[0], "price": order.total}]
        case["orders"] = [{"id": order.id, "date": order.date, "items": items, "total": order.total}]
    return case | {"stakes": _stakes(answers, order)}


def _stakes(answers: Mapping[str, str], order: Order | None) -> Sequence[Value]:
    """The telling words of why it matters, and what was bought."""
    bought = [order.notes[0]] if order else []
    found = list(dict.fromkeys([*stakes_in(answers["because"]), *bought]))
    return found[:MOST_STAKES] or stakes_in(f"{answers['title']} case")[:1]


def _topics(answers: Mapping[str, str], *, ordered: bool) -> Value:
    because = _unstopped(answers["because"])
    topics: dict[str, Value] = {
        "what_happened": {"answer": answers["story"], "reveals": ["cause"]},
        "anything_else_to_know": f"Only that {because}.",
        "impact": f"It matters to me because {because}.",
        "preference": answers["wants"],
        "feelings": FEELINGS.get(answers["mood"], FEEL),
        "contacted_before": BEFORE.get(answers["mood"], FIRST_TIME),
    }
    if ordered:
        topics |= {"order_number": "It's order {order.id}.", "item_ordered": "It's the {order.item}."}
    return topics


def _resolutions(answers: Mapping[str, str], filing: Filing, shop: Shop, order: Order | None) -> Value:
    family = answers["family"]
    good: dict[str, Value] = {"id": "solution", "does": family, "title": _unstopped(answers["solution"]), "fit": 1.0}
    settles: list[Value] = [good]
    if not _may(family, shop, order):
        good["authority"] = "supervisor"
        settles.append(SUPERVISOR | {"needs": ["cause"]})
    good |= {"needs": ["cause"], "steps": list(filing.steps)}
    other = "goodwill" if family != "goodwill" else "refund"
    title, reject = ("a voucher", "A voucher? That doesn't solve it for me.")
    if other == "refund":
        title, reject = ("the money back", "I don't want my money back. That's not what this is about.")
    return [*settles, {"id": "not_this", "does": other, "title": title, "fit": 0.2, "reject": reject}]


def _may(family: str, shop: Shop, order: Order | None) -> bool:
    """Whether an agent of the shop may promise it: a refund is one of the whole order."""
    rule = shop.authority.get(family)
    if rule is None or (rule.who == "agent" and rule.limit is None):
        return True
    if rule.limit is None:
        return rule.percent is not None
    return family != "refund" or order is None or order.total <= rule.limit
