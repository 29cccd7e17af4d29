"""The table of importers, and which of them a file is for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any

from msgspec import Struct, structs

from simulator.errors import UsageError
from simulator.transcripts.forms import refusal
from simulator.transcripts.importer import ALONG, JSON, Importer, sample_of
from simulator.transcripts.mapping import Mapping
from simulator.transcripts.records import Form, Item, Sample
from simulator.transcripts.source import Source

GROUP = "simulator.importers"
"""The entry points by which other packages add rows; their names stand for nothing."""
MODULES = (
    "zendesk_support",
    "zendesk_chat",
    "intercom",
    "freshdesk",
    "gorgias",
    "helpscout",
    "hubspot",
    "salesforce",
    "livechat",
    "front",
    "drift",
    "crisp",
    "tawkto",
    "own_lines",
    "whatsapp",
    "skype",
    "telegram",
    "signal_chats",
    "meta_messages",
    "twitter",
    "aws_calls",
    "assemblyai",
    "deepgram",
    "captions",
    "mails",
    "openai_chat",
    "json_records",
    "csv_messages",
    "plain_text",
)
"""The built-in rows: modules of this package, each with ``IMPORTER`` or ``IMPORTERS``; earlier ones win ties."""

GENERIC = 0.2
"""How sure an importer is at least that knows a system; less is the guess of one that takes any table or text."""


class Identified(Struct, frozen=True):
    """What a file is: its importer, or why none takes it."""

    importer: Importer | None
    sure: float = 0.0
    reason: str = ""


@lru_cache(maxsize=1)
def importers() -> tuple[Importer, ...]:
    """Every row, the built-in ones first."""
    rows: list[Importer] = []
    for name in MODULES:
        rows += _rows(import_module(f"simulator.transcripts.{name}"))
    for point in sorted(entry_points(group=GROUP), key=lambda each: (each.name, each.value)):
        rows += _rows(point.load())
    return tuple(rows)


def identify(source: Source, mapping: Mapping | None = None) -> Identified:
    """The importer that is surest of a file; told once for each source, by the mapping's columns as well."""
    if source.identified is None:
        source.identified = _identified(source, mapping or Mapping())
    found: Identified = source.identified
    return found


def _identified(source: Source, mapping: Mapping) -> Identified:
    if source.form is Form.EMPTY:
        empty = not source.path.stat().st_size or len(source.head) > 0
        return Identified(None, reason="the file is empty" if empty else "nothing can be read: it is damaged")
    if source.form is Form.BINARY:
        return Identified(None, reason=refusal(source.head))
    sample = structs.replace(sample_of(source), mapped=mapping.columns)
    scored = [(row.recognise(sample) or 0.0, -place, row) for place, row in enumerate(importers())]
    sure, _, row = max(scored, key=lambda each: each[:2])
    if sure > 0:
        return Identified(row, sure)
    return Identified(None, reason=_reason(sample))


def identify_all(sources: Sequence[Source], mapping: Mapping | None = None) -> Identified:
    """The importer for files that were given together; the surest where a system has several.

    Raises:
        UsageError: they are of different systems; each must be read on its own.

    """
    found = [identify(source, mapping) for source in sources]
    taken = [each for each in found if each.importer is not None]
    if not taken:
        return found[0] if found else Identified(None, reason="no file was given")
    if all(each.sure <= ALONG for each in taken):
        return Identified(None, reason="there are people in it and no conversation: give the conversations as well")
    taken = [each for each in taken if each.sure >= GENERIC] or taken
    systems = {each.importer.system for each in taken if each.importer}
    leading = [each for each in taken if each.importer and systems <= {each.importer.system, *each.importer.along}]
    if not leading:
        raise UsageError(
            f"the files are of different systems ({', '.join(sorted(systems))}): give one system's at a time"
        )
    return max(leading, key=lambda each: each.sure)


def unused(sources: Sequence[Source]) -> list[str]:
    """Files that were given with an export and aren't of its system, each with the reason."""
    leading = identify_all(sources).importer
    found = ((source, identify(source)) for source in sources)
    return [
        f"{source.name} was not used: {each.reason or 'it is not of that system'}"
        for source, each in found
        if leading is not None and not _joins(each.importer, leading)
    ]


def read_all(sources: Sequence[Source], mapping: Mapping) -> Iterator[Item]:
    """The transcripts of files of one system, and what goes into quarantine; nothing where none is recognised.

    Files beside them that are of no system are left out (:func:`unused`).

    Raises:
        UsageError: the files are of different systems.

    """
    leading = identify_all(sources, mapping).importer
    together: dict[int, tuple[Importer, list[Source]]] = {}
    for source in sources:
        row = identify(source).importer
        if leading is not None and row is not None and _joins(row, leading):
            row = leading if row.system in leading.along else row
            together.setdefault(id(row), (row, []))[1].append(source)
    for row, given in together.values():
        yield from row.read(given, mapping)


def _joins(row: Importer | None, leading: Importer) -> bool:
    return row is not None and row.system in {leading.system, *leading.along}


def _rows(found: Any) -> list[Importer]:
    if isinstance(found, Importer):
        return [found]
    listed = getattr(found, "IMPORTERS", None) or (getattr(found, "IMPORTER", None),)
    return [row for row in listed if isinstance(row, Importer)]


def _reason(sample: Sample) -> str:
    if sample.form in JSON:
        if sample.torn:
            return f"the file stops in the middle of its JSON, {sample.torn}: export or copy it again"
        keys = next((list(piece.value) for piece in sample.pieces if isinstance(piece.value, dict)), [])
        listed = ", ".join(str(key)[:40] for key in keys[:8])
        return f"JSON of no known system (keys: {listed})" if listed else "JSON without a readable record"
    if sample.form is Form.CSV:
        return f"a table of no known system (columns: {', '.join(sample.columns[:8])}); say which is which with --map"
    names = {Form.XML: "XML", Form.TEXT: "text without speakers", Form.HTML: "a web page without a conversation"}
    return f"{names.get(sample.form, str(sample.form))}: no conversation was recognised in it"
