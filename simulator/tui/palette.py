"""The command palette: every action of the page and of the application, from the one table."""

from __future__ import annotations

from collections.abc import Coroutine, Iterator
from functools import partial
from typing import Any

from textual.app import App
from textual.command import DiscoveryHit, Hit, Hits, Provider

from simulator.tui.actions import ACTIONS, Action


class PageCommands(Provider):
    """What can be done on the page from which the palette was opened."""

    async def discover(self) -> Hits:
        """Everything, before anything is typed."""
        for action, run in self._actions():
            yield DiscoveryHit(_title(action), run, help=action.words)

    async def search(self, query: str) -> Hits:
        """What matches in the name or in the explanation."""
        matcher = self.matcher(query)
        for action, run in self._actions():
            score = max(matcher.match(_title(action)), matcher.match(action.words))
            if score > 0:
                yield Hit(score, matcher.highlight(_title(action)), run, help=action.words)

    def _actions(self) -> Iterator[tuple[Action, partial[Coroutine[Any, Any, bool]]]]:
        app: App[object] = self.app
        for action in ACTIONS[getattr(self.screen, "page", "help")]:
            if self.screen.check_action(action.name, ()):
                yield action, partial(app.run_action, action.name, self.screen)
        for action in ACTIONS["app"]:
            if action.name != "command_palette":
                yield action, partial(app.run_action, f"app.{action.name}", app)


def _title(action: Action) -> str:
    return f"{action.label[:1].upper()}{action.label[1:]} ({action.shown_key})"
