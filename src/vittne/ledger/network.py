"""The graph of who rests on whom."""

from __future__ import annotations

from dataclasses import dataclass

from vittne.ledger.model import Claim, Record
from vittne.ledger.origin import origins, origins_by_claim
from vittne.ledger.plain import Plain
from vittne.ledger.repeat import merge_repeats
from vittne.ledger.voice import DENIES, retellings


@dataclass(frozen=True, slots=True, kw_only=True)
class Node(Plain):
    """A claim, or a survey or poll that a claim is related to.

    Attributes
    ----------
    id : str
        Claim id, ``reporting/<id>`` or ``polls/<id>``.
    kind : str
        ``claim``, ``denial``, ``sentence`` or ``outside`` (no claim of the record).
    unit : str
    origins : tuple of str
        The origins it is or retells; empty for what is no origin.
    retelling : bool
    said_again : int
        How many more rows say the same.
    """

    id: str
    kind: str
    unit: str = ""
    origins: tuple[str, ...] = ()
    retelling: bool = False
    said_again: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge(Plain):
    """One relation, from ``source`` to ``target``."""

    source: str
    target: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph(Plain):
    """Nodes by id, edges by their ends and kind."""

    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()


def graph(record: Record) -> Graph:
    """Draw up the graph of all claims that carry a unit or a relation."""
    merged, repeats = merge_repeats(record)
    by_claim = origins_by_claim(origins(merged))
    retold = retellings(merged)
    edges = {Edge(source=r.source, target=r.target, kind=r.kind) for r in merged.relations}
    ends = {end for edge in edges for end in (edge.source, edge.target)}
    nodes = [
        Node(
            id=claim.id,
            kind=_kind(claim, merged.sentences),
            unit=claim.unit,
            origins=by_claim.get(claim.id, ()),
            retelling=claim.id in retold,
            said_again=len(repeats.get(claim.id, ())),
        )
        for claim in merged.claims
        if claim.unit or claim.id in ends
    ]
    outside = ends - {claim.id for claim in merged.claims}
    nodes += [Node(id=end, kind="outside") for end in outside]
    return Graph(
        nodes=tuple(sorted(nodes, key=lambda node: node.id)),
        edges=tuple(sorted(edges, key=lambda edge: (edge.source, edge.target, edge.kind))),
    )


def _kind(claim: Claim, sentences: tuple[str, ...]) -> str:
    if claim.id in sentences:
        return "sentence"
    return "denial" if claim.stance == DENIES else "claim"
