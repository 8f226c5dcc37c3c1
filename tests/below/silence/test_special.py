"""The special functions agree with scipy, and the root finder finds roots."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import special as scipy_special

from vittne.silence.special import beta_cdf, beta_quantile, find_root, log_beta

PARAMETER = st.floats(0.1, 1e5)


@settings(deadline=None)
@given(a=PARAMETER, b=PARAMETER)
def test_log_beta_is_that_of_scipy(a, b):
    # scipy subtracts large logarithms of gamma functions: its last digits are not the oracle.
    assert log_beta(a, b) == pytest.approx(scipy_special.betaln(a, b), rel=1e-12, abs=1e-8)


@settings(deadline=None)
@given(a=st.integers(1, 300), b=st.integers(1, 300))
def test_log_beta_of_whole_numbers_is_a_binomial_coefficient(a, b):
    exact = -math.log(a * math.comb(a + b - 1, a))
    assert log_beta(a, b) == pytest.approx(exact, rel=1e-13, abs=1e-13)


@pytest.mark.parametrize("large", [1e6, 1e9, 1e12])
def test_log_beta_keeps_its_digits_beside_a_very_large_number(large):
    # B(1, b) = 1 / b and B(2, b) = 1 / (b (b + 1)), exactly.
    assert log_beta(1, large) == pytest.approx(-math.log(large), rel=1e-14)
    assert log_beta(large, 2) == pytest.approx(
        -2 * math.log(large) - math.log1p(1 / large), rel=1e-14
    )


@settings(deadline=None)
@given(x=st.floats(0, 1), a=PARAMETER, b=PARAMETER)
def test_the_incomplete_beta_function_is_that_of_scipy(x, a, b):
    assert beta_cdf(x, a, b) == pytest.approx(scipy_special.betainc(a, b, x), rel=1e-8, abs=1e-12)


@settings(deadline=None)
@given(q=st.floats(0.001, 0.999), a=st.floats(0.5, 1e4), b=st.floats(0.5, 1e4))
def test_the_quantile_undoes_the_distribution(q, a, b):
    x = beta_quantile(q, a, b)
    assert beta_cdf(x, a, b) == pytest.approx(q, abs=1e-8)
    assert x == pytest.approx(scipy_special.betaincinv(a, b, q), rel=1e-7)


@settings(deadline=None)
@given(root=st.floats(1e-12, 1), power=st.sampled_from([1, 3, 9]))
def test_the_root_finder_finds_the_root(root, power):
    assert find_root(lambda x: x**power - root**power, 0, 2) == pytest.approx(root, rel=1e-9)


@settings(deadline=None)
@given(root=st.floats(1e-9, 1))
def test_the_root_finder_finds_a_jump(root):
    assert find_root(lambda x: 1.0 if x > root else -1.0, 0, 2) == pytest.approx(root, rel=1e-14)


def test_the_root_finder_is_quick_on_a_smooth_function():
    calls = []

    def smooth(x):
        calls.append(x)
        return math.exp(x) - 1.5

    assert find_root(smooth, 0, 1) == pytest.approx(math.log(1.5), rel=1e-15)
    assert len(calls) < 15


def test_the_root_finder_returns_an_end_that_is_the_root():
    assert find_root(lambda x: x, 0, 1) == 0
    assert find_root(lambda x: x - 1, 0, 1) == 1


def test_the_root_finder_refuses_a_bracket_without_a_change_of_sign():
    with pytest.raises(ValueError, match="same sign"):
        find_root(lambda x: x + 1, 0, 1)
