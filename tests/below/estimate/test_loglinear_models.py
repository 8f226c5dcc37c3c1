"""Log-linear models one by one: which there are, which can be used, what they say."""

from __future__ import annotations

import math
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.stats import poisson

from vittne.estimate.loglinear_choice import Counts, fit_all
from vittne.estimate.loglinear_kernel import DOES_NOT_EXIST, EXISTS, NOT_IDENTIFIED, log_tail
from vittne.estimate.loglinear_models import (
    ModelSet,
    generators,
    hierarchical_models,
    main_terms,
    mle_exists,
    neighbours,
)

from .oracles import loglinear as oracle


def as_sets(masks: tuple[int, ...]) -> oracle.Model:
    return frozenset(frozenset(j for j in range(8) if mask >> j & 1) for mask in masks)


def as_counts(cells: Mapping[oracle.Cell, float], lists: int) -> Counts:
    array = np.zeros(1 << lists)
    for cell, count in cells.items():
        array[sum(1 << j for j in cell)] = count
    return Counts(array)


@st.composite
def sparse_tables(draw: st.DrawFn, lists: int) -> dict[oracle.Cell, float]:
    """Every list has somebody; about half of the cells are empty."""
    cells = oracle.subsets(lists, range(1, lists + 1))
    count = st.one_of(st.just(0), st.integers(1, 40))
    table = {cell: float(draw(count)) for cell in cells}
    assume(all(oracle.total(table, frozenset({j})) for j in range(lists)))
    return table


# --- which models there are -----------------------------------------------------------------


@pytest.mark.parametrize(("lists", "number"), [(2, 2), (3, 9), (4, 113), (5, 6212)])
def test_there_are_so_many_hierarchical_models(lists: int, number: int) -> None:
    assert len(hierarchical_models(lists)) == number


@pytest.mark.parametrize("lists", [2, 3, 4])
def test_they_are_all_the_families_that_hold_the_subsets_of_their_members(lists: int) -> None:
    models = hierarchical_models(lists)
    assert {as_sets(models.model(i)) for i in range(len(models))} == set(oracle.all_models(lists))


def test_a_model_is_named_by_its_largest_terms() -> None:
    model = (*main_terms(4), 0b0011, 0b0101, 0b0110, 0b0111, 0b1001)
    assert generators(model, "ABCD") == [["A", "B", "C"], ["A", "D"]]


def test_neighbours_differ_by_one_pair_added_left_out_or_exchanged() -> None:
    chosen = (*main_terms(3), 0b011)
    pairs = [set(neighbours(3, chosen).model(i)) - set(main_terms(3)) for i in range(6)]
    assert pairs == [{3}, set(), {3, 5}, {3, 6}, {5}, {6}]
    assert len(neighbours(3, chosen)) == 6


# --- which can be used ----------------------------------------------------------------------


@settings(max_examples=40, deadline=None)
@given(st.data(), st.sampled_from([3, 4]))
def test_a_fit_knows_what_the_linear_program_and_the_rank_say(
    data: st.DataObject, lists: int
) -> None:
    table = data.draw(sparse_tables(lists))
    counts = as_counts(table, lists)
    models = hierarchical_models(lists)
    fits = fit_all(counts, models)
    numbers = data.draw(st.sets(st.integers(0, len(models) - 1), min_size=4, max_size=9))
    for number in numbers:
        model = as_sets(models.model(number))
        status = fits.status[number]
        if not oracle.identified(table, model, lists):
            assert status == NOT_IDENTIFIED
        else:
            exists = oracle.exists(table, model, lists)
            assert status == (EXISTS if exists else DOES_NOT_EXIST)
            assert mle_exists(counts.margins, counts.cells, models.model(number)) == exists


def test_the_published_example_of_what_can_go_wrong() -> None:
    """Chan, Silverman & Vincent 2021, table 2: three lists of which A and B alone share people."""
    a, b, c = (frozenset({j}) for j in range(3))
    counts = as_counts({a: 40, b: 30, c: 20, a | b: 6}, 3)
    fits = fit_all(counts, hierarchical_models(3))
    said = {
        " ".join("".join(names) for names in generators(fits.models.model(i), "ABC")): int(status)
        for i, status in enumerate(fits.status)
    }
    assert {model for model, status in said.items() if status == EXISTS} == {
        "A B C",
        "AC B",
        "BC A",
        "AC BC",
    }
    assert {model for model, status in said.items() if status == DOES_NOT_EXIST} == {
        "AB C",
        "AB AC",
        "AB BC",
    }
    assert said["AB AC BC"] == NOT_IDENTIFIED


def test_a_term_that_adds_nothing_to_an_empty_one_makes_no_second_model() -> None:
    """With nobody on A and B, the term of A, B and C has no cell left: the model counts once."""
    table = {cell: 20.0 for cell in oracle.subsets(4, range(1, 5)) if not {0, 1} <= cell}
    counts = as_counts(table, 4)
    pairs = (0b0011, 0b0101, 0b0110)
    fits = fit_all(
        counts, ModelSet.of([(*main_terms(4), *pairs), (*main_terms(4), *pairs, 0b0111)])
    )
    assert list(fits.status) == [EXISTS, EXISTS]
    assert fits.log_unseen[0] == pytest.approx(fits.log_unseen[1])
    assert list(fits.order) == [0]
    assert list(fits.parameters) == [8, 8]


def test_counts_beyond_the_precision_of_the_machine_are_not_used() -> None:
    array = np.array([0, 1e13, 5, 3, 4, 2, 3, 1])
    fits = fit_all(Counts(array), hierarchical_models(3))
    assert not fits.order.size


# --- what they say --------------------------------------------------------------------------


@settings(max_examples=30, deadline=None)
@given(st.data(), st.sampled_from([3, 4]))
def test_newton_finds_what_proportional_fitting_finds(data: st.DataObject, lists: int) -> None:
    table = data.draw(sparse_tables(lists))
    fits = fit_all(as_counts(table, lists), hierarchical_models(lists))
    assume(fits.order.size)
    for number in data.draw(st.sets(st.sampled_from([int(i) for i in fits.order]), max_size=3)):
        model = as_sets(fits.models.model(number))
        try:
            wanted = oracle.estimate(table, model, lists)
        except ArithmeticError:  # the oracle is too slow beside the boundary
            continue
        n = sum(table.values())
        assert n + math.exp(fits.log_unseen[number]) == pytest.approx(wanted, rel=1e-5)
        assert fits.parameters[number] == oracle.parameters(table, model)
        best = fits.height[number]
        assert best == pytest.approx(oracle.log_likelihood(table, model, lists), abs=1e-6)


@settings(deadline=None)  # the first call compiles
@given(st.lists(st.integers(1, 500), min_size=3, max_size=3))
def test_two_independent_lists_give_lincoln_and_petersens_number(cells: list[int]) -> None:
    b, c, m = cells
    fits = fit_all(Counts(np.array([0.0, b, c, m])), hierarchical_models(2))
    assert math.exp(fits.log_unseen[0]) == pytest.approx(b * c / m)
    assert fits.variance[0] == pytest.approx(1 / b + 1 / c + 1 / m)


@settings(deadline=None)
@given(sparse_tables(4), st.permutations(range(4)))
def test_the_order_of_the_lists_does_not_matter(
    table: dict[oracle.Cell, float], order: list[int]
) -> None:
    moved = {frozenset(order[j] for j in cell): count for cell, count in table.items()}
    fits = fit_all(as_counts(table, 4), hierarchical_models(4))
    other = fit_all(as_counts(moved, 4), hierarchical_models(4))
    assert fits.order.size == other.order.size
    assert np.sort(fits.bic) == pytest.approx(np.sort(other.bic))


@settings(deadline=None)
@given(sparse_tables(3), st.integers(2, 50))
def test_twice_the_people_are_twice_the_number(table: dict[oracle.Cell, float], k: int) -> None:
    fits = fit_all(as_counts(table, 3), hierarchical_models(3))
    larger = {cell: k * count for cell, count in table.items()}
    other = fit_all(as_counts(larger, 3), hierarchical_models(3))
    assert list(fits.status) == list(other.status)
    exist = fits.status == EXISTS
    assert other.log_unseen[exist] == pytest.approx(fits.log_unseen[exist] + math.log(k), abs=1e-6)


@settings(deadline=None)
@given(st.integers(0, 300), st.floats(0.01, 300))
def test_the_p_value_is_the_poisson_tail(observed: int, mean: float) -> None:
    low, high = poisson.logcdf(observed, mean), poisson.logsf(observed - 1, mean)
    wanted = low if observed < mean else high
    assume(math.isfinite(wanted))  # scipy underflows, and the order of two such tails matters
    assert log_tail(float(observed), mean) == pytest.approx(wanted, rel=1e-9, abs=1e-9)


# --- compiled code --------------------------------------------------------------------------


@pytest.mark.parametrize("first", ["stepwise", "bic"])
def test_code_from_the_cache_answers_as_freshly_compiled_code(first: str, tmp_path: Path) -> None:
    """Numba loads a cached function differently when another cached function brings it along."""
    program = f"""
from vittne.estimate.loglinear import loglinear
from vittne.estimate.table import CaptureTable
patterns = tuple(tuple(bool(k >> j & 1) for j in range(3)) for k in range(1, 8))
table = CaptureTable(("A", "B", "C"), patterns, (60, 49, 4, 247, 112, 142, 12))
for selection in sorted(["bic", "stepwise"], key=lambda name: name != {first!r}):
    print(loglinear(table, selection=selection, bootstraps=20).distribution.interval())
"""
    said = [
        subprocess.run(
            [sys.executable, "-c", program],
            env={"NUMBA_CACHE_DIR": str(tmp_path), "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for _ in range(2)
    ]
    assert said[0] == said[1] != ""
