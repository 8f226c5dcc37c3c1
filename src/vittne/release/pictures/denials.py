"""Denial against evidence: what was on record the day it was denied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vittne.release.pictures import marks
from vittne.release.pictures.picture import Picture, Span, Table, assemble, is_wide
from vittne.release.pictures.scales import TimeScale, day_of, scale_over
from vittne.release.pictures.words import LINE, text_width, wrap

_APART = 5.0
"""So far, in px, the lines of two denials are kept from each other: just enough to tell them
apart, since a line that is moved stands beside its day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceMark:
    """A claim about acts: above the axis. ``period`` is when, ``said`` when it became known."""

    id: str
    text: str
    period: Span | None
    said: Span | None
    text_lang: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DenialLink:
    """What a denial denies.

    ``known``: whether it was on record by the day of the denial; None where the dates are too
    coarse to tell.
    """

    evidence: str
    known: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DenialMark:
    """A denial: below the axis, with its words."""

    id: str
    speaker: str
    words: str
    said: Span | None
    denies: tuple[DenialLink, ...] = ()
    words_lang: str = ""
    speaker_lang: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DenialLabels:
    """The words. ``on_record``: "already on record that day"; ``later``: "became known later".

    ``unclear``: "the dates do not tell"; needed only where a link has ``known`` None.
    ``quote`` wraps a denial's words: "“{}”", "«{}»", "”{}”".
    """

    title: str
    description: str
    evidence_heading: str
    denials_heading: str
    on_record: str
    later: str
    key_period: str
    key_said: str
    key_denial: str
    denial: str
    speaker: str
    words: str
    said_on: str
    evidence: str
    evidence_text: str
    period: str
    evidence_said_on: str
    known: str
    yes: str
    no: str
    unclear: str = ""
    quote: str = "“{}”"


def denial_against_evidence(
    key: str,
    evidence: Sequence[EvidenceMark],
    denials: Sequence[DenialMark],
    labels: DenialLabels,
) -> Picture:
    """A two-sided timeline: evidence above, denials below, and a line from each to the other.

    Raises
    ------
    ValueError
        If a denial links to evidence that is not there, or a link needs ``labels.unclear``.
    """
    known = {mark.id for mark in evidence}
    for denial in denials:
        for link in denial.denies:
            if link.evidence not in known:
                raise ValueError(f"{denial.id} denies {link.evidence}, which is not shown")
            if link.known is None and not labels.unclear:
                raise ValueError(f"{denial.id}: a link of unclear order needs its label")

    def draw(width: float) -> tuple[float, list[str]]:
        return _Sheet.of(evidence, denials, labels, width).draw()

    return assemble(key, labels.title, labels.description, _table(evidence, denials, labels), draw)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Narrow: the strips lie under the words; wide: to their right."""

    evidence: tuple[EvidenceMark, ...]
    denials: tuple[DenialMark, ...]
    labels: DenialLabels
    width: float
    time: TimeScale | None
    columns: Mapping[str, float]
    """Where the line of each denial stands, by id."""

    @staticmethod
    def of(
        evidence: Sequence[EvidenceMark],
        denials: Sequence[DenialMark],
        labels: DenialLabels,
        width: float,
    ) -> _Sheet:
        left, right = (400.0, width - 8) if is_wide(width) else (8.0, width - 8)
        spans = [span for mark in evidence for span in (mark.period, mark.said)]
        time = scale_over([*spans, *(denial.said for denial in denials)], left, right)
        columns = _columns(denials, time) if time else {}
        ordered = sorted(evidence, key=lambda mark: (day_of(mark.period), day_of(mark.said)))
        latest = sorted(denials, key=lambda denial: day_of(denial.said))
        return _Sheet(tuple(ordered), tuple(latest), labels, width, time, columns)

    def draw(self) -> tuple[float, list[str]]:
        elements, y = self._heading(self.labels.evidence_heading, 0)
        top = y
        strips: dict[str, float] = {}
        for mark in self.evidence:
            drawn, strips[mark.id], y = self._evidence_row(mark, y)
            elements += drawn
        axis, height = self.time.axis(y + 4) if self.time else ([], 0.0)
        grid = self.time.grid(top, y + 4) if self.time else []
        y += 4 + height + 10
        drawn, y = self._heading(self.labels.denials_heading, y)
        elements += drawn
        own: dict[str, float] = {}
        for denial in self.denials:
            drawn, own[denial.id], y = self._denial_row(denial, y)
            elements += drawn
        links = [line for denial in self.denials for line in self._links(denial, strips, own)]
        drawn, height = marks.key(self._key(), y + 4, self.width)
        return y + 4 + height, [*grid, *links, *axis, *elements, *self._dots(strips), *drawn]

    def _room(self) -> float:
        return 376.0 if is_wide(self.width) else self.width

    def _heading(self, text: str, top: float) -> tuple[list[str], float]:
        drawn, height = marks.heading(top, text, self._room())
        return drawn, top + height + 4

    def _evidence_row(self, mark: EvidenceMark, top: float) -> tuple[list[str], float, float]:
        """One thing that was said to have happened: elements, its strip's middle, its bottom."""
        indent = min(text_width(mark.id, bold=True), 90.0) + 8
        ident = wrap(mark.id, 90.0, lines=1, bold=True)
        texts = wrap(mark.text, self._room() - indent, lines=3)
        elements = marks.lines(0, top + LINE, ident, "bold")
        elements += marks.lines(indent, top + LINE, texts, lang=mark.text_lang)
        y = top + max(len(texts), 1) * LINE
        strip = top + LINE - 4.5 if is_wide(self.width) else y + 14
        if self.time and mark.period:
            left, right = self.time.ends(mark.period)
            elements.append(marks.line(left, strip, max(right, left + 2), strip, "period"))
        if self.time and mark.said:
            elements.append(marks.mark(2, self.time.middle(mark.said), strip, "ink own"))
        return elements, strip, y + (9 if is_wide(self.width) else 26)

    def _denial_row(self, denial: DenialMark, top: float) -> tuple[list[str], float, float]:
        room = self._room()
        if not is_wide(self.width):
            top += 20  # the strip with the cross lies above the words
        when = f"{denial.id} · {denial.said.text}" if denial.said else denial.id
        blocks = [
            (when, "denied", "", 2),
            (denial.speaker, "muted", denial.speaker_lang, 3),
            (self.labels.quote.format(denial.words) if denial.words else "", "quote",
             denial.words_lang, 5),
            (self._denied(denial, known=True), "", "", 4),
            (self._denied(denial, known=False), "muted", "", 4),
            (self._denied(denial, known=None), "muted", "", 4),
        ]  # fmt: skip
        elements: list[str] = []
        y = top
        for text, css, lang, most in blocks:
            texts = wrap(text, room, lines=most, bold=css == "denied")
            elements += marks.lines(0, y + LINE, texts, css, lang=lang)
            y += len(texts) * LINE
        strip = top + LINE - 4.5 if is_wide(self.width) else top - 6
        if denial.id in self.columns:
            elements.append(marks.cross(self.columns[denial.id], strip))
        return elements, strip, y + 12

    def _denied(self, denial: DenialMark, *, known: bool | None) -> str:
        ids = [link.evidence for link in denial.denies if link.known is known]
        words = _by_order(known, self.labels.on_record, self.labels.later, self.labels.unclear)
        return f"{words}: {', '.join(ids)}" if ids else ""

    def _links(
        self, denial: DenialMark, strips: Mapping[str, float], own: Mapping[str, float]
    ) -> list[str]:
        """The line from a denial up to the first thing it denies.

        Narrow, where it would cross words, only its ends at what it denies are drawn.
        """
        x = self.columns.get(denial.id)
        if x is None:
            return []
        heights = [strips[link.evidence] for link in denial.denies]
        bottom = own[denial.id]
        top = min(heights, default=bottom)
        if is_wide(self.width):
            return [marks.line(x, top, x, bottom, "denying")]
        return [marks.line(x, y - 9, x, y + 9, "denying") for y in heights]

    def _dots(self, strips: Mapping[str, float]) -> list[str]:
        """Where a denial's line meets what it denies: full if it was on record by then.

        Hollow if it came later, hollow and dashed if the dates do not tell.
        """
        return [
            marks.dot(self.columns[denial.id], strips[link.evidence],
                      _by_order(link.known, "known", "later", "unclear"))
            for denial in self.denials
            if denial.id in self.columns
            for link in denial.denies
        ]  # fmt: skip

    def _key(self) -> list[tuple[list[str], float, str]]:
        labels = self.labels
        entries: list[tuple[list[str], float, str]] = [
            ([marks.line(-10, 0, 10, 0, "period")], 20, labels.key_period),
            ([marks.mark(2, 0, 0, "ink own")], 12, labels.key_said),
            ([marks.cross(0, 0)], 12, labels.key_denial),
            ([marks.dot(0, 0, "known")], 12, labels.on_record),
            ([marks.dot(0, 0, "later")], 12, labels.later),
        ]
        if any(link.known is None for denial in self.denials for link in denial.denies):
            entries.append(([marks.dot(0, 0, "unclear")], 12, labels.unclear))
        return entries


def _by_order(known: bool | None, before: str, after: str, unclear: str) -> str:
    if known is None:
        return unclear
    return before if known else after


def _columns(denials: Sequence[DenialMark], time: TimeScale) -> dict[str, float]:
    """A place for each denial's line: its day, moved as little as keeps the lines apart."""
    dated = sorted((time.middle(d.said), i) for i, d in enumerate(denials) if d.said)
    places = spread([x for x, _ in dated], _APART)
    return {denials[i].id: x for (_, i), x in zip(dated, places, strict=True)}


def spread(places: Sequence[float], apart: float) -> list[float]:
    """Increasing places moved so that neighbours are ``apart``, by the least squared distance.

    Less its own share of the distances, each place must not fall below the one before: this is
    isotonic regression, solved by pooling neighbours that stand in the wrong order.
    """
    pools: list[tuple[float, int]] = []  # mean and size
    for i, place in enumerate(places):
        mean, size = place - i * apart, 1
        while pools and pools[-1][0] > mean:
            before, count = pools.pop()
            mean, size = (before * count + mean * size) / (count + size), count + size
        pools.append((mean, size))
    free = [mean for mean, size in pools for _ in range(size)]
    return [mean + i * apart for i, mean in enumerate(free)]


def _table(
    evidence: Sequence[EvidenceMark], denials: Sequence[DenialMark], labels: DenialLabels
) -> Table:
    """One row per denial and thing denied, and one per denial that is linked to nothing."""
    header = (
        labels.denial,
        labels.said_on,
        labels.speaker,
        labels.words,
        labels.evidence,
        labels.evidence_text,
        labels.period,
        labels.evidence_said_on,
        labels.known,
    )
    by_id = {mark.id: mark for mark in evidence}
    rows: list[tuple[str | None, ...]] = []
    for denial in denials:
        start = (denial.id, _text(denial.said), denial.speaker, denial.words)
        for link in denial.denies:
            mark = by_id[link.evidence]
            known = _by_order(link.known, labels.yes, labels.no, labels.unclear)
            times = (_text(mark.period), _text(mark.said))
            rows.append((*start, mark.id, mark.text, *times, known))
        if not denial.denies:
            rows.append((*start, None, None, None, None, None))
    return Table(header, tuple(rows))


def _text(span: Span | None) -> str | None:
    return span.text if span else None
