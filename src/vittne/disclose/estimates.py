"""Estimates, rounded so that one person more or less hardly ever shows.

An enemy may compute the same estimate from every table that it can think of. Were the estimate
shown as it is, the true table would be the one that fits.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from vittne.disclose.rounding import keyed
from vittne.disclose.tables import BASE

WIDTH = 5
"""A step is a fifth of the interval's width, or more. With a tenth, an enemy who has seven guesses
of a table with few people on both lists would be half as sure again as before."""
_FINE = 1 << 53


@dataclass(frozen=True, slots=True, kw_only=True)
class Outward:
    """An estimate as it is shown: three multiples of a step, the interval at least as wide.

    Attributes
    ----------
    low, value, high : int
    step : int
        1, 2 or 5 times a power of ten.
    """

    low: int
    value: int
    high: int
    step: int


def outward(
    name: str,
    low: float,
    value: float,
    high: float,
    key: bytes,
    *,
    least: int = 0,
    base: int = BASE,
) -> Outward:
    """Round an estimate and its interval outward.

    Where between two multiples one number ends and the next begins, the key decides, for each
    estimate anew: low, value and high may be those of one person more or less, or of several.

    Parameters
    ----------
    name : str
        What is estimated: the id of its figure, and the engine where there are several.
    low, value, high : float
    key : bytes
    least : int
        What is documented, and published: nothing shown is less.
    base : int
        No step is smaller.
    """

    def chance(what: str) -> float:
        told = [repr(float(one)) for one in (low, value, high)]
        return (keyed(key, name, what, *told) >> 11) / _FINE

    # The width is secret, too: a step that is just reached may become the next one.
    step = _step(max((high - low) / WIDTH * 2 ** chance("width"), base))
    down = step * math.floor(low / step - chance("low"))
    up = step * math.ceil(high / step + chance("high"))
    middle = step * math.floor(value / step + chance("value"))
    return Outward(
        low=max(least, down), value=min(max(middle, down, least), up), high=up, step=step
    )


def _step(least: float) -> int:
    """Return the least of 1, 2, 5, 10, 20, 50, ... that is no less."""
    power = 1
    while 10 * power < least:
        power *= 10
    return next(times * power for times in (1, 2, 5, 10) if times * power >= least)
