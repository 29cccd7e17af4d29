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
from simulator.transcripts.importer import ALONG, JSON, Importer, sample_of, samples_of_streams
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
    "sharegpt",
    "json_records",
    "csv_messages",
    "plain_text",
)
"""The built-in rows: modules of this package, each with ``IMPORTER`` or ``IMPORTERS``; earlier ones win ties."""

PEOPLE_ONLY = "there are people in it and no conversation: give the conversations as well"
"""Why a list of people alone is refused."""
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
    samples = samples_of_streams(source, sample) or [sample]
    scored = [
        (max(row.recognise(each) or 0.0 for each in samples), -place, row) for place, row in enumerate(importers())
    ]
    sure, _, row = max(scored, key=lambda each: each[:2])
    if sure > 0:
        return Identified(row, sure)
    return Identified(None, reason=_reason(sample))


def grouped(sources: Sequence[Source], mapping: Mapping | None = None) -> list[list[Source]]:
    """The files by the system they are read as, in the order in which the systems first come.

    This is the one rule of which files belong together. Where no other file of its own system is given, a file may come
    along with another one, if it holds what that one can use (the people of a help desk whose chats are given).
    Files of no system are in no group; nor are people alone.
    """
    known = [
        (source, row, identified.sure)
        for source in sources
        if (row := (identified := identify(source, mapping)).importer)
    ]
    rows = {row.system: row for _, row, sure in known if sure > ALONG}
    with_others = [
        next((one for one in rows.values() if _comes_along(source, row, one)), None) for source, row, _ in known
    ]
    staying = {row.system for (_, row, _), other in zip(known, with_others, strict=True) if other is None}
    groups: dict[str, list[Source]] = {}
    for (source, row, _), other in zip(known, with_others, strict=True):
        system = other.system if other and row.system not in staying else row.system
        if system in rows:
            groups.setdefault(system, []).append(source)
    return list(groups.values())


def _comes_along(source: Source, row: Importer, leading: Importer) -> bool:
    return row.system in leading.along and leading.recognise(sample_of(source)) is not None


def identify_all(sources: Sequence[Source], mapping: Mapping | None = None) -> Identified:
    """The importer for files that were given together; the surest where a system has several.

    Beside files of a known system, those that only a reader of any table or text would take are not used.

    Raises:
        UsageError: they are of different systems; each must be read on its own.

    """
    if not sources:
        return Identified(None, reason="no file was given")
    groups = _leading(sources, mapping)
    if not groups:
        people = any(identify(source).importer for source in sources)
        return Identified(None, reason=PEOPLE_ONLY) if people else identify(sources[0])
    if len(groups) > 1:
        systems = ", ".join(sorted(row.system for group in groups if (row := _surest(group).importer)))
        raise UsageError(f"the files are of different systems ({systems}): give one system's at a time")
    return _surest(groups[0])


def _leading(sources: Sequence[Source], mapping: Mapping | None) -> list[list[Source]]:
    """The groups of known systems, or those that are guesses where there is no other."""
    groups = grouped(sources, mapping)
    return [group for group in groups if _surest(group).sure >= GENERIC] or groups


def _surest(group: Sequence[Source]) -> Identified:
    """What the files of a group are read as: people who come along don't say it."""
    found = [identify(source) for source in group]
    rows = [each.importer for each in found if each.importer]
    led = [each for each in found if each.importer and any(row.system in each.importer.along for row in rows)]
    return max(led or found, key=lambda each: each.sure)


def unused(sources: Sequence[Source]) -> list[str]:
    """Files that were given with an export and aren't of its system, each with the reason."""
    used = {id(source) for group in _leading(sources, None) for source in group}
    if not used:
        return []
    return [f"{source.name} was not used: {_why(identify(source))}" for source in sources if id(source) not in used]


def _why(found: Identified) -> str:
    """Why a file goes with no export."""
    other = found.importer is not None and found.sure > ALONG
    return found.reason or (f"read by itself it is {found.importer.title}" if other and found.importer else PEOPLE_ONLY)


def read_all(sources: Sequence[Source], mapping: Mapping) -> Iterator[Item]:
    """The transcripts of files of one system, and what goes into quarantine; nothing where none is recognised.

    Files beside them that are of no system are left out (:func:`unused`).

    Raises:
        UsageError: the files are of different systems.

    """
    leading = identify_all(sources, mapping).importer
    together: dict[int, tuple[Importer, list[Source]]] = {}
    for source in (source for group in _leading(sources, mapping) for source in group):
        row = identify(source).importer
        if leading is not None and row is not None:
            row = row if row.system == leading.system else leading
            together.setdefault(id(row), (row, []))[1].append(source)
    for row, given in together.values():
        yield from row.read(given, mapping)


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
    if sample.form is Form.XML and "<smses" in sample.text[:4000]:
        return "a backup of text messages as XML, which is not read: have the program write them as CSV or text instead"
    names = {Form.XML: "XML", Form.TEXT: "text without speakers", Form.HTML: "a web page without a conversation"}
    return f"{names.get(sample.form, str(sample.form))}: no conversation was recognised in it"
