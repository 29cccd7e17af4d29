"""Conditions made ready to ask: each test as a function, each group with the measures whose words show that it holds.

No order of tests or groups changes an answer: a group fails with any of its tests, whatever else is unknown.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from simulator.scoring.look import Look
from simulator.scoring.rubric import Group, Test, When

Ask = Callable[[Look], bool | None]
"""Whether a test holds; None: that hangs on something unknown."""


class ReadyGroup(NamedTuple):
    """A group of tests, by what names them.

    ``shown``: the measures whose words show that it holds: of tests that ask for something to be there.
    """

    tests: tuple[tuple[int, Ask], ...]
    shown: tuple[str, ...]


class ReadyWhen(NamedTuple):
    """The groups of a condition, asked as credit and as a fault; ``when`` is kept so that its id stays its own."""

    as_credit: tuple[ReadyGroup, ...]
    as_fault: tuple[ReadyGroup, ...]
    when: When


_READY: dict[int, ReadyWhen] = {}
"""By the condition's id: equal conditions of loaded rubrics are one object (conditions.py), so this stays small."""


def ready(when: When) -> ReadyWhen:
    """The condition made ready, once for the process."""
    known = _READY.get(id(when))
    if known is None:
        known = _READY[id(when)] = ReadyWhen(
            tuple(_group(group, fault=False) for group in when),
            tuple(_group(group, fault=True) for group in when),
            when,
        )
    return known


def group_holds(group: ReadyGroup, find: Look) -> bool | None:
    """Whether every test of the group holds; None when that hangs on something unknown."""
    said = find.said
    answer: bool | None = True
    for key, ask in group.tests:
        if key in said:
            one = said[key]
        else:
            one = said[key] = ask(find)
        if one is None:
            answer = None
        elif not one:
            return False
    return answer


def _group(group: Group, *, fault: bool) -> ReadyGroup:
    asks_for = [test for test in group if test.at_least is not None and test.at_least > 0]
    return ReadyGroup(
        tuple(_asked(test, fault=fault) for test in group),
        tuple(name for test in asks_for for name in test.measures),
    )


def _asked(test: Test, *, fault: bool) -> tuple[int, Ask]:
    """The test's key and what asks it; what a fault lacks must be lacking where credit is read."""
    as_fault = fault and test.at_least is not None
    key = 2 * id(test) + as_fault
    if test.among:
        return key, _among(test, as_fault=as_fault)
    if len(test.measures) == 1:
        return key, _one(test, as_fault=as_fault)
    return key, _strongest(test, as_fault=as_fault)


def _among(test: Test, *, as_fault: bool) -> Ask:
    def ask(find: Look) -> bool:
        return any(find(name, as_fault).value in test.among for name in test.measures)

    return ask


def _one(test: Test, *, as_fault: bool) -> Ask:
    name, least, most, below = test.measures[0], test.at_least, test.at_most, test.below

    def ask(find: Look) -> bool | None:
        value = (find.fault if as_fault else find.credit)[name].value
        if value is None or isinstance(value, str):
            return None
        if least is not None and value < least:
            return False
        return (most is None or value <= most) and (below is None or value < below)

    return ask


def _strongest(test: Test, *, as_fault: bool) -> Ask:
    """Asks the strongest of several measures."""
    names, least, most, below = test.measures, test.at_least, test.at_most, test.below

    def ask(find: Look) -> bool | None:
        top, missing = None, False
        for name in names:
            value = find(name, as_fault).value
            if value is None or isinstance(value, str):
                missing = True
            elif top is None or value > top:
                top = value
        if top is None:
            return None
        reaches = least is None or top >= least
        stays = (most is None or top <= most) and (below is None or top < below)
        if missing and not (least is not None and reaches and stays):
            return None
        return reaches and stays

    return ask
