"""What one reply says, in the terms of its case: questions asked, proposals, promises, steps; and what was heard."""

from __future__ import annotations

from msgspec import Struct

from simulator.signals import Reading

_BESIDE_A_GOODBYE = frozenset({"leaves", "thanks", "stakes", "reassures", "no_news"})


class Asked(Struct, frozen=True):
    """A question: the topic it reaches (None: a question of no known topic), and whether its answer is known.

    ``in_case``: it is known from the case pane only, and not because the customer told it.
    """

    topic: str | None
    start: int
    end: int
    quote: str
    known: bool = False
    in_case: bool = False


class Proposed(Struct, frozen=True):
    """A proposal of a family (refund, replacement, ...), matched to one of the case's resolutions where one fits.

    ``fit`` is 0 where the case has no such resolution; ``beyond``: more than this agent may promise; ``missing``:
    facts that had to be found out first; ``late``: its time comes after the customer needs it; ``amount`` in the
    order's currency, ``percent`` of the price. ``barred``: the case rules it out as it was said;
    ``wrong_sum``: because of the figure named with it.
    """

    family: str
    start: int
    end: int
    quote: str
    resolution: str | None = None
    fit: float = 0.0
    amount: float | None = None
    percent: float | None = None
    beyond: bool = False
    missing: tuple[str, ...] = ()
    late: bool = False
    barred: bool = False
    wrong_sum: bool = False


class Promised(Struct, frozen=True):
    """An action that the agent promises by a time. ``due``: seconds of scenario time after the start of the session.

    ``closed``: the time falls outside the shop's opening hours.
    """

    action: str
    start: int
    end: int
    quote: str
    due: float
    closed: bool = False


class Said(Struct, frozen=True):
    """A step of a resolution (``resolution/step``) that the reply says, and the words that say it."""

    step: str
    start: int
    end: int
    quote: str


class Heard(Struct, frozen=True):
    """Everything one reply was understood to say. ``moves`` are ids of the move table, in order of the text.

    ``carries_out``: it does what the customer said yes to before ("it's on its way"); ``agreed``: all it offers or
    says of a solution belongs to that. ``no_news``: it tells that there is still no answer;
    ``reaches_up``: it names who has more say, and tells that they take it up;
    ``to_private``: it invites to go on where nobody else reads it;
    ``reassures``: it puts a customer at ease who says sorry.
    ``instructs``: the step of the case's own (``resolution/step``) it says, where that belongs to no offer yet ("please
    unplug it").
    ``announces``: it says that somebody sets to work, and no more; ``asks_leave``: it asks for a yes to such a step.
    ``details``: it says a step or a time, whatever that belongs to; ``plain``: it asks nothing, in known words.
    ``goodbye``: it takes leave, and asks for nothing.
    ``other_figure``: it names another sum than what was agreed.
    """

    reading: Reading
    asked: tuple[Asked, ...] = ()
    proposed: tuple[Proposed, ...] = ()
    promised: tuple[Promised, ...] = ()
    said: tuple[Said, ...] = ()
    hands_over: bool = False
    reaches_up: bool = False
    refuses_supervisor: bool = False
    ends_contact: bool = False
    closing_question: bool = False
    keeps: tuple[int, ...] = ()
    carries_out: bool = False
    agreed: bool = False
    no_news: bool = False
    to_private: bool = False
    reassures: bool = False
    instructs: str = ""
    announces: bool = False
    asks_leave: bool = False
    details: bool = False
    plain: bool = False
    goodbye: bool = False
    other_figure: bool = False
    moves: tuple[str, ...] = ()

    @property
    def understood(self) -> bool:
        """Whether anything at all was recognised; a reply that was not costs nothing."""
        return bool(self.moves)

    @property
    def only_leaves(self) -> bool:
        """Whether it takes leave and does nothing else: thanks and kind words go with it."""
        return self.goodbye and {*self.moves} <= _BESIDE_A_GOODBYE
