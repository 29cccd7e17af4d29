"""A team's history for tests: Lee and Ada lead, Tara trains the Returns team of Sam and Kim, Tom trains the Phones'."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from history_samples import CONTENTS, SCORECARD, exchange, start

from simulator.store.history import History


class TeamHistory:
    """Everybody's door to one history; ``as_`` opens it for a person."""

    def __init__(self, place: Path | str, clock: Callable) -> None:
        self.place, self._clock, self._opened = place, clock, {}
        first = self.as_("")
        first.team.add_person("Lee", "lead")
        lee = self.as_("Lee")
        for team, names in {"Returns": ("Tara", "Sam", "Kim"), "Phones": ("Tom", "Pia")}.items():
            lee.team.add_team(team)
            for name in names:
                lee.team.add_person(name, "trainer" if name in ("Tara", "Tom") else "trainee")
                lee.team.join(name, team)
        lee.team.add_person("Ada", "lead")

    def as_(self, name: str) -> History:
        if name not in self._opened:
            self._opened[name] = History.open(self.place, name, clock=self._clock)
        return self._opened[name]

    def played(self, name: str, n: int = 2, *, finished: bool = True, **changes: object) -> str:
        """An attempt of somebody's."""
        history = self.as_(name)
        attempt_id = history.begin(start(trainee=name, **changes), CONTENTS)
        for k in range(1, n + 1):
            history.add_exchange(attempt_id, exchange(k))
        if finished:
            history.finish(attempt_id, "RESOLVED", "Thanks.", SCORECARD)
        return attempt_id

    def close(self) -> None:
        for history in self._opened.values():
            history.close()
