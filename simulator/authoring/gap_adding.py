"""Adds an example sentence to a scenario's topic or resolution, keeps the file's layout, and says what it changes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from simulator.authoring.checking import check_source
from simulator.authoring.explore_material import unmarked_kit
from simulator.authoring.golden import Outcome, differences, outcome
from simulator.authoring.script import at
from simulator.content import Source, read
from simulator.content.document import ListNode, MapNode, Node, Path, TextNode
from simulator.engine.understand import understand
from simulator.errors import UsageError, nearest
from simulator.library import Library
from simulator.premise import Kit
from simulator.scenario.load import parse_scenario
from simulator.scenario.model import Play, Scenario
from simulator.signals import read as read_reply

UNHEARD = "SIM104"
"""The finding about a question that nobody hears: whether the example is heard is told in its own words."""


SHORTEST = 2
"""Words that are left of a sentence whose opening ("I can ...") is no part of what is offered."""
_SENTENCE = re.compile(r"\b(?:i|we|you|it|that|they|he|she|is|are|was|were|will|can)\b", re.IGNORECASE)
"""What stands in a sentence; an example without it is words, which are tried in a sentence."""
_OPENS = re.compile(
    r"(?:(?:so|ok|okay|and|but|then|i|we|you|i'?ll|we'?ll|i'?d|we'?d|can|could|will|would|shall|may|let|me|us|like|to|"
    r"be|happy|glad|am|are|i'?m|we'?re|also|just|of|course)\s+)+",
    re.IGNORECASE,
)
"""How an offer begins: what people put in other words each time."""
AROUND = ("{}", "{}?", "I can offer you {}.", "I can {}.")
"""The example as it is, as a question, and in an offer."""


class UnheardError(UsageError):
    """A sentence that isn't recognised as what it was added to: the file stays as it was."""

    exit_code = 1


class Added(Struct, frozen=True):
    """The text with the example, which is recognised now. ``words``: those that were written into the file.

    ``changes``: what plays do otherwise; ``failing``: plays that no longer come out as they must; ``plays``: how many
    were played.
    """

    text: str
    line: int
    words: str
    changes: tuple[str, ...]
    failing: tuple[str, ...]
    plays: int


def added(library: Library, source: Source, target: str, example: str, kit: Kit | None = None) -> Added:
    """A scenario's text with an example, and what comes of it.

    Args:
        library: where the scenario lies.
        source: its file.
        target: the id of a topic or of a resolution.
        example: a sentence, or words.
        kit: what sessions share, where it is at hand; its rubrics are not used.

    Raises:
        UsageError: there is no such topic or resolution, it can't be added there, or the file would get worse.
        UnheardError: the example is not recognised as that even then.
        ContentError: the scenario can't be loaded as it is.

    """
    kit = kit or unmarked_kit(library)
    before = parse_scenario(library, source)
    clean = " ".join(re.sub(r"[{}\[\]]", " ", example).split())
    if not clean:
        raise UsageError("The example is empty.")
    new, line, words = _recognised(library, source, before, kit, target, clean)
    known = {UNHEARD, *(finding.code for finding in check_source(library, "scenario", source))}
    worse = [each for each in check_source(library, "scenario", new) if each.is_error or each.code not in known]
    if worse:
        raise UsageError(f"{source.file}: with this example: {worse[0].message}")
    after = parse_scenario(library, new)
    # the plays' scores are left out: rubrics don't see what a question was taken for
    pairs = [(play, outcome(before, play, kit), outcome(after, play, kit)) for play in after.plays]
    failing = tuple(play.name for play, old, new in pairs if _fails(play, new) and not _fails(play, old))
    return Added(new.text, line, words, tuple(_changes(pairs)), failing, len(pairs))


def _recognised(
    library: Library, source: Source, before: Scenario, kit: Kit, target: str, example: str
) -> tuple[Source, int, str]:
    """The text in which the example is recognised, the line of it, and the words that make it so.

    A resolution's words leave out how an offer begins ("I can"): what stands before them makes them an offer.
    """
    offers = any(item.id == target for item in before.resolutions) and target not in before.topics
    first = any(item.id == target and not item.said for item in before.resolutions)
    for form in _forms(example, first=first) if offers else (example,):
        text, line = _with(source, before, target, form)
        new = Source(source.path, text)
        if _reaches(parse_scenario(library, new), kit, target, example):
            return new, line, form
    raise UnheardError(f"{source.file}: {example!r} was not added to {target}: {_why(before, kit, target, example)}")


def _forms(example: str, *, first: bool) -> Iterator[str]:
    """What of an offer may be written down: without its opening, else whole.

    ``first``: as the first words of its own, which no question is that offers nothing.
    """
    opened = _OPENS.match(example)
    if first and example.endswith("?") and not opened:
        return
    example = example.rstrip(" .!,;")
    rest = example[opened.end() :] if opened else ""
    if len(rest.split()) >= SHORTEST:
        yield rest
    yield example


def _why(scenario: Scenario, kit: Kit, target: str, example: str) -> str:
    """Why it isn't recognised, and what to do."""
    other = sorted(_reached(scenario, kit, example))
    if other:
        return f"it is taken for {', '.join(other)}, and would be then, too. Add words that only {target} needs."
    if target in scenario.topics:
        return "it would still not be recognised as a question. Add it as a question in full: 'Which ... is it?'"
    return "it would still not be recognised as an offer. Add only what is given: 'green ones by courier'."


def _fails(play: Play, found: Outcome) -> bool:
    return any(each.path[0] != "scores" for each in differences(play, found))


def _with(source: Source, scenario: Scenario, target: str, example: str) -> tuple[str, int]:
    document = read(source.text, source.file)
    if target in scenario.topics:
        path: Path = ("topics", target)
        key = document.place(path, at_key=True)
        return _topic(source.text, at(document, path), at(document, (*path, "asks")), key, example)
    ids = [item.id for item in scenario.resolutions]
    if target not in ids:
        hint = nearest(target, [*scenario.topics, *ids])
        raise UsageError(f"{source.file}: no topic or resolution is called {target!r}. {hint}".strip())
    place: Path = ("resolutions", ids.index(target))
    said = at(document, (*place, "said"))
    words = " ".join(re.sub(r"[^\w\s'-]", " ", example).split())
    if said is None and not _has_namesake(scenario, target):
        return _first_words(source.text, at(document, place), words)
    if not isinstance(said, ListNode) or len(said.items) != 1:
        raise UsageError(
            f"{source.file}: {target!r} is told from another of its family, or by several groups of words: a sentence "
            "more would make it harder to say. Change said by hand."
        )
    return _into(source.text, said.items[0], words)


def _has_namesake(scenario: Scenario, target: str) -> bool:
    """Whether another resolution is of the same family: words of its own would leave that to the other."""
    family = next(item.family for item in scenario.resolutions if item.id == target)
    return sum(item.family == family for item in scenario.resolutions) > 1


def _first_words(text: str, node: Node | None, words: str) -> tuple[str, int]:
    """The text with the first words of its own for a resolution, beside those of its family."""
    new = f"said: [[{json.dumps(words, ensure_ascii=False)}]]"
    if not isinstance(node, MapNode) or node.flow:
        line, column = (node.line, node.column) if node is not None else (1, 1)
        return _insert(text, line, column, f"{new}, ")
    lines = text.splitlines(keepends=True)
    keys = sorted((key.line, key.column) for key in node.keys.values())
    row, column = keys[1] if len(keys) > 1 else keys[0]
    lines.insert(row - 1, f"{' ' * (column - 1)}{new}\n")
    return "".join(lines), row


def _topic(text: str, node: Node | None, asks: Node | None, key: tuple[int, int], example: str) -> tuple[str, int]:
    if asks is not None:
        return _into(text, asks, example)
    lines = text.splitlines(keepends=True)
    row, indent = key[0] - 1, key[1] - 1
    new = f"asks: [{json.dumps(example, ensure_ascii=False)}]"
    if isinstance(node, MapNode) and node.flow:
        return _insert(text, node.line, node.column, f"{new}, ")
    if isinstance(node, MapNode):
        inside = min(each.column for each in node.keys.values()) - 1
        lines.insert(row + 1, f"{' ' * inside}{new}\n")
        return "".join(lines), row + 2
    end = next(
        (
            n
            for n in range(row + 1, len(lines))
            if lines[n].strip() and len(lines[n]) - len(lines[n].lstrip()) <= indent
        ),
        len(lines),
    )
    head, _, rest = lines[row].partition(":")
    moved = [f"  {line}" if line.strip() else line for line in lines[row + 1 : end]]
    pad = " " * (indent + 2)
    lines[row:end] = [f"{head}:\n", f"{pad}{new}\n", f"{pad}answer:{rest}", *moved]
    return "".join(lines), row + 2


def _into(text: str, node: Node, example: str) -> tuple[str, int]:
    """The text with one more entry at the beginning of a list; one text becomes a list of two."""
    quoted = json.dumps(example, ensure_ascii=False)
    if isinstance(node, ListNode) and node.flow:
        return _insert(text, node.line, node.column, f"{quoted}, ", behind="[")
    if isinstance(node, ListNode):
        lines = text.splitlines(keepends=True)
        row = node.line - 1
        dash = lines[row].index("-")
        lines.insert(row, f"{' ' * dash}- {quoted}\n")
        return "".join(lines), row + 1
    line = text.splitlines()[node.line - 1] if isinstance(node, TextNode) else ""
    rest = line[node.column - 1 :]
    if not rest or rest[0] in "|>" or rest.endswith((",", "}")):
        raise UsageError(f"line {node.line}: make a list of asks first: [..., ...]")
    return _insert(text, node.line, node.column, f"[{quoted}, ", tail="]")


def _insert(text: str, line: int, column: int, new: str, *, behind: str = "{", tail: str = "") -> tuple[str, int]:
    """The text with ``new`` at a place, behind the bracket that stands there; ``tail``: at the end of that line."""
    lines = text.splitlines(keepends=True)
    whole = lines[line - 1]
    body = whole.rstrip("\r\n")
    start = column - 1 + (1 if body[column - 1 : column] == behind else 0)
    lines[line - 1] = body[:start] + new + body[start:] + tail + whole[len(body) :]
    return "".join(lines), line


def _reaches(scenario: Scenario, kit: Kit, target: str, example: str) -> bool:
    """Whether the example is heard as what it was added to; words that make no sentence, in a sentence."""
    forms = AROUND[:1] if _SENTENCE.search(example) else AROUND
    return any(target in _reached(scenario, kit, form.format(example)) for form in forms)


def _reached(scenario: Scenario, kit: Kit, text: str) -> set[str]:
    """The topics and resolutions that a reply is heard as, all facts known; families where the case has none."""
    known = frozenset(scenario.facts)
    heard = understand(text, read_reply(text), scenario, kit.shared, known=known, done=frozenset())
    found = {item.topic for item in heard.asked} | {item.resolution or item.family for item in heard.proposed}
    return {item for item in found if item}


def _changes(pairs: Sequence[tuple[Play, Outcome, Outcome]]) -> Iterator[str]:
    """What the golden plays do otherwise, a sentence each: how they end, else the first other answer."""
    for play, old, new in pairs:
        if _course(old) != _course(new):
            yield f"{play.name}: {_told(old)} before, now {_told(new)}"
            continue
        answers = [(turn.answer, other.answer) for turn, other in zip(old.turns, new.turns, strict=True)]
        other = next((n for n, (was, now) in enumerate(answers) if was != now), None)
        if other is not None:
            was, now = answers[other]
            yield f"{play.name}: the answer to reply {other + 1} was {was!r}, now {now!r}"


def _course(found: Outcome) -> tuple[object, ...]:
    return found.ending, found.phases, tuple(round(turn.hostility, 6) for turn in found.turns)


def _told(found: Outcome) -> str:
    ending = (found.ending or "no ending").lower().replace("_", " ")
    return f"{ending}, hostility {found.end:.0f} at the end and {found.peak:.0f} at its highest"
