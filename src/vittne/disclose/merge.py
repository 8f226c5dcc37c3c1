"""Which categories are cells of their own: as many as hold enough people."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from vittne.disclose.tables import (
    RESIDUAL,
    Parents,
    Table,
    cell_of,
    chain,
    fewest_left,
    fewest_shown,
    merged,
)


def large_enough(table: Table, base: int, parents: Parents) -> frozenset[str]:
    """Return the categories that are shown where nothing was published before.

    A category of few people is counted in the one that contains it, and at last in the residual.
    """
    names = {one for category in table.counts for one in chain(table.name, category, parents)}
    return without_small(table, frozenset(names), base, parents)


def without_small(
    table: Table, names: frozenset[str], base: int, parents: Parents
) -> frozenset[str]:
    """Take out categories until every cell, and the residual, is empty or large enough."""
    counts = merged(table, names, parents)
    for name in sorted(names, key=lambda one: (-len(chain(table.name, one, parents)), one)):
        if counts[name] < fewest_shown(base):
            names = _without(table, names, name, counts, parents)
    while names and 0 < counts[RESIDUAL] < fewest_left(base):
        name = smallest(outermost(table, names, parents), counts)
        names = _without(table, names, name, counts, parents)
    return names


def _without(
    table: Table, names: frozenset[str], name: str, counts: dict[str, int], parents: Parents
) -> frozenset[str]:
    """Take out a category; its people are counted in the next wider cell."""
    names -= {name}
    counts[cell_of(table.name, name, names, parents)] += counts.pop(name)
    return names


def outermost(table: Table, names: frozenset[str], parents: Parents) -> frozenset[str]:
    """Return the shown categories that lie in no other: without them, people are left over."""
    return frozenset(
        one for one in names if cell_of(table.name, one, names - {one}, parents) == RESIDUAL
    )


def smallest(names: Collection[str], counts: Mapping[str, int]) -> str:
    """Return the category with the fewest people, of equal ones the first by name."""
    return min(names, key=lambda name: (counts[name], name))
