"""How a log-linear model is chosen: compiled loops over samples and models.

Everything works on the counts of one table, or on a batch of resampled ones, and returns what it
could not prove (:data:`~vittne.estimate.loglinear_fit.UNSURE`) for the linear program to judge.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from vittne.estimate.loglinear_fit import (
    DOES_NOT_EXIST,
    EXISTS,
    UNSURE,
    count_parameters,
    fit,
    independence,
    sum_above,
)
from vittne.estimate.result import Floats, Ints

MAIN_TERMS = -1
"""In place of a pair: the model of independent lists is what is in question."""


@njit(cache=True, nogil=True)
def log_tail(observed: float, mean: float) -> float:
    """Logarithm of the one-sided Poisson p-value of a count, in the direction it deviates."""
    if mean <= 0:
        return 0.0 if observed == 0 else -np.inf
    term = 1.0
    total = 1.0
    k = observed
    if observed < mean:
        while k > 0 and term > 1e-17 * total:
            term *= k / mean
            total += term
            k -= 1
    else:
        while term > 1e-17 * total:
            k += 1
            term *= mean / k
            total += term
    return observed * math.log(mean) - mean - math.lgamma(observed + 1) + math.log(total)


@njit(cache=True, nogil=True)
def _by_p_value(margins: Floats, fitted: Floats, pairs: Ints, chosen: Ints) -> tuple[Ints, Floats]:
    """Candidates in ascending order of the p-value of their overlap, and the logarithms."""
    tails = np.empty(pairs.size)
    for i in range(pairs.size):
        tails[i] = 1.0 if chosen[i] else log_tail(margins[pairs[i]], fitted[pairs[i]])
    return np.argsort(tails, kind="mergesort"), tails


@njit(cache=True, nogil=True)
def stepwise(
    cells: Floats, singles: Ints, pairs: Ints, threshold: float, verdicts: Ints, trail: Floats
) -> tuple[int, int, float, float, int, float]:
    """Forward selection of two-list terms (Chan, Silverman & Vincent, JASA 116, 2021, section 3).

    The total on both lists of a pair is, under the current model, Poisson; the pair with the
    smallest one-sided p-value enters while it is below the threshold and the larger model has a
    maximum likelihood estimate that identifies N. A pair whose model has none is passed over.

    Parameters
    ----------
    cells : array of float, shape (2**J,)
    singles, pairs : array of int
        Masks of the main terms, intercept first, and of the candidates.
    threshold : float
        Of the p-value.
    verdicts : array of int, shape (1 + pairs, pairs)
        What the linear program said of the model of a stage with a candidate: UNSURE until
        asked. Row 0, column 0 is the model of main terms.
    trail : array of float, shape (pairs, 2)
        Filled with (index of the pair, log p-value) for each pair that enters.

    Returns
    -------
    tuple
        Status, number of pairs chosen, log N0, log-likelihood, parameters, variance of log N0.
        With status UNSURE the model in question is the chosen pairs and the one after them in
        ``trail`` (MAIN_TERMS when the main terms are in question).
    """
    margins = cells.copy()
    sum_above(margins)
    trail[0, 0] = MAIN_TERMS
    start = np.empty(cells.size)
    independence(margins, start)
    fitted = np.empty(cells.size)
    status, height, size, variance = fit(cells, margins, singles, start, fitted)
    if status == UNSURE:
        status = verdicts[0, 0]
    count = 0
    if status != EXISTS:
        return status, count, start[0], height, size, variance
    chosen = np.zeros(pairs.size, dtype=np.int64)
    terms = np.empty(singles.size + pairs.size, dtype=np.int64)
    terms[: singles.size] = singles
    while count < pairs.size:
        order, tails = _by_p_value(margins, fitted, pairs, chosen)
        entered = False
        for candidate in order:
            if tails[candidate] >= math.log(threshold):
                break
            trail[count, 0] = candidate
            trail[count, 1] = tails[candidate]
            terms[singles.size + count] = pairs[candidate]
            trial = start.copy()
            expected = np.empty(cells.size)
            found = fit(cells, margins, terms[: singles.size + count + 1], trial, expected)
            status = found[0] if found[0] != UNSURE else verdicts[count + 1, candidate]
            if status == UNSURE:
                return UNSURE, count, start[0], height, size, variance
            if status == EXISTS:
                start, fitted = trial, expected
                height, size, variance = found[1], found[2], found[3]
                chosen[candidate] = 1
                count += 1
                entered = True
                break
        if not entered:
            break
    return EXISTS, count, start[0], height, size, variance


@njit(cache=True, nogil=True)
def fit_models(cells: Floats, terms: Ints, sizes: Ints, starts: Floats, answers: Floats) -> None:
    """Fit each model to one table.

    Parameters
    ----------
    cells : array of float, shape (2**J,)
    terms : array of int, shape (models, most)
    sizes : array of int, shape (models,)
        How many of a row's terms count.
    starts : array of float, shape (models, most)
        Where each fit begins; overwritten with the estimate.
    answers : array of float, shape (models, 5)
        Filled: status, log N0, log-likelihood, parameters, variance of log N0.
    """
    margins = cells.copy()
    sum_above(margins)
    fitted = np.empty(cells.size)
    beta = np.zeros(cells.size)
    for model in range(sizes.size):
        these = terms[model, : sizes[model]]
        for i in range(these.size):
            beta[these[i]] = starts[model, i]
        found = fit(cells, margins, these, beta, fitted)
        answers[model, 0] = found[0]
        answers[model, 1] = beta[0]
        answers[model, 2] = found[1]
        answers[model, 3] = found[2]
        answers[model, 4] = found[3]
        for i in range(these.size):
            starts[model, i] = beta[these[i]]


@njit(cache=True, nogil=True)
def _table(counts: Floats, patterns: Ints, size: int) -> Floats:
    cells = np.zeros(size)
    for i in range(patterns.size):
        cells[patterns[i]] = counts[i]
    return cells


@njit(cache=True, nogil=True)
def bic_of_samples(
    samples: Floats, patterns: Ints, size: int, terms: Ints, sizes: Ints, starts: Floats
) -> Floats:
    """Choose the model of smallest BIC in each resampled table.

    Parameters
    ----------
    samples : array of float, shape (samples, patterns)
    patterns : array of int, shape (patterns,)
        The cells that the samples' columns count.
    size : int
        2**J.
    terms, sizes, starts
        As in :func:`fit_models`; ``starts`` is left as it is.

    Returns
    -------
    array of float, shape (samples, 3)
        Status, log N0, number of the model. UNSURE: a model that is not proven would win.
    """
    chosen = np.empty((samples.shape[0], 3))
    for row in range(samples.shape[0]):
        cells = _table(samples[row], patterns, size)
        best, doubt, winner, answer = _smallest_bic(cells, terms, sizes, starts)
        chosen[row, 0] = EXISTS if best < np.inf else DOES_NOT_EXIST
        if doubt < best:
            chosen[row, 0] = UNSURE
        chosen[row, 1] = answer
        chosen[row, 2] = winner
    return chosen


@njit(cache=True, nogil=True)
def _smallest_bic(
    cells: Floats, terms: Ints, sizes: Ints, starts: Floats
) -> tuple[float, float, int, float]:
    """Smallest BIC of the proven models; of the unproven ones; the winner; its log N0.

    A model that would lose even if it fitted every cell exactly is not fitted.
    """
    margins = cells.copy()
    sum_above(margins)
    price = math.log(margins[0])
    exact = -margins[0]
    for count in cells:
        if count > 0:
            exact += count * math.log(count)
    fitted = np.empty(cells.size)
    beta = np.zeros(cells.size)
    best, doubt, winner, answer = np.inf, np.inf, 0, np.inf
    for model in range(sizes.size):
        these = terms[model, : sizes[model]]
        if count_parameters(margins, these)[1] * price - 2 * exact >= best:
            continue
        for i in range(these.size):
            beta[these[i]] = starts[model, i]
        status, height, parameters, _ = fit(cells, margins, these, beta, fitted)
        bic = parameters * price - 2 * height
        if status == EXISTS and bic < best:
            best, winner, answer = bic, model, beta[0]
        elif status == UNSURE:
            doubt = min(doubt, bic)
    return best, doubt, winner, answer


@njit(cache=True, nogil=True)
def stepwise_of_samples(
    samples: Floats, patterns: Ints, size: int, singles: Ints, pairs: Ints, threshold: float
) -> Floats:
    """Choose a model by :func:`stepwise` in each resampled table.

    Returns
    -------
    array of float, shape (samples, 2)
        Status, log N0.
    """
    chosen = np.empty((samples.shape[0], 2))
    verdicts = np.full((1 + pairs.size, pairs.size), UNSURE)
    trail = np.empty((pairs.size, 2))
    for row in range(samples.shape[0]):
        cells = _table(samples[row], patterns, size)
        found = stepwise(cells, singles, pairs, threshold, verdicts, trail)
        chosen[row, 0] = found[0]
        chosen[row, 1] = found[2]
    return chosen
