"""Mends what can be mended mechanically: the smallest change of the text, kept only if the file is better with it.

Comments and layout stay: only the characters that are wrong are replaced. A change that brings a new finding, or leaves
the old one, is taken back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from simulator.authoring.checking import check_source
from simulator.authoring.finding import Edit, Finding
from simulator.authoring.material import Item, shown
from simulator.content import Source
from simulator.content.source import read_source
from simulator.errors import ContentError, UsageError
from simulator.library import Library

MOST_ROUNDS = 200
"""Mends of one file; each is looked at by itself."""
_NEAREST = re.compile(r"Did you mean '(?P<new>[^']+)'\?")
_INSTEAD = re.compile(r"write (?P<new>true|false|-?[0-9]+(?:\.[0-9]+)?)(?: alone)?$")
_UNQUOTE = re.compile(r"take the quotes off (?P<new>-?[0-9]+(?:\.[0-9]+)?)$")
_TO_NAME = re.compile(r"the id is not the name of the file: write (?P<new>[\w.-]+)$")
_AS_LIST = re.compile(r"write (?P<new>\[.+\])$")
_AS_ID = re.compile(r"; write (?P<new>[a-z0-9_-]+)$")
_TOKEN = re.compile(r"""\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[^\s,:\[\]{}#]+(?:[ \-][^\s,:\[\]{}#]+)*""")
_BARE = re.compile(r"[^\s\[\]{}#]+")
_ENTRY = re.compile(r"^(?P<head>\s*(?:- )*(?:[\w.-]+:[ ]+)?)(?P<text>\S.*?)\s*$")
_WHOLE = re.compile(r"[^#]*[^#\s](?=\s*(?:\s#.*)?$)")
_SPACES = re.compile(r"^[ \u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff]+")
_NO_WIDTH = dict.fromkeys((0x200B, 0xFEFF))
_TABS = re.compile(r"^[ \t]*\t[ \t]*")


class Change(Struct, frozen=True):
    """A mend that was made: the line before and after."""

    file: str
    line: int
    code: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.code} mended\n    - {self.before}\n    + {self.after}"


def mend(library: Library, item: Item) -> list[Change]:
    """Mend one file on disk as far as it goes, and say what was changed.

    Raises:
        UsageError: the file can't be written.

    """
    try:
        source = read_source(item.path)
    except ContentError:
        return []
    text, changes = mended(library, item.kind, source)
    if changes:
        _write(item.path, source.text, text, shown(item))
    return changes


def mended(library: Library, kind: str, source: Source) -> tuple[str, list[Change]]:
    """The text with all mends that make it better, and what they were."""
    text, changes = source.text, list[Change]()
    findings = check_source(library, kind, source)
    for _ in range(MOST_ROUNDS):
        for found in findings:
            better = _try(library, kind, Source(source.path, text), found, findings)
            if better is not None:
                changes += _changes(text, better[0], found)
                text, findings = better
                break
        else:
            break
    return text, changes


def edits_of(found: Finding, text: str) -> Iterator[tuple[Edit, ...]]:
    """What might mend a finding, likeliest first; each is one try."""
    if found.edits:
        yield found.edits
    line = _line(text, found.line)
    column = found.column - 1
    if found.code == "SIM003" and (tabs := _TABS.match(line)):
        yield (Edit(found.line, 1, tabs.group(), tabs.group().expandtabs(2)),)
    if found.code == "SIM003" and (spaces := _SPACES.match(line)):
        yield (Edit(found.line, 1, spaces.group(), " " * len(spaces.group().translate(_NO_WIDTH))),)
    if found.code in {"SIM002", "SIM004", "SIM005", "SIM010"} and (whole := _quoted(line)):
        yield (Edit(found.line, 1, line, whole),)
    new = _new(found.message)
    if new is None:
        return
    rest = line[column:]
    tokens = [_BARE.match(rest), _TOKEN.match(rest), _WHOLE.match(rest)]
    if found.code == "SIM024" and (pair := re.match(r"\[[^\]]*\]", rest)):
        tokens = [pair]
    for token in dict.fromkeys(each.group() for each in tokens if each):
        plain = token.rstrip(",:")
        yield (Edit(found.line, found.column, plain, new),)


def _new(message: str) -> str | None:
    for pattern in (_NEAREST, _INSTEAD, _UNQUOTE, _TO_NAME, _AS_LIST, _AS_ID):
        if found := pattern.search(message):
            return found["new"]
    return None


def _quoted(line: str) -> str | None:
    """The line with its text in quotes; None where it holds no text, or is in quotes already."""
    found = _ENTRY.match(line)
    if found is None or found["text"][0] in "\"'#|>":
        return None
    text = found["text"]
    quoted = f'"{text}"' if '"' not in text and "\\" not in text else "'" + text.replace("'", "''") + "'"
    return found["head"] + quoted


def _try(
    library: Library, kind: str, source: Source, found: Finding, known: tuple[Finding, ...]
) -> tuple[str, tuple[Finding, ...]] | None:
    """The text with the first mend that takes the finding away and brings no other, and what is still found in it."""
    for edits in edits_of(found, source.text):
        text = applied(source.text, edits)
        if text is None or text == source.text:
            continue
        after = check_source(library, kind, Source(source.path, text))
        if _better(found, known, after):
            return text, after
    return None


def _better(found: Finding, before: tuple[Finding, ...], after: tuple[Finding, ...]) -> bool:
    """Whether a finding is gone and none came that was hidden only by reading no further.

    A file that can't be read shows one finding at a time: there the next one may come, further down.
    """
    if any((each.code, each.line, each.column) == (found.code, found.line, found.column) for each in after):
        return False
    seen = {(each.code, each.key, each.line) for each in before}
    new = [each for each in after if (each.code, each.key, each.line) not in seen]
    if len(before) == 1 and not found.key:
        return all(each.line > found.line or each.key for each in new)
    return not any(each.is_error and each.line == found.line for each in new) and _reads(after) >= _reads(before)


def _reads(findings: tuple[Finding, ...]) -> int:
    """How far the file is understood: 0 no YAML, 1 not of the right form, 2 its references are wrong, 3 it loads."""
    stages = {"SIM00": 0, "SIM01": 1, "SIM02": 2}
    return min((stages.get(each.code[:5], 3) for each in findings), default=3)


def applied(text: str, edits: tuple[Edit, ...]) -> str | None:
    """The text with the edits, from the last to the first; None where what they replace doesn't stand there."""
    lines = text.splitlines(keepends=True)
    for edit in sorted(edits, key=lambda each: (each.line, each.column), reverse=True):
        if not 1 <= edit.line <= len(lines):
            return None
        line, start = lines[edit.line - 1], edit.column - 1
        if line[start : start + len(edit.old)] != edit.old:
            return None
        lines[edit.line - 1] = line[:start] + edit.new + line[start + len(edit.old) :]
    return "".join(lines)


def _line(text: str, number: int) -> str:
    lines = text.splitlines()
    return lines[number - 1] if 1 <= number <= len(lines) else ""


def _changes(before: str, after: str, found: Finding) -> list[Change]:
    pairs = zip(before.splitlines(), after.splitlines(), strict=False)
    return [
        Change(found.file, number, found.code, old.strip(), new.strip())
        for number, (old, new) in enumerate(pairs, 1)
        if old != new
    ]


def _write(path: Path, before: str, after: str, name: str) -> None:
    """Replace the file whole, unless somebody has saved it meanwhile."""
    try:
        if path.read_bytes().decode("utf-8") != before:
            raise UsageError(f"{name}: it was changed by somebody else meanwhile: check it again")
        part = path.with_name(f".{path.name}.part")
        part.write_bytes(after.encode("utf-8"))
        part.chmod(path.stat().st_mode & 0o777)
        part.replace(path)
    except OSError as error:
        raise UsageError(f"{name}: it can't be written: {error.strerror}") from error
