"""Times that a Spanish reply names: "antes de las 12", "en dos horas", "mañana por la tarde", "el viernes"."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from simulator.engine.dates import working_day
from simulator.engine.deadlines import Deadline
from simulator.engine.moment import Moment
from simulator.signals.text import Message

_DAYS = ("lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo")
_NUMBERS = {
    "un": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "diez": 10,
    "quince": 15, "veinte": 20, "treinta": 30, "media": 0.5, "par de": 2,
}  # fmt: skip
_NUMBER = r"(?:\d{1,3}|un par de|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + ")"
_SPAN = re.compile(
    rf"\b(?:en|dentro de|en menos de|en un plazo de|tardara|tarda|plazo de|de aqui a) (?:los proximos |las proximas |"
    rf"unos |unas )?(?:{_NUMBER} (?:a|o) )?(?P<count>{_NUMBER}) (?P<unit>minuto|hora|dia|semana)s?"
    r"(?P<working> (?:laborable|habil)(?:es|s)?)?\b"
)
_DAY = re.compile(
    r"\b(?:(?P<near>hoy|pasado manana|(?<!la )(?<!esta )manana(?! por)|manana(?= por))|"
    r"(?P<part>esta (?:tarde|noche|manana))"
    rf"|(?:el|este|para el|antes del|proximo) (?P<day>{'|'.join(_DAYS)}))"
    r"(?: que viene)?(?: por la (?P<when>manana|tarde|noche))?\b"
)
_TIME = re.compile(
    r"\b(?:a|antes de|hacia|sobre|hasta|para) (?:la|las) (?P<hour>\d{1,2}|una|dos|tres|cuatro|cinco|seis|siete|ocho|"
    r"nueve|diez|once|doce)(?:[:.](?P<minute>[0-5]\d))?(?P<half> y media)?(?: ?h| horas)?"
    r"(?: de la (?P<when>manana|tarde|noche))?\b"
    r"|\b(?:a|antes del|al) (?P<noon>mediodia)\b"
)
_HOURS = ("una", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce")
_ENDS = {"manana": 12, "tarde": 20, "noche": 22}
"""When a part of the day ends, in hours."""
_BEHIND = re.compile(r"\b(?:desde|era para|prometid[oa] para|prevista para|hace)(?: \S+){0,2} $")
_BESIDE = 12
"""Characters between a day and the time that belongs to it, at most."""


def spanish_deadlines(message: Message, moment: Moment) -> tuple[Deadline, ...]:
    """Every time to come that a reply names, in order; its spans are those of the original text."""
    plain = message.plain
    found = [_after(message, match, moment) for match in _SPAN.finditer(plain) if not _is_behind(plain, match)]
    times = [match for match in _TIME.finditer(plain) if not _is_behind(plain, match)]
    for match in _DAY.finditer(plain):
        if _is_behind(plain, match):
            continue
        near = next((one for one in times if _gap(match, one) <= _BESIDE), None)
        if near is not None:
            times.remove(near)
        found.append(_on(message, match, near, moment))
    found += [_at(message, match, moment.now.date(), moment) for match in times]
    return tuple(sorted((item for item in found if item.due > moment.clock), key=lambda item: item.start))


def _is_behind(plain: str, match: re.Match[str]) -> bool:
    return _BEHIND.search(plain[max(0, match.start() - 40) : match.start()]) is not None


def _gap(one: re.Match[str], other: re.Match[str]) -> int:
    return max(one.start(), other.start()) - min(one.end(), other.end())


def _after(message: Message, match: re.Match[str], moment: Moment) -> Deadline:
    words = match["count"].replace("un par de", "par de")
    count = _NUMBERS[words] if words in _NUMBERS else float(words)
    start, end = message.span(*match.span())
    if match["unit"] in {"minuto", "hora"}:
        due = moment.clock + count * (60.0 if match["unit"] == "minuto" else 3600.0)
        return Deadline(start, end, moment.clock, due, exact=True)
    day = moment.now.date()
    if match["working"]:
        day = working_day(day, int(count))
    else:
        day += timedelta(days=round(count * (7 if match["unit"] == "semana" else 1)))
    return Deadline(start, end, moment.clock, moment.seconds(moment.close(day)))


def _on(message: Message, match: re.Match[str], near: re.Match[str] | None, moment: Moment) -> Deadline:
    today = moment.now.date()
    if match["day"]:
        day = today + timedelta(days=(_DAYS.index(match["day"]) - today.weekday()) % 7)
    else:
        day = today + timedelta(days={"manana": 1, "pasado manana": 2}.get(match["near"] or "", 0))
    if near is not None:
        joined = _at(message, near, day, moment)
        start, end = message.span(min(match.start(), near.start()), max(match.end(), near.end()))
        return Deadline(start, end, joined.earliest, joined.due, exact=True)
    start, end = message.span(*match.span())
    part = match["when"] or (match["part"] or "").removeprefix("esta ")
    if part:
        due = moment.seconds(datetime.combine(day, time(_ENDS[part])))
        return Deadline(start, end, moment.clock, due)
    return Deadline(start, end, moment.clock, moment.seconds(moment.close(day)))


def _at(message: Message, match: re.Match[str], day: date, moment: Moment) -> Deadline:
    start, end = message.span(*match.span())
    clock = time(12)
    if not match["noon"]:
        hour = _HOURS.index(match["hour"]) + 1 if match["hour"] in _HOURS else min(23, int(match["hour"]))
        # in a shop, one to seven without more are in the afternoon
        later = match["when"] in {"tarde", "noche"} or (not match["when"] and not match["minute"] and hour <= 7)
        hour += 12 if later and hour < 12 else 0
        clock = time(hour, 30 if match["half"] else int(match["minute"] or 0))
    return Deadline(start, end, moment.clock, moment.seconds(datetime.combine(day, clock)), exact=True)
