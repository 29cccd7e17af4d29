"""The moves a reply can make, besides the topics it asks for, the families it offers and the steps it says."""

from __future__ import annotations

from msgspec import Struct

LISTENING, ASKING, OFFERING, SAYING, CONTACT, WORSE = (
    "listening",
    "asking",
    "offering",
    "saying how and when",
    "leading the conversation",
    "what makes it worse",
)


class Move(Struct, frozen=True):
    """A move: ``words`` for the menu ("says sorry"), ``heard`` for the line under a reply ("sorry").

    ``signals`` are the evidence that shows it; the first is what it adds when the trainee picks it.
    """

    id: str
    words: str
    heard: str
    group: str
    signals: tuple[str, ...] = ()


MOVES: tuple[Move, ...] = (
    Move("sorry", "says sorry", "sorry", LISTENING, ("apology",)),
    Move(
        "understands",
        "shows understanding",
        "showed understanding",
        LISTENING,
        ("emotional_reaction", "interpretation", "validation"),
    ),
    Move("stakes", "names what is at stake", "took up what was said", LISTENING, ("specificity",)),
    Move("explores", "asks what happened", "asked what happened", LISTENING, ("exploration",)),
    Move("sums_up", "sums up what was said", "summed up", LISTENING, ("restatement",)),
    Move("owns", "takes responsibility", "took responsibility", LISTENING, ("ownership",)),
    Move("thanks", "thanks the customer", "thanks", LISTENING, ("gratitude",)),
    Move("reassures", "puts the customer at ease", "put the customer at ease", LISTENING),
    Move("informs", "gives information", "gave information", SAYING, ("information",)),
    Move("promises", "makes a promise with a time", "promised a time", SAYING),
    Move("carries_out", "does what was agreed", "did what was agreed", SAYING),
    Move("no_news", "says that there is no answer yet", "said there is no answer yet", SAYING),
    Move("settled", "asks if it is settled", "asked if it is settled", CONTACT, ("closing_question",)),
    Move("to_private", "invites to a private message", "invited to a private message", CONTACT),
    Move("hands_over", "hands over to a supervisor", "handed over", CONTACT, ("hand_over",)),
    Move("refuses", "refuses a supervisor", "refused a supervisor", CONTACT),
    Move("limit", "sets a limit to abuse", "set a limit", CONTACT, ("boundary",)),
    Move("leaves", "says goodbye", "said goodbye", CONTACT),
    Move("ends", "ends the contact", "ended the contact", CONTACT),
    Move("dismisses", "plays it down, or tells them to calm down", "played it down", WORSE, ("dismissing",)),
    Move("blames", "blames the customer", "blamed the customer", WORSE, ("blaming",)),
    Move("defends", "defends the shop", "defended the shop", WORSE, ("defending",)),
    Move("deflects", "sends them elsewhere", "sent them elsewhere", WORSE, ("deflecting",)),
    Move("wall", "quotes policy, or says a bare no", "quoted policy", WORSE, ("wall",)),
    Move("attacks", "attacks the customer", "attacked the customer", WORSE, ("attack",)),
    Move("talks_down", "talks down", "talked down", WORSE, ("condescending",)),
    Move("sarcastic", "is sarcastic", "was sarcastic", WORSE, ("sarcasm",)),
    Move("misnames", "says a wrong name or order", "said a wrong name or order", WORSE, ("wrong_name",)),
)
"""Every move that is not a topic asked for (``ask:``), a family offered (``offer:``) or a step said (``step:``)."""

BY_ID: dict[str, Move] = {move.id: move for move in MOVES}
