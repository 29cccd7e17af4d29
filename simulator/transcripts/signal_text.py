"""Signal chats as text, as export tools write them: a line or a block of headers in front of each message."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from simulator.conversation import Kind, Need, Speaker, Transcript
from simulator.transcripts.building import Said, finished
from simulator.transcripts.fields import attachment
from simulator.transcripts.mapping import Mapping
from simulator.transcripts.people import People
from simulator.transcripts.records import Form, Item, Quarantined
from simulator.transcripts.source import Source
from simulator.transcripts.times import moment
from simulator.transcripts.wording import worded

OWN = "Me"
"""How export tools call the account whose export it is."""
TEXTS = frozenset({Form.TEXT, Form.EMAIL})
"""Forms of such files: headers look like those of a mail."""
_STAMP = re.compile(r"\[(\d{4}-\d\d-\d\d),? (\d\d:\d\d(?::\d\d)?)\] ([^:\n]{1,100}): ?(.*)")
_FILE = re.compile(r"!?\[([^\[\]]*)\]\(\.?/?media/[^()]*\)")
_REACTIONS = re.compile(r"(?<!\s)\s*\(- [^()\n]*-\)\s*$")
_FIELD = re.compile(r"(From|Type|Sent|Received|Attachment|Reaction|Edited): (.*)")
_BLOCKS = re.compile(r"\A\s*(?:Conversation: .*\n\s*\n)?(?:From: .*\n)?Type: [a-z-]+\n(?:Sent|Received): ")
_NUMBERED = re.compile(r"(.+) \(\+?\d[\d ]*\)$")
"""A person of whom the number is told as well."""


def is_text(text: str) -> bool:
    """Whether a text is a chat of Signal: its dates stand year first, and one writer is ``Me``, or clocks are short."""
    if _BLOCKS.match(text):
        return True
    lines = [found for line in text.splitlines()[:200] if (found := _STAMP.match(line))]
    first_line = next((line for line in text.splitlines() if line.strip()), "")
    if not lines or not _STAMP.match(first_line.strip("\ufeff")):
        return False
    minutes = all(len(found[2]) == len("09:58") for found in lines)
    marked = sum(found[4].endswith("  ") or bool(_FILE.search(found[4])) for found in lines) > 0.5 * len(lines)
    return minutes or marked or any(found[3] == OWN for found in lines)


def chat_in(source: Source, mapping: Mapping) -> Iterator[Item]:
    """The chat of a file, which is gone through twice: only what becomes of its lines is held."""
    for line in source.lines():
        if line.problem:
            yield Quarantined(source.name, f"line {line.number}", line.problem)
    lines, people = (line.text for line in source.lines() if not line.problem), People(mapping)
    blocks = _BLOCKS.match(source.beginning) is not None
    said = [*(_of_blocks(list(lines), people) if blocks else _of_lines(lines, people, mapping))]
    naive = any(each.when and not each.when.zone for each in said)
    needs = [Need.TIME_ZONE] if naive and mapping.zone is None else []
    header = Transcript(id=source.name, system="signal", channel="messaging", source=source.name)
    yield finished(header, said, needs=needs)


def _of_lines(lines: Iterable[str], people: People, mapping: Mapping) -> Iterator[Said]:
    """Messages behind a date in brackets, with their further lines; what they answer is quoted, and left out."""
    begun: re.Match[str] | None = None
    written: list[str] = []
    for line in lines:
        found = _STAMP.match(line.strip("\ufeff"))
        if found is None:
            written += [line] if not line.startswith(">") else []
            continue
        if begun is not None:
            yield _message(begun, written, people, mapping)
        begun, written = found, [found[4]]
    if begun is not None:
        yield _message(begun, written, people, mapping)


def _message(begun: re.Match[str], written: list[str], people: People, mapping: Mapping) -> Said:
    """A message without its reactions; files stand for themselves."""
    name = begun[3]
    text = _REACTIONS.sub("", "\n".join(written)).strip()
    words_in = worded(_FILE.sub("", text))
    text = words_in or (attachment(", ".join(_FILE.findall(text))) if _FILE.search(text) else "")
    when = moment(f"{begun[1]} {begun[2]}", zone=mapping.zone)
    return Said(text, people.who(name, name=name), name, name, when)


def _of_blocks(lines: list[str], people: People) -> Iterator[Said]:
    """Messages under headers; a block begins where a writer or a kind stands behind an empty line."""
    starts = [place for place in range(len(lines)) if _begins(lines, place)]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield _block(lines[start:end], people)


def _begins(lines: list[str], place: int) -> bool:
    if place and lines[place - 1].strip():
        return False
    after = lines[place + 1] if place + 1 < len(lines) else ""
    if lines[place].startswith("From: "):
        return after.startswith("Type: ")
    return lines[place].startswith("Type: ") and after.startswith(("Sent: ", "Received: "))


def _block(lines: list[str], people: People) -> Said:
    fields: dict[str, list[str]] = {}
    place = 0
    while place < len(lines) and (found := _FIELD.match(lines[place])):
        fields.setdefault(found[1], []).append(found[2].strip())
        place += 1
    text = worded("\n".join(line for line in lines[place:] if not line.startswith((">", "|"))))
    writer = next(iter(fields.get("From", [])), "")
    kind = next(iter(fields.get("Type", [])), "")
    numbered = _NUMBERED.match(writer)
    name = numbered[1] if numbered else writer
    name = OWN if name == "You" else name
    when = moment(next(iter(fields.get("Sent") or fields.get("Received") or []), ""))
    if kind not in {"incoming", "outgoing"}:
        return Said(text or kind, Speaker.SYSTEM, name, name, when, Kind.EVENT)
    files = ", ".join(each.partition(" (")[0] for each in fields.get("Attachment", []))
    return Said(text or (attachment(files) if files else ""), people.who(name, name=name), name, name, when)
