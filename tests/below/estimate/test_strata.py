"""Strata apart, and a total that is a sum of draws."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from published import NETHERLANDS, SPINA_BIFIDA

from vittne.estimate.compare import Comparison, compare
from vittne.estimate.hierarchical import PartlyPooled, hierarchical
from vittne.estimate.result import Check, Distribution
from vittne.estimate.strata import Stratified, add, compare_strata, conclude_strata
from vittne.estimate.table import CaptureTable

QUICK = ("graphs", "loglinear")
THIN = CaptureTable.of(
    SPINA_BIFIDA.lists, [("100", 3), ("010", 4), ("001", 5), ("110", 2), ("011", 1)]
)


@cache
def compared(table: CaptureTable) -> Comparison:
    return compare(table, engines=QUICK)


def both(**tables: CaptureTable) -> Stratified:
    """As compare_strata, where each table is asked once for all tests."""
    return apart(tables)


def apart(tables: Mapping[str, CaptureTable], pooled: PartlyPooled | None = None) -> Stratified:
    strata = {name: compared(table) for name, table in tables.items()}
    return conclude_strata(strata, pooled, seed=1)


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
    found = compare_strata({"a": SPINA_BIFIDA, "b": THIN}, engines=QUICK)
    assert found.notes == ("Not pooled: that is a version of latent, which was not asked.",)
    again = replace(both(a=SPINA_BIFIDA, b=THIN), notes=found.notes)
    assert json.dumps(found.to_dict()) == json.dumps(again.to_dict())


def test_strata_that_are_all_refused_leave_the_documented() -> None:
    found = both(a=THIN, b=THIN)
    assert found.at_least.interval() == (30, 30)


# --- pooled -------------------------------------------------------------------------

NORTH_AND_SOUTH = {"north": SPINA_BIFIDA, "south": THIN}
TWO_LISTS = CaptureTable(SPINA_BIFIDA.lists, ((True, False, False), (True, True, False)), (9, 30))


def pool(tables: dict[str, CaptureTable]) -> PartlyPooled:
    """Few draws: whether the chains agree is set by the test."""
    return hierarchical(tables, rng=1, classes=3, chains=2, draws=200, rounds=1)


def checked(pooled: PartlyPooled, ok: bool) -> PartlyPooled:
    checks = (Check(name="rhat", value=1.2, ok=ok, text="Set by the test."),)
    strata = {name: replace(one, checks=checks) for name, one in pooled.strata.items()}
    return replace(pooled, total=replace(pooled.total, checks=()), strata=strata)


@pytest.fixture(scope="module")
def lent() -> PartlyPooled:
    return pool(NORTH_AND_SOUTH)


def test_a_thin_stratum_borrows_the_pooled_number(lent: PartlyPooled) -> None:
    found = apart(NORTH_AND_SOUTH, checked(lent, True))
    assert (found.verdict, found.refused, [*found.borrowed]) == ("flagged", (), ["south"])
    assert "too thin to speak for itself (few_overlaps" in found.borrowed["south"].text
    assert found.total is not None
    assert found.apart is None
    south, total = lent.strata["south"].distribution, lent.total.distribution
    assert south is not None
    assert total is not None
    assert found.total.median == pytest.approx(731 + south.median, abs=8)
    shown = found.to_dict()
    assert shown["totals"]["apart"] is None
    assert shown["totals"]["pooled"]["median"] == round(total.median)
    assert shown["borrowed"]["south"]["rule"] == "borrowed"
    assert json.loads(json.dumps(shown["pooled"])) == shown["pooled"]


def test_where_the_chains_do_not_agree_nothing_is_borrowed(lent: PartlyPooled) -> None:
    found = apart(NORTH_AND_SOUTH, checked(lent, False))
    assert (found.verdict, found.refused, found.borrowed) == ("refused", ("south",), {})
    assert found.total is None
    assert found.at_least.interval() == pytest.approx((694 + 15, 787 + 15), abs=2)
    assert "not used: rhat 1.2 (north), rhat 1.2 (south)" in found.notes[0]
    assert found.to_dict()["pooled"]["sound"] is False


def test_where_no_stratum_stands_by_itself_there_is_nobody_to_borrow_from() -> None:
    tables = {"a": THIN, "b": THIN}
    found = apart(tables, checked(pool(tables), True))
    assert (found.refused, found.borrowed) == (("a", "b"), {})
    assert found.at_least.interval() == (30, 30)


def test_two_lists_in_a_stratum_are_refused_not_pooled_and_its_people_are_counted() -> None:
    tables = {"north": SPINA_BIFIDA, "south": THIN, "east": TWO_LISTS}
    found = apart(tables, checked(pool(tables), True))
    assert ([*found.borrowed], found.refused) == (["south"], ("east",))
    assert (found.verdict, found.total) == ("refused", None)
    assert found.at_least.interval()[0] > 694 + 15 + 39 - 2


def test_totals_that_are_far_apart_are_said_and_the_hull_is_published(lent: PartlyPooled) -> None:
    tables = {"north": SPINA_BIFIDA, "south": SPINA_BIFIDA}
    before = both(**tables)
    far = Distribution.of_draws(np.linspace(4000.0, 5000.0, 1000))
    other = checked(replace(lent, total=replace(lent.total, distribution=far)), True)
    found = apart(tables, other)
    assert before.interval is not None
    assert found.interval is not None
    assert found.interval[0] == before.interval[0]
    assert found.interval[1] > 4900
    assert [reason.rule for reason in found.reasons] == ["totals_apart"]
    assert found.verdict == "flagged"
