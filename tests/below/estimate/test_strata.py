"""Strata apart, and a total that is a sum of draws."""

from __future__ import annotations

import json

import numpy as np
import pytest
from published import NETHERLANDS, SPINA_BIFIDA

from vittne.estimate.result import Distribution
from vittne.estimate.strata import Stratified, add, compare_strata
from vittne.estimate.table import CaptureTable

QUICK = ("graphs", "loglinear")
THIN = CaptureTable.of(
    SPINA_BIFIDA.lists, [("100", 3), ("010", 4), ("001", 5), ("110", 2), ("011", 1)]
)


def both(**tables: CaptureTable) -> Stratified:
    return compare_strata(tables, engines=QUICK)


def test_a_sum_of_draws_is_the_convolution() -> None:
    """Two dice of weights that can be counted by hand."""
    die = Distribution(np.arange(1.0, 7.0), np.full(6, 1 / 6))
    total = add([die, die], np.random.default_rng(1), documented=100)
    seen = {int(n) - 100: float((total.values == n).mean()) for n in np.unique(total.values)}
    expected = {n: (6 - abs(n - 7)) / 36 for n in range(2, 13)}
    assert seen == pytest.approx(expected, abs=0.006)


def test_the_total_of_two_equal_strata_is_narrower_than_the_sum_of_their_ends() -> None:
    found = both(north=SPINA_BIFIDA, south=SPINA_BIFIDA)
    assert (found.verdict, found.observed, found.refused) == ("usable", 1252, ())
    assert found.total is not None
    assert found.interval is not None
    low, high = found.interval
    assert 2 * 694 < low < 2 * 731 < high < 2 * 787
    assert found.total.median == pytest.approx(2 * 731, abs=5)


def test_a_thin_stratum_is_refused_and_named_and_there_is_no_total() -> None:
    found = both(north=SPINA_BIFIDA, south=THIN)
    assert (found.verdict, found.refused) == ("refused", ("south",))
    assert (found.total, found.interval) == (None, None)
    assert found.observed == 626 + 15
    assert found.at_least.interval() == pytest.approx((694 + 15, 787 + 15), abs=2)


def test_where_engines_disagree_in_a_stratum_the_total_is_the_hull() -> None:
    found = both(victims=NETHERLANDS, others=SPINA_BIFIDA)
    assert found.verdict == "flagged"
    assert found.total is not None
    assert found.interval is not None
    assert found.interval[1] > 1.5 * found.total.interval()[1]


def test_the_same_seed_gives_the_same_bytes() -> None:
    texts = {json.dumps(both(a=SPINA_BIFIDA, b=THIN).to_dict()) for _ in range(2)}
    assert len(texts) == 1


def test_strata_that_are_all_refused_leave_the_documented() -> None:
    found = both(a=THIN, b=THIN)
    assert found.at_least.interval() == (30, 30)
