"""Where draws have several peaks, and what may be said when nobody can weigh them."""

from __future__ import annotations

import numpy as np
import pytest

from vittne.estimate.modes import hull, peaks
from vittne.estimate.result import Distribution


def bells(*parts, seed=1):
    rng = np.random.default_rng(seed)
    return np.concatenate([rng.normal(at, sd, size) for at, sd, size in parts])


def test_one_bell_has_one_peak_whatever_the_noise():
    for seed in range(20):
        at, cuts = peaks(bells((9, 0.1, 2000), seed=seed), 0.05)
        assert at == pytest.approx([9], abs=0.05)
        assert cuts.size == 0


def test_two_bells_are_parted_between_them():
    at, cuts = peaks(bells((10.8, 0.1, 6000), (11.9, 0.25, 2000)), 0.05)
    assert at == pytest.approx([10.8, 11.9], abs=0.1)
    assert 11.0 < cuts[0] < 11.6


def test_a_shoulder_is_no_mode():
    at, _ = peaks(bells((10, 0.2, 4000), (10.4, 0.2, 3000)), 0.1)
    assert at.size == 1


def test_a_few_strays_are_no_mode():
    at, _ = peaks(bells((10, 0.1, 4000), (13, 0.1, 40)), 0.05)
    assert at == pytest.approx([10], abs=0.05)


def test_draws_that_are_all_one_number():
    at, cuts = peaks(np.full(100, 7.0), 0.0)
    assert at == pytest.approx([7])
    assert cuts.size == 0


@pytest.mark.parametrize("level", [0.5, 0.8, 0.95])
def test_an_interval_of_the_hull_is_the_hull_of_the_intervals(level):
    rng = np.random.default_rng(3)
    modes = [rng.normal(50, 5, 3000), rng.normal(140, 30, 1000), rng.normal(70, 1, 500)]
    each = [Distribution.of_draws(draws).interval(level) for draws in modes]
    low, high = hull(modes).interval(level)
    assert low == pytest.approx(min(low for low, _ in each), rel=0.01)
    assert high == pytest.approx(max(high for _, high in each), rel=0.01)


def test_the_hull_does_not_depend_on_how_many_draws_a_mode_has():
    rng = np.random.default_rng(4)
    left, right = rng.normal(50, 5, 4000), rng.normal(140, 30, 4000)
    whole, thin = hull([left, right]).interval(), hull([left, right[:500]]).interval()
    assert whole == pytest.approx(thin, rel=0.05)
