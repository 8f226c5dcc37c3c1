"""The few special functions this room needs, with the standard library alone.

References
----------
Lentz's continued fraction for the incomplete beta function: Press et al., Numerical
Recipes, 3rd ed., 6.4; the same value as ``scipy.special.betainc``. The root finder:
Oliveira & Takahashi, An enhancement of the bisection method average performance
preserving minmax optimality, ACM TOMS 47(1), 2021 (ITP).
"""

from __future__ import annotations

import math
from collections.abc import Callable

_TINY = 1e-300
_EPSILON = 1e-16
_STIRLING_FROM = 10.0
_STIRLING = (1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156)


def log_beta(a: float, b: float) -> float:
    """Natural logarithm of the beta function B(a, b), for a, b > 0.

    ``lgamma(a) + lgamma(b) - lgamma(a + b)`` loses its digits when b is large; there
    the large parts are cancelled by hand and only their small corrections computed.
    """
    small, large = min(a, b), max(a, b)
    if large < _STIRLING_FROM:
        return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)
    total = small + large
    rest = _stirling_rest(large) - _stirling_rest(total)
    if small < _STIRLING_FROM:
        tail = small - small * math.log(total) + (large - 0.5) * math.log1p(-small / total)
        return math.lgamma(small) + rest + tail
    rest += _stirling_rest(small)
    half_log_tau = 0.5 * math.log(2 * math.pi)
    tail = (small - 0.5) * math.log(small / total) + large * math.log1p(-small / total)
    return half_log_tau - 0.5 * math.log(large) + rest + tail


def _stirling_rest(x: float) -> float:
    """lgamma(x) minus Stirling's main term, for x >= 10 (error below 1e-17)."""
    return math.fsum(c / x ** (2 * i + 1) for i, c in enumerate(_STIRLING))


def beta_cdf(x: float, a: float, b: float) -> float:
    """Regularised incomplete beta function I_x(a, b): P(Beta(a, b) <= x)."""
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    log_front = a * math.log(x) + b * math.log1p(-x) - log_beta(a, b)
    # The fraction converges fast below the mean; above it, mirror.
    if x < (a + 1) / (a + b + 2):
        return math.exp(log_front) * _beta_fraction(x, a, b) / a
    return 1 - math.exp(log_front) * _beta_fraction(1 - x, b, a) / b


def _beta_fraction(x: float, a: float, b: float) -> float:
    """Lentz's evaluation of the continued fraction of I_x(a, b)."""
    c, d = 1.0, 1 / _away_from_zero(1 - (a + b) * x / (a + 1))
    value = d
    # Steps needed grow with the root of the larger parameter.
    for m in range(1, 1000 + int(10 * math.sqrt(max(a, b)))):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d = 1 / _away_from_zero(1 + term * d)
            c = _away_from_zero(1 + term / c)
            value *= d * c
        if abs(d * c - 1) < 4 * _EPSILON:
            return value
    raise ArithmeticError(f"I_x(a, b) did not converge at x={x}, a={a}, b={b}")


def _away_from_zero(x: float) -> float:
    return x if abs(x) > _TINY else _TINY


def beta_quantile(q: float, a: float, b: float) -> float:
    """The x with P(Beta(a, b) <= x) = q, for 0 < q < 1."""
    return find_root(lambda x: beta_cdf(x, a, b) - q, 0.0, 1.0)


def find_root(
    f: Callable[[float], float], low: float, high: float, *, tolerance: float = 1e-16
) -> float:
    """The x in [low, high] at which a monotone ``f`` changes its sign (ITP method).

    Needs one step more than bisection at worst, and few steps where ``f`` is smooth.

    Parameters
    ----------
    f : callable
        Finite at every x in the bracket.
    low, high : float
        The bracket.
    tolerance : float
        Largest distance from the root, absolute.

    Raises
    ------
    ValueError
        If ``f`` has the same sign at both ends.
    """
    f_low, f_high = f(low), f(high)
    if f_low == 0:
        return low
    if f_high == 0:
        return high
    if (f_low > 0) == (f_high > 0):
        raise ValueError("f has the same sign at both ends")
    rising = f_high > 0
    width = high - low
    allowed = tolerance * 2 ** (math.ceil(math.log2(width / (2 * tolerance))) + 1)
    while high - low > 2 * tolerance and low < (low + high) / 2 < high:
        x = _itp_point(low, high, f_low, f_high, width, allowed - (high - low) / 2)
        y = f(x)
        if y == 0:
            return x
        if (y > 0) == rising:
            high, f_high = x, y
        else:
            low, f_low = x, y
        allowed /= 2
    return (low + high) / 2


def _itp_point(
    low: float, high: float, f_low: float, f_high: float, width: float, radius: float
) -> float:
    """Interpolate, truncate towards the middle, project to ``radius`` around it."""
    middle = (low + high) / 2
    secant = (f_high * low - f_low * high) / (f_high - f_low)
    side = math.copysign(1.0, middle - secant)
    truncation = 0.2 / width * (high - low) ** 2
    x = secant + side * truncation if truncation <= abs(middle - secant) else middle
    return x if abs(x - middle) <= radius else middle - side * radius
