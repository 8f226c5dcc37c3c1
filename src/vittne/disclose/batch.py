"""The batch rule: nothing is shown again before it changed by nobody, or by enough people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from vittne.disclose.merge import outermost, smallest, without_small
from vittne.disclose.tables import (
    FEWEST,
    RESIDUAL,
    DisclosedTable,
    Parents,
    Table,
    cell_of,
    merged,
)


def small(change: int) -> bool:
    """Whether a change is of somebody, and of too few."""
    return 0 < abs(change) < FEWEST


def changes(
    new: Table, names: frozenset[str], old: DisclosedTable, parents: Parents
) -> dict[frozenset[str], int]:
    """Return how much each margin changed that both releases show.

    The key is the cells of the new table that the margin is made of: the finest sums of
    cells of one that are sums of cells of the other as well.
    """
    groups = _common(new, names, old, parents)
    now = merged(new, names, parents)
    before = merged(old.true, old.names, parents)
    return {
        group: sum(now[cell] for cell in group) - sum(before[cell] for cell in others)
        for group, others in groups
    }


def _common(
    new: Table, names: frozenset[str], old: DisclosedTable, parents: Parents
) -> list[tuple[frozenset[str], frozenset[str]]]:
    """Return the finest groups of new cells that hold the same people as groups of old ones."""
    every = {*new.counts, *old.true.counts, *names, *old.names}
    groups: list[tuple[set[str], set[str]]] = [({RESIDUAL}, {RESIDUAL})]
    for category in sorted(every):
        mine = cell_of(new.name, category, names, parents)
        other = cell_of(new.name, category, old.names, parents)
        joined = [g for g in groups if mine in g[0] or other in g[1]]
        groups = [g for g in groups if g not in joined]
        groups.append(
            ({mine}.union(*(g[0] for g in joined)), {other}.union(*(g[1] for g in joined)))
        )
    return [(frozenset(mine), frozenset(others)) for mine, others in groups]


def may_follow(
    table: Table,
    names: frozenset[str],
    previous: Sequence[DisclosedTable],
    base: int,
    parents: Parents,
) -> frozenset[str]:
    """Merge cells until every margin that an earlier release shows, too, passes the rule.

    Returns
    -------
    frozenset of str
        The categories that may be shown; none where merging does not help.
    """
    while names:
        failing: Counter[str] = Counter()
        for old in previous:
            for group, change in changes(table, names, old, parents).items():
                failing.update(group if small(change) else ())
        if not failing:
            return names
        counts = merged(table, names, parents)
        outer = outermost(table, names, parents)
        candidates = [name for name in failing if name != RESIDUAL] or list(outer)
        names -= {smallest(table, candidates, counts)}
        names = without_small(table, names, base, parents)
    return names
