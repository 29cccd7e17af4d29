"""Whether a line can stand for a cue: one table of checks, each with a tag, a severity and a sentence.

They are pure functions of the words and the brief. The same table judges a model's words before they count, and
advises a person who plays the customer.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from msgspec import Struct

from simulator.llm import checks_claims, checks_cue, checks_form, checks_role, checks_tone
from simulator.llm.customer_brief import Brief

Severity = Literal["grave", "slight"]
"""Grave: the trainee would be told something untrue, or meet no customer at all. Slight: it only reads badly."""


class Check(Struct, frozen=True):
    """``find`` gives the words at fault, or an empty string; ``sentence`` says what is wrong, and what to do."""

    severity: Severity
    sentence: str
    find: Callable[[str, Brief], str]


class Failed(Struct, frozen=True):
    """A check that a line does not pass. ``quote``: the words at fault."""

    tag: str
    severity: Severity
    sentence: str
    quote: str = ""


CHECKS: dict[str, Check] = {
    "empty": Check("grave", "There are no words. Write what the customer says.", checks_form.empty),
    "leak": Check("grave", "It quotes its instructions. Say only what a customer would.", checks_role.leak),
    "markup": Check("slight", "There is markup or a control character. Write plain words only.", checks_form.markup),
    "length": Check("slight", "It is too long for this channel. Say it in fewer words.", checks_form.length),
    "repetition": Check("slight", "It repeats what was said before. Say it in other words.", checks_form.repetition),
    "language": Check("grave", "It is not plain English. Write in English.", checks_form.language),
    "exercise": Check(
        "grave", "It talks about an exercise, a score or a model. Stay in the case.", checks_role.exercise
    ),
    "role": Check("grave", "It sounds like the agent. You are the customer.", checks_role.role),
    "fact": Check("grave", "It says something that the case does not hold. Leave it out.", checks_claims.invented),
    "secret": Check("grave", "It tells what was not asked for yet. Leave it out.", checks_claims.secret),
    "withheld": Check("grave", "It leaves out what the customer tells now. Put it in.", checks_claims.withheld),
    "hostility": Check("slight", "The tone does not fit how the customer feels.", checks_tone.hostility),
    "settles": Check("grave", "It agrees to, or ends, what is not settled.", checks_cue.settles),
    "off_cue": Check("grave", "It does not say what the customer has to say now.", checks_cue.off_cue),
}
"""Tag -> check, in the order in which they are told."""
ALONE = ("empty", "markup", "language", "leak", "exercise", "role")
"""After one of these, the rest would only find more of the same."""


def check(text: str, brief: Brief) -> tuple[Failed, ...]:
    """What is wrong with a line for this cue; empty: it can stand."""
    found: list[Failed] = []
    for tag, row in CHECKS.items():
        quote = row.find(text, brief)
        if quote:
            found.append(Failed(tag, row.severity, row.sentence, quote))
            if tag in ALONE:
                break
    return tuple(found)
