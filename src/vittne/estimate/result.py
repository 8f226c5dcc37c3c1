"""One shape for every engine's answer: what it says, how sure, and what to hold against it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import NormalDist
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Distribution:
    """What an engine believes of N: weighted points, in ascending order.

    Attributes
    ----------
    values : array of float, shape (k,)
        People, ascending.
    weights : array of float, shape (k,)
        Sums to 1. Draws have equal weights; a quadrature has its masses.
    bias, acceleration : float
        BCa corrections z0 and a of a bootstrap (Efron, JASA 82, 1987); 0 elsewhere.
    """

    values: Floats
    weights: Floats
    bias: float = 0.0
    acceleration: float = 0.0

    @classmethod
    def of_draws(
        cls, draws: Floats, *, bias: float = 0.0, acceleration: float = 0.0
    ) -> Distribution:
        """Equally weighted draws."""
        ordered = np.sort(np.asarray(draws, dtype=np.float64))
        weights = np.full(ordered.size, 1 / ordered.size)
        return cls(ordered, weights, bias, acceleration)

    @property
    def mean(self) -> float:
        """Mean of N. Of a long tail it says little: the median leads everywhere."""
        return float(self.values @ self.weights)

    @property
    def median(self) -> float:
        """Median of N."""
        return self.quantile(0.5)

    def quantile(self, p: float) -> float:
        """Smallest value that has at least the mass ``p`` at or below it."""
        reached = np.cumsum(self.weights)
        index = int(np.searchsorted(reached, p * reached[-1] * (1 - 1e-12)))
        return float(self.values[min(index, self.values.size - 1)])

    def interval(self, level: float = 0.95) -> tuple[float, float]:
        """Equal-tailed interval; for a bootstrap with its BCa corrections."""
        tails = ((1 - level) / 2, (1 + level) / 2)
        low, high = (self.quantile(self._corrected(p)) for p in tails)
        return low, high

    def draw(self, size: int, rng: np.random.Generator) -> Floats:
        """Draw N so often, shape (size,), evenly over its quantiles and in random order."""
        levels = (np.arange(size) + rng.random(size)) / size
        return rng.permutation(self._at(levels))

    def corrected(self) -> Distribution:
        """Put a bootstrap's draws where its BCa corrections say; others are as they are."""
        if self.bias == 0 and self.acceleration == 0:
            return self
        size = self.values.size
        return Distribution.of_draws(self._at((np.arange(size) + 0.5) / size))

    def _at(self, levels: Floats) -> Floats:
        shifted = np.array([self._corrected(p) for p in levels])
        reached = np.cumsum(self.weights)
        places = np.searchsorted(reached, shifted * reached[-1])
        return np.asarray(self.values[np.minimum(places, self.values.size - 1)])

    def _corrected(self, p: float) -> float:
        if self.bias == 0 and self.acceleration == 0:
            return p
        normal = NormalDist()
        shifted = self.bias + normal.inv_cdf(p)
        room = 1 - self.acceleration * shifted
        if room <= 0:
            return 1.0 if shifted > 0 else 0.0
        return normal.cdf(self.bias + shifted / room)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing to hold against the number. ``ok`` None: informs, does not judge."""

    name: str
    value: float | int | str | None
    ok: bool | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mode:
    """One of several answers between which the data do not decide.

    ``weight`` is None where the engine cannot weigh the modes against each other.
    """

    at: float
    low: float
    high: float
    weight: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a verdict is not ``usable``: the rule's name, and a sentence for people."""

    rule: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What one engine answers for one table.

    Attributes
    ----------
    method : str
        Name of the engine's module.
    observed : int
        n, which nobody disputes.
    distribution : Distribution or None
        Of N, the whole population, the n included. None where the engine refuses.
    point : float or None
        The engine's own point estimate, where it has one (a maximum likelihood).
    checks, modes
        What travels with the number.
    refusals : tuple of Reason
        Not empty: the engine gives no number, and this is why and what would be needed.
    settings : mapping
        Prior, seed, draws: everything that another run needs. JSON values.
    detail : mapping
        What only this engine has (best graphs, chosen model...). JSON values.
    """

    method: str
    observed: int
    distribution: Distribution | None
    point: float | None = None
    checks: tuple[Check, ...] = ()
    modes: tuple[Mode, ...] = ()
    refusals: tuple[Reason, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    detail: Mapping[str, Any] = field(default_factory=dict)
