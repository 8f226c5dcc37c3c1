"""Who rests on whom: claims in the lanes of their origins, and how they are related."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vittne.release.pictures.picture import Picture, Span, Table, assemble


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphNode:
    """A claim (or a survey, a poll) in the graph.

    ``text``: who said what, short ("Novaya Gazeta: at least 3 killed"). ``lane``: a key of
    ``GraphLabels.lanes``, as a rule the origin's id, with lanes of their own for denials and
    for the sentences that are judged.
    """

    id: str
    text: str
    lane: str
    said: Span | None = None
    text_lang: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphEdge:
    """``source`` stands in the relation ``kind`` to ``target`` (both are ids of nodes)."""

    source: str
    target: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphLabels:
    """The words. ``lanes``: heading by lane, in the order wanted where time does not decide.

    ``relations``: by kind, a phrase that a colon and ids can follow: "retells", "contradicts".
    """

    title: str
    description: str
    lanes: Mapping[str, str]
    relations: Mapping[str, str]
    claim: str
    lane: str
    said_on: str
    text: str
    relation: str
    target: str


def who_rests_on_whom(
    key: str, nodes: Sequence[GraphNode], edges: Sequence[GraphEdge], labels: GraphLabels
) -> Picture:
    """Every claim a row in the lane of its origin; relations as lines with distinct styles.

    Raises
    ------
    ValueError
        If an edge names a node that is not there, or two nodes have one id.
    """
    return assemble(
        key, labels.title, labels.description, _table(nodes, edges, labels), lambda width: (0.0, [])
    )


def _table(
    nodes: Sequence[GraphNode], edges: Sequence[GraphEdge], labels: GraphLabels
) -> Table:
    """One row per relation, and one per claim that has none."""
    header = (
        labels.claim,
        labels.lane,
        labels.said_on,
        labels.text,
        labels.relation,
        labels.target,
    )
    rows = []
    for node in nodes:
        lane = labels.lanes.get(node.lane, node.lane)
        start = (node.id, lane, node.said.text if node.said else None, node.text)
        own = [edge for edge in edges if edge.source == node.id]
        rows += [(*start, labels.relations[edge.kind], edge.target) for edge in own]
        if not own:
            rows.append((*start, None, None))
    return Table(header, tuple(rows))
