"""What the models that were not chosen say: near-equal fits, the average, separate answers."""

from __future__ import annotations

import math
from collections.abc import Mapping
from statistics import NormalDist
from typing import Any

import numpy as np

from vittne.estimate.loglinear_choice import Fits
from vittne.estimate.result import Floats, Mode

NEAR_EQUAL = 2.2
"""Difference of BIC, 1.1 units of log-likelihood: "barely worth a mention" (Raftery 1995)."""

LIGHTEST_MODE = 0.05
"""An answer of less weight than this is not set beside the others."""

DEEPEST_VALLEY = 0.75
"""Two peaks are two answers if the density between falls below this part of the lower one."""

_GRID = 4000


def near_equal(fits: Fits, chosen: int, observed: float) -> Mapping[str, Any]:
    """Range of N over the usable models whose BIC is nearly the best, and the chosen one."""
    best = fits.order[fits.bic[fits.order] <= fits.bic[fits.order[0]] + NEAR_EQUAL]
    best = np.union1d(best, [chosen])
    estimates = observed + np.exp(fits.log_unseen[best])
    return {
        "within_bic": NEAR_EQUAL,
        "models": int(best.size),
        "low": float(estimates.min()),
        "high": float(estimates.max()),
    }


def spread(fits: Fits) -> Floats:
    """Standard error of log N0 in each usable model, best first.

    ``var(N0) = N0 + N0^2 var(intercept)``: the people missed by chance, and what the fit does not
    know (Cormack & Jupp, Biometrika 78, 1991; with two lists it gives Sekar & Deming's variance).
    """
    order = fits.order
    return np.asarray(np.sqrt(fits.variance[order] + np.exp(-fits.log_unseen[order])))


def average(fits: Fits, observed: float, level: float = 0.95) -> Mapping[str, Any]:
    """Model average of log N0 with BIC weights (Buckland, Burnham & Augustin 1997).

    Biometrics 53, 603-618. The standard error of the average is ``sum of w sqrt(se^2 + (model -
    average)^2)``; the interval is exponentiated, so it never falls below the n observed.
    """
    logs = fits.log_unseen[fits.order]
    centre = float(fits.weights @ logs)
    error = float(fits.weights @ np.hypot(spread(fits), logs - centre))
    reach = NormalDist().inv_cdf((1 + level) / 2) * error
    return {
        "estimate": observed + math.exp(centre),
        "low": observed + math.exp(centre - reach),
        "high": observed + math.exp(centre + reach),
        "level": level,
    }


def modes(fits: Fits, observed: float) -> tuple[Mode, ...]:
    """Separate answers: peaks of the models' normal densities of log N0, mixed by BIC weight.

    Returns
    -------
    tuple of Mode
        One or more, ascending, with at least 5 % of the weight each; ``low`` and ``high`` hold the
        central 95 % of the mode's own part.
    """
    logs, errors = fits.log_unseen[fits.order], spread(fits)
    heavy = fits.weights > 1e-4 * fits.weights[0]
    logs, errors, weights = logs[heavy], errors[heavy], fits.weights[heavy]
    grid = np.linspace((logs - 4 * errors).min(), (logs + 4 * errors).max(), _GRID)
    scaled = (grid[:, None] - logs) / errors
    density = np.exp(-(scaled**2) / 2) @ (weights / errors)
    parts = np.split(np.arange(_GRID), _valleys(density))
    total = density.sum()
    found = (_mode(grid[part], density[part], total, observed) for part in parts)
    return tuple(mode for mode in found if mode.weight is None or mode.weight >= LIGHTEST_MODE)


def _mode(grid: Floats, density: Floats, total: float, observed: float) -> Mode:
    mass = np.cumsum(density) / density.sum()
    low, high = (grid[np.searchsorted(mass, p)] for p in (0.025, 0.975))
    at, below, above = (observed + math.exp(x) for x in (grid[int(np.argmax(density))], low, high))
    return Mode(at=at, low=below, high=above, weight=float(density.sum() / total))


def _valleys(density: Floats) -> list[int]:
    """Places of the minima that are deep enough to part two peaks, ascending."""
    found: list[int] = []
    peak, floor, place = density[0], math.inf, 0
    for i in range(1, density.size):
        if density[i] < floor:
            floor, place = density[i], i
        if floor < DEEPEST_VALLEY * min(peak, density[i]) and density[i] > density[i - 1]:
            found.append(place)
            peak, floor = density[i], math.inf
        elif density[i] > peak:
            peak, floor = density[i], math.inf
    return found
