"""Whether Markov chains agree, and how many independent draws theirs are worth.

References
----------
Vehtari, Gelman, Simpson, Carpenter, Bürkner (2021). Rank-normalization, folding, and
localization: an improved R-hat for assessing convergence of MCMC. Bayesian Analysis 16:667.
All functions take draws of shape (chains, draws), at least 4 draws a chain.
"""

from __future__ import annotations

import math

import numpy as np
from scipy.special import ndtri

from vittne.estimate.result import Floats


def rhat(draws: Floats) -> float:
    """Rank-normalised split R-hat, the larger of bulk and folded (section 4).

    Chains that never move agree (1) if they stand in one place, and else do not (infinite).
    """
    halves = _halves(draws)
    folded = np.abs(halves - np.median(halves))
    return max(_plain_rhat(_normal_scores(halves)), _plain_rhat(_normal_scores(folded)))


def ess_bulk(draws: Floats) -> float:
    """Effective draws for the middle of the distribution (section 4)."""
    return _ess(_normal_scores(_halves(draws)))


def ess_tail(draws: Floats) -> float:
    """Effective draws for the 5 % and 95 % quantiles, the fewer of both (section 4.3)."""
    halves = _halves(draws)
    return min(_ess((halves <= np.quantile(draws, p)).astype(np.float64)) for p in (0.05, 0.95))


def _halves(draws: Floats) -> Floats:
    half = draws.shape[1] // 2
    return np.concatenate([draws[:, :half], draws[:, -half:]])


def _normal_scores(draws: Floats) -> Floats:
    """Ranks over all chains, ties averaged, as normal quantiles (equation 14)."""
    _, place, ties = np.unique(draws, return_inverse=True, return_counts=True)
    last = np.cumsum(ties)
    rank = (last - (ties - 1) / 2)[place.reshape(draws.shape)]
    scores: Floats = ndtri((rank - 3 / 8) / (draws.size + 1 / 4))
    return scores


def _plain_rhat(draws: Floats) -> float:
    """Equations 1 to 4."""
    length = draws.shape[1]
    between = length * np.var(draws.mean(axis=1), ddof=1)
    within = np.var(draws, axis=1, ddof=1).mean()
    if within == 0:
        return 1.0 if between == 0 else math.inf
    return math.sqrt((length - 1) / length + between / within / length)


def _ess(draws: Floats) -> float:
    """Equations 10 to 13, with Geyer's initial monotone sequence of pairs."""
    chains, length = draws.shape
    covariance = _autocovariance(draws).mean(axis=0)
    within = covariance[0] * length / (length - 1)
    spread = covariance[0] + (np.var(draws.mean(axis=1), ddof=1) if chains > 1 else 0.0)
    if spread == 0:
        return float(draws.size)
    correlation = 1 - (within - covariance) / spread
    correlation[0] = 1
    sooner, later = correlation[0 : length - 1 : 2], correlation[1:length:2]
    pairs = sooner + later
    stop = int(np.argmax(pairs < 0)) if (pairs < 0).any() else pairs.size
    time = -1 + 2 * np.minimum.accumulate(pairs[:stop]).sum()
    if stop < pairs.size:
        time += max(sooner[stop], 0.0)
    return float(draws.size / max(time, 1 / math.log10(draws.size)))


def _autocovariance(draws: Floats) -> Floats:
    """Of each chain at all lags, divided by the length (biased, as the paper's estimate is)."""
    length = draws.shape[1]
    size = 1 << (2 * length - 1).bit_length()
    spectrum = np.fft.rfft(draws - draws.mean(axis=1, keepdims=True), size, axis=1)
    full = np.fft.irfft(np.abs(spectrum) ** 2, size, axis=1)
    return np.asarray(full[:, :length] / length, dtype=np.float64)
