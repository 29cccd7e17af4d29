"""What the customer has to express now: the engine's cue with all that a model, a check or a person at the card needs.

The engine has decided it already: nothing that is made from a brief changes the mood, the act or the ending.
"""

from __future__ import annotations

from msgspec import Struct

from simulator.conversation import Turn
from simulator.engine.scripted import UNSPOKEN
from simulator.exchange import Exchange, answer, first_state, messages, spoken
from simulator.mood import Phase
from simulator.scenario.model import Fact, Scenario
from simulator.session import Session

ACT_WORDS: dict[str, str] = {
    "vent": "let off steam about what happened and what it means to you; ask for nothing new",
    "answer": "answer what you were asked, with exactly the facts given for it",
    "unsure": "put what you were asked aside: you have nothing to add to it; don't claim not to know it",
    "accept": "say yes to what was offered",
    "reject": "say no to what was offered",
    "too_early": "turn the offer down: nobody has listened to you yet",
    "unchecked": "turn the offer down: they have not found out what is wrong",
    "beyond": "doubt that they may promise that at all",
    "too_late": "turn the offer down: it would come too late",
    "insist": "ask what happens now; nothing is settled",
    "demand_supervisor": "ask for a supervisor or manager",
    "threaten_review": "threaten to tell others, or to write a bad review",
    "abuse": "insult the agent, no harder than the example",
    "insulted": "say that you will not be insulted like that; insult nobody back",
    "thanks": "thank them for what was agreed",
    "reserve": "say that it is agreed, and that you are still upset",
    "private": "say that you have written a private message, as they asked",
    "confirm": "confirm that it is settled for you, and end the conversation",
    "farewell": "thank them and say goodbye: all is settled",
    "corrects": "point out that this is not the amount that was agreed, and ask which one is right",
    "puzzled": "say that you did not understand what they meant",
    "walk_away": "break off the conversation for good",
    "escalated": "say that you will talk to the colleague who takes over",
    "terminated": "react to being cut off",
    "wait": "say that you will wait",
}
"""What each act asks of the customer, in plain words: for the model and for the person at the card."""
BAND_WORDS: dict[str, str] = {
    "calm": "calm and civil, without reproach",
    "tense": "annoyed and short, still polite; no insults",
    "angry": "angry and reproachful, no thanks, no softening; no insults",
    "furious": "furious and at the end of your patience; exclamation is fine, no slurs",
}
"""How each band of hostility sounds."""
PHASE_WORDS: dict[Phase, str] = {
    Phase.RATIONAL: "You are reasonable and want a clear answer.",
    Phase.TAKE_OFF: "You are getting worked up and can't hear solutions yet.",
    Phase.SLOW_DOWN: "You are at the height of it.",
    Phase.SUPPORTIVE: "You begin to listen.",
    Phase.COOL_DOWN: "You are calming down because you feel heard.",
    Phase.PROBLEM_SOLVING: "You want to settle it now.",
}
"""Where the customer stands on the curve, in words they could use themselves."""


class Brief(Struct, frozen=True):
    """One cue, ready to be worded.

    ``script`` is the scripted line. ``tell`` are facts that the line has to tell; ``known`` those told before;
    ``hidden`` those it may not tell yet. ``about`` names the questions that bring the hidden ones out. ``answers``:
    what the case answers to what was asked. ``offer``: the proposal the cue is about. ``said``: the conversation.
    """

    scenario: Scenario
    channel: str
    level: str
    act: str
    band: str
    phase: Phase
    script: str
    accepts: bool = False
    rejects: bool = False
    closing: bool = False
    private: bool = False
    offer: str = ""
    tell: tuple[Fact, ...] = ()
    known: tuple[Fact, ...] = ()
    hidden: tuple[Fact, ...] = ()
    about: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    said: tuple[Turn, ...] = ()


def brief(session: Session) -> Brief | None:
    """The brief for the answer to the last reply; None where there is nothing to word.

    A customer who leaves without a word stays silent, what the content level leaves out stays left out, and the checks
    know English only.
    """
    exchange = session.exchanges[-1]
    script = spoken(session.scenario, exchange)
    if not script or UNSPOKEN in script or session.scenario.language != "en":
        return None
    return _briefed(session, exchange, script)


def _briefed(session: Session, exchange: Exchange, script: str) -> Brief:
    scenario, cue, state = session.scenario, exchange.cue, exchange.state
    before = session.exchanges[-2].state if len(session.exchanges) > 1 else first_state(scenario)
    facts = scenario.facts
    known = tuple(facts[name] for name in before.known)
    told = tuple(facts[name] for name in state.known if name not in before.known)
    hidden = tuple(fact for fact in facts.values() if fact.id not in state.known)
    topics = [scenario.topics[name] for name in cue.topics]
    offer = next((item.title for item in scenario.resolutions if item.id == cue.resolution), "")
    return Brief(
        scenario=scenario,
        channel=before.channel,
        level=session.level,
        act=cue.act,
        band=cue.band,
        phase=state.mood.phase,
        script=script,
        accepts=cue.accepts or cue.act == "accept",
        rejects=bool(cue.reason),
        closing=cue.closing,
        private=cue.private,
        offer=offer,
        tell=told,
        known=known,
        hidden=hidden,
        about=_about(session, hidden),
        answers=tuple(line for topic in topics for line in topic.answers),
        said=_said(session, exchange),
    )


def _about(session: Session, hidden: tuple[Fact, ...]) -> tuple[str, ...]:
    """What is asked for by the questions that bring hidden facts out: it names the subject, never the fact."""
    names = {fact.id for fact in hidden}
    titles = [
        topic.title or (shared.title if (shared := session.kit.shared.topics.get(topic.id)) else "")
        for topic in session.scenario.topics.values()
        if names & set(topic.reveals)
    ]
    return tuple(dict.fromkeys(title for title in titles if title))


def _said(session: Session, exchange: Exchange) -> tuple[Turn, ...]:
    """The conversation up to the reply that is answered now."""
    every = messages(session.scenario, session.exchanges, exchange.state)
    return every[: len(every) - len(answer(session.scenario, exchange))]
