"""What the coach may draw on: the case in words an agent could say, and how a customer is spoken of."""

from __future__ import annotations

import re

from msgspec import Struct

from simulator.scoring.second_person import to_you

SLOTS: tuple[str, ...] = ("name", "order", "item", "stake", "cause", "quote", "deadline", "offer", "question")
"""The slots of an advice; one that the case can't fill makes the next advice come into play."""
MEANT_SLOTS: dict[str, str] = {
    **dict.fromkeys(("customer", "customer_name", "first_name", "client", "address"), "name"),
    **dict.fromkeys(("order_id", "order_number", "number", "reference"), "order"),
    **dict.fromkeys(("product", "article", "goods"), "item"),
    **dict.fromkeys(("reason", "problem", "fault"), "cause"),
    **dict.fromkeys(("date", "day", "time", "when"), "deadline"),
    **dict.fromkeys(("solution", "proposal", "resolution"), "offer"),
}
"""What authors call slots, beside their names."""
LONGEST_QUOTE = 14
"""Words of the customer that are worth repeating; a longer sentence is not quoted."""

_HER = re.compile(r"^(?:mrs|ms|miss|madam|frau|señora)\b\.?", re.IGNORECASE)
_HIS = re.compile(r"^(?:mr|sir|herr|señor)\b\.?", re.IGNORECASE)
_ACTS = frozenset(
    """add arrange ask book call cancel change check close collect credit deliver dispatch exchange extend find fix get
    give hand hold look make move offer open order pay pick post put refund release repair replace reserve reverse send
    set ship speed stop swap take talk tell trace transfer write""".split()
)
"""Verbs that a resolution's title may begin with; any other beginning names a thing."""
SAID_IN_PASSING = 3
"""Quoted words that a sentence can hold without quotation marks [design choice]."""
_QUOTED = re.compile(r"[\"“«]([^\"”»]+)[\"”»]")
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")


class Pronoun(Struct, frozen=True):
    """How a customer is spoken of, with the verbs that follow."""

    subject: str
    object: str
    is_: str = "is"
    has: str = "has"
    was: str = "was"
    doesnt: str = "doesn't"
    s: str = "s"

    def put(self, text: str) -> str:
        """A text with {she}, {her}, {is}, {has}, {was}, {doesnt} and {s} (as in feel{s}) filled in."""
        words = {"she": self.subject, "her": self.object, "is": self.is_, "has": self.has, "was": self.was}
        return text.format_map({**words, "doesnt": self.doesnt, "s": self.s, "She": self.subject.capitalize()})


SHE, HE = Pronoun("she", "her"), Pronoun("he", "him")
THEY = Pronoun("they", "them", "are", "have", "were", "don't", "")
CUSTOMER = Pronoun("the customer", "the customer")


class CaseVoice(Struct, frozen=True):
    """A case in words an agent could say; empty where the case does not say.

    ``address``: how the customer is addressed ("Mrs Lindqvist"). ``because``: what is at stake, as a clause ("it is
    Emma's birthday on Saturday"). ``facts``: what is known so far, most telling first. ``questions``: whole
    questions that would find out what is still open. ``resolutions``: titles of what this agent may offer here and
    now, best first. ``deadline``: a time that can be kept, within opening hours ("today by 15:00"). ``timed``: the best
    of the resolutions calls for a time; ``informs``: it is an answer to a question. ``offer``: the best of them as a
    whole clause ("I can take one of the two out of the order"), where the scenario gives one.
    """

    address: str = ""
    item: str = ""
    order: str = ""
    stakes: tuple[str, ...] = ()
    because: str = ""
    facts: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    resolutions: tuple[str, ...] = ()
    deadline: str = ""
    timed: bool = True
    informs: bool = False
    offer: str = ""

    @property
    def pronoun(self) -> Pronoun:
        """How to speak of the customer; "they" unless the form of address says more."""
        if _HER.match(self.address):
            return SHE
        return HE if _HIS.match(self.address) else THEY


def slots(case: CaseVoice, customer: str = "") -> dict[str, str]:
    """What each slot holds for this case and the customer's message; slots without a value are left out."""
    values = {
        "name": case.address,
        "order": case.order,
        "item": case.item,
        "stake": clause(case.because, case.pronoun),
        "cause": next(filter(None, (_cause(fact, case.pronoun) for fact in case.facts)), ""),
        "quote": short_quote(customer),
        "deadline": case.deadline,
        "offer": case.offer or (offer(case.resolutions[0]) if case.resolutions else ""),
        "question": case.questions[0] if case.questions else "",
    }
    return {name: value for name, value in values.items() if value}


def _cause(fact: str, who: Pronoun) -> str:
    """A fact said to the customer; empty where it quotes a whole sentence, which can't be said in passing.

    What a screen shows ("at depot") is said without its quotation marks.
    """
    if any(len(words.split()) > SAID_IN_PASSING for words in _QUOTED.findall(fact)):
        return ""
    return to_you(re.sub(r"[\"“”«»]", "", fact), who.subject)


def clause(text: str, who: Pronoun = CUSTOMER) -> str:
    """A clause that can follow a colon or a comma: no full stop, said to the customer."""
    return to_you(text.strip().rstrip(".!;,"), who.subject)


def short_quote(message: str) -> str:
    """The customer's last statement, if it is short enough to be repeated word for word; questions are not."""
    parts = [match.group().strip() for match in _SENTENCE.finditer(message)]
    statements = [part for part in parts if part and not part.endswith("?")]
    if not statements or len(statements[-1].split()) > LONGEST_QUOTE:
        return ""
    return statements[-1].rstrip(".! ")


def offer(title: str) -> str:
    """A resolution's title as an offer: "a new dollhouse" -> "I can offer you a new dollhouse"."""
    lowered = title[:1].lower() + title[1:].rstrip(".")
    return f"I can {lowered}" if lowered.partition(" ")[0] in _ACTS else f"I can offer you {lowered}"
