"""Loads a voice: a way of speaking, with lines for every act and every hostility."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from simulator.content import Findings, Source, read
from simulator.content.schema import schema
from simulator.library import Library
from simulator.scenario.model import ACTS, Lines
from simulator.scenario.slots import ALWAYS, OF_CASE, OF_CUE
from simulator.scenario.speech import check_lines, lines, uncovered


class Voice(Struct, frozen=True):
    """A voice pack: lines by act and band, complete."""

    id: str
    title: str
    lines: Lines
    language: str = "en"


def load_voice(library: Library, name: str) -> Voice:
    """The voice of that name.

    Raises:
        NotFoundError: there is none.
        ContentError: its file is wrong, or an act has no line for some hostility.

    """
    return parse_voice(library.voice_text(name), library.schema_text("voice"))


@lru_cache(maxsize=16)
def parse_voice(source: Source, schema_text: str) -> Voice:
    """A voice from its file; errors as for :func:`load_voice`."""
    document = read(source.text, source.file)
    data = schema(schema_text).check(document)
    findings = Findings(document)
    if data["id"] != source.path.stem:
        findings.add(("id",), f"the id is not the name of the file: write {source.path.stem}")
    check_lines(data["lines"], ("lines",), findings, (*ALWAYS, *OF_CASE, *OF_CUE), ())
    spoken = lines(data["lines"])
    missing = uncovered(spoken, ACTS)
    if missing:
        more = f" and {len(missing) - 6} more" if len(missing) > 6 else ""
        findings.add(("lines",), f"no line for {', '.join(missing[:6])}{more}", at_key=True)
    findings.settle()
    return Voice(data["id"], data["title"], spoken, data.get("language", "en"))
