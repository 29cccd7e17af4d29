"""What the pages work with: the team's history, who is signed in, the screens that are open."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from simulator.errors import NotAllowedError
from simulator.library import Library
from simulator.store.history import History
from simulator.store.server import TeamServer
from simulator.web.limits import Attempts
from simulator.web.passwords import is_right
from simulator.web.places import Place
from simulator.web.screens import Screens
from simulator.web.signins import SignedIn, SignIns, digest

T = TypeVar("T")
HASHED_AT_ONCE = 4
"""Passwords that are checked at the same time: each costs memory and a tenth of a second."""


class Entered(Struct, frozen=True):
    """What a browser gets when somebody signs in: the token of the sign-in, and what it is known by later."""

    token: str
    browser: str


class Site:
    """The state behind the pages. ``where``: the team's history; ``home``: the folder for people's own settings."""

    def __init__(
        self,
        place: Place,
        team: TeamServer,
        where: str,
        home: Path,
        folders: tuple[Path, ...] = (),
        *,
        most: int = 60,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.place, self.team, self.library, self.folders = place, team, Library(folders), folders
        self.signins, self.attempts = SignIns(clock), Attempts(clock)
        self.screens = Screens(where, home, folders, most)
        self._trusted: dict[str, SignedIn] = {}
        self._hashing = asyncio.Semaphore(HASHED_AT_ONCE)
        self._clock = clock

    async def signed_in(self, name: str, password: str, address: str, browser: str = "") -> Entered | None:
        """What somebody who gave the right password gets; None for a wrong one. Ask ``wait`` before.

        The attempt counts as failed until it is found right, so that many at once count as many. ``browser``: what
        theirs carries since it was signed in before.
        """
        self.attempts.failed(_key(name), address, browser)
        async with self._hashing:
            found = await asyncio.to_thread(self.team.credential, name)
            secret = found.secret if found else None
            right = await asyncio.to_thread(is_right, secret, password)
        if not right or found is None:
            return None
        self.attempts.passed(_key(name), address, browser)
        token = self.signins.open(found.person.name, found.person.id, secret or "")
        return Entered(token, self.attempts.known(_key(name), browser))

    def wait(self, name: str, address: str, browser: str = "") -> float:
        """Seconds until a password of this name from there is looked at again."""
        return self.attempts.wait(_key(name), address, browser)

    async def sign_out(self, token: str) -> None:
        """End a sign-in, and the screens that were opened with it."""
        who = self.signins.close(token)
        if who is not None:
            await self.screens.end(lambda one: one is who)

    async def look_after(self) -> None:
        """End the screens of those who are no longer signed in, or no longer who signed in: removed, a new password."""
        gone = []
        for who in self.screens.people():
            held = not who.person or self.signins.holds(who)  # whom a proxy names holds none
            if not (held and await asyncio.to_thread(self._is_still, who)):
                gone.append(who)
        await self.screens.end(lambda one: any(one is who for who in gone))

    def trusted(self, name: str) -> SignedIn:
        """The sign-in of somebody whom the proxy names."""
        found = self._trusted.get(name)
        if found is None:
            if len(self._trusted) >= 10_000:
                self._trusted.clear()
            found = self._trusted[name] = SignedIn(name, "", "", self.signins.fresh(), 0.0, 0.0)
        return found

    async def ask(self, who: SignedIn, work: Callable[[History], T]) -> T:
        """Do something with the history as the person who is signed in, beside the loop.

        Raises:
            NotAllowedError: they are no longer who signed in: removed, or with another password since.

        """
        return await asyncio.to_thread(self._ask, who, work)

    def _ask(self, who: SignedIn, work: Callable[[History], T]) -> T:
        if who.person and not self._is_still(who):
            raise NotAllowedError("your sign-in is no longer valid. Sign out, and sign in again.")
        return work(self.team.history_of(who.name))

    def _is_still(self, who: SignedIn) -> bool:
        """Whether somebody is in the history as who they signed in; whom a proxy names is by their name alone."""
        found = self.team.credential(who.name)
        if found is None or not who.person:
            return found is not None
        return found.person.id == who.person and digest(found.secret or "") == who.secret

    def home_of(self, person: str) -> Path:
        """The folder of somebody's own settings."""
        return self.screens.home_of(person)

    async def close(self) -> None:
        """Close every screen, then the history."""
        await self.screens.close()
        await asyncio.to_thread(self.team.close)


def _key(name: str) -> str:
    return " ".join(name.casefold().split())[:200]
