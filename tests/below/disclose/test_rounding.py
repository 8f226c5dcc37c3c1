"""Controlled rounding, held against every way there is to round."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from vittne.disclose.rounding import _LEFT_KEPT, _aim, rounded
from vittne.disclose.tables import RESIDUAL, fewest_left, fewest_shown

KEY = b"rounding key of the tests, 32 by"
cells = st.dictionaries(st.sampled_from("abcdefg"), st.integers(6, 30), min_size=1, max_size=7)
rests = st.just(0) | st.integers(9, 40)
keys = st.binary(min_size=32, max_size=32)


def rest_of(counts: dict[str, int]) -> str:
    named = {name: count for name, count in counts.items() if name != RESIDUAL}
    return RESIDUAL if counts[RESIDUAL] else max(named, key=lambda name: (named[name], name))


def every_rounding(counts: dict[str, int], base: int) -> list[dict[str, int]]:
    """All tables of neighbouring multiples that keep the total, by enumeration."""
    rest = rest_of(counts)
    names = [name for name in counts if name not in (rest, RESIDUAL)]
    least = fewest_left(base) if rest == RESIDUAL else fewest_shown(base)
    ways = [{counts[n] // base * base, -(-counts[n] // base) * base} for n in names]
    found = []
    for values in product(*ways):
        left = sum(counts.values()) - sum(values)
        if abs(left - counts[rest]) < base and left >= least:
            found.append({**dict(zip(names, values, strict=True)), rest: left})
    return found


def cost(shown: dict[str, int], counts: dict[str, int], key: bytes, kept: dict[str, int]) -> float:
    rest, total = rest_of(counts), 0.0
    for name, value in shown.items():
        if name == rest:
            total += _LEFT_KEPT * abs(value - kept[name]) if name in kept else 0
        elif counts[name] % 3:
            up, weight = _aim("t", name, counts[name], key, 3, kept)
            total += weight * (up != (value > counts[name]))
    return total


@settings(max_examples=60, deadline=None)
@given(cells, rests, keys, st.data())
def test_it_is_the_best_of_all_roundings(
    counts: dict[str, int], left: int, key: bytes, data: st.DataObject
) -> None:
    counts = {**counts, RESIDUAL: left}
    every = every_rounding(counts, 3)
    kept = data.draw(st.sampled_from(every))
    kept = {name: kept[name] for name in data.draw(st.sets(st.sampled_from(sorted(kept))))}
    shown = rounded("t", counts, key, base=3, kept=kept)
    shown.pop(RESIDUAL) if not left and RESIDUAL in shown else None
    assert shown in every
    best = min(cost(one, counts, key, kept) for one in every)
    assert abs(cost(shown, counts, key, kept) - best) < 1e-6


@given(cells, rests, keys)
@settings(max_examples=40, deadline=None)
def test_a_table_that_did_not_change_is_rounded_as_before(
    counts: dict[str, int], left: int, key: bytes
) -> None:
    counts = {**counts, RESIDUAL: left}
    first = rounded("t", counts, key, base=3, kept={})
    assert rounded("t", counts, key, base=3, kept={}) == first
    assert rounded("t", counts, b"another key", base=3, kept=first) == first


def test_a_base_of_five_is_possible() -> None:
    shown = rounded("t", {"a": 8, "b": 11, "c": 23, RESIDUAL: 12}, KEY, base=5, kept={})
    assert shown in every_rounding({"a": 8, "b": 11, "c": 23, RESIDUAL: 12}, 5)


def test_chance_rounds_up_as_often_as_is_fair() -> None:
    """7 is one above a multiple: up in a third of keys, so that no sum is pushed one way."""
    ups = sum(_aim("t", "a", 7, bytes([n]) * 32, 3, {})[0] for n in range(256))
    assert 60 < ups < 111
