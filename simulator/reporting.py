"""Reports wired: what each is made from, out of the history, the library and folders of gradings.

Each asks the history as the person who has it open: a trainee's own practice, or what others share (docs/teams.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from simulator.agreement.moments import Moments
from simulator.progress.overview import titles
from simulator.progress.trained import trained
from simulator.report.endings import ended
from simulator.report.figure import Figure, figure
from simulator.report.said import day
from simulator.report.scenario import Scenario, scenario_report
from simulator.report.team import Ends, Mean, Need, Team, team_report
from simulator.report.trainee import CURVES, QUOTED, Played, Quoted, Trainee, trainee_report

if TYPE_CHECKING:
    from simulator.progress.records import Attempted, Candidate
    from simulator.report.document import Curves, Document
    from simulator.store.records import Summary
    from simulator.store.sums import Choice
    from simulator.store.team_records import AttemptSum, CriterionSum, SharedSummary
    from simulator.training import Workshop

FEWEST = 3
"""Conversations of one person that a criterion must have been marked in before it is called weak [design choice]."""
ALL = 100_000
"""More attempts of one person than anybody makes."""


def own_report(workshop: Workshop, at: datetime | None = None) -> Document:
    """One's own progress, with everything that is private."""
    from simulator.progress.overview import overview

    now = at or datetime.now(UTC)
    done, seen = workshop.attempts(), workshop.practised()
    shares = {item.id: item.assessed for item in seen}
    fresh = [item for item in done if item.parent_exchange is None][:QUOTED]
    quoted = _told(workshop, fresh)
    played = tuple(
        Played(
            item.scenario,
            item.title or item.scenario,
            _day(item.finished or item.started),
            item.path[1:],
            item.ending,
            item.score if item.settled_score is None else item.settled_score,
            shares.get(item.id, 0.0),
            retry=item.parent_exchange is not None,
            exam=item.mode == "exam",
            told=quoted.get(item.id),
            unscored=item.unscored,
            agreed=item.agreed,
        )
        for item in done
    )
    advice = workshop.advice(now, seen) if seen else None
    whole = overview(seen, now, workshop.card)
    found = Trainee("", now.date().isoformat(), played, whole, advice, totals=workshop.shows_totals())
    return trainee_report(found)


def _told(workshop: Workshop, fresh: Sequence[Summary]) -> dict[str, Quoted]:
    """What is quoted of these conversations, by id; what to try is told of the newest that has something alone."""
    from simulator.archive import as_it_stands, session_of
    from simulator.report.debrief import strength, thing_to_try
    from simulator.report.details import details
    from simulator.scoring.case_voice import CaseVoice

    found: dict[str, Quoted] = {}
    to_try = None
    for item in fresh:
        standing = as_it_stands(workshop.attempt(item.id), workshop.history.disputes.overrides(item.id))
        session = session_of(standing, workshop.history, workshop.kit)
        card, exchanges, voices = session.kit.card, session.exchanges, session.case_voices()
        best = strength(card, exchanges)
        if to_try is None:
            to_try = found_now = thing_to_try(card, exchanges, voices, best, item.to_try or "")
        else:
            found_now = None
        who = voices[-1].pronoun if voices else CaseVoice().pronoun
        found[item.id] = Quoted(best, found_now, details(card, exchanges, who))
    return found


def shared_report(workshop: Workshop, name: str, at: datetime | None = None) -> Document:
    """Another person's progress, as far as they shared it.

    Raises:
        NotFoundError: nobody of that name is in one's teams.
        NotAllowedError: one is no trainer.

    """
    from simulator.progress.overview import overview
    from simulator.store.sums import Choice
    from simulator.training import TOTALS_FROM

    now, history = at or datetime.now(UTC), workshop.history
    person = history.team.person(name)
    choice = Choice(person=person.id)
    shown = history.shared.attempts(choice, limit=ALL)
    played = tuple(
        Played(
            item.scenario,
            item.title or item.scenario,
            item.day.isoformat(),
            _felt(workshop, item.id) if n < CURVES else (),
            item.ending,
            item.score,
            exam=item.mode == "exam",
            waits_blind=item.waits_blind,
            agreed=item.agreed,
        )
        for n, item in enumerate(shown)
    )
    rows = _attempted(workshop, choice, shown)
    card = workshop.card
    seen, enough = overview(rows, now, card), len(played) >= TOTALS_FROM
    return trainee_report(Trainee(person.name, now.date().isoformat(), played, seen, totals=enough))


def _felt(workshop: Workshop, attempt_id: str) -> tuple[float, ...]:
    return tuple(item.after for item in workshop.history.shared.attempt(attempt_id).exchanges)


def _attempted(workshop: Workshop, choice: Choice, shown: Sequence[SharedSummary]) -> tuple[Attempted, ...]:
    from simulator.progress.records import Attempted, Observed
    from simulator.scenario.cards import cards

    level = {card.id: card.difficulty for card in cards(workshop.library)[0]}
    seen: dict[str, list[Observed]] = {}
    for one in workshop.history.shared.results(choice):
        if one.most:
            row = Observed(f"{one.rubric}/{one.criterion}", 100 * one.share, one.assessed)
            seen.setdefault(one.attempt, []).append(row)
    return tuple(
        Attempted(
            item.id,
            item.scenario,
            datetime(item.day.year, item.day.month, item.day.day, 12, tzinfo=UTC),
            difficulty=level.get(item.scenario, 3),
            channel=item.channel,
            mode=item.mode,
            score=item.score,
            observed=tuple(seen.get(item.id, ())),
        )
        for item in shown
    )


def team_document(workshop: Workshop, team: str | None = None, at: datetime | None = None) -> Document:
    """Who needs what, over what is shared with the person who asks; ``team``: only its members.

    A history that knows no people has no team: then it says so, and what the report would need.

    Raises:
        NotFoundError: no such team.
        NotAllowedError: one is no trainer.

    """
    from simulator.store.sums import Choice

    shared, choice, now = workshop.history.shared, Choice(team=team), at or datetime.now(UTC)
    overall = shared.attempt_sums(choice)
    whole = _ends(overall[0]) if overall else _ends(None)
    if workshop.history.access.person is None:
        day_made = now.date().isoformat()
        return team_report(Team("A history of one person", day_made, 0, 0, whole, (), (), (), (), (), alone=True))
    named = titles(workshop.card)
    people = [item for item in workshop.history.team.people(team) if item.role == "trainee"]
    by_person = {item.person: item for item in shared.attempt_sums(choice, ("person",))}
    needs = _needs(workshop, shared.criterion_sums(choice, ("person",)), by_person, named)
    found = Team(
        name=team or "Everybody whose practice is shared with you",
        day=now.date().isoformat(),
        members=len(people),
        silent=sum(item.id not in by_person for item in people),
        overall=whole,
        criteria=_means(shared.criterion_sums(choice), named),
        channels=tuple(_ends(item, item.channel) for item in shared.attempt_sums(choice, ("channel",))),
        by_channel=_means(shared.criterion_sums(choice, ("channel",)), named, "channel"),
        weeks=tuple(_ends(item, item.week) for item in shared.attempt_sums(choice, ("week",)) if item.week),
        needs=needs,
    )
    return team_report(found)


def _needs(
    workshop: Workshop, rows: Sequence[CriterionSum], by_person: dict[str, AttemptSum], named: dict[str, str]
) -> tuple[Need, ...]:
    names = {item.id: item.name for item in workshop.history.team.people()}
    library, found = workshop.candidates(), []
    for person, whole in by_person.items():
        marks = [item for item in rows if item.person == person and item.attempts >= FEWEST]
        means = [_mean(item, named) for item in marks if _key(item) in named]
        weak = sorted((item for item in means if item.figure.low is not None), key=_lowest)
        train = _training(weak[0].criterion, library) if weak else ""
        weakest = tuple((item.title, item.figure) for item in weak[:2])
        found.append(Need(names.get(person, "somebody who left"), whole.attempts, weakest, train))
    return tuple(sorted(found, key=lambda need: need.name.casefold()))


def _training(criterion: str, library: Sequence[Candidate]) -> str:
    return next((item.title for item in library if trained(criterion, item)), "")


def scenario_document(workshop: Workshop, scenario_id: str, at: datetime | None = None) -> Document:
    """How a scenario plays, over one's own attempts or, for trainers, over what is shared.

    Raises:
        NotFoundError: no such scenario.
        NotAllowedError: one is no trainer, in a team's history.

    """
    from simulator.store.sums import Choice

    scenario, now = workshop.scenario(scenario_id), at or datetime.now(UTC)
    shared, choice = workshop.history.shared, Choice(scenario=scenario_id)
    named = titles(workshop.card)
    overall = shared.attempt_sums(choice)
    criteria = sorted(_means(shared.criterion_sums(choice), named), key=_lowest)
    whole = overall[0] if overall else None
    card = next(item for item in workshop.cards()[0] if item.id == scenario_id)
    found = Scenario(
        title=scenario.title,
        day=now.date().isoformat(),
        channel=scenario.channel,
        declared=card.difficulty,
        summary=card.summary,
        trains=card.skills,
        overall=_ends(whole),
        criteria=tuple(criteria),
        weeks=tuple(_ends(item, item.week) for item in shared.attempt_sums(choice, ("week",)) if item.week),
        walked=whole.walked_away if whole else 0,
        escalated=whole.escalated if whole else 0,
        terminated=whole.terminated if whole else 0,
        curves=_curves(workshop, choice),
    )
    return scenario_report(found)


def _curves(workshop: Workshop, choice: Choice) -> Curves:
    from simulator.report.document import Curve, Curves

    shown = workshop.history.shared.attempts(choice, limit=CURVES)
    alone = workshop.history.access.person is None
    return Curves(
        tuple(
            Curve(
                day(item.day.isoformat()) if alone else item.name,
                _felt(workshop, item.id),
                ended(item.ending, agreed=item.agreed) if alone else _when(item),
            )
            for item in reversed(shown)
        )
    )


def _when(item: SharedSummary) -> str:
    """The day and the ending: apart from the name, which may run from right to left."""
    return f"{day(item.day.isoformat())}: {ended(item.ending, own=False, agreed=item.agreed)}"


def _ends(item: AttemptSum | None, group: str = "") -> Ends:
    if item is None:
        return Ends(group, 0, 0, Figure(), 0, 0)
    score = Moments(item.scored, item.total, item.squares)
    shown = figure(item.scored, score.mean, score.interval)
    return Ends(group, item.attempts, item.people, shown, item.resolved, item.walked_away)


def _means(rows: Sequence[CriterionSum], named: dict[str, str], group: str = "") -> tuple[Mean, ...]:
    """The known criteria of these sums, in the order of the card."""
    order = {name: n for n, name in enumerate(named)}
    known = sorted((item for item in rows if _key(item) in named), key=lambda item: order[_key(item)])
    return tuple(_mean(item, named, getattr(item, group) if group else "") for item in known)


def _mean(item: CriterionSum, named: dict[str, str], group: str = "") -> Mean:
    points = Moments(item.attempts, 100 * item.total, 10_000 * item.squares)
    shown = figure(item.attempts, points.mean, points.interval)
    return Mean(_key(item), named[_key(item)], shown, item.people, group)


def _key(item: CriterionSum) -> str:
    return f"{item.rubric}/{item.criterion}"


def _lowest(item: Mean) -> tuple[float, str]:
    return (101.0 if item.figure.low is None else item.figure.low), item.title


def _day(moment: datetime) -> str:
    return moment.date().isoformat()
