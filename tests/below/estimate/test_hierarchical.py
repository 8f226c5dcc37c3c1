"""Strata partially pooled: what the engine promises."""

from __future__ import annotations

import hashlib
import math
import os
import threading
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracles import hierarchical as oracle
from published import KOSOVO, SPINA_BIFIDA

from vittne.estimate import hierarchical_kernel as kernel
from vittne.estimate import latent_kernel
from vittne.estimate.hierarchical import hierarchical, place_for, plan_of
from vittne.estimate.latent import cells_of, latent, room_for
from vittne.estimate.result import Distribution
from vittne.estimate.table import CaptureTable

LISTS = ("a", "b", "c")
NORTH = CaptureTable.of(LISTS, [("100", 4), ("010", 3), ("110", 2), ("011", 2), ("111", 1)])
SOUTH = CaptureTable.of(LISTS, [("100", 2), ("001", 1), ("110", 1), ("011", 1)])
FOUR = ("a", "b", "c", "d")
UNEVEN = {
    "north": CaptureTable.of(
        FOUR, [("1000", 40), ("0100", 31), ("1100", 12), ("0111", 9), ("0010", 20), ("1011", 5)]
    ),
    "south": CaptureTable(FOUR, (((True, False, True, False)), (False, True, True, False)), (7, 3)),
    "west": CaptureTable(
        FOUR, ((True, False, False, True), (False, False, True, True), (True,) * 4), (11, 2, 1)
    ),
}
"""In the south nobody is on d."""


def stratum(table):
    return dict(zip(table.patterns, table.counts, strict=True))


def somewhere(plan, classes, seed, width=0.7):
    forest, lists = plan.forest, len(plan.lists)
    strata = forest.observed.size
    size = classes - 1 + (lists + strata - 1) * classes + forest.of_list.size
    return np.random.default_rng(seed).normal(0, width, size + forest.scales + (strata > 1))


def fast(plan, classes, at):
    slope = np.empty(at.size)
    return kernel.log_density(at, plan.forest, place_for(plan.forest, classes), slope), slope


def slow(plan, classes, at):
    """By the oracle, with the volume that the coordinates of effects take."""
    forest, lists, strata = plan.forest, len(plan.lists), len(plan.names)
    sizes = [classes - 1, lists * classes, (strata - 1) * classes, forest.of_list.size]
    logs, mu, z, u, logs_of_tau, log_omega = np.split(at, np.cumsum([*sizes, forest.scales]))
    tau = np.exp(logs_of_tau)[forest.of_scale]
    widths = (tau**-2 + forest.known) ** -0.5
    d = np.zeros((strata, lists))
    np.add.at(d.T, forest.of_list, (forest.effects * u * widths).T)
    w = forest.contrasts @ z.reshape(strata - 1, classes)
    omega = math.exp(log_omega[0])
    mu, tables = mu.reshape(lists, classes), [stratum(table) for table in plan.tables]
    scales = dict(zip(forest.of_list.tolist(), tau.tolist(), strict=True))
    value = oracle.log_likelihood(tables, oracle.shares_of(logs), mu, d, omega * w)
    value += oracle.log_prior(tables, logs, mu, d, w, scales, omega)
    return value + np.log(widths).sum()


@given(seed=st.integers(0, 1000), classes=st.integers(1, 4))
@settings(deadline=None, max_examples=20)
def test_the_density_is_the_one_written_out(seed, classes):
    plan = plan_of(UNEVEN)
    at = somewhere(plan, classes, seed)
    assert fast(plan, classes, at)[0] == pytest.approx(slow(plan, classes, at), rel=1e-10)


@given(seed=st.integers(0, 1000), classes=st.integers(1, 6))
@settings(deadline=None, max_examples=15)
def test_the_slope_is_that_of_finite_differences(seed, classes):
    plan = plan_of(UNEVEN)
    at = somewhere(plan, classes, seed)
    slope = fast(plan, classes, at)[1]
    for i in range(at.size):
        step = np.zeros(at.size)
        step[i] = 1e-5
        rise = fast(plan, classes, at + step)[0] - fast(plan, classes, at - step)[0]
        assert slope[i] == pytest.approx(rise / 2e-5, rel=1e-5, abs=1e-4)


def test_one_stratum_is_the_latent_class_model():
    plan, classes = plan_of({"all": KOSOVO}), 10
    at = somewhere(plan, classes, 1)
    cells, slope = cells_of(plan.tables[0]), np.empty(at.size)
    value = latent_kernel.log_density(at, cells, room_for(cells, classes), slope)
    found, mine = fast(plan, classes, at)
    assert found == pytest.approx(value, rel=1e-12)
    assert mine == pytest.approx(slope, rel=1e-9, abs=1e-9)


def test_without_differences_all_strata_have_the_same_profile():
    """tau and omega next to nothing: whatever z and u are, all see the same share of people."""
    plan, classes = plan_of({"north": NORTH, "south": SOUTH}), 3
    at = somewhere(plan, classes, 4)
    at[-3 - 1 :] = -40
    place = place_for(plan.forest, classes)
    kernel.log_density(at, plan.forest, place, np.empty(at.size))
    assert place.seen[0] == pytest.approx(place.seen[1], rel=1e-12)


@pytest.mark.parametrize("extreme", [1e3, -1e3, 1e300, math.inf, math.nan])
def test_absurd_positions_have_no_density(extreme):
    plan, classes = plan_of(UNEVEN), 3
    for d in (0, 5, 20, 25, -3, -1):
        at = somewhere(plan, classes, 1)
        at[d] = extreme
        value, _ = fast(plan, classes, at)
        assert value == -math.inf or value < -250


def test_tiny_strata_as_by_weighing_draws_of_the_prior():
    rng = np.random.default_rng(5)
    tables = {"north": NORTH, "south": SOUTH}
    people, weights = oracle.by_weighted_prior(
        [stratum(table) for table in tables.values()], 2, 400_000, rng
    )
    worth = 1 / (weights**2).sum()
    assert worth > 2000
    found = hierarchical(tables, rng=6, classes=2)
    for numbers, estimate in zip(
        [*people, people.sum(axis=0)], [*found.strata.values(), found.total], strict=True
    ):
        order = np.argsort(numbers)
        prior = Distribution(numbers[order], weights[order])
        effective = min(c.value for c in estimate.checks if c.name in ("ess_bulk", "ess_tail"))
        for p in (0.05, 0.25, 0.5, 0.75, 0.95):
            error = 3 * math.sqrt(p * (1 - p) * (1 / effective + 1 / worth))
            low, high = (
                estimate.distribution.quantile(min(max(q, 0), 1)) for q in (p - error, p + error)
            )
            assert low - 1 <= prior.quantile(p) <= high + 1, (estimate.observed, p)


def simulated(sizes, seed):
    """Two kinds of people, four lists, strata in which lists reach differently far."""
    rng = np.random.default_rng(seed)
    logits = np.array([[-1.0, 0.5], [-1.5, 0.0], [-2.0, 0.3], [-0.8, -0.8]])
    tables = {}
    for name, people in sizes.items():
        own = logits + rng.normal(0, 0.4, (4, 1))
        kind = (rng.random(people) < 0.3).astype(int)
        on = rng.random((people, 4)) < 1 / (1 + np.exp(-own[:, kind].T))
        codes = on @ (1 << np.arange(4))
        tables[name] = CaptureTable.of_cells(FOUR, np.bincount(codes, minlength=16))
    return tables


SIZES = {"large": 3000, "middle": 1200, "small": 500, "thin": 60}


@pytest.fixture(scope="module")
def truth_known():
    tables = simulated(SIZES, 3)
    return tables, hierarchical(tables, rng=1, draws=500)


def test_simulated_strata_are_covered_and_the_chains_agree(truth_known):
    _, found = truth_known
    for name, people in SIZES.items():
        low, high = found.strata[name].distribution.interval()
        assert low <= people <= high, name
    low, high = found.total.distribution.interval()
    assert low <= sum(SIZES.values()) <= high
    for estimate in (found.total, *found.strata.values()):
        assert all(check.ok is not False for check in estimate.checks)


def test_a_thin_stratum_borrows_strength(truth_known):
    tables, found = truth_known
    low, high = found.strata["thin"].distribution.interval()
    left, right = latent(tables["thin"], rng=1, rounds=1).distribution.interval()
    assert high - low < 0.8 * (right - left)


def test_the_total_is_the_sum_of_joint_draws(truth_known):
    _, found = truth_known
    total = np.sort(sum(found.draws.values()))
    assert np.array_equal(total, found.total.distribution.values)


FEW = {"chains": 2, "draws": 100, "rounds": 1, "classes": 3}


def test_the_order_of_strata_and_of_lists_and_the_threads_change_nothing():
    turned = {
        name: CaptureTable(
            table.lists[::-1], tuple(on[::-1] for on in table.patterns), table.counts
        )
        for name, table in reversed(UNEVEN.items())
    }
    one = hierarchical(UNEVEN, rng=2, workers=1, **FEW)
    two = hierarchical(turned, rng=2, workers=2, **FEW)
    assert list(two.strata) == ["west", "south", "north"]
    for name in UNEVEN:
        assert np.array_equal(one.draws[name], two.draws[name])
    assert one.total == two.total or np.array_equal(
        one.total.distribution.values, two.total.distribution.values
    )
    assert one.total.detail == two.total.detail


def test_where_fewer_than_three_lists_worked_the_stratum_and_the_total_are_refused():
    two = CaptureTable(FOUR, ((True, False, False, False), (True, True, False, False)), (9, 4))
    found = hierarchical({**UNEVEN, "east": two}, rng=1, **FEW)
    assert [reason.rule for reason in found.strata["east"].refusals] == ["working_lists"]
    assert [reason.rule for reason in found.total.refusals] == ["refused_strata"]
    assert "east" in found.total.refusals[0].text
    assert found.strata["south"].distribution is not None
    assert set(found.draws) == set(UNEVEN)
    nobody = hierarchical({"east": two}, rng=1)
    assert (nobody.total.distribution, nobody.draws) == (None, {})


def test_tables_of_different_lists_are_a_mistake():
    with pytest.raises(ValueError, match="same lists"):
        hierarchical({"a": KOSOVO, "b": SPINA_BIFIDA}, rng=1)


def test_progress_is_told_and_what_it_raises_stops_the_chains():
    told = []
    hierarchical(UNEVEN, rng=1, **FEW, progress=lambda *now: told.append(now))
    assert told[-1][0] == told[-1][1]

    def enough(done, planned):
        raise KeyboardInterrupt

    before = threading.active_count()
    with pytest.raises(KeyboardInterrupt):
        hierarchical(UNEVEN, rng=1, progress=enough)
    assert threading.active_count() == before


def test_code_compiled_with_another_latent_kernel_is_not_used_again():
    """Numba asks only how old this kernel's own file is; what it took in from the other counts."""
    text = Path(latent_kernel.__file__).read_bytes()
    folder = Path(kernel.unfold._cache._cache_path)
    if "NUMBA_CACHE_DIR" in os.environ:
        assert folder.is_relative_to(os.environ["NUMBA_CACHE_DIR"])
    else:
        assert hashlib.sha256(text).hexdigest()[:12] in str(folder)
