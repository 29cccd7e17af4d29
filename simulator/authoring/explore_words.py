"""What an exploring agent can say in one scenario: the bank's replies filled in, and the case's own proposals worded.

A resolution or step with words of its own is worded from them: its title, its phrases, the bank's sentences with its
words added, and last the sentences of the golden plays. Each such wording is tried, and stays only if it is heard as
what it was meant to be; what can't be worded at all is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from zlib import crc32

from simulator.authoring.bank import Bank
from simulator.authoring.explore_lines import Line, Lines, Palette, currency, filled_in, timed, values
from simulator.authoring.explore_reading import prepared_once
from simulator.authoring.explore_wrongly import wrongly
from simulator.engine.heard import Heard
from simulator.engine.understand import understand
from simulator.engine.words import split
from simulator.premise import Kit
from simulator.scenario.model import Resolution, Scenario, Step
from simulator.signals.reading import NO_CONTEXT, read_ready

WORDINGS = 3
"""Wordings kept of a proposal or a step of the case's own, at most."""
TRIES = 24
"""Wordings tried of it, at most."""
RECEIVES = "receives"
"""The move of the bank that good agents put before what they ask or offer."""
BESIDE = 4
"""Topics and families beside the case's own that are asked and offered, too."""


def palette(scenario: Scenario, kit: Kit, bank: Bank, variety: int | None = None) -> Palette:
    """What can be said in a scenario; ``variety``: how many wordings of one thing are taken, at most.

    Which of the bank's they are differs from scenario to scenario, so that together they use all.
    """
    return Wording(scenario, kit, bank, variety).palette()


class Wording:
    """Finds the words for one scenario."""

    def __init__(self, scenario: Scenario, kit: Kit, bank: Bank, variety: int | None) -> None:
        self.scenario, self.kit, self.bank, self.variety = scenario, kit, bank, variety
        self._values = values(scenario)
        self._facts = frozenset(scenario.facts)
        self._turn = crc32(scenario.id.encode())
        self._classes = {name: words[0] for name, words in kit.shared.language.words.items() if words}
        self._classes["item"] = self._values.get("item", "it")
        texts = [reply.text for play in scenario.plays for reply in play.replies]
        self._said = tuple(dict.fromkeys(text[start:end].strip() for text in texts for start, end in split(text)))

    def palette(self) -> Palette:
        """Everything, with what could not be worded."""
        scenario, bank = self.scenario, self.bank
        moves = {name: self._lines(move.says, name) for name, move in bank.moves.items()}
        topics = {name: self._topic(name) for name in scenario.topics}
        offers = {item.id: self._offer(item) for item in scenario.resolutions}
        steps = {
            f"{item.id}/{step.id}": self._step(item, step)
            for item in scenario.resolutions
            for step in item.steps
            if step.id != "offer"
        }
        whole = self._whole(offers, steps)
        unworded = [f"topic {name}" for name, lines in topics.items() if not lines]
        unworded += [f"resolution {name}" for name, lines in offers.items() if not lines]
        unworded += [f"step {name}" for name, lines in steps.items() if not lines]
        return Palette(
            {name: lines for name, lines in moves.items() if lines},
            {name: lines for name, lines in topics.items() if lines},
            {name: lines for name, lines in offers.items() if lines},
            {name: lines for name, lines in steps.items() if lines},
            whole,
            self._rich(moves, (*topics.values(), moves.get("explores", ()), *offers.values(), *whole.values())),
            self._beside(offers),
            tuple(name for name, move in bank.moves.items() if move.manner == "good" and moves[name]),
            tuple(name for name, move in bank.moves.items() if move.manner == "bad" and moves[name]),
            tuple(unworded),
        )

    def _lines(self, texts: Iterable[str], does: str, slots: dict[str, str] | None = None) -> Lines:
        filled = (filled_in(text, slots or self._values) for text in texts)
        lines = tuple(Line(text, does) for text in filled if text)
        if self.variety is None or len(lines) <= self.variety:
            return lines
        first = self._turn % len(lines)
        return (*lines[first:], *lines[:first])[: self.variety]

    def _heard_so(self, texts: Iterable[str], does: str, target: str) -> Lines:
        """The first few wordings that are heard as what they are meant to be."""
        most = WORDINGS if self.variety is None else min(self.variety, WORDINGS)
        found: list[str] = []
        for tried, text in enumerate(dict.fromkeys(texts)):
            if len(found) >= most or tried >= TRIES:
                break
            if self._means(text, target):
                found.append(text)
        return tuple(Line(text, does) for text in found)

    def _means(self, text: str, target: str) -> bool:
        text = timed(text, self.scenario, 0.0)
        kind, _, name = target.partition(":")
        done = frozenset({f"{name.partition('/')[0]}/offer"}) if kind == "step" else frozenset[str]()
        reading = read_ready(prepared_once(text).ready, NO_CONTEXT)
        heard = understand(
            text, reading, self.scenario, self.kit.shared, known=self._facts, done=done, answered=frozenset()
        )
        return target in _targets(heard)

    def _topic(self, name: str) -> Lines:
        """Questions for a topic: the bank's as they are; the case's own when they are heard as that."""
        asks = self.scenario.topics[name].asks
        shared = (*self.bank.topics.get(name, ()), *_examples(self.kit, name))
        if shared and not asks:
            return self._lines(shared[: WORDINGS + 1], f"ask:{name}")
        own = [self._spoken(text) for text in asks]
        worded = [form for text in own for form in (_question(text), f"Could you tell me about {text}?")]
        known = (filled_in(text, self._values) for text in shared)
        return self._heard_so([*worded, *filter(None, known), *self._said], f"ask:{name}", f"ask:{name}")

    def _offer(self, resolution: Resolution) -> Lines:
        does = f"offer:{resolution.id}"
        return self._heard_so(self._offers(resolution), does, does)

    def _offers(self, resolution: Resolution) -> Iterator[str]:
        of_family = [filled_in(text, self._values) for text in self.bank.proposals.get(resolution.family, ())]
        sentences = [text for text in of_family if text]
        own = [self._spoken(group[0]) for group in resolution.said if group]
        sums = [f"{currency(self.scenario)} {figure:.2f}" for figure in resolution.figures]
        more = " and ".join([*own, *(f"that is {figure}" for figure in sums)])
        title = resolution.title
        titled = [f"I can offer you {title}.", f"I'll {title} for you.", f"I can {title}."]
        if not more:
            yield from sentences
            yield from titled
        else:
            yield from titled
            yield from (f"{text.rstrip('.')}, {more}." for text in sentences)
            yield from (f"I can {more} for you.", f"{more}.", f"I'll do that: {more}.")
            yield from sentences
        yield from self._said

    def _step(self, resolution: Resolution, step: Step) -> Lines:
        target = f"step:{resolution.id}/{step.id}"
        if not step.said and step.id in self.bank.steps:
            slots = self._values
            if resolution.figures:
                slots = {**slots, "amount": f"{currency(self.scenario)} {resolution.figures[0]:.2f}"}
            return self._lines(self.bank.steps[step.id], target, slots)
        return self._heard_so(self._own_step(step), target, target)

    def _own_step(self, step: Step) -> Iterator[str]:
        for nth in range(2):
            words = ", ".join(self._spoken(group[min(nth, len(group) - 1)]) for group in step.said if group)
            if words:
                yield from (
                    f"{words}.",
                    f"Please {words}.",
                    f"I'll {words}.",
                    f"You will get {words}.",
                    f"It is {words}",
                )
        if step.title:
            yield f"I'll {step.title}."
        yield from self._said

    def _whole(self, offers: dict[str, Lines], steps: dict[str, Lines]) -> dict[str, Lines]:
        """Each resolution that is offered with all its steps, as good agents write it: in one reply."""
        found: dict[str, Lines] = {}
        for item in self.scenario.resolutions:
            parts = [steps.get(f"{item.id}/{step.id}", ()) for step in item.steps if step.id != "offer"]
            if parts and all(parts) and offers[item.id]:
                most = min(WORDINGS, max(map(len, (offers[item.id], *parts))))
                texts = (
                    " ".join(lines[n % len(lines)].text for lines in (offers[item.id], *parts)) for n in range(most)
                )
                found[item.id] = tuple(Line(text, f"whole:{item.id}") for text in texts)
        return found

    def _rich(self, moves: dict[str, Lines], groups: Iterable[Lines]) -> dict[str, Lines]:
        """Questions and offers after a sentence that receives the customer, as good agents write them."""
        found: dict[str, Lines] = {}
        openers = moves.get(RECEIVES, ())
        for number, lines in enumerate(lines for lines in groups if lines and openers):
            does = lines[0].does
            pairs = ((openers[(number + n) % len(openers)], line) for n, line in enumerate(lines[:WORDINGS]))
            found[does] = tuple(Line(f"{opener.text} {line.text}", does) for opener, line in pairs)
        return found

    def _beside(self, offers: dict[str, Lines]) -> Lines:
        """Questions that the case has no answer to, offers that belong to no resolution, and offers made wrongly."""
        resolutions = self.scenario.resolutions
        families = {item.family for item in resolutions}
        topics = [name for name in self.bank.topics if name not in self.scenario.topics]
        others = [name for name in self.bank.proposals if name not in families]
        most = BESIDE if self.variety is None else min(self.variety, BESIDE)
        lines = [line for name in topics[:most] for line in self._lines(self.bank.topics[name][:1], f"ask:{name}")]
        for name in others[:most]:
            lines += self._lines(self.bank.proposals[name][:1], f"propose:{name}")
        plain = {item.family: self._lines(self.bank.proposals.get(item.family, ())[:1], "") for item in resolutions}
        return (*lines, *wrongly(self.scenario, offers, plain))

    def _spoken(self, phrase: str) -> str:
        """A phrase of the notation as words that it matches."""
        words = []
        for piece in phrase.split():
            if piece.startswith("(") or piece == "...":
                continue
            word = "it" if piece == "_" else piece.split("/")[0]
            if word.startswith("@"):
                word = self._classes.get(word[1:], word[1:])
            figures = {"<money>": self._values["amount"], "<percent>": "10%", "<number>": "2"}
            words.append(figures.get(word, word))
        return " ".join(words)


def _targets(heard: Heard) -> set[str]:
    """What a reply is heard to be: topics asked, resolutions offered as they should be, steps said."""
    asked = {f"ask:{item.topic}" for item in heard.asked}
    offered = {f"offer:{item.resolution}" for item in heard.proposed if not item.barred}
    return asked | offered | {f"step:{item.step}" for item in heard.said}


def _examples(kit: Kit, topic: str) -> tuple[str, ...]:
    shared = kit.shared.topics.get(topic)
    return shared.examples[:WORDINGS] if shared else ()


def _question(text: str) -> str:
    text = text[:1].upper() + text[1:]
    return text if text.endswith("?") else f"{text}?"
