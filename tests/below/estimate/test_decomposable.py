"""Every decomposable graph is there once, and comes apart as its steps say."""

from __future__ import annotations

import pytest
from oracles import graphs as oracle

from vittne.estimate.decomposable import decomposable_graphs, edge_bit


@pytest.mark.parametrize(
    ("vertices", "number"), [(1, 1), (2, 2), (3, 8), (4, 61), (5, 822), (6, 18_154), (7, 617_675)]
)
def test_there_are_as_many_as_there_should_be(vertices: int, number: int) -> None:
    """Labelled chordal graphs: sequence A058862 of the OEIS."""
    found = decomposable_graphs(vertices)
    assert found.steps.shape == (number, vertices)
    assert len(set(found.edges.tolist())) == number


@pytest.mark.parametrize("vertices", [3, 4, 5])
def test_they_are_those_without_a_chordless_cycle(vertices: int) -> None:
    told = {
        sum(1 << edge_bit(*edge) for edge in edges): sorted(
            tuple(sorted(clique)) for clique in oracle.cliques(vertices, edges)
        )
        for edges in oracle.decomposable(vertices)
    }
    found = decomposable_graphs(vertices)
    assert told == {
        int(edges): list(found.cliques(graph)) for graph, edges in enumerate(found.edges)
    }


def test_steps_cancel_to_cliques_less_separators() -> None:
    found = decomposable_graphs(4)
    told = {
        sum(1 << edge_bit(*edge) for edge in edges): oracle.cliques(4, edges)
        for edges in oracle.decomposable(4)
    }
    for edges, steps in zip(found.edges.tolist(), found.steps.tolist(), strict=True):
        signed: dict[int, int] = {}
        for step in steps:
            left = step & 15
            signed[left | 1 << (step >> 4)] = signed.get(left | 1 << (step >> 4), 0) + 1
            signed[left] = signed.get(left, 0) - 1
        for clique in told[edges]:
            signed[sum(1 << v for v in clique)] -= 1
        for cut in oracle.separators(told[edges]):
            key = sum(1 << v for v in cut)
            signed[key] = signed.get(key, 0) + 1
        # One empty set stands for the whole table, which every graph has.
        signed[0] += 1
        assert not any(signed.values())


def test_the_complete_graph_is_found() -> None:
    found = decomposable_graphs(5)
    assert found.cliques(found.complete) == ((0, 1, 2, 3, 4),)
