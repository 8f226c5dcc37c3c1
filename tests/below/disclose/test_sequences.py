"""Whatever happens to an archive, no two of its releases tell of fewer than five people."""

from __future__ import annotations

from collections import Counter
from itertools import chain, combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from naive_publishers import published

from vittne.disclose import RESIDUAL, Disclosed, Table, attack, disclose_tables
from vittne.disclose.enemy import conclude, ranges
from vittne.disclose.tables import cell_of, merged

KEY = b"k" * 32
HANDS = ("police", "guard", "kin", "army", "")
PLACES = ("CE/a", "CE/b", "CE/c", "CE", "DA/d", "IN", "")

person = st.tuples(st.sampled_from(HANDS), st.sampled_from(PLACES))
step = st.tuples(
    st.sampled_from(("added", "withdrawn", "merged", "moved")), st.integers(1, 9), person
)
archive = st.lists(st.tuples(person, st.integers(1, 25)), min_size=3, max_size=8)
history = st.lists(st.lists(step, max_size=4), min_size=2, max_size=6)

Person = tuple[str, str]


def around(table: str, category: str) -> str | None:
    return category.rpartition("/")[0] or None if table == "place" else None


def tables(people: list[Person]) -> list[Table]:
    found = []
    for n, name in enumerate(("hand", "place")):
        counts = Counter(one[n] for one in people if one[n])
        found.append(Table(name=name, counts=dict(counts), total=len(people)))
    return found


def happen(people: list[Person], kind: str, times: int, whom: Person) -> list[Person]:
    if kind == "added":
        return people + [whom] * times
    if kind == "withdrawn":
        return people[times:]
    if kind == "merged":  # two records of one person, found out late
        return people[:-1] if len(people) > 1 else people
    return [whom] * min(times, len(people)) + people[times:]


def published_over(
    start: list[tuple[Person, int]], later: list[list[tuple[str, int, Person]]]
) -> list[Disclosed]:
    """Publish after each round where it is possible."""
    people = [one for one, times in start for _ in range(times)]
    releases: list[Disclosed] = []
    for steps in ([], *later):
        for kind, times, whom in steps:
            people = happen(people, kind, times, whom)
        new = disclose_tables(tables(people), releases, KEY, people=len(people), parents=around)
        if not new.problems:
            releases.append(new)
    return releases


def subsets(cells: set[str]) -> list[frozenset[str]]:
    several = (combinations(sorted(cells), n) for n in range(1, len(cells) + 1))
    return [frozenset(one) for one in chain.from_iterable(several)]


def common(old: object, new: object) -> list[int]:
    """True changes of the finest sums that both show, found by trying all sums of cells."""
    name = old.true.name
    every = {RESIDUAL, *old.true.counts, *new.true.counts, *old.names, *new.names}

    def members(table: object) -> dict[frozenset[str], frozenset[str]]:
        inside = {one: cell_of(name, one, table.names, around) for one in every}
        return {
            frozenset(one for one in every if inside[one] in cells): cells
            for cells in subsets(set(inside.values()))
        }

    was, now = members(old), members(new)
    both = [one for one in was if one in now]
    finest = [one for one in both if not any(other < one for other in both)]
    counts, before = merged(new.true, new.names, around), merged(old.true, old.names, around)
    return [sum(counts[c] for c in now[one]) - sum(before[c] for c in was[one]) for one in finest]


@settings(max_examples=60, deadline=None)
@given(archive, history)
def test_no_releases_tell_of_few(
    start: list[tuple[Person, int]], later: list[list[tuple[str, int, Person]]]
) -> None:
    releases = published_over(start, later)
    for n in range(1, len(releases) + 1):
        assert attack(releases[:n], parents=around) == ()
    for one in releases:
        for table in one.tables:
            if table.shown is None:
                continue
            true = merged(table.true, table.names, around)
            assert all(count >= 6 for cell, count in true.items() if cell != RESIDUAL)
            assert true[RESIDUAL] == 0 or true[RESIDUAL] >= 9
            for cell, (low, high) in ranges(table.shown, 3).items():
                assert low <= true[cell] <= high
            assert sum(table.shown.values.values()) == one.people
    for old, new in combinations(releases, 2):
        assert abs(new.people - old.people) not in range(1, 5)
        for was, now in zip(old.tables, new.tables, strict=True):
            if was.shown and now.shown:
                assert all(change == 0 or abs(change) >= 5 for change in common(was, now))


@pytest.fixture(scope="module")
def small_changes() -> list[Disclosed]:
    """The same rounding, but each release as if it were the first."""
    people = [("police", "IN")] * 40 + [("guard", "IN")] * 31 + [("kin", "CE/a")] * 22
    found = []
    for n in range(3):
        moved = [("guard", "IN")] * n + people[n:]
        found.append(disclose_tables(tables(moved), [], KEY, people=len(people), parents=around))
    return found


def test_without_the_batch_rule_people_move_one_at_a_time(small_changes: list[Disclosed]) -> None:
    """The oracle above can fail: it does where releases forget each other."""
    changes = [
        change
        for old, new in combinations(small_changes, 2)
        for change in common(old.tables[0], new.tables[0])
    ]
    assert {1, -1} <= set(changes)


def test_two_rounded_tables_that_overlap_leave_room() -> None:
    """A margin of one table, and the parts of it in another, each rounded for itself."""
    for police, small in product(range(14, 32), (1, 2)):
        both = {"police 10": police - small, "police 11": small, "guard 10": 21, "guard 11": 18}
        hand = {"police": police, "guard": 39}
        people = police + 39
        disclosed = disclose_tables(
            [
                Table(name="hand", counts=hand, total=people),
                Table(name="both", counts=both, total=people),
            ],
            [],
            KEY,
            people=people,
        )
        known = {frozenset(both): (people, people)}
        for table in disclosed.tables:
            if table.shown is None:
                continue
            for cell, bounds in ranges(table.shown, 3).items():
                names = [one for one in both if cell_of("", one, table.names, around) == cell]
                if table.true.name == "hand":
                    names = [one for one in both if one.split()[0] == cell]
                known[frozenset(names)] = bounds
        assert conclude(published([known])) == ()
