"""How many inspected records prove how much: an exact bound, and one that may be read at any time.

N records are on the committed list, and some unknown number of them is valid (substantiated). They
are inspected in an order that chance fixed. The claim is "at least so many are valid"; what is
tested is its opposite, that no more than `limit` are.

After s valid and f others, with n = s + f, the test weighs every number of valid records above the
limit against the limit itself::

    M = sum over V > limit of w(V) (V)_s (N-V)_f / [(limit)_s (N-limit)_f]

with falling factorials, w(V) being the beta-binomial weight of N - V errors under Beta(1, 30),
restricted to V > limit and normalised. If no more than `limit` are valid, M is a nonnegative
supermartingale that starts at 1, and by Ville's inequality it ever reaches 1 / risk with
probability `risk` at most: so one may look after every record and stop whenever one likes.

Everything is computed in whole numbers, without rounding: Beta(1, 30) meets its likelihood again in
a beta-binomial, and the tail of that is a tail of a hypergeometric with f + 1 terms.

References
----------
Waudby-Smith and Ramdas, Confidence sequences for sampling without replacement, NeurIPS 2020.
Stark, Risk-limiting postelection audits, IEEE Trans. Inf. Forensics and Security 4, 2009;
Sets of half-average nulls generate risk-limiting audits (SHANGRLA), FC 2020.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from functools import cache

PRIOR_ERRORS = 30
"""Beta(1, 30) on the share of errors: about 3 % are expected before looking."""


def exact(number: float | Fraction) -> Fraction:
    """Return a decimal number as it was written: 0.95 is 95/100, whatever binary says."""
    return number if isinstance(number, Fraction) else Fraction(str(number))


def limit_of(records: int, share: float | Fraction) -> int:
    """Return the most valid records with which "at least this share is valid" is still false."""
    return math.ceil(exact(share) * records) - 1


def confirms(
    records: int, limit: int, inspected: int, errors: int, confidence: float | Fraction
) -> bool:
    """Whether what was seen so far shows that more than `limit` records are valid.

    Parameters
    ----------
    records : int
        N, the records on the list.
    limit : int
        The most valid records of the hypothesis that is tested, 0 <= limit < N.
    inspected, errors : int
        n and f: records inspected in the order of the draw, and how many of them are not valid.
    """
    valid, wrong = inspected - errors, records - limit
    if valid > limit:
        return True
    if errors >= wrong:
        return False
    # M >= 1 / risk, with every fraction multiplied out. What follows the data is again a
    # beta-binomial, and its tail that of a hypergeometric: `looked` marked ones among `whole`.
    whole, looked, rest = records + PRIOR_ERRORS, PRIOR_ERRORS + inspected, limit + PRIOR_ERRORS
    posterior = math.perm(whole, looked) - _ways(looked, wrong, rest, errors)
    prior = math.perm(whole, PRIOR_ERRORS) - math.perm(rest, PRIOR_ERRORS)
    null = math.perm(limit, valid) * math.perm(wrong, errors)
    over, under = _marginal(valid, errors)
    risk = 1 - exact(confidence)
    return posterior * over * risk.numerator >= prior * under * null * risk.denominator


def _ways(drawn: int, wrong: int, right: int, errors: int) -> int:
    """In how many orders `drawn` of `wrong` + `right` hold no more than so many wrong ones.

    The sum over j <= errors of C(drawn, j) (wrong)_j (right)_(drawn-j), each term from the last.
    """
    first = max(0, drawn - right)
    if first > errors:
        return 0
    term = math.comb(drawn, first) * math.perm(wrong, first) * math.perm(right, drawn - first)
    total = term
    for j in range(first, min(errors, drawn)):
        term = term * (drawn - j) * (wrong - j) // ((j + 1) * (right - drawn + j + 1))
        total += term
    return total


def _marginal(valid: int, errors: int) -> tuple[int, int]:
    """B(1 + f, 30 + s) / B(1, 30), as a numerator and a denominator."""
    over = PRIOR_ERRORS * math.factorial(errors)
    under = math.perm(PRIOR_ERRORS + valid + errors, errors + 1)
    return over, under


def stop_table(
    records: int, share: float, confidence: float, *, errors: int | None = None
) -> tuple[int, ...]:
    """Return after how many records one may stop: the entry f is for f errors.

    Parameters
    ----------
    records : int
        N, the records on the list.
    share : float
        What is to be confirmed: at least this share of them is valid.
    errors : int, optional
        Errors after which the table ends. By default it ends where the claim is false.

    Raises
    ------
    ValueError
        If the claim or the confidence makes no sense.
    """
    _check(records, confidence)
    if not 0 < exact(share) <= 1:
        raise ValueError("the share is above 0 and at most 1")
    limit = limit_of(records, share)
    last = records - limit - 1
    table: list[int] = []
    for seen in range(min(last, last if errors is None else errors) + 1):
        least = max(seen, table[-1] + 1 if table else 0)
        table.append(_first(records, limit, least, seen, confidence))
    return tuple(table)


def _first(records: int, limit: int, least: int, errors: int, confidence: float) -> int:
    """The smallest n from `least` that confirms with so many errors: more valid ones only help."""
    step, low = 1, least - 1  # low: one that does not confirm, or is not looked at
    while not confirms(records, limit, min(low + step, records), errors, confidence):
        low, step = low + step, 2 * step
    high = min(low + step, records)
    while high - low > 1:
        middle = (low + high) // 2
        if confirms(records, limit, middle, errors, confidence):
            high = middle
        else:
            low = middle
    return high


@cache
def anytime_bound(records: int, inspected: int, errors: int, confidence: float) -> int:
    """Return X of "at least X of the N are valid", however often one looked before.

    It is the largest X for which the test confirms that more than X - 1 are valid.
    """
    _check_sample(records, inspected, errors, confidence)

    def rejected(limit: int) -> bool:
        return confirms(records, limit, inspected, errors, confidence)

    return _largest(inspected - errors - 1, records - errors, rejected)


@cache
def exact_bound(records: int, inspected: int, errors: int, confidence: float) -> int:
    """Return X of "at least X of the N are valid", for a number inspected that was fixed before.

    The one-sided exact hypergeometric bound: whoever would have gone on after an error may not use
    it.
    """
    _check_sample(records, inspected, errors, confidence)
    risk = 1 - exact(confidence)

    def rejected(limit: int) -> bool:
        # The chance of so few errors if no more than `limit` are valid.
        ways = _ways(inspected, records - limit, limit, errors)
        return ways * risk.denominator <= math.perm(records, inspected) * risk.numerator

    return _largest(inspected - errors - 1, records - errors, rejected)


def _largest(below: int, top: int, rejected: Callable[[int], bool]) -> int:
    """Return 1 + the largest rejected limit; `below` is surely rejected, `top` surely is not."""
    low, high = below, top
    while high - low > 1:
        middle = (low + high) // 2
        if rejected(middle):
            low = middle
        else:
            high = middle
    return low + 1


def _check(records: int, confidence: float) -> None:
    if records < 1:
        raise ValueError("there is at least one record")
    if not 0.5 <= exact(confidence) < 1:
        raise ValueError("the confidence is from 0.5 to below 1")


def _check_sample(records: int, inspected: int, errors: int, confidence: float) -> None:
    _check(records, confidence)
    if not 0 <= errors <= inspected <= records:
        raise ValueError("errors <= inspected <= records")
