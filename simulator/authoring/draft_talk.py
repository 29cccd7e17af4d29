"""The good golden play of a draft, written as a colleague would write it: nothing in it that nobody has said yet.

The lines claim nothing about the case but what was ordered and what the draft itself offers, so that they read well in
any case; which of them comes next depends on the customer, as in a real conversation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from simulator.authoring.draft_offer import FORMS, is_thing, offered
from simulator.authoring.explore_lines import DEADLINE, Lines, timed, values
from simulator.authoring.explore_session import UnmarkedSession
from simulator.authoring.random_play import Stage
from simulator.engine.carried import SENT
from simulator.engine.deadlines import deadlines
from simulator.engine.hostility import is_abusive, receptive
from simulator.engine.inputs import GOOD_FIT, OPEN_EAR
from simulator.engine.moment import Moment
from simulator.exchange import State
from simulator.mood import Phase
from simulator.scenario.model import Resolution
from simulator.scoring.case_voice import clause

FIRST = ("I'm so sorry about this, {address}. That must be so frustrating. What happened exactly?",)
ASKING = (
    "Thank you for telling me, {address}. Is there anything else I should know about what happened?",
    "Could you tell me a little more about it, {address}?",
)
LISTENING = (
    "Thank you for telling me, {address}. I can imagine how disappointing that is when you only wanted your {item}.",
    "I understand how upsetting this is for you, {address}, and I'm sorry. I'll take care of it myself.",
    "You're right to be annoyed about this, {address}. We let you down, and it's my job to put that right.",
    "I hear how tired you are of this, {address}. Anyone in your place would be upset.",
    "I'd feel just the same in your place, and I'll stay with this personally until it's sorted.",
    "It makes sense that you want this solved, {address}. I'm sorry that you had to write to us about it at all.",
    "You counted on us, {address}, and I can see how much this matters to you.",
)
REPAIRING = (
    LISTENING[0] + " What does it mean for you?",
    "I understand how upsetting this is for you, {address}: {why}. I'll take care of it myself.",
    LISTENING[2] + " Is there anything else I should know?",
    "It makes sense that you are angry, {address}, when {why}. Anyone in your place would be upset.",
    "I can see why you find it hard to trust a promise of ours now, {address}.",
    "I understand completely that you only believe it when it has happened, {address}. I'm staying with this myself.",
    "It must feel unfair that you have to think about this at all, {address}, when {why}.",
    "I'd feel just the same in your place, and I'll stay with this personally until it's sorted.",
    "You counted on us, {address}, and I can see how much this matters to you.",
    "I'm sorry that you had to write to us about it at all, {address}. I can hear how tired you are of this.",
)
"""To a customer who forgives slowly: what this means for them is asked, and taken up before and after the offer.

{why} is what they answer to the first; lines with it are left out where a case can't answer that.
"""
LIMITS = (
    "I want to help you, {address}, but please stop insulting me.",
    "I can hear how upset you are. Please don't use that language with me.",
)
CARRYING = ("It's done, {address}, I have just arranged it for you.",)
CLOSING = ("Is everything settled for you now, {address}?",)
BANK = ""
"""The form of an offer in the bank's words."""
BEFORE_CALMING = frozenset({Phase.TAKE_OFF, Phase.SLOW_DOWN, Phase.SUPPORTIVE})
DONE = frozenset({"cancel", "escalate", "price_correction", "investigate", "trace", "account_access"})
"""Families that give nothing to have: they are done by a time."""
_LEADS = re.compile(r"\b(?:(?:by|on|before|within|in|at|until|this|next|the) )+$", re.IGNORECASE)
"""What leads to a time in a title and belongs to it."""
NO_ITEM = " when you only wanted your {item}"


def written(stage: Stage, most: int) -> tuple[str, ...]:
    """The replies of a conversation that is settled within ``most`` replies; none where these lines don't settle it."""
    best = max(stage.scenario.resolutions, key=lambda item: item.fit, default=None)
    sent = best is not None and best.family in SENT
    forms = (*sorted(FORMS, key=lambda form: sent and "send" not in form), BANK)
    for form, slowly in ((form, slowly) for slowly in (False, True) for form in forms):
        session, talk = stage.session(0, "mild"), Talk(stage, form, slowly=slowly)
        replies: list[str] = []
        while not session.over and len(replies) < most:
            line = talk.next(session)
            if line is None:
                break
            replies.append(timed(line, stage.scenario, session.state.clock))
            session.hear(replies[-1])
        if session.state.ending == "RESOLVED" and len(set(replies)) == len(replies):
            return tuple(replies)
    return ()


class Talk:
    """What is said next; each line is said once.

    ``form``: how the offer is put in the draft's own words; without it, in the bank's. ``slowly``: it repairs first,
    and offers nothing before the customer has begun to calm down.
    """

    def __init__(self, stage: Stage, form: str, *, slowly: bool = False) -> None:
        self._scenario, self._palette, self._form, self._slowly = stage.scenario, stage.palette, form, slowly
        self._offered, self._turns = False, 0
        self._slots = values(stage.scenario)
        if "impact" in stage.scenario.topics and stage.scenario.persona.because:
            self._slots["why"] = clause(stage.scenario.persona.because)
        self._limits, self._first, self._asking = iter(LIMITS), iter(FIRST), iter(ASKING)
        self._listening = iter([line for line in (REPAIRING if slowly else LISTENING) if self._can_say(line)])
        self._carrying, self._closing = iter(CARRYING), iter(CLOSING)
        wanted = [item for item in self._scenario.resolutions if item.fit >= GOOD_FIT and item.authority == "agent"]
        self._aim = max(wanted, key=lambda item: item.fit, default=None)

    def next(self, session: UnmarkedSession) -> str | None:
        """The next line, or None where there is none left."""
        state = session.state
        if is_abusive(state.mood, session.curve) and state.mood.warnings < len(LIMITS):
            return self._one(self._limits)
        first = self._one(self._first)
        if first is not None or self._aim is None:
            return first
        return self._towards(self._aim, session)

    def _towards(self, aim: Resolution, session: UnmarkedSession) -> str | None:
        """What leads to a solution from here: finding out, listening, offering, asking whether it is settled."""
        state = session.state
        if state.mood.progress >= 1:
            if self._would_settle(session):
                return self._one(self._closing)
            return self._one(self._carrying) or self._one(self._listening)
        if any(fact not in state.known for fact in aim.needs):
            return self._one(self._asking) or self._one(self._listening)
        listens = self._offered or self._too_early(state)
        self._offered = not listens
        return self._one(self._listening) if listens else self._solution(aim, state)

    def _too_early(self, state: State) -> bool:
        """Whether the customer has to be received first."""
        mood = state.mood
        deaf = len(state.replies) == 1 or receptive(mood.venting, mood.hostility) < OPEN_EAR
        return deaf or (self._slowly and mood.phase in BEFORE_CALMING)

    def _would_settle(self, session: UnmarkedSession) -> bool:
        """Whether the customer is calm enough to be asked whether it is settled."""
        if session.state.mood.phase not in {Phase.PROBLEM_SOLVING, Phase.RATIONAL}:
            return False
        tried = session.fork()
        tried.hear(self._filled(CLOSING[0]))
        return tried.state.ending == "RESOLVED"

    def _one(self, lines: Iterator[str]) -> str | None:
        line = next(lines, None)
        return None if line is None else self._filled(line)

    def _can_say(self, line: str) -> bool:
        return "{why}" not in line or "why" in self._slots

    def _filled(self, line: str) -> str:
        if "item" not in self._slots:
            line = line.replace(NO_ITEM, "")
        for name in ("address", "item", "why"):
            line = line.replace(f"{{{name}}}", self._slots.get(name, ""))
        return line

    def _solution(self, aim: Resolution, state: State) -> str | None:
        """The offer with every step it lacks, in one reply."""
        missing = [step.id for step in aim.steps if f"{aim.id}/{step.id}" not in state.done]
        whole = len(missing) == len(aim.steps)
        lines = [self._offer(aim)] if whole else []
        timed_by_title = whole and bool(self._form) and is_thing(aim) and bool(self._time_of(aim))
        told = {"offer", "deadline"} if timed_by_title else {"offer"}
        lines += [self._step(aim, step) for step in missing if step not in told]
        self._turns += 1
        return " ".join(line for line in lines if line) or None

    def _offer(self, aim: Resolution) -> str:
        if self._form and is_thing(aim):
            return FORMS[(FORMS.index(self._form) + self._turns) % len(FORMS)].format(title=offered(aim))
        return self._worded(self._palette.offers.get(aim.id, ()))

    def _step(self, aim: Resolution, step: str) -> str:
        lines = self._palette.steps.get(f"{aim.id}/{step}", ())
        if step == "deadline" and aim.family in DONE:
            lines = tuple(line for line in lines if line.text.startswith("That")) or lines
        told = self._worded(lines)
        return told.replace(DEADLINE, self._time_of(aim)) if self._time_of(aim) else told

    def _time_of(self, aim: Resolution) -> str:
        """The time that its title names ("by courier tomorrow"): the only one that agrees with the offer."""
        case = self._scenario
        times = deadlines(aim.title, Moment(case.now, 0.0, case.shop.hours))
        if not times:
            return ""
        led = _LEADS.search(aim.title[: times[0].start])
        return aim.title[led.start() if led else times[0].start : times[0].end]

    def _worded(self, lines: Lines) -> str:
        """One of the bank's wordings, another each time that something is said again."""
        return lines[self._turns % len(lines)].text if lines else ""
