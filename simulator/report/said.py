"""Numbers, spans of time and dates in the words people use for them."""

from __future__ import annotations

from datetime import date, datetime

from simulator.report.figure import Figure
from simulator.shown import shown

NO_TELLING = 90.0
"""An interval wider than this, of 100, is nearly the whole scale: it tells nothing, and is neither written nor drawn
[design choice]."""
CHANNELS = {"": "not said in the export", "live_chat": "live chat", "email": "e-mail", "social": "social media"}
"""Channels that are called something else in a report."""
MONTHS = (
    "January February March April May June July August September October November December".split()  # no locale's own
)

WAITS_BLIND = (
    "A mark of this conversation is disputed and waits to be given anew, blind. Until then QA leads read its words "
    "alone, without marks, scores and notes."
)
"""What stands in the place of a debrief that its reader must not have seen yet."""


def number(value: float) -> str:
    """A count: 1,234."""
    return f"{value:,.0f}"


def tells(item: Figure, top: float = 100.0) -> bool:
    """Whether a figure on a scale from 0 to ``top`` has a range that says anything."""
    if item.low is None or item.high is None:
        return False
    return item.mean is not None or (item.high - item.low) * 100 <= NO_TELLING * top


def figure_words(item: Figure, top: float = 100.0, places: int = 0) -> str:
    """A figure as it stands in a text: "72 (68 to 76)"; under 20 conversations "between 61 and 79"."""
    if item.low is None or item.high is None:
        return "too few to say"
    low, high = f"{item.low:.{places}f}", f"{item.high:.{places}f}"
    if item.mean is not None:
        mean = f"{item.mean:.{places}f}"
        return mean if low == high else f"{mean} ({low} to {high})"
    if not tells(item, top):
        return "too few to say"
    return f"about {low}" if low == high else f"between {low} and {high}"


def change_words(mean: float, low: float | None, high: float | None) -> str:
    """A change with its interval: "+3.2 (1.0 to 5.4)"; a real minus sign."""
    said = _signed(mean)
    if low is None or high is None or (low == 0 and high == 0):
        return said
    return f"{said} ({_signed(low)} to {_signed(high)})"


def _signed(value: float) -> str:
    text = f"{value:+.1f}"
    return "0" if float(text) == 0 else text.replace("-", "\u2212")


def share(part: float, whole: float) -> str:
    """A share in percent; never 0% of something, never 100% of less than all."""
    if not whole or not part:
        return "none"
    percent = 100 * part / whole
    if percent < 1:
        return "under 1%"
    if percent > 99 and part < whole:
        return "over 99%"
    return f"{percent:.0f}%"


def span(seconds: float) -> str:
    """A span of time, with the precision that waiting has."""
    for unit, size, limit in (("second", 1, 90), ("minute", 60, 5_400), ("hour", 3_600, 129_600)):
        if seconds < limit:
            return _of(seconds / size, unit)
    return _of(seconds / 86_400, "day")


def _of(value: float, unit: str) -> str:
    text = f"{value:.1f}".removesuffix(".0") if value < 10 and unit not in {"second", "minute"} else f"{value:.0f}"
    return f"{text} {unit}" if text == "1" else f"{text} {unit}s"


def day(moment: str | None) -> str:
    """The day of an ISO time: 4 March 2026; "no date" where there is none."""
    return "no date" if not moment else _day(datetime.fromisoformat(moment).date())


def week(name: str) -> str:
    """An ISO week (2026-W10) by its Monday: "2 March 2026"."""
    year, _, number_ = name.partition("-W")
    return _day(date.fromisocalendar(int(year), int(number_), 1)) if number_ else "no date"


def week_number(name: str) -> int:
    """An ISO week's place on a time axis, in weeks."""
    year, _, number_ = name.partition("-W")
    return date.fromisocalendar(int(year), int(number_), 1).toordinal() // 7


def _day(when: date) -> str:
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def channel(name: str) -> str:
    """A channel in words."""
    return CHANNELS.get(name, plainly(name))


def plural(count: float, one: str, many: str = "") -> str:
    """A count with its noun: "1 conversation", "1,234 conversations"."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def plainly(text: str) -> str:
    """Text from files, without what a terminal or a page would obey, on as few lines as it has."""
    return shown(text).strip()
