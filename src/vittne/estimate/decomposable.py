"""All decomposable graphs of a few lists, each as the order in which it comes apart.

A graph is decomposable (chordal) exactly if it has a vertex whose neighbours are all joined
to each other, and is decomposable without it (Dirac, Abh. Math. Sem. Univ. Hamburg 25, 1961).
Taking such vertices away one by one, the likelihood of a decomposable graph is a product of
one factor for each: P(v | its neighbours that are left) (Lauritzen, Graphical Models, 1996,
proposition 4.21 and section 2.1). So a graph is stored as J steps (v, neighbours).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int32]

MOST_VERTICES = 7
"""Seven have 617,675 graphs; eight would have 30,888,596."""


@dataclass(frozen=True, eq=False)
class DecomposableGraphs:
    """All decomposable graphs on the vertices 0 to ``vertices - 1``, each once.

    Attributes
    ----------
    vertices : int
        J.
    edges : array of int, shape (graphs,)
        Bit ``edge_bit(u, v)`` is set where u and v are joined.
    steps : array of int, shape (graphs, J)
        One step ``(v << J) + neighbours`` for each vertex: the neighbours are those that are
        left when v is taken away, as a bit mask, and are all joined to each other.
    """

    vertices: int
    edges: Ints
    steps: Ints

    @property
    def complete(self) -> int:
        """Row of the graph in which all vertices are joined."""
        return int(np.argmax(self.edges))

    def cliques(self, graph: int) -> tuple[tuple[int, ...], ...]:
        """Largest sets of vertices that are all joined, in lexicographic order."""
        masks = [self._family(int(step)) for step in self.steps[graph]]
        kept = [a for a in masks if not any(a != b and a & b == a for b in masks)]
        return tuple(sorted(tuple(v for v in range(self.vertices) if a >> v & 1) for a in kept))

    def _family(self, step: int) -> int:
        """A vertex with its neighbours. Every clique is one of these."""
        return step & ((1 << self.vertices) - 1) | 1 << (step >> self.vertices)


def edge_bit(u: int, v: int) -> int:
    """Which bit of a graph's number says that two vertices are joined."""
    low, high = sorted((u, v))
    return high * (high - 1) // 2 + low


@lru_cache(maxsize=MOST_VERTICES)
def decomposable_graphs(vertices: int) -> DecomposableGraphs:
    """Return all decomposable graphs: 1, 2, 8, 61, 822, 18,154 or 617,675 of them.

    Every such graph without its last vertex is decomposable too, so each graph of one
    vertex fewer is tried with every set of neighbours of the new one. Kept are those that
    have a vertex to take away, and leave a decomposable graph: that one's steps follow.
    """
    if vertices == 1:
        return DecomposableGraphs(1, np.zeros(1, np.int32), np.zeros((1, 1), np.int32))
    smaller = decomposable_graphs(vertices - 1)
    row = np.full(1 << edge_bit(0, vertices - 1), -1, np.int32)
    row[smaller.edges] = np.arange(smaller.edges.size)
    new = np.arange(1 << (vertices - 1), dtype=np.int32) << edge_bit(0, vertices - 1)
    open_graphs = (smaller.edges[:, None] | new).ravel()
    edges, steps = [], []
    for v in reversed(range(vertices)):
        neighbours, simplicial = _look_at(open_graphs, v, vertices)
        found = open_graphs[simplicial]
        rest = row[_without(found, v, vertices)]
        kept = rest >= 0
        first = (v << vertices) | neighbours[simplicial][kept]
        edges.append(found[kept])
        steps.append(np.column_stack([first, _renamed(vertices, v)[smaller.steps[rest[kept]]]]))
        open_graphs = open_graphs[~simplicial]
    return DecomposableGraphs(vertices, np.concatenate(edges), np.concatenate(steps))


def _neighbours(graphs: Ints, v: int, vertices: int) -> Ints:
    found = np.zeros_like(graphs)
    for u in range(vertices):
        if u != v:
            found |= (graphs >> edge_bit(u, v) & 1) << u
    return found


def _look_at(graphs: Ints, v: int, vertices: int) -> tuple[Ints, npt.NDArray[np.bool_]]:
    """Return the neighbours of v in each graph, and whether they are all joined."""
    neighbours = _neighbours(graphs, v, vertices)
    joined = np.ones(graphs.size, np.bool_)
    for u in range(vertices):
        if u != v:
            beside = _neighbours(graphs, u, vertices) | 1 << u
            joined &= (neighbours >> u & 1 == 0) | (neighbours & ~beside == 0)
    return neighbours, joined


def _without(graphs: Ints, v: int, vertices: int) -> Ints:
    """Take v away: the vertices after it move down by one."""
    left = [u for u in range(vertices) if u != v]
    found = np.zeros_like(graphs)
    for high in range(vertices - 1):
        for low in range(high):
            found |= (graphs >> edge_bit(left[low], left[high]) & 1) << edge_bit(low, high)
    return found


def _renamed(vertices: int, v: int) -> Ints:
    """Return, for each step of a graph without v, the step once v is back in its place."""
    old = np.arange((vertices - 1) << (vertices - 1), dtype=np.int32)
    vertex, neighbours = old >> (vertices - 1), old & ((1 << (vertices - 1)) - 1)
    below = (1 << v) - 1
    moved = (neighbours & below) | (neighbours & ~below) << 1
    return ((vertex + (vertex >= v)) << vertices | moved).astype(np.int32)
