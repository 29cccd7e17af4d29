"""A real conversation becomes the draft of a scenario: what it shows is taken over, what is guessed is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from msgspec import Struct

from simulator.authoring.curve_fit import Fitted, Step, fitted
from simulator.authoring.draft import Draft, opening_hours
from simulator.authoring.draft_answers import DIFFICULTY, ORDERED_BEFORE, USUAL
from simulator.authoring.draft_filing import FILINGS, listed
from simulator.authoring.draft_plays import proved
from simulator.authoring.draft_text import Value
from simulator.authoring.real_talk import RealTalk
from simulator.authoring.talk_parts import GUESSED, Parts, parts_of
from simulator.content import Source
from simulator.engine.understand import understand
from simulator.library import Library
from simulator.scenario.load import parse_scenario
from simulator.scenario.model import Expect, Play, PlayReply, Scenario, Shop
from simulator.scenario.shared import load_shared
from simulator.scenario.shop import load_shop
from simulator.signals import Context, read

CHANNELS: dict[str, str] = {
    "email": "email",
    "mail": "email",
    "call": "phone",
    "phone": "phone",
    "voice": "phone",
    "whatsapp": "whatsapp",
    "sms": "whatsapp",
    "telegram": "whatsapp",
    "twitter": "social",
    "facebook": "social",
    "instagram": "social",
    "social": "social",
}
"""A scenario's channel by an export's; any other is a live chat."""
NO_TOPICS: dict[str, Value] = {"anything_else_to_know": "No."}
LONGEST_PLAY = 14
ON_THE_WAY = frozenset({"tracking", "delivery_date", "neighbours", "contacted_courier"})
"""Topics that are asked about parcels that didn't come."""
GUESS = "A guess: "
REAL = "the real conversation"


class Drafted(Struct, frozen=True):
    """A draft, and how well its persona fits."""

    draft: Draft
    fitted: Fitted


def from_talk(talk: RealTalk, path: Path, library: Library, shop_id: str, today: date) -> Drafted:
    """The draft of a scenario from a redacted conversation.

    Raises:
        ContentError: what was written can't be loaded.
        NotFoundError: there is no such shop.

    """
    shop = load_shop(library, shop_id)
    bare = parse_scenario(
        library, Source(path, Draft(_data(talk, Parts(topics=NO_TOPICS), path.stem, shop, today), {}).text)
    )
    parts = parts_of(talk, bare, load_shared(library))
    rough = Draft(_data(talk, parts, path.stem, shop, today), {})
    scenario = parse_scenario(library, Source(path, rough.text))
    found = fitted(_steps(talk, parts, scenario, library), scenario, parts.shown[0], abusive=parts.abusive)
    data = dict(rough.data)
    data["difficulty"] = DIFFICULTY.get(found.preset, USUAL)
    if found.preset == "abusive":
        data["warnings"] = ["insults"]
    data = {key: data[key] for key in _ORDER if key in data}
    data["persona"] = _persona(talk, found)
    draft = Draft(data, _comments(parts, found), _head(talk))
    play = Play(REAL, tuple(PlayReply(passage.reply) for passage in talk.passages[:LONGEST_PLAY]), Expect())
    return Drafted(proved(draft, library, path, play), found)


_ORDER = (
    "format id title summary channel difficulty reason warnings persona shop now case facts topics resolutions opening "
    "lines ticket plays"
).split()


def _data(talk: RealTalk, parts: Parts, scenario_id: str, shop: Shop, today: date) -> dict[str, Value]:
    now = opening_hours(shop, today)
    filing = FILINGS[
        "trace" if ON_THE_WAY & parts.topics.keys() else parts.family if parts.family in FILINGS else GUESSED
    ]
    ordered = now.date() - timedelta(days=ORDERED_BEFORE)
    data: dict[str, Value] = {
        "format": 1,
        "id": scenario_id,
        "title": (talk.subject or parts.cause)[:70].rstrip(" .,"),
        "summary": f"{talk.customer} writes: {parts.cause}"[:290],
        "channel": CHANNELS.get(talk.channel.lower(), "live_chat"),
        "difficulty": USUAL,
        "reason": filing.reason,
        "persona": _persona(talk, Fitted("everyday", {})),
        "shop": shop.id,
        "now": f"{now:%Y-%m-%d %H:%M}",
        "case": _case(talk, parts, ordered),
        "facts": {"cause": {"text": parts.cause, "when": "known"}},
        "topics": parts.topics,
        "resolutions": _resolutions(parts),
        "opening": list(talk.opening[:4]),
        "ticket": {
            "category": listed(filing.categories, shop.categories),
            "root_cause": listed(filing.causes, shop.root_causes),
        },
    }
    if parts.lines:
        data["lines"] = parts.lines
    return data


def _persona(talk: RealTalk, found: Fitted) -> Value:
    persona: dict[str, Value] = {
        "preset": found.preset,
        "voice": "plain",
        "name": talk.customer,
        "address": talk.customer,
    }
    if found.curve:
        persona["curve"] = dict(found.curve)
    return persona | {"because": "it has to be in order soon"}


def _case(talk: RealTalk, parts: Parts, ordered: date) -> Value:
    case: dict[str, Value] = {"customer": {"email": "customer@example.com"}}
    if talk.numbers or parts.amounts:
        order: dict[str, Value] = {
            "id": talk.numbers[0] if talk.numbers else "50000",
            "date": f"{ordered.day} {ordered:%B}",
        }
        if parts.amounts:
            order["total"] = parts.amounts[0]
        case["orders"] = [order]
        if more := [*(f"Number {each}" for each in talk.numbers[1:5]), *(f"{x:.2f}" for x in parts.amounts[1:5])]:
            case["earlier"] = [f"Named in the conversation: {', '.join(more)}"]
    return case | ({"stakes": list(parts.stakes)} if parts.stakes else {})


def _resolutions(parts: Parts) -> Value:
    good: dict[str, Value] = {"id": "solution", "does": parts.family, "title": parts.title, "fit": 1.0}
    good |= {"steps": ["offer", "deadline"]}
    rest: list[Value] = [
        {"id": f"{family}_instead", "does": family, "title": title, "fit": 0.4} for family, title in parts.others
    ]
    return [good, *rest]


def _steps(talk: RealTalk, parts: Parts, scenario: Scenario, library: Library) -> Sequence[Step]:
    """Each answered reply with the hostility that the customer's next words show."""
    shared = load_shared(library)
    steps: list[Step] = []
    earlier: tuple[str, ...] = ()
    for passage, shown in zip(talk.passages, parts.shown[1:], strict=False):
        reading = read(passage.reply, Context(previous=passage.before[-1], earlier=earlier))
        known = frozenset(scenario.facts)
        steps.append(Step(understand(passage.reply, reading, scenario, shared, known=known, done=frozenset()), shown))
        earlier = (*earlier, passage.reply)
    return steps


def _head(talk: RealTalk) -> tuple[str, ...]:
    return (
        f"A draft from a real conversation ({talk.system}). Personal data was found by rules and replaced by invented",
        "names and numbers: read every line once more before anybody else does, for what a rule can't find.",
        "What is a guess says so; `simulator check` says what is still wrong.",
    )


def _comments(parts: Parts, found: Fitted) -> Mapping[str, str]:
    shown = ", ".join(f"{value:.0f}" for value in parts.shown)
    fit = f"The anger that the customer's words show: {shown} (0-100, an estimate from words alone). "
    if found.error is None:
        fit += "That is too little to fit a persona to: choose a preset."
    else:
        fit += f"This preset, played with the agent's replies, stays {found.error:.0f} points from it on average."
    if found.error is not None and found.error > POOR_FIT:
        fit += " That is a poor fit: choose by hand."
    unplaced = f" Not placed anywhere: {len(parts.unplaced)} message(s) of the customer." if parts.unplaced else ""
    return {
        "persona": f"{GUESS}{fit}",
        "persona.because": "Not known from the conversation: write why it matters to this customer.",
        "case": f"{GUESS}the first number is taken for the order's, the largest sum for its total; dates are new.",
        "facts": f"{GUESS}what went wrong, from the first message. Make it the end of 'It turned out that ...'.",
        "topics": "What the agent asked, and what the customer wrote then.",
        "resolutions": f"{GUESS}what the agent offered last is taken for what settles it.{parts.why}",
        "lines": f"The customer's other messages, sorted by what they do and how angry they are.{unplaced}",
        "ticket": f"{GUESS}check the filing.",
        "plays": f"The first is {REAL}: what comes of it here need not be what came of it then.",
    }


POOR_FIT = 15.0
"""Points of hostility from which the distance is told as a poor fit [design choice]."""
