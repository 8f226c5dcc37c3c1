"""The silence plane: how likely it is that nobody complains, for any number of victims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vittne.release.pictures.picture import NumberStyle, Picture, Table, assemble


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaneGrid:
    """P(no complaint | victims, share) on a grid, as ``silence.silence_plane`` computes it.

    Attributes
    ----------
    victims : sequence of int, increasing
    shares : sequence of float in (0, 1), increasing
    chance : sequence of sequences of float
        ``chance[i][j]`` for ``victims[i]`` and ``shares[j]``; decreasing in both.
    """

    victims: Sequence[int]
    shares: Sequence[float]
    chance: Sequence[Sequence[float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerMark:
    """An official answer beside a documented count: the shares that it leaves possible.

    ``label`` is a sentence: "114 documented, 1 complaint: between 0.02 % and 4.8 % registered".
    ``share_low`` 0 is drawn as an arrow (the axis is logarithmic).
    """

    victims: int
    complaints: int
    share_low: float
    share_high: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SilenceLabels:
    """The words. ``threshold``: what the line says, if each decides alone; ``clustered``: if
    people who were seized together decide together."""

    title: str
    description: str
    victims_axis: str
    share_axis: str
    expected: str
    surprise: str
    threshold: str
    clustered: str
    victims: str
    share: str
    chance: str
    chance_clustered: str
    numbers: NumberStyle = NumberStyle()


def silence_plane(
    key: str,
    plane: PlaneGrid,
    answers: Sequence[AnswerMark],
    labels: SilenceLabels,
    *,
    clustered: PlaneGrid | None = None,
    level: float = 0.95,
) -> Picture:
    """Victims (log) against the share filed and registered (log), and where silence is expected.

    ``clustered`` must be on the same grid. Compatible with silence: chance >= 1 - level.

    Raises
    ------
    ValueError
        If the grids differ or have fewer than two values on an axis.
    """
    return assemble(
        key,
        labels.title,
        labels.description,
        _table(plane, clustered, labels),
        lambda width: (0.0, []),
    )


def _table(plane: PlaneGrid, clustered: PlaneGrid | None, labels: SilenceLabels) -> Table:
    header = (labels.victims, labels.share, labels.chance)
    cells = [
        (count, share, plane.chance[i][j], i, j)
        for i, count in enumerate(plane.victims)
        for j, share in enumerate(plane.shares)
    ]
    if clustered is None:
        return Table(header, tuple(cell[:3] for cell in cells))
    rows = tuple((*cell[:3], clustered.chance[cell[3]][cell[4]]) for cell in cells)
    return Table((*header, labels.chance_clustered), rows)
