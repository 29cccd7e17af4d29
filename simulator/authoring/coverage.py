"""What plays reached of a scenario: every act, topic, fact, resolution, step, ending, event and line, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct, field

from simulator.authoring.random_play import Play
from simulator.authoring.unsaid import unsaid
from simulator.engine.inputs import GOOD_FIT
from simulator.engine.scripted import REASON_ACTS
from simulator.exchange import Exchange, State
from simulator.scenario.model import ACTS, BANDS, Lines, Resolution, Scenario

UNFINISHED = "unfinished"
"""Stands for the ending of a play that has none."""
KINDS: dict[str, str] = {
    "acts": "acts",
    "topics": "topics answered",
    "facts": "facts told",
    "resolutions": "resolutions",
    "steps": "steps done",
    "endings": "endings",
    "events": "events",
    "lines": "own lines said",
}
"""What coverage is counted over, and how it is told."""
BESIDE: dict[str, str] = {"bands": "acts by band", "voice": "voice lines said"}
"""What is told beside it: not every band of an act can be met in every case, and the voice serves all scenarios."""


INSULTING = ("abuse", "puzzled", "wait", "walk_away", "escalated", "terminated")
"""All that a customer expresses who never stops insulting (engine.cue: an insult goes before any answer)."""


class Part(Struct, frozen=True):
    """One kind of thing: how often each was reached, in the order of the scenario; 0: never."""

    counts: dict[str, int]

    @property
    def never(self) -> tuple[str, ...]:
        """What was never reached."""
        return tuple(name for name, count in self.counts.items() if not count)

    @property
    def reached(self) -> int:
        """How many were reached."""
        return len(self.counts) - len(self.never)


class Coverage(Struct, frozen=True):
    """All parts by kind; ``share``: how much of the kinds in ``KINDS`` was reached, each thing counting the same."""

    parts: dict[str, Part]
    beside: dict[str, Part]
    share: float


class Tally(Struct):
    """Counts that grow with every play; those of separate runs can be added up.

    ``seen``: by kind and name. ``endings`` by kind of agent; ``lengths`` (replies) and ``peaks`` (hostility, in tens)
    of the plays. ``felt``: hostility after each reply, summed by kind of agent in whole tenths of a point, so that the
    order of runs changes nothing; ``answered``: how many replies that were. ``shortest``: for each ending the number of
    the shortest play, with its length.
    """

    plays: int = 0
    replies: int = 0
    seen: dict[str, Counter[str]] = field(default_factory=dict)
    endings: dict[str, Counter[str]] = field(default_factory=dict)
    lengths: Counter[int] = field(default_factory=Counter)
    peaks: Counter[int] = field(default_factory=Counter)
    shortest: dict[str, tuple[int, int]] = field(default_factory=dict)
    open_plays: list[int] = field(default_factory=list)
    felt: Counter[str] = field(default_factory=Counter)
    answered: Counter[str] = field(default_factory=Counter)

    def add(self, play: Play) -> None:
        """Count one play."""
        ending = play.state.ending or UNFINISHED
        peak = max((item.after for item in play.exchanges), default=play.first.mood.hostility)
        self.plays += 1
        self.replies += len(play.exchanges)
        self.lengths[len(play.exchanges)] += 1
        self.peaks[min(9, int(peak // 10))] += 1
        self.endings.setdefault(play.skill, Counter())[ending] += 1
        self.felt[play.skill] += sum(round(10 * item.after) for item in play.exchanges)
        self.answered[play.skill] += len(play.exchanges)
        best = (len(play.exchanges), play.seed)
        self.shortest[ending] = min(best, self.shortest.get(ending, best))
        if ending == UNFINISHED:
            self.open_plays.append(play.seed)
        self._count("endings", [ending])
        before = play.first
        for exchange in play.exchanges:
            self._exchange(exchange, before)
            before = exchange.state

    def merge(self, other: Tally) -> None:
        """Count what another run counted, too."""
        self.plays += other.plays
        self.replies += other.replies
        for kind, names in other.seen.items():
            self.seen.setdefault(kind, Counter()).update(names)
        for skill, endings in other.endings.items():
            self.endings.setdefault(skill, Counter()).update(endings)
        self.felt.update(other.felt)
        self.answered.update(other.answered)
        self.lengths.update(other.lengths)
        self.peaks.update(other.peaks)
        for ending, best in other.shortest.items():
            self.shortest[ending] = min(best, self.shortest.get(ending, best))
        self.open_plays = sorted([*self.open_plays, *other.open_plays])

    def _count(self, kind: str, names: Iterable[str]) -> None:
        counter = self.seen.get(kind)
        if counter is None:
            counter = self.seen[kind] = Counter()
        for name in names:
            counter[name] += 1

    def _exchange(self, exchange: Exchange, before: State) -> None:
        cue, after = exchange.cue, exchange.state
        acts = list(_acts(exchange))
        if exchange.held:
            acts.append("wait")
        self._count("acts", acts)
        self._count("bands", (f"{act}/{cue.band}" for act in acts))
        self._count("topics", cue.topics)
        self._count("facts", after.known[len(before.known) :])
        if cue.resolution is not None:
            self._count("resolutions", [f"{cue.resolution} {'accepted' if cue.accepts else 'turned down'}"])
        if after.done != before.done:
            self._count("steps", set(after.done) - set(before.done))
        if exchange.event is not None:
            self._count("events", [exchange.event])
        self._count("lines", after.used[len(before.used) :])


def _acts(exchange: Exchange) -> Iterator[str]:
    """What the customer expressed: an answer can hold a yes or no besides, and a no may have its reason's words."""
    cue = exchange.cue
    yield cue.act
    if cue.act == "answer" and (cue.accepts or cue.reason):
        yield "accept" if cue.accepts else "reject"
    if not cue.accepts and cue.reason in REASON_ACTS:
        yield REASON_ACTS[cue.reason]
    if cue.private:
        yield "private"


def coverage(tally: Tally, scenario: Scenario) -> Coverage:
    """What the counted plays reached of a scenario, and what not."""
    seen = {kind: tally.seen.get(kind, Counter[str]()) for kind in (*KINDS, "bands")}
    names: dict[str, Iterable[str]] = {
        "acts": acts(scenario),
        **({} if only_insults(scenario) else _answers(scenario)),
        "endings": endings(scenario),
    }
    parts = {kind: Part({name: seen[kind][name] for name in names[kind]}) for kind in KINDS if kind in names}
    parts["lines"] = Part({place: seen["lines"][text] for place, text in own_lines(scenario).items()})
    bands = [f"{act}/{band}" for act in acts(scenario) for band in BANDS if not unsaid(scenario, act, band)]
    voice = {place: seen["lines"][text] for place, text in _placed(scenario.voice, acts(scenario))}
    beside = {"bands": Part({name: seen["bands"][name] for name in bands}), "voice": Part(voice)}
    whole = sum(len(part.counts) for part in parts.values())
    return Coverage(parts, beside, sum(part.reached for part in parts.values()) / whole if whole else 1.0)


def _answers(scenario: Scenario) -> dict[str, Iterable[str]]:
    """What only a customer reaches who answers what is asked and offered."""
    return {
        "topics": scenario.topics,
        "facts": [fact.id for fact in scenario.facts.values() if fact.when != "known"],
        "resolutions": [_wished(item) for item in scenario.resolutions],
        "steps": [f"{item.id}/{step.id}" for item in scenario.resolutions if _good(item) for step in item.steps],
        "events": [event.id for event in scenario.events],
    }


def acts(scenario: Scenario) -> tuple[str, ...]:
    """The acts that this customer can come to express."""
    wishes, shop = scenario.resolutions, scenario.shop
    limited = {family for family, rule in shop.authority.items() if rule != type(rule)()}
    can = {
        "unchecked": any(item.needs for item in wishes),
        "too_late": any(item.within for item in wishes),
        "beyond": any(item.authority != "agent" or item.limit or item.family in limited for item in wishes),
        "accept": any(_good(item) for item in wishes),
        "corrects": any(_good(item) and (item.figures or item.family == "refund") for item in wishes),
    }
    possible = INSULTING if only_insults(scenario) else ACTS
    said = (act for act in possible if any(not unsaid(scenario, act, band) for band in BANDS))
    return tuple(act for act in said if can.get(act, True))


def endings(scenario: Scenario) -> tuple[str, ...]:
    """How a conversation of this scenario can end."""
    if only_insults(scenario):
        return ("WALKED_AWAY", "ESCALATED", "TERMINATED")
    return ("RESOLVED", "WALKED_AWAY", "ESCALATED")


def only_insults(scenario: Scenario) -> bool:
    """Whether this customer never stops insulting: what is asked stays unanswered, what is offered does, too."""
    return scenario.persona.curve.abusive and not scenario.persona.curve.heeds


def own_lines(scenario: Scenario) -> dict[str, str]:
    """The scenario's own words by place, as trainers would name it: ``lines.vent.angry[2]``."""
    if only_insults(scenario):
        return dict(_placed(scenario.lines, INSULTING))
    found = dict(_placed(scenario.lines, ACTS))
    for topic in scenario.topics.values():
        found |= _numbered(f"topics.{topic.id}.answer", topic.answers)
    for item in scenario.resolutions:
        found |= _numbered(f"{item.id}.accept", item.accept)
        found |= _numbered(f"{item.id}.reject", item.reject)
        for step in item.steps:
            found |= _numbered(f"{item.id}.{step.id}.asks", step.asks)
    return found


def _placed(lines: Lines, wanted: Iterable[str]) -> Iterator[tuple[str, str]]:
    for act in wanted:
        for key, texts in lines.get(act, {}).items():
            yield from _numbered(f"lines.{act}.{key}", texts).items()


def _numbered(place: str, texts: tuple[str, ...]) -> Mapping[str, str]:
    return {f"{place}[{n}]" if len(texts) > 1 else place: text for n, text in enumerate(texts, 1)}


def _good(resolution: Resolution) -> bool:
    return resolution.fit >= GOOD_FIT and resolution.authority == "agent"


def _wished(resolution: Resolution) -> str:
    """What should come of a resolution at least once: a good one is accepted, another turned down."""
    return f"{resolution.id} {'accepted' if _good(resolution) else 'turned down'}"
