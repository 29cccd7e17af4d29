"""Settles whether 03/04 is April or March from all the times of a file, or says that it can't be told."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import structs

from simulator.conversation import Need
from simulator.transcripts.mapping import Mapping
from simulator.transcripts.times import orders

_SLASHED = re.compile(r"\s*\d{1,2}([-/.])\d{1,2}[-/.](?:\d{4}|\d\d)(?!\d)")


def settled(times: Iterable[object], mapping: Mapping) -> tuple[Mapping, list[Need]]:
    """The mapping with the order that the times show, and what it must say yet.

    Dots are written between day, month and year only.
    """
    if mapping.date_order:
        return mapping, []
    possible, seen = {"dmy", "mdy"}, False
    for time in times:
        found = _SLASHED.match(time) if isinstance(time, str) else None
        if not found or not isinstance(time, str):
            continue
        seen = True
        possible &= {"dmy"} if found[1] == "." else orders([time])
        if not possible:
            break
    if not seen or not possible:
        return mapping, []
    if len(possible) == 1:
        return structs.replace(mapping, date_order=next(iter(possible))), []
    return mapping, [Need.DATE_ORDER]
