"""Every pair of a small archive, glanced at: those that have most in common, whatever it is.

Keys (:mod:`vittne.link.blocks`) want certain things to agree, and two rows of one person may agree
in others: a day that one list knows to the month only, a family name of which one has the initial.
Where there is time to look at all pairs for a moment, each gets bits for what agrees, the rarer
the more, and loses some for what contradicts; the pairs with the most are weighed in earnest. The
bits are rough: they choose what is looked at and say nothing of who is who.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

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
FEWEST = 3
"""Pairs of a larger archive that are kept for each record, however little they have in common."""
HOPELESS = 7.0
"""Bits that a pair of a larger archive may lack to be as likely as not."""
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
Numbers = npt.NDArray[np.int32]
Bits = npt.NDArray[np.float32]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class _Said:
    """What may agree, of all records."""

    values: Numbers  # int32 (things, n): the number of each value, -1 where it is not known
    worth: Bits  # float32 (things, values): the bits of each
    spans: Numbers  # int32 (4, n): first and last day, least and highest age
    by_days: Bits  # float32: bits of dates that meet, by how many days they reach together
    by_years: Bits
    initials: Ints

    @classmethod
    def of(cls, columns: Columns, initials: Ints) -> _Said:
        values, worth = _values(columns)
        spans = np.stack([columns.day_low, columns.day_high, columns.age_low, columns.age_high])
        known = spans[:2, spans[0] >= 0]
        days = max(1, int(known.max() - known.min())) if known.size else 1
        return cls(
            values.astype(np.int32),
            worth.astype(np.float32),
            spans.astype(np.int32),
            _by_reach(days, SLACK_DAYS),
            _by_reach(AGES, SLACK_YEARS),
            initials,
        )

    def all(self) -> tuple[Any, ...]:
        """As compiled code takes it."""
        return (
            self.values,
            self.worth,
            self.spans,
            self.by_days,
            self.by_years,
            self.initials,
        )


def _by_reach(whole: int, slack: int) -> Bits:
    """Bits of two spans that meet, by their lengths together: the chance that two such spans do."""
    reach = np.arange(whole + 1) + 2 * slack + 1
    return np.clip(np.log2(whole / reach), 0.0, RAREST).astype(np.float32)


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
    said = _Said.of(columns, initials).all()
    at_least = np.cumsum(_counted(n, *said)[::-1])[::-1]
    fits = np.flatnonzero((at_least <= BEST * n) & (np.arange(MOST + 1) >= LEAST))
    if not fits.size:
        return np.empty(0, dtype=np.int64)
    return _with_at_least(n, int(fits[0]), int(at_least[fits[0]]), *said)


def plausible(columns: Columns, initials: Ints, a: Ints, b: Ints) -> npt.NDArray[np.bool_]:
    """Which pairs of a larger archive have enough in common to be weighed.

    The more records, the more pairs have something in common by chance: one of two people in n
    needs log2 n bits to be as likely as not. Some are always kept for each record, so that lists
    that say little are compared by that little.
    """
    n = len(columns)
    if n <= GLANCED_AT or a.size <= FEWEST * n:
        return np.ones(a.size, dtype=bool)
    bits = _bits_of_pairs(a, b, *_Said.of(columns, initials).all())
    at_least = np.cumsum(np.bincount(bits, minlength=MOST + 1)[::-1])[::-1]
    enough = int(np.flatnonzero(at_least >= FEWEST * n)[-1])
    return np.asarray(bits >= min(enough, np.log2(n) - HOPELESS))


def bits_with(columns: Columns, initials: Ints, own: Ints) -> Floats:
    """Return what each record has in common with the nearest of `own`, in bits."""
    n, said = len(columns), _Said.of(columns, initials).all()
    everyone = np.arange(n)
    best = np.zeros(n)
    for row in own:
        best = np.maximum(best, _bits_of_pairs(np.full(n, row), everyone, *said))
    return best


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
def _counted(
    n: int,
    values: Numbers,
    worth: Bits,
    spans: Numbers,
    by_days: Bits,
    by_years: Bits,
    initials: Ints,
) -> Ints:
    """Return how many pairs have so many bits, from `LEAST` on."""
    number = np.zeros(MOST + 1, np.int64)
    bits = np.empty(n, np.float32)
    for a in range(n):
        _bits_of_row(a, values, worth, spans, by_days, by_years, initials, bits)
        for b in range(n - a - 1):
            if bits[b] >= LEAST:
                number[min(int(bits[b]), MOST)] += 1
    return number


@njit(cache=True)
def _with_at_least(
    n: int,
    least: int,
    number: int,
    values: Numbers,
    worth: Bits,
    spans: Numbers,
    by_days: Bits,
    by_years: Bits,
    initials: Ints,
) -> Ints:
    found = np.empty(number, np.int64)
    bits = np.empty(n, np.float32)
    at = 0
    for a in range(n):
        _bits_of_row(a, values, worth, spans, by_days, by_years, initials, bits)
        for b in range(n - a - 1):
            if bits[b] >= least:
                found[at] = a * n + a + 1 + b
                at += 1
    return found


@njit(cache=True)
def _bits_of_row(
    a: int,
    values: Numbers,
    worth: Bits,
    spans: Numbers,
    by_days: Bits,
    by_years: Bits,
    initials: Ints,
    bits: Bits,
) -> None:
    """Fill in the bits of one record and each that follows it: one thing at a time, many pairs."""
    rest = initials[a + 1 :]
    for b in range(rest.size):
        bits[b] = _of_initials(initials[a], rest[b])
    for thing in range(values.shape[0]):
        value, row = values[thing, a], values[thing, a + 1 :]
        if value >= 0:
            agrees = worth[thing, value]
            for b in range(row.size):
                bits[b] += agrees if row[b] == value else np.float32(0)
    for k, slack, far, by_reach in (
        (0, SLACK_DAYS, FAR_DAYS, by_days),
        (2, SLACK_YEARS, FAR_YEARS, by_years),
    ):
        if spans[k, a] >= 0:
            low, high = spans[k, a + 1 :], spans[k + 1, a + 1 :]
            for b in range(low.size):
                bits[b] += _of_spans(
                    spans[k, a], spans[k + 1, a], low[b], high[b], slack, far, by_reach
                )


@njit(cache=True)
def _bits_of_pairs(
    first: Ints,
    second: Ints,
    values: Numbers,
    worth: Bits,
    spans: Numbers,
    by_days: Bits,
    by_years: Bits,
    initials: Ints,
) -> npt.NDArray[np.int8]:
    """Return the bits of each pair, from 0 to `MOST`."""
    found = np.empty(first.size, np.int8)
    for pair in range(first.size):
        a, b = first[pair], second[pair]
        bits = _of_initials(initials[a], initials[b])
        for thing in range(values.shape[0]):
            value = values[thing, a]
            if value >= 0 and value == values[thing, b]:
                bits += worth[thing, value]
        for k, slack, far, by_reach in (
            (0, SLACK_DAYS, FAR_DAYS, by_days),
            (2, SLACK_YEARS, FAR_YEARS, by_years),
        ):
            low, high = spans[k], spans[k + 1]
            if low[a] >= 0:
                bits += _of_spans(low[a], high[a], low[b], high[b], slack, far, by_reach)
        found[pair] = min(max(int(bits), 0), MOST)
    return found


@njit(cache=True, inline="always")
def _of_initials(one: int, other: int) -> np.float32:
    return np.float32(0.0) if one & other else np.float32(-CONTRADICTS)


@njit(cache=True, inline="always")
def _of_spans(
    low: int, high: int, other_low: int, other_high: int, slack: int, far: int, by_reach: Bits
) -> np.float32:
    """Return the bits of two spans, of which the first is known."""
    gap = max(low - other_high, other_low - high)
    reach = min(high - low + other_high - other_low, by_reach.size - 1)
    meet = by_reach[max(reach, 0)] if gap <= slack else np.float32(0.0)
    apart = np.float32(-CONTRADICTS) if gap > far else meet
    return np.float32(0.0) if other_low < 0 else apart
