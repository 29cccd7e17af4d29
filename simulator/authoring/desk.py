"""Checks one file after another of a library; what all of them share is loaded once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import cache, cached_property
from pathlib import Path

from msgspec import Struct

from simulator.authoring import packs, proving, reach, truth, wording
from simulator.authoring.bank import Bank, load_bank, plain_texts
from simulator.authoring.causes import findings as loader_findings
from simulator.authoring.explore_reading import Memory, prepared_once
from simulator.authoring.finding import Finding
from simulator.authoring.hints import hinted
from simulator.authoring.kept import Kept, key, rubrics_digest
from simulator.authoring.material import Item, shown
from simulator.authoring.script import Script
from simulator.content import Source, read
from simulator.content.source import read_source
from simulator.engine.ear import ear_for
from simulator.errors import ContentError, NotFoundError
from simulator.library import Library
from simulator.premise import Kit, Premise
from simulator.scenario.load import parse_scenario
from simulator.scenario.model import Scenario
from simulator.scenario.shared import Shared, load_shared
from simulator.scoring.load import load_library_card
from simulator.signals.reading import NO_CONTEXT, read_ready

Rule = Callable[[Library, Source], Iterator[Finding]]


class Options(Struct, frozen=True):
    """How thoroughly to check: golden plays or not, and how many random plays for each scenario, from which seed."""

    plays: bool = True
    random: int = 25
    seed: int = 1


class Looked(Struct, frozen=True):
    """What a look at a text found, and the scenario that it holds, which is still to be played."""

    findings: list[Finding]
    scenario: Scenario | None = None
    source: Source | None = None


class Desk:
    """Checks the files of one library; ``ahead``: what was looked at by another process already."""

    def __init__(self, library: Library, options: Options, kept: Kept) -> None:
        self.library, self.options, self.kept = library, options, kept
        self.ahead: dict[Path, Looked] = {}

    @cached_property
    def shared(self) -> Shared:
        """One record for all scenarios: what is compiled from it is kept for it."""
        return load_shared(self.library)

    @cached_property
    def kit(self) -> Kit:
        """What all plays share."""
        return Kit(self.shared, load_library_card(self.library))

    @cached_property
    def bank(self) -> tuple[Bank, str]:
        """The replies of random agents, and the text they were read from."""
        return load_bank(self.library), self.library.shared_text("bank").text

    @cached_property
    def rubrics(self) -> str:
        """What plays may be marked by."""
        return rubrics_digest(self.library)

    def warm(self, items: Sequence[Item]) -> None:
        """Load and compile what every play is heard with, so that copies of this process have it, too."""
        read_ready(prepared_once("Hello.").ready, NO_CONTEXT)
        scenarios = (item for item in items if item.kind == "scenario")
        with suppress(ContentError, NotFoundError, StopIteration):  # its own check tells what is wrong with it
            ear_for(self.kit.shared, parse_scenario(self.library, read_source(next(scenarios).path)))
        _ = self.rubrics
        for text in plain_texts(self.bank[0]):  # said in most scenarios, and what reads them is compiled for all
            prepared_once(text)

    def findings(self, item: Item) -> list[Finding]:
        """Everything that is wrong with one file."""
        return self.played(self.look(item))

    def look(self, item: Item) -> Looked:
        """What is wrong with one file by looking at it; a scenario is not played yet."""
        if (known := self.ahead.pop(item.path, None)) is not None:
            return known
        try:
            source = read_source(item.path)
        except ContentError as error:
            return Looked(list(loader_findings(error, shown(item))))
        return self._look_at(item.kind, source)

    def of_source(self, kind: str, source: Source) -> list[Finding]:
        """Everything that is wrong with the text of one file; what another file lacks is said there."""
        return self.played(self._look_at(kind, source))

    def _look_at(self, kind: str, source: Source) -> Looked:
        rules: dict[str, Rule] = {
            "shop": packs.shop_findings,
            "voice": packs.voice_pack_findings,
            "shared": packs.shared_findings,
            "rubric": packs.rubric_findings,
            "pathway": packs.pathway_findings,
        }
        found: list[Finding] = []
        try:
            if kind == "scenario":
                scenario = parse_scenario(self.library, source)
                found += self._rules(self._script(scenario, source))
                return Looked(found, scenario, source)
            found += rules[kind](self.library, source)
        except (ContentError, NotFoundError) as error:
            found += self._told(error, kind, source)
        return Looked(found)

    def played(self, looked: Looked) -> list[Finding]:
        """What a look found, and what playing shows besides."""
        found = [*looked.findings]
        plays = self.options.plays or self.options.random
        if plays and looked.scenario is not None and looked.source is not None:
            script = self._script(looked.scenario, looked.source)
            try:
                found += self._plays(script)
            except (ContentError, NotFoundError) as error:
                found += self._told(error, "scenario", looked.source)
        return found

    def _told(self, error: ContentError | NotFoundError, kind: str, source: Source) -> Iterator[Finding]:
        return (hinted(each, kind, self.library) for each in loader_findings(error, source.file))

    def _script(self, scenario: Scenario, source: Source) -> Script:
        return Script(scenario, read(source.text, source.file), self.shared)

    def _rules(self, script: Script) -> Iterator[Finding]:
        for rule in (reach.findings, truth.findings, wording.findings, proving.certain):
            yield from rule(script)
        name = key("topics", script.document.file, script.scenario.digest)
        yield from self.kept.get(name, lambda: reach.topics(script))

    def _plays(self, script: Script) -> Iterator[Finding]:
        scenario, file = script.scenario, script.document.file
        memory = cache(lambda: Memory(Premise.of(scenario, self.kit, 0, "mild")))  # only where something is played
        if self.options.plays:
            name = key("golden", file, scenario.digest, self.rubrics)
            yield from self.kept.get(name, lambda: proving.golden_findings(script, self.kit, memory()))
        if self.options.random:
            plays, seed = self.options.random, self.options.seed
            name = key("random", file, scenario.digest, self.bank[1], plays, seed)
            bank = self.bank[0]
            yield from self.kept.get(
                name,
                lambda: proving.random_findings(script, self.kit, bank, plays=plays, seed=seed, memory=memory()),
            )
