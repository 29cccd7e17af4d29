"""Names of people: those known to take part, and those who introduce themselves, are greeted, or sign."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from simulator.redact.spans import Span

NAME = r"[A-Z\u00c0-\u00de](?:[^\W\d_]|['\u2019-](?=[^\W\d_])){1,30}(?![\w])"
FULL = rf"{NAME}(?:[ ](?:(?:van|von|de|del|di|da|la|le|bin|al|O)[ ]){{0,2}}{NAME}){{0,2}}"
TITLE = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sir|Madam|Herr|Frau|Se\u00f1or|Se\u00f1ora|Mme|Mlle)\b\.?"
GREETING = r"(?:Hi|Hello|Hey|Dear|Good (?:morning|afternoon|evening))"
FAREWELL = (
    r"(?:(?:[Kk]ind|[Bb]est|[Ww]arm|[Mm]any)[ ])?"
    r"(?:[Rr]egards|[Ww]ishes|[Tt]hanks|[Ss]incerely|[Cc]heers|[Bb]est|[Ll]ove)"
)
INTRODUCED: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:[Nn]ame(?:'s| is|:)|[Cc]ardholder:|[Rr]ecipient:) ?(?P<id>{FULL})",
        rf"\b(?:I'm|I am|[Tt]his is|[Ii]t's) (?P<id>{FULL})(?=,? (?:from|here|calling|speaking|with|at|and I)\b|,)",
        rf"\b[Yy]ou(?: are|'re) (?:chatting|speaking|talking) (?:with|to) (?P<id>{FULL})",
        rf"(?:^|\n|[.!?] ){GREETING},? (?:{TITLE} )?(?P<id>{FULL})(?= ?[,!.:\n\u2013-]|$)",
        rf"\b(?:Thanks|Thank you|Sorry),? (?P<id>{NAME})(?=[,!.]|$)",
        rf"\b{TITLE} (?P<id>{FULL})",
        rf"(?:^|\n) ?{FAREWELL}[,.!]?\s{{1,3}}(?P<id>{FULL})(?=\s{{0,9}}(?:\n|$))",
        rf"\b[Ss]igned,? (?P<id>{FULL})",
    )
)
NOT_NAMES = frozenset(
    """a again agent all any anyone apologies are baby baked being best both bro buddy but colleague colleagues
    come could customer customers dear do does english everybody everyone facebook folks friday friend friends
    from gentlemen god good great guys happy have hello help here hi how however i if in instagram is it just
    kind ladies let lord ma'am madam man mate may monday my nice no not now of oh ok okay on one order our out
    please really regards right sales saturday security service shame shop sir sirs so sorry still store sunday
    support sure team thank thanks that the their there these they this those thursday to today tuesday twitter
    unacceptable us very was we wednesday well what when where which while who whom why will with would yes you
    your yours""".split()
)
COMMON_WORDS = frozenset(
    """amber angel april art august baker bank banks best bill black brand brown bush carter case chase chip
    christian cliff cook crystal daisy dale dawn day dean drew faith field fields frank gene good grace grant
    gray green grey guy harmony heath hill holly hope house hunter iris ivy jack jade jasmine jewel joy june
    king lance lily little long lou love mark mason max may melody miles moon norm olive page paige parker pat
    pearl peg penny pierce price ray red rice rich rob robin rocky rose ruby rusty sales sandy sharp short skip
    sky star stone strong sue summer victor violet wade ward white will wise wood woody wright young""".split()
)
"""Names that are words as well: masked only where they begin with a capital and don't open a sentence."""


def introduced(text: str) -> Iterator[str]:
    """Names that the text itself gives away."""
    for pattern in INTRODUCED:
        for match in pattern.finditer(text):
            words = match["id"].split()
            while words and words[-1].lower() in NOT_NAMES:
                words.pop()
            if words and words[0].lower() not in NOT_NAMES:
                yield " ".join(words)


class Names:
    """The names of one transcript, ready to be found: every form of a person has that person's placeholder."""

    def __init__(self, people: Mapping[str, Iterable[str]]) -> None:
        self._labels: dict[str, str] = {}
        for label, names in people.items():
            for name in names:
                self._add(label, name)
        self._strangers = 0
        self._pattern: re.Pattern[str] | None = None

    def meet(self, name: str) -> None:
        """A name not known before; a part of a known one stands for the same person."""
        words = [word for word in name.split() if word.lower() not in NOT_NAMES]
        known = next((self._labels[word.lower()] for word in words if word.lower() in self._labels), None)
        if known is None:
            self._strangers += 1
            known = f"NAME {self._strangers}"
        self._add(known, name)

    def find(self, text: str) -> Iterator[Span]:
        """Where the names stand in the text."""
        if not self._labels:
            return
        if self._pattern is None:
            forms = sorted(self._labels, key=len, reverse=True)
            self._pattern = re.compile(
                rf"(?<![\w@.])@?(?:{'|'.join(re.escape(form) for form in forms)})(?:['\u2019]s)?(?!\w|[.-]\w)",
                re.IGNORECASE,
            )
        for match in self._pattern.finditer(text):
            whole = match[0].removesuffix("'s").removesuffix("\u2019s")
            form = whole.lstrip("@")
            if is_said(text, match.start(), form):
                yield Span(match.start(), match.start() + len(whole), self._labels[form.lower()])

    def _add(self, label: str, name: str) -> None:
        clean = " ".join(name.split())
        for form in (clean, *clean.split()):
            bare = form.strip(".,;:!?()[]\"'").lower()
            if len(bare) > 1 and (bare in COMMON_WORDS or bare not in NOT_NAMES) and not bare.isdigit():
                self._labels.setdefault(bare, label)
        self._pattern = None


def is_said(text: str, start: int, form: str) -> bool:
    """Whether a form found is the name: one that is also a word needs its capital, and more than that at the start.

    At the start of a sentence its capital says nothing; alone on its line it is a signature.
    """
    if form.lower() not in COMMON_WORDS:
        return True
    before, after = text[:start].rstrip(" \"'("), text[start + len(form) :].lstrip(" .!")
    if not form[:1].isupper():
        return False
    if before and before[-1] not in ".!?\n":
        return True
    return before[-1:] in {"", "\n"} and after[:1] in {"", "\n"}
