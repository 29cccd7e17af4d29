"""Proposals: which families a reply offers, with what amount, matched to the case's resolutions and to authority."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from simulator.engine.allowed import barred, beyond, compared, contradicted, is_right
from simulator.engine.carried import SENT
from simulator.engine.doers import goes_out, told_before, took_back, turns_to_you
from simulator.engine.ear import CONTACT, FAMILY, OWN
from simulator.engine.frames import COMMITS, Frames
from simulator.engine.heard import Proposed
from simulator.engine.heed import Heeded, Sentences
from simulator.engine.kinds import Core, at_hand, figures, priced, swapped
from simulator.engine.stance import committed, gives, keeps_it, stated

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.engine.phrases import Found
    from simulator.scenario.model import Resolution, Scenario
    from simulator.scenario.shared import Family, Shared

_TALK = frozenset({"investigate"})
"""Families that nobody turns down: "let's look at it together" is an offer only where the case turns on it."""
_PASSED_ON = frozenset({"escalate", "callback"})
"""Families by which somebody else takes over."""
_FETCHED = "return_label"
"""The family by which goods come back: told as done, it is no offer."""
_VAGUE = {
    "repair": frozenset("fix it this that them the problem issu matter mess mistak thing everyth all for you".split()),
    "delivery_change": frozenset("chang correct updat amend it this that for in you our your system order".split()),
}
"""Stems by which a family is only hinted at: "I'll fix this", "I change it in the system"."""
_BY_ITSELF = frozenset(
    "for you now right myself ourselv togeth immedi asap with here as soon quick first problem issu matter".split()
)
"""Stems behind a "fix" that name nothing to repair."""
_SUBJECTS = frozenset("i we you".split())
_NEAR = 3
"""Words between two cores of one proposal at most; further apart they are two proposals."""


def proposals(heeded: Sentences, scenario: Scenario, shared: Shared, known: frozenset[str]) -> tuple[Proposed, ...]:
    """Everything the reply proposes, in order, each family and resolution once; ``known``: facts already told."""
    return tuple(_with_missing(item, known) for item in heeded.once(_every, scenario, shared))


def _with_missing(item: Proposed, known: frozenset[str]) -> Proposed:
    """The proposal with those of the facts it needs that are still to be found out."""
    missing = tuple(fact for fact in item.missing if fact not in known)
    return item if missing == item.missing else replace(item, missing=missing)


def _every(heeded: Sentences, scenario: Scenario, shared: Shared) -> tuple[Proposed, ...]:
    """The same before anything is told: ``missing`` are all facts that have to be found out first."""
    own = _own_words(heeded)
    approved = any(item.owner[1] == "authorised" for sentence in heeded for item in sentence.of(CONTACT))
    out: dict[tuple[str, str | None], Proposed] = {}
    for sentence in heeded:
        cores = _settled(_cores(sentence, shared.families), shared.families, sentence, at_hand(scenario))
        cores += _own_cores(sentence, scenario, shared, {core.family for core in cores})
        for core in cores:
            if told_before(sentence.frames.sentence.words, core.first, core.last):
                continue
            proposed = _proposed(sentence, core, scenario, shared, own, approved=approved)
            talk = shared.families[proposed.family].exact or proposed.family in _TALK
            if (talk or _is_vague(core, sentence)) and proposed.resolution is None:
                continue  # talk, not an offer that this case could turn on
            if core.family in _PASSED_ON and keeps_it(sentence.frames, core.last):
                continue
            key = (proposed.family, proposed.resolution)
            out[key] = _joined(out[key], proposed) if key in out else proposed
    every = [_doubted(item, heeded, out.values(), scenario) for item in out.values()]
    return tuple(sorted(every, key=lambda item: item.start))


def _doubted(item: Proposed, heeded: list[Heeded], every: Iterable[Proposed], scenario: Scenario) -> Proposed:
    """The proposal, barred where a sentence that proposes nothing itself says what makes it a wrong one."""
    resolution = next((one for one in scenario.resolutions if one.id == item.resolution), None)
    if resolution is None or item.barred:
        return item
    others = [one.start for one in every if one.resolution is not None]
    beside = [s for s in heeded if not any(map(s.holds, others))]
    return replace(item, barred=any(contradicted(s, resolution, scenario) for s in beside))


def _joined(earlier: Proposed, later: Proposed) -> Proposed:
    return replace(
        earlier,
        amount=earlier.amount if earlier.amount is not None else later.amount,
        percent=earlier.percent if earlier.percent is not None else later.percent,
        beyond=earlier.beyond or later.beyond,
        barred=earlier.barred or later.barred,
        wrong_sum=earlier.wrong_sum or later.wrong_sum,
    )


def _cores(sentence: Heeded, families: dict[str, Family]) -> list[Core]:
    items = sentence.of(FAMILY)
    against = [item for item in items if item.owner[2] == "unless"]
    best: dict[str, Core] = {}
    for item in items:
        family, part = item.owner[1], item.owner[2]
        if part == "unless" or any(_rules_out(other, item, sentence) for other in against):
            continue
        if not _proposes(sentence.frames, item, families[family]):
            continue
        old = best.get(family)
        if old is None or item.last - item.first > old.last - old.first:
            best[family] = Core(family, item.first, item.last)
    return sorted(best.values(), key=lambda core: core.first)


def _rules_out(other: Found, item: Found, sentence: Heeded) -> bool:
    """Whether words that make a family something else stand in the same clause, or one that says not who does it.

    "I send you a label and you get the money when it's back" offers a label.
    """
    if other.owner[1] != item.owner[1]:
        return False
    words = sentence.frames.sentence.words
    between = range(min(item.last, other.last), max(item.first, other.first) + 1)
    return not any(words[i].gap and _SUBJECTS & {word.stem for word in words[i : i + 2]} for i in between)


def _proposes(frames: Frames, item: Found, family: Family) -> bool:
    part = item.owner[2]
    if item.owner[1] == _FETCHED and took_back(frames.sentence.words, item.first, item.last):
        return False
    if part == "says":
        return stated(frames, item.first, item.last, denied=family.stated)
    if part == "things":
        return committed(frames, item.first, item.last) and gives(frames, item.first)
    return committed(frames, item.first, item.last, act=True, customer=family.customer)


def _is_vague(core: Core, sentence: Heeded) -> bool:
    """Whether "fix" or "change it" only says that it will be put right: an offer only where the case turns on one."""
    words = sentence.frames.sentence.words
    behind = words[core.last] if core.last < len(words) else None
    alone = behind is None or behind.gap > 0 or behind.stem in _BY_ITSELF
    return alone and {word.stem for word in words[core.first : core.last]} <= _VAGUE.get(core.family, frozenset())


def _settled(cores: list[Core], families: dict[str, Family], sentence: Heeded, at_hand: frozenset[str]) -> list[Core]:
    """Of families named by the same words stays the one the case knows; of two such, the one that beats the other."""
    words = sentence.frames.sentence.words

    def touches(a: Core, b: Core) -> bool:
        between = range(min(a.last, b.last), max(a.first, b.first))
        return len(between) <= _NEAR and not any(words[i].gap for i in between)

    return [
        core
        for core in cores
        if not any(touches(core, other) and _gives_way(core.family, other.family, families, at_hand) for other in cores)
    ]


def _gives_way(family: str, other: str, families: dict[str, Family], at_hand: frozenset[str]) -> bool:
    if (family in at_hand) != (other in at_hand):
        related = family in families[other].beats or other in families[family].beats
        return related and other in at_hand
    return family in families[other].beats


def _own_words(heeded: list[Heeded]) -> dict[str, set[str]]:
    """Resolution -> the numbers of its phrase groups that the reply names, but for what others are compared with."""
    own: dict[str, set[str]] = {}
    for sentence in heeded:
        for item in sentence.of(OWN):
            if compared(sentence.frames, item):
                continue
            own.setdefault(item.owner[1], set()).add(item.owner[2])
    return own


def _says_all(resolution: Resolution, own: dict[str, set[str]]) -> bool:
    return bool(resolution.said) and len(own.get(resolution.id, ())) == len(resolution.said)


def _own_cores(sentence: Heeded, scenario: Scenario, shared: Shared, families: set[str]) -> list[Core]:
    """Resolutions recognised by their own words alone, where the family's words are missing."""
    cores: list[Core] = []
    if not sentence.of(OWN):
        return cores
    for resolution in scenario.resolutions:
        family = shared.families.get(resolution.family)
        mine = [i for i in sentence.of(OWN) if i.owner[1] == resolution.id and not compared(sentence.frames, i)]
        here = {resolution.id: {item.owner[2] for item in mine}}
        if resolution.family in families or family is None or not _says_all(resolution, here):
            continue
        said = next((item for item in mine if _offers_own(sentence.frames, item, resolution, family)), None)
        if said is not None:
            cores.append(Core(resolution.family, said.first, said.last))
            families = families | {resolution.family}
    return cores


def _offers_own(frames: Frames, item: Found, resolution: Resolution, family: Family) -> bool:
    """Whether a resolution's own words are offered where they stand."""
    if family.stated and stated(frames, item.first, item.last, denied=True):
        return True
    # words written as an agent says them ("i can send you ...") bring their frame along
    inside = (f.last for f in frames.frames if item.first <= f.first < f.last < item.last and f.owner[1] in COMMITS)
    if committed(frames, next(inside, item.first), item.last) or turns_to_you(frames, item):
        return True
    return resolution.family in SENT and goes_out(frames, item)


def _proposed(
    sentence: Heeded,
    core: Core,
    scenario: Scenario,
    shared: Shared,
    own: dict[str, set[str]],
    *,
    approved: bool,
) -> Proposed:
    amount, percent = figures(sentence, core)
    total = scenario.case.orders[0].total if scenario.case.orders else 0.0
    family = swapped(priced(core.family, amount, total, scenario), sentence, scenario)
    resolution = _resolution(family, scenario, shared.families[family], own)
    start, end = sentence.frames.sentence.span(core.first, core.last)
    open_facts = tuple(fact for fact in (resolution.needs if resolution else ()) if not _given(fact, scenario))
    ruled_out = resolution is not None and barred(sentence, resolution, scenario)
    return Proposed(
        family,
        start,
        end,
        sentence.text[start:end],
        resolution=resolution.id if resolution else None,
        fit=resolution.fit if resolution else 0.0,
        amount=amount,
        percent=percent,
        beyond=not approved and beyond(family, resolution, amount, percent, scenario),
        missing=open_facts,
        barred=ruled_out,
        wrong_sum=ruled_out and resolution is not None and _is_wrong(amount, percent, resolution, scenario),
    )


def _is_wrong(amount: float | None, percent: float | None, resolution: Resolution, scenario: Scenario) -> bool:
    """Whether the figure named with an offer is none that the case knows, for it or as a price."""
    priced = amount is not None and amount in scenario.case.prices
    figure = percent if amount is None else amount
    return figure is not None and not priced and not is_right(figure, resolution)


def _given(fact: str, scenario: Scenario) -> bool:
    return fact in scenario.facts and scenario.facts[fact].when == "known"


def _resolution(family: str, scenario: Scenario, kind: Family, own: dict[str, set[str]]) -> Resolution | None:
    """The resolution meant: the one whose own words are all there, else one without own words, else the nearest."""
    options = [resolution for resolution in scenario.resolutions if resolution.family == family]
    named = [resolution for resolution in options if _says_all(resolution, own)]
    if named:
        return max(named, key=lambda resolution: len(resolution.said))
    plain = [resolution for resolution in options if not resolution.said]
    if plain:
        return max(plain, key=lambda resolution: resolution.fit)
    if kind.exact or not options:
        return None
    return max(options, key=lambda resolution: len(own.get(resolution.id, ())))


def as_meant(family: str, text: str, scenario: Scenario, shared: Shared, known: frozenset[str] | None) -> Proposed:
    """A proposal that the trainee meant by the whole reply; without ``known`` no fact counts as missing."""
    resolution = _resolution(family, scenario, shared.families[family], {})
    if resolution is None:
        options = [item for item in scenario.resolutions if item.family == family]
        resolution = max(options, key=lambda item: item.fit, default=None)
    needs = resolution.needs if resolution is not None and known is not None else ()
    return Proposed(
        family,
        0,
        len(text),
        text,
        resolution=resolution.id if resolution else None,
        fit=resolution.fit if resolution else 0.0,
        beyond=beyond(family, resolution, None, None, scenario),
        missing=tuple(fact for fact in needs if fact not in (known or ()) and not _given(fact, scenario)),
    )
