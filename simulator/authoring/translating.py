"""Puts translated words in place of a file's own: only the texts change, comments and layout stay."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Mapping

from simulator.authoring.strings import Sheet, Text, sheet, slots_of
from simulator.content import Source
from simulator.errors import ContentError

WIDTH = 120
"""Columns of a line that is wrapped."""
LONG = 90
"""Code points from which on a text of its own line is wrapped below it."""


def checked_slots(found: Text, translated: str) -> str:
    """What is wrong with a translation's slots, or an empty string."""
    want, got = found.slots, slots_of(translated)
    missing, invented = sorted(want - got), sorted(got - want)
    says = [f"lacks {', '.join(missing)}"] if missing else []
    says += [f"has {', '.join(invented)}, which the original has not"] if invented else []
    return " and ".join(says)


def replaced(found: Sheet, words: Mapping[str, str], values: Mapping[str, str] | None = None) -> str:
    """The file's text with other words (by the texts' ids) and other short values (by key) in it.

    A text whose words stay the same keeps every code point of its own.

    Raises:
        ContentError: what was written doesn't read as it was meant (a defect of this program, never of the file).

    """
    changes = [
        (item.start, item.start + len(_written(found, item)), _as_yaml(item, words[item.id]))
        for item in found.texts
        if item.id in words and words[item.id] != item.text
    ]
    for key, value in (values or {}).items():
        part = found.parts.get(key)
        if part is None:
            changes.append(_new_key(found, key, value))
        elif found.source.text[part.start : part.end] != value:
            changes.append((part.start, part.end, value))
    text = found.source.text
    for start, end, new in sorted(changes, reverse=True):
        text = text[:start] + new + text[end:]
    _hold(found, words, text)
    return text


def without_plays(found: Sheet) -> str:
    """The file's text without its golden plays."""
    part, text = found.parts.get("plays"), found.source.text
    if part is None:
        return text
    after = text[part.end :]
    return text[: part.key].rstrip("\n") + "\n" + after


def _written(found: Sheet, item: Text) -> str:
    """The text as it stands in the file, without the empty lines that a block takes with it."""
    return found.source.text[item.start : item.end].rstrip()


def _as_yaml(item: Text, text: str) -> str:
    indent = " " * max(item.indent, 2)
    plain = "  " not in text and text == text.strip()
    if "\n" not in text and plain and not item.flow and (item.block or len(text) > LONG):
        lines = textwrap.wrap(text, WIDTH - len(indent), break_long_words=False, break_on_hyphens=False)
        return ">-\n" + "\n".join(indent + line for line in lines)
    return text if _is_plain(text) else json.dumps(text, ensure_ascii=False)


def _is_plain(text: str) -> bool:
    """Whether a text needs no quotes wherever it stands."""
    import yaml

    for line in (f"[{text}]\n", f"- {text}\n", f"{{key: {text}}}\n"):
        try:
            node = yaml.compose(line, Loader=yaml.SafeLoader)
        except yaml.YAMLError:
            return False
        inner = node.value[0] if node and node.value and len(node.value) == 1 else None
        inner = inner[1] if isinstance(inner, tuple) else inner
        if not isinstance(inner, yaml.ScalarNode) or inner.value != text or inner.style:
            return False
    return not text.startswith(("#", "-", "?"))


def _new_key(found: Sheet, key: str, value: str) -> tuple[int, int, str]:
    """A key that the file lacks: below ``id``, or as the first of the persona."""
    if key == "persona.voice":
        part = found.parts["persona.*"]
        before = found.source.text[: part.key]
        gap = ", " if before.rstrip(" ").endswith("{") else "\n" + " " * (len(before) - before.rfind("\n") - 1)
        return part.key, part.key, f"voice: {value}{gap}"
    part = found.parts["id"]
    line = found.source.text.find("\n", part.end)
    line = len(found.source.text) if line < 0 else line
    return line, line, f"\n{key}: {value}"


def _hold(found: Sheet, words: Mapping[str, str], text: str) -> None:
    """See that every text reads back as it was given."""
    again = sheet(found.kind, Source(found.source.path, text), plays=True).by_id()
    for item in found.texts:
        want = words.get(item.id, item.text)
        if item.id not in again or again[item.id].text != want:
            raise ContentError(f"the translation of {item.id} could not be written", file=found.source.file)
