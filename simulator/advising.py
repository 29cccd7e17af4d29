"""How one person gets on, from their own history: skills, what to practise next, and pathways."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from simulator.errors import SimulatorError, UsageError
from simulator.workplace import Workplace

if TYPE_CHECKING:
    from simulator.assigned import Started
    from simulator.progress.advice import Advice
    from simulator.progress.mastery import Way
    from simulator.progress.overview import Overview
    from simulator.progress.pathway import Pathway
    from simulator.progress.records import Attempted, Candidate
    from simulator.scenario.cards import Card
    from simulator.store.records import Summary
    from simulator.store.team_records import Assignment

MOVES_OF = 60
"""Newest attempts whose replies are looked at one by one for behaviour: the weeks that are counted lie within."""


SCORED = frozenset({"en"})
"""Languages in which the rubrics can read replies."""


class Advising(Workplace):
    """What can be said of one person's progress."""

    def practised(self) -> tuple[Attempted, ...]:
        """One's own finished attempts as progress reads them, the newest first."""
        from simulator.progress.records import Attempted, Heard, Observed
        from simulator.scenario.cards import cards

        if not self.keep:
            return ()
        history, done = self.history, self.history.attempts(finished=True)
        ids = [item.id for item in done]
        sums, shares = history.criterion_sums(ids), history.assessed_shares(ids)
        moves = history.reply_moves(ids[:MOVES_OF])
        known = {card.id: card for card in cards(self.library)[0]}
        found = []
        for item in done:
            seen = sums.get(item.id, ())
            observed = (
                Observed(f"{one.rubric}/{one.criterion}", 100 * one.points / one.most, one.replies)
                for one in seen
                if one.most
            )
            heard = tuple(Heard(reply.moves, reply.hostility) for reply in moves.get(item.id, ()))
            made = Attempted(item.id, item.scenario, _end(item), observed=tuple(observed), replies=heard)
            found.append(_placed(made, item, known.get(item.scenario), shares.get(item.id, 0.0)))
        return tuple(found)

    def candidates(self, attempts: Sequence[Attempted] = ()) -> tuple[Candidate, ...]:
        """What could be practised next: scenarios in English, which alone are scored, and in a language met before."""
        from simulator.progress.records import Candidate
        from simulator.scenario.cards import cards

        met = {item.scenario for item in attempts}
        found, _ = cards(self.library)
        spoken = SCORED | {card.language for card in found if card.id in met}
        return tuple(
            Candidate(
                card.id, card.title, card.channel, card.persona, card.difficulty, card.skills, bool(card.warnings)
            )
            for card in found
            if card.language in spoken
        )

    def overview(self, at: datetime | None = None, attempts: Sequence[Attempted] | None = None) -> Overview:
        """Where one stands now; ``attempts``: what was practised, where that was read already."""
        from simulator.progress.overview import overview

        seen = self.practised() if attempts is None else attempts
        return overview(seen, at or datetime.now(UTC), self.card)

    def advice(self, at: datetime | None = None, attempts: Sequence[Attempted] | None = None) -> Advice:
        """What to practise next: the next step of a pathway that was started, else the best of the library.

        ``attempts``: what was practised, where that was read already.

        Raises:
            UsageError: nothing may come: every scenario has a content warning, and enough of them were met.

        """
        from simulator.progress.advice import Standing, advise
        from simulator.progress.estimate import estimates
        from simulator.progress.overview import titles
        from simulator.scenario.load import load_scenario

        now, attempts = at or datetime.now(UTC), self.practised() if attempts is None else attempts
        standing = Standing(tuple(attempts), estimates(attempts, now), now, self.settings.content_level)
        named = titles(self.card)
        for way in (*(way for _, way in self.started(attempts)), None):
            remaining = list(self._of(way, attempts))
            while (found := advise(remaining, standing, named)) is not None:
                try:
                    load_scenario(self.library, found.scenario.id)
                except SimulatorError:
                    remaining.remove(found.scenario)
                    continue
                return found if way is None else _as_step(found, way)
        raise UsageError("There is nothing to suggest now. See all there is with: simulator list")

    def _of(self, way: Way | None, attempts: Sequence[Attempted]) -> tuple[Candidate, ...]:
        """What a pathway asks for now, exams aside; without one, all that could be practised."""
        every = self.candidates(attempts)
        if way is None:
            return every
        open_to = {name for step in way.open if step.mastery != "exam" for name in step.scenarios}
        return tuple(item for item in every if item.id in open_to)

    # What trainers asked for, and pathways

    def asked(self) -> tuple[Assignment, ...]:
        """What trainers ask for that is neither done nor withdrawn, the newest first; without a team nothing."""
        if not self.keep or self.history.access.person is None:
            return ()
        return tuple(row for row in self.history.team.assignments() if row.open)

    def asked_for(self, scenario_id: str) -> Assignment:
        """The assignment for which that scenario is to be practised.

        Raises:
            UsageError: nobody asked for it, or it is done.

        """
        found = [row for row in self.asked() if row.kind == "scenario" and row.subject == scenario_id]
        if not found:
            raise UsageError(
                f"Nobody asks you to practise {scenario_id} now. See what is asked with: simulator assign list"
            )
        return found[-1]

    @property
    def pathways_file(self) -> Path:
        """Where it is kept which pathways were started, in a history of one person."""
        return self._home / "pathways.json"

    def pathways(self) -> tuple[tuple[Pathway, ...], tuple[SimulatorError, ...]]:
        """The library's pathways by title, and what is wrong with those that can't be read."""
        from simulator.progress.pathway import load_pathway

        found, problems = [], []
        for name in self.library.ids("pathway"):
            try:
                found.append(load_pathway(self.library, name))
            except SimulatorError as error:
                problems.append(error)
        return tuple(sorted(found, key=lambda one: one.title)), tuple(problems)

    def way(self, name: str) -> Way:
        """How far a pathway is gone.

        Raises:
            NotFoundError: there is none of that name.
            ContentError: its file is wrong.

        """
        from simulator.progress.pathway import load_pathway

        return self._way(load_pathway(self.library, name), self.practised())

    def _way(self, pathway: Pathway, attempts: Sequence[Attempted]) -> Way:
        from simulator.progress.mastery import finished, way

        known = {one.id: one for one in self.pathways()[0]}
        return way(pathway, attempts, finished(known, attempts))

    def started(self, attempts: Sequence[Attempted] | None = None) -> tuple[tuple[Started, Way], ...]:
        """The pathways that were started or assigned and are not finished, those due first; unreadable ones apart.

        ``attempts``: what was practised, where that was read already.
        """
        attempts = self.practised() if attempts is None else attempts
        known = {one.id: one for one in self.pathways()[0]}
        ways = [(one, self._way(known[one.pathway], attempts)) for one in self._assigned() if one.pathway in known]
        return tuple((one, way) for one, way in ways if not way.finished)

    def _assigned(self) -> tuple[Started, ...]:
        """What was started here, and what a team's trainers assigned; each pathway once."""
        from simulator.assigned import Started, read_started

        found = list(read_started(self.pathways_file))
        found += [Started(row.subject, row.at, row.author, row.due) for row in self.asked() if row.kind == "pathway"]
        once = {one.pathway: one for one in reversed(found)}
        return tuple(sorted(once.values(), key=lambda one: (one.due is None, one.due or one.at, one.pathway)))

    def start_pathway(self, name: str, *, by: str = "", due: datetime | None = None) -> Way:
        """Start a pathway: from now on its open steps are suggested first; started again, it gets the new date.

        Raises:
            UsageError: there is none of that name, its file is wrong, or another has to be finished first.

        """
        from simulator.assigned import Started, read_started, write_started

        way = self.way(name)
        if way.missing:
            raise UsageError(f"First finish {' and '.join(way.missing)}: simulator pathway start {way.missing[0]}")
        kept = [one for one in read_started(self.pathways_file) if one.pathway != name]
        write_started(self.pathways_file, [*kept, Started(name, datetime.now(UTC), by, due)])
        return way

    def stop_pathway(self, name: str) -> None:
        """Suggest a pathway's steps no longer; what was mastered stays.

        Raises:
            UsageError: it was not started here.

        """
        from simulator.assigned import read_started, write_started

        found = read_started(self.pathways_file)
        kept = [one for one in found if one.pathway != name]
        if len(kept) == len(found):
            raise UsageError(f"The pathway {name!r} was not started here. See: simulator pathway list")
        write_started(self.pathways_file, kept)


def _as_step(found: Advice, way: Way) -> Advice:
    """The suggestion as what it is first of all: a step of a pathway."""
    titles = [step.title for step in way.open if found.scenario.id in step.scenarios]
    reason = f"It is a next step of your pathway {way.pathway.title}: {titles[0]}."
    return replace(found, pathway=way.pathway.title, reason=reason)


def _end(item: Summary) -> datetime:
    return item.finished or item.started


def _placed(made: Attempted, item: Summary, card: Card | None, assessed: float) -> Attempted:
    """The attempt with what its summary and its scenario's card say; a scenario that is gone counts as middling."""
    made = replace(
        made,
        channel=item.channel,
        mode=item.mode,
        score=item.score if item.settled_score is None else item.settled_score,
        assessed=assessed,
        again=item.parent is not None or item.parent_exchange is not None,
    )
    if card is None:
        return made
    return replace(made, difficulty=card.difficulty, persona=card.persona, hostile=bool(card.warnings))
