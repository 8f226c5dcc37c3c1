"""The estimate where nobody knows for certain who is who: one answer from draws of the table.

The engine that leads is asked about every draw, and what it answers is put together
(:mod:`vittne.estimate.pooling`). Everything else is asked about one table only, that of the
most typical draw: the other engines, and what puts the question differently. The published
interval is the pooled one, each end moved outward by the factor by which the other engines move
it on the typical table.

The variance of log N has three parts. *Linkage*: the variance, from draw to draw, of the mean of
log N. *Model*: the variance, from engine to engine, of the mean of log N on the typical table.
*Sampling*: the mean, over draws, of the variance of log N within a table (of `graphs` that is over
its graphs, too).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from vittne.estimate.compare import LEVEL, Comparison, Progress, compare, default_headline
from vittne.estimate.graphs import graphs
from vittne.estimate.latent import latent
from vittne.estimate.loglinear import loglinear
from vittne.estimate.pooling import Pooled, pool
from vittne.estimate.result import Distribution, Estimate, Reason
from vittne.estimate.rules import FLAGGED, REFUSED, USABLE
from vittne.estimate.table import CaptureTable

QUICK, SLOW = 100, 20
"""Draws that are asked: of an engine that answers in milliseconds, and of one that does not."""
QUICK_LISTS = 6
"""To so many lists averaging over graphs is quick."""
DRAW_POINTS = 2_000
"""Of each answer so many points of equal weight are pooled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variance:
    """Variance of log N, by where it comes from."""

    linkage: float
    model: float
    sampling: float

    @property
    def shares(self) -> tuple[float, float, float]:
        """Shares of linkage, model and sampling; they add up to 1."""
        whole = self.linkage + self.model + self.sampling
        if not whole:
            return 0.0, 0.0, 1.0
        return self.linkage / whole, self.model / whole, self.sampling / whole


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedEstimate:
    """What is said of all draws together.

    Attributes
    ----------
    typical : Comparison
        Everything that was asked about the table of the most typical draw.
    pooled : Pooled
        The leading engine's answers to the draws that were asked.
    verdict : str
        The typical table's; refused where the leading engine gives no number for some draw.
    reasons : tuple of Reason
    interval : (float, float) or None
        What is published, 95 %; None where it is refused.
    variance : Variance or None
    """

    typical: Comparison
    pooled: Pooled
    verdict: str
    reasons: tuple[Reason, ...]
    interval: tuple[float, float] | None
    variance: Variance | None


def draws_asked(lists: int, headline: str | None) -> int:
    """Return how many draws of who is who are asked about, at most."""
    method = headline or default_headline(lists)
    return QUICK if method == "graphs" and lists <= QUICK_LISTS else SLOW


def estimate_linked(
    draws: Sequence[CaptureTable],
    typical: CaptureTable,
    *,
    headline: str | None = None,
    held_against: Sequence[Reason] = (),
    seed: int = 1,
    progress: Progress | None = None,
) -> LinkedEstimate:
    """Estimate N from draws of the table.

    Parameters
    ----------
    draws : sequence of CaptureTable
        At least one, all of the same lists. A table that comes again is asked about once.
    typical : CaptureTable
        The table about which everything is asked.
    headline : str, optional
        The engine that leads; see :func:`~vittne.estimate.compare.default_headline`.
    held_against : sequence of Reason
        What else speaks against the answer: it is flagged at least.
    """
    found = compare(typical, headline=headline, rng=seed, progress=progress)
    pooled = pool(ask_draws(draws, found.method, seed=seed, progress=progress))
    reasons = (*pooled.refusals, *held_against, *found.reasons)
    refused = found.verdict == REFUSED or pooled.distribution is None
    verdict = REFUSED if refused else FLAGGED if reasons else USABLE
    return LinkedEstimate(
        typical=found,
        pooled=pooled,
        verdict=verdict,
        reasons=reasons,
        interval=None if refused else _published(found, pooled),
        variance=None if refused else _variance(found, pooled),
    )


def ask_draws(
    draws: Sequence[CaptureTable],
    method: str,
    *,
    seed: int = 1,
    progress: Progress | None = None,
) -> list[Estimate]:
    """Ask one engine about each draw; a table that comes again is not asked about again."""
    answers: dict[frozenset[tuple[tuple[bool, ...], int]], Estimate] = {}
    found = []
    for done, table in enumerate(draws):
        # Tables of other draws may have a row more or less, and in another order.
        key = frozenset(zip(table.patterns, table.counts, strict=True))
        if key not in answers:
            answers[key] = _thinned(_ASK[method](_caught(table), seed))
        found.append(answers[key])
        if progress:
            progress("draws of who is who", done + 1, len(draws))
    return found


_ASK: dict[str, Callable[[CaptureTable, int], Estimate]] = {
    "graphs": lambda table, seed: graphs(table),
    "latent": lambda table, seed: latent(table, rng=seed),
    "loglinear": lambda table, seed: loglinear(table, rng=seed),
}


def _caught(table: CaptureTable) -> CaptureTable:
    """Leave out lists that caught nobody, as long as there are two to be asked about."""
    caught = table.without_empty_lists()
    return caught if len(caught.lists) >= len(table.lists) or len(caught.lists) > 1 else table


def _thinned(estimate: Estimate) -> Estimate:
    """Keep the quantiles of an answer: a posterior may have ten thousands of points."""
    from dataclasses import replace

    known = estimate.distribution
    if known is None or known.values.size <= DRAW_POINTS:
        return estimate
    whole = known.corrected()
    reached = np.cumsum(whole.weights)
    levels = (np.arange(DRAW_POINTS) + 0.5) / DRAW_POINTS * reached[-1]
    places = np.minimum(np.searchsorted(reached, levels), whole.values.size - 1)
    return replace(estimate, distribution=Distribution.of_draws(whole.values[places]))


def _published(found: Comparison, pooled: Pooled) -> tuple[float, float]:
    assert pooled.distribution is not None
    assert found.headline is not None
    assert found.headline.distribution is not None
    assert found.interval is not None
    low, high = pooled.distribution.interval(LEVEL)
    start, end = found.headline.distribution.interval(LEVEL)
    wider = (min(found.interval[0] / start, 1.0), max(found.interval[1] / end, 1.0))
    return max(low * wider[0], float(pooled.observed[0])), high * wider[1]


def _variance(found: Comparison, pooled: Pooled) -> Variance:
    assert pooled.within is not None
    assert pooled.between is not None
    answers = [e.distribution.corrected() for e in found.engines if e.distribution is not None]
    means = [float(np.log(one.values) @ one.weights) for one in answers]
    middle = math.fsum(means) / len(means)
    model = math.fsum((mean - middle) ** 2 for mean in means) / len(means)
    return Variance(linkage=pooled.between, model=model, sampling=pooled.within)
