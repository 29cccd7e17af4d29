"""A team with a played conversation, and its site, for tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.store.history import History
from simulator.store.server import TeamServer
from simulator.training import Workshop
from simulator.web.passwords import hashed
from simulator.web.places import Place
from simulator.web.site import Site

PASSWORD = "four plain words here"  # noqa: S105 - a test's
PEOPLE = {"Lea Lead": "lead", "Tina Trainer": "trainer", "Tom Trainee": "trainee", "Uma Trainee": "trainee"}
REPLIES = (
    "Good morning, Mr Calloway! Of course, I'd be glad to help. What would you like to know about the lamp?",
    "Thank you for asking. I've looked it up for you.",
)


def team(where: Path) -> None:
    """Four people, three of them of one team; Uma is of none."""
    kept = hashed(PASSWORD)
    with History.open(where) as history:
        for name, role in PEOPLE.items():
            history.team.add_person(name, role)  # type: ignore[arg-type]
            history.team.set_secret(name, kept)
        history.team.add_team("North")
        for name in ("Tina Trainer", "Tom Trainee"):
            history.team.join(name, "North")


def played(
    where: Path, name: str, home: Path, patch: pytest.MonkeyPatch, *, shared: bool = False, exam: bool = False
) -> str:
    """A finished conversation of somebody; gives its id."""
    patch.setenv("SIMULATOR_HISTORY", str(where))
    patch.setenv("SIMULATOR_USER", name)
    with Workshop(home=home) as workshop:
        practice = workshop.take_exam("first-chat") if exam else workshop.practise("first-chat", seed=1)
        for reply in REPLIES:
            practice.send(reply, 5.0)
        practice.finish(None)
        if shared:
            workshop.history.share(practice.attempt_id)
        return practice.attempt_id


def at_home(where: Path, home: Path, name: str) -> None:
    """Somebody who has met their first customer: their screen opens with the home page."""
    with History.open(where, name) as history:
        folder = home / "people" / str(history.access.person)
    folder.mkdir(parents=True)
    (folder / "settings.toml").write_text("first_run_done = true\n")


def site(where: Path, home: Path, place: Place = Place(), *, most: int = 60) -> Site:  # noqa: B008 - frozen
    """The site of that team, for which no time passes: how long somebody waits depends on no machine's speed."""
    return Site(place, TeamServer.open(where), str(where), home, most=most, clock=lambda: 1000.0)
