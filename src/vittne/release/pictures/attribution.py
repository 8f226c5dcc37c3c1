"""Attribution: who is said to have done it, and on which ground; one dot an origin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vittne.release.pictures.picture import Picture, Table, assemble


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionCell:
    """The origins that say this hand acted on this ground. Hand "" is: not stated."""

    hand: str
    ground: str
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionLabels:
    """The words. ``hands`` and ``grounds`` fix the order; "" in ``hands`` is "not stated"."""

    title: str
    description: str
    hands: Mapping[str, str]
    grounds: Mapping[str, str]
    hand: str
    ground: str
    origins: str
    count: str
    key_dot: str


def attribution(
    key: str, cells: Sequence[AttributionCell], labels: AttributionLabels
) -> Picture:
    """A matrix of dots, hands by grounds: one dot is one origin, however often it was printed."""
    return assemble(
        key, labels.title, labels.description, _table(cells, labels), lambda width: (0.0, [])
    )


def _table(cells: Sequence[AttributionCell], labels: AttributionLabels) -> Table:
    header = (labels.hand, labels.ground, labels.count, labels.origins)
    rows = tuple(
        (
            labels.hands.get(cell.hand, cell.hand),
            labels.grounds.get(cell.ground, cell.ground),
            len(cell.origins),
            ", ".join(cell.origins),
        )
        for cell in cells
    )
    return Table(header, rows)
