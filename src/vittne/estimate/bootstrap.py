"""Bias-corrected accelerated bootstrap of counts (Efron, JASA 82, 1987), on all cores."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from statistics import NormalDist

import numpy as np

from vittne.estimate.result import Floats

Progress = Callable[[int, int], None]
"""Told how many of how many steps are done."""

_CHUNK = 25


def resample(counts: Floats, size: int, rng: np.random.Generator) -> Floats:
    """Multinomial samples of the n observed people, shape (size, patterns)."""
    n = int(counts.sum())
    return rng.multinomial(n, counts / n, size=size).astype(np.float64)


def without_one(counts: Floats) -> Floats:
    """The table without one person of each pattern in turn, shape (patterns, patterns).

    People of one pattern are interchangeable: n leave-one-out tables are as many as patterns.
    """
    return np.asarray(counts[None, :] - np.eye(counts.size))


def in_parallel(
    work: Callable[[Floats], Floats], samples: Floats, progress: Progress | None
) -> Floats:
    """Apply compiled work that releases the interpreter's lock, in order, on all cores."""
    chunks = [samples[i : i + _CHUNK] for i in range(0, len(samples), _CHUNK)]
    results = []
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for done, result in enumerate(pool.map(work, chunks), start=1):
            results.append(result)
            if progress is not None:
                progress(min(done * _CHUNK, len(samples)), len(samples))
    return np.concatenate(results)


def bias(draws: Floats, point: float) -> float:
    """BCa's z0: how far the draws' median lies from the point, in standard deviations.

    Draws equal to the point count half; a point outside all draws counts as half a draw inside.
    """
    below = float((draws < point).sum() + (draws == point).sum() / 2)
    share = min(max(below, 0.5), draws.size - 0.5) / draws.size
    return NormalDist().inv_cdf(share)


def acceleration(left_out: Floats, counts: Floats) -> float:
    """BCa's a from the jackknife, each pattern once and weighted by its count.

    Parameters
    ----------
    left_out : array of float, shape (patterns,)
        The estimate without one person of the pattern; finite.
    counts : array of float, shape (patterns,)
    """
    deviation = (counts @ left_out) / counts.sum() - left_out
    spread = float(counts @ deviation**2)
    return 0.0 if spread == 0 else float(counts @ deviation**3) / (6 * spread**1.5)
