"""Attribution: who is said to have done it, and on which ground; one dot an origin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vittne.release.pictures import marks
from vittne.release.pictures.picture import Picture, Table, assemble, is_wide
from vittne.release.pictures.words import LINE, text_width, wrap

_STEP = 15.0
"""From one dot to the next, in px."""
_GROUNDS = 184.0
"""The width of the matrix' first column."""


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


def attribution(key: str, cells: Sequence[AttributionCell], labels: AttributionLabels) -> Picture:
    """A matrix of dots, hands by grounds: one dot is one origin, however often it was printed."""

    def draw(width: float) -> tuple[float, list[str]]:
        counts = {(cell.hand, cell.ground): len(cell.origins) for cell in cells}
        grid = _Grid(counts, labels, width)
        y, elements = grid.matrix() if grid.fits_as_matrix() else grid.listing()
        drawn, height = marks.key([([marks.mark(0, 0, 0)], 12, labels.key_dot)], y + 8, width)
        return y + 8 + height, elements + drawn

    return assemble(key, labels.title, labels.description, _table(cells, labels), draw)


@dataclass(frozen=True, slots=True)
class _Grid:
    """Wide: grounds down, hands across. Narrow, or with many hands: hand after hand."""

    counts: Mapping[tuple[str, str], int]
    labels: AttributionLabels
    width: float

    def fits_as_matrix(self) -> bool:
        words = [word for name in self.labels.hands.values() for word in name.split()]
        longest = max((text_width(word, bold=True) for word in words), default=0.0)
        return is_wide(self.width) and longest <= self._column() - 12

    def _column(self) -> float:
        return (self.width - _GROUNDS) / max(len(self.labels.hands), 1)

    def matrix(self) -> tuple[float, list[str]]:
        left, column = _GROUNDS, self._column()
        heads = [wrap(name, column - 12, bold=True) for name in self.labels.hands.values()]
        depth = max(map(len, heads), default=0)
        elements: list[str] = []
        for i, head in enumerate(heads):
            y = LINE * (depth - len(head) + 1)
            elements += marks.lines(left + i * column, y, head, "bold")
        y = depth * LINE + 8
        for ground, name in self.labels.grounds.items():
            elements.append(marks.line(0, y, self.width, y, "grid"))
            texts = wrap(name, left - 16)
            elements += marks.lines(0, y + LINE + 2, texts)
            height = len(texts) * LINE
            for i, hand in enumerate(self.labels.hands):
                drawn, used = self._dots(hand, ground, left + i * column, y + 4, column - 12)
                elements += drawn
                height = max(height, used)
            y += height + 12
        return y, elements

    def listing(self) -> tuple[float, list[str]]:
        y = 0.0
        elements: list[str] = []
        for hand, name in self.labels.hands.items():
            grounds = [g for g in self.labels.grounds if self.counts.get((hand, g))]
            heads = wrap(name, self.width, bold=True)
            elements += marks.lines(0, y + LINE, heads, "bold")
            y += len(heads) * LINE + 6
            if not grounds:
                elements.append(marks.label(0, y + LINE - 2, "–", "muted"))
                y += LINE
            for ground in grounds:
                elements.append(marks.line(0, y, self.width, y, "grid"))
                texts = wrap(self.labels.grounds[ground], self.width / 2 - 10)
                elements += marks.lines(0, y + LINE + 1, texts)
                drawn, used = self._dots(hand, ground, self.width / 2, y + 3, self.width / 2)
                elements += drawn
                y += max(len(texts) * LINE, used) + 8
            y += 12
        return y, elements

    def _dots(
        self, hand: str, ground: str, x: float, top: float, room: float
    ) -> tuple[list[str], float]:
        """So many dots in as many rows as they need, the number before them; and the height."""
        count = self.counts.get((hand, ground), 0)
        if not count:
            return [marks.label(x, top + LINE - 3, "–", "muted")], LINE
        number = str(count)
        start = x + text_width(number, bold=True) + 12
        per_row = max(1, int((room - (start - x)) // _STEP))
        elements = [marks.label(x, top + LINE - 3, number, "bold")]
        for i in range(count):
            row, column = divmod(i, per_row)
            at = (start + column * _STEP, top + LINE - 7.5 + row * _STEP)
            elements.append(marks.mark(0, *at))
        return elements, LINE + (count - 1) // per_row * _STEP


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
