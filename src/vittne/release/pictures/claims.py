"""Claims over time: who said which number when, grouped by the origin it comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vittne.release.pictures import marks, svg
from vittne.release.pictures.picture import (
    Number,
    NumberStyle,
    Picture,
    Span,
    Table,
    assemble,
    is_wide,
)
from vittne.release.pictures.scales import TimeScale, day_of, round_up, scale_over
from vittne.release.pictures.words import LINE, text_width, wrap

_WORDS = 280.0
"""Room for words beside the strips of the wide drawing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimMark:
    """One claim. Give them in file order; the picture orders them by unit, origin and day.

    Attributes
    ----------
    unit : str
        Which panel it belongs to (a key of ``ClaimsLabels.units``). A denial is marked in the
        panel of its unit, if there is one; all denials have a strip of their own below.
    origin : str
        A key of ``ClaimsLabels.origins``; empty for denials. A retelling of several origins
        is drawn with the one given here.
    low, high : number or None
        What the number is at least, at most; None is open (drawn as an arrow).
    number : str
        The number in words as short as the page has them: "at least 3", "10-20".
    retells : tuple of str
        Ids of the claims that it retells or rests on; not empty means: drawn hollow.
    """

    id: str
    unit: str
    said: Span | None
    period: Span | None
    low: Number | None
    high: Number | None
    number: str
    speaker: str
    speaker_lang: str = ""
    origin: str = ""
    retells: tuple[str, ...] = ()
    denies: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsLabels:
    """The words of the picture. ``units`` also fixes the panels and their order.

    ``origins``: the heading of each origin, by id ("Origin A02: Novaya Gazeta").
    The words from ``claim`` to ``retells`` are column heads; ``key_*`` explain the marks.
    """

    title: str
    description: str
    units: Mapping[str, str]
    origins: Mapping[str, str]
    claim: str
    unit: str
    origin: str
    speaker: str
    said_on: str
    period: str
    low: str
    high: str
    number: str
    retells: str
    denied: str
    key_own: str
    key_retelling: str
    key_period: str
    key_open: str
    numbers: NumberStyle = NumberStyle()


def claims_over_time(key: str, claims: Sequence[ClaimMark], labels: ClaimsLabels) -> Picture:
    """Small multiples, one per unit: every claim on the day it was said, with its number.

    A row a claim; the rows of one origin stand together, so that ten papers which print one
    number are seen as one voice. Denials are crosses on the panel's time axis.
    """

    def draw(width: float) -> tuple[float, list[str]]:
        return _Sheet.of(claims, labels, width).draw(claims)

    return assemble(key, labels.title, labels.description, _table(claims, labels), draw)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Where the columns are at one width. Narrow: words above the strips; wide: beside them."""

    labels: ClaimsLabels
    width: float
    id_width: float
    text_width: float
    time: TimeScale | None
    numbers_left: float

    @staticmethod
    def of(claims: Sequence[ClaimMark], labels: ClaimsLabels, width: float) -> _Sheet:
        wide = is_wide(width)
        ids = [text_width(claim.id, bold=True) for claim in claims]
        id_width = min(max(ids, default=0.0), 80.0) + 25
        left, right, numbers = (300.0, 540.0, 566.0) if wide else (24.0, 190.0, 214.0)
        time = scale_over((s for c in claims for s in (c.said, c.period)), left, right)
        return _Sheet(
            labels, width, id_width, (_WORDS if wide else width) - id_width, time, numbers
        )

    def draw(self, claims: Sequence[ClaimMark]) -> tuple[float, list[str]]:
        elements: list[str] = []
        y = 0.0
        for unit in self.labels.units:
            shown = [c for c in claims if c.unit == unit and not c.denies]
            if not shown:
                continue
            drawn, height = self._panel(
                unit, shown, [c for c in claims if c.unit == unit and c.denies], y
            )
            elements += drawn
            y += height + 22
        drawn, y = self._denied([claim for claim in claims if claim.denies], y)
        elements += drawn
        drawn, height = marks.key(self._key(), y, self.width)
        return y + height, elements + drawn

    def _panel(
        self, unit: str, shown: list[ClaimMark], denials: list[ClaimMark], top: float
    ) -> tuple[list[str], float]:
        elements, height = marks.heading(top, self.labels.units[unit], self.width)
        y = start = top + height + 3
        most = round_up(max([n for c in shown for n in (c.low, c.high) if n is not None] or [1]))
        rows: list[str] = []
        for index, block in enumerate(_blocks(shown)):
            drawn, y = self._origin(index, block, most, y)
            rows += drawn
        y += 6
        grid = self.time.grid(start + 2, y) if self.time else []
        axes, height = self._axes(most, y)
        crosses = [
            marks.cross(self.time.middle(d.said), y) for d in denials if self.time and d.said
        ]
        return grid + elements + rows + axes + crosses, y + height - top

    def _origin(
        self, index: int, block: list[ClaimMark], most: float, top: float
    ) -> tuple[list[str], float]:
        """The claims of one origin under its heading, retellings joined to what they retell."""
        name = self.labels.origins.get(block[0].origin, block[0].origin)
        room = self._words_room() - 18
        texts = wrap(name, room, bold=True)
        y = top + 6
        elements = [marks.mark(index, 6, y + LINE - 4.5)]
        elements += marks.lines(18, y + LINE, texts, "bold")
        y += len(texts) * LINE + 2
        places: dict[str, tuple[float, float]] = {}
        for claim in block:
            drawn, strip_y, bottom = self._row(index, claim, claim.speaker in name, most, y)
            elements += drawn
            if self.time and claim.said:
                places[claim.id] = (self.time.middle(claim.said), strip_y)
            y = bottom
        joins = [
            _join(index, places[parent], places[claim.id])
            for claim in block
            for parent in claim.retells
            if parent in places and claim.id in places
        ]
        return joins + elements, y

    def _row(
        self, index: int, claim: ClaimMark, named: bool, most: float, top: float
    ) -> tuple[list[str], float, float]:
        """One claim: elements, the height of its strip's middle, and its bottom.

        A speaker whom the origin's heading names already (``named``) is not named again.
        """
        first = wrap(claim.number, self.text_width, lines=2, bold=True)
        second = () if named else wrap(claim.speaker, self.text_width, lines=3)
        elements = [marks.label(18, top + LINE, _short(claim.id, self.id_width - 24), "bold")]
        elements += marks.lines(self.id_width, top + LINE, first, "bold")
        y = top + len(first) * LINE
        elements += marks.lines(self.id_width, y + LINE, second, "muted", lang=claim.speaker_lang)
        y += max(len(second) * LINE, 0 if first else LINE)
        strip_y = top + LINE - 4.5 if is_wide(self.width) else y + 13
        bottom = y + 8 if is_wide(self.width) else y + 22
        css = "retold" if claim.retells else "own"
        elements += self._time_strip(index, claim, css, strip_y)
        elements += self._number_strip(index, claim, css, most, strip_y)
        return elements, strip_y, bottom

    def _time_strip(self, index: int, claim: ClaimMark, css: str, y: float) -> list[str]:
        if self.time is None:
            return []
        elements = []
        if claim.period:
            left, right = self.time.ends(claim.period)
            elements.append(marks.line(left, y, max(right, left + 2), y, "period"))
        if claim.said:
            left, right = self.time.ends(claim.said)
            if right - left > 12:
                css_whisker = f"{marks.origin_class(index)} join"
                elements.append(marks.line(left, y, right, y, css_whisker))
            elements.append(marks.mark(index, self.time.middle(claim.said), y, css))
        return elements

    def _number_strip(
        self, index: int, claim: ClaimMark, css: str, most: float, y: float
    ) -> list[str]:
        """A mark at the lowest number; a line to the highest, or an arrow where that is open."""
        if claim.low is None and claim.high is None:
            return []
        colour = f"{marks.origin_class(index)} value"
        low = self._number_x(claim.low if claim.low is not None else 0, most)
        if claim.high is None:
            reach = [marks.arrow(low, low + 20, y, colour)]
        elif claim.low is None:
            return [marks.arrow(self._number_x(claim.high, most), low, y, colour)]
        else:
            reach = [marks.line(low, y, self._number_x(claim.high, most), y, colour)]
        return [*reach, marks.mark(index, low, y, css)]

    def _number_x(self, value: Number, most: float) -> float:
        # 26 px to the right of the axis' end leave room for the arrow of the largest number.
        left, right = self.numbers_left + 6, self.width - 26
        return left + (right - left) * float(value) / most

    def _denied(self, denials: list[ClaimMark], top: float) -> tuple[list[str], float]:
        """Below the panels, once: a cross on the day of each denial, and which it is."""
        if self.time is None or not any(denial.said for denial in denials):
            return [], top
        dated = sorted((self.time.middle(d.said), d.id) for d in denials if d.said)
        texts = wrap(self.labels.denied, self._words_room(), bold=True)
        elements = marks.lines(0, top + LINE, texts, "denied")
        y = top + (LINE if is_wide(self.width) else (len(texts) + 1) * LINE) - 4.5
        ends: list[float] = []
        for x, ident in dated:
            text = _short(ident, 60)
            half = text_width(text) / 2
            centre = min(max(x, half), self.width - half)
            row = next((i for i, end in enumerate(ends) if end + 4 <= centre - half), len(ends))
            ends[row : row + 1] = [centre + half]
            height = y + 4.5 + (row + 1) * LINE
            elements += [marks.cross(x, y), marks.label(centre, height, text, "muted", "middle")]
        y = max(y + 4.5 + len(ends) * LINE, top + len(texts) * LINE) + 8
        axis, height = self.time.axis(y)
        return [*self.time.grid(top + 4, y), *elements, *axis], y + height + 22

    def _words_room(self) -> float:
        return _WORDS if is_wide(self.width) else self.width

    def _axes(self, most: float, y: float) -> tuple[list[str], float]:
        elements, height = self.time.axis(y) if self.time else ([], LINE + 4)
        left, right = self._number_x(0, most), self._number_x(most, most)
        elements.append(marks.line(left, y, self.width, y, "axis"))
        for value, x in ((0, left), (most, right)):
            elements.append(marks.line(x, y, x, y + 4, "axis"))
            text = self.labels.numbers.count(value)
            elements.append(marks.label(x, y + LINE, text, "muted", "middle"))
        return elements, height

    def _key(self) -> list[tuple[list[str], float, str]]:
        labels = self.labels
        return [
            ([marks.mark(0, 0, 0)], 12, labels.key_own),
            ([marks.mark(0, 0, 0, "retold")], 12, labels.key_retelling),
            ([marks.line(-10, 0, 10, 0, "period")], 20, labels.key_period),
            ([marks.arrow(-10, 10, 0, "origin-0 value")], 20, labels.key_open),
            ([marks.cross(0, 0)], 12, labels.denied),
        ]


def _blocks(claims: list[ClaimMark]) -> list[list[ClaimMark]]:
    """The claims by origin, origins and claims by day; on one day a retelling comes last."""
    order = sorted(
        range(len(claims)), key=lambda i: (day_of(claims[i].said), bool(claims[i].retells), i)
    )
    blocks: dict[str, list[ClaimMark]] = {}
    for i in order:
        blocks.setdefault(claims[i].origin, []).append(claims[i])
    return list(blocks.values())


def _join(index: int, start: tuple[float, float], end: tuple[float, float]) -> str:
    """Down from what is retold, then across to the retelling."""
    (x1, y1), (x2, y2) = start, end
    data = f"M{svg.number(x1)} {svg.number(y1)}V{svg.number(y2)}H{svg.number(x2)}"
    return marks.path(data, f"{marks.origin_class(index)} join")


def _short(text: str, width: float) -> str:
    return next(iter(wrap(text, width, lines=1, bold=True)), "")


def _table(claims: Sequence[ClaimMark], labels: ClaimsLabels) -> Table:
    header = (
        labels.claim,
        labels.unit,
        labels.origin,
        labels.speaker,
        labels.said_on,
        labels.period,
        labels.low,
        labels.high,
        labels.number,
        labels.retells,
    )
    rows = tuple(
        (
            claim.id,
            labels.units.get(claim.unit, claim.unit),
            labels.denied if claim.denies else labels.origins.get(claim.origin, claim.origin),
            claim.speaker,
            claim.said.text if claim.said else None,
            claim.period.text if claim.period else None,
            claim.low,
            claim.high,
            claim.number,
            ", ".join(claim.retells) or None,
        )
        for claim in claims
    )
    return Table(header, rows)
