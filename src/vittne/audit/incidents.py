"""Auditing whole incidents: where the evidence of many people is one file.

A record is drawn with equal chance, and again from all of them (with replacement); the incident it
belongs to is inspected whole. So an incident is drawn with a chance proportional to its records,
and the share Y of its records that is substantiated has the mean V / N, which is what is asked for.

Against "no more than `limit` are valid" one bets on Y being larger::

    M = mean over c of product over draws of (1 + c (Y N / limit - 1)),   0 < c < 1

With a mean of at most limit / N no bet gains on average, and M ever reaches 1 / risk with
probability `risk` at most: at any time, for every distribution of Y between 0 and 1.

References
----------
Waudby-Smith and Ramdas, Estimating means of bounded random variables by betting, JRSS B 86, 2024.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

from vittne.audit.martingale import exact
from vittne.audit.risk import chance_of_stopping

STAKES = tuple(stake / 20 for stake in range(1, 20))
"""What is staked of all one has, from careful to bold; each begins with an equal part."""
_SURE = 1e-9
"""Floating point may not decide: what reaches the threshold by less than this does not reach it."""


def log_wealth(records: int, limit: int, shares: Sequence[float | Fraction]) -> float:
    """Return log M after these incidents, tested against `limit` valid records (above 0)."""
    return _mixture([math.fsum(_steps(stake, records, limit, shares)) for stake in STAKES])


def _steps(
    stake: float, records: int, limit: int, shares: Sequence[float | Fraction]
) -> list[float]:
    return [math.log1p(stake * (float(share) * records / limit - 1)) for share in shares]


def _mixture(logs: Sequence[float]) -> float:
    top = max(logs)
    return top + math.log(math.fsum(math.exp(log - top) for log in logs) / len(logs))


def _confirms(log_m: float, confidence: float) -> bool:
    return log_m >= -math.log(1 - exact(confidence)) + _SURE


def incident_bound(records: int, shares: Sequence[float | Fraction], confidence: float) -> int:
    """Return X of "at least X of the N records are valid".

    Parameters
    ----------
    records : int
        N, the records on the list.
    shares : sequence of float or Fraction
        Of each incident that was drawn, in order, the share of its records that is substantiated.
    """
    if any(not 0 <= share <= 1 for share in shares):
        raise ValueError("a share is from 0 to 1")
    low, high = 0, records  # M falls as the limit rises: every factor does
    while high - low > 1:
        middle = (low + high) // 2
        if _confirms(log_wealth(records, middle, shares), confidence):
            low = middle
        else:
            high = middle
    return low + 1 if low else 0


def incident_stop_table(
    records: int, limit: int, confidence: float, *, errors: int
) -> tuple[int, ...]:
    """Return after how many incidents one may stop if each is substantiated whole, or not at all.

    The entry f is for f incidents without any substance.
    """
    gain, loss = (
        [math.log1p(stake * (share * records / limit - 1)) for stake in STAKES] for share in (1, 0)
    )
    table: list[int] = []
    drawn = 0
    for seen in range(errors + 1):
        drawn = max(drawn, seen)
        while not _confirms(
            _mixture([(drawn - seen) * g + seen * b for g, b in zip(gain, loss, strict=True)]),
            confidence,
        ):
            drawn += 1
        table.append(drawn)
    return tuple(table)


def incident_risk(stop_at: Sequence[int], share: float) -> float:
    """Return the exact chance that the stops confirm, where this share of the draws has substance.

    Incidents of which either everything or nothing holds have the largest spread that a share
    between 0 and 1 can have: the test is held against them.
    """
    return chance_of_stopping(stop_at, lambda seen, errors: share)
