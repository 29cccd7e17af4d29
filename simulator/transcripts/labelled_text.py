"""Text with a speaker in front of the words: ``Agent: Hello``, ``[10:32] Ada: Hi``, ``**Customer:** ...``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from simulator.conversation import Speaker
from simulator.transcripts.chat_logs import DATE, below_names, day_in, nick_in, told_in
from simulator.transcripts.heading_lines import APART
from simulator.transcripts.sides import side_of
from simulator.transcripts.text_headings import Heading, Labelled, Read, Talk, read_headings

_CLOCK = r"\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,6})?)?(?:\s?[AaPp]\.?[Mm]\.?)?"
_IS_CLOCK = re.compile(_CLOCK)
_TIME = rf"(?:{DATE}(?:[T,]?\s*(?:at )?{_CLOCK})?|{_CLOCK}|(?:\d+h )?(?:\d+m )?\d+s)\s*(?:Z|UTC|GMT|[+-]\d\d:?\d\d)?"
_STAMP = re.compile(rf"[\s>*_#-]*(?:[\[(]\s*({_TIME})\s*[\])]|({_TIME})(?=\s|$))[\s:|,-]*")
_COPIED = re.compile(rf"\[\s?({_CLOCK}), ({DATE})\s?\]\s*")
"""A stamp with the clock in front of the date, as messages are copied out of a program."""
_INSIDE = re.compile(rf"(?<!\s)\s*(?:[\[(,|@·•-]\s*)?\b(?:at )?({_TIME})\s*(?:[\])]\s*)?$")
_LABEL = re.compile(
    r"[\s>*_#-]*([^:\n{}=;\"|<>]{1,80}?(?:\s*[\[(][^\[\]()\n]{1,40}[\])])?)[*_\s]*[:：](?!//)[*_]*(?:\s+|$|(?=[^\s/\\\d]))(.*)",
    re.DOTALL,
)
_BRACKETS = re.compile(r"[\s*_]*(?:\[([^\[\]\n]{1,60})\]|<([^<>\n/]{1,60})>)[*_]*\s*[:：]?\s*(.*)", re.DOTALL)
_DASH = re.compile(r"\s*([\w .'-]{1,40}?)(?:\s+(?:[-–—>]|->|=>)|>)\s+(.*)", re.DOTALL)
_TABBED = re.compile(r"\s*([^\t\n:]{1,60})\t+(.+)")
_STARRED = re.compile(r"\*{2,3}\s*([^*]+?)\s*\*{2,3}")
"""What a chat program tells of itself, behind a clock."""
_VOICE = re.compile(r"(?:speaker|spk|voice|participant|person|sprecher|locuteur|hablante)[ _-]?\w{1,2}", re.IGNORECASE)
"""How recorders call voices they have no name for."""
_HEADERS = frozenset(
    "from to cc bcc subject sent date reply-to von an gesendet betreff de à objet envoyé para asunto enviado assunto "
    "da oggetto inviato van aan onderwerp verzonden note ps p.s http https re fwd aw attention total order "
    "address phone email e-mail tel fax website url name id time location price".split()
)
_LEVEL = re.compile(
    r"(?:^|[\s.\[])(?:debug|info|warn|warning|error|critical|fatal|trace|notice|severe|todo|fixme)\]?$", re.IGNORECASE
)
_PEOPLE = frozenset({Speaker.AGENT, Speaker.CUSTOMER, Speaker.BOT})
_ENTRY = re.compile(r"\s*(?:- )?[a-z_][\w.-]*:(?:\s|$)|\s*- [\"'\w]|\s*#")
"""Lines of settings: keys in small letters, lists, remarks."""
_SCRIPTED = re.compile(
    r"^\s*(?:def |class |import |from \w+ import|function |#include|<\?php|public |return |if \(|\}|\{)", re.MULTILINE
)


TOLD = "System"
"""The label of what a program tells."""
MOST_LABELS = 50_000
"""Words with a colon seen once that are remembered at the least, at the most twice as many: older ones are forgotten,
so that memory stays. What came back within them is kept for good."""


def conversations(lines: Iterable[str]) -> Iterator[Talk]:
    """The conversations of a text, parted by headings, rules or numbers; its lines are gone through twice."""
    talks = _Talks(speakers(lines))
    for read in read_headings(below_names(lines)):
        if read.heading is not None:
            yield from talks.done()
            talks.begin(read.heading)
        elif talks.ends(read):
            yield from talks.done()
    yield from talks.done()


class _Talks:
    """The conversation that is being read."""

    def __init__(self, names: frozenset[str]) -> None:
        self.names = names
        self.day = ""
        self.begin()

    def begin(self, heading: Heading | None = None) -> None:
        """Another conversation."""
        self.talk = Talk(heading=heading)
        self.more: list[str] = []
        if heading:
            self.day = ""

    def done(self) -> Iterator[Talk]:
        """The conversation, if anything was said in it; another one begins."""
        if self.talk.turns:
            _end(self.talk.turns, self.more)
            yield self.talk.told()
            self.begin()

    def ends(self, read: Read) -> bool:
        """Whether a line ends the conversation; any other is taken into it."""
        line, turns = read.text, self.talk.turns
        self.talk.unsure |= read.unsure and bool(turns)
        found = _turn(line, self.names)
        if found is not None:
            _end(turns, self.more)
            found.line = read.number
            if self.day and _IS_CLOCK.fullmatch(found.time):
                found.time = f"{self.day} {found.time}"
            turns.append(found)
        elif (heading := day_in(line)) and (not turns or (turns[-1].time and heading.named)):
            self.day = heading.date
        elif APART.match(line) and line.strip():
            return len({turn.label for turn in turns}) > 1
        elif turns:
            self.more.append(line)
        return False


def _end(turns: list[Labelled], more: list[str]) -> None:
    """Give the last turn its further lines."""
    if more:
        turns[-1].text = "\n".join((turns[-1].text, *more))
        more.clear()


def speakers(lines: Iterable[str]) -> frozenset[str]:
    """The labels of a text that stand for somebody: names of sides, and names that come back."""
    kept: set[str] = set()
    older: set[str] = set()
    newer: set[str] = set()
    for read in read_headings(below_names(lines)):
        line = read.text
        kept.update(read.heading.sides if read.heading else ())
        if "<" in line[:60] and (nick := _nick(line)):
            kept.add(nick)
        for label in _labels(line):
            if label in kept:
                continue
            if side_of(label) or label in newer or label in older or _VOICE.fullmatch(label):
                kept.add(label)
            elif _is_name(label):
                newer.add(label)
        # Two halves: whatever is forgotten was last seen a whole half ago, and nothing is gone through to forget it.
        if len(newer) >= MOST_LABELS:
            older, newer = newer, set()
    return frozenset(kept)


def sure(text: str) -> bool:
    """Whether a text is a conversation: two sides by name, or names that answer each other."""
    lines, names, sides = _begun(text)
    turns, covered = _covered(lines, names)
    entries = sum(bool(_ENTRY.match(line)) for line in lines)
    if entries > 0.2 * len(lines) and entries > 1.5 * len(turns):
        return False
    if len(turns) < 2 or any(_LEVEL.search(turn.label) for turn in turns) or len(_SCRIPTED.findall(text)) > 2:
        return False
    known = {side_of(turn.label) or sides.get(turn.label) for turn in turns} & _PEOPLE
    labels = {turn.label for turn in turns} - ({TOLD} - names)
    wordy = sum(len(turn.text.split()) for turn in turns) >= 2 * len(turns)
    if len(labels) < 2:
        return bool(known) and len(turns) > 2 and wordy and len(turns) > 0.3 * len(lines)
    if len(known) > 1:
        return wordy or not all(label.islower() for label in labels)
    if known:
        spoken = sum(bool(turn.text) for turn in turns)
        return len(turns) > 2 and len(turns) >= 0.15 * len(lines) and spoken >= 0.5 * len(turns)
    voices = all(_VOICE.fullmatch(label) for label in labels)
    few = len(labels) <= max(2, len(turns) // 2) and len(turns) > 3
    lines_of_turns = len(lines) - sum(bool(APART.match(line)) for line in lines)
    timed = all(turn.time for turn in turns) and len(turns) > 3
    return wordy and covered >= (0.3 if timed else 0.6) * lines_of_turns and (few or voices)


def between_sides(text: str) -> bool:
    """Whether it is a conversation in which an agent and a customer are named as such."""
    lines, names, sides = _begun(text)
    turns, _ = _covered(lines, names)
    named = {side_of(turn.label) or sides.get(turn.label) for turn in turns if turn.text}
    return named >= {Speaker.AGENT, Speaker.CUSTOMER} and sure(text)


def _begun(text: str) -> tuple[list[str], frozenset[str], dict[str, Speaker]]:
    """The first lines of a text that are no heading's, the labels in it, and whose are the names of its headings."""
    begun = text.splitlines()[:600]
    lines, sides = list[str](), dict[str, Speaker]()
    for read in read_headings(below_names(begun)):
        if read.heading is not None:
            sides |= {label: side for label, (side, _) in read.heading.sides.items()}
        elif read.text.strip():
            lines.append(read.text)
    return lines, speakers(begun), sides


def _covered(lines: list[str], names: frozenset[str]) -> tuple[list[Labelled], int]:
    """The turns in some lines, and how many lines they are: a label alone on its line stands above its words."""
    turns, covered, above = list[Labelled](), 0, False
    for line in lines:
        turn = _turn(line, names)
        covered += bool(turn) or above
        if turn:
            turns.append(turn)
        elif above:
            turns[-1].text = line
        above = bool(turn and not turn.text)
    return turns, covered


def _turn(line: str, names: frozenset[str]) -> Labelled | None:
    time, rest = _stamped(line)
    for written, words, sided in _parted(rest):
        label, inner = _unstamped(written)
        if label in names and (not sided or side_of(label)):
            return Labelled(label, words.strip(), time or inner)
    if time and (told := nick_in(rest)) and told[0] in names:
        return Labelled(told[0], told[1], time)
    if time and (found := _STARRED.fullmatch(rest)):
        return Labelled(TOLD, found[1], time)
    if time and (happened := told_in(rest)):
        return Labelled(TOLD, happened, time)
    alone, inner = _unstamped(rest.strip(" *_#>-"))
    if alone in names and (side_of(alone) or inner or time) and len(alone.split()) < 5:
        return Labelled(alone, "", time or inner)
    return None


def _parted(rest: str) -> Iterator[tuple[str, str, bool]]:
    """The ways to part a line: label, words, and whether the label must name a side to be one."""
    if found := _LABEL.match(rest):
        yield found[1], found[2], False
    if found := _BRACKETS.match(rest):
        yield found[1] or found[2], found[3], True
    if found := _DASH.match(rest):
        yield found[1], found[2], True
    if found := _TABBED.match(rest):
        yield found[1], found[2], False


def _labels(line: str) -> list[str]:
    time, rest = _stamped(line)
    found = []
    if match := _LABEL.match(rest):
        label = _unstamped(match[1])[0]
        found += [label] if side_of(label) or rest[match.end(1) :].lstrip("*_ ")[1:2] in {" ", "", "*"} else []
    elif match := _BRACKETS.match(rest):
        label = _unstamped(match[1] or match[2])[0]
        found += [label] if side_of(label) else []
    elif label := _apart(rest, timed=bool(time)):
        return [label]
    alone, inner = _unstamped(rest.strip(" *_#>-"))
    clocked = (inner or (time and not found)) and _is_name(alone)
    if (alone[:1].isupper() or time) and len(alone.split()) < 5 and (side_of(alone) or clocked):
        return [alone]
    return [label for label in found if label and label.casefold() not in _HEADERS]


def _nick(line: str) -> str:
    """The name between angle brackets behind a clock: such a one needn't come back to be one."""
    time, rest = _stamped(line)
    return nick_in(rest)[0] if time else ""


def _apart(rest: str, *, timed: bool) -> str:
    """A side in front of a dash, or whatever stands in front of a tab behind a time."""
    if (match := _DASH.match(rest)) and side_of(match[1]) and match[1][:1].isupper():
        return match[1].strip()
    match = _TABBED.match(rest)
    return match[1].strip() if match and (timed or side_of(match[1])) else ""


def _stamped(line: str) -> tuple[str, str]:
    clean = line.strip("\ufeff\u200e ")
    if copied := _COPIED.match(clean):
        return f"{copied[2]} {copied[1]}", clean[copied.end() :]
    found = _STAMP.match(clean)
    return ((found[1] or found[2]).strip(), clean[found.end() :]) if found else ("", clean)


def _unstamped(label: str) -> tuple[str, str]:
    """A label without the time behind it, as in ``Agent (10:32)``."""
    found = _INSIDE.search(label)
    if not found or not found[1] or not any(char in found[1] for char in ":-/s"):
        return label.strip(" *_"), ""
    return label[: found.start()].strip(" *_-,|·•"), found[1]


def _is_name(label: str) -> bool:
    """Whether a label looks like somebody's name or account."""
    words = label.split()
    if len(words) > 4 or label.casefold() in _HEADERS or not any(char.isalpha() for char in label):
        return False
    return label[:1].isupper() or not label.isascii() or any(char.isdigit() for char in label) or "@" in label
