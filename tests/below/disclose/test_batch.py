"""The batch rule, and what its own decisions tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

import pytest

from vittne.disclose import RESIDUAL, DisclosedTable, Shown, ShownCell, Table
from vittne.disclose.batch import changes, may_be_shown, shown_last, small
from vittne.disclose.enemy import few
from vittne.disclose.merge import large_enough, without_small
from vittne.disclose.tables import merged, no_parents

Names = frozenset[str]
Follow = Callable[[Table, DisclosedTable], Names]


def table(counts: dict[str, int], left: int) -> Table:
    return Table(name="t", counts=counts, total=sum(counts.values()) + left)


def published(before: tuple[int, ...], left: int) -> DisclosedTable:
    """What was shown; exact, which is more than the enemy ever has."""
    true = table(dict(zip("abcd", before, strict=False)), left)
    cells = tuple(ShownCell(category=name, value=count) for name, count in true.counts.items())
    shown = Shown(name="t", cells=cells, residual=left, total=true.total)
    return DisclosedTable(true=true, shown=shown)


def spread(people: int, cells: int) -> Iterator[tuple[int, ...]]:
    """All ways in which people can have come to cells."""
    if cells == 1:
        yield (people,)
        return
    for here in range(people + 1):
        for others in spread(people - here, cells - 1):
            yield (here, *others)


def learnt(people: int, old: DisclosedTable, follow: Follow) -> set[str]:
    """What an enemy learns from *which* cells are merged.

    It knows the whole table before, that so many came and nobody went, how much each cell
    changed that is still shown, and how the program decides: more than any real one.
    """
    before, left = old.true.counts, old.true.not_stated
    worlds = defaultdict(list)
    for *came, others in spread(people, len(before) + 1):
        counts = {name: before[name] + n for name, n in zip(before, came, strict=True)}
        names = follow(table(counts, left + others), old)
        told = tuple(sorted((name, counts[name]) for name in names))
        worlds[told].append((*came, others))
    found = set()
    for several in worlds.values():
        for n, name in enumerate((*before, RESIDUAL)):
            values = [world[n] for world in several]
            if few(min(values), max(values)):
                found.add(name)
    return found


def as_here(new: Table, old: DisclosedTable) -> Names:
    return may_be_shown(new, [old], 3, no_parents)


def only_what_changed(new: Table, old: DisclosedTable) -> Names:
    """Merge the cells that fail, and no others: what suggests itself."""
    names = large_enough(new, shown_last([old]), 3, no_parents)
    while names:
        changed = changes(new, names, old, no_parents)
        failing = {cell for group, change in changed.items() if small(change) for cell in group}
        if not failing:
            return names
        gone = failing - {RESIDUAL} or names
        counts = merged(new, names, no_parents)
        names -= {min(gone, key=lambda name: (counts[name], name))}
        names = without_small(new, names, {}, 3, no_parents)
    return names


@pytest.mark.parametrize("people", [5, 6, 9])
@pytest.mark.parametrize(
    ("before", "left"), [((30, 24, 18, 12), 15), ((12, 12, 12), 9), ((12, 9, 6), 0)]
)
def test_which_cells_are_merged_tells_of_no_few_people(
    people: int, before: tuple[int, ...], left: int
) -> None:
    assert learnt(people, published(before, left), as_here) == set()


def test_merging_only_what_changed_would() -> None:
    """Five came, one to each cell, and every cell is merged: so one came to each."""
    old = published((30, 24, 18, 12), 15)
    assert learnt(5, old, only_what_changed) >= set("abcd")


def test_margins_of_two_merges_are_compared_where_they_hold_the_same_people() -> None:
    old = published((30, 24, 18, 12), 15)
    new = table({"a": 30, "b": 24, "c": 19, "d": 12}, 14)
    found = changes(new, frozenset("ab"), old, no_parents)
    assert found == {frozenset("a"): 0, frozenset("b"): 0, frozenset([RESIDUAL]): 0}
