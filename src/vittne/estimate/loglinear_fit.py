"""Poisson log-linear models of a capture table, fitted by Newton's method in compiled code.

A model is a set of terms, each a bit mask of lists (0: the intercept). The fitted count of cell w
is ``exp(sum of beta[t] for the terms t that w contains)``; cell 0, the people on no list, is not
observed and is estimated by ``exp(beta[0])``. Every sum that a fit needs is a sum over the cells
that contain a mask, so one transform over the 2^J cells gives score and Hessian of any model:
``score[t] = above(counts)[t] - above(fitted)[t]``, ``hessian[s, t] = above(fitted)[s | t]``.

A term that nobody observed satisfies (two lists that share no person) is estimated at minus
infinity: the cells that contain it are fixed at zero, *dead*, and leave the sample space (Chan,
Silverman & Vincent, JASA 116, 2021, section 2.3).

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

UNSURE = 3
"""The steps became small where the likelihood is almost flat: a linear program decides whether
this is the maximum (``loglinear_models.mle_exists``)."""

NOT_FOUND = 4
"""Newton's method did not arrive, and nothing was proven: not used."""

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
    Farkas' certificate that no maximum exists (Fienberg & Rinaldo 2012, theorem 3).
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
    beta = np.empty(size)
    target = np.empty(size)
    for i in range(size):
        beta[i] = start[live[i]]
        target[i] = margins[live[i]]
    height = (target * beta).sum() - _expect(live, dead, beta, fitted)
    hessian = np.empty((size, size))
    status = NOT_FOUND
    for _ in range(_STEPS):
        step = np.empty(size)
        for i in range(size):
            step[i] = target[i] - fitted[live[i]]
            for j in range(i + 1):
                hessian[i, j] = fitted[live[i] | live[j]]
        sound = _solve(hessian, step)
        largest = _largest(live, dead, step)
        if largest > 0.3 and _escapes(cells, live, dead, step):
            status = DOES_NOT_EXIST
            break
        beta, height = _climb(target, live, dead, beta, step, height, fitted)
        if largest < _SMALL:
            status = EXISTS if sound else UNSURE
            break
    for i in range(size):
        start[live[i]] = beta[i]
    unit = np.zeros(size)
    unit[0] = 1
    _substitute(hessian, unit)
    return status, height, parameters, float(unit[0])


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
