"""Applies a rubric's rules: which criterion applies, which points its first fitting rule gives, what lowers them."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.scoring.look import Look
from simulator.scoring.marks import Mark, Quote
from simulator.scoring.ready import group_holds, ready
from simulator.scoring.rubric import POINTS, Criterion, Rubric, Rule, When

MOST_QUOTES = 4
LEFT_TO_A_PERSON = "a person answers this one"


def grade(rubric: Rubric, find: Look) -> tuple[Mark, ...]:
    """A mark for every criterion, from whatever ``find`` answers for its measures."""
    faults = faults_of(rubric, find)
    return tuple(mark_criterion(rubric, criterion, find, faults) for criterion in rubric.criteria)


def faults_of(rubric: Rubric, find: Look) -> tuple[Rule, ...]:
    """The faults of the whole reply that the rubric names and ``find`` shows."""
    return tuple(rule for rule in rubric.faults if holds(rule.when, find, fault=True))


def mark_criterion(rubric: Rubric, criterion: Criterion, find: Look, everywhere: tuple[Rule, ...] = ()) -> Mark:
    """The mark for one criterion; ``everywhere`` are faults of the whole reply."""
    if criterion.by == "person":
        return unmarked(rubric, criterion, LEFT_TO_A_PERSON)
    critical = criterion.critical if criterion.critical and holds(criterion.critical.when, find, fault=True) else None
    applies = holds(criterion.applies, find) if criterion.applies else True
    faults = [rule for rule in everywhere if applies or rule.always]
    faults += [rule for rule in criterion.lowered_by if (applies or rule.always) and holds(rule.when, find, fault=True)]
    if not applies and not faults and critical is None:
        if applies is None:
            return unmarked(rubric, criterion, _missing(criterion.applies, find))
        return unmarked(rubric, criterion, criterion.otherwise or "does not apply here", applies=False)
    rule: Rule | None = None
    if applies:
        rule, missing = _first(criterion.points, find)
        if rule is None:
            return unmarked(rubric, criterion, missing)
    points, why, quotes = _lowered(rule, faults, find)
    if critical is not None:
        points, why, quotes = 0, critical.title, _quotes(critical.when, find, fault=True)
    return Mark(rubric.id, criterion.id, points, POINTS, why, quotes, critical=critical.id if critical else "")


def unmarked(rubric: Rubric, criterion: Criterion, why: str, *, applies: bool = True) -> Mark:
    """A mark without points, and why."""
    return Mark(rubric.id, criterion.id, None, POINTS, why, applies=applies)


def _first(rules: Sequence[Rule], find: Look) -> tuple[Rule | None, str]:
    for rule in rules:
        fits = holds(rule.when, find) if rule.when else True
        if fits:
            return rule, ""
        if fits is None:
            return None, _missing(rule.when, find)
    return None, "no rule of this criterion fits"


def _lowered(rule: Rule | None, faults: Sequence[Rule], find: Look) -> tuple[int, str, tuple[Quote, ...]]:
    """Points, reason and quotes after the worst fault; a fault that changes nothing is not named.

    A fault where the criterion would not apply (no rule) earns 0: any points would lift the mean of a poor reply, and
    make the fault pay.
    """
    worst = min(faults, key=lambda item: item.points, default=None)
    if rule is None:
        return (0, worst.because, _quotes(worst.when, find, fault=True)) if worst else (0, "", ())
    if worst is None or worst.points >= rule.points:
        return rule.points, rule.because, _quotes(rule.when, find)
    why = f"{rule.because}, but {worst.because}" if rule.when else worst.because
    return worst.points, why, _quotes(worst.when, find, fault=True)


def holds(when: When, find: Look, *, fault: bool = False) -> bool | None:
    """Whether every test of one of the groups holds; None when that hangs on something unknown."""
    key = id(when) + fault  # no two objects stand that close
    answers = find.answers
    if key in answers:
        return answers[key]
    asked = ready(when)
    answer: bool | None = False
    for group in asked.as_fault if fault else asked.as_credit:
        if not group.all_of & ~find.heard:
            one = group_holds(group, find)
            if one:
                answer = True
                break
            if one is None:
                answer = None
    answers[key] = answer
    return answer


def _missing(when: When, find: Look) -> str:
    for group in when:
        for test in group:
            for name in test.measures:
                found = find(name, False)
                if found.value is None:
                    return found.needs or "what it needs is not known"
    return "what it needs is not known"


def _quotes(when: When, find: Look, *, fault: bool = False) -> tuple[Quote, ...]:
    """The words behind the first group that holds: those of tests that ask for something to be there."""
    asked = ready(when)
    for group in asked.as_fault if fault else asked.as_credit:
        if group_holds(group, find):
            return _tidy({quote for name in group.shown for quote in find(name, fault).quotes})
    return ()


def _tidy(quotes: set[Quote]) -> tuple[Quote, ...]:
    """In order of the text, without quotes inside longer ones."""
    if not quotes:
        return ()
    every = sorted(quotes, key=lambda item: (item.start, -item.end))
    kept: list[Quote] = []
    for item in every:
        if not kept or item.end > kept[-1].end:
            kept.append(item)
    return tuple(kept[:MOST_QUOTES])
