"""Numbers of people with their intervals, row under row, on one axis a block.

Every picture of estimates is made of these rows, so that a reader learns to read one picture.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from vittne.release.pictures import marks
from vittne.release.pictures.estimate_axis import NumberAxis, Range, range_over
from vittne.release.pictures.picture import is_wide
from vittne.release.pictures.svg import number as n
from vittne.release.pictures.words import LINE, text_width, wrap

KeySign = Literal["value", "several", "band", "known", "joined", "least", "others"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """One row.

    Attributes
    ----------
    number : str
        What is printed for it; in a row without a number why there is none (``refused``).
    value, low, high : float or None
        The mark, and the interval. All None: only the words.
    several : tuple of float
        Answers between which the data do not decide, as hollow marks.
    known : float or None
        What is known to be true in this row, as an upright line.
    curve : tuple of float
        Heights along the axis, the highest 1; the row is as much higher.
    style : int
        Colour and shape.
    hollow : bool
        The mark is hollow: one of several answers, or somebody else's.
    part : bool
        Belongs to the row above.
    strong : bool
        What a reader looks for first.
    least : bool
        A lower bound: an arrow leads on from it.
    """

    label: str
    number: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    several: tuple[float, ...] = ()
    known: float | None = None
    curve: tuple[float, ...] = ()
    style: int = 0
    hollow: bool = False
    part: bool = False
    strong: bool = False
    least: bool = False
    refused: bool = False

    @property
    def places(self) -> tuple[float, ...]:
        """Everything that the axis must show."""
        places = (self.value, self.low, self.high, self.known, *self.several)
        return tuple(place for place in places if place is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Rows on one axis, under a heading of their own.

    Attributes
    ----------
    lines : sequence of (number, words)
        Dashed lines through all rows, named above.
    band : (low, high) or None
        A shaded range behind all rows.
    joined : bool
        A line joins the marks.
    axis : str
        What is written under the axis; ``axis_log`` if it is logarithmic.
    range : Range or None
        The axis; without one it is chosen so that all is seen.
    """

    heading: str
    strips: Sequence[Strip]
    lines: Sequence[tuple[float, str]] = ()
    band: tuple[float, float] | None = None
    joined: bool = False
    axis: str
    axis_log: str
    range: Range | None = None

    def covered(self) -> Range | None:
        """The range of the axis; None where no row has a number."""
        if self.range is not None:
            return self.range
        rows = [place for strip in self.strips for place in strip.places]
        if not rows:
            return None
        return range_over([*rows, *(value for value, _ in self.lines), *(self.band or ())])


@dataclass(frozen=True, slots=True)
class Sheet:
    """Blocks under each other, then a key. Narrow: words above each strip; wide: beside it."""

    blocks: Sequence[Block]
    key: Sequence[tuple[KeySign, str]]
    write: Callable[[int], str]
    width: float

    def draw(self) -> tuple[float, list[str]]:
        """Draw it, and say the height that was needed."""
        elements: list[str] = []
        y = 0.0
        for block in self.blocks:
            drawn, y = self._block(block, y)
            elements += drawn
            y += 14
        if self.key:
            entries = [(_sample(sign), 30.0, words) for sign, words in self.key]
            drawn, height = marks.key(entries, y - 8, self.width)
            elements += drawn
            y += height - 8
        return y, elements

    @property
    def _room(self) -> float:
        """Width of the words of a row."""
        return 352.0 if is_wide(self.width) else self.width

    def _axis(self, covered: Range) -> NumberAxis:
        if is_wide(self.width):
            return NumberAxis(covered, 368.0, self.width - 22, self.width, self.write)
        return NumberAxis(covered, 8.0, self.width - 16, self.width, self.write)

    def _block(self, block: Block, top: float) -> tuple[list[str], float]:
        elements: list[str] = []
        y = top
        if block.heading:
            elements, height = marks.heading(top, block.heading, self.width)
            y += height + 4
        covered = block.covered()
        if covered is None:
            rows, y = self._words_only(block, y)
            return elements + rows, y
        axis = self._axis(covered)
        names, y = self._line_names(block, axis, y)
        start = y
        rows, ys, y = self._rows(block, axis, y)
        behind = [*self._band(block, axis, start, y, ys), *axis.grid(start, y)]
        behind += [marks.line(x, start, x, y, "whole") for x in self._line_places(block, axis)]
        behind += self._joined(block, axis, ys)
        below, height = axis.draw(y)
        unit = wrap(block.axis_log if covered.log else block.axis, self.width)
        below += marks.lines(self.width, y + height + LINE - 4, unit, "muted", "end")
        y += height + LINE * len(unit)
        return [*elements, *behind, *names, *rows, *below], y

    def _words_only(self, block: Block, y: float) -> tuple[list[str], float]:
        elements: list[str] = []
        for strip in block.strips:
            drawn, y = self._words(strip, y)
            elements += drawn
            y += 8
        return elements, y

    def _line_places(self, block: Block, axis: NumberAxis) -> list[float]:
        return [axis.x(value) for value, _ in block.lines]

    def _line_names(self, block: Block, axis: NumberAxis, y: float) -> tuple[list[str], float]:
        """Each on lines of its own, as near above its line as the drawing allows."""
        elements: list[str] = []
        for value, words in block.lines:
            texts = wrap(words, self.width * 0.75, bold=True)
            half = max(text_width(text, bold=True) for text in texts) / 2
            left = axis.left if is_wide(self.width) else 0.0
            centre = min(max(axis.x(value), left + half), self.width - half)
            elements += marks.lines(centre, y + LINE - 2, texts, "bold", "middle")
            y += LINE * len(texts)
        return elements, y + (4 if block.lines else 0)

    def _rows(
        self, block: Block, axis: NumberAxis, y: float
    ) -> tuple[list[str], list[float], float]:
        elements: list[str] = []
        ys = []
        for strip in block.strips:
            words, bottom = self._words(strip, y)
            high = 58.0 if strip.curve else 0.0
            if is_wide(self.width):
                bottom = max(bottom, y + high)
                at = bottom - 6 if strip.curve else y + (bottom - y) / 2 + 2.5
                bottom += 8
            elif strip.places or strip.curve:
                at = bottom + 11 + high
                bottom = at + 15
            else:
                at, bottom = bottom, bottom + 10
            elements += words
            elements += self._strip(strip, axis, at)
            ys.append(at)
            y = bottom
        return elements, ys, y

    def _words(self, strip: Strip, y: float) -> tuple[list[str], float]:
        """The label to the left and the number to the right, under it if both have no room."""
        inset = 14.0 if strip.part else 0.0
        labels = wrap(strip.label, self._room - inset)
        numbers = wrap(strip.number, self._room, bold=strip.strong)
        css = "bold" if strip.strong else "muted quote" if strip.refused else ""
        last = text_width(labels[-1]) if labels else 0.0
        number = text_width(numbers[0], bold=strip.strong) if numbers else 0.0
        beside = len(numbers) == 1 and inset + last + 10 + number <= self._room
        elements = marks.lines(inset, y + LINE, labels)
        below = y + LINE * (len(labels) + (0 if beside else 1))
        elements += marks.lines(self._room, below, numbers, css, "end")
        return elements, y + LINE * (len(labels) + (0 if beside else len(numbers))) + 3

    def _strip(self, strip: Strip, axis: NumberAxis, y: float) -> list[str]:
        colour = marks.origin_class(strip.style)
        elements = self._hill(strip, axis, y)
        if strip.low is not None and strip.high is not None:
            left, right = axis.x(strip.low), axis.x(strip.high)
            css = f"{colour} {'join' if strip.part or strip.hollow else 'value'}"
            elements.append(marks.line(left, y, right, y, css))
            elements += [marks.line(x, y - 5, x, y + 5, css) for x in (left, right)]
        if strip.known is not None:
            x = axis.x(strip.known)
            elements.append(marks.line(x, y - 8, x, y + 8, "threshold"))
        if strip.least and strip.value is not None:
            elements.append(marks.arrow(axis.x(strip.value), axis.right, y, f"{colour} join"))
        for value in strip.several:
            at = y - self._height(strip, axis, value)
            elements.append(marks.mark(strip.style, axis.x(value), at, "retold"))
        if strip.value is not None:
            css = "retold" if strip.hollow else "own"
            elements.append(marks.mark(strip.style, axis.x(strip.value), y, css))
        return elements

    def _height(self, strip: Strip, axis: NumberAxis, value: float) -> float:
        """How high the curve of a row is above a number."""
        if not strip.curve:
            return 0.0
        place = axis.range.part(value) * (len(strip.curve) - 1)
        return _HILL * strip.curve[round(place)]

    def _hill(self, strip: Strip, axis: NumberAxis, y: float) -> list[str]:
        if not strip.curve:
            return []
        step = (axis.right - axis.left) / (len(strip.curve) - 1)
        points = "L".join(
            f"{n(axis.left + i * step)} {n(y - _HILL * height)}"
            for i, height in enumerate(strip.curve)
        )
        data = f"M{n(axis.left)} {n(y)}L{points}L{n(axis.right)} {n(y)}z"
        return [marks.path(data, f"{marks.origin_class(strip.style)} hill")]

    def _band(
        self, block: Block, axis: NumberAxis, top: float, bottom: float, ys: Sequence[float]
    ) -> Iterator[str]:
        """Behind the strips; never behind words, which it would make harder to read."""
        if block.band is None:
            return
        left, right = (axis.x(end) for end in block.band)
        rows = zip(block.strips, ys, strict=True)
        spans = [(y - 9, y + 9) for strip, y in rows if strip.places]
        if is_wide(self.width):
            spans = [(top, bottom)]
        for start, end in spans:
            data = f"M{n(left)} {n(start)}H{n(right)}V{n(end)}H{n(left)}z"
            yield marks.path(data, "band")

    def _joined(self, block: Block, axis: NumberAxis, ys: Sequence[float]) -> list[str]:
        if not block.joined:
            return []
        rows = zip(block.strips, ys, strict=True)
        points = [(axis.x(strip.value), y) for strip, y in rows if strip.value is not None]
        return [
            marks.line(x1, y1, x2, y2, "origin-0 join") for (x1, y1), (x2, y2) in pairwise(points)
        ]


_HILL = 46.0
"""How high the highest place of a curve is, in px."""


def _sample(sign: KeySign) -> list[str]:
    """Draw a sign around (0, 0), 30 px wide."""
    if sign == "value":
        return [marks.line(-13, 0, 13, 0, "origin-0 value"), marks.mark(0, 0, 0)]
    if sign == "several":
        return [marks.line(-13, 0, 13, 0, "origin-0 join"), marks.mark(0, 0, 0, "retold")]
    if sign == "others":
        return [marks.line(-13, 0, 13, 0, "origin-4 join"), marks.mark(4, 0, 0, "retold")]
    if sign == "band":
        return [marks.path("M-14 -7H14V7H-14z", "band")]
    if sign == "known":
        return [marks.line(0, -8, 0, 8, "threshold")]
    if sign == "least":
        return [marks.arrow(-13, 13, 0, "origin-3 join")]
    return [marks.line(-13, 6, 13, -6, "origin-0 join")]
