"""The batch rule: nothing is shown again before it changed by nobody, or by enough people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vittne.disclose.merge import large_enough, place, smallest, without_small
from vittne.disclose.tables import (
    FEWEST,
    RESIDUAL,
    DisclosedTable,
    Parents,
    Table,
    cell_of,
    chain,
    merged,
)


def small(change: int) -> bool:
    """Whether a change is of somebody, and of too few."""
    return 0 < abs(change) < FEWEST


def in_both(
    table: str,
    categories: Iterable[str],
    new: frozenset[str],
    old: frozenset[str],
    parents: Parents,
) -> list[tuple[frozenset[str], frozenset[str]]]:
    """Return the margins that two releases show: the finest sums of cells of both.

    Returns
    -------
    list of (frozenset of str, frozenset of str)
        Cells of the one, and the cells of the other that hold the same people.
    """
    groups: list[tuple[set[str], set[str]]] = [({RESIDUAL}, {RESIDUAL})]
    pairs = {
        (cell_of(table, one, new, parents), cell_of(table, one, old, parents))
        for one in {*categories, *new, *old}
    }
    for mine, other in sorted(pairs):
        joined = [group for group in groups if mine in group[0] or other in group[1]]
        groups = [group for group in groups if group not in joined]
        groups.append(
            ({mine}.union(*(g[0] for g in joined)), {other}.union(*(g[1] for g in joined)))
        )
    return [(frozenset(mine), frozenset(others)) for mine, others in groups]


def changes(
    new: Table, names: frozenset[str], old: DisclosedTable, parents: Parents
) -> dict[frozenset[str], int]:
    """Return how much each margin truly changed that both releases show, by its new cells."""
    now = merged(new, names, parents)
    before = merged(old.true, old.names, parents)
    categories = {*new.counts, *old.true.counts}
    return {
        mine: sum(now[cell] for cell in mine) - sum(before[cell] for cell in others)
        for mine, others in in_both(new.name, categories, names, old.names, parents)
    }


def shown_last(previous: Sequence[DisclosedTable]) -> dict[str, int]:
    """Return the number that each cell showed last, where it ever did."""
    return {name: n for old in previous if old.shown for name, n in old.shown.values.items()}


def may_be_shown(
    table: Table, previous: Sequence[DisclosedTable], base: int, parents: Parents
) -> frozenset[str]:
    """Merge the smallest cells until every margin that an earlier release shows passes the rule.

    Not the cells that changed by too few: if those were merged and no others, that would tell
    which they are. The order is one that everybody knows: by the number that was shown last.

    Returns
    -------
    frozenset of str
        The categories that may be shown; none where merging does not help.
    """
    last = shown_last(previous)
    names = large_enough(table, last, base, parents)
    while wrong := _failing(table, names, previous, parents):
        counts = merged(table, names, parents)
        wider = {one for name in names for one in chain(table.name, name, parents)[1:]}
        # Nobody joins these but by merging them: all that come before them go at once.
        bound = [
            smallest(group, last, counts) for group in wrong if not group & (wider | {RESIDUAL})
        ]
        until = max((place(one, last, counts) for one in bound), default=None)
        gone = {one for one in names if until and place(one, last, counts) <= until}
        names -= gone or {smallest(names, last, counts)}
        names = without_small(table, names, last, base, parents)
    return names


def _failing(
    table: Table, names: frozenset[str], previous: Sequence[DisclosedTable], parents: Parents
) -> set[frozenset[str]]:
    """Return the margins that changed by too few."""
    if not names:
        return set()
    return {
        group
        for old in previous
        for group, change in changes(table, names, old, parents).items()
        if small(change)
    }
