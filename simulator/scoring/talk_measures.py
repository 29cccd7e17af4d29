"""Everything a conversation's rubric can ask of a whole conversation, by name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from msgspec import Struct

from simulator.scoring.brand import brand_faults
from simulator.scoring.marks import Quote
from simulator.scoring.reply import Finding
from simulator.scoring.talk import Said, Talk, agreed_at_last, strongest
from simulator.signals import AGENT_SIGNALS

CASE_ALONE = "needs the case: a person answers this one"
_GREETS = re.compile(
    r"^\W*(?:(?:hi|hello|hey|hiya|dear|greetings|welcome)\b|good (?:morning|afternoon|evening|day)\b|"
    r"thanks? (?:you )?for (?:contacting|calling|reaching|writing|getting|your))",
    re.IGNORECASE,
)
_GREETS_NAME = re.compile(
    r"^\W*(?:hi|hello|hey|dear|welcome|good (?:morning|afternoon|evening|day))[ ,]+(?:(?:mr|mrs|ms|miss|mx|dr)\.? )?"
    r"(?!there|sir|madam|customer|team|all|everyone|and|i\b|thank|we\b|you|(?:yes|no|sure|sorry|please|of)\b)"
    r"[^\W\d_]{2,}(?: [^\W\d_]+){0,2}(?=[,.!:\n])",
    re.IGNORECASE,
)
_STOCK_GREETING = re.compile(
    r"^\W*(?:(?:hi|hello|hey|greetings|welcome)[ ,]+)?(?:dear|esteemed|valued)\W+(?:(?:valued|esteemed|loyal) )?"
    r"(?:customers?|client|user|shopper|guest|sir|madam|buyer)\b",
    re.IGNORECASE,
)
_OWN_NAME = re.compile(
    r"\b(?:my name is|this is|i am|i'm|i’m)\s+[A-ZÀ-Þ][^\W\d_]+|(?:^|\n)\s{0,20}[A-ZÀ-Þ][^\W\d_]+\s{0,20}$"
)
FAREWELL = re.compile(
    r"\b(?:have a (?:\w+ ){0,2}(?:day|one|evening|weekend|night|week|time)|good ?bye|bye|take care|all the best|enjoy|"
    r"(?:best|kind|warm)(?:est)? (?:regards|wishes)|regards|sincerely|cheers|see you)\b",
    re.IGNORECASE,
)
"""How somebody takes leave."""
_ASKS_WHO = re.compile(
    r"\b(?:order (?:number|no|id)|customer (?:number|id)|e-?mail(?: address)?|phone number|post ?code|zip(?: code)?|"
    r"date of birth|full name|surname|last name|your name|account (?:number|name|id)|security (?:question|code)|"
    r"reference(?: number)?|verif\w+|confirm (?:your|the) (?:name|address|e-?mail|details|identity))\b",
    re.IGNORECASE,
)
_GIVES_WHO = re.compile(
    r"[\w.+-]{1,40}@[\w-]{1,40}\.\w{2,}|\b[A-Z]{0,3}-?\d{5,12}\b|\border\W{0,3}(?:number\W{0,3})?\d{3,}", re.IGNORECASE
)
_ACCOUNT = re.compile(
    r"\b(?:order|parcel|package|delivery|refund|account|payment|invoice|return|card|charged|password|subscription|money)\b",
    re.IGNORECASE,
)
_ACTION = re.compile(
    r"\b(?:sent|send|refund\w*|replac\w*|call\w*|ask\w*|promis\w*|agreed|offer\w*|will|follow|book\w*|cancel\w*|open\w*|"
    r"escalat\w*|check\w*|wait\w*|by \d|until|monday|tuesday|wednesday|thursday|friday|saturday|today|tomorrow)\b",
    re.IGNORECASE,
)


class TalkMeasure(Struct, frozen=True):
    """How a measure of a conversation is read, and one line for whoever writes rubrics."""

    read: Callable[[Talk], Finding]
    says: str


def _first(talk: Talk, pattern: re.Pattern[str]) -> Finding:
    return _search(talk.said[:1], pattern)


def _last(talk: Talk, pattern: re.Pattern[str]) -> Finding:
    return _search(talk.said[-1:], pattern)


def _search(said: Iterable[Said], pattern: re.Pattern[str]) -> Finding:
    for item in said:
        hit = pattern.search(item.reading.text)
        if hit and hit[0]:
            return Finding(1.0, (Quote(hit.start(), hit.end(), hit[0], item.turn),))
    return Finding(0.0)


def _known(talk: Talk) -> Finding:
    return Finding(float(talk.case_known))


def _upset(talk: Talk) -> Finding:
    return strongest((item.turn, item.look("upset", False)) for item in talk.said)


def _begins(talk: Talk) -> Finding:
    return Finding(float(any(item.ground.situation.n == 1 for item in talk.said)))


def _ends(talk: Talk) -> Finding:
    return Finding(float(any(item.ground.situation.last for item in talk.said)))


def _account(talk: Talk) -> Finding:
    return Finding(float(any(_ACCOUNT.search(one.text) for _, one in talk.heard)))


def _verified(talk: Talk) -> Finding:
    """Whether the customer was asked who they are, or said so; else only the shop's system knows."""
    asked = next((found for item in talk.said if (found := _asks_who(item)) is not None), None)
    if asked is not None:
        return Finding(1.0, (asked,))
    if talk.case_known or any(_GIVES_WHO.search(one.text) for _, one in talk.heard):
        return Finding(1.0)
    return Finding(None, needs="only the shop's system shows whether this customer was identified")


def _asks_who(item: Said) -> Quote | None:
    text = item.reading.text
    for start, end in item.reading.sentences:
        hit = _ASKS_WHO.search(text, start, end)
        if hit and (
            "?" in text[start:end] or re.search(r"\b(?:please|could|can|need|may)\b", text[start:end], re.IGNORECASE)
        ):
            return Quote(hit.start(), hit.end(), hit[0], item.turn)
    return None


def _settled(talk: Talk) -> Finding:
    """Whether the matter ended settled: by the engine where the case is known, else by the customer's last words."""
    if talk.case_known:
        last = talk.said[-1].ground.situation if talk.said else None
        return Finding(float(bool(last and (last.resolved or last.settled >= 1))))
    return Finding(float(agreed_at_last(talk)))


def _case(name: str) -> Callable[[Talk], Finding]:
    def look(talk: Talk) -> Finding:
        if not talk.case_known:
            return Finding(None, needs=CASE_ALONE)
        return _best(talk, name, fault=True)

    return look


def _wrong(talk: Talk) -> Finding:
    return strongest(
        (item.turn, item.look(name, True)) for item in talk.said for name in ("wrong_name", "wrong_details")
    )


def _notes(talk: Talk) -> Finding:
    if not talk.notes:
        return Finding(None, needs="this transcript holds no internal notes")
    return Finding(float(sum(len(text.split()) for _, text in talk.notes)), _note_quotes(talk))


def _note_actions(talk: Talk) -> Finding:
    if not talk.notes:
        return Finding(None, needs="this transcript holds no internal notes")
    hits = {hit[0].casefold() for _, text in talk.notes for hit in _ACTION.finditer(text)}
    return Finding(float(len(hits)), _note_quotes(talk))


def _note_quotes(talk: Talk) -> tuple[Quote, ...]:
    return tuple(Quote(0, len(text), text, turn) for turn, text in talk.notes)


def _brand(talk: Talk, *kinds: str) -> Finding:
    """How many different things of these kinds (none named: any) are not as the brand wants them."""
    if talk.brand is None:
        return Finding(0.0)
    mail = talk.channel == "email"
    found = [
        fault
        for item in talk.said
        for fault in brand_faults(
            talk.brand,
            item.reading.text,
            item.turn,
            first=mail or item.ground.situation.n == 1,
            last=mail or item.ground.situation.last,
        )
        if not kinds or fault.kind in kinds
    ]
    return Finding(float(len({fault.why for fault in found})), tuple(one.quote for one in found if one.quote))


TALK_MEASURES: dict[str, TalkMeasure] = {
    "replies": TalkMeasure(lambda talk: Finding(float(len(talk.said))), "how many replies there are"),
    "case_known": TalkMeasure(_known, "facts come from a case, not from the words alone"),
    "begins": TalkMeasure(_begins, "this agent wrote the conversation's first reply"),
    "ends": TalkMeasure(_ends, "this agent wrote the conversation's last reply"),
    "was_upset": TalkMeasure(_upset, "the customer was upset at some point"),
    "greets": TalkMeasure(lambda talk: _first(talk, _GREETS), "the first reply greets"),
    "greets_by_name": TalkMeasure(lambda talk: _first(talk, _GREETS_NAME), "the first reply greets somebody by name"),
    "stock_greeting": TalkMeasure(
        lambda talk: _first(talk, _STOCK_GREETING), "the first reply greets in a stock phrase"
    ),
    "own_name": TalkMeasure(lambda talk: _first(talk, _OWN_NAME), "the first reply says who writes"),
    "farewell": TalkMeasure(lambda talk: _last(talk, FAREWELL), "the last reply says goodbye"),
    "account_matter": TalkMeasure(_account, "the customer writes about an order, an account or money"),
    "verified": TalkMeasure(_verified, "the customer was asked who they are, or said so"),
    "was_settled": TalkMeasure(_settled, "it ended settled: by the case, else by the customer's last words"),
    "best_fit": TalkMeasure(_case("fit"), "how well the best proposal fits the case, 0-1"),
    "done": TalkMeasure(_case("settled"), "the share of the resolution that was done, 0-1"),
    "over_promised": TalkMeasure(_case("beyond"), "promises beyond what the agent may promise"),
    "too_soon": TalkMeasure(_case("missing"), "proposals before the facts they need were known"),
    "wrong": TalkMeasure(_wrong, "a name or an order number that is not this customer's"),
    "notes_words": TalkMeasure(_notes, "words in the internal notes"),
    "notes_actions": TalkMeasure(_note_actions, "different words in the notes for what was or will be done, and when"),
    "has_brand": TalkMeasure(lambda talk: Finding(float(talk.brand is not None)), "a brand profile is given"),
    "brand_faults": TalkMeasure(_brand, "different things that are not as the brand profile wants them"),
    "brand_banned": TalkMeasure(lambda talk: _brand(talk, "banned"), "phrases that the brand never uses"),
    "reply_promises": TalkMeasure(
        lambda talk: _best(talk, "promised", fault=False), "promises with a time, in one reply"
    ),
}
"""Every measure of a conversation that is not a signal; a signal is the strongest of any reply."""


def talk_names() -> tuple[str, ...]:
    """Every name that a conversation's criterion may use."""
    return (*TALK_MEASURES, *AGENT_SIGNALS)


def find_in_talk(talk: Talk, name: str, *, fault: bool = False) -> Finding:
    """The value of one measure or signal of a conversation.

    A reply that is no message to the customer (a list of words, another language, talk to graders) earns no credit.

    Raises:
        KeyError: there is no such measure.

    """
    if name in TALK_MEASURES:
        return TALK_MEASURES[name].read(talk)
    if name in AGENT_SIGNALS:
        return _best(talk, name, fault=fault)
    raise KeyError(name)


def _best(talk: Talk, name: str, *, fault: bool) -> Finding:
    kept = [item for item in talk.said if fault or item.is_message]
    if not kept:
        return Finding(0.0)
    return strongest((item.turn, item.look(name, fault)) for item in kept)
