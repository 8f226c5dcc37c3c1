"""Agreement of chains, and what their draws are worth.

The expected values are those of the package arviz-stats 0.8.0 on the same draws, which is the
implementation of two of the paper's authors.
"""

from __future__ import annotations

import numpy as np
import pytest

from vittne.estimate.convergence import ess_bulk, ess_tail, rhat


def autoregressive(rng, chains, draws, memory, shift=0.0):
    noise = rng.standard_normal((chains, draws))
    x = np.zeros((chains, draws))
    for t in range(1, draws):
        x[:, t] = memory * x[:, t - 1] + noise[:, t]
    return x + shift * np.arange(chains)[:, None]


@pytest.fixture(scope="module")
def cases():
    rng = np.random.default_rng(7)
    found = {
        "independent": autoregressive(rng, 4, 500, 0),
        "sluggish": autoregressive(rng, 4, 1000, 0.8),
        "alternating": autoregressive(rng, 2, 400, -0.5),
        "apart": autoregressive(rng, 4, 250, 0.5, shift=0.7),
        "alone": autoregressive(rng, 1, 300, 0.3),
    }
    found["tied"] = np.round(autoregressive(rng, 3, 200, 0.4))
    return found


@pytest.mark.parametrize(
    ("name", "agreement", "bulk", "tail"),
    [
        ("independent", 1.0025296132655437, 1601.0719745304436, 1932.2795622179876),
        ("sluggish", 1.0028407749837056, 410.2231706379657, 743.5496776565757),
        ("alternating", 1.0025791282204968, 2322.471989593555, 819.6060544846249),
        ("alone", None, 204.45801582123198, 230.40375725877703),
        ("tied", 1.0127979571927324, 216.696849947403, 443.57384634671644),
    ],
)
def test_as_the_authors_compute_it(cases, name, agreement, bulk, tail):
    if agreement is not None:
        assert rhat(cases[name]) == pytest.approx(agreement, rel=1e-12)
    assert ess_bulk(cases[name]) == pytest.approx(bulk, rel=1e-10)
    assert ess_tail(cases[name]) == pytest.approx(tail, rel=1e-10)


def test_chains_that_stand_apart_are_worth_little(cases):
    """The authors' sums end three lags before ours, which only matters where all is lost."""
    assert rhat(cases["apart"]) == pytest.approx(1.31252420383339, rel=1e-12)
    assert ess_bulk(cases["apart"]) == pytest.approx(10.746858864414081, rel=0.02)
    assert ess_tail(cases["apart"]) == pytest.approx(121.75660510546356, rel=0.01)


def test_ranks_see_a_difference_in_spread_that_means_do_not(cases):
    wide = cases["independent"] * np.array([[1], [1], [1], [4]])
    assert rhat(wide) > 1.1


def test_any_increasing_scale_gives_the_same_bulk(cases):
    x = cases["sluggish"]
    assert ess_bulk(np.exp(x)) == pytest.approx(ess_bulk(x), rel=1e-12)


def test_chains_that_never_move():
    still = np.zeros((4, 100))
    assert rhat(still) == 1
    assert rhat(still + np.arange(4)[:, None]) > 1e6
    assert np.isfinite([ess_bulk(still), ess_tail(still)]).all()
