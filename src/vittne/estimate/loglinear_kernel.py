"""Poisson log-linear models of a capture table, fitted and chosen in compiled code.

A model is a set of terms, each a bit mask of lists (0: the intercept). The fitted count of cell w
is ``exp(sum of beta[t] for the terms t that w contains)``; cell 0, the people on no list, is not
observed and is estimated by ``exp(beta[0])``. Every sum that a fit needs is a sum over the cells
that contain a mask, so one transform over the 2^J cells gives score and Hessian of any model:
``score[t] = above(counts)[t] - above(fitted)[t]``, ``hessian[s, t] = above(fitted)[s | t]``.

A term that nobody observed satisfies (two lists that share no person) is estimated at minus
infinity: the cells that contain it are fixed at zero, *dead*, and leave the sample space (the
extended maximum likelihood of Chan, Silverman & Vincent, JASA 116, 2021).

Whether the maximum exists is a question to a linear program (Fienberg & Rinaldo). Each fit answers
it with a proof that the program would accept, a thousand times sooner: Newton's steps vanish where
the likelihood is strictly concave, or, rounded to whole numbers, the step is a direction in which
the likelihood never falls.

All compiled code of the log-linear models is in this one file: the cache of numba looks at the age
of the file that a function stands in, not at those of the functions that it calls.

Whatever is called both from Python and from compiled code fills an array that it is given and
returns none: numba 0.68 cannot return an array from a function whose compiled code was first loaded
from the cache as a part of another.

References
----------
Fienberg & Rinaldo, "Maximum likelihood estimation in log-linear models", Ann. Statist. 40, 2012.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from vittne.estimate.result import Floats, Ints

EXISTS = 0
"""Newton's steps became small: the likelihood has a maximum, and this is it (Kantorovich)."""

DOES_NOT_EXIST = 1
"""A direction was found along which the likelihood grows for ever (exact, in integers)."""

NOT_IDENTIFIED = 2
"""As many parameters as cells, or more: any number of unobserved people fits equally well."""

UNPROVEN = 3
"""Neither was proven, within the precision of the machine: not used."""

_STEPS = 60
_SMALL = 1e-7
_SINGULAR = 1e-11


@njit(cache=True, nogil=True)
def sum_above(values: Floats) -> None:
    """Replace each value by the sum over the cells that contain its mask, in place."""
    bit = 1
    while bit < values.size:
        for cell in range(values.size):
            if not cell & bit:
                values[cell] += values[cell | bit]
        bit <<= 1


@njit(cache=True, nogil=True)
def sum_below(values: Floats) -> None:
    """Replace each value by the sum over the masks that its cell contains, in place."""
    bit = 1
    while bit < values.size:
        for cell in range(values.size):
            if cell & bit:
                values[cell] += values[cell ^ bit]
        bit <<= 1


@njit(cache=True, nogil=True)
def mark_dead(margins: Floats, terms: Ints, dead: Floats) -> None:
    """Fill with how many empty terms of the model fix a cell at zero (cell 0: none)."""
    dead[:] = 0
    for term in terms:
        if margins[term] == 0:
            dead[term] = 1
    sum_below(dead)


@njit(cache=True, nogil=True)
def count_parameters(margins: Floats, terms: Ints) -> tuple[Ints, int, int]:
    """Live terms; how many parameters; how many cells are free.

    An empty term counts as one parameter, unless an empty term below it has already taken all of
    its cells.
    """
    dead = np.empty(margins.size)
    mark_dead(margins, terms, dead)
    live = np.empty(terms.size, dtype=np.int64)
    size = 0
    parameters = 0
    for term in terms:
        if dead[term] == 0:
            live[size] = term
            size += 1
            parameters += 1
        elif margins[term] == 0 and dead[term] == 1:
            parameters += 1
    free = 0
    for cell in range(1, dead.size):
        free += dead[cell] == 0
    return live[:size].copy(), parameters, free


@njit(cache=True, nogil=True)
def _solve(hessian: Floats, score: Floats) -> bool:
    """Overwrite the score by hessian^-1 score (Cholesky); False where it is nearly singular."""
    size = score.size
    sound = True
    for j in range(size):
        pivot = hessian[j, j]
        whole = pivot
        for k in range(j):
            pivot -= hessian[j, k] * hessian[j, k]
        if pivot <= _SINGULAR * whole:
            sound = False
            pivot = max(whole, 1e-300) * 1e20  # no step along what the data do not show
        pivot = math.sqrt(pivot)
        hessian[j, j] = pivot
        for i in range(j + 1, size):
            total = hessian[i, j]
            for k in range(j):
                total -= hessian[i, k] * hessian[j, k]
            hessian[i, j] = total / pivot
    _substitute(hessian, score)
    return sound


@njit(cache=True, nogil=True)
def _substitute(factor: Floats, right: Floats) -> None:
    """Solve factor factor^T x = right in place."""
    size = right.size
    for i in range(size):
        total = right[i]
        for k in range(i):
            total -= factor[i, k] * right[k]
        right[i] = total / factor[i, i]
    for i in range(size - 1, -1, -1):
        total = right[i]
        for k in range(i + 1, size):
            total -= factor[k, i] * right[k]
        right[i] = total / factor[i, i]


@njit(cache=True, nogil=True)
def _expect(live: Ints, dead: Floats, beta: Floats, fitted: Floats) -> float:
    """Fill the fitted margins; return the fitted number of observed people."""
    fitted[:] = 0
    for i in range(live.size):
        fitted[live[i]] = beta[i]
    sum_below(fitted)
    for cell in range(1, fitted.size):
        fitted[cell] = math.exp(min(fitted[cell], 700.0)) if dead[cell] == 0 else 0.0
    fitted[0] = 0
    sum_above(fitted)
    return float(fitted[0])


@njit(cache=True, nogil=True)
def _escapes(cells: Floats, live: Ints, dead: Floats, step: Floats) -> bool:
    """Whether the rounded step is a direction in which the likelihood never falls.

    Such a direction leaves every cell with people as it is and lowers some free cell without:
    Farkas' certificate that no maximum exists (as Fienberg & Rinaldo 2012 characterise it).
    """
    for scale in (1, 2, 3):
        rounded = np.zeros(cells.size)
        for i in range(live.size):
            rounded[live[i]] = np.rint(step[i] * scale)
        sum_below(rounded)
        lowered = False
        sound = True
        for cell in range(1, cells.size):
            if dead[cell] > 0:
                continue
            if rounded[cell] > 0 or (cells[cell] > 0 and rounded[cell] != 0):
                sound = False
                break
            lowered = lowered or rounded[cell] < 0
        if sound and lowered:
            return True
    return False


@njit(cache=True, nogil=True)
def _largest(live: Ints, dead: Floats, step: Floats) -> float:
    """The largest change that a step makes to the logarithm of a free cell's fitted count."""
    change = np.zeros(dead.size)
    for i in range(live.size):
        change[live[i]] = step[i]
    sum_below(change)
    largest = abs(change[0])
    for cell in range(1, dead.size):
        if dead[cell] == 0:
            largest = max(largest, abs(change[cell]))
    return float(largest)


@njit(cache=True, nogil=True)
def _curve(live: Ints, fitted: Floats, hessian: Floats) -> None:
    """Fill the lower half of the negative Hessian of the log-likelihood."""
    for i in range(live.size):
        for j in range(i + 1):
            hessian[i, j] = fitted[live[i] | live[j]]


@njit(cache=True, nogil=True)
def _climb(
    target: Floats,
    live: Ints,
    dead: Floats,
    beta: Floats,
    step: Floats,
    height: float,
    fitted: Floats,
) -> tuple[Floats, float]:
    """Take the step, halved until the log-likelihood does not fall; fill the fitted margins."""
    length = 1.0
    for _ in range(40):
        trial = beta + length * step
        reached = (target * trial).sum() - _expect(live, dead, trial, fitted)
        if reached >= height - 1e-10 * abs(height):
            break
        length /= 2
    return trial, reached


@njit(cache=True, nogil=True)
def fit(
    cells: Floats, margins: Floats, terms: Ints, start: Floats, fitted: Floats
) -> tuple[int, float, int, float]:
    """Maximum likelihood of one model.

    Parameters
    ----------
    cells, margins : array of float, shape (2**J,)
        Counts (cell 0 holds 0), and the same after :func:`sum_above`.
    terms : array of int
        Masks, the intercept 0 first.
    start : array of float, shape (2**J,)
        By mask: where to begin; overwritten with the estimate at the model's live terms.
    fitted : array of float, shape (2**J,)
        Filled with the fitted margins.

    Returns
    -------
    tuple
        Status, log-likelihood (less what depends on the counts only), number of parameters,
        variance of log N0 (the intercept's).
    """
    live, parameters, free = count_parameters(margins, terms)
    if free < live.size:
        return NOT_IDENTIFIED, -np.inf, parameters, np.inf
    dead = np.empty(margins.size)
    mark_dead(margins, terms, dead)
    size = live.size
    beta = start[live]
    target = margins[live]
    height = (target * beta).sum() - _expect(live, dead, beta, fitted)
    hessian = np.empty((size, size))
    status = UNPROVEN
    for _ in range(_STEPS):
        step = target - fitted[live]
        _curve(live, fitted, hessian)
        sound = _solve(hessian, step)
        largest = _largest(live, dead, step)
        if largest > 0.3 and _escapes(cells, live, dead, step):
            status = DOES_NOT_EXIST
            break
        beta, height = _climb(target, live, dead, beta, step, height, fitted)
        if largest < _SMALL:
            status = EXISTS if sound else UNPROVEN
            break
    start[live] = beta
    if status != EXISTS:
        return status, height, parameters, np.inf
    unit = np.zeros(size)
    unit[0] = 1
    _substitute(hessian, unit)
    return EXISTS, height, parameters, float(unit[0])


@njit(cache=True, nogil=True)
def independence(margins: Floats, start: Floats) -> None:
    """Fill with the estimates under independent lists, by mask: where every search begins.

    N solves ``1 - n / N = prod(1 - n_j / N)`` (Darroch, Biometrika 45, 1958). Without a finite
    solution, or with nobody left out by a list, a point beside it serves.
    """
    n = margins[0]
    most = 0.0
    total = 0.0
    bit = 1
    while bit < margins.size:
        most = max(most, margins[bit])
        total += margins[bit]
        bit <<= 1
    low = max(n, most) * (1 + 1e-6)
    high = n * 1e4
    while total > n and high / low > 1 + 1e-9:
        middle = math.sqrt(low * high)
        unseen = 1.0
        bit = 1
        while bit < margins.size:
            unseen *= 1 - margins[bit] / middle
            bit <<= 1
        if 1 - n / middle < unseen:
            low = middle
        else:
            high = middle
    start[:] = 0
    start[0] = math.log(high)
    bit = 1
    while bit < margins.size:
        share = max(margins[bit], 0.01) / high
        start[0] += math.log1p(-share)
        start[bit] = math.log(share) - math.log1p(-share)
        bit <<= 1


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
    cells: Floats, singles: Ints, pairs: Ints, threshold: float, trail: Floats
) -> tuple[int, int, float]:
    """Forward selection of two-list terms (Chan, Silverman & Vincent, JASA 116, 2021, section 3.2).

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
    trail : array of float, shape (pairs, 2)
        Filled with (index of the pair, log p-value) for each pair that enters.

    Returns
    -------
    tuple
        Status of the model of main terms; number of pairs that entered; log N0.
    """
    margins = cells.copy()
    sum_above(margins)
    start = np.empty(cells.size)
    independence(margins, start)
    fitted = np.empty(cells.size)
    status = fit(cells, margins, singles, start, fitted)[0]
    chosen = np.zeros(pairs.size, dtype=np.int64)
    terms = np.empty(singles.size + pairs.size, dtype=np.int64)
    terms[: singles.size] = singles
    count = 0
    entered = status == EXISTS
    while entered and count < pairs.size:
        entered = False
        order, tails = _by_p_value(margins, fitted, pairs, chosen)
        for candidate in order:
            if tails[candidate] >= math.log(threshold):
                break
            terms[singles.size + count] = pairs[candidate]
            trial, expected = start.copy(), np.empty(cells.size)
            model = terms[: singles.size + count + 1]
            if fit(cells, margins, model, trial, expected)[0] == EXISTS:
                start, fitted = trial, expected
                trail[count, 0], trail[count, 1] = candidate, tails[candidate]
                chosen[candidate] = 1
                count += 1
                entered = True
                break
    return status, count, start[0]


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
    array of float, shape (samples,)
        log N0; infinity where no model can be used.
    """
    chosen = np.empty(samples.shape[0])
    for row in range(samples.shape[0]):
        cells = _table(samples[row], patterns, size)
        chosen[row] = _by_smallest_bic(cells, terms, sizes, starts)
    return chosen


@njit(cache=True, nogil=True)
def _by_smallest_bic(cells: Floats, terms: Ints, sizes: Ints, starts: Floats) -> float:
    """Log N0 of the best model. One that would lose with a perfect fit is not fitted."""
    margins = cells.copy()
    sum_above(margins)
    price = math.log(margins[0])
    perfect = -margins[0]
    for count in cells:
        if count > 0:
            perfect += count * math.log(count)
    fitted = np.empty(cells.size)
    beta = np.zeros(cells.size)
    best, answer = np.inf, np.inf
    for model in range(sizes.size):
        these = terms[model, : sizes[model]]
        if count_parameters(margins, these)[1] * price - 2 * perfect >= best:
            continue
        for i in range(these.size):
            beta[these[i]] = starts[model, i]
        status, height, parameters, _ = fit(cells, margins, these, beta, fitted)
        bic = parameters * price - 2 * height
        if status == EXISTS and bic < best:
            best, answer = bic, beta[0]
    return answer


@njit(cache=True, nogil=True)
def stepwise_of_samples(
    samples: Floats, patterns: Ints, size: int, singles: Ints, pairs: Ints, threshold: float
) -> Floats:
    """Choose a model by :func:`stepwise` in each resampled table.

    Returns
    -------
    array of float, shape (samples,)
        log N0; infinity where no model can be used.
    """
    chosen = np.empty(samples.shape[0])
    trail = np.empty((pairs.size, 2))
    for row in range(samples.shape[0]):
        cells = _table(samples[row], patterns, size)
        status, _, answer = stepwise(cells, singles, pairs, threshold, trail)
        chosen[row] = answer if status == EXISTS else np.inf
    return chosen
