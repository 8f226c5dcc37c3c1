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


def large_enough(
    table: Table, last: Mapping[str, int], base: int, parents: Parents
) -> frozenset[str]:
    """Return the categories that have enough people, whatever was published before.

    A category of few people is counted in the one that contains it, and at last in the residual.

    Parameters
    ----------
    table : Table
    last : mapping of str to int
        The number that each category showed last, where it ever did: the order in which
        categories are merged. By their true numbers, the order would tell of those.
    base : int
    parents : callable
    """
    names = {one for category in table.counts for one in chain(table.name, category, parents)}
    return without_small(table, frozenset(names), last, base, parents)


def without_small(
    table: Table, names: frozenset[str], last: Mapping[str, int], base: int, parents: Parents
) -> frozenset[str]:
    """Take out categories until every cell, and the residual, is empty or large enough."""
    counts = merged(table, names, parents)
    for name in sorted(names, key=lambda one: (-len(chain(table.name, one, parents)), one)):
        if counts[name] < fewest_shown(base):
            names = _without(table, names, name, counts, parents)
    while names and 0 < counts[RESIDUAL] < fewest_left(base):
        name = smallest(outermost(table, names, parents), last, counts)
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


def place(name: str, last: Mapping[str, int], counts: Mapping[str, int]) -> tuple[int, str]:
    """Return where a category stands in the order of merging: by what it showed last."""
    return last.get(name, counts[name]), name


def smallest(names: Collection[str], last: Mapping[str, int], counts: Mapping[str, int]) -> str:
    """Return the category that showed the least; one that never did, by its people."""
    return min(names, key=lambda name: place(name, last, counts))
