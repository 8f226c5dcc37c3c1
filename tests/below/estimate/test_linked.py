"""The estimate over draws of who is who: pooled, widened by what other engines say, and split."""

from __future__ import annotations

import math

import pytest

from vittne.estimate.linked import LinkedEstimate, ask_draws, draws_asked, estimate_linked
from vittne.estimate.result import Reason
from vittne.estimate.table import CaptureTable

LISTS = ("a", "b", "c")
ROWS = (
    ((1, 0, 0), 90),
    ((0, 1, 0), 80),
    ((0, 0, 1), 85),
    ((1, 1, 0), 40),
    ((1, 0, 1), 42),
    ((0, 1, 1), 38),
    ((1, 1, 1), 20),
)


def with_missed(links: int) -> CaptureTable:
    """The table if so many people on a and b had not been recognised as one."""
    moved = {(1, 1, 0): -links, (1, 0, 0): links, (0, 1, 0): links}
    rows = [(tuple(map(bool, on)), count + moved.get(on, 0)) for on, count in ROWS]
    return CaptureTable.of(LISTS, rows)


@pytest.fixture(scope="module")
def certain() -> LinkedEstimate:
    return estimate_linked([with_missed(0)] * 5, with_missed(0), seed=1)


def test_where_all_draws_are_one_the_answer_is_that_tables(certain: LinkedEstimate) -> None:
    typical, pooled = certain.typical, certain.pooled
    assert pooled.distribution.median == pytest.approx(
        typical.headline.distribution.median, rel=0.002
    )
    for end, other in zip(certain.interval, typical.interval, strict=True):
        assert end == pytest.approx(other, rel=0.01)
    assert certain.variance.linkage == pytest.approx(0, abs=1e-12)
    assert math.fsum(certain.variance.shares) == pytest.approx(1)


def test_what_is_not_known_of_links_is_in_the_variance_and_in_the_interval(
    certain: LinkedEstimate,
) -> None:
    draws = [with_missed(missed) for missed in (0, 10, 20, 30)]
    found = estimate_linked(draws, with_missed(10), seed=1)
    assert found.variance is not None
    assert found.variance.linkage > 0.005
    assert found.interval is not None
    low, high = found.interval
    assert high / low > certain.interval[1] / certain.interval[0]
    assert low >= min(table.observed for table in draws)


def test_a_table_that_comes_again_is_asked_about_once() -> None:
    first, other, again = ask_draws([with_missed(0), with_missed(5), with_missed(0)], "graphs")
    assert again is first
    assert other is not first


def test_one_draw_without_a_number_refuses_the_whole() -> None:
    alone = CaptureTable.of(("a", "b"), [((True, False), 5), ((False, True), 4), ((True, True), 1)])
    found = estimate_linked([alone], alone, seed=1)
    assert (found.verdict, found.interval, found.variance) == ("refused", None, None)
    assert found.reasons


def test_what_is_held_against_it_flags_it() -> None:
    unread = Reason(rule="not_reviewed", text="Nobody has reviewed a pair.")
    found = estimate_linked([with_missed(0)], with_missed(0), held_against=[unread], seed=1)
    assert found.verdict == "flagged"
    assert unread in found.reasons


def test_slow_engines_are_asked_about_fewer_draws() -> None:
    assert draws_asked(4, None) == draws_asked(6, "graphs") == 100
    assert draws_asked(7, None) == draws_asked(4, "latent") == draws_asked(9, None) == 20
