"""Which categories are cells of their own: as many as hold enough people."""

from __future__ import annotations

from collections.abc import Collection

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
    inside_first = sorted(names, key=lambda one: (-len(chain(table.name, one, parents)), one))
    for name in inside_first:
        if merged(table, names, parents)[name] < fewest_shown(base):
            names -= {name}
    counts = merged(table, names, parents)
    while names and 0 < counts[RESIDUAL] < fewest_left(base):
        names -= {smallest(table, outermost(table, names, parents), counts)}
        counts = merged(table, names, parents)
    return names


def outermost(table: Table, names: frozenset[str], parents: Parents) -> frozenset[str]:
    """Return the shown categories that lie in no other: without them, people are left over."""
    return frozenset(
        one for one in names if cell_of(table.name, one, names - {one}, parents) == RESIDUAL
    )


def smallest(table: Table, names: Collection[str], counts: dict[str, int]) -> str:
    """Return the category with the fewest people, of equal ones the first by name."""
    return min(names, key=lambda name: (counts[name], name))
