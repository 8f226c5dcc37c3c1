"""How well two reviewers agree who looked at the same pairs without knowing of each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vittne.link.pairs import FOUND, Review

VERDICTS = ("same", "different", "unsure")
NO_READING = (FOUND, "adjudicated")
"""Rounds in which nobody looked without knowing more."""
LEVEL = 0.95
RESAMPLES = 4_000

Interval = tuple[float, float]


@dataclass(frozen=True)
class Agreement:
    """Agreement of first and second reviewers.

    Attributes
    ----------
    table : tuple of tuple of int
        Pairs by the verdict of the first (rows) and the second reviewer, as in `VERDICTS`.
    raw : float
        Share of pairs on which both say the same.
    kappa : float or None
        Cohen's (1960): 1 is full agreement, 0 what chance alone would give. None where both always
        say the same one thing, so that chance alone would give full agreement.
    raw_interval, kappa_interval : (float, float)
        95 %.
    by_verdict : mapping of str to float
        If one says this verdict, how often the other one does, too. Without those nobody said.
    """

    table: tuple[tuple[int, ...], ...]
    raw: float
    raw_interval: Interval
    kappa: float | None
    kappa_interval: Interval
    by_verdict: Mapping[str, float]

    @property
    def pairs(self) -> int:
        """Pairs that two people have looked at."""
        return sum(map(sum, self.table))


def agreement(standing: Iterable[Sequence[Review]], seed: int = 0) -> Agreement | None:
    """Return how well reviewers agree; None if no pair was looked at by two.

    The intervals come from the Bayesian bootstrap (Rubin 1981) of the table, every cell of which
    gets one ninth of a pair beforehand: twenty agreements of twenty do not prove that two people
    always agree.

    Parameters
    ----------
    standing : iterable of sequence of Review
        Reviews of each pair. What was adjudicated does not count, as who decides knows what
        was said; nor what was come upon otherwise.
    seed : int
        Of the draws that the intervals come from.
    """
    table = np.zeros((len(VERDICTS), len(VERDICTS)))
    for said in standing:
        both = [VERDICTS.index(r.verdict) for r in said if r.round not in NO_READING][:2]
        if len(both) == 2:
            table[both[0], both[1]] += 1
    if not table.any():
        return None
    rng = np.random.default_rng(seed)
    draws = rng.dirichlet(table.ravel() + 1 / table.size, RESAMPLES).reshape(-1, *table.shape)
    kappa = float(_kappa(table / table.sum()))
    each = table.sum(axis=0) + table.sum(axis=1)
    return Agreement(
        table=tuple(tuple(int(n) for n in row) for row in table),
        raw=float(np.trace(table) / table.sum()),
        raw_interval=_interval(np.trace(draws, axis1=1, axis2=2)),
        kappa=None if np.isnan(kappa) else kappa,
        kappa_interval=_interval(_kappa(draws)),
        by_verdict={v: 2 * table[i, i] / each[i] for i, v in enumerate(VERDICTS) if each[i]},
    )


def _kappa(shares: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    seen = np.trace(shares, axis1=-2, axis2=-1)
    chance = (shares.sum(axis=-1) * shares.sum(axis=-2)).sum(axis=-1)
    with np.errstate(invalid="ignore"):
        kappa: npt.NDArray[np.float64] = np.where(
            chance < 1, (seen - chance) / (1 - chance), np.nan
        )
    return kappa


def _interval(draws: npt.NDArray[np.float64]) -> Interval:
    low, high = np.nanquantile(draws, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)
