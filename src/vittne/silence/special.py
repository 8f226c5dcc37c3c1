"""The few special functions this room needs, with the standard library alone.

References
----------
Lentz's continued fraction for the incomplete beta function: Press et al., Numerical
Recipes, 3rd ed., 6.4; the same value as ``scipy.special.betainc``. The root finder:
Chandrupatla, A new hybrid quadratic/bisection algorithm for finding the zero of a
nonlinear function without using derivatives, Advances in Engineering Software 28, 1997.
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


def find_root(f: Callable[[float], float], low: float, high: float) -> float:
    """The x in [low, high] at which a monotone ``f`` changes its sign (Chandrupatla).

    Inverse quadratic interpolation where the last three points allow it, else a
    bisection. Exact to a few units in the last place of x, as far as ``f`` is.

    Raises
    ------
    ValueError
        If ``f`` has the same sign at both ends.
    """
    # (a, f_a) is the newest point, (b, f_b) on the other side, (c, f_c) the one before.
    a, b = low, high
    f_a, f_b = f(a), f(b)
    if f_a != 0 and f_b != 0 and (f_a > 0) == (f_b > 0):
        raise ValueError("f has the same sign at both ends")
    step = 0.5
    while True:
        best, f_best = (a, f_a) if abs(f_a) < abs(f_b) else (b, f_b)
        least_step = (4 * _EPSILON * abs(best) + _TINY) / abs(b - a)
        if f_best == 0 or least_step > 0.5:
            return best
        x = a + min(max(step, least_step), 1 - least_step) * (b - a)
        f_x = f(x)
        if (f_x > 0) == (f_a > 0):
            c, f_c = a, f_a
        else:
            c, f_c = b, f_b
            b, f_b = a, f_a
        a, f_a = x, f_x
        step = _interpolated_step(a, b, c, f_a, f_b, f_c)


def _interpolated_step(a: float, b: float, c: float, f_a: float, f_b: float, f_c: float) -> float:
    """Where between a (0) and b (1) to look next."""
    if f_c in (f_a, f_b):
        return 0.5
    position, height = (a - b) / (c - b), (f_a - f_b) / (f_c - f_b)
    if not (height**2 < position and (1 - height) ** 2 < 1 - position):
        return 0.5
    first = f_a / (f_b - f_a) * f_c / (f_b - f_c)
    return first + (c - a) / (b - a) * f_a / (f_c - f_a) * f_b / (f_c - f_b)
