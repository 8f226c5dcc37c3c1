"""The graph of who rests on whom."""

from __future__ import annotations

from dataclasses import dataclass

from vittne.ledger.model import Record
from vittne.ledger.plain import Plain


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
    raise NotImplementedError
