"""What a model server can do, found out by asking it: two short requests and a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from simulator.llm.chat import Ask, Message, ModelError

if TYPE_CHECKING:
    from simulator.llm.server import Server

SCHEMA = {
    "type": "object",
    "properties": {"ready": {"type": "boolean"}},
    "required": ["ready"],
    "additionalProperties": False,
}
HELLO = Ask((Message("user", "Say hello in five words."),), max_tokens=500, timeout_s=60.0)
READY = Ask(
    (Message("user", 'Are you ready? Answer as JSON: {"ready": true} or {"ready": false}.'),),
    max_tokens=500,
    schema=SCHEMA,
    schema_name="ready",
    timeout_s=60.0,
)
_WAYS: dict[str, Literal["json_schema", "json_object", "prompt"]] = {
    "strict": "json_schema",
    "schema": "json_schema",
    "object": "json_object",
    "prompt": "prompt",
}


class _Ready(Struct, frozen=True, forbid_unknown_fields=True):
    ready: bool


class Abilities(Struct, frozen=True):
    """What was found. ``models``: those the server lists (None: it lists none).

    ``first_s``: seconds to the first words (None: it doesn't stream), ``seconds`` to the last. ``usage``: whether it
    counts tokens. ``structure``: by which means an answer followed a schema (None: by none), ``structure_fault``: what
    came instead. ``fault`` and ``line``: why it can't be used at all; empty where it can.
    """

    models: tuple[str, ...] | None = None
    streaming: bool = False
    first_s: float | None = None
    seconds: float = 0.0
    usage: bool = False
    structure: Literal["json_schema", "json_object", "prompt"] | None = None
    structure_fault: str = ""
    refused_fields: tuple[str, ...] = ()
    fault: str = ""
    line: str = ""


async def listed(server: Server) -> tuple[str, ...] | None:
    """The models a server lists; None where it doesn't do that.

    Raises:
        ModelError: nobody answers there, or the key is refused.

    """
    try:
        return await server.models()
    except ModelError as error:
        if error.fault in {"unreachable", "refused", "offline", "timeout"}:
            raise
        return None


async def probed(server: Server) -> Abilities:
    """What the server can do with its model, as far as two requests show it."""
    found = Abilities()
    try:
        found = Abilities(models=await listed(server))
        hello = await server.ask(HELLO, lambda _: None)
    except ModelError as error:
        return replace(found, fault=error.fault, line=str(error))
    found = replace(
        found,
        streaming=hello.first_s is not None,
        first_s=hello.first_s,
        seconds=hello.seconds,
        usage=hello.completion_tokens is not None,
    )
    try:
        msgspec.json.decode((await server.ask(READY)).text, type=_Ready)
        found = replace(found, structure=_WAYS[server.habits.way])
    except ModelError as error:
        found = replace(found, structure_fault=str(error))
    except msgspec.MsgspecError:
        found = replace(found, structure_fault="its JSON doesn't follow the schema")
    return replace(found, refused_fields=tuple(sorted(server.habits.without)))
