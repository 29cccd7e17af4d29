"""Who words the customer, if not the script: a model, or a person; chosen once, when the program starts."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Mapping
from random import Random
from typing import Any, Literal, Protocol

from simulator.errors import UsageError
from simulator.exchange import Worded
from simulator.llm.blocking import Blocking
from simulator.llm.chat import Ask, ChatModel, Message, ModelError
from simulator.llm.checks import check
from simulator.llm.connection import named_server
from simulator.llm.customer import ModelCustomer, Wording, flaws_of, tidy
from simulator.llm.customer_brief import Brief
from simulator.settings import Settings

Chosen = Literal["scripted", "llm", "auto", "human"]
PROBE_S = 6.0
"""Seconds in which a model has to answer before the first conversation."""


class Voice(Protocol):
    """Somebody who gives words for a brief. ``word`` blocks and may run in a thread; ``leave`` ends the wait."""

    @property
    def name(self) -> str:
        """What is recorded as the author of the words."""

    @property
    def present(self) -> bool:
        """Whether the words are typed on this very screen: then nobody is asked through ``word``."""

    def word(self, brief: Brief) -> Wording | None:
        """Words for the cue; None where the wait was ended."""

    def leave(self) -> None:
        """Wait no longer; called from another thread."""

    def close(self) -> None:
        """Let go of connections."""


class ModelVoice:
    """A chat model that words the customers, for callers without an event loop. ``present`` is never true of it."""

    present = False

    def __init__(self, model: ChatModel, random: Random, blocking: Blocking | None = None) -> None:
        self._model = model
        self._customer = ModelCustomer(model, random)
        self._blocking = blocking or Blocking(model)
        self._under_way: tuple[asyncio.AbstractEventLoop, asyncio.Task[Any]] | None = None

    @property
    def name(self) -> str:
        """The model's name."""
        return self._model.name

    def word(self, brief: Brief) -> Wording | None:
        """The model's words if they pass the checks, else the script's; None where the wait was ended."""
        try:
            return self._blocking.run(self._word(brief))
        except asyncio.CancelledError:
            return None

    async def _word(self, brief: Brief) -> Wording:
        task = asyncio.ensure_future(self._customer.word(brief))
        self._under_way = asyncio.get_running_loop(), task
        try:
            return await task
        finally:
            self._under_way = None

    def probe(self) -> None:
        """Ask for one word.

        Raises:
            ModelError: the model does not answer.

        """
        ask = Ask((Message("user", "Answer with one word: yes"),), 8, timeout_s=PROBE_S)
        try:
            self._blocking.ask(ask)
        except ModelError as error:
            if error.fault != "empty":
                raise

    def leave(self) -> None:
        """End the wait for words under way."""
        under_way = self._under_way
        if under_way is not None:
            loop, task = under_way
            loop.call_soon_threadsafe(task.cancel)

    def close(self) -> None:
        """Close the connection to the model."""
        self.leave()
        self._blocking.close()


class PersonVoice:
    """A person at this screen: the shells show them the card and take their words."""

    name, present = "person", True

    def word(self, brief: Brief) -> Wording | None:
        """Nobody else is asked: the script's words."""
        return Wording(brief.script, Worded("script"))

    def leave(self) -> None:
        """Nothing is under way."""

    def close(self) -> None:
        """Nothing is open."""


def typed(text: str, brief: Brief) -> Wording:
    """A person's words for the cue; without any, the suggested line. Checks only advise: their findings are kept."""
    words = tidy(text, brief)
    if not words:
        return Wording(brief.script, Worded("person", "person"))
    return Wording(words, Worded("person", "person", brief.script, flaws_of(check(words, brief))))


def chosen(
    kind: Chosen, settings: Settings, random: Random, environ: Mapping[str, str] | None = None
) -> tuple[Voice | None, str]:
    """The voice for a choice, and one sentence the trainee should read (empty: nothing to say).

    Raises:
        UsageError: a model was asked for and there is none.
        ModelError: a model was asked for and does not answer.

    """
    if kind == "scripted":
        return None, ""
    if kind == "human":
        return PersonVoice(), ""
    try:
        server = named_server(settings, os.environ if environ is None else environ)
    except UsageError:
        if kind == "llm":
            raise
        return None, "No model is set up, so the script words the customer."
    voice = ModelVoice(server, random, Blocking(server, server.aclose))
    try:
        voice.probe()
    except ModelError as error:
        voice.close()
        if kind == "llm":
            raise ModelError(error.fault, _advised(str(error))) from None
        return None, "The model does not answer, so the script words the customer."
    return voice, f"{voice.name} words the customer; what the customer feels and decides comes from the scenario."


def _advised(line: str) -> str:
    """The line with where to go on."""
    return line if "`simulator doctor`" in line else f"{line} `simulator doctor` says what to do."
