"""Averaging over decomposable graphs as a textbook would: every graph, every N, every cell.

Nothing here is shared with the engine: graphs are decomposable if no cycle of four or more is
without a chord, cliques are found by looking at every set, separators by the junction tree.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product
from math import exp, lgamma, log

Edges = frozenset[frozenset[int]]
Set = frozenset[int]
Pattern = tuple[bool, ...]


def decomposable(vertices: int) -> Iterator[Edges]:
    """Every graph without a chordless cycle of four or more."""
    pairs = [frozenset(pair) for pair in combinations(range(vertices), 2)]
    for kept in product((False, True), repeat=len(pairs)):
        edges = frozenset(pair for pair, keep in zip(pairs, kept, strict=True) if keep)
        if not any(
            _is_cycle(set(some), edges)
            for size in range(4, vertices + 1)
            for some in combinations(range(vertices), size)
        ):
            yield edges


def _is_cycle(some: set[int], edges: Edges) -> bool:
    inside = [edge for edge in edges if edge <= some]
    if any(sum(v in edge for edge in inside) != 2 for v in some):
        return False
    reached = {min(some)}
    for _ in some:
        reached |= {v for edge in inside if edge & reached for v in edge}
    return reached == some


def cliques(vertices: int, edges: Edges) -> list[Set]:
    """Sets that are all joined, and lie in no larger one."""
    joined = [
        frozenset(some)
        for size in range(1, vertices + 1)
        for some in combinations(range(vertices), size)
        if all(frozenset(pair) in edges for pair in combinations(some, 2))
    ]
    return [one for one in joined if not any(one < other for other in joined)]


def separators(found: Sequence[Set]) -> list[Set]:
    """Intersections along a junction tree: a spanning tree of cliques of greatest weight."""
    tree_of = {clique: {clique} for clique in found}
    cut = []
    for one, other in sorted(combinations(found, 2), key=lambda two: -len(two[0] & two[1])):
        if other not in tree_of[one]:
            cut.append(one & other)
            merged = tree_of[one] | tree_of[other]
            for clique in merged:
                tree_of[clique] = merged
    return cut


def log_marginal(counts: dict[Pattern, int], some: Set, per_cell: float) -> float:
    """Probability of the counts of some lists, seen one after another, under a Dirichlet."""
    lists = len(next(iter(counts)))
    alpha = per_cell * 2 ** (lists - len(some))
    total = sum(counts.values())
    found = lgamma(alpha * 2 ** len(some)) - lgamma(total + alpha * 2 ** len(some))
    for cell in product((False, True), repeat=len(some)):
        here = sum(
            count
            for pattern, count in counts.items()
            if all(pattern[j] == on for j, on in zip(sorted(some), cell, strict=True))
        )
        found += lgamma(here + alpha) - lgamma(alpha)
    return found


def posterior(
    patterns: Sequence[Pattern],
    counts: Sequence[int],
    most_missing: int,
    *,
    power: float = 1.0,
    per_cell: float | None = None,
) -> tuple[dict[Edges, float], list[float]]:
    """Probability of each graph, and of each N0 = 0, ..., most_missing."""
    lists, observed = len(patterns[0]), sum(counts)
    per_cell = 2.0**-lists if per_cell is None else per_cell
    logs: dict[tuple[Edges, int], float] = {}
    for edges in decomposable(lists):
        found = cliques(lists, edges)
        cut = separators(found)
        for missing in range(most_missing + 1):
            table = dict(zip(patterns, counts, strict=True)) | {(False,) * lists: missing}
            people = observed + missing
            value = lgamma(people + 1) - sum(lgamma(n + 1) for n in table.values())
            value -= power * log(people)
            value += sum(log_marginal(table, clique, per_cell) for clique in found)
            value -= sum(log_marginal(table, some, per_cell) for some in cut)
            logs[edges, missing] = value
    top = max(logs.values())
    weights = {key: exp(value - top) for key, value in logs.items()}
    total = sum(weights.values())
    of_graph: dict[Edges, float] = {}
    of_number = [0.0] * (most_missing + 1)
    for (edges, missing), weight in weights.items():
        of_graph[edges] = of_graph.get(edges, 0.0) + weight / total
        of_number[missing] += weight / total
    return of_graph, of_number
