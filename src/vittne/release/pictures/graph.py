"""Who rests on whom: claims in the lanes of their origins, and how they are related."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from vittne.release.pictures import marks
from vittne.release.pictures.picture import Picture, Span, Table, assemble, is_wide
from vittne.release.pictures.scales import TimeScale, day_of, scale_over
from vittne.release.pictures.svg import number as n
from vittne.release.pictures.words import LINE, text_width, wrap

_TRACK = 9.0
"""From one line in the gutter to the next, in px."""


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
    denies: bool = False


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
    _check(nodes, edges)

    def draw(width: float) -> tuple[float, list[str]]:
        return _draw(nodes, edges, labels, width)

    return assemble(key, labels.title, labels.description, _table(nodes, edges, labels), draw)


def _check(nodes: Sequence[GraphNode], edges: Sequence[GraphEdge]) -> None:
    ids = [node.id for node in nodes]
    if len(set(ids)) < len(ids):
        raise ValueError("two nodes of the graph have one id")
    for edge in edges:
        for end in (edge.source, edge.target):
            if end not in ids:
                raise ValueError(f"the graph has no node {end!r} for a relation {edge.kind!r}")


@dataclass(slots=True)
class _Rows:
    """What is written line by line before the gutter is known: all x are from the gutter on."""

    words: list[tuple[float, float, str, str, str]]
    marks: list[tuple[str, float, float]]
    target_y: dict[str, float]
    source_y: dict[tuple[str, str], float]
    height: float = 0.0


def _draw(
    nodes: Sequence[GraphNode], edges: Sequence[GraphEdge], labels: GraphLabels, width: float
) -> tuple[float, list[str]]:
    ordered = order(nodes, edges)
    # The gutter's width depends on the tracks, these on the rows' heights, and these on the
    # gutter's width: start from the widest gutter, so that the words can only have more room.
    gutter = 0.0
    for _ in range(3):
        rows = _rows(ordered, edges, labels, width, gutter)
        buses = _buses(edges, rows)
        tracks = assign_tracks([(bus.top, bus.bottom) for bus in buses])
        needed = (max(tracks, default=-1) + 1) * _TRACK + 14
        if needed <= gutter:
            break
        gutter = needed
    lanes = list(dict.fromkeys(node.lane for node in ordered))
    by_id = {node.id: node for node in nodes}
    elements = [
        part
        for bus, track in zip(buses, tracks, strict=True)
        for part in _bus(bus, gutter - 14 - track * _TRACK, gutter)
    ]
    elements += [
        marks.cross(gutter + 2, y)
        if by_id[ident].denies
        else marks.mark(lanes.index(by_id[ident].lane), gutter + 2, y)
        for ident, _, y in rows.marks
    ]
    elements += [
        marks.label(gutter + x, y, text, css, lang=lang) for x, y, text, css, lang in rows.words
    ]
    y = rows.height
    if is_wide(width):
        drawn, height = _time(ordered, lanes, rows, width)
        elements, y = drawn + elements, y + height
    key = _key(edges, labels)
    drawn, height = marks.key(key, y + 6, width)
    return y + 6 + height, elements + drawn


def order(nodes: Sequence[GraphNode], edges: Sequence[GraphEdge]) -> list[GraphNode]:
    """What hangs together stands together: by component, lane, day, and place in the input.

    Components with relations come first, by their first day; lone claims at the end.
    """
    component = _components(nodes, edges)
    place = {node.id: i for i, node in enumerate(nodes)}
    first: dict[str, tuple[date, int]] = {}
    lane_first: dict[tuple[str, str], tuple[date, int]] = {}
    for node in nodes:
        moment = (day_of(node.said), place[node.id])
        root = component[node.id]
        first[root] = min(first.get(root, moment), moment)
        lane = (root, node.lane)
        lane_first[lane] = min(lane_first.get(lane, moment), moment)
    linked = {end for edge in edges for end in (edge.source, edge.target)}

    def rank(node: GraphNode) -> tuple[object, ...]:
        root = component[node.id]
        return (
            node.id not in linked, first[root], lane_first[root, node.lane],
            day_of(node.said), place[node.id],
        )  # fmt: skip

    return sorted(nodes, key=rank)


def _components(nodes: Sequence[GraphNode], edges: Sequence[GraphEdge]) -> dict[str, str]:
    """For each node the root of what it is connected to, by relations or by a shared lane."""
    parent = {node.id: node.id for node in nodes}

    def root(ident: str) -> str:
        while parent[ident] != ident:
            ident = parent[ident]
        return ident

    for edge in edges:
        parent[root(edge.source)] = root(edge.target)
    return {node.id: root(node.id) for node in nodes}


def _rows(
    ordered: Sequence[GraphNode],
    edges: Sequence[GraphEdge],
    labels: GraphLabels,
    width: float,
    gutter: float,
) -> _Rows:
    room = (500.0 if is_wide(width) else width) - gutter - 14
    rows = _Rows([], [], {}, {})
    y, lane = (LINE + 10 if is_wide(width) else 0.0), None
    in_lane = Counter(node.lane for node in ordered)
    for node in ordered:
        if node.lane != lane:
            y += 10 if lane is not None else 0.0
            lane = node.lane
            # A lane of one claim needs no heading: the claim names its speaker.
            heading = labels.lanes.get(lane, lane) if in_lane[lane] > 1 else ""
            for text in wrap(heading, room, bold=True):
                y += LINE
                rows.words.append((0.0, y, text, "bold", ""))
            y += 4 if heading else 0
        rows.marks.append((node.id, 0.0, y + LINE - 4.5))
        rows.target_y[node.id] = y + LINE - 4.5
        ident = next(iter(wrap(node.id, 130, lines=1, bold=True)), "")
        rows.words.append((14.0, y + LINE, ident, "bold", ""))
        indent = 14 + text_width(ident, bold=True) + 8
        texts = wrap(node.text, room - indent, lines=4)
        for i, text in enumerate(texts):
            rows.words.append((indent, y + (i + 1) * LINE, text, "", node.text_lang))
        y += max(len(texts), 1) * LINE
        y = _relations(node, edges, labels, rows, room - 14, y) + 6
    rows.height = y
    return rows


def _relations(
    node: GraphNode,
    edges: Sequence[GraphEdge],
    labels: GraphLabels,
    rows: _Rows,
    room: float,
    y: float,
) -> float:
    """One line of words for each kind of relation that starts here; its line leaves there."""
    own: dict[str, list[str]] = {}
    for edge in edges:
        if edge.source == node.id:
            own.setdefault(edge.kind, []).append(edge.target)
    for kind, targets in own.items():
        rows.source_y[node.id, kind] = y + LINE - 4.5
        for text in wrap(f"{labels.relations[kind]}: {', '.join(targets)}", room, lines=3):
            y += LINE
            rows.words.append((14.0, y, text, "muted", ""))
    return y


@dataclass(frozen=True, slots=True)
class _Bus:
    """All relations of one kind to one target: one line in the gutter."""

    kind: str
    target: float
    sources: tuple[float, ...]

    @property
    def top(self) -> float:
        return min(self.target, *self.sources)

    @property
    def bottom(self) -> float:
        return max(self.target, *self.sources)


def _buses(edges: Sequence[GraphEdge], rows: _Rows) -> list[_Bus]:
    ends: dict[tuple[str, str], list[float]] = {}
    for edge in edges:
        ys = ends.setdefault((edge.target, edge.kind), [])
        ys.append(rows.source_y[edge.source, edge.kind])
    arriving: dict[str, int] = {}
    buses = []
    for (target, kind), ys in ends.items():
        # Several kinds that end at one claim arrive a little above and below each other.
        count = arriving.get(target, 0)
        arriving[target] = count + 1
        shift = (0.0, -5.0, 5.0)[count % 3]
        buses.append(_Bus(kind, rows.target_y[target] + shift, tuple(sorted(ys))))
    return buses


def assign_tracks(spans: Sequence[tuple[float, float]]) -> list[int]:
    """A track for each vertical line so that none touch; the shortest nearest to the words.

    Greedy and deterministic: by length, then from the top.
    """
    by_length = sorted(range(len(spans)), key=lambda i: (spans[i][1] - spans[i][0], spans[i], i))
    taken: list[list[tuple[float, float]]] = []
    tracks = [0] * len(spans)
    for i in by_length:
        top, bottom = spans[i][0] - 4, spans[i][1] + 4
        free = (
            track
            for track, others in enumerate(taken)
            if all(bottom < above or top > below for above, below in others)
        )
        tracks[i] = next(free, len(taken))
        if tracks[i] == len(taken):
            taken.append([])
        taken[tracks[i]].append((top, bottom))
    return tracks


def _bus(bus: _Bus, x: float, right: float) -> list[str]:
    """The line of a bus at ``x``: from each source to the left, along, and to the target."""
    tip = right - 6
    data = f"M{n(x)} {n(bus.top)}V{n(bus.bottom)}"
    data += "".join(f"M{n(right + 10)} {n(y)}H{n(x)}" for y in bus.sources)
    data += f"M{n(x)} {n(bus.target)}H{n(tip)}"
    head = f"M{n(tip)} {n(bus.target)}l-6 -3.5v7z"
    return [marks.path(data, bus.kind), marks.path(head, f"{bus.kind} head-of-arrow")]


def _time(
    ordered: Sequence[GraphNode], lanes: list[str], rows: _Rows, width: float
) -> tuple[list[str], float]:
    """Beside the rows, where there is room: the day on which each was said."""
    scale: TimeScale | None = scale_over((node.said for node in ordered), 520.0, width - 8)
    if scale is None:
        return [], 0.0
    # Long pictures need the years above as well as below.
    elements = [*scale.grid(0, rows.height), *scale.axis(0)[0]]
    for node in ordered:
        if node.said is None:
            continue
        x, y = scale.middle(node.said), rows.target_y[node.id]
        shown = marks.cross(x, y) if node.denies else marks.mark(lanes.index(node.lane), x, y)
        elements.append(shown)
    axis, height = scale.axis(rows.height)
    return elements + axis, height


def _key(edges: Sequence[GraphEdge], labels: GraphLabels) -> list[tuple[list[str], float, str]]:
    present = {edge.kind for edge in edges}
    return [
        ([marks.line(-18, 0, 18, 0, kind)], 36, phrase)
        for kind, phrase in labels.relations.items()
        if kind in present
    ]


def _table(nodes: Sequence[GraphNode], edges: Sequence[GraphEdge], labels: GraphLabels) -> Table:
    """One row per relation, and one per claim that has none."""
    header = (
        labels.claim,
        labels.lane,
        labels.said_on,
        labels.text,
        labels.relation,
        labels.target,
    )
    rows: list[tuple[str | None, ...]] = []
    for node in nodes:
        lane = labels.lanes.get(node.lane, node.lane)
        start = (node.id, lane, node.said.text if node.said else None, node.text)
        own = [edge for edge in edges if edge.source == node.id]
        rows += [(*start, labels.relations[edge.kind], edge.target) for edge in own]
        if not own:
            rows.append((*start, None, None))
    return Table(header, tuple(rows))
