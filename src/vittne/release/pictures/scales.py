"""Axes: time in whole years from left to right, and calm ends for numbers."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from vittne.release.pictures import marks
from vittne.release.pictures.picture import Number, Span
from vittne.release.pictures.words import LINE, text_width


@dataclass(frozen=True, slots=True)
class TimeScale:
    """Days between ``left`` and ``right`` px: all of the years ``first`` to ``last``."""

    first: int
    last: int
    left: float
    right: float

    def x(self, day: date) -> float:
        """Where a day is; days outside the axis are at its ends."""
        start = date(self.first, 1, 1).toordinal()
        end = date(self.last, 12, 31).toordinal()
        part = (day.toordinal() - start) / (end - start)
        return self.left + (self.right - self.left) * min(max(part, 0.0), 1.0)

    def ends(self, span: Span) -> tuple[float, float]:
        """Where a span begins and ends; an open end is the axis' end."""
        left = self.x(span.lower) if span.lower else self.left
        right = self.x(span.upper) if span.upper else self.right
        return left, right

    def middle(self, span: Span) -> float:
        """Where to put the one mark of a span: its middle, or its known end."""
        if span.lower is None or span.upper is None:
            return self.x(span.lower or span.upper or date(self.last, 12, 31))
        return sum(self.ends(span)) / 2

    def grid(self, top: float, bottom: float) -> list[str]:
        """A faint line at the beginning of every year."""
        xs = [self.x(date(year, 1, 1)) for year in range(self.first, self.last + 1)]
        return [marks.line(x, top, x, bottom, "grid") for x in (*xs, self.right)]

    def axis(self, y: float) -> tuple[list[str], float]:
        """The axis at ``y`` with the years that have room, and the height taken below it."""
        elements = [marks.line(self.left, y, self.right, y, "axis")]
        year_width = (self.right - self.left) / (self.last - self.first + 1)
        step = max(1, -(-int(text_width("2000") + 6) // int(max(year_width, 1))))
        for year in range(self.first, self.last + 1, step):
            if self.x(date(year, 1, 1)) + text_width("2000") <= self.right + 4 or step == 1:
                centre = self.x(date(year, 1, 1)) + year_width / 2
                elements.append(marks.label(centre, y + LINE, str(year), "muted", "middle"))
        return elements, LINE + 4


def scale_over(spans: Iterable[Span | None], left: float, right: float) -> TimeScale | None:
    """The axis that holds all known days; None if there is none."""
    days = [day for span in spans if span for day in (span.lower, span.upper) if day]
    if not days:
        return None
    return TimeScale(min(days).year, max(days).year, left, right)


def day_of(span: Span | None) -> date:
    """The first day known of a span, for sorting; without one it comes last."""
    return (span and (span.lower or span.upper)) or date.max


def round_up(value: Number) -> float:
    """The next of 1, 2, 3, 4, 5, 6, 8, 10 times a power of ten: a calm end for an axis."""
    if value <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(
        (step * power for step in (1, 2, 3, 4, 5, 6, 8) if step * power >= value), 10 * power
    )
