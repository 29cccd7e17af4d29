"""Translations of scenarios as a gettext catalogue: what is exported, and what an import makes of it.

A translated file stands beside its original with the language in its name: ``late-parcel`` becomes ``late-parcel-es``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from simulator.authoring.material import Item
from simulator.authoring.strings import Sheet, Text, sheet
from simulator.authoring.translating import checked_slots, replaced, without_plays
from simulator.content import Source
from simulator.content.source import read_source
from simulator.errors import ContentError, UsageError
from simulator.library import FOLDERS, Library

if TYPE_CHECKING:
    from polib import POEntry, POFile  # type: ignore[import-untyped]

KINDS = ("scenario", "shop", "voice")
LANGUAGE = re.compile(r"[a-z]{2}")
_ID = re.compile(r"(?P<kind>scenario|shop|voice):(?P<name>[^/]+)/(?P<path>.+)")
MOST_BYTES = 10_000_000
"""The largest catalogue that is read."""


class Written(Struct, frozen=True):
    """A translated file: what was made, from how many texts how many are translated, and what to know of it."""

    item: Item
    text: str
    texts: int
    translated: int
    untranslated: tuple[str, ...]
    notes: tuple[str, ...] = ()


def export(library: Library, names: Sequence[str], *, language: str = "", plays: bool = False) -> str:
    """A catalogue (PO; a template without a language) of scenarios, with their shops and voices.

    What stands in translated files of the library already is in it.

    Raises:
        UsageError: the language is none; a scenario is in that language already.
        NotFoundError: a scenario isn't there.

    """
    from polib import POEntry, POFile

    if language:
        _check_language(language)
    # no line is wrapped: a change of one word stays a change of one line
    catalogue = POFile(wrapwidth=0)
    catalogue.metadata = {
        "Project-Id-Version": "service-simulator",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    for found in sheets(library, names, plays=plays):
        known = _paths(_existing(library, found, language)) if language else {}
        if language and _language_of(found) == language:
            raise UsageError(f"{found.name} is in {language!r} already: export its original.")
        for item in found.texts:
            there = known.get(_path(item.id))
            msgstr = there.text if there and there.text != item.text else ""
            place = [("/".join(found.source.path.parts[-3:]), str(item.line))]
            catalogue.append(POEntry(msgctxt=item.id, msgid=item.text, msgstr=msgstr, occurrences=place))
    return str(catalogue).rstrip("\n") + "\n"


def sheets(library: Library, names: Sequence[str], *, plays: bool) -> list[Sheet]:
    """The files a translation of these scenarios consists of, each once."""
    found: dict[tuple[str, str], Sheet] = {}
    for name in names:
        one = sheet("scenario", library.scenario_text(name), plays=plays)
        voice = one.value("persona.voice") or "plain"
        found.setdefault(("scenario", name), one)
        found.setdefault(("shop", one.value("shop")), sheet("shop", library.shop_text(one.value("shop"))))
        found.setdefault(("voice", voice), sheet("voice", library.voice_text(voice)))
    return sorted(found.values(), key=lambda item: KINDS.index(item.kind))


def read_catalogue(path: Path) -> POFile:
    """A catalogue from its file.

    Raises:
        UsageError: it can't be read, or is none.

    """
    from polib import pofile

    try:
        if path.stat().st_size > MOST_BYTES:
            raise UsageError(f"{path}: the catalogue is larger than 10 MB: split it.")
        text = path.read_bytes().decode("utf-8-sig")
        return pofile(text if "\n" in text else text + "\n")
    except OSError as error:
        # polib raises it with a text alone for what is no catalogue
        raise UsageError(f"{path}: {error.strerror or f'is no PO file: {error}'}") from None
    except (ValueError, IndexError, KeyError) as error:
        raise UsageError(f"{path}: is no PO file in UTF-8: {error}") from None


def translate(library: Library, catalogue: POFile, file: str, out: Path | None) -> tuple[list[Written], list[str]]:
    """The translated files of a catalogue, not written yet, and what of it has no place.

    Args:
        library: where the originals, and earlier translations, are.
        catalogue: what was translated.
        file: the catalogue's name, for errors.
        out: the folder of a library to write into; None: beside each original.

    Raises:
        UsageError: it names no language.
        ContentError: slots are missing or invented; every one is listed.

    """
    language = str(catalogue.metadata.get("Language", "")).strip()
    _check_language(language, f"{file}: its header's Language")
    entries, strays = _by_file(catalogue)
    if not entries:
        raise UsageError(f"{file}: holds no texts of scenarios, shops or voices (msgctxt scenario:NAME/...).")
    names = [name for kind, name in entries if kind == "scenario"]
    for kind, name in entries:
        library.find(kind, name)
    found = {(item.kind, item.name): item for item in sheets(library, names, plays=True)}
    for kind, name in entries:
        found.setdefault((kind, name), sheet(kind, library.text(kind, name)))
    _check_slots(found, entries, file)
    written: list[Written] = []
    for kind, name in sorted(found, key=lambda key: (-KINDS.index(key[0]), key[1])):
        made = _made(library, found[kind, name], entries.get((kind, name), {}), language, out, written)
        written += [made] if made else []
    known = {item.id for one in found.values() for item in one.texts}
    strays += [entry.msgctxt for group in entries.values() for entry in group.values() if entry.msgctxt not in known]
    return written, strays


def _check_language(language: str, what: str = "--language") -> None:
    if LANGUAGE.fullmatch(language) is None:
        raise UsageError(f"{what} is {language!r}: write two small letters, such as es.")


def _by_file(catalogue: POFile) -> tuple[dict[tuple[str, str], dict[str, POEntry]], list[str]]:
    entries: dict[tuple[str, str], dict[str, POEntry]] = {}
    strays: list[str] = []
    for entry in catalogue:
        place = _ID.fullmatch(entry.msgctxt or "")
        if entry.obsolete or place is None:
            strays += [] if entry.obsolete else [entry.msgctxt or entry.msgid]
            continue
        entries.setdefault((place["kind"], place["name"]), {})[entry.msgctxt] = entry
    return entries, strays


def _check_slots(
    found: dict[tuple[str, str], Sheet], entries: dict[tuple[str, str], dict[str, POEntry]], file: str
) -> None:
    wrong = []
    for one in found.values():
        for item in one.texts:
            entry = entries.get((one.kind, one.name), {}).get(item.id)
            if entry is not None and _is_done(entry) and (why := checked_slots(item, entry.msgstr)):
                line = entry.linenum or 1
                wrong.append(ContentError(f"the translation {why}", file=file, line=line, key=item.id))
    if wrong:
        first = wrong[0]
        raise ContentError(first.message, file=file, line=first.line, key=first.key, others=tuple(wrong[1:]))


def _is_done(entry: POEntry) -> bool:
    return bool(entry.msgstr.strip()) and not entry.fuzzy


def _made(
    library: Library,
    original: Sheet,
    entries: dict[str, POEntry],
    language: str,
    out: Path | None,
    made: Sequence[Written],
) -> Written | None:
    """One translated file; None for a shop or voice that nobody translated."""
    target = _target(original, language, out)
    there = _sheet_at(original.kind, target) or _existing(library, original, language)
    done = {_path(key): entry.msgstr.strip() for key, entry in entries.items() if _is_done(entry)}
    own = {_path(item.id): item for item in original.texts}
    if original.kind != "scenario" and there is None and not any(path in done for path in own):
        return None
    base, notes = there or original, list[str]()
    before = _paths(base)
    words = {before[path].id: text for path, text in done.items() if path in before and path in own}
    if there is not None:
        lost = sorted(path for path in done if path in own and path not in before)
        notes += [f"has no place for: {', '.join(lost)}"] if lost else []
    changed = [path for path, entry in _by_path(entries) if path in own and entry.msgid != own[path].text]
    notes += [f"the original has changed since the export: {', '.join(changed)}"] if changed else []
    text = replaced(base, words, _values(original, target, language, [*_made_names(library, made, language)]))
    if there is None and original.kind == "scenario" and "plays" in base.parts and not _plays_done(own, done):
        text = without_plays(sheet(base.kind, Source(base.source.path, text)))
        notes.append("the golden plays were left out: write some in the new language")
    now = _paths(sheet(base.kind, Source(base.source.path, text), plays=True))
    left = [p for p in own if p in now and now[p].text == own[p].text and p not in done]
    counted = [p for p in own if p in now]
    return Written(Item(original.kind, target), text, len(counted), len(counted) - len(left), tuple(left), tuple(notes))


def _by_path(entries: dict[str, POEntry]) -> Iterator[tuple[str, POEntry]]:
    return ((_path(key), entry) for key, entry in entries.items())


def _made_names(library: Library, made: Sequence[Written], language: str) -> Iterator[tuple[str, str]]:
    """Shops and voices that there are in the language: those made now, and those of the library."""
    for item in made:
        yield item.item.kind, item.item.path.stem
    for kind in ("shop", "voice"):
        yield from ((kind, name) for name in library.ids(kind) if name.endswith(f"-{language}"))


def _values(original: Sheet, target: Path, language: str, there: list[tuple[str, str]]) -> dict[str, str]:
    """The short values that change with the language: the id, the language, the shop's and the voice's names."""
    values = {"id": target.stem}
    if original.kind != "shop":
        values["language"] = language
    if original.kind == "scenario":
        shop = f"{original.value('shop')}-{language}"
        voice = f"{original.value('persona.voice') or 'plain'}-{language}"
        values |= {"shop": shop} if ("shop", shop) in there else {}
        values |= {"persona.voice": voice} if ("voice", voice) in there else {}
    return values


def _plays_done(own: dict[str, Text], done: dict[str, str]) -> bool:
    return any(path.startswith("plays.") and path in done for path in own)


def _existing(library: Library, original: Sheet, language: str) -> Sheet | None:
    name = f"{original.name}-{language}"
    if name not in library.ids(original.kind):
        return None
    return sheet(original.kind, library.text(original.kind, name), plays=True)


def _sheet_at(kind: str, path: Path) -> Sheet | None:
    return sheet(kind, read_source(path), plays=True) if path.exists() else None


def _target(original: Sheet, language: str, out: Path | None) -> Path:
    path = original.source.path
    name = f"{path.stem}-{language}{path.suffix}"
    if out is None:
        return path.with_name(name)
    return out / "scenarios" / FOLDERS.get(original.kind, path.parent.name) / name


def _path(key: str) -> str:
    return key.partition("/")[2]


def _paths(found: Sheet | None) -> dict[str, Text]:
    return {_path(item.id): item for item in found.texts} if found else {}


def _language_of(found: Sheet) -> str:
    return found.value("language") or ("en" if found.kind != "shop" else "")
