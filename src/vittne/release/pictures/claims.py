"""Claims over time: who said which number when, grouped by the origin it comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vittne.release.pictures.picture import Number, NumberStyle, Picture, Span, Table, assemble


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimMark:
    """One claim. Give them in file order; the picture orders them by unit, origin and day.

    Attributes
    ----------
    unit : str
        Which panel it belongs to (a key of ``ClaimsLabels.units``). A denial with an empty
        unit, or with a unit of which nothing else is shown, is marked in every panel.
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
    return assemble(
        key, labels.title, labels.description, _table(claims, labels), lambda width: (0.0, [])
    )


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
