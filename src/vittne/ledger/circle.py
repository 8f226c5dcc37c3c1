"""Walking in directed graphs that may run in circles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set

Graph = Mapping[str, frozenset[str]]
"""For each node: where its edges lead. Every node is a key."""


def directed(nodes: Iterable[str], edges: Iterable[tuple[str, str]]) -> Graph:
    """Build a graph; edges that touch no node, or a node and itself, are dropped."""
    targets: dict[str, set[str]] = {node: set() for node in nodes}
    for source, target in edges:
        if source in targets and target in targets and source != target:
            targets[source].add(target)
    return {node: frozenset(found) for node, found in targets.items()}


def reachable(graph: Graph, start: str, *, closed: Set[str] = frozenset()) -> frozenset[str]:
    """Return every node that can be reached from the start, itself included.

    No way leads into a closed node.
    """
    seen, waiting = {start}, [start]
    while waiting:
        new = graph[waiting.pop()] - seen - closed
        seen |= new
        waiting.extend(new)
    return frozenset(seen)


def knots(graph: Graph) -> tuple[frozenset[str], ...]:
    """Split the graph into its knots: nodes that can reach each other.

    A node in no circle is a knot of its own. Sorted by the smallest id. The method is
    Kosaraju's (Sharir 1981): what reaches a node in the reversed graph, taken in
    reversed order of leaving.
    """
    reversed_graph = directed(graph, ((t, s) for s, targets in graph.items() for t in targets))
    done: set[str] = set()
    found = []
    for start in reversed(_by_leaving(graph)):
        if start not in done:
            knot = reachable(reversed_graph, start, closed=done)
            done |= knot
            found.append(knot)
    return tuple(sorted(found, key=min))


def circles(graph: Graph) -> tuple[frozenset[str], ...]:
    """Return the knots of two nodes or more."""
    return tuple(knot for knot in knots(graph) if len(knot) > 1)


def _by_leaving(graph: Graph) -> list[str]:
    order: list[str] = []
    seen: set[str] = set()
    for root in sorted(graph):
        if root in seen:
            continue
        seen.add(root)
        walk = [(root, iter(sorted(graph[root])))]
        while walk:
            node, rest = walk[-1]
            following = next((target for target in rest if target not in seen), None)
            if following is None:
                order.append(node)
                walk.pop()
            else:
                seen.add(following)
                walk.append((following, iter(sorted(graph[following]))))
    return order
