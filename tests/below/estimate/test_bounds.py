"""Few assumptions, plainly said: Chao's bound, independence, and the dial."""

from __future__ import annotations

import json
import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from vittne.estimate.bounds import bounds, chao_alike, chao_lists, highest_order, independent
from vittne.estimate.table import CaptureTable


def table(names: str, cells: dict[str, int]) -> CaptureTable:
    """``table("ABC", {"A": 40, "AB": 6})``: 40 people on A alone, 6 on A and B alone."""
    patterns = [tuple(name in cell for name in names) for cell in cells]
    return CaptureTable(tuple(names), tuple(patterns), tuple(cells.values()))


def expected(
    n: float, shares: tuple[float, ...], kinds: tuple[float, ...] = (1.0,)
) -> CaptureTable:
    """What lists with these shares find on average among equally many people of each kind."""
    names = "ABCDEFGH"[: len(shares)]
    cells = {}
    for on in product([False, True], repeat=len(shares)):
        if any(on):
            chance = sum(
                math.prod(
                    (k * p if caught else 1 - k * p) for p, caught in zip(shares, on, strict=True)
                )
                for k in kinds
            ) / len(kinds)
            cells["".join(c for c, caught in zip(names, on, strict=True) if caught)] = round(
                n * chance
            )
    return table(names, cells)


# Madigan & York 1997, table 1: spina bifida in upstate New York, three lists.
SPINA_BIFIDA = table("123", {"1": 60, "2": 49, "12": 4, "3": 247, "13": 112, "23": 142, "123": 12})
ARTIFICIAL = table("ABC", {"A": 40, "B": 30, "C": 20, "AB": 6})

pairs = st.tuples(*[st.integers(1, 400)] * 3).map(
    lambda c: table("AB", {"A": c[0], "B": c[1], "AB": c[2]})
)


# --- Chao's lower bound ---------------------------------------------------------------------


def test_the_bound_of_alike_lists_is_chaos_formula() -> None:
    bound = chao_alike(SPINA_BIFIDA)
    singles, doubles = 60 + 49 + 247, 4 + 112 + 142
    assert bound.value == pytest.approx(626 + 2 / 3 * singles**2 / (2 * doubles))


def test_the_bound_of_alike_lists_has_the_variance_of_its_formula() -> None:
    """Against Poisson tables: their spread, with the people missed by chance, is the variance."""
    rng = np.random.default_rng(1)
    f1, f2 = rng.poisson(900, 200_000), rng.poisson(400, 200_000)
    k = 3 / 4
    spread = (k * f1**2 / (2 * f2)).std()
    cells = {"A": 225, "B": 225, "C": 225, "D": 225, "AB": 200, "CD": 200}
    bound = chao_alike(table("ABCD", cells))
    unseen = bound.value - 1300
    said = math.log((bound.high - 1300) / unseen) / 1.959964  # of the logarithm
    conditional = math.sqrt(math.expm1(said**2)) * unseen
    assert conditional == pytest.approx(math.hypot(spread, math.sqrt(unseen)), rel=0.03)


@settings(deadline=None)  # the first call compiles
@given(pairs)
def test_with_two_lists_the_bound_that_lets_lists_differ_is_lincoln_and_petersens(
    data: CaptureTable,
) -> None:
    a, b, both = data.counts
    assert chao_lists(data).value == pytest.approx((a + both) * (b + both) / both)
    # The other one is larger, unless the lists are alike: geometric and arithmetic mean.
    alike = chao_alike(data).value
    assert alike is not None
    assert alike >= (a + both) * (b + both) / both - 1e-6


def test_the_bound_that_lets_lists_differ_is_rivest_and_baillargeons_likelihood() -> None:
    """Poisson counts a_i on one list and a_i a_j / m on two, maximised by a general program."""
    single, double = [60, 49, 247], {(0, 1): 4, (0, 2): 112, (1, 2): 142}

    def loss(x: np.ndarray) -> float:
        a, m = np.exp(x[:3]), np.exp(x[3])
        means = [*a, *(a[i] * a[j] / m for i, j in double)]
        counts = [*single, *double.values()]
        return sum(mu - c * math.log(mu) for mu, c in zip(means, counts, strict=True))

    best = minimize(loss, [4.0, 4.0, 5.0, 5.0], method="Nelder-Mead", options={"maxiter": 20_000,
                    "xatol": 1e-10, "fatol": 1e-12})  # fmt: skip
    assert chao_lists(SPINA_BIFIDA).value == pytest.approx(626 + math.exp(best.x[3]), rel=1e-5)


def test_lists_that_differ_do_not_lift_the_bound_above_the_truth_nor_do_people() -> None:
    unequal = expected(100_000, (0.6, 0.1, 0.05, 0.02))
    assert chao_lists(unequal).value == pytest.approx(100_000, rel=0.01)
    assert chao_alike(unequal).value > 110_000  # its assumption fails
    both = expected(100_000, (0.3, 0.2, 0.1, 0.05), kinds=(1.5, 0.5))
    assert chao_lists(both).value < 100_000
    assert chao_lists(both).value > independent(both).value


def test_nobody_on_two_lists_is_no_bound() -> None:
    for bound in (chao_lists, chao_alike, independent):
        answer = bound(table("AB", {"A": 3, "B": 4}))
        assert answer.value is answer.low is answer.high is None
        assert answer.refusal is not None
        assert "Needed" in answer.refusal.text


def test_nobody_on_one_list_alone_leaves_the_documented_number() -> None:
    answer = chao_alike(table("AB", {"AB": 9}))
    assert answer.refusal is not None
    assert answer.refusal.rule == "no_singles"
    assert chao_lists(table("AB", {"AB": 9})).refusal is not None


# --- independence ---------------------------------------------------------------------------


@settings(deadline=None)  # the first call compiles
@given(pairs)
def test_two_independent_lists_are_lincoln_and_petersen(data: CaptureTable) -> None:
    a, b, both = data.counts
    assert independent(data).value == pytest.approx((a + both) * (b + both) / both)


def test_independent_lists_find_their_population() -> None:
    assert independent(expected(50_000, (0.3, 0.2, 0.1))).value == pytest.approx(50_000, rel=1e-3)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, 200), min_size=7, max_size=7))
def test_the_interval_holds_the_population_of_greatest_likelihood(counts: list[int]) -> None:
    """Brute force over N: the multinomial's likelihood with each list's share at its best."""
    cells = ["A", "B", "C", "AB", "AC", "BC", "ABC"]
    data = table("ABC", dict(zip(cells, counts, strict=True)))
    answer = independent(data)
    n = data.observed
    sizes = [sum(c for cell, c in zip(cells, counts, strict=True) if x in cell) for x in "ABC"]

    def height(total: int) -> float:
        shares = sum(
            k * math.log(k / total) + (total - k) * math.log1p(-k / total) if k < total else 0
            for k in sizes
        )
        return math.lgamma(total + 1) - math.lgamma(total - n + 1) + shares

    heights = {total: height(total) for total in range(n, 6 * n)}
    best = max(heights, key=heights.__getitem__)
    inside = [t for t, h in heights.items() if 2 * (heights[best] - h) <= 1.959964**2]
    unseen = math.prod(1 - k / answer.value for k in sizes)
    assert 1 - n / answer.value == pytest.approx(unseen)
    assert answer.low <= answer.value <= answer.high
    assert answer.low == pytest.approx(min(inside), abs=1.5)
    assert answer.high == pytest.approx(max(inside), abs=1.5)


def test_a_list_that_holds_everybody_leaves_nobody_else() -> None:
    answer = independent(table("AB", {"A": 20, "AB": 30}))
    assert answer.value == answer.low == 50
    assert answer.high > 50


# --- the dial -------------------------------------------------------------------------------


@settings(deadline=None)
@given(pairs, st.floats(0.01, 100))
def test_the_dial_of_two_lists_turns_the_odds_ratio(data: CaptureTable, ratio: float) -> None:
    a, b, both = data.counts
    dial, whole = bounds(data, odds_ratios=[ratio]).dials
    (setting,) = dial.settings
    neither = setting.value - data.observed
    assert both * neither / (a * b) == pytest.approx(ratio)
    assert whole.settings[0].value == pytest.approx(setting.value)  # two lists: the same
    assert data.observed <= setting.low <= setting.value <= setting.high


def test_the_dial_of_all_lists_turns_the_highest_interaction() -> None:
    middle = next(s for s in highest_order(SPINA_BIFIDA).settings if s.odds_ratio == 1)
    assert middle.value - 626 == pytest.approx(60 * 49 * 247 * 12 / (4 * 112 * 142))
    double = next(s for s in highest_order(SPINA_BIFIDA).settings if s.odds_ratio == 2)
    assert double.value - 626 == pytest.approx(2 * (middle.value - 626))


def test_each_setting_is_a_plain_sentence() -> None:
    first = bounds(SPINA_BIFIDA).dials[0]
    assert [setting.sentence for setting in first.settings[1:4]] == [
        "If the odds of being on 1 are 0.5 times as high for people on 3 as for people who are not "
        "on 3, there are about 677 people (646 to 723); 626 of them are documented.",
        "If being on 3 makes being on 1 neither more nor less likely, there are about 778 people "
        "(719 to 861); 626 of them are documented.",
        "If the odds of being on 1 are 2 times as high for people on 3 as for people who are not "
        "on 3, there are about 979 people (865 to 1,136); 626 of them are documented.",
    ]


def test_the_pair_that_is_measured_best_comes_first() -> None:
    """Smallest sum of 1 / people on both, on the one only, on the other only."""
    assert [dial.lists for dial in bounds(SPINA_BIFIDA).dials[:3]] == [
        ("1", "3"),
        ("2", "3"),
        ("1", "2"),
    ]


def test_a_setting_that_leaves_fewer_people_than_are_documented_is_contradicted() -> None:
    low = bounds(SPINA_BIFIDA).dials[1].settings[0]
    assert low.value is None
    assert "fewer than the 626 documented: these lists speak against it" in low.sentence


def test_an_empty_cell_refuses_and_says_what_would_be_needed() -> None:
    (first, second, third, whole) = bounds(ARTIFICIAL).dials
    assert first.refusal is None
    assert second.refusal.text == "Nobody is on both A and C. Needed: people found on both."
    assert third.refusal.rule == "empty_cell"
    assert whole.refusal.text.startswith("3 of the 7 combinations of lists hold nobody")
    part = bounds(table("AB", {"B": 20, "AB": 30})).dials[0]
    assert part.refusal.text.startswith("A is a part of B.")


def test_a_dial_is_not_turned_to_nothing_or_below() -> None:
    with pytest.raises(ValueError, match="positive"):
        bounds(ARTIFICIAL, odds_ratios=[1, 0])


def test_everything_is_json_and_a_wider_level_is_a_wider_interval() -> None:
    json.dumps(bounds(SPINA_BIFIDA).to_dict(), allow_nan=False)
    for narrow, wide in zip(
        (lambda b: (b.chao_lists, b.chao_alike, b.independence))(bounds(SPINA_BIFIDA, level=0.8)),
        (lambda b: (b.chao_lists, b.chao_alike, b.independence))(bounds(SPINA_BIFIDA, level=0.99)),
        strict=True,
    ):
        assert wide.low < narrow.low < narrow.value < narrow.high < wide.high
