"""Words out for translators and in again: nothing is lost, nothing else changes, slots are held."""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest
from click.testing import CliRunner

from simulator.authoring.catalogue import export, read_catalogue, translate
from simulator.authoring.strings import sheet
from simulator.authoring.translating import replaced
from simulator.cli.strings import strings
from simulator.errors import ContentError, UsageError
from simulator.library import Library

LIBRARY = Library()
NAME = "late-parcel-birthday"


def translated(tmp_path: Path, words: dict[str, str], *, language: str = "pt") -> Path:
    """A catalogue in which some texts, by the end of their id, are translated."""
    catalogue = polib.pofile(export(LIBRARY, [NAME], language=language))
    for entry in catalogue:
        for end, text in words.items():
            if entry.msgctxt.endswith(end):
                entry.msgstr = text
    path = tmp_path / "words.po"
    catalogue.save(str(path))
    return path


def imported(path: Path, out: Path) -> dict[str, str]:
    written, _ = translate(LIBRARY, read_catalogue(path), str(path), out)
    for made in written:
        made.item.path.parent.mkdir(parents=True, exist_ok=True)
        made.item.path.write_text(made.text)
    return {made.item.path.stem: made.text for made in written}


@pytest.mark.parametrize("name", LIBRARY.scenario_ids()[::9])
def test_words_that_stay_the_same_leave_every_byte_of_a_file(name: str) -> None:
    source = LIBRARY.scenario_text(name)
    found = sheet("scenario", source, plays=True)
    assert replaced(found, {item.id: item.text for item in found.texts}) == source.text


@pytest.mark.parametrize("kind", ["scenario", "shop", "voice"])
def test_every_text_of_a_file_can_be_replaced_wherever_it_stands(kind: str) -> None:
    for name in LIBRARY.ids(kind)[:2]:
        found = sheet(kind, LIBRARY.text(kind, name), plays=True)
        ids = [item.id for item in found.texts]
        assert len(ids) == len(set(ids))
        words = {item.id: f'¿"{item.text}": no, # [{n}] ó sí?' for n, item in enumerate(found.texts)}
        assert "¿" in replaced(found, words)  # reads back as given, or raises


def test_an_untouched_catalogue_gives_the_original_with_only_its_name_and_language(tmp_path: Path) -> None:
    path = translated(tmp_path, {})
    made = imported(path, tmp_path / "own")
    assert list(made) == [f"{NAME}-pt"]
    original = LIBRARY.scenario_text(NAME).text
    kept = original[: original.index("plays:")].rstrip() + "\n"
    assert made[f"{NAME}-pt"] == kept.replace(f"id: {NAME}\n", f"id: {NAME}-pt\nlanguage: pt\n")


def test_an_import_twice_changes_nothing_and_keeps_what_a_person_wrote(tmp_path: Path) -> None:
    path = translated(tmp_path, {"/title": "Paquete tarde", "/lines.insist.any.1": "¿Y ahora qué?"})
    own = tmp_path / "own"
    first = imported(path, own)
    assert imported(path, own) == first
    file = own / "scenarios" / "delivery" / f"{NAME}-pt.yaml"
    file.write_text(file.read_text().replace("The dollhouse, the big one", "La casa, la grande") + "# a note\n")
    again = imported(path, own)[f"{NAME}-pt"]
    assert "La casa, la grande" in again
    assert again.endswith("# a note\n")
    assert "¿Y ahora qué?" in again


def test_a_new_export_holds_the_translations_that_are_there(tmp_path: Path) -> None:
    imported(translated(tmp_path, {"scenario:late-parcel-birthday/title": "Paquete tarde"}), tmp_path / "own")
    again = polib.pofile(export(Library([tmp_path / "own"]), [NAME], language="pt"))
    assert [entry.msgstr for entry in again if entry.msgstr] == ["Paquete tarde"]


@pytest.mark.parametrize(
    ("text", "says"), [("Sin hueco.", r"lacks \{answer\}"), ("{answer} {nombre}", r"has \{nombre\}")]
)
def test_a_slot_that_is_missing_or_invented_is_an_error_with_the_id(tmp_path: Path, text: str, says: str) -> None:
    path = translated(tmp_path, {"voice:plain/lines.answer.tense.2": text})
    with pytest.raises(ContentError, match=rf"voice:plain/lines\.answer\.tense\.2: the translation {says}"):
        imported(path, tmp_path / "own")


def test_untranslated_and_unsure_words_are_told_and_stay(tmp_path: Path) -> None:
    path = translated(tmp_path, {"/opening.1": "¿Dónde está mi paquete?"})
    catalogue = polib.pofile(str(path))
    entry = next(item for item in catalogue if item.msgctxt.endswith("/opening.1"))
    entry.flags.append("fuzzy")
    catalogue.save()
    result = CliRunner().invoke(strings, ["import", str(path), "--out", str(tmp_path / "own")])
    assert "0 of " in result.output
    assert "not translated: title, summary, " in result.output
    assert "the golden plays were left out" in result.output
    assert result.exit_code == 1  # no voice in that language yet: the check says so
    assert "speaks 'en', the scenario 'pt'" in result.output


@pytest.mark.parametrize("text", ["nonsense", "", 'msgid "\nmsgstr x', "\x00\xff"])
def test_what_is_no_catalogue_is_one_clear_error(tmp_path: Path, text: str) -> None:
    path = tmp_path / "bad.po"
    path.write_text(text, encoding="latin-1")
    with pytest.raises(UsageError, match=r"bad\.po"):
        imported(path, tmp_path / "own")


def test_the_spanish_voice_speaks_for_women_and_men() -> None:
    text = LIBRARY.voice_text("plain-es").text
    gendered = r"\b(?:estoy|esté|sigo|quedo|soy)\b(?: \w+)? (?:hart|enfadad|content|molest|cansad|satisfech)[ao]\b"
    assert re.findall(gendered, text, re.IGNORECASE) == []
