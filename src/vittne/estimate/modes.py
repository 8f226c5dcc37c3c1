"""Several answers between which the data do not decide: where draws of log N part."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from vittne.estimate.result import Distribution, Floats

GRID = 512
VALLEY = 0.5
"""Two peaks are two where the density between them falls below half of the lower one."""
LEAST_SHARE = 0.02
"""A bump of fewer draws is noise."""


def peaks(values: Floats, width: float) -> tuple[Floats, Floats]:
    """Peaks of the density of ``values``, and the valleys between them.

    Parameters
    ----------
    values : array of float
        Draws, of log N.
    width : float
        Standard deviation of the Gaussian kernel that smooths them.

    Returns
    -------
    at : array of float, shape (m,)
        Where the peaks are, ascending; at least one.
    cuts : array of float, shape (m - 1,)
        The lowest places between neighbours.
    """
    grid, density = _density(values, width)
    inner = (density[1:-1] > density[:-2]) & (density[1:-1] >= density[2:])
    tops = [int(i) for i in np.flatnonzero(inner) + 1] or [int(np.argmax(density))]
    while len(tops) > 1:
        lows = [a + int(np.argmin(density[a:b])) for a, b in pairwise(tops)]
        worst = _least_convincing(values, grid, density, tops, lows)
        if worst is None:
            return grid[tops], grid[lows]
        tops.pop(worst)
    return grid[tops], np.empty(0)


def _density(values: Floats, width: float) -> tuple[Floats, Floats]:
    low, high = np.quantile(values, (0.001, 0.999))
    margin = 4 * max(width, 1e-9)
    counts, edges = np.histogram(values, GRID, (low - margin, high + margin))
    grid = (edges[1:] + edges[:-1]) / 2
    kernel = np.exp(-0.5 * ((grid - grid[:, None]) / max(width, edges[1] - edges[0])) ** 2)
    return grid, kernel @ counts


def _least_convincing(
    values: Floats, grid: Floats, density: Floats, tops: list[int], lows: list[int]
) -> int | None:
    """Index of the peak to give up, or None where all stand."""
    sides = np.searchsorted(grid[lows], values)
    shares = np.bincount(sides, minlength=len(tops)) / values.size
    if shares.min() < LEAST_SHARE:
        return int(shares.argmin())
    heights = density[tops]
    depths = density[lows] / np.minimum(heights[1:], heights[:-1])
    worst = int(depths.argmax())
    if depths[worst] < VALLEY:
        return None
    return worst if heights[worst] < heights[worst + 1] else worst + 1


def hull(modes: list[Floats]) -> Distribution:
    """What can be said where nobody can weigh the modes.

    Every equal-tailed interval of the result is the hull of the modes' intervals of that level.
    Its median is that of the lowest mode, and means nothing.

    Parameters
    ----------
    modes : list of arrays of float
        Draws of N in each.
    """
    size = max(draws.size for draws in modes)
    places = (np.arange(size) + 0.5) / size
    each = [np.quantile(draws, places, method="inverted_cdf") for draws in modes]
    lower, upper = np.min(each, axis=0), np.max(each, axis=0)
    return Distribution.of_draws(np.concatenate([lower[places <= 0.5], upper[places > 0.5]]))
