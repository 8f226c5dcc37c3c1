"""Numbers with their intervals: a figure's one strip, or several shares under each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from vittne.release.pictures.picture import Number, NumberStyle, Picture, Table, assemble


@dataclass(frozen=True, slots=True, kw_only=True)
class IntervalRow:
    """One number. All three None with ``refusal``: the words stand in place of the mark.

    Attributes
    ----------
    low, high : number or None
        The interval; None is open on that side and is drawn as an arrow.
    number : str
        What is printed beside it: "3", "14 % (11-17 %)".
    refusal : str
        "not published", "too few for a share": why there is no number, or no interval.
    """

    label: str
    value: Number | None
    low: Number | None
    high: Number | None
    number: str = ""
    refusal: str = ""
    label_lang: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IntervalScale:
    """The axis. For shares, all numbers are shares in 0..1 and the axis speaks in percent.

    ``mark``: a value with a line through all rows (.5, .9), and ``mark_label`` its name.
    """

    kind: Literal["count", "share"]
    low: Number = 0
    high: Number | None = None
    mark: Number | None = None
    mark_label: str = ""
    numbers: NumberStyle = NumberStyle()


@dataclass(frozen=True, slots=True, kw_only=True)
class IntervalLabels:
    """The words; from ``label`` on they are column heads."""

    title: str
    description: str
    label: str
    value: str
    low: str
    high: str
    remark: str


def intervals(
    key: str, rows: Sequence[IntervalRow], scale: IntervalScale, labels: IntervalLabels
) -> Picture:
    """One strip a row: a dot with its interval on a common axis; open bounds are arrows.

    Serves the three numbers of a figure (documented, audited at least, estimated) and the
    shares of surveys and polls alike.
    """
    return assemble(
        key, labels.title, labels.description, _table(rows, labels), lambda width: (0.0, [])
    )


def _table(rows: Sequence[IntervalRow], labels: IntervalLabels) -> Table:
    header = (labels.label, labels.value, labels.low, labels.high, labels.remark)
    return Table(
        header,
        tuple((row.label, row.value, row.low, row.high, row.refusal or None) for row in rows),
    )
