"""Tables at the edge of what there is: a finite answer of at least n, or a refusal. No warning."""

from __future__ import annotations

import itertools
import json
import math

import numpy as np
import pytest

from vittne.estimate.compare import compare
from vittne.estimate.diagnostics import KEPT_OF_MOST, trajectory
from vittne.estimate.result import Distribution, Estimate
from vittne.estimate.table import CaptureTable


def table_of(**counts):
    """Rows by the letters of the lists."""
    lists = sorted(set("".join(counts)))
    return CaptureTable.of(
        lists, [([x in row for x in lists], count) for row, count in counts.items()]
    )


def people(lists, n, seed):
    """Independent lists that each catch a tenth to a third."""
    rng = np.random.default_rng(seed)
    on = rng.random((n, lists)) < rng.uniform(0.1, 0.35, lists)
    cells = np.bincount(on @ (1 << np.arange(lists)), minlength=1 << lists)
    return CaptureTable.of_cells([f"list {j}" for j in range(lists)], cells)


TABLES = {
    "everybody on each of five lists": table_of(abcde=300),
    "two groups of lists that share nobody": table_of(
        a=40, b=35, ab=20, c=30, d=45, cd=15, e=20, ce=8, de=9, cde=4
    ),
    "a list twice": table_of(ab=120, c=60, d=80, abc=20, abd=25, cd=12, abcd=4),
    "a list inside another": table_of(a=100, ab=40, c=70, ac=20, abc=10),
    "nobody on two lists, twenty thousand": table_of(a=8000, b=7000, c=5000),
    "a list of which nearly everybody is": table_of(a=9500, b=4, ab=30, ac=22, abc=1, c=2),
    "eleven lists": people(11, 100, 1),
}


def numbers(value):
    """Every number in JSON values."""
    if isinstance(value, dict):
        return itertools.chain.from_iterable(numbers(part) for part in value.values())
    if isinstance(value, list | tuple):
        return itertools.chain.from_iterable(numbers(part) for part in value)
    return iter((value,) if isinstance(value, int | float) else ())


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("name", TABLES)
def test_an_odd_table_gets_finite_numbers_of_at_least_n_or_a_refusal(name):
    table = TABLES[name]
    comparison = compare(table, rng=1)
    told = comparison.to_dict()
    json.dumps(told, allow_nan=False)
    assert all(math.isfinite(number) for number in numbers(told))
    for engine in comparison.engines:
        assert (engine.distribution is None) == bool(engine.refusals)
        if engine.distribution is not None:
            assert np.isfinite(engine.distribution.values).all()
            low, high = engine.distribution.interval()
            assert table.observed <= low <= high
    if comparison.interval is not None:
        assert comparison.interval[0] >= table.observed
    assert comparison.verdict == "usable" or comparison.reasons


def test_with_seven_lists_the_trajectory_has_the_part_that_is_judged():
    """Nine tables for each part are nine times seconds."""
    table, asked = people(7, 300, 2), []

    def answer(part):
        asked.append(part)
        return Estimate(
            method="graphs",
            observed=part.observed,
            distribution=Distribution.of_draws(np.array([500.0])),
        )

    steps = list(trajectory(table, 500, answer, np.random.default_rng(1)))
    assert [step.kept for step in steps] == [*KEPT_OF_MOST, 1.0]
    assert len(asked) == 9
