"""From an agent's free words to the terms of the case: questions, proposals, promises, steps, and what was heard.

No model and no network: phrases, examples and frames (scenarios/shared), compiled once for each scenario. At most
`READ_AT_MOST` code points are read, and the work grows in step with their number.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace

from simulator.engine.allowed import other_figure
from simulator.engine.carried import (
    accepted,
    carried_out,
    is_agreed,
    replaces,
    taken_up,
    tells_of_no_news,
    with_carried,
)
from simulator.engine.case_words import told_order
from simulator.engine.contact import asks_for_wishes, asks_if_settled, done_with, is_about_the_contact
from simulator.engine.deadlines import Deadline, deadlines
from simulator.engine.details import says_something, tells_details
from simulator.engine.ear import OWN_STEP, Ear, ear_for
from simulator.engine.heard import Asked, Heard, Proposed, Said
from simulator.engine.heed import Heeded, Sentences, heed
from simulator.engine.inputs import WHOLE, share
from simulator.engine.invited import as_greeted, as_invited, invitation, may_invite
from simulator.engine.leave_asked import asks_if_it_suits, asks_leave, awaits_leave, offers_itself
from simulator.engine.leaving import takes_leave
from simulator.engine.moment import Moment
from simulator.engine.moves import moves_of
from simulator.engine.phrases import QUESTION_WORDS
from simulator.engine.promises import kept
from simulator.engine.promises import promises as promised
from simulator.engine.proposals import proposals
from simulator.engine.reaching_up import reached, reaches_up
from simulator.engine.recited import without_recited
from simulator.engine.reread import reassures, reread
from simulator.engine.steps import Saying, given, plainly, steps
from simulator.engine.topics import OPEN
from simulator.scoring.trick_words import PLEASANTRIES
from simulator.signals.spoken import SPOKEN

if TYPE_CHECKING:
    from simulator.scenario.model import Scenario
    from simulator.scenario.shared import Shared
    from simulator.signals import Reading

OPEN_CHECK = "anything_else_to_know"
"""The topic that asks for whatever was missed: asked as often as one likes, it asks for nothing twice."""
_OFFERS = frozenset({"shall", "should", "would", "do", "want"})
"""Stems that open an offer put as a question; "can I ..." as often asks for something."""
_OF_AN_OFFER = OPEN | {"preference"}
"""Topics that an offer put as a question can ask for beside itself: "would you like a refund or a new one?"."""


def understand(  # noqa: PLR0913 - the whole state of the session, each part by its name
    text: str,
    reading: Reading,
    scenario: Scenario,
    shared: Shared,
    *,
    known: frozenset[str],
    done: frozenset[str],
    promises: tuple[tuple[str, float], ...] = (),
    clock: float = 0.0,
    answered: frozenset[str] = frozenset(),
    sum_agreed: float | None = None,
    offered: str = "",
) -> Heard:
    """Everything one reply says, in the terms of its case.

    Args:
        text: the reply as typed.
        reading: its evidence; its sentences are used where it has them.
        scenario: the case.
        shared: topics, families, steps and language.
        known: facts already told.
        done: resolution steps already done, as ``resolution/step``.
        promises: the open promises, each an action and when it is due.
        clock: seconds of scenario time since the start.
        answered: topics the customer has already answered.
        sum_agreed: the amount that was agreed, where one was named.
        offered: the resolution that was offered before and only waits for facts, or an open ear.

    """
    if scenario.language in SPOKEN:
        from simulator.engine.spoken import understand_spoken

        return understand_spoken(
            text, reading, scenario, shared, known=known, done=done, clock=clock, answered=answered, offered=offered
        )
    ear = ear_for(shared, scenario)
    heeded = heed(text, reading, ear)
    reading, begun = reread(reading, heeded, scenario), True
    if heeded.once(may_invite):
        begun = bool(answered or done or offered)
        reading = as_greeted(reading, heeded, first=not begun)
    moment = Moment(scenario.now, clock, scenario.shop.hours)
    times = deadlines(text, moment) if heeded else ()
    proposed = without_recited(proposals(heeded, scenario, shared, known), heeded, scenario)
    if not any(item.resolution for item in proposed):
        waiting = next((one for one in scenario.resolutions if one.id == offered), None)
        again = taken_up(heeded, waiting, known, scenario)
        proposed = proposed if again is None else (*proposed, again)
    proposed = _timed(proposed, heeded, times, scenario, moment)
    asked = _asked(heeded, ear, scenario, shared, known, answered, begun=begun)
    offers = [sentence for sentence in heeded if any(sentence.holds(item.start) for item in proposed)]
    asked = tuple(item for item in asked if not any(_only_offers(item, sentence) for sentence in offers))
    said = steps(Saying(reading, heeded, proposed, asked, times), scenario, shared, done)
    proposed = tuple(item for item in proposed if not _is_step(item, said))
    yes, carried = accepted(done, scenario), heeded.once(carried_out)
    if yes is not None and (replaces(proposed, yes) or any(item.barred for item in proposed)):
        carried = None
    if yes is not None and carried is not None:
        said = with_carried(said, yes, carried, text)
    contact = heeded.once(done_with)
    other = yes is not None and other_figure(heeded, yes, sum_agreed, scenario)
    ends = "ends_contact" in contact
    wishes = _wishes(heeded, done | {item.step for item in said}, scenario)
    asked = tuple(item for item in asked if not any(s.holds(item.start) for s in wishes))
    heard = Heard(
        reading,
        asked=asked,
        proposed=proposed,
        promised=promised(heeded, times, moment),
        said=said,
        hands_over="hands_over" in contact and "refuses_supervisor" not in contact,
        refuses_supervisor="refuses_supervisor" in contact,
        ends_contact=ends,
        closing_question=asks_if_settled(reading, heeded, proposed) or bool(wishes),
        keeps=kept(heeded, promises, ear),
        carries_out=yes is not None and carried is not None,
        agreed=is_agreed(said, proposed, yes),
        no_news=heeded.once(tells_of_no_news, ear, scenario),
        reassures=heeded.once(reassures, scenario),
        announces="announces" in contact,
        details=tells_details(heeded, times, ear),
        plain=heeded.once(says_something, ear),
        asks_leave=heeded.once(_asks_leave),
        other_figure=other,
        goodbye=heeded.once(takes_leave) and not (asked or ends),
        instructs="" if said else heeded.once(_instructs),
        to_private="to_private" in contact,
    )
    if heeded.once(reaches_up):
        heard = reached(heard)
    return replace(heard, moves=moves_of(heard, ear))


def _asks_leave(heeded: Sentences) -> bool:
    return any(asks_leave(sentence) or awaits_leave(sentence) for sentence in heeded)


def _instructs(heeded: Sentences) -> str:
    """The step of the case's own that the reply says, or an empty string."""
    said = (item.owner[1] for s in heeded for item in s.of(OWN_STEP) if plainly(s, item, own=True))
    return next(said, "")


def _wishes(heeded: list[Heeded], done: frozenset[str], scenario: Scenario) -> list[Heeded]:
    """The sentences that ask for further wishes once all is agreed: whether that is all, then."""
    return [sentence for sentence in heeded if asks_for_wishes(sentence)] if share(done, scenario) >= WHOLE else []


def _only_offers(item: Asked, sentence: Heeded) -> bool:
    """Whether a question is the offer itself: "Should I change the number?" asks for no number."""
    if not sentence.holds(item.start):
        return False
    stems = [word.stem for word in sentence.frames.sentence.words]
    offers = any(frame.owner[1] == "offer" and frame.first <= 1 for frame in sentence.frames.frames)
    offers = offers and stems[0] in _OFFERS
    itself = offers and item.topic not in _OF_AN_OFFER and not QUESTION_WORDS & {*stems}
    return item.topic is None or itself or offers_itself(sentence)


def _is_step(item: Proposed, said: tuple[Said, ...]) -> bool:
    """Whether a proposal the case has no answer to is only a step of what was offered ("the courier picks it up")."""
    if item.resolution is not None:
        return False
    return any(step.start < item.end and step.end > item.start for step in said)


def _asked(
    heeded: Sentences,
    ear: Ear,
    scenario: Scenario,
    shared: Shared,
    known: frozenset[str],
    answered: frozenset[str],
    *,
    begun: bool,
) -> tuple[Asked, ...]:
    out: list[Asked] = []
    for question in heeded.once(_questions, ear, scenario):
        item = as_invited(question, scenario, begun=begun)
        topic = item.topic
        asked = None if item is not question else topic
        told = asked is not None and _is_told(asked, ear, scenario, known, answered)
        value = "" if asked is None or told else _in_case(asked, item.quote, scenario, shared)
        if topic is None or all(other.topic != topic for other in out):
            only_there = bool(value) and all(value not in line for line in scenario.opening.messages)
            out.append(replace(item, known=True, in_case=only_there) if told or value else item)
    return tuple(out)


def _questions(heeded: Sentences, ear: Ear, scenario: Scenario) -> list[Asked]:
    """The questions of a reply, whatever is known already."""
    out: list[Asked] = []
    for sentence in heeded:
        if is_about_the_contact(sentence) or _is_small_talk(sentence):
            continue
        invites = invitation(sentence)
        if invites is not None and not any(question.topic for question in sentence.asks(ear)):
            out.append(invites)
            continue
        for question in sentence.asks(ear):
            quote = sentence.text[question.start : question.end]
            topic = question.topic
            if topic not in scenario.topics and (sentence.frames.sentence.tag or asks_if_it_suits(sentence)):
                continue  # "it's her only present, no?", "Good for you then?" ask for a yes to what is said
            if asks_leave(sentence) or (topic in _OF_AN_OFFER and offers_itself(sentence)):
                continue  # "may I call you at five?" asks for a yes to that time
            out.append(Asked(topic, question.start, question.end, quote))
    return out


def _is_small_talk(sentence: Heeded) -> bool:
    place = sentence.frames.sentence
    return PLEASANTRIES.search(sentence.text, place.start, place.end) is not None


def _is_told(topic: str, ear: Ear, scenario: Scenario, known: frozenset[str], answered: frozenset[str]) -> bool:
    """Whether the agent asks for what was told, by the customer or to the bot before."""
    if topic == OPEN_CHECK:
        return False
    if topic in answered or topic in ear.told:
        return True
    own = scenario.topics.get(topic)
    told = own.reveals if own is not None else ()
    return bool(told) and all(fact in known or scenario.facts[fact].when == "known" for fact in told)


def _in_case(topic: str, quote: str, scenario: Scenario, shared: Shared) -> str:
    """What the case pane shows of what the agent asks for; naming it asks to confirm it, and for nothing known."""
    own = scenario.topics.get(topic)
    if topic == OPEN_CHECK or topic not in shared.topics or (own is not None and own.reveals):
        return ""
    value = _shown(shared.topics[topic].shown, scenario)
    return "" if value.casefold() in quote.casefold() else value


def _shown(part: str, scenario: Scenario) -> str:
    """What the case pane shows of one part, or an empty string; with several orders, asking which is fair."""
    case = scenario.case
    shown = {"email": case.customer.email, "phone": case.customer.phone}
    if scenario.channel != "phone":
        shown["name"] = scenario.persona.name
    if scenario.channel == "social":
        shown = {}  # nothing of the case pane was told in public
    if len(case.orders) == 1:
        order = case.orders[0]
        shown |= {
            "order": order.id if told_order(scenario) else "",
            "date": order.date,
            "total": f"{order.total:g}" if order.total else "",
        }
        shown["items"] = order.items[0].name if len(order.items) == 1 else ""
    return shown.get(part, "")


def _timed(
    proposed: tuple[Proposed, ...],
    heeded: list[Heeded],
    times: tuple[Deadline, ...],
    scenario: Scenario,
    moment: Moment,
) -> tuple[Proposed, ...]:
    """Proposals with ``late`` set where the time given comes after the customer needs it."""
    within = {resolution.id: resolution.within for resolution in scenario.resolutions}
    told = list(given(heeded, times)) if any(within.get(item.resolution or "") for item in proposed) else []
    out = []
    for item in proposed:
        need = within.get(item.resolution or "")
        beside = [time for time in told if any(s.holds(item.start) and s.holds(time.start) for s in heeded)]
        time = (beside or (told if len(proposed) == 1 else []))[:1]
        out.append(replace(item, late=bool(need and time and _too_late(time[0], need, moment))))
    return tuple(out)


def _too_late(time: Deadline, need: float, moment: Moment) -> bool:
    """An exact time is compared to the second, a day with the day."""
    if time.exact:
        return time.due > need
    # the end of a day is midnight, which is the next day's date
    last = moment.begin + timedelta(seconds=time.due - 1)
    return last.date() > (moment.begin + timedelta(seconds=need)).date()
