"""Findings about the files beside the scenarios: shops, voices, shared files, pathways, rubrics and cards."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from simulator.authoring.finding import Finding
from simulator.authoring.script import at, finding, texts_below
from simulator.authoring.wording import same_words, voice_findings
from simulator.content import Document, Findings, Path, Source, read
from simulator.content.document import ListNode, MapNode, TextNode
from simulator.content.schema import schema
from simulator.library import SCHEMAS, Library
from simulator.progress.pathway import parse_pathway
from simulator.scenario.notation import check_phrases
from simulator.scenario.shared import Shared, load_shared
from simulator.scenario.shop import parse_shop
from simulator.scenario.speech import texts
from simulator.scenario.vocabulary import vocabulary
from simulator.scenario.voice import parse_voice
from simulator.scoring.load import load_card, load_rubric
from simulator.scoring.rubric import Card, Rubric
from simulator.signals.evidence import AGENT_SIGNALS

_PHRASES: dict[str, tuple[str, ...]] = {
    "topics": ("phrases", "unless"),
    "families": ("acts", "things", "says", "unless"),
    "steps": ("says",),
}
"""The keys of a shared file that hold phrases."""
_PLAIN_READS = frozenset({"", "offer", "deadline", "amount"})


def shop_findings(library: Library, source: Source) -> Iterator[Finding]:
    """Findings about a shop that can be loaded.

    Raises:
        ContentError: it can't.

    """
    shop = parse_shop(source, library.schema_text("shop"), vocabulary(library).families)
    document = read(source.text, source.file)
    for index, macro in enumerate(shop.macros):
        for phrase in shop.banned:
            if re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", macro.text, re.IGNORECASE):
                message = f"{shop.name} bans {phrase!r}: word the prepared answer otherwise"
                yield finding(document, "SIM150", ("macros", index, "text"), message)


def voice_pack_findings(library: Library, source: Source) -> Iterator[Finding]:
    """Findings about a voice that can be loaded.

    Raises:
        ContentError: it can't.

    """
    voice = parse_voice(source, library.schema_text("voice"))
    yield from voice_findings(read(source.text, source.file), voice.lines)


def shared_findings(library: Library, source: Source) -> Iterator[Finding]:
    """Findings about one of the files that all scenarios share.

    Raises:
        ContentError: it is not of the right form, or a phrase or a name in it is wrong.

    """
    name = source.path.stem
    if name not in SCHEMAS:
        return
    document = read(source.text, source.file)
    data = schema(library.schema_text(name)).check(document)
    if name not in _PHRASES:
        return
    known, found = vocabulary(library), Findings(document)
    names = {"topics": known.topics, "families": known.families, "steps": known.steps}[name]
    for row, given in data.items():
        for key in _PHRASES[name]:
            check_phrases(given.get(key), (row, key), known.classes, found, most_optional=None)
        for index, other in enumerate(texts(given.get("beats"))):
            if other not in names:
                found.unknown((row, "beats", index), name.removesuffix("s"), other, names)
    if name == "steps":
        _check_reads(data, load_shared(library), found)
    found.settle()
    yield from ()


def _check_reads(data: dict[str, dict[str, str]], shared: Shared, found: Findings) -> None:
    known: dict[str, Collection[str]] = {
        "signal": AGENT_SIGNALS,
        "topic": shared.topics,
        "family": shared.families,
        "contact": shared.language.contact,
    }
    for row, given in data.items():
        reads = given.get("reads", "")
        kind, _, name = reads.partition(":")
        if reads in _PLAIN_READS:
            continue
        if kind not in known:
            found.unknown((row, "reads"), "kind of sign", kind, (*sorted(_PLAIN_READS - {""}), *known))
        elif name not in known[kind]:
            found.unknown((row, "reads"), kind, name, known[kind])


def pathway_findings(library: Library, source: Source) -> Iterator[Finding]:
    """A pathway says all that is wrong with it while it is read.

    Raises:
        ContentError: it can't be loaded.

    """
    parse_pathway(library, source)
    yield from ()


def rubric_findings(library: Library, source: Source) -> Iterator[Finding]:
    """Findings about a rubric or a card.

    Raises:
        ContentError: it can't be loaded.
        NotFoundError: a card names a rubric that isn't there.

    """
    document = read(source.text, source.file)
    kind = at(document, ("kind",))
    if isinstance(kind, TextNode) and kind.text == "card":
        yield from _weightless(document, load_card(source.text, source.file, lambda name: _rubric(library, name)))
        return
    load_rubric(source.text, source.file)
    sections = at(document, ("sections",))
    for n, section in enumerate(sections.items if isinstance(sections, ListNode) else ()):
        criteria = section.values.get("criteria") if isinstance(section, MapNode) else None
        for m, _ in enumerate(criteria.items if isinstance(criteria, ListNode) else ()):
            yield from _criterion(document, ("sections", n, "criteria", m))


def _weightless(document: Document, card: Card) -> Iterator[Finding]:
    for index, rubric in enumerate(card.rubrics):
        if not any(group.weights.get(rubric.id) for group in card.phases):
            message = (
                f"no phase gives {rubric.id!r} a weight, so its marks count nothing: "
                f"add '{rubric.id}: 0.30' to the weights of each phase"
            )
            yield finding(document, "SIM141", ("rubrics", index), message)


def _rubric(library: Library, name: str) -> Rubric:
    source = library.rubric_text(name)
    return load_rubric(source.text, source.file)


def _criterion(document: Document, path: Path) -> Iterator[Finding]:
    yield from same_words(document, texts_below(document, (*path, "anchors")))
    rules = at(document, (*path, "points"))
    seen: dict[tuple[tuple[str, str], ...], int] = {}
    for index, rule in enumerate(rules.items if isinstance(rules, ListNode) else ()):
        when: Path = (*path, "points", index, "when")
        condition = tuple((str(words.path[len(when) :]), words.text) for words in texts_below(document, when))
        if condition and condition in seen:
            message = f"the rule in line {seen[condition]} has the same condition and is taken first"
            yield finding(document, "SIM151", when, message, at_key=True)
        seen.setdefault(condition, rule.line)
