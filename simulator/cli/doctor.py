"""``simulator doctor``: what is installed, what works, and what to do about what doesn't."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from simulator.cli.examined import Finding
    from simulator.llm.abilities import Abilities
    from simulator.llm.connection import Connection

WHOLE = "none is named: the program is whole without one"
HOW_TO_NAME = """to use one, set SIMULATOR_MODEL to its name and OPENAI_BASE_URL to its server:
   Ollama http://127.0.0.1:11434/v1, llama-server http://127.0.0.1:8080/v1,
   vLLM http://127.0.0.1:8000/v1, LM Studio http://127.0.0.1:1234/v1;
   a hosted one: its address, and its key in OPENAI_API_KEY"""
START_IT = "start it (`ollama serve`, `llama-server -m MODEL`, `vllm serve MODEL`, LM Studio's Developer page)"
MARKS = {"ok": "ok", "none": "-", "wrong": "WRONG"}
SLOW_S = 3.0
"""Seconds to the first words after which a customer seems absent."""


@click.command(name="doctor")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def doctor(*, as_json: bool) -> None:
    """Look at what is installed and configured, and say what to do; exit code 1 if something configured fails.

    A configured model server is asked two short questions.
    """
    from simulator.cli import examined
    from simulator.cli.streams import write_json

    looks: tuple[Callable[[], Finding], ...] = (examined.settings, examined.data, examined.history, examined.library)
    findings = [examined.program(), *examined.extras(), examined.terminal(os.environ), *(look() for look in looks)]
    model, abilities = _model()
    findings += model
    usable = all(finding.state != "wrong" for finding in findings)
    if as_json:
        write_json({"usable": usable, "findings": findings, "model": abilities})
    else:
        _print(findings)
    sys.exit(0 if usable else 1)


def _print(findings: Iterable[Finding]) -> None:
    from simulator.shown import shown

    findings = tuple(findings)
    width = max(len(finding.part) for finding in findings)
    for finding in findings:
        click.echo(shown(f"{MARKS[finding.state]:<5}  {finding.part:<{width}}  {finding.found}"))
        for n, line in enumerate(finding.advice.splitlines()):
            click.echo(shown(f"{'':<5}  {'':<{width}}  {'   ' if n else '-> '}{line.strip()}"))


def _model() -> tuple[list[Finding], Abilities | None]:
    """What there is to say about the model server."""
    from simulator.cli.examined import Finding
    from simulator.errors import SimulatorError
    from simulator.llm.connection import connection, offline
    from simulator.settings import Settings, load_settings

    try:
        settings = load_settings()
    except SimulatorError:
        settings = Settings()
    try:
        named = connection(settings, os.environ)
    except SimulatorError as error:
        return [Finding("model", "wrong", str(error))], None
    if offline(os.environ):
        return [Finding("model", "none", "not asked: connections are forbidden (--offline or SIMULATOR_OFFLINE)")], None
    if named.model:
        return _asked(named)
    if named.url_from:
        return [_unnamed(named)], None
    key = f"a key is there ({named.key_from}), but " if named.key else ""
    return [Finding("model", "none", f"{key}{WHOLE}", HOW_TO_NAME)], None


def _unnamed(named: Connection) -> Finding:
    """An address without a model: the models there are offered."""
    from msgspec.structs import replace

    from simulator.cli.examined import Finding
    from simulator.llm.abilities import listed
    from simulator.llm.blocking import Blocking
    from simulator.llm.chat import ModelError
    from simulator.llm.server import Server

    server = Server(replace(named, model="(none)"))
    with Blocking(server, server.aclose) as asking:
        try:
            models = asking.run(listed(server)) or ()
        except ModelError as error:
            return Finding("model", "wrong", str(error), START_IT if error.fault == "unreachable" else "")
    there = f": {', '.join(models[:10])}" if models else ""
    return Finding("model", "wrong", f"{named.url_from} names a server, but no model", f"set SIMULATOR_MODEL{there}")


def _asked(named: Connection) -> tuple[list[Finding], Abilities]:
    from simulator.llm.abilities import probed
    from simulator.llm.blocking import Blocking
    from simulator.llm.server import Server

    server = Server(named)
    with Blocking(server, server.aclose) as asking:
        abilities = asking.run(probed(server))
    return list(_told(named, abilities)), abilities


def _told(named: Connection, found: Abilities) -> Iterable[Finding]:
    from simulator.cli.examined import Finding

    if found.fault:
        models = f"it has: {', '.join((found.models or ())[:10])}" if found.models else ""
        advice = {"unreachable": START_IT, "unknown_model": models}.get(found.fault, "")
        yield Finding("model", "wrong", found.line, advice)
        return
    yield Finding("model", "ok", f"{named.model} at {named.base_url}")
    if named.open_line:
        advice = "use https, or a server on this machine"
        yield Finding("model line", "none", "texts and key cross the network unencrypted", advice)
    if found.models and named.model not in found.models:
        listed = ", ".join(found.models[:10])
        yield Finding("model name", "none", f"the server answers, but doesn't list this name; it lists: {listed}")
    yield _speed(found)
    yield _structure(found)
    counted = "tokens are counted by the server" if found.usage else "tokens are not counted: budgets use estimates"
    yield Finding("model usage", "ok" if found.usage else "none", counted)


def _speed(found: Abilities) -> Finding:
    from simulator.cli.examined import Finding

    if found.first_s is None:
        return Finding("model speed", "none", f"no streaming; a short answer took {found.seconds:.2f} s")
    slow = found.first_s > SLOW_S
    told = f"streaming; first words after {found.first_s:.2f} s, a short answer took {found.seconds:.2f} s"
    return Finding("model speed", "ok", told, "a smaller model, or a GPU, would answer sooner" if slow else "")


def _structure(found: Abilities) -> Finding:
    from simulator.cli.examined import Finding

    if found.structure is None:
        advice = "verdicts of this model will often be unusable: choose one that can give JSON"
        return Finding("model JSON", "none", f"no answer by a schema: {found.structure_fault}", advice)
    means = {"json_schema": "by json_schema", "json_object": "by json_object, the schema in the prompt"}
    return Finding("model JSON", "ok", means.get(found.structure, "by the prompt alone; every answer is checked"))
