"""Averaging over decomposable graphs: exact, without a range, whatever the order of lists."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracles import graphs as oracle
from published import KOSOVO, NETHERLANDS, SPINA_BIFIDA, UK, UK_SIX
from scipy.stats import binom

from vittne.estimate.graphs import (
    TAIL,
    GraphPosterior,
    Prior,
    graphs,
    log_rising,
    posterior_by_graph,
    valleys,
)
from vittne.estimate.result import Distribution, Estimate
from vittne.estimate.table import CaptureTable


def answer(table: CaptureTable, **settings: object) -> tuple[Estimate, Distribution]:
    """The estimate, and its distribution, which must be there."""
    estimate = graphs(table, **settings)  # type: ignore[arg-type]
    assert estimate.distribution is not None
    return estimate, estimate.distribution


def tables(lists: int, most: int) -> st.SearchStrategy[CaptureTable]:
    cells = st.lists(st.integers(0, most), min_size=1 << lists, max_size=1 << lists)
    made = cells.map(lambda found: CaptureTable.of_cells("ABCDEFG"[:lists], found))
    return made.filter(lambda table: table.observed > 0)


def exactly(table: CaptureTable, most_missing: int, **prior: float) -> tuple[object, np.ndarray]:
    of_graph, of_number = oracle.posterior(table.patterns, table.counts, most_missing, **prior)
    return of_graph, np.array(of_number)


def at_whole_numbers(found: Distribution, observed: int, size: int) -> np.ndarray:
    where = (found.values - observed).astype(int)
    return np.bincount(where, found.weights, minlength=size)


# What other software says, digit by digit


@pytest.mark.parametrize(
    "name", ["Kosovo", "UKdat_5", "Ned_5", "NewOrl_5", "Western", "MadiganYork_5"]
)
def test_with_its_range_it_equals_dga(shared_data: Path, name: str) -> None:
    """dga 2.0.2 sums over N0 = 0, 1, ..., 30 n; the numbers are as it prints them."""
    table = CaptureTable.from_csv(shared_data / "mse" / f"{name}.csv")[""]
    told = json.loads((shared_data / "mse" / "reference.json").read_text())["dga_full_grid"][name]
    estimate, found = answer(table, most_missing=told["n_missing_max"])
    assert {
        "mean": round(found.mean, 1),
        "median": found.median,
        "q025": found.quantile(0.025),
        "q975": found.quantile(0.975),
        "best_graph_probability": round(estimate.detail["best_graphs"][0]["probability"], 4),
        "n_missing_max": told["n_missing_max"],
    } == told


@pytest.mark.parametrize(
    ("table", "mean", "median", "low", "high", "best"),
    [
        (KOSOVO, 12749.3, 12595, 9827, 16544, 0.9855),
        (UK, 21282.2, 22990, 10387, 33510, 0.4434),
        (NETHERLANDS, 88566.7, 50383, 41666, 203389, 0.5555),
    ],
)
def test_with_its_range_it_equals_dga_on_tables_typed_here(
    table: CaptureTable, mean: float, median: int, low: int, high: int, best: float
) -> None:
    estimate, found = answer(table, most_missing=30 * table.observed)
    assert round(found.mean, 1) == mean
    assert (found.median, *found.interval()) == (median, low, high)
    assert round(estimate.detail["best_graphs"][0]["probability"], 4) == best


def test_the_madigan_and_york_example_of_three_lists() -> None:
    """dga: 731 [694, 787]."""
    _, found = answer(SPINA_BIFIDA)
    assert (found.median, *found.interval()) == (731, 694, 787)


def test_six_lists_of_the_uk_say_half_of_what_five_do() -> None:
    """Merging two lists moves the answer from 12.3 to 23.0 thousand."""
    assert answer(UK_SIX)[1].median == pytest.approx(12_300, abs=50)
    assert answer(UK_SIX.merge_lists("PF", "NCA"))[1].median == 22_990


# What a textbook says


@settings(max_examples=12, deadline=None)
@given(
    table=tables(3, 12), power=st.sampled_from([0.0, 1.0, 2.0]), cell=st.sampled_from([0.125, 1])
)
def test_three_lists_equal_the_textbook(table: CaptureTable, power: float, cell: float) -> None:
    of_graph, exact = exactly(table, 90, power=power, per_cell=cell)
    posterior = GraphPosterior(table, prior=Prior(per_cell=cell, power=power), most_missing=90)
    found = at_whole_numbers(posterior.distribution(), table.observed, exact.size)
    np.testing.assert_allclose(found, exact, rtol=1e-4, atol=1e-6)
    assert sorted(posterior.probabilities) == pytest.approx(sorted(of_graph.values()), abs=1e-8)


@settings(max_examples=4, deadline=None)
@given(table=tables(4, 6))
def test_four_lists_equal_the_textbook(table: CaptureTable) -> None:
    of_graph, exact = exactly(table, 60)
    posterior = GraphPosterior(table, most_missing=60)
    found = at_whole_numbers(posterior.distribution(), table.observed, exact.size)
    np.testing.assert_allclose(found, exact, rtol=1e-4, atol=1e-6)
    assert sorted(posterior.probabilities) == pytest.approx(sorted(of_graph.values()), abs=1e-8)


def test_five_lists_equal_the_textbook_where_it_can_be_written_out() -> None:
    """822 graphs, of which the textbook looks at every cell of every clique."""
    found = [11, 0, 3, 7, 0, 2, 1, 9, 0, 0, 4, 1, 0, 2, 0, 5]
    table = CaptureTable.of_cells("ABCDE", [0, *found, *found[:15]])
    of_graph, exact = exactly(table, 2)
    posterior = GraphPosterior(table, most_missing=2)
    shares = at_whole_numbers(posterior.distribution(), table.observed, 3)
    np.testing.assert_allclose(shares, exact, rtol=1e-9)
    assert sorted(posterior.probabilities) == pytest.approx(sorted(of_graph.values()), abs=1e-12)


def test_the_best_graph_is_the_textbooks_best() -> None:
    table = SPINA_BIFIDA
    of_graph, _ = exactly(table, 400)
    edges = max(of_graph, key=of_graph.__getitem__)
    cliques = sorted(sorted(clique) for clique in oracle.cliques(3, edges))
    best = graphs(table, most_missing=400).detail["best_graphs"][0]
    assert best["cliques"] == [[table.lists[j] for j in clique] for clique in cliques]
    assert best["probability"] == pytest.approx(of_graph[edges], abs=1e-8)


def test_without_a_range_it_is_the_sum_over_a_very_long_one() -> None:
    """Of the UK, two hundred thousand numbers one by one; beyond lies less than 1e-9."""
    posterior = GraphPosterior(UK)
    logs = [posterior.log_density(np.arange(a, a + 4000.0)) for a in range(0, 200_000, 4000)]
    exact = np.exp(np.concatenate(logs) - posterior.summed.log_total)
    assert exact.sum() == pytest.approx(1, abs=1e-8)
    reached = np.cumsum(exact)
    for p in (0.025, 0.5, 0.975):
        whole = UK.observed + np.searchsorted(reached, p)
        assert posterior.distribution().quantile(p) == pytest.approx(whole, abs=2)


# No range, and an end of the sum that is checked


def test_the_tail_is_below_what_is_promised_even_where_no_lists_overlap() -> None:
    """Without overlaps the posterior falls as slowly as any, and reaches very far."""
    table = CaptureTable.of("ABC", [("100", 40), ("010", 30), ("001", 20)])
    estimate, found = answer(table)
    check = {check.name: check for check in estimate.checks}["tail_mass"]
    assert check.ok
    assert 0 < check.value <= TAIL  # type: ignore[operator]
    assert found.values[-1] > 1e6 * table.observed / 100
    assert found.weights.sum() == pytest.approx(1)


@settings(max_examples=30, deadline=None)
@given(table=tables(3, 30))
def test_a_longer_sum_finds_no_more_than_the_tail_that_was_reported(table: CaptureTable) -> None:
    posterior = GraphPosterior(table)
    end = int(posterior.distribution().values[-1]) - table.observed
    longer = GraphPosterior(table, most_missing=1000 * end)
    gained = np.expm1(longer.summed.log_total - posterior.summed.log_total)
    assert gained == pytest.approx(posterior.tail_mass, rel=0.5, abs=1e-7)


def test_a_prior_under_which_no_sum_exists_is_refused() -> None:
    with pytest.raises(ValueError, match="no finite mass"):
        GraphPosterior(SPINA_BIFIDA, prior=Prior(power=0.0))


def test_a_flat_prior_of_n_moves_kosovo_up() -> None:
    """With dga's range: 12,980 in the mean, instead of 12,749.3."""
    posterior = GraphPosterior(KOSOVO, prior=Prior(power=0.0), most_missing=132_000)
    assert posterior.distribution().mean == pytest.approx(12_980, abs=1)


# What does not matter


@settings(max_examples=25, deadline=None)
@given(table=tables(4, 40), data=st.data())
def test_the_order_of_the_lists_changes_nothing(table: CaptureTable, data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(4)))
    turned = CaptureTable.of_cells(
        [table.lists[j] for j in order],
        [table.cells[sum((c >> i & 1) << order[i] for i in range(4))] for c in range(16)],
    )
    one, other = GraphPosterior(table), GraphPosterior(turned)
    assert other.summed.log_total == pytest.approx(one.summed.log_total, abs=1e-7)
    assert np.sort(other.probabilities) == pytest.approx(np.sort(one.probabilities), abs=1e-8)
    assert other.distribution().median == pytest.approx(one.distribution().median, rel=1e-4)


def test_the_names_of_the_graphs_follow_the_lists() -> None:
    told = [
        {
            (frozenset(map(frozenset, graph["cliques"])), round(graph["probability"], 6))
            for graph in posterior_by_graph(GraphPosterior(turned), 8)
        }
        for turned in (
            CaptureTable.of(
                [SPINA_BIFIDA.lists[j] for j in order],
                [
                    ([on[j] for j in order], n)
                    for on, n in zip(SPINA_BIFIDA.patterns, SPINA_BIFIDA.counts, strict=True)
                ],
            )
            for order in permutations(range(3))
        )
    ]
    assert all(names == told[0] for names in told)


def test_probabilities_of_graphs_sum_to_one() -> None:
    for table in (KOSOVO, NETHERLANDS, UK_SIX):
        assert GraphPosterior(table).probabilities.sum() == pytest.approx(1, abs=1e-9)


def test_the_posterior_is_the_average_of_the_graphs() -> None:
    posterior = GraphPosterior(KOSOVO)
    by_graph = [posterior.given(graph).mean for graph in range(posterior.graphs.edges.size)]
    mean = posterior.probabilities @ np.array(by_graph)
    assert mean == pytest.approx(posterior.distribution().mean, rel=1e-4)


# Modes


@pytest.mark.parametrize("table", [UK, NETHERLANDS])
def test_two_answers_between_which_the_data_do_not_decide_are_reported_apart(
    table: CaptureTable,
) -> None:
    estimate, found = answer(table)
    low, high = estimate.modes
    assert low.high < high.low
    assert low.low < low.at < low.high
    assert high.low < high.at < high.high
    assert low.weight + high.weight == pytest.approx(1)  # type: ignore[operator]
    assert found.interval()[0] < low.at < high.at < found.interval()[1]


def test_one_answer_is_one_mode() -> None:
    for table in (KOSOVO, SPINA_BIFIDA):
        (mode,) = graphs(table).modes
        assert mode.weight == pytest.approx(1)
        assert mode.low < mode.at < mode.high


def test_a_ripple_is_no_valley_and_a_crumb_no_mode() -> None:
    flat = np.full(5, 0.2)
    assert valleys(np.log([1.0, 0.9, 1.0, 0.3, 1.0]), flat) == [3]
    assert valleys(np.log([1.0, 0.3, 1.0, 0.1, 0.5]), np.array([0.5, 0, 0.495, 0, 0.005])) == [1]
    assert valleys(np.log([0.1, 0.5, 1.0, 0.5, 0.1]), flat) == []


# Recovering what is known


def test_intervals_cover_what_was_simulated() -> None:
    """Independent lists: of 60 intervals of 95 % at most 2 in a million chances may miss more."""
    rng = np.random.default_rng(3)
    truth, caught = 900, np.array([0.3, 0.25, 0.2, 0.4])
    inside = 0
    for _ in range(60):
        codes = (rng.random((truth, 4)) < caught) @ (1 << np.arange(4))
        table = CaptureTable.of_cells("ABCD", np.bincount(codes, minlength=16))
        low, high = GraphPosterior(table).distribution().interval()
        inside += low <= truth <= high
    assert inside >= binom.ppf(1e-6, 60, 0.95)


def test_seven_lists_recover_what_was_simulated() -> None:
    rng = np.random.default_rng(11)
    on = rng.random((4000, 7)) < np.array([0.1, 0.2, 0.1, 0.15, 0.05, 0.1, 0.2])
    cells = np.bincount(on @ (1 << np.arange(7)), minlength=128)
    estimate, found = answer(CaptureTable.of_cells("ABCDEFG", cells))
    low, high = found.interval(0.999)
    assert low < 4000 < high < 5000
    assert estimate.detail["best_graphs"][0]["cliques"] == [[name] for name in "ABCDEFG"]


# Refusals


@pytest.mark.parametrize(
    ("lists", "rows", "rule"),
    [
        ("AB", [("10", 5), ("01", 5), ("11", 5)], "graphs_too_few_lists"),
        ("ABCDEFGH", [("1" * 8, 5)], "graphs_too_many_lists"),
    ],
)
def test_too_few_or_many_lists_are_refused(
    lists: str, rows: list[tuple[str, int]], rule: str
) -> None:
    estimate = graphs(CaptureTable.of(lists, rows))
    assert estimate.distribution is None
    assert [reason.rule for reason in estimate.refusals] == [rule]


def test_nobody_is_refused() -> None:
    assert graphs(CaptureTable.of_cells("ABC", [0] * 8)).refusals[0].rule == "graphs_nobody"


def test_one_person_is_an_answer_as_wide_as_it_must_be() -> None:
    _, found = answer(CaptureTable.of_cells("ABC", [0, 1, 0, 0, 0, 0, 0, 0]))
    low, high = found.interval()
    assert low == 1
    assert high > 1


def test_it_is_said_that_a_posterior_without_end_has_no_mean() -> None:
    told = [
        {check.name: check.value for check in graphs(UK, prior=prior).checks}["mean_exists"]
        for prior in (Prior(), Prior(power=3))
    ]
    assert told == ["no", "yes"]


def test_what_is_told_can_be_written_as_json() -> None:
    estimate = graphs(UK)
    json.dumps([dict(estimate.settings), dict(estimate.detail)], allow_nan=False)
    assert estimate.settings["prior_n"] == "proportional to N^-1"
    assert estimate.settings["prior_cells"] == 1 / 32


# The arithmetic underneath


@given(
    x=st.floats(1, 1e15, allow_subnormal=False),
    more=st.integers(0, 10_000).map(lambda whole: whole / 8),
)
def test_rising_factorials_keep_their_digits(x: float, more: float) -> None:
    """Multiplying out, in steps of one, what the fast formula does at once."""
    steps = np.arange(int(more))
    rest = more - int(more)
    told = np.log(x + steps + rest).sum() + log_rising(np.array([x]), np.array([rest]))[0]
    assert log_rising(np.array([x]), np.array([more]))[0] == pytest.approx(
        told, rel=1e-12, abs=1e-9
    )
