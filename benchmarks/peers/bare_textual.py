"""A minimal Textual app that leaves after its first frame."""

from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import Footer, Header, Static


class Bare(App[None]):
    def compose(self) -> ComposeResult:
        yield Header()
        yield Static("Hello")
        yield Footer()


async def leave(pilot: Pilot[None]) -> None:
    pilot.app.exit()


if __name__ == "__main__":
    Bare().run(headless=True, auto_pilot=leave)
