"""A practice session in plain lines on standard input and output: one line is one reply, ``/help`` lists the rest."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

import click

from simulator.cli.debriefing import tell_debrief
from simulator.cli.streams import typed, wrapped
from simulator.cli.telling import tell_articles, tell_case, tell_exchange, tell_menu
from simulator.conversation import Speaker
from simulator.errors import SimulatorError
from simulator.practice import Practice
from simulator.report.endings import ended_sentence, remains
from simulator.shown import shown
from simulator.training import Workshop

if TYPE_CHECKING:
    from simulator.rereading import Rereader

HELP = """One line is one reply; a line that ends with a backslash goes on in the next.
/case        the case: customer, order, history
/search X    policies, knowledge and prepared answers about X
/hint        what would help now
/heard       what can be said, with ids, for /meant
/meant A B   your last reply meant A and B: replay the turn
/numbers     show or hide points and phases
/end         end here and read the debrief
/stop        stop now; nothing is kept
/help        this list"""


class Conversation:
    """The loop over one practice session; every reply is stored before the customer answers."""

    def __init__(self, practice: Practice, say: Callable[[str], None]) -> None:
        self.practice, self.say, self.numbers = practice, say, False

    def open(self) -> None:
        """Say what this is, who sees it, and what the customer writes."""
        scenario = self.practice.scenario
        self.say(f"{scenario.title} ({scenario.channel.replace('_', ' ')}). {scenario.summary}")
        if scenario.warnings:
            self.say(f"Content warning: {', '.join(scenario.warnings)}. /stop ends it at once and keeps nothing.")
        if self.practice.announcement:
            for line in self.practice.announcement:
                self.say(line)
            self.say("/help lists what you can do.")
        else:
            self.say("Practice: only you see this. /help lists what you can do.")
        if self.practice.notice:
            self.say(self.practice.notice)
        self.say("")
        for turn in self.practice.messages():
            self.say(f"{self._name(turn.speaker.value)}: {turn.text}")

    def take(self, line: str) -> bool:
        """Handle one line; False when the conversation is to end."""
        if line.startswith("/"):
            return self._command(line)
        if self.practice.writing:
            return self._as_customer(line)
        if not line.strip():
            return True
        exchange = self.practice.send(line, None)
        if exchange is None:
            self.say(f"{self._name('customer')}: {self.practice.state.acknowledged[-1]}")
            return True
        return self._heard()

    def _heard(self) -> bool:
        """Tell what was heard, then let the customer answer, or show the card to the person who plays them."""
        exchange = self.practice.exchanges[-1]
        for line in tell_exchange(exchange, numbers=self.numbers):
            self.say(f"  {line}")
        brief, voice = self.practice.brief, self.practice.voice
        if brief is None or voice is None:
            return self._answered()
        if voice.present:
            from simulator.llm.customer_card import card_lines, card_of

            self.say("")
            for line in (*card_lines(card_of(brief)), "Write as the customer; an empty line says what is suggested."):
                self.say(f"| {line}")
            return True
        wording = voice.word(brief)
        if wording is not None and self.practice.say(wording, brief) and self.practice.aside:
            self.say(f"  [{self.practice.aside}]")
        return self._answered()

    def _as_customer(self, line: str) -> bool:
        """Take the words of the person at the card, with what the checks would say to them."""
        from simulator.llm.customer_card import advice
        from simulator.llm.customer_voice import typed

        brief = self.practice.brief
        if brief is not None:
            for sentence in advice(line, brief) if line.strip() else ():
                self.say(f"| {sentence}")
            self.practice.say(typed(line, brief), brief)
        return self._answered()

    def _answered(self) -> bool:
        for turn in self.practice.answer():
            said = turn.text if turn.speaker is not Speaker.SYSTEM else f"  [{turn.text}]"
            self.say(said if turn.speaker is Speaker.SYSTEM else f"{self._name('customer')}: {said}")
        if self.practice.over:
            self.say(ended_sentence(self.practice.state.ending))
        elif self.practice.hints and (left := remains(self.practice.exchanges, "end it with /end")):
            self.say(f"  [{left}]")
        return not self.practice.over

    def _command(self, line: str) -> bool:
        name, _, rest = line.partition(" ")
        actions: dict[str, Callable[[str], bool]] = {
            "/case": lambda _: self._tell(tell_case(self.practice.scenario)),
            "/search": self._search,
            "/hint": lambda _: self._tell(self.practice.hint()),
            "/heard": lambda _: self._tell(tell_menu(self.practice.menu())),
            "/meant": self._meant,
            "/numbers": self._toggle,
            "/end": lambda _: False,
            "/stop": self._stop,
            "/help": lambda _: self._tell(HELP),
        }
        if name not in actions:
            return self._tell(f"{name} is not known here. /help lists what is.")
        return actions[name](rest)

    def _tell(self, text: str) -> bool:
        self.say(text)
        return True

    def _search(self, words: str) -> bool:
        if not words.strip():
            return self._tell("Say what to search for: /search refund")
        return self._tell(tell_articles(self.practice.search(words)))

    def _toggle(self, _: str) -> bool:
        self.numbers = not self.numbers
        return self._tell("Numbers are shown." if self.numbers else "Numbers are hidden.")

    def _meant(self, rest: str) -> bool:
        self.practice.replay_last(tuple(rest.split()))
        return self._heard()

    def _stop(self, _: str) -> bool:
        self.practice.stop()
        self.say("Stopped. Nothing was kept.")
        return False

    def _name(self, speaker: str) -> str:
        if speaker == "customer":
            return self.practice.scenario.persona.name
        return {"agent": "You", "bot": "Bot"}.get(speaker, "Note")


def converse(practice: Practice, workshop: Workshop) -> None:
    """Hold the whole conversation; end of input ends with the debrief and exit 0."""
    conversation = Conversation(practice, _print)
    previous = signal.signal(signal.SIGTERM, _interrupted)
    try:
        conversation.open()
        for line in _lines():
            try:
                if not conversation.take(line):
                    break
            except SimulatorError as error:
                click.echo(f"{shown(str(error))}", err=True)
    except KeyboardInterrupt:
        click.echo("\nSaved. Go on with: simulator resume", err=True)
        sys.exit(130)
    finally:
        signal.signal(signal.SIGTERM, previous)
    if not practice.stopped:
        click.echo("")
        debrief = practice.finish(None)
        _print(tell_debrief(debrief, totals=workshop.shows_totals()))
        read = bool(debrief.attempt_id) and not debrief.exam and not practice.nothing_new
        if workshop.rereader is not None and read:
            _tell_second(workshop.rereader, debrief.attempt_id)


def _tell_second(rereader: Rereader, attempt: str) -> None:
    """What a model makes of it; whoever interrupts it has the debrief all the same."""
    from simulator.rereading import second_lines

    click.echo("\nA model reads it, too…", err=True)
    try:
        found = rereader.read(attempt)
    except KeyboardInterrupt:
        sys.exit(130)
    _print("\n" + "\n".join(second_lines(found, details=False)))


def _print(text: str) -> None:
    """Print a line: at a terminal without cutting words in two, in a pipe or a file as it is."""
    click.echo(wrapped(shown(text)) if sys.stdout.isatty() else shown(text))


def _interrupted(_number: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def _lines() -> Iterator[str]:
    """Standard input as replies: undecodable bytes are replaced, a backslash at the end joins lines."""
    kept = ""
    for raw in typed():
        line = kept + raw.rstrip("\r\n")
        if line.endswith("\\"):
            kept = line[:-1] + "\n"
            continue
        kept = ""
        yield line
    if kept:
        yield kept
