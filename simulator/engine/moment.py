"""When a reply is written, and the shop's hours: what a named time is measured against."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from msgspec import Struct

Hours = dict[int, tuple[int, int]]
"""Weekday (Monday 0) -> opening and closing in minutes after midnight, as in a shop."""


class Moment(Struct, frozen=True):
    """Now, as the reply is written: the scenario's beginning, the seconds since, and the shop's hours."""

    begin: datetime
    clock: float = 0.0
    hours: Hours = {}

    @property
    def now(self) -> datetime:
        """The scenario's date and time."""
        return self.begin + timedelta(seconds=self.clock)

    def seconds(self, moment: datetime) -> float:
        """Seconds since the start of the scenario."""
        return (moment - self.begin).total_seconds()

    def close(self, day: date) -> datetime:
        """When a day ends for a promise: at closing time if that is still to come, else at midnight."""
        closes = self.hours.get(day.weekday(), (0, 0))[1]
        end = datetime.combine(day, time()) + timedelta(minutes=closes)
        return end if closes and end > self.now else datetime.combine(day, time()) + timedelta(days=1)

    def is_open(self, first: float, last: float) -> bool:
        """Whether somebody is at the shop at any moment from ``first`` to ``last`` (seconds since the start)."""
        begin, end = (self.begin + timedelta(seconds=at) for at in (first, last))
        day = begin.date()
        while day <= end.date() and (day - begin.date()).days < 8:
            if day.weekday() in self.hours:
                opens, closes = (
                    datetime.combine(day, time()) + timedelta(minutes=at) for at in self.hours[day.weekday()]
                )
                if opens <= end and (closes > begin or closes == end):
                    return True
            day += timedelta(days=1)
        return False
