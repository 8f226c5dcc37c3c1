"""The pictures of one dossier in one language, ready for a page.

What is measured by others is drawn from the dossier; every number that this release
publishes is drawn from its figures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from vittne.dossier import Dossier
from vittne.ledger import (
    Claim,
    TimelineRow,
    attributions,
    denials,
    graph,
    left_out,
    origins,
    timeline,
)
from vittne.ledger.unit import uncounted
from vittne.release.pictures import (
    AnswerMark,
    AttributionCell,
    AttributionLabels,
    ClaimMark,
    ClaimsLabels,
    DenialLabels,
    DenialLink,
    DenialMark,
    EvidenceMark,
    GraphEdge,
    GraphLabels,
    GraphNode,
    IntervalLabels,
    IntervalRow,
    IntervalScale,
    NumberStyle,
    Picture,
    PlaneGrid,
    SilenceLabels,
    Span,
    attribution,
    claims_over_time,
    denial_against_evidence,
    intervals,
    silence_plane,
    who_rests_on_whom,
)
from vittne.release.quotes import Quotes
from vittne.release.sentences import sentence
from vittne.release.words import plain
from vittne.silence import Plane
from vittne.terms.edtf import Period
from vittne.verify.figures import Figure, Number, Numbers
from vittne.verify.tables_silence import planes

if TYPE_CHECKING:
    from vittne.estimate.compare import Comparison
    from vittne.release.pictures.estimate import Published

DEATHS = "persons_killed"
"""What a reader looks for first."""

Cell = str | int | float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A picture with its table, as the template prints it."""

    key: str
    markup: Markup
    title: str
    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    data: str


class Drawings:
    """Draws what a dossier and its figures hold."""

    def __init__(self, dossier: Dossier, figures: Sequence[Figure], quotes: Quotes) -> None:
        self._dossier = dossier
        self._figures = figures
        self._quotes = quotes
        self._words = quotes.words
        self._style = number_style(quotes.words.language)

    def timeline(self) -> Drawn | None:
        """Draw all claims over time, coloured by origin; nothing if no claim counts anything."""
        rows = [row for row in timeline(self._dossier.record) if not row.sentence]
        told = Counter(row.unit for row in rows if _counts_harm(row))
        marks = [
            self._claim_mark(row.claim, row.origins)
            for row in rows
            if row.stance == "denies" or told[row.unit] > 1
        ]
        if not any(not mark.denies for mark in marks):
            return None
        units = {mark.unit: self._words.label("units", mark.unit) for mark in marks if mark.unit}
        names = {
            one.id: self._words.text(
                "origin-name", origin=one.id, speaker=self._speaker(one.claims[0])
            )
            for one in origins(self._dossier.record)
        }
        text = self._words.text
        labels = ClaimsLabels(
            title=text("timeline-title"),
            description=text("timeline-description"),
            units=units,
            origins=names,
            claim=text("word-claim"),
            unit=text("word-unit"),
            origin=text("word-origin"),
            speaker=text("word-speaker"),
            said_on=text("word-said-on"),
            period=text("word-period"),
            low=text("word-low"),
            high=text("word-high"),
            number=text("word-number"),
            retells=text("word-retells"),
            denied=text("word-denied"),
            key_own=text("key-own"),
            key_retelling=text("key-retelling"),
            key_period=text("key-period"),
            key_open=text("key-open"),
            numbers=self._style,
        )
        return self._drawn("timeline", claims_over_time("timeline", marks, labels), "timeline.csv")

    def graph(self) -> Drawn | None:
        """Draw who rests on whom; nothing if no relation is recorded."""
        network = graph(self._dossier.record)
        related = {end for edge in network.edges for end in (edge.source, edge.target)}
        if not related:
            return None
        text = self._words.text
        own = {one.id: self._speaker(one.claims[0]) for one in origins(self._dossier.record)}
        lanes = {
            id_: text("origin-name", origin=id_, speaker=speaker) for id_, speaker in own.items()
        }
        lanes |= {
            "lane-other": text("lane-other"),
            "lane-denials": text("lane-denials"),
            "lane-surveys": text("lane-surveys"),
            "lane-sentences": text("lane-sentences"),
        }
        nodes = [
            self._graph_node(node.id, node.origins, _short_id(node.id, self._quotes.claims))
            for node in network.nodes
            if node.id in related
        ]
        labels = GraphLabels(
            title=text("graph-title"),
            description=text("graph-description"),
            lanes=lanes,
            relations={
                edge.kind: self._words.label("relation_kinds", edge.kind) for edge in network.edges
            },
            claim=text("word-claim"),
            lane=text("word-lane"),
            said_on=text("word-said-on"),
            text=text("word-text"),
            relation=text("word-relation"),
            target=text("word-target"),
        )
        edges = [
            GraphEdge(
                source=_short_id(edge.source, self._quotes.claims),
                target=_short_id(edge.target, self._quotes.claims),
                kind=edge.kind,
            )
            for edge in network.edges
        ]
        return self._drawn(
            "graph", who_rests_on_whom("graph", nodes, edges, labels), "relations.csv"
        )

    def denials(self) -> Drawn | None:
        """Draw denials against what was on record; nothing if nobody denied anything."""
        sentences = set(self._dossier.record.sentences)
        found = [one for one in denials(self._dossier.record) if one.claim not in sentences]
        if not found:
            return None
        linked = {
            one.claim: [other for other in one.denies if other.related or other.same_unit]
            for one in found
        }
        evidence = dict.fromkeys(other.claim for others in linked.values() for other in others)
        text = self._words.text
        labels = DenialLabels(
            title=text("denials-title"),
            description=text("denials-description"),
            evidence_heading=text("denials-evidence"),
            denials_heading=text("denials-denied"),
            on_record=text("denials-on-record"),
            later=text("denials-later"),
            unclear=text("denials-unclear"),
            key_period=text("key-period"),
            key_said=text("denials-key-said"),
            key_denial=text("denials-key-denial"),
            denial=text("word-denial"),
            speaker=text("word-speaker"),
            words=text("word-words"),
            said_on=text("word-said-on"),
            evidence=text("word-evidence"),
            evidence_text=text("word-evidence-text"),
            period=text("word-period"),
            evidence_said_on=text("word-evidence-said"),
            known=text("word-known"),
            yes=text("ok-true"),
            no=text("ok-false"),
            quote="{}",
        )
        picture = denial_against_evidence(
            "denials",
            [self._evidence_mark(claim) for claim in evidence],
            [
                self._denial_mark(
                    one.claim,
                    [
                        DenialLink(evidence=other.claim, known=other.known_by_then)
                        for other in linked[one.claim]
                    ],
                )
                for one in found
            ],
            labels,
        )
        return self._drawn("denials", picture, "denials.csv")

    def attribution(self) -> Drawn | None:
        """Draw who is said to have done it, by ground; nothing if there is no claim.

        One thing that is counted only, the deaths if there are any: an organisation that counts
        five things is five origins, but one voice.
        """
        found = attributions(self._dossier.record)
        units = [one.unit for one in found]
        unit = DEATHS if DEATHS in units else next(iter(units), "")
        by_cell: dict[tuple[str, str], dict[str, None]] = {}
        for one in found:
            if one.unit != unit:
                continue
            hand = "" if one.hand == "not_stated" else one.hand
            for ground in one.grounds or ("unknown",):
                by_cell.setdefault((hand, ground), {}).update(dict.fromkeys(one.origins))
        if not by_cell:
            return None
        text, label = self._words.text, self._words.label
        hands = sorted({hand for hand, _ in by_cell if hand})
        labels = AttributionLabels(
            title=f"{text('attribution-title')}: {label('units', unit)}",
            description=text("attribution-description"),
            hands={**{hand: label("hands", hand) for hand in hands}, "": text("hand-none")},
            grounds={
                ground: label("grounds", ground) for ground in sorted({g for _, g in by_cell})
            },
            hand=text("word-hand"),
            ground=text("word-ground"),
            origins=text("word-origins"),
            count=text("word-origins-count"),
            key_dot=text("attribution-key"),
        )
        cells = [
            AttributionCell(hand=hand, ground=ground, origins=tuple(ids))
            for (hand, ground), ids in sorted(by_cell.items())
        ]
        return self._drawn(
            "attribution", attribution("attribution", cells, labels), "attribution.csv"
        )

    def plane(self) -> Drawn | None:
        """Draw the silence plane with the official answers; nothing if no office answered."""
        bounds = [
            figure.numbers
            for figure in self._figures
            if figure.numbers.method == "silence.registered_share"
            and figure.numbers.value is not None
            and figure.numbers.settings.get("raid_size") is None
        ]
        if not self._dossier.official:
            return None
        text = self._words.text
        alone, together = planes(self._dossier)
        labels = SilenceLabels(
            title=text("plane-title"),
            description=text("plane-description"),
            victims_axis=text("plane-victims-axis"),
            share_axis=text("plane-share-axis"),
            expected=text("plane-expected"),
            surprise=text("plane-surprise"),
            threshold=text("plane-threshold"),
            clustered=text("plane-clustered"),
            victims=text("plane-victims-axis"),
            share=text("plane-share-axis"),
            chance=text("plane-chance"),
            chance_clustered=text("plane-chance-clustered"),
            contours=text("plane-contours"),
            numbers=self._style,
        )
        picture = silence_plane(
            "plane",
            _grid(alone),
            [self._answer_mark(one) for one in bounds],
            labels,
            clustered=None if together is None else _grid(together),
        )
        return self._drawn("plane", picture, "silence_plane.csv", self._share)

    def surveys(self) -> Drawn | None:
        """Draw the shares that did not report; nothing if nobody asked."""
        found = [f.numbers for f in self._figures if f.numbers.method == "silence.reporting_share"]
        if not found:
            return None
        rows = [self._interval_row(one, self._survey_label(one)) for one in found]
        said = self._said_of_reporting()
        scale = IntervalScale(
            kind="share",
            low=0,
            high=1,
            mark=None if said is None or said.low is None else said.low / 100,
            mark_label="" if said is None else self._words.text("surveys-mark", sentence=said.id),
            numbers=self._style,
        )
        picture = intervals(
            "surveys", rows, scale, self._interval_labels("surveys-title", "surveys-description")
        )
        return self._drawn("surveys", picture, "reporting.csv", self._share)

    def _said_of_reporting(self) -> Claim | None:
        """The sentence, if there is one, that says which share does not report."""
        about = {
            relation.source
            for relation in self._dossier.record.relations
            if relation.target.startswith("reporting/")
        }
        sentences = set(self._dossier.record.sentences) & about
        found = [one for one in self._dossier.record.claims if one.id in sentences]
        return next((one for one in found if one.low is not None), None)

    def estimate(self, found: Comparison, published: Sequence[Published]) -> tuple[Drawn, ...]:
        """Draw what all engines say of one table, and what becomes of it otherwise."""
        from vittne.release.pictures import estimate as draw

        words = self._words
        drawn = {
            "engines": draw.engines_side_by_side(found, words, published),
            "densities": draw.densities(found, words),
            "leave-one-out": draw.leave_one_out(found, words),
            "trajectory": draw.trajectory(found, words),
            "dial": draw.dial(found, words),
        }
        return tuple(self._drawn(f"drawn-{key}", one, "") for key, one in drawn.items())

    def thresholds(self, persons: Numbers) -> Drawn:
        """Draw how the number of people moves with a threshold."""
        from vittne.release.pictures.linked import thresholds

        return self._drawn("drawn-thresholds", thresholds(persons, self._words), "")

    def strip(self, numbers: Numbers) -> Drawn | None:
        """Draw one figure's number on its scale; nothing for a verdict or a refusal."""
        if numbers.interval is None or not isinstance(numbers.value, int | float):
            return None
        share = numbers.unit == "percent"
        row = self._interval_row(numbers, self._words.unit(numbers.unit))
        scale = (
            IntervalScale(kind="share", low=0, high=1, numbers=self._style)
            if share
            else IntervalScale(kind="count", low=0, numbers=self._style)
        )
        labels = self._interval_labels("intervals-title", "intervals-description")
        picture = intervals("strip", [row], scale, labels)
        return self._drawn("strip", picture, "", self._share if share else None)

    def _drawn(
        self,
        key: str,
        picture: Picture,
        data: str,
        show: Callable[[Cell], str] | None = None,
    ) -> Drawn:
        cell = show or self._cell
        return Drawn(
            key=key,
            markup=Markup(picture.svg),  # noqa: S704 (the pictures escape every text)
            title=picture.title,
            caption=picture.description,
            header=picture.table.header,
            rows=tuple(tuple(cell(value) for value in row) for row in picture.table.rows),
            data=data,
        )

    def _cell(self, value: Cell) -> str:
        if value is None:
            return ""
        return value if isinstance(value, str) else self._words.number(value)

    def _share(self, value: Cell) -> str:
        """Show a fraction as percent with one decimal; a whole number is a count and stays so."""
        if not isinstance(value, float):
            return self._cell(value)
        percent = round(100 * value, 1)
        if percent < 0.1:
            return self._words.text("percent-below", n=0.1)
        return self._words.text("percent", n=percent)

    def _claim_mark(self, id_: str, found: tuple[str, ...]) -> ClaimMark:
        claim = self._quotes.claims[id_]
        speaker = self._quotes.text(claim, "speaker")
        retells = tuple(
            relation.target
            for relation in self._dossier.record.relations
            if relation.source == id_ and relation.kind in ("restates", "drifts_from", "rests_on")
        )
        low, high = claim.low, claim.high
        if low is None and high is None:
            low = high = claim.best
        return ClaimMark(
            id=id_,
            unit=claim.unit,
            said=self._span(claim.said_on),
            period=self._span(claim.period),
            low=low,
            high=high,
            number=self._claim_number(claim),
            speaker=speaker.words,
            speaker_lang=speaker.language,
            origin=found[0] if found else "",
            retells=retells,
            denies=claim.stance == "denies",
        )

    def _claim_number(self, claim: Claim) -> str:
        """The number as the page has it; never without the word that its ground is disputed."""
        number = self._quotes.claim_number(claim)
        if left_out(self._dossier.record).get(claim.id) == "disputed_ground":
            return self._words.text("number-disputed", number=number)
        return number

    def _graph_node(self, id_: str, found: tuple[str, ...], shown: str) -> GraphNode:
        claim = self._quotes.claims.get(id_)
        if claim is None:
            text = plain(str(self._quotes.reference(id_).striptags()))
            return GraphNode(id=shown, text=text, lane="lane-surveys")
        words = self._quotes.claim_words(claim)
        unit = f" ({self._words.label('units', claim.unit)})" if claim.unit else ""
        lane = found[0] if found else "lane-other"
        if claim.id in self._dossier.record.sentences:
            lane = "lane-sentences"
        elif claim.stance == "denies":
            lane = "lane-denials"
        return GraphNode(
            id=shown,
            text=f"{self._speaker(id_)}: {words.words}{unit}",
            lane=lane,
            said=self._span(claim.said_on),
            text_lang=words.language,
            denies=claim.stance == "denies",
        )

    def _evidence_mark(self, id_: str) -> EvidenceMark:
        claim = self._quotes.claims[id_]
        words = self._quotes.claim_words(claim)
        unit = f" ({self._words.label('units', claim.unit)})" if claim.unit else ""
        return EvidenceMark(
            id=id_,
            text=f"{words.words}{unit}",
            period=self._span(claim.period),
            said=self._span(claim.said_on),
            text_lang=words.language,
        )

    def _denial_mark(self, id_: str, links: Sequence[DenialLink]) -> DenialMark:
        claim = self._quotes.claims[id_]
        words = self._quotes.claim_words(claim)
        speaker = self._quotes.text(claim, "speaker")
        return DenialMark(
            id=id_,
            speaker=speaker.words,
            words=words.words.strip("'"),
            said=self._span(claim.said_on),
            denies=tuple(links),
            words_lang=words.language,
            speaker_lang=speaker.language,
        )

    def _answer_mark(self, numbers: Numbers) -> AnswerMark:
        assert numbers.interval is not None
        low, high = numbers.interval.low, numbers.interval.high
        return AnswerMark(
            victims=int(_number(numbers.part("documented"))),
            complaints=int(_number(numbers.part("complaints"))),
            share_low=max(0.0, 1 - _number(high) / 100),
            share_high=1 - _number(low) / 100,
            label=plain(sentence(self._words, numbers, self._dossier)),
        )

    def _interval_row(self, numbers: Numbers, label: str) -> IntervalRow:
        value = numbers.value
        if not isinstance(value, int | float) or numbers.interval is None:
            refusal = self._words.text("not-published")
            return IntervalRow(label=label, value=None, low=None, high=None, refusal=refusal)
        low, high = numbers.interval.low, numbers.interval.high
        if numbers.unit != "percent":
            shown = self._words.number(value)
            return IntervalRow(label=label, value=value, low=low, high=high, number=shown)
        shown = self._style.share(value / 100)
        ends = (None if end is None else end / 100 for end in (low, high))
        low_share, high_share = ends
        return IntervalRow(
            label=label, value=value / 100, low=low_share, high=high_share, number=shown
        )

    def _interval_labels(self, title: str, description: str) -> IntervalLabels:
        text = self._words.text
        return IntervalLabels(
            title=text(title),
            description=text(description),
            label=text("word-label"),
            value=text("word-value"),
            low=text("word-low"),
            high=text("word-high"),
            remark=text("word-remark"),
        )

    def _survey_label(self, numbers: Numbers) -> str:
        row = next(
            one for one in self._dossier.reporting if f"reporting/{one.id}" in numbers.rests_on
        )
        return f"{self._quotes.text(row, 'who').words}, {row.year}"

    def _speaker(self, claim: str) -> str:
        return self._quotes.text(self._quotes.claims[claim], "speaker").words

    def _span(self, period: Period | None) -> Span | None:
        if period is None:
            return None
        return Span(lower=period.lower, upper=period.upper, text=self._words.period(period))


def number_style(language: str) -> NumberStyle:
    """Return how a language writes numbers on an axis."""
    if language == "en":
        return NumberStyle()
    return NumberStyle(decimal=",", group="\u00a0", percent="{}\u00a0%")


def _grid(plane: Plane) -> PlaneGrid:
    return PlaneGrid(victims=plane.victims, shares=plane.shares, chance=plane.chance)


def _short_id(id_: str, claims: Container[str]) -> str:
    """Return a survey's or poll's id without its table, if no claim has that name."""
    row = id_.rpartition("/")[2]
    return id_ if row in claims else row


def _counts_harm(row: TimelineRow) -> bool:
    """Whether a claim belongs on the picture: no sample, no share, no denial."""
    return row.stance != "denies" and bool(row.unit) and not uncounted(row.unit)


def _number(value: Number | str | None) -> Number:
    if not isinstance(value, int | float):
        raise TypeError(f"{value!r} is no number")
    return value
