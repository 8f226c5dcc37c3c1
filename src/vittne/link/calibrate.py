"""What a weight is worth: learned from pairs that people have looked at, with the doubt that stays.

A linking program's probabilities are its own opinion. Here the log odds of a pair are

    shift + slope * (its weight, in natural logarithms) + effects * (its circumstances),

and shift, slope, effects and ``repeat`` (how much of the evidence inside a person is repeated, see
``partition_kernel``) are drawn from their posterior given the verdicts of reviewers. What a
reviewed pair is compared with is the probability that the *partition* joins it, near records
included: so it is persons that are calibrated, not pairs apart from each other. Each draw of a
partition uses one draw of these numbers, and the doubt about them reaches the count.

Without verdicts the draws come from the prior, which is wide; the result says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from vittne.link.pairs import Pairs
from vittne.link.partition_kernel import Flags, Floats, Ints, log_likelihoods
from vittne.link.partitions import all_partitions

NEAR = 4
"""Records that a verdict is judged among: the two of the pair, and those nearest to them."""
SHIFT_SD = 1.5
SLOPE_MEDIAN, SLOPE_SD = 0.7, 0.5
"""Prior of the slope: log-normal. Comparisons that are taken as independent are not, so that
weights are on the whole too large."""
REPEAT_SD = 1.5
"""Prior of the logit of ``repeat``: from nothing to all."""
EFFECT_SD = 1.0
TRIED = 1_000
"""Points that are drawn and weighted."""
WIDER = 1.3
"""The points are drawn from a t distribution this much wider than the posterior seems."""
DEGREES = 6

WRONG = 0.01
"""How often a reviewer is taken to be wrong, so that one slip does not flatten everything."""
REMOTE = -8.0
"""Weight up to which two records are not near: together at most by a rare accident."""

Circumstances = Mapping[str, Flags] | Mapping[str, Floats]
LogDensity = Callable[[Floats], Floats]

_NUMBERS = 3
"""Of a point: shift, logarithm of slope, logit of repeat; effects follow."""
_LOG_2 = float(np.log(2))


@dataclass(frozen=True)
class Calibration:
    """Draws of what weights are worth.

    Attributes
    ----------
    shift, slope, repeat : float64, shape (draws,)
    effects : float64, shape (draws, circumstances)
    circumstances : tuple of str
        Names of the columns of ``effects``.
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
    effects: Floats
    circumstances: tuple[str, ...]
    verdicts: int
    same: int
    effective: float

    def __len__(self) -> int:
        return int(self.shift.size)

    def odds(self, draw: int, weight: Floats, design: Floats) -> Floats:
        """Return log odds of pairs in one draw; ``design`` has a column for each circumstance."""
        value: Floats = (
            self.shift[draw] + self.slope[draw] * _LOG_2 * weight + design @ self.effects[draw]
        )
        return value


def floor(records: int) -> float:
    """Return the log odds of two records that are no candidates: as of two picked blindly."""
    return -float(np.log(max(records, 2)))


def design(pairs: Pairs, circumstances: Circumstances) -> Floats:
    """Return the circumstances of each pair, shape (pairs, circumstances)."""
    columns = [circumstances[name] for name in sorted(circumstances)]
    return np.column_stack([np.empty((len(pairs), 0)), *columns])


def calibrate(
    pairs: Pairs,
    verdicts: Mapping[int, bool],
    circumstances: Circumstances,
    records: int,
    draws: int,
    rng: np.random.Generator,
    *,
    wrong: float = WRONG,
) -> Calibration:
    """Draw what weights are worth, given verdicts.

    Parameters
    ----------
    pairs : Pairs
    verdicts : mapping of int to bool
        Whether the two are one person, by index into the pairs. How pairs were chosen for review
        does not matter as long as it was by their weights and circumstances.
    circumstances : mapping of str to array, shape (pairs,)
        What else than the weight may tell how likely a pair is.
    records, draws : int
        How many there are, and how many to draw.
    rng : numpy.random.Generator
    wrong : float
        How often a verdict is wrong.
    """
    z = design(pairs, circumstances)
    prior_mean = np.array([0.0, np.log(SLOPE_MEDIAN), 0.0, *np.zeros(z.shape[1])])
    prior_sd = np.array([SHIFT_SD, SLOPE_SD, REPEAT_SD, *np.full(z.shape[1], EFFECT_SD)])
    reviewed = np.array(sorted(verdicts), dtype=np.int64)
    same = np.array([verdicts[int(pair)] for pair in reviewed], dtype=bool)
    if reviewed.size == 0:
        points = prior_mean + prior_sd * rng.standard_normal((draws, prior_mean.size))
        return _calibration(points, circumstances, same, float(draws))
    log_density = _posterior(pairs, z, reviewed, same, floor(records), prior_mean, prior_sd, wrong)
    points, effective = _sample(log_density, prior_mean, prior_sd, draws, rng)
    return _calibration(points, circumstances, same, effective)


def _posterior(
    pairs: Pairs,
    z: Floats,
    reviewed: Ints,
    same: Flags,
    absent: float,
    mean: Floats,
    sd: Floats,
    wrong: float,
) -> LogDensity:
    """Return the log density of points, up to a constant, as a function of several at once."""
    near, sizes = _near(pairs, reviewed)
    used, near_used = np.unique(near, return_inverse=True)
    known = used[used < len(pairs)]
    weight, beside = pairs.weight[known] * _LOG_2, z[known]
    places = near_used.reshape(near.shape)

    def log_density(points: Floats) -> Floats:
        odds = np.full((len(points), known.size + 1), absent)
        slope = np.exp(points[:, 1:2])
        odds[:, :-1] = points[:, :1] + slope * weight + points[:, _NUMBERS:] @ beside.T
        repeat = _share(points[:, _NUMBERS - 1])
        said = log_likelihoods(odds, places, sizes, same, repeat, wrong, _PARTITIONS, _ROWS)
        value: Floats = said - (((points - mean) / sd) ** 2).sum(axis=1) / 2
        return value

    return log_density


def _in_order(partitions: Ints) -> tuple[Ints, Ints]:
    """Return partitions, those of the first n records before others, and how many each n has."""
    size = partitions.shape[1]
    last = np.array([max(_not_alone(row), default=0) for row in partitions])
    order = np.argsort(last, kind="stable")
    return partitions[order], np.searchsorted(last[order], np.arange(size + 1))


def _not_alone(row: Ints) -> list[int]:
    return [i for i, label in enumerate(row) if (row == label).sum() > 1]


_PARTITIONS, _ROWS = _in_order(all_partitions(NEAR))


def _calibration(
    points: Floats, circumstances: Circumstances, same: Flags, effective: float
) -> Calibration:
    return Calibration(
        shift=points[:, 0],
        slope=np.exp(points[:, 1]),
        repeat=_share(points[:, _NUMBERS - 1]),
        effects=points[:, _NUMBERS:],
        circumstances=tuple(sorted(circumstances)),
        verdicts=int(same.size),
        same=int(same.sum()),
        effective=effective,
    )


def _share(logit: Floats) -> Floats:
    return 1 / (1 + np.exp(-logit))


def _near(pairs: Pairs, reviewed: Ints) -> tuple[Ints, Ints]:
    """Return which pair stands at each place of the square of the records near a verdict.

    Returns
    -------
    near : int64, shape (verdicts, NEAR, NEAR)
        Index into the pairs; their number where the two are no candidates, or there are fewer
        records. The two of the verdict are the first two.
    sizes : int64, shape (verdicts,)
        How many records there are.
    """
    close = np.flatnonzero(pairs.weight > REMOTE)
    order = np.argsort(np.concatenate([pairs.a[close], pairs.b[close]]), kind="stable")
    ends = np.concatenate([pairs.a[close], pairs.b[close]])[order]
    other = np.concatenate([pairs.b[close], pairs.a[close]])[order]
    weights = np.tile(pairs.weight[close], 2)[order]
    keys = pairs.a * (int(pairs.b.max()) + 1) + pairs.b  # ascending
    near = np.full((reviewed.size, NEAR, NEAR), len(pairs), dtype=np.int64)
    sizes = np.empty(reviewed.size, dtype=np.int64)
    for row, pair in enumerate(reviewed):
        ends_of_pair = [int(pairs.a[pair]), int(pairs.b[pair])]
        strongest: dict[int, float] = {}
        for end in ends_of_pair:
            span = slice(*np.searchsorted(ends, [end, end + 1]))
            for one, weight in zip(other[span].tolist(), weights[span].tolist(), strict=True):
                strongest[one] = max(strongest.get(one, -np.inf), weight)
        others = sorted(set(strongest) - set(ends_of_pair), key=lambda r: (-strongest[r], r))
        records = np.array([*ends_of_pair, *others[: NEAR - 2]])
        first, second = np.minimum.outer(records, records), np.maximum.outer(records, records)
        wanted = first * (int(pairs.b.max()) + 1) + second
        at = np.minimum(np.searchsorted(keys, wanted), len(pairs) - 1)
        size = sizes[row] = records.size
        near[row, :size, :size] = np.where(keys[at] == wanted, at, len(pairs))
    return near, sizes


def _sample(
    log_density: LogDensity, mean: Floats, sd: Floats, draws: int, rng: np.random.Generator
) -> tuple[Floats, float]:
    """Draw from a density: points around the mode, weighted, drawn again by their weights.

    Twice: the first points tell where the second have to be (Cappé and others 2004, Journal of
    Computational and Graphical Statistics 13, on population Monte Carlo).
    """
    centre = _mode(log_density, mean, sd)
    spread = _covariance(log_density, centre, sd)
    for tried in (TRIED // 2, TRIED):
        points, weight = _weighted(log_density, centre, spread, tried, rng)
        centre = weight @ points
        spread = np.cov(points.T, aweights=weight) + np.diag((0.05 * sd) ** 2)
    chosen = rng.choice(TRIED, size=draws, p=weight)
    return points[chosen], float(1 / (weight**2).sum())


def _weighted(
    log_density: LogDensity, centre: Floats, spread: Floats, tried: int, rng: np.random.Generator
) -> tuple[Floats, Floats]:
    """Return points around a centre, and weights that make them points of the density."""
    root = np.linalg.cholesky(spread) * WIDER
    normal = rng.standard_normal((tried, centre.size))
    stretch = np.sqrt(DEGREES / rng.chisquare(DEGREES, tried))[:, None]
    steps = normal * stretch
    points = centre + steps @ root.T
    density = -(DEGREES + centre.size) / 2 * np.log1p((steps**2).sum(axis=1) / DEGREES)
    log_weight = log_density(points) - density
    weight = np.exp(log_weight - log_weight.max())
    return points, weight / weight.sum()


def _mode(log_density: LogDensity, mean: Floats, sd: Floats) -> Floats:
    step = np.diag(sd * 1e-4)

    def slope(point: Floats) -> Floats:
        ahead, behind = np.split(log_density(np.concatenate([point + step, point - step])), 2)
        value: Floats = (behind - ahead) / (2 * np.diag(step))
        return value

    found = minimize(lambda point: -log_density(point[None])[0], mean, jac=slope, method="BFGS")
    mode: Floats = found.x
    return mode


def _covariance(log_density: LogDensity, mode: Floats, sd: Floats) -> Floats:
    """Return the inverse of the curvature at the mode, by differences; never wider than ``sd``."""
    size = mode.size
    step = np.diag(sd * 0.05)
    i, j = (at.ravel() for at in np.indices((size, size)))
    around = [one * step[i] + other * step[j] for one in (1, -1) for other in (1, -1)]
    values = log_density(mode + np.concatenate(around)).reshape(4, size, size)
    curvature = -(values[0] - values[1] - values[2] + values[3]) / 4
    # In units of sd, the prior alone has curvature 1; noise must not make it flatter.
    eigen, vectors = np.linalg.eigh(curvature / 0.05**2)
    inverse = (vectors / np.maximum(eigen, 1.0)) @ vectors.T
    result: Floats = inverse * np.outer(sd, sd)
    return result
