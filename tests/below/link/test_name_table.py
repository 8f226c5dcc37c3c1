"""Many names at once: the same answers, in bounded time, and how good they are."""

from __future__ import annotations

import math
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_names import cases
from name_cases import area_under_curve, published_cases, scores
from rapidfuzz.distance import OSA

from vittne.link.names import NameTable, compare_names, read_name
from vittne.link.names.kernel import Costs, _distance
from vittne.terms.errors import UserError

CASES = cases()


def test_a_table_says_of_each_pair_what_comparing_the_two_says() -> None:
    some = CASES[::9]
    table = NameTable.of([read_name(name) for case in some for name in (case.a, case.b)])
    levels = table.compare(np.arange(0, len(table.index), 2), np.arange(1, len(table.index), 2))
    alone = [compare_names(read_name(case.a), read_name(case.b)).score for case in some]
    assert np.allclose(levels.score, alone, atol=1e-4)


def test_a_table_of_nothing_has_no_pairs() -> None:
    table = NameTable.of([])
    none = np.zeros(0, dtype=np.int64)
    assert table.compare(none, none).score.size == table.family.size == 0


@settings(deadline=None)
@given(st.text("abcq", max_size=9), st.text("abcq", max_size=9))
def test_where_all_letters_cost_the_same_the_distance_is_the_textbook_s(a: str, b: str) -> None:
    plain = Costs(np.ones((128, 128)), np.ones(128), 1.0)
    codes = [np.array([*map(ord, text), 0], dtype=np.int32) for text in (a, b)]

    def within(most: float) -> float:
        return _distance(codes[0], len(a), codes[1], len(b), plain, np.empty((3, 12)), most)

    true = OSA.distance(a, b)
    assert within(math.inf) == true
    for most in range(true):
        assert within(most) in (true, math.inf)
    assert within(true) == true


def test_a_name_longer_than_any_is_refused_in_words() -> None:
    with pytest.raises(UserError, match="1,000,000 characters"):
        read_name("Хасан " * 166_666 + "....")


@pytest.mark.parametrize(
    "text",
    [
        "а" * 1000,
        "а " * 500,
        "ﷺ" * 1000,
        "-" * 1000,
        "А-" * 500,
        "(" * 1000,
        "І|1l" * 250,
        "\u0301" * 1000,
    ],
)
def test_the_longest_names_take_no_longer_than_a_moment(text: str) -> None:
    before = time.process_time()
    compare_names(read_name(text), read_name(text[::-1] + "б"[: 1000 - len(text)]))
    assert time.process_time() - before < 10  # compiling, for the first; else milliseconds


def test_the_worst_names_are_compared_a_thousand_times_within_seconds() -> None:
    word = "чщжц" * 20
    long = [read_name(" ".join(word[n : n + 60 + k] for k in range(8))) for n in range(4)]
    table = NameTable.of(long)
    table.compare([0], [1])
    before = time.process_time()
    table.compare(np.zeros(1000, dtype=np.int64), np.tile([1, 2, 3, 0], 250))
    assert time.process_time() - before < 5


def test_names_that_rules_spell_and_change_are_told_apart() -> None:
    found = scores(tuple(case.a for case in CASES), tuple(case.b for case in CASES))
    same = np.array([case.same for case in CASES])
    assert len(CASES) > 1500
    assert area_under_curve(found, same) > 0.995
    for kind in {case.kind for case in CASES}:
        which = np.array([case.kind == kind for case in CASES])
        wrong = np.mean((found[which] > 0.5) != same[which])
        assert wrong <= 0.05, f"{kind}: {wrong:.1%} on the wrong side"


def test_published_cases_are_told_apart_also_in_the_half_held_out(shared_data: Path) -> None:
    pairs = published_cases(shared_data)
    found = scores(pairs.a, pairs.b)
    assert area_under_curve(found, pairs.same) > 0.857
    held = pairs.held_out
    assert area_under_curve(found[held], pairs.same[held]) > 0.857
