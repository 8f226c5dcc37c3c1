"""Numbers with their intervals: a figure's one strip, or several shares under each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from vittne.release.pictures import marks
from vittne.release.pictures.picture import (
    Number,
    NumberStyle,
    Picture,
    Table,
    assemble,
    is_wide,
)
from vittne.release.pictures.scales import round_up
from vittne.release.pictures.words import LINE, text_width, wrap


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

    def draw(width: float) -> tuple[float, list[str]]:
        return _Sheet(rows, scale, width).draw()

    return assemble(key, labels.title, labels.description, _table(rows, labels), draw)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The strips at one width. Narrow: words above each strip; wide: words beside it."""

    rows: Sequence[IntervalRow]
    scale: IntervalScale
    width: float

    def draw(self) -> tuple[float, list[str]]:
        elements: list[str] = []
        top = y = self._mark_height()
        for row in self.rows:
            drawn, y = self._row(row, y)
            elements += drawn
        axis, height = self._axis(y)
        return y + height, [*self._behind(top, y), *self._mark_name(), *elements, *axis]

    def _row(self, row: IntervalRow, top: float) -> tuple[list[str], float]:
        wide = is_wide(self.width)
        room = 300.0 if wide else self.width
        said = row.refusal or row.number
        first = wrap(row.label, room)
        second = wrap(said, room, bold=not row.refusal)
        css = "muted quote" if row.refusal else "bold"
        elements = marks.lines(0, top + LINE, first, lang=row.label_lang)
        elements += marks.lines(0, top + LINE * (len(first) + 1), second, css)
        y = top + LINE * (len(first) + len(second))
        elements += self._strip(row, top + (y - top) / 2 + 3 if wide else y + 14)
        return elements, y + (14 if wide else 30)

    def _strip(self, row: IntervalRow, y: float) -> list[str]:
        if row.value is None and row.low is None and row.high is None:
            return []
        elements = []
        known = [n for n in (row.low, row.value, row.high) if n is not None]
        left, right = self._x(min(known)), self._x(max(known))
        if len(known) > 1 or row.low is not None or row.high is not None:
            elements.append(marks.line(left, y, right, y, "origin-0 value"))
            elements += self._end(row.low, left, self._left - 10, y)
            elements += self._end(row.high, right, self.width, y)
        if row.value is not None:
            elements.append(marks.mark(0, self._x(row.value), y))
        return elements

    def _end(self, bound: Number | None, x: float, towards: float, y: float) -> list[str]:
        """A tick where the interval ends; an arrow where it does not."""
        if bound is None:
            return [marks.arrow(x, towards, y, "origin-0 value")]
        return [marks.line(x, y - 5, x, y + 5, "origin-0 value")]

    @property
    def _left(self) -> float:
        return 330.0 if is_wide(self.width) else 18.0

    @property
    def _high(self) -> float:
        if self.scale.high is not None:
            return float(self.scale.high)
        known = [n for row in self.rows for n in (row.low, row.value, row.high) if n is not None]
        return round_up(max([*known, self.scale.mark or 0]))

    def _x(self, value: Number) -> float:
        low = float(self.scale.low)
        part = (float(value) - low) / (self._high - low)
        return self._left + (self.width - 26 - self._left) * min(max(part, 0.0), 1.0)

    def _ticks(self) -> list[float]:
        low = float(self.scale.low)
        return [low + (self._high - low) * i / 4 for i in range(5)]

    def _axis(self, y: float) -> tuple[list[str], float]:
        elements = [marks.line(self._left, y, self.width - 26, y, "axis")]
        write = self.scale.numbers.share if self.scale.kind == "share" else self.scale.numbers.count
        for tick in self._ticks():
            if self.scale.kind == "count" and tick != int(tick):
                continue
            x = self._x(tick)
            elements.append(marks.line(x, y, x, y + 4, "axis"))
            elements.append(marks.label(x, y + LINE + 2, write(tick), "muted", "middle"))
        return elements, LINE + 8

    def _mark_height(self) -> float:
        return LINE * len(self._mark_words()) + 4 if self._mark_words() else 0.0

    def _mark_words(self) -> tuple[str, ...]:
        if self.scale.mark is None:
            return ()
        return wrap(self.scale.mark_label, self.width - self._left)

    def _behind(self, top: float, bottom: float) -> list[str]:
        """The lines of the ticks and of the mark, behind all words."""
        drawn = [marks.line(x, top, x, bottom, "grid") for x in map(self._x, self._ticks())]
        if self.scale.mark is not None:
            x = self._x(self.scale.mark)
            drawn.append(marks.line(x, top, x, bottom, "reference"))
        return drawn

    def _mark_name(self) -> list[str]:
        words = self._mark_words()
        half = max(map(text_width, words), default=0.0) / 2
        left = 0.0 if not is_wide(self.width) else self._left
        centre = min(max(self._x(self.scale.mark or 0), left + half), self.width - half)
        return marks.lines(centre, LINE - 2, words, "denied-words", "middle")


def _table(rows: Sequence[IntervalRow], labels: IntervalLabels) -> Table:
    header = (labels.label, labels.value, labels.low, labels.high, labels.remark)
    return Table(
        header,
        tuple((row.label, row.value, row.low, row.high, row.refusal or None) for row in rows),
    )
