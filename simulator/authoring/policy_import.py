"""A shop's file from the Markdown in which its policies are written: headings become articles; hours, limits are read.

What the text doesn't say is taken from the template and marked as a guess; nothing is left out: a heading that stands
for nothing else is a policy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from simulator.authoring.draft import Draft, named
from simulator.authoring.draft_text import Value
from simulator.authoring.hours_text import read_hours
from simulator.authoring.limits_text import take_limits
from simulator.errors import UsageError

_STAFF = (
    r"(?:(?:our|the|your|an?|every) )?(?:agents?|advis[eo]rs?|reps?|representatives?|staff|colleagues?|team|support)"
)
_MAY = r"(?:can|may|could|(?:is|are) (?:allowed|able|free)(?: to)?)"
AUTHORITY = (
    r"\b(?:authority|(?<!time )(?<!weight )(?<!size )limits?|empower\w*|discretion|allowances?|permissions?"
    rf"|(?:what|how much|how far) {_STAFF} {_MAY}|{_STAFF} {_MAY} (?:decide|promise|give|offer|approve|grant|spend)"
    rf"|(?:what|how much) (?:you|we) {_MAY} (?:decide|promise|offer|approve|grant|spend)"
    r"|allowed to (?:decide|promise|give|offer|approve|grant|spend)|who (?:decides|approves|signs off))\b"
)
"""Headings above what agents may promise, in the words that shops use."""
PLACES: tuple[tuple[str, str], ...] = (
    ("hours", r"\b(opening|service|office|business)? ?(hours|times)\b"),
    ("authority", AUTHORITY),
    ("escalation", r"\b(escalat\w*|hand ?over|who to ask)\b"),
    ("knowledge", r"\b(knowledge|faq|help|how to|good to know|product information)\b"),
    ("tone", r"\b(tone|voice|style|how we write)\b"),
    ("banned", r"\b(banned|never say|don't say|forbidden)\b"),
    ("jargon", r"\b(jargon|internal words|abbreviations)\b"),
    ("about", r"\b(about|who we are|the shop)\b"),
)
"""Where the text under a heading goes, by the first pattern that fits the heading; anything else is a policy."""
LISTS = frozenset({"banned", "jargon"})
ARTICLES = ("escalation", "policies", "knowledge")
LONGEST_TITLE = 80
GUESSED: dict[str, Value] = {
    "refund": {"up_to": 100, "who": "supervisor"},
    "partial_refund": {"up_to": 30, "who": "supervisor"},
    "goodwill": {"up_to": 15, "who": "supervisor"},
    "replacement": "agent",
    "exchange": "agent",
    "redelivery": "agent",
    "trace": "agent",
    "return_label": "agent",
    "repair": "agent",
    "cancel": "agent",
    "price_correction": "supervisor",
    "information": "agent",
    "investigate": "agent",
    "callback": "agent",
    "escalate": "agent",
}
"""What an agent may promise where the text doesn't say."""
_HEADING = re.compile(r"(?P<marks>#{1,6})\s+(?P<title>\S.*)")
_UNDERLINE = re.compile(r"(=+|-+)\s*$")
_BULLET = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+")
_LINK = re.compile(
    r"""!?\[([^\[\]]*+)\](?:
          \(\s*<[^<>\n]*+>[^()\n]*+\)
        | \((?:\\[\s\S]|[^()\\]|\((?:\\[\s\S]|[^()\\])*+\))*+\)
        | \([^\s()]*+(?:\([^\s()]*+){1,3}+(?:\s+"[^"\n]*+")?\)
        | \((?:https?:|mailto:|tel:|www\.|\.{0,2}/|\#)[^\s)]*+\)?)""",
    re.IGNORECASE | re.VERBOSE,
)
"""A link or a picture: with balanced brackets, as Markdown has it, or with one too many open, as people paste it."""
_MARKS = re.compile(r"\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|`|<[^>\n]{1,80}>")


class Section(Struct, frozen=True):
    """A heading with its level (1 is the highest) and the lines under it, up to the next heading."""

    level: int
    title: str
    lines: tuple[str, ...]


def policy_from(
    text: str, shop_id: str, families: Mapping[str, str], macros: Sequence[Mapping[str, str]] = ()
) -> Draft:
    """The shop's draft.

    Args:
        text: the Markdown.
        shop_id: the id that the shop gets.
        families: families of proposals with their titles, by which limits are recognised.
        macros: prepared answers (id, title, text) to add.

    Raises:
        UsageError: the text holds nothing that could be a policy.

    """
    sections = list(_sections(text))
    found: dict[str, list[Section]] = {}
    name, inside = "", ("policies", 9)
    for section in sections:
        if section.level == 1 and not name:
            name = section.title
            found.setdefault("about", []).append(section)
            continue
        place = _place(section.title)
        if place == "policies" and section.level > inside[1]:
            place = inside[0]
        else:
            inside = (place, section.level)
        found.setdefault(place, []).append(section)
    limits: dict[str, Value] = {}
    beyond = [_unread(each, limits, families) for each in found.get("authority", ())]
    hours, other = read_hours(_plain_lines(found.get("hours", ())))
    unread = [*beyond, *(_left(each, other) for each in found.get("hours", ()))]
    articles = {kind: _articles(found.get(kind, ())) for kind in ARTICLES}
    if not articles["policies"]:
        raise UsageError(
            "no policy was found: write each under a heading of its own (## Returns), with a text below it"
        )
    articles["policies"] = _articles([*found.get("policies", ()), *unread])
    data: dict[str, Value] = {"format": 1, "id": shop_id, "name": (name or shop_id)[:LONGEST_TITLE]}
    for key in ("about", "tone"):
        if words := " ".join(_plain_lines(found.get(key, ()))):
            data[key] = words
    data["hours"] = hours or {"mon-fri": "09:00-18:00"}
    data["authority"] = {**GUESSED, **limits}
    data |= {kind: items for kind, items in articles.items() if items}
    if macros:
        data["macros"] = [dict(each) for each in macros]
    for key in LISTS:
        if entries := _entries(key, found.get(key, ())):
            data[key] = entries
    return Draft(
        data,
        _comments(hours, limits, _plain_lines(beyond), other),
        ("A shop from a text of its policies: compare it with the text.",),
    )


def _comments(
    hours: object, limits: Mapping[str, Value], unclear: Sequence[str], other: Sequence[str]
) -> dict[str, str]:
    comments = {"policies": "What the shop promises its customers."}
    said = [] if hours else ["A guess: no opening hours were found in the text."]
    if other:
        said.append(_stopped(f"Kept as a policy, since more than days and times stands there: {' / '.join(other)}"))
    if said:
        comments["hours"] = " ".join(said)
    told = f"Found in the text: {', '.join(limits)}; the others are a guess." if limits else "A guess, all of it."
    if unclear:
        told = _stopped(f"{told} Kept as a policy, since no limit could be read from it: {' / '.join(unclear)}")
    return comments | {"authority": f"What an agent may promise. {told} `simulator list families` has all there are."}


def _stopped(said: str) -> str:
    return said if said[-1] in ".!?" else f"{said}."


def _sections(text: str) -> Iterator[Section]:
    level, title, lines = 0, "", list[str]()
    fenced = False
    for line in text.lstrip("\ufeff").splitlines():
        fenced ^= line.lstrip().startswith(("```", "~~~"))
        heading = None if fenced else _HEADING.match(line)
        if heading or (not fenced and lines and lines[-1].strip() and _UNDERLINE.match(line)):
            below = (
                (len(heading["marks"]), _title(heading["title"]))
                if heading
                else (1 + line.startswith("-"), lines.pop())
            )
            if title or any(each.strip() for each in lines):
                yield Section(level, _clean(title), tuple(lines))
            level, title, lines = *below, []
        else:
            lines.append(line)
    if title or lines:
        yield Section(level, _clean(title), tuple(lines))


def _title(written: str) -> str:
    """A heading without the marks that may close it."""
    bare = written.rstrip()
    return bare.rstrip("#").rstrip() or bare[:1]


def _place(title: str) -> str:
    return next((place for place, sign in PLACES if re.search(sign, title, re.IGNORECASE)), "policies")


def _clean(text: str) -> str:
    return " ".join(_MARKS.sub("", _LINK.sub(r"\1", text)).translate({ord("{"): "(", ord("}"): ")"}).split())


def _plain_lines(sections: Sequence[Section]) -> list[str]:
    lines = [_clean(_BULLET.sub("", line, count=1).replace("|", " ")) for each in sections for line in each.lines]
    return [line for line in lines if line and not re.fullmatch(r"[\s:=-]+", line)]


def _articles(sections: Sequence[Section]) -> list[Value]:
    articles: list[Value] = []
    seen: set[str] = set()
    for section in sections:
        lines = [line if line[-1] in ".!?:;," else f"{line}." for line in _plain_lines([section])]
        if not lines:
            continue
        title = (section.title or "General")[:LONGEST_TITLE]
        articles.append({"id": free_id(title, seen), "title": title, "text": " ".join(lines)})
    return articles


def free_id(title: str, seen: set[str]) -> str:
    """An id that the title makes and that isn't taken yet; it is taken then."""
    name = named(title)
    found = next(each for n in range(1, 10_000) if (each := name if n == 1 else f"{name}-{n}") not in seen)
    seen.add(found)
    return found


def _unread(section: Section, limits: dict[str, Value], families: Mapping[str, str]) -> Section:
    """What a section about limits says beside the limits that are read from it: it is kept as an article."""
    heads = {one for one, below in pairwise(section.lines) if "|" in below and not _plain_lines([_only(below)])}
    kept = []
    for line in section.lines:
        words = " ".join(_plain_lines([_only(line)]))
        if words and line not in heads and not take_limits(words, limits, families):
            kept.append(line)
    return Section(section.level, section.title, tuple(kept))


def _only(line: str) -> Section:
    return Section(0, "", (line,))


def _left(section: Section, lines: Sequence[str]) -> Section:
    """The section with these of its lines alone."""
    kept = (line for line in section.lines if set(_plain_lines([_only(line)])) & set(lines))
    return Section(section.level, section.title, tuple(kept))


def _entries(key: str, sections: Sequence[Section]) -> list[Value]:
    """The entries of a list: a line each; single words may stand behind each other, with commas between them."""
    lines = [line.rstrip(".") for line in _plain_lines(sections)]
    if key != "jargon":
        return list(lines)
    return [word for line in lines for each in re.split(r"[,;]", line) if (word := each.strip())]
