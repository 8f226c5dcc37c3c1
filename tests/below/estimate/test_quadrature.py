"""Sums over whole numbers: nothing overlooked, nothing invented, few evaluations."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import gammaln

from vittne.estimate.quadrature import Floats, panel_edges, sum_up


def kernel(n: int) -> Callable[[Floats], Floats]:
    return lambda x: np.asarray(gammaln(x + n) - gammaln(x + 1) - gammaln(n))


def mixture(n: int, parts: list[tuple[float, float]]) -> Callable[[Floats], Floats]:
    """Negative binomials of n with (weight, probability)."""

    def log_density(x: Floats) -> Floats:
        terms = [np.log(w) + x * np.log(p) + n * np.log1p(-p) for w, p in parts]
        return np.asarray(kernel(n)(x) + np.logaddexp.reduce(terms, axis=0))

    return log_density


@settings(deadline=None)
@given(
    n=st.integers(1, 20_000),
    parts=st.lists(st.tuples(st.floats(1e-4, 1), st.floats(0.01, 0.99)), min_size=1, max_size=4),
)
def test_a_mixture_has_the_sum_and_the_mean_that_theory_gives(
    n: int, parts: list[tuple[float, float]]
) -> None:
    total = sum(weight for weight, _ in parts)
    mean = sum(weight * n * p / (1 - p) for weight, p in parts) / total
    found = sum_up(mixture(n, parts), kernel(n), panel_edges(0, 10_000 * n, n))
    assert np.exp(found.log_total) == pytest.approx(total, rel=1e-6)
    values, masses = found.points(10_000)
    assert values @ masses == pytest.approx(mean, rel=1e-5)
    assert masses.sum() == pytest.approx(1)
    assert (np.diff(values) > 0).all()


@pytest.mark.parametrize("p", [0.5, 0.9, 0.99, 0.999])
def test_a_needle_beside_a_haystack_is_seen(p: float) -> None:
    """A narrow peak with a ten thousandth of the mass, far from where the rest is."""
    n = 20_000
    found = sum_up(
        mixture(n, [(0.9999, 0.1), (0.0001, p)]), kernel(n), panel_edges(0, 10_000 * n, n)
    )
    values, masses = found.points(10_000)
    assert masses[values > 0.8 * n * p / (1 - p)].sum() == pytest.approx(0.0001, rel=1e-3)


def test_every_whole_number_is_a_point_when_asked_for() -> None:
    n = 500
    density = mixture(n, [(1.0, 0.8)])
    values, masses = sum_up(density, kernel(n), panel_edges(0, 8001, n)).points(None)
    assert (np.diff(values) == 1).all()
    np.testing.assert_allclose(masses, np.exp(density(values)), rtol=1e-3, atol=1e-9)


def test_few_evaluations_are_enough() -> None:
    """A thousandth of the numbers that hold the mass."""
    n = 8_000
    found = sum_up(mixture(n, [(1.0, 0.98)]), kernel(n), panel_edges(0, 64 * n**2, n))
    assert found.nodes.size < 500
    assert found.log_total == pytest.approx(0, abs=1e-8)


def test_panels_cover_the_range_without_gaps() -> None:
    for n, behind in ((1, 10**6), (90, 7), (20_000, 10**12)):
        edges = panel_edges(0, behind, n)
        assert (edges[0], edges[-1]) == (0, behind)
        assert (np.diff(edges) > 0).all()
