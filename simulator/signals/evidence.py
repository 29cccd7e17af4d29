"""The records of a reading: evidence with exact spans, and the context that some signals need."""

from __future__ import annotations

from msgspec import Struct

AGENT_SIGNALS: tuple[str, ...] = tuple(
    """emotional_reaction interpretation exploration validation specificity apology ownership gratitude canned
    dismissing blaming defending deflecting wall attack condescending sarcasm politeness question restatement
    reflection suggestion information readability interrupting re_asking jargon personalisation boundary
    closing_question placeholder wrong_name expectation deadline options hand_over""".split()
)
CUSTOMER_SIGNALS: tuple[str, ...] = tuple(
    """anger frustration abuse dissatisfaction gratitude confirmation rejection supervisor_request threat_to_leave
    complaint""".split()
)


class Evidence(Struct, frozen=True, gc=False):
    """Words that carry a signal: ``quote == text[start:end]`` (code points, half-open), strength 0-1.

    ``detail`` says in plain words what was found ("birthday, Saturday"); ``learned`` marks a learned model's finding.
    It refers to nothing that could refer back, so Python's collector of cycles needn't watch it (``gc``).
    """

    signal: str
    strength: float
    start: int
    end: int
    quote: str
    detail: str = ""
    learned: bool = False


class CaseWords(Struct, frozen=True):
    """What the case knows, as words a reply may pick up. Empty where the case does not say.

    ``names``: the customer's names and forms of address. ``own_names``: the agent's and the shop's. ``orders``: ids.
    ``stakes``: what is at stake ("birthday", "Emma", "Saturday"). ``given``: what the customer has already told or
    the case pane shows, as words a question might ask for again ("order number"). ``jargon``: internal words.
    """

    names: tuple[str, ...] = ()
    own_names: tuple[str, ...] = ()
    orders: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    stakes: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    jargon: tuple[str, ...] = ()
    banned: tuple[str, ...] = ()


class Context(Struct, frozen=True):
    """What stands around a message; a signal whose context is missing (None) reads null.

    ``previous``: the other side's message before it. ``earlier``: the agent's own earlier replies. ``stock``: macros
    and shipped answers. ``cut_in``: whether the reply came before the customer had finished (phone). ``language``:
    two letters; rules and words are that language's.
    """

    previous: str | None = None
    case: CaseWords | None = None
    earlier: tuple[str, ...] | None = None
    stock: tuple[str, ...] = ()
    channel: str | None = None
    cut_in: bool | None = None
    language: str = "en"


class Reading(Struct, frozen=True):
    """One message, read: its sentences (spans), the evidence, and each signal's strength (None: context missing).

    ``evidence`` and ``strengths`` hold what counts: rules, and learned findings that are firm. They move the curve
    and earn marks. ``hints`` are learned findings that are too weak for that, and ``tones`` is how strongly each
    learned signal sounds, whatever the rules found (0-1): both are served, and move nothing.
    """

    text: str
    sentences: tuple[tuple[int, int], ...] = ()
    evidence: tuple[Evidence, ...] = ()
    strengths: dict[str, float | None] = {}
    hints: tuple[Evidence, ...] = ()
    tones: dict[str, float] = {}

    def strength(self, *signals: str) -> float:
        """The strongest of the named signals, 0-1; an unread signal counts as 0."""
        strongest, strengths = 0.0, self.strengths
        for name in signals:
            strength = strengths.get(name)
            if strength is not None and strength > strongest:
                strongest = strength
        return strongest

    def of(self, *signals: str) -> tuple[Evidence, ...]:
        """The evidence for the named signals, in order of the text."""
        return tuple(item for item in self.evidence if item.signal in signals)

    @property
    def served(self) -> dict[str, float | None]:
        """Each signal's strength with its tone: what is given to a person who asks for signals, and is measured."""
        return {
            name: None if value is None else max(value, self.tones.get(name, 0.0))
            for name, value in self.strengths.items()
        }
