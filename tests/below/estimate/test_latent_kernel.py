"""The arithmetic of latent classes, against sums that are written out."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracles import latent as oracle
from published import KOSOVO, SPINA_BIFIDA, UK

from vittne.estimate import latent_kernel as kernel
from vittne.estimate.latent import cells_of, room_for
from vittne.estimate.table import CaptureTable


def fast(table, classes, at):
    """Log density and slope of the engine."""
    cells, slope = cells_of(table), np.empty(at.size)
    return kernel.log_density(at, cells, room_for(cells, classes), slope), slope


def slow(table, classes, at):
    logits = at[classes - 1 :].reshape(len(table.lists), classes).T
    return oracle.log_density(table.patterns, table.counts, at[: classes - 1], logits)


def somewhere(seed, classes, lists, width):
    return np.random.default_rng(seed).normal(0, width, classes - 1 + classes * lists)


@pytest.mark.parametrize("table", [KOSOVO, UK, SPINA_BIFIDA], ids=["Kosovo", "UK", "spina bifida"])
@pytest.mark.parametrize("classes", [1, 2, 5, 10])
@given(seed=st.integers(0, 1000), width=st.sampled_from([0.3, 1.0, 2.5]))
@settings(deadline=None, max_examples=10)
def test_the_density_is_the_one_written_out(table, classes, seed, width):
    at = somewhere(seed, classes, len(table.lists), width)
    assert fast(table, classes, at)[0] == pytest.approx(slow(table, classes, at), rel=1e-11)


def test_chances_of_next_to_nothing_keep_their_digits():
    """1 - p_0 of 1e-12 is a sum, not what is left of 1."""
    at = np.concatenate([[0.0], np.full(6, -28.0)])
    assert fast(SPINA_BIFIDA, 2, at)[0] == pytest.approx(slow(SPINA_BIFIDA, 2, at), rel=1e-12)


@given(seed=st.integers(0, 1000), classes=st.integers(1, 10))
@settings(deadline=None, max_examples=30)
def test_the_slope_is_that_of_finite_differences(seed, classes):
    at = somewhere(seed, classes, 4, 1.0)
    slope = fast(KOSOVO, classes, at)[1]
    for d in range(at.size):
        step = np.zeros(at.size)
        step[d] = 1e-5
        up, down = fast(KOSOVO, classes, at + step)[0], fast(KOSOVO, classes, at - step)[0]
        assert slope[d] == pytest.approx((up - down) / 2e-5, rel=1e-4, abs=2e-3)


def test_it_is_the_likelihood_of_everybody_with_n_and_all_classes_summed_out():
    patterns, counts = ((True, False, False), (False, True, True), (True, True, False)), (3, 1, 2)
    table = CaptureTable(("a", "b", "c"), patterns, counts)
    cells = cells_of(table)
    ratios = []
    for seed in range(3):
        room = room_for(cells, 2)
        kernel.unfold(somewhere(seed, 2, 3, 0.5), room)
        seen = kernel.forward(cells, room)
        catch = room.factors[1::2].T
        brute = oracle.likelihood_with_everybody(patterns, counts, room.shares, catch, 2000)
        ratios.append(math.log(brute) - kernel.log_likelihood(cells, room, seen))
    assert ratios == pytest.approx([ratios[0]] * 3, abs=1e-9)


@pytest.mark.parametrize("extreme", [1e3, -1e3, 1e300, math.inf, math.nan])
def test_absurd_positions_have_no_density_and_no_slope_that_is_not_a_number(extreme):
    for d in (0, 5):
        at = somewhere(1, 3, 4, 1.0)
        at[d] = extreme
        value, _ = fast(KOSOVO, 3, at)
        assert value == -math.inf or value < -500


def test_a_position_and_its_shares_and_chances_are_the_same_thing():
    at = somewhere(2, 10, 4, 1.0)
    room, back = room_for(cells_of(KOSOVO), 10), np.empty(at.size)
    kernel.unfold(at, room)
    assert room.shares.sum() == pytest.approx(1)
    kernel.position(room, back)
    assert back == pytest.approx(at, rel=1e-9)


def test_climbing_ends_where_the_chances_cannot_be_better():
    cells, rng = cells_of(KOSOVO), np.random.default_rng(1)
    room = room_for(cells, 4)
    room.shares[:] = rng.dirichlet(np.ones(4))
    room.factors[1::2] = rng.uniform(0.1, 0.9, (4, 4))
    room.factors[::2] = 1 - room.factors[1::2]
    value = kernel.climb(cells, room, 20_000, 1e-12)
    at = np.empty(3 + 16)
    kernel.position(room, at)
    there, slope = fast(KOSOVO, 4, at)
    assert there == pytest.approx(value, abs=1e-3)
    assert np.abs(slope[3:]).max() < 0.01


def test_the_exponential_is_right_to_two_units_in_the_last_place():
    for x in np.random.default_rng(1).uniform(-700, 700, 2000):
        assert kernel.exponential(x) == pytest.approx(math.exp(x), rel=4.5e-16)


@pytest.mark.parametrize(
    ("x", "power"), [(0.0, 1.0), (-1e-300, 1.0), (-701.0, 0.0), (-math.inf, 0.0)]
)
def test_the_exponential_at_its_ends(x, power):
    assert kernel.exponential(x) == power


def test_the_exponential_of_no_number_is_none():
    assert math.isnan(kernel.exponential(math.nan))


def test_sticks_that_are_nearly_nothing_keep_their_digits():
    room = room_for(cells_of(KOSOVO), 2)
    at = np.zeros(9)
    at[0] = -50.0
    kernel.unfold(at, room)
    assert room.shares[0] == pytest.approx(math.exp(-50), rel=1e-15)
    assert room.gains[0] == pytest.approx(1, rel=1e-15)
