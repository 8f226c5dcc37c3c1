"""One rule for how shares are written in JSON."""

from __future__ import annotations

import math


def decimals(share: float) -> int:
    """Four decimals, or as many as three significant digits need.

    A bound of 0.00003 must not be printed as 0: that would claim what nobody knows.
    """
    if share <= 0 or not math.isfinite(share):
        return 4
    return max(4, 2 - math.floor(math.log10(share)))


def rounded(share: float) -> float:
    """The nearest number with :func:`decimals` decimals."""
    return round(share, decimals(share))


def rounded_complement(share: float) -> float:
    """``1 - share``, to as many decimals as ``share`` itself is given."""
    return round(1 - share, decimals(share))
