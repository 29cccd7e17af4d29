"""Applies a rubric's rules: which criterion applies, which points its first fitting rule gives, what lowers them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from simulator.scoring.look import Look
from simulator.scoring.marks import Mark, Quote
from simulator.scoring.ready import group_holds, ready
from simulator.scoring.reply import Finding
from simulator.scoring.rubric import POINTS, Criterion, Critical, Rubric, Rule, When

MOST_QUOTES = 4
LEFT_TO_A_PERSON = "a person answers this one"
ATTACKS = frozenset({"attack", "sarcasm", "swears"})
"""Measures that say the reply attacks the customer: a fault of the whole reply by these alone is about respect."""


class Waiting(Struct, frozen=True):
    """Critical faults wait for a person, and until then touch no mark but that for respect; none waits in practice.

    ``confirmed``: the one that takes effect all the same.
    """

    confirmed: Critical | None = None

    def holds_back(self, rule: Rule, criterion: Criterion) -> bool:
        """Whether a fault of the whole reply waits too, as it is the same attack that a critical fault names."""
        if measures_of(rule.when) - ATTACKS or (criterion.critical and is_attack(criterion.critical)):
            return False
        return self.confirmed is None or not is_attack(self.confirmed)

    def feels(self, critical: Critical) -> bool:
        """Whether a critical fault takes effect."""
        return self.confirmed is not None and self.confirmed.id == critical.id


def measures_of(when: When) -> frozenset[str]:
    """All measures that a condition asks for."""
    return frozenset(name for group in when for test in group for name in test.measures)


def is_attack(critical: Critical) -> bool:
    """Whether a critical fault is one against respect."""
    return bool(measures_of(critical.when) & ATTACKS)


def faults_of(rubric: Rubric, find: Look) -> tuple[Rule, ...]:
    """The faults of the whole reply that the rubric names and ``find`` shows."""
    return tuple([rule for rule in rubric.faults if holds(rule.when, find, fault=True)])


def mark_criterion(
    rubric: Rubric,
    criterion: Criterion,
    find: Look,
    everywhere: tuple[Rule, ...] = (),
    waiting: Waiting | None = None,
) -> Mark:
    """The mark for one criterion; ``everywhere`` are faults of the whole reply."""
    return marked(ruling(rubric, criterion, find, everywhere, waiting), find)


class Shown(NamedTuple):
    """Measures whose words a mark quotes, as credit or as a fault."""

    measures: tuple[str, ...] = ()
    fault: bool = False


NOTHING_SHOWN = Shown()


class Ruling(NamedTuple):
    """A mark but for the reply's own words: what follows from the tests that hold, and from nothing else.

    ``mark`` quotes nothing yet; ``shown`` are its quotes. ``lacks``: a measure whose value is missing; the mark has no
    points, and what is missing is its reason.
    """

    mark: Mark
    shown: Shown = NOTHING_SHOWN
    lacks: str = ""


def marked(given: Ruling, find: Look) -> Mark:
    """The mark of a ruling, with the words of this reply."""
    mark, (measures, fault), lacks = given
    why = (find.credit[lacks].needs if lacks else "") or mark.why
    quotes = _quotes(measures, find.fault if fault else find.credit)
    if not quotes and why is mark.why:
        return mark
    return Mark(mark.rubric, mark.criterion, mark.points, mark.max, why, quotes, mark.applies, mark.critical)


def ruling(
    rubric: Rubric, criterion: Criterion, find: Look, everywhere: tuple[Rule, ...], waiting: Waiting | None
) -> Ruling:
    """What the rules of one criterion come to; ``everywhere`` are faults of the whole reply."""
    critical = criterion.critical
    if waiting is not None and everywhere:
        everywhere = tuple(rule for rule in everywhere if not waiting.holds_back(rule, criterion))
    if waiting is None or critical is None or criterion.by == "person" or not holds(critical.when, find, fault=True):
        return _ruling(rubric, criterion, find, everywhere, critical)
    felt = waiting.feels(critical)
    given = _ruling(rubric, criterion, find, everywhere, critical if felt else None)
    if felt:
        return given
    return Ruling(replace(given.mark, critical=critical.id), _shown(critical.when, find, fault=True), given.lacks)


def _ruling(
    rubric: Rubric, criterion: Criterion, find: Look, everywhere: tuple[Rule, ...], critical: Critical | None
) -> Ruling:
    if criterion.by == "person":
        return Ruling(unmarked(rubric, criterion, LEFT_TO_A_PERSON))
    critical = critical if critical and holds(critical.when, find, fault=True) else None
    applies = holds(criterion.applies, find) if criterion.applies else True
    faults = [rule for rule in everywhere if applies or rule.always]
    faults += [rule for rule in criterion.lowered_by if (applies or rule.always) and holds(rule.when, find, fault=True)]
    if not applies and not faults and critical is None:
        if applies is None:
            return _unknown(rubric, criterion, criterion.applies, find)
        return Ruling(unmarked(rubric, criterion, criterion.otherwise or "does not apply here", applies=False))
    rule: Rule | None = None
    if applies:
        rule, unknown = _first(criterion.points, find)
        if rule is None:
            return _unknown(rubric, criterion, unknown, find)
    points, why, shown = _lowered(rule, faults, find)
    if critical is not None:
        points, why, shown = 0, critical.title, _shown(critical.when, find, fault=True)
    mark = Mark(rubric.id, criterion.id, points, POINTS, why, critical=critical.id if critical else "")
    return Ruling(mark, shown)


def unmarked(rubric: Rubric, criterion: Criterion, why: str, *, applies: bool = True) -> Mark:
    """A mark without points, and why."""
    return Mark(rubric.id, criterion.id, None, POINTS, why, applies=applies)


def _unknown(rubric: Rubric, criterion: Criterion, when: When | None, find: Look) -> Ruling:
    """No points, because this condition hangs on something unknown; None: because no rule fits."""
    if when is None:
        return Ruling(unmarked(rubric, criterion, "no rule of this criterion fits"))
    names = (name for group in when for test in group for name in test.measures)
    lacks = next((name for name in names if find(name, False).value is None), "")
    return Ruling(unmarked(rubric, criterion, "what it needs is not known"), lacks=lacks)


def _first(rules: Sequence[Rule], find: Look) -> tuple[Rule | None, When | None]:
    """The first rule that fits; or the condition that nobody can tell, where one comes before it."""
    for rule in rules:
        fits = holds(rule.when, find) if rule.when else True
        if fits:
            return rule, None
        if fits is None:
            return None, rule.when
    return None, None


def _lowered(rule: Rule | None, faults: Sequence[Rule], find: Look) -> tuple[int, str, Shown]:
    """Points, reason and what is quoted after the worst fault; a fault that changes nothing is not named.

    A fault where the criterion would not apply (no rule) earns 0: any points would lift the mean of a poor reply, and
    make the fault pay.
    """
    worst = min(faults, key=lambda item: item.points, default=None)
    if rule is None:
        return (0, worst.because, _shown(worst.when, find, fault=True)) if worst else (0, "", NOTHING_SHOWN)
    if worst is None or worst.points >= rule.points:
        return rule.points, rule.because, _shown(rule.when, find)
    why = f"{rule.because}, but {worst.because}" if rule.when else worst.because
    return worst.points, why, _shown(worst.when, find, fault=True)


def holds(when: When, find: Look, *, fault: bool = False) -> bool | None:
    """Whether every test of one of the groups holds; None when that hangs on something unknown."""
    key = id(when) + fault  # no two objects stand that close
    answers = find.answers
    if key in answers:
        return answers[key]
    asked = ready(when)
    answer: bool | None = False
    for group in asked.as_fault if fault else asked.as_credit:
        one = group_holds(group, find)
        if one:
            answer = True
            break
        if one is None:
            answer = None
    answers[key] = answer
    return answer


def _shown(when: When, find: Look, *, fault: bool = False) -> Shown:
    """What shows that the condition holds: tests of its first group that holds, as far as they ask for something."""
    asked = ready(when)
    for group in asked.as_fault if fault else asked.as_credit:
        if group_holds(group, find):
            return Shown(group.shown, fault)
    return NOTHING_SHOWN


def _quotes(measures: tuple[str, ...], found: Mapping[str, Finding]) -> tuple[Quote, ...]:
    quotes: tuple[Quote, ...] = ()
    for name in measures:
        quotes += found[name].quotes
    return _tidy(quotes) if len(quotes) > 1 else quotes


def _tidy(quotes: tuple[Quote, ...]) -> tuple[Quote, ...]:
    """In order of the text, without quotes inside longer ones."""
    kept: list[Quote] = []
    for item in sorted(quotes, key=lambda item: (item.start, -item.end)):
        if not kept or item.end > kept[-1].end:
            kept.append(item)
    return tuple(kept[:MOST_QUOTES])
