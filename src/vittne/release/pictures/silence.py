"""The silence plane: how likely it is that nobody complains, for any number of victims."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from vittne.release.pictures import marks
from vittne.release.pictures.picture import NumberStyle, Picture, Table, assemble, is_wide
from vittne.release.pictures.svg import number as n
from vittne.release.pictures.words import LINE, text_width, wrap


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
    """The words.

    ``threshold``: what the line says, if each decides alone; ``clustered``: if people who were
    seized together decide together; ``contours``: the thin lines (50 % and 1 %).
    """

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
    contours: str = ""
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
        If the grids differ, or an axis is not increasing or has fewer than two values.
    """
    _check(plane, clustered)

    def draw(width: float) -> tuple[float, list[str]]:
        return _Sheet(plane, clustered, tuple(answers), labels, 1.0 - level, width).draw()

    return assemble(key, labels.title, labels.description, _table(plane, clustered, labels), draw)


def _check(plane: PlaneGrid, clustered: PlaneGrid | None) -> None:
    for values in (plane.victims, plane.shares):
        if len(values) < 2 or any(b <= a for a, b in pairwise(values)):
            raise ValueError("an axis of the silence plane needs two values or more, increasing")
    if clustered is not None and (
        list(clustered.victims) != list(plane.victims)
        or list(clustered.shares) != list(plane.shares)
    ):
        raise ValueError("the clustered plane must be on the grid of the plane")


Point = tuple[float, float]
Box = tuple[float, float, float, float]
_LEVELS = (0.5, 0.01)
"""The faint contours beside the threshold's."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    plane: PlaneGrid
    clustered: PlaneGrid | None
    answers: tuple[AnswerMark, ...]
    labels: SilenceLabels
    threshold: float
    width: float

    @property
    def _left(self) -> float:
        written = [text_width(self.labels.numbers.share(share)) for share in self._share_ticks()]
        return max(written, default=0.0) + 10

    @property
    def _right(self) -> float:
        widest = max(text_width(self.labels.numbers.share(level)) for level in self._levels())
        return self.width - widest - 8

    @property
    def _top(self) -> float:
        return LINE * len(self._share_words()) + 8

    @property
    def _bottom(self) -> float:
        return self._top + (380.0 if is_wide(self.width) else 320.0)

    def draw(self) -> tuple[float, list[str]]:
        y = self._bottom
        elements = [*self._areas(), *self._grid(), *self._contours(), *self._regions()]
        elements += self._answer_strips()
        elements += marks.lines(0, LINE - 3, self._share_words(), "muted")
        drawn, y = self._victims_axis(y)
        elements += drawn
        drawn, height = marks.key(self._key(), y + 4, self.width)
        return y + 4 + height, elements + drawn

    def _levels(self) -> list[float]:
        return sorted({*_LEVELS, self.threshold})

    def _share_words(self) -> tuple[str, ...]:
        return wrap(self.labels.share_axis, self.width)

    def _x(self, victims: float) -> float:
        low, high = math.log(self.plane.victims[0]), math.log(self.plane.victims[-1])
        part = (math.log(victims) - low) / (high - low)
        return self._left + (self._right - self._left) * min(max(part, 0.0), 1.0)

    def _y(self, share: float) -> float:
        low, high = math.log(self.plane.shares[0]), math.log(self.plane.shares[-1])
        part = (math.log(max(share, self.plane.shares[0])) - low) / (high - low)
        return self._bottom - (self._bottom - self._top) * min(part, 1.0)

    def _areas(self) -> list[str]:
        """From the loudest to the most silent: each area lies on the one before."""
        frame = (
            f"M{n(self._left)} {n(self._top)}H{n(self._right)}V{n(self._bottom)}H{n(self._left)}z"
        )
        areas = [marks.path(frame, "silent-0")]
        for index, level in enumerate(self._levels(), start=1):
            points = contour(self.plane, level)
            drawn = "L".join(f"{n(self._x(v))} {n(self._y(s))}" for v, s in points)
            data = f"M{n(self._left)} {n(self._bottom)}L{drawn}V{n(self._bottom)}z"
            areas.append(marks.path(data, f"silent-{min(index, 3)}"))
        return areas

    def _grid(self) -> list[str]:
        elements = []
        for share in self._share_ticks():
            y = self._y(share)
            elements.append(marks.line(self._left, y, self._right, y, "grid"))
            text = self.labels.numbers.share(share)
            elements.append(marks.label(self._left - 6, y + 4.5, text, "muted", "end"))
        for victims in self._victim_ticks():
            x = self._x(victims)
            elements.append(marks.line(x, self._top, x, self._bottom, "grid"))
        return elements

    def _share_ticks(self) -> list[float]:
        return _powers(self.plane.shares[0], self.plane.shares[-1])

    def _victim_ticks(self) -> list[float]:
        return _powers(self.plane.victims[0], self.plane.victims[-1])

    def _contours(self) -> list[str]:
        """The lines of equal chance; at the right edge what they stand for."""
        elements, lowest = [], -math.inf
        for level in self._levels():
            css = "threshold" if level == self.threshold else "contour"
            points = contour(self.plane, level)
            elements.append(self._line(points, css))
            # From the top down: a smaller chance has the larger share.
            y = self._y(points[-1][1]) + 4.5
            y = min(max(y, lowest + LINE), self._bottom - 2)
            lowest = y
            text = self.labels.numbers.share(level)
            weight = "bold" if level == self.threshold else "muted"
            elements.append(marks.label(self._right + 5, y, text, weight))
        if self.clustered is not None:
            elements.append(self._line(contour(self.clustered, self.threshold), "clustered"))
        return elements

    def _line(self, points: list[Point], css: str) -> str:
        drawn = "L".join(f"{n(self._x(v))} {n(self._y(s))}" for v, s in points)
        return marks.path(f"M{drawn}", css)

    def _regions(self) -> list[str]:
        """The two sentences in the corners which they speak of."""
        silent, loud = self._region_words()
        first = self._bottom - 12 - (len(silent) - 1) * LINE
        return [
            *marks.lines(self._left + 10, first, silent, "bold in-silence"),
            *marks.lines(self._right - 10, self._top + LINE + 4, loud, "bold in-surprise", "end"),
        ]

    def _region_words(self) -> list[tuple[str, ...]]:
        """At most five lines each, so that the two never meet."""
        return [
            wrap(text, self._region_room(text), lines=5, bold=True)
            for text in (self.labels.expected, self.labels.surprise)
        ]

    def _region_room(self, text: str) -> float:
        """Less than half of the plane, but never less than the longest word, up to all of it."""
        plane = self._right - self._left - 20
        longest = max((text_width(word, bold=True) for word in text.split()), default=0.0)
        return min(max(plane * 0.4, longest + 1), plane)

    def _answer_strips(self) -> list[str]:
        elements = []
        for index, answer in enumerate(self.answers):
            x, high = self._x(answer.victims), self._y(answer.share_high)
            colour = marks.origin_class(index)
            if answer.share_low > self.plane.shares[0]:
                low = self._y(answer.share_low)
                elements.append(marks.line(x, high, x, low, f"{colour} value"))
                elements.append(marks.line(x - 5, low, x + 5, low, f"{colour} value"))
            else:
                data = f"M{n(x)} {n(high)}V{n(self._bottom - 1)}m-4 -6l4 6l4 -6"
                elements.append(marks.path(data, f"{colour} value"))
            elements.append(marks.mark(index, x, high))
        return elements + self._answer_numbers()

    def _answer_numbers(self) -> list[str]:
        """The number of documented victims at its mark, where no other words are in the way.

        Where there is no room for it, the key below still says it.
        """
        elements: list[str] = []
        taken = self._region_boxes()
        for answer in self.answers:
            text = self.labels.numbers.count(answer.victims)
            width = text_width(text, bold=True)
            x, y = self._x(answer.victims), self._y(answer.share_high)
            for left, base in ((x - width / 2, y - 9), (x - width - 9, y + 4), (x + 9, y + 4)):
                box = (left - 2, base - LINE + 3, left + width + 2, base + 3)
                if not any(_meet(box, other) for other in taken) and box[1] > self._top - LINE:
                    taken.append(box)
                    elements.append(marks.label(left, base, text, "bold"))
                    break
        return elements

    def _region_boxes(self) -> list[Box]:
        """Where the sentences of ``_regions`` stand."""
        silent, loud = self._region_words()
        widths = [
            max((text_width(text, bold=True) for text in texts), default=0.0)
            for texts in (silent, loud)
        ]
        left, right = self._left + 10, self._right - 10
        return [
            (left, self._bottom - 12 - len(silent) * LINE, left + widths[0], self._bottom),
            (right - widths[1], self._top, right, self._top + 8 + len(loud) * LINE),
        ]

    def _victims_axis(self, y: float) -> tuple[list[str], float]:
        elements = [marks.line(self._left, y, self._right, y, "axis")]
        end = -math.inf
        for victims in self._victim_ticks():
            text = self.labels.numbers.count(round(victims))
            half = text_width(text) / 2
            if self._x(victims) - half > end + 6 and self._x(victims) + half <= self.width:
                end = self._x(victims) + half
                elements.append(marks.label(self._x(victims), y + LINE, text, "muted", "middle"))
        words = wrap(self.labels.victims_axis, self.width)
        elements += marks.lines(0, y + 2 * LINE + 2, words, "muted")
        return elements, y + LINE * (1 + len(words)) + 8

    def _key(self) -> list[tuple[list[str], float, str]]:
        entries: list[tuple[list[str], float, str]] = [
            ([marks.mark(i, 0, 0)], 24, answer.label) for i, answer in enumerate(self.answers)
        ]
        entries.append(([marks.line(-12, 0, 12, 0, "threshold")], 24, self.labels.threshold))
        if self.clustered is not None:
            entries.append(([marks.line(-12, 0, 12, 0, "clustered")], 24, self.labels.clustered))
        if self.labels.contours:
            entries.append(([marks.line(-12, 0, 12, 0, "contour")], 24, self.labels.contours))
        return entries


def contour(plane: PlaneGrid, level: float) -> list[Point]:
    """For each number of victims the share at which silence has this chance.

    Between two grid values the logarithm of the chance is taken as straight in that of the share
    that stays silent: exact where each decides alone, near the truth elsewhere. Beyond the grid
    the contour is its edge.
    """
    points = []
    for victims, chances in zip(plane.victims, plane.chance, strict=True):
        points.append((float(victims), _crossing(plane.shares, chances, level)))
    return points


def _crossing(shares: Sequence[float], chances: Sequence[float], level: float) -> float:
    if chances[0] <= level:
        return shares[0]
    for j in range(1, len(shares)):
        if chances[j] <= level:
            upper = math.log(chances[j - 1])
            lower = math.log(max(chances[j], 1e-300))
            part = (upper - math.log(level)) / (upper - lower)
            start, end = math.log1p(-shares[j - 1]), math.log1p(-shares[j])
            return -math.expm1(start + part * (end - start))
    return shares[-1]


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _powers(low: float, high: float) -> list[float]:
    """The powers of ten in a range, for the ticks of a logarithmic axis."""
    first, last = math.ceil(math.log10(low) - 1e-9), math.floor(math.log10(high) + 1e-9)
    return [10.0**power for power in range(first, last + 1)]


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
