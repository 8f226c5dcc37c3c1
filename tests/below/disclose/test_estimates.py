"""Estimates are rounded outward, and tell no table from its neighbours."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator

from hypothesis import given
from hypothesis import strategies as st

from vittne.disclose import Outward, outward

KEY = b"k" * 32
numbers = st.floats(0, 1e6)
Pair = tuple[int, int, int]


@given(numbers, numbers, numbers, st.binary(min_size=32, max_size=32))
def test_the_interval_is_never_narrower(a: float, b: float, c: float, key: bytes) -> None:
    low, value, high = sorted((a, b, c))
    shown = outward("estimate", low, value, high, key)
    assert shown.low <= low
    assert high <= shown.high
    assert shown.low <= shown.value <= shown.high
    assert abs(shown.value - value) <= shown.step
    assert low - shown.low <= 2 * shown.step
    assert shown.high - high <= 2 * shown.step


@given(numbers, numbers)
def test_the_step_is_a_round_number_of_a_fifth_of_the_width_at_least(a: float, b: float) -> None:
    low, high = sorted((a, b))
    step = outward("estimate", low, low, high, KEY).step
    assert step >= max((high - low) / 5, 3)
    assert str(step).rstrip("0") in {"1", "2", "5"}


def test_nothing_is_below_what_is_documented() -> None:
    shown = outward("estimate", 101.0, 104.0, 300.0, KEY, least=100)
    assert shown.low == 100


def test_the_same_estimate_is_shown_in_the_same_way() -> None:
    assert outward("a", 1.5, 20.0, 90.0, KEY) == outward("a", 1.5, 20.0, 90.0, KEY)


def chapman(pair: Pair) -> tuple[float, float, float]:
    """Two lists: people on the one, on the other, on both."""
    one, other, both = pair
    n1, n2, m = one + both + 1, other + both + 1, both + 1
    n = n1 * n2 / m - 1
    deviation = math.sqrt(n1 * n2 * (n1 - m) * (n2 - m) / (m * m * (m + 1)))
    return n - 1.96 * deviation, n, n + 1.96 * deviation


def guesses(true: Pair) -> Iterator[Pair]:
    """The truth, and all tables of the same total where one person is elsewhere."""
    yield true
    for n in range(3):
        for m in range(3):
            if n != m:
                moved = list(true)
                moved[n] += 1
                moved[m] -= 1
                yield (moved[0], moved[1], moved[2])


def certainty(true: Pair, publish: Callable[[Pair, bytes], object], keys: int = 400) -> float:
    """How sure the enemy is of the truth, on average: 1 over the guesses is not at all.

    It knows everything but the key, so it tries keys of its own on each guess.
    """
    seen = [
        Counter(publish(guess, f"{guess} {n}".encode()) for n in range(keys))
        for guess in guesses(true)
    ]
    return sum(
        n / keys * n / sum(counted[shown] for counted in seen) for shown, n in seen[0].items()
    )


def shown(pair: Pair, key: bytes) -> Outward:
    low, value, high = chapman(pair)
    return outward("estimate", low, value, high, key)


def on_an_open_grid(pair: Pair, key: bytes) -> tuple[float, ...]:
    """To the nearest 3, and no secret in it: what rounding alone would be."""
    return tuple(3 * round(one / 3) for one in chapman(pair))


TRUE = ((120, 90, 60), (48, 66, 12), (700, 400, 150), (30, 20, 9))


def test_the_enemy_who_guesses_is_hardly_surer_than_before() -> None:
    """Of seven guesses each has 1/7; what is published makes little more of the true one."""
    for true in TRUE:
        assert certainty(true, shown) < 1.25 / 7, true


def test_without_the_key_it_would_know_the_table() -> None:
    assert all(certainty(true, on_an_open_grid) > 0.45 for true in TRUE)
