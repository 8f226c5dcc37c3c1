"""The enemy as code: it concludes what can be concluded, and does away with careless publishers."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from naive_publishers import by_chance, exact, published

from vittne.disclose import RESIDUAL, Disclosed, Shown, ShownCell, Table, attack, disclose_tables
from vittne.disclose.enemy import Knowledge, conclude

KEY = b"k" * 32


def test_no_merging() -> None:
    found = conclude(published([exact(("police", 40), ("guard", 17), ("kin", 1))]))
    assert [(one.what, one.low, one.high) for one in found] == [("kin 0", 1, 1)]


def test_rounding_alone_with_a_total_that_leaves_no_room() -> None:
    """3 people, and each of two cells shown as 3: so 1 or 2 are in each."""
    ranges = {frozenset("ab"): (3, 3), frozenset("a"): (1, 5), frozenset("b"): (1, 5)}
    assert {one.what for one in conclude(published([ranges]))} == {"a 0", "b 0"}


def test_exact_subtotals_of_two_tables_that_overlap() -> None:
    first = exact(("grozny", 40), ("argun+gudermes+shali", 60))
    second = exact(("grozny+argun", 42), ("gudermes+shali", 58))
    assert "argun 0" in {one.what for one in conclude(published([first | second]))}


def test_a_release_after_every_single_correction() -> None:
    rng = np.random.default_rng(1)
    found = conclude(published([by_chance({"a": 40, "b": n}, rng) for n in (30, 31)]))
    assert ("change 0-1", 1, 1) in {(one.what, one.low, one.high) for one in found}


def test_every_release_rounded_by_new_chance() -> None:
    """Nobody came or went, and still each release says something new: 0 or 3, so 1 or 2."""
    rng = np.random.default_rng(1)
    releases = [by_chance({"police": 40, "guard": 17, "kin": 1}, rng) for _ in range(12)]
    found = {one.what for one in conclude(published(releases, unchanged=True))}
    assert "kin 0" in found
    assert "kin 0" not in {one.what for one in conclude(published(releases[:1]))}


def test_large_cells_rounded_by_new_chance_and_no_batches() -> None:
    """Enough draws give the exact numbers, so the next release shows the one who moved."""
    rng = np.random.default_rng(1)
    before = [by_chance({"a": 40, "b": 31, "c": 22}, rng) for _ in range(12)]
    after = [by_chance({"a": 41, "b": 32, "c": 20}, rng) for _ in range(12)]

    def narrowed(draws: list[dict[frozenset[str], tuple[int, int]]]) -> dict:
        return {
            cell: (max(one[cell][0] for one in draws), min(one[cell][1] for one in draws))
            for cell in draws[0]
        }

    releases = [narrowed(before), narrowed(after)]
    found = {one.what for one in conclude(published(releases))}
    assert "change of a 0-1" in found
    assert conclude(published([before[0], after[0]])) == ()


def of(total: int, **counts: int) -> Table:
    return Table(name="hand", counts=counts, total=total)


def shown(table: Table, **cells: int) -> Disclosed:
    """A release as a publisher makes it who knows no rules."""
    disclosed = disclose_tables([table], [], KEY, people=table.total)
    values = tuple(ShownCell(category=name, value=value) for name, value in cells.items())
    left = table.total - sum(cells.values())
    one = Shown(name="hand", cells=values, residual=left, total=table.total)
    return replace(disclosed, total=table.total, tables=(replace(disclosed.tables[0], shown=one),))


def test_the_build_is_told_what_the_enemy_knows_and_what_to_do() -> None:
    old = disclose_tables([of(100, police=40, guard=17)], [], KEY, people=100)
    new = disclose_tables([of(101, police=41, guard=17)], [], KEY, people=101)
    (problem,) = attack([old, new])
    assert "change from release 1 to 2" in problem.message
    assert "that it is 1" in problem.message
    assert "wait for more changes" in problem.hint


def test_a_release_that_breaks_the_rules_is_an_error_and_no_answer() -> None:
    """Two cells of 6 in a total of 10: no true table is like that."""
    with pytest.raises(ArithmeticError, match="contradicts the rules"):
        attack([shown(of(12, police=6, guard=6), police=3, guard=3)])


def test_a_merged_cell_taken_apart_by_subtraction() -> None:
    """Release 1 shows the cell, release 2 the wider one; what else is in it was never shown."""
    known = Knowledge(most=100, targets={"small": {"small": 1}})
    known.sums += [({"large": 1}, 12, 12), ({"large": 1, "small": 1}, 13, 14)]
    assert [one.what for one in conclude(known)] == ["small"]


sums = st.lists(
    st.tuples(
        st.dictionaries(st.sampled_from("abc"), st.sampled_from([-1, 1]), min_size=1),
        st.integers(0, 4),
    ),
    max_size=4,
)


@settings(max_examples=80, deadline=None)
@given(st.tuples(*[st.integers(0, 7)] * 3), sums, st.lists(st.sampled_from("abc"), max_size=2))
def test_the_enemy_concludes_what_trying_every_world_does(
    true: tuple[int, ...], asked: list[tuple[dict[str, int], int]], gaps: list[str]
) -> None:
    def total(terms: dict[str, int], world: tuple[int, ...]) -> int:
        return sum(times * world["abc".index(name)] for name, times in terms.items())

    known = Knowledge(most=7, targets={name: {name: 1} for name in "abc"})
    known.targets["a - b"] = {"a": 1, "b": -1}
    known.sums = [(t, total(t, true) - room, total(t, true) + room) for t, room in asked]
    known.gaps = [{name: 1} for name in gaps if true["abc".index(name)] in (0, 5, 6, 7)]
    worlds = [
        world
        for world in product(range(8), repeat=3)
        if all(low <= total(terms, world) <= high for terms, low, high in known.sums)
        and all(total(terms, world) in (0, 5, 6, 7) for terms in known.gaps)
    ]
    assert true in worlds
    expected = set()
    for name, terms in known.targets.items():
        values = {total(dict(terms), world) for world in worlds}
        ends = {abs(min(values)), abs(max(values))}
        if not min(values) <= 0 <= max(values) and (
            max(ends) <= 2 or (len(values) == 1 and max(ends) < 5)
        ):
            expected.add(name)
    assert {one.what for one in conclude(known)} == expected


def test_it_uses_nothing_of_the_truth_but_the_names_of_categories() -> None:
    disclosed = disclose_tables([of(100, police=40, guard=17, army=3)], [], KEY, people=100)
    one = disclosed.tables[0]
    other = replace(one, true=replace(one.true, counts={"police": 1, "guard": 1, "army": 1}))
    assert attack([disclosed]) == attack([replace(disclosed, tables=(other,))]) == ()
    assert RESIDUAL in one.shown.values
