"""The shape of an answer, for a picture: how dense N is along an axis."""

from __future__ import annotations

import numpy as np

from vittne.estimate.result import Distribution, Floats

BINS = 512
NARROWER = 0.7
"""Of Silverman's width: his rule is for one peak, and would fill the valley between two."""


def density(
    distribution: Distribution, low: float, high: float, *, log: bool, points: int = 160
) -> tuple[float, ...]:
    """Say how dense N is at places along an axis, the densest of which is 1.

    Parameters
    ----------
    distribution : Distribution
        Of a bootstrap as it was drawn, without its corrections: its modes are of that.
    low, high : float
        Ends of the axis, in people.
    log : bool
        The axis is logarithmic: equal areas under the curve are equal shares there, too.
    points : int
        Equally spaced on the axis, both ends among them.

    References
    ----------
    Silverman, Density Estimation for Statistics and Data Analysis, 1986, section 3.4.
    """
    values = np.log(distribution.values) if log else distribution.values
    start, end = (np.log(low), np.log(high)) if log else (low, high)
    counts, edges = np.histogram(values, BINS, (start, end), weights=distribution.weights)
    centres = (edges[1:] + edges[:-1]) / 2
    width = max(_width(values, distribution.weights), float(edges[1] - edges[0]))
    places = np.linspace(start, end, points)
    heights = np.exp(-0.5 * ((places[:, None] - centres) / width) ** 2) @ counts
    return tuple((heights / max(heights.max(), 1e-300)).tolist())


def _width(values: Floats, weights: Floats) -> float:
    reached = np.cumsum(weights)
    quarters = values[np.minimum(np.searchsorted(reached, (0.25, 0.75)), values.size - 1)]
    spread = float(np.sqrt(weights @ (values - weights @ values) ** 2))
    middle = float(quarters[1] - quarters[0]) / 1.34
    like = 1 / float(weights @ weights)  # so many equally weighted draws
    return float(NARROWER * 0.9 * min(spread, middle or spread) * like**-0.2)
