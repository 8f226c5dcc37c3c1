"""What a weight is worth: learned from pairs that people have looked at, with the doubt that stays.

A linking program's probabilities are its own opinion. Here the log odds of a pair are

    shift + slope * (its weight, in natural logarithms) + offsets of the groups that it is in,

and shift, slope, offsets and ``repeat`` (how much of the evidence inside a person is repeated, see
``partition_kernel``) are drawn from their posterior given the verdicts of reviewers. What a
reviewed pair is compared with is the probability that the *partition* joins it, near records
included: so it is persons that are calibrated, not pairs apart from each other. Each draw of a
partition uses one draw of these numbers, and the doubt about them reaches the count.

Without verdicts the draws come from the prior, which is wide; the result says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from vittne.link.pairs import Pairs
from vittne.link.partition_kernel import Flags, Floats, Ints, log_likelihood
from vittne.link.partitions import all_partitions

NEAR = 4
"""Records that a verdict is judged among: the two of the pair, and those nearest to them."""
SHIFT_SD = 1.5
SLOPE_MEDIAN, SLOPE_SD = 0.7, 0.5
"""Prior of the slope: log-normal. Comparisons that are taken as independent are not, so that
weights are on the whole too large."""
REPEAT_SD = 1.5
"""Prior of the logit of ``repeat``: from nothing to all."""
OFFSET_SD = 1.0
TRIED = 2_000
"""Points that are drawn and weighted."""
WIDER = 1.3
"""The points are drawn from a t distribution this much wider than the posterior at its mode."""
DEGREES = 6

_LOG_2 = float(np.log(2))


@dataclass(frozen=True)
class Calibration:
    """Draws of what weights are worth.

    Attributes
    ----------
    shift, slope, repeat : float64, shape (draws,)
    offsets : float64, shape (draws, groups)
    groups : tuple of str
        Names of the columns of ``offsets``.
    verdicts : int
        Reviewed pairs that it rests on: 0 is the prior, and nothing else.
    same : int
        How many of them are one person.
    effective : float
        Independent draws that the weighted ones are worth.
    """

    shift: Floats
    slope: Floats
    repeat: Floats
    offsets: Floats
    groups: tuple[str, ...]
    verdicts: int
    same: int
    effective: float

    def __len__(self) -> int:
        return int(self.shift.size)

    def odds(self, draw: int, weight: Floats, design: Floats) -> Floats:
        """Return log odds of pairs in one draw; ``design`` has a column for each group."""
        value: Floats = (
            self.shift[draw] + self.slope[draw] * _LOG_2 * weight + design @ self.offsets[draw]
        )
        return value


def floor(records: int) -> float:
    """Return the log odds of two records that are no candidates: as of two picked blindly."""
    return -float(np.log(max(records, 2)))


def design(pairs: Pairs, groups: Mapping[str, Flags]) -> Floats:
    """Return 0 and 1 for each pair and group, shape (pairs, groups)."""
    if not groups:
        return np.empty((len(pairs), 0))
    return np.column_stack([groups[name] for name in sorted(groups)]).astype(np.float64)


def calibrate(
    pairs: Pairs,
    verdicts: Mapping[int, bool],
    groups: Mapping[str, Flags],
    records: int,
    draws: int,
    rng: np.random.Generator,
) -> Calibration:
    """Draw what weights are worth, given verdicts.

    Parameters
    ----------
    pairs : Pairs
    verdicts : mapping of int to bool
        Whether the two are one person, by index into the pairs. How pairs were chosen for review
        does not matter as long as it was by their weights and groups.
    groups : mapping of str to bool array, shape (pairs,)
        Pairs whose weights may be wrong in a way of their own.
    records, draws : int
        How many there are, and how many to draw.
    rng : numpy.random.Generator
    """
    z = design(pairs, groups)
    prior_mean = np.concatenate([[0.0, np.log(SLOPE_MEDIAN), 0.0], np.zeros(z.shape[1])])
    prior_sd = np.concatenate([[SHIFT_SD, SLOPE_SD, REPEAT_SD], np.full(z.shape[1], OFFSET_SD)])
    reviewed = np.array(sorted(verdicts), dtype=np.int64)
    same = np.array([verdicts[int(pair)] for pair in reviewed], dtype=bool)
    if reviewed.size == 0:
        points = prior_mean + prior_sd * rng.standard_normal((draws, prior_mean.size))
        return _calibration(points, groups, same, float(draws))
    near = _near(pairs, reviewed)
    weight = pairs.weight * _LOG_2
    absent = floor(records)

    def loss(point: Floats) -> float:
        shift, slope, repeat = point[0], np.exp(point[1]), float(_share(point[2]))
        odds = np.append(shift + slope * weight + z @ point[3:], absent)
        misfit = (point - prior_mean) / prior_sd
        return float(misfit @ misfit / 2 - log_likelihood(odds, near, same, repeat, _PARTITIONS))

    points, effective = _sample(loss, prior_mean, prior_sd, draws, rng)
    return _calibration(points, groups, same, effective)


_PARTITIONS = all_partitions(NEAR)


def _calibration(
    points: Floats, groups: Mapping[str, Flags], same: Flags, effective: float
) -> Calibration:
    return Calibration(
        shift=points[:, 0],
        slope=np.exp(points[:, 1]),
        repeat=_share(points[:, 2]),
        offsets=points[:, 3:],
        groups=tuple(sorted(groups)),
        verdicts=int(same.size),
        same=int(same.sum()),
        effective=effective,
    )


def _share(logit: Floats) -> Floats:
    return 1 / (1 + np.exp(-logit))


def _near(pairs: Pairs, reviewed: Ints) -> Ints:
    """Return which pair stands at each place of the square of the records near a verdict.

    Returns
    -------
    int64, shape (verdicts, NEAR, NEAR)
        Index into the pairs; their number where the two are no candidates, or there are fewer
        records. The two of the verdict are the first two.
    """
    order = np.argsort(np.concatenate([pairs.a, pairs.b]), kind="stable")
    ends = np.concatenate([pairs.a, pairs.b])[order]
    other = np.concatenate([pairs.b, pairs.a])[order]
    by_end = np.tile(np.arange(len(pairs)), 2)[order]
    known = {(int(i), int(j)): n for n, (i, j) in enumerate(zip(pairs.a, pairs.b, strict=True))}
    near = np.full((reviewed.size, NEAR, NEAR), len(pairs), dtype=np.int64)
    for row, pair in enumerate(reviewed):
        ends_of_pair = [int(pairs.a[pair]), int(pairs.b[pair])]
        strongest: dict[int, float] = {}
        for end in ends_of_pair:
            span = slice(*np.searchsorted(ends, [end, end + 1]))
            for one, weight in zip(other[span], pairs.weight[by_end[span]], strict=True):
                strongest[int(one)] = max(strongest.get(int(one), -np.inf), float(weight))
        others = sorted(set(strongest) - set(ends_of_pair), key=lambda r: (-strongest[r], r))
        records = [*ends_of_pair, *others[: NEAR - 2]]
        for i, first in enumerate(records):
            for j, second in enumerate(records):
                near[row, i, j] = known.get((min(first, second), max(first, second)), len(pairs))
    return near


def _sample(
    loss: object, mean: Floats, sd: Floats, draws: int, rng: np.random.Generator
) -> tuple[Floats, float]:
    """Draw from exp(-loss): points around the mode, weighted, drawn again by their weights."""
    assert callable(loss)
    found = minimize(loss, mean, method="BFGS")
    mode = found.x
    covariance = _covariance(loss, mode, sd)
    root = np.linalg.cholesky(covariance) * WIDER
    normal = rng.standard_normal((TRIED, mode.size))
    stretch = np.sqrt(DEGREES / rng.chisquare(DEGREES, TRIED))[:, None]
    steps = normal * stretch
    points = mode + steps @ root.T
    density = -(DEGREES + mode.size) / 2 * np.log1p((steps**2).sum(axis=1) / DEGREES)
    log_weight = -np.array([loss(point) for point in points]) - density
    weight = np.exp(log_weight - log_weight.max())
    weight /= weight.sum()
    chosen = rng.choice(TRIED, size=draws, p=weight)
    return points[chosen], float(1 / (weight**2).sum())


def _covariance(loss: object, mode: Floats, sd: Floats) -> Floats:
    """Return the inverse of the curvature at the mode, by differences; never wider than ``sd``."""
    assert callable(loss)
    size = mode.size
    step = np.diag(sd * 0.05)
    curvature = np.empty((size, size))
    for i in range(size):
        for j in range(i + 1):
            second = (
                loss(mode + step[i] + step[j])
                - loss(mode + step[i] - step[j])
                - loss(mode - step[i] + step[j])
                + loss(mode - step[i] - step[j])
            ) / (4 * step[i, i] * step[j, j])
            curvature[i, j] = curvature[j, i] = second
    # The prior alone has this curvature; noise of the differences must not make it flatter.
    values, vectors = np.linalg.eigh(curvature * np.outer(sd, sd))
    inverse = (vectors / np.maximum(values, 1.0)) @ vectors.T
    result: Floats = inverse * np.outer(sd, sd)
    return result
