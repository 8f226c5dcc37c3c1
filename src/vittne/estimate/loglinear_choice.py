"""The two rules by which a log-linear model is chosen, on a table and on its resamples."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from vittne.estimate.loglinear_kernel import (
    DOES_NOT_EXIST,
    EXISTS,
    UNPROVEN,
    bic_of_samples,
    fit_models,
    independence,
    stepwise,
    stepwise_of_samples,
    sum_above,
)
from vittne.estimate.loglinear_models import (
    ModelSet,
    hierarchical_models,
    main_terms,
    masks,
    mle_exists,
    neighbours,
)
from vittne.estimate.result import Floats, Ints

MODELS_RESAMPLED = 400
"""So many models, the best on the table, compete in each resampled table under ``bic``."""

P_VALUE = 0.02
"""Below this a two-list term enters (Chan, Silverman & Vincent 2021; why: section 4.3)."""


@dataclass(frozen=True, eq=False)
class Counts:
    """A table's cells with what the fits need of them."""

    cells: Floats

    @cached_property
    def margins(self) -> Floats:
        """People on all lists of each mask, and maybe on others."""
        margins = self.cells.copy()
        sum_above(margins)
        return margins

    @property
    def observed(self) -> float:
        """How many people are on a list: n."""
        return float(self.margins[0])

    @cached_property
    def patterns(self) -> Ints:
        """Cells that hold people."""
        return np.flatnonzero(self.cells)

    @cached_property
    def people(self) -> Floats:
        """Counts of the patterns that occur."""
        return self.cells[self.patterns]

    def of(self, people: Floats) -> Counts:
        """Another table of the same patterns."""
        cells = np.zeros_like(self.cells)
        cells[self.patterns] = people
        return Counts(cells)


@dataclass(frozen=True, eq=False)
class Fits:
    """Models fitted to one table, the smallest BIC first; ``models`` as they were asked for.

    Attributes
    ----------
    models : ModelSet
    status, log_unseen, height, parameters, variance, bic : arrays, shape (models,)
        What ``fit`` says; log N0; log-likelihood; the variance of log N0; infinity for the BIC of
        models that cannot be used.
    starts : array of float, shape (models, most)
        Estimates of the terms.
    """

    models: ModelSet
    status: Ints
    log_unseen: Floats
    height: Floats
    parameters: Ints
    variance: Floats
    bic: Floats
    starts: Floats

    @cached_property
    def order(self) -> Ints:
        """Numbers of the usable models, best first."""
        usable = np.flatnonzero(np.isfinite(self.bic))
        return usable[np.argsort(self.bic[usable], kind="stable")]

    @cached_property
    def weights(self) -> Floats:
        """BIC weights (Buckland, Burnham & Augustin 1997), in ``order``."""
        odds = np.exp(-(self.bic[self.order] - self.bic[self.order].min(initial=np.inf)) / 2)
        return np.asarray(odds / odds.sum())


def fit_all(counts: Counts, models: ModelSet) -> Fits:
    """Fit every model to a table.

    Where a fit proved nothing, the linear program tells whether there is a maximum at all; the
    model is not used either way, for its estimate would not be worth its digits.
    """
    start = np.empty_like(counts.cells)
    independence(counts.margins, start)
    starts = start[models.terms]
    answers = np.empty((len(models), 5))
    fit_models(counts.cells, models.terms, models.sizes, starts, answers)
    status = answers[:, 0].astype(np.int64)
    for number in np.flatnonzero(status == UNPROVEN):
        if not mle_exists(counts.margins, counts.cells, models.model(int(number))):
            status[number] = DOES_NOT_EXIST
    usable = (status == EXISTS) & ~_redundant(counts, models)
    bic = answers[:, 3] * math.log(counts.observed) - 2 * answers[:, 2]
    return Fits(
        models=models,
        status=status,
        log_unseen=answers[:, 1],
        height=answers[:, 2],
        parameters=answers[:, 3].astype(np.int64),
        variance=answers[:, 4],
        bic=np.where(usable, bic, np.inf),
        starts=starts,
    )


def _redundant(counts: Counts, models: ModelSet) -> npt.NDArray[np.bool_]:
    """Models with an empty term whose cells a smaller empty term has already fixed at zero.

    Each is the same model as the one without that term, which would count twice in averages.
    """
    used = np.unique(models.terms)
    empty = [int(term) for term in used[counts.margins[used] == 0]]
    found = np.zeros(len(models), dtype=np.bool_)
    for term in empty:
        inside = [small for small in empty if small != term and small & term == small]
        has = (models.terms == term).any(axis=1)
        found |= has & np.isin(models.terms, inside).any(axis=1)
    return found


class ByBic:
    """The smallest BIC among all hierarchical models."""

    among = "all hierarchical models with terms of at most three lists"

    def __init__(self, counts: Counts, lists: int) -> None:
        self.fits = fit_all(counts, hierarchical_models(lists))
        self.chosen = int(self.fits.order[0]) if self.fits.order.size else None
        self._counts = counts
        best = self.fits.order[:MODELS_RESAMPLED]
        self._rivals = self.fits.models.only(best)
        self._starts = self.fits.starts[best]

    def log_unseen(self, samples: Floats) -> Floats:
        """Log N0 of each sample, infinity where no model can be used; shape (samples,)."""
        counts, rivals = self._counts, self._rivals
        return bic_of_samples(
            samples, counts.patterns, counts.cells.size, rivals.terms, rivals.sizes, self._starts
        )


class Stepwise:
    """Two-list terms, forward, by the p-value of their overlap."""

    among = "the chosen model and those that differ from it by one pair of lists"

    def __init__(self, counts: Counts, lists: int) -> None:
        self._counts = counts
        self._singles = np.array(main_terms(lists), dtype=np.int64)
        self._pairs = np.array(masks(lists, 2), dtype=np.int64)
        trail = np.empty((self._pairs.size, 2))
        status, count, _ = stepwise(counts.cells, self._singles, self._pairs, P_VALUE, trail)
        entered = self._pairs[trail[:count, 0].astype(np.int64)]
        self.fits = fit_all(counts, neighbours(lists, (*main_terms(lists), *entered.tolist())))
        self.chosen = 0 if status == EXISTS else None

    def log_unseen(self, samples: Floats) -> Floats:
        """Log N0 of each sample, infinity where no model can be used; shape (samples,)."""
        counts = self._counts
        return stepwise_of_samples(
            samples, counts.patterns, counts.cells.size, self._singles, self._pairs, P_VALUE
        )
