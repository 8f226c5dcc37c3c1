"""An axis of people: from nobody on, or logarithmic where the numbers differ too much."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from vittne.release.pictures import marks
from vittne.release.pictures.words import LINE, text_width

APART = 8.0
"""Numbers that differ by a larger factor get a logarithmic axis."""
CROWDED = 0.6
"""If the smallest number is a larger part of the greatest, the axis does not begin at 0."""

_STEPS = (1.0, 2.0, 2.5, 5.0)
_MANTISSAS = ((1, 1.5, 2, 3, 5, 7), (1, 2, 5), (1, 3), (1,))


@dataclass(frozen=True, slots=True)
class Range:
    """What an axis covers. ``low`` is more than 0 if it is logarithmic."""

    low: float
    high: float
    log: bool

    def part(self, value: float) -> float:
        """How far along the axis a value is, from 0 to 1; beyond its ends it is there."""
        if self.log:
            along = math.log(max(value, self.low) / self.low) / math.log(self.high / self.low)
        else:
            along = (value - self.low) / (self.high - self.low)
        return min(max(along, 0.0), 1.0)


def range_over(values: Iterable[float]) -> Range:
    """Choose the axis on which all of these values are seen; there must be one."""
    known = list(values)
    low, high = max(min(known), 0.0), max(*known, 1.0)
    if low > 0 and high / low > APART:
        room = (high / low) ** 0.03
        return Range(low / room, high * room, log=True)
    if low > CROWDED * high and high > low:
        step = _calm((high - low) / 4)
        return Range(math.floor(low / step) * step, math.ceil(high / step) * step, log=False)
    step = _calm(high / 8)
    return Range(0.0, math.ceil(high / step) * step, log=False)


def _calm(value: float) -> float:
    """The next of 1, 2, 2.5, 5, 10 times a power of ten; people are whole."""
    power = 10.0 ** math.floor(math.log10(value))
    return max(next((s * power for s in _STEPS if s * power >= value), 10 * power), 1.0)


@dataclass(frozen=True, slots=True)
class NumberAxis:
    """A range between ``left`` and ``right`` px of a drawing of this ``width``.

    ``write`` writes a number of people.
    """

    range: Range
    left: float
    right: float
    width: float
    write: Callable[[int], str]

    def x(self, value: float) -> float:
        """Where a number is."""
        return self.left + (self.right - self.left) * self.range.part(value)

    def grid(self, top: float, bottom: float) -> list[str]:
        """A faint line at each number that is written."""
        return [marks.line(x, top, x, bottom, "grid") for x in map(self.x, self.ticks())]

    def draw(self, y: float) -> tuple[list[str], float]:
        """Draw the axis at ``y``, and say the height that is taken below it."""
        elements = [marks.line(self.left, y, self.right, y, "axis")]
        for tick in self.ticks():
            x, text = self.x(tick), self.write(round(tick))
            elements.append(marks.line(x, y, x, y + 4, "axis"))
            middle = sum(self._span(tick)) / 2
            elements.append(marks.label(middle, y + LINE + 2, text, "muted", "middle"))
        return elements, LINE + 8

    def ticks(self) -> list[float]:
        """The numbers that are written: as many calm ones as there is room for."""
        for candidate in self._logarithmic() if self.range.log else self._linear():
            if self._fits(candidate):
                return candidate
        return [self.range.high]

    def _linear(self) -> Iterable[list[float]]:
        low, high = self.range.low, self.range.high
        step = _calm((high - low) / 6)
        while step < 2 * high:
            first = math.ceil(low / step - 1e-9)
            last = math.floor(high / step + 1e-9)
            yield [i * step for i in range(first, last + 1)]
            step = _calm(step * 1.01)

    def _logarithmic(self) -> Iterable[list[float]]:
        low, high = self.range.low, self.range.high
        powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
        for mantissas in _MANTISSAS:
            written = [m * 10.0**power for power in powers for m in mantissas]
            yield [value for value in written if low <= value <= high and value == round(value)]
        for every in range(2, len(powers) + 1):
            yield [10.0**power for power in powers[::every] if low <= 10.0**power <= high]

    def _fits(self, ticks: Sequence[float]) -> bool:
        spans = [self._span(tick) for tick in ticks]
        return bool(ticks) and all(b[0] >= a[1] + 8 for a, b in pairwise(spans))

    def _span(self, tick: float) -> tuple[float, float]:
        """Where the words of a tick begin and end: under it, but inside the drawing."""
        width = text_width(self.write(round(tick)))
        start = min(max(self.x(tick) - width / 2, 0.0), self.width - width)
        return start, start + width
