"""Every pair of a small archive, glanced at: those that have most in common, whatever it is.

Keys (:mod:`vittne.link.blocks`) want certain things to agree, and two rows of one person may agree
in others: a day that one list knows to the month only, a family name of which one has the initial.
Where there is time to look at all pairs for a moment, each gets bits for what agrees, the rarer
the more, and loses some for what contradicts; the pairs with the most are weighed in earnest. The
bits are rough: they choose what is looked at and say nothing of who is who.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from numba import njit

from vittne.link.columns import Columns, codes

GLANCED_AT = 10_000
"""Of so many records, at most, every pair is glanced at: fifty million, in some seconds."""
BEST = 8
"""Pairs that are kept, for each record, at most."""
LEAST = 6
"""Fewer bits are nothing in common."""
MOST = 40
"""More bits are not told apart."""
RAREST = 9.0
"""No single thing that agrees is worth more bits."""
CONTRADICTS = 3.0
SLACK_DAYS, FAR_DAYS = 3, 60
"""Dates so near agree; dates so far apart contradict."""
SLACK_YEARS, FAR_YEARS = 1, 5
"""The same of ages."""
AGES = 60
"""Ages from which people are harmed, roughly."""

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


def glance(columns: Columns, initials: Ints) -> Ints:
    """Return the pairs a < b with most in common as ``a * n + b``, sorted.

    None of a larger archive than `GLANCED_AT`; and of pairs that have equally much in common
    either all or none.

    Parameters
    ----------
    initials : int64, shape (n,)
        Letters as bits; all of them for a record without a name.
    """
    n = len(columns)
    if not 1 < n <= GLANCED_AT:
        return np.empty(0, dtype=np.int64)
    said = _said(columns, initials)
    with_bits = _counted(n, *said)
    at_least = np.cumsum(with_bits[::-1])[::-1]
    fits = np.flatnonzero((at_least <= BEST * n) & (np.arange(MOST + 1) >= LEAST))
    if not fits.size:
        return np.empty(0, dtype=np.int64)
    return _with_at_least(n, int(fits[0]), int(at_least[fits[0]]), *said)


def bits_with(columns: Columns, initials: Ints, own: Ints) -> Floats:
    """Return what each record has in common with the nearest of `own`, in bits."""
    best = np.zeros(len(columns))
    for row in own:
        best = np.maximum(best, _with_one(int(row), len(columns), *_said(columns, initials)))
    return best


def _said(columns: Columns, initials: Ints) -> tuple[Ints, Floats, Ints, float, Ints]:
    values, worth = _values(columns)
    spans = np.stack([columns.day_low, columns.day_high, columns.age_low, columns.age_high])
    known = spans[:2, spans[0] >= 0]
    days = max(1.0, float(known.max() - known.min())) if known.size else 1.0
    return values, worth, spans, days, initials


def _values(columns: Columns) -> tuple[Ints, Floats]:
    """Return what may agree as numbers, shape (things, n), and the bits of each value."""
    names = columns.names
    near, place = columns.near, columns.place
    things = [codes(names.key_family), codes(names.key_given), near, place]
    things += [columns.event, columns.sex, columns.act]
    worth = np.zeros((len(things), max(int(thing.max(initial=0)) for thing in things) + 1))
    for row, thing in zip(worth, things, strict=True):
        value, number = np.unique(thing[thing >= 0], return_counts=True)
        row[value] = -np.log2(number / max(number.sum(), 1))
    # A place tells only what its region has not told.
    both = (near >= 0) & (place >= 0)
    worth[3, place[both]] -= np.minimum(worth[2, near[both]], worth[3, place[both]])
    return np.stack(things), np.minimum(worth, RAREST)


@njit(cache=True)
def _counted(n: int, values: Ints, worth: Floats, spans: Ints, days: float, initials: Ints) -> Ints:
    """Return how many pairs have so many bits."""
    number = np.zeros(MOST + 1, np.int64)
    for a in range(n):
        for b in range(a + 1, n):
            number[_bits(a, b, values, worth, spans, days, initials)] += 1
    return number


@njit(cache=True)
def _with_at_least(
    n: int,
    least: int,
    number: int,
    values: Ints,
    worth: Floats,
    spans: Ints,
    days: float,
    initials: Ints,
) -> Ints:
    found = np.empty(number, np.int64)
    at = 0
    for a in range(n):
        for b in range(a + 1, n):
            if _bits(a, b, values, worth, spans, days, initials) >= least:
                found[at] = a * n + b
                at += 1
    return found


@njit(cache=True)
def _with_one(
    a: int, n: int, values: Ints, worth: Floats, spans: Ints, days: float, initials: Ints
) -> Ints:
    found = np.empty(n, np.int64)
    for b in range(n):
        found[b] = _bits(a, b, values, worth, spans, days, initials)
    return found


@njit(cache=True)
def _bits(
    a: int, b: int, values: Ints, worth: Floats, spans: Ints, days: float, initials: Ints
) -> int:
    bits = 0.0 if initials[a] & initials[b] else -CONTRADICTS
    for thing in range(values.shape[0]):
        value = values[thing, a]
        if value >= 0 and value == values[thing, b]:
            bits += worth[thing, value]
    bits += _span_bits(spans[0], spans[1], a, b, SLACK_DAYS, FAR_DAYS, days)
    bits += _span_bits(spans[2], spans[3], a, b, SLACK_YEARS, FAR_YEARS, AGES)
    return min(max(int(bits), 0), MOST)


@njit(cache=True)
def _span_bits(low: Ints, high: Ints, a: int, b: int, slack: int, far: int, whole: float) -> float:
    """Return the bits of two spans that meet: the chance that two such spans do."""
    if low[a] < 0 or low[b] < 0:
        return 0.0
    gap = max(low[a] - high[b], low[b] - high[a])
    if gap > far:
        return -CONTRADICTS
    if gap > slack:
        return 0.0
    reach = high[a] - low[a] + high[b] - low[b] + 2 * slack + 1
    return min(max(0.0, float(np.log2(whole / reach))), RAREST)
