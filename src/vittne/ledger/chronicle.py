"""The claims in the order in which they were made."""

from __future__ import annotations

from dataclasses import dataclass

from vittne.ledger.model import Number, Record
from vittne.ledger.origin import origins, origins_by_claim
from vittne.ledger.plain import Plain
from vittne.ledger.repeat import merge_repeats
from vittne.ledger.voice import retellings, said_first
from vittne.terms.edtf import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineRow(Plain):
    """One claim on the timeline.

    Attributes
    ----------
    claim, stance, unit : str
    said_on : Period or None
        When it was said; rows without a date come last.
    period : Period or None
        Of when it speaks.
    low, best, high : int, float or None
    origins : tuple of str
        The origins it is or retells: for its colour.
    retelling, sentence : bool
    """

    claim: str
    stance: str
    unit: str
    said_on: Period | None
    period: Period | None
    low: Number | None
    best: Number | None
    high: Number | None
    origins: tuple[str, ...] = ()
    retelling: bool = False
    sentence: bool = False


def timeline(record: Record) -> tuple[TimelineRow, ...]:
    """List the claims by the date on which they were said, then by id."""
    merged, _ = merge_repeats(record)
    by_claim = origins_by_claim(origins(merged))
    retold = retellings(merged)
    return tuple(
        TimelineRow(
            claim=claim.id,
            stance=claim.stance,
            unit=claim.unit,
            said_on=claim.said_on,
            period=claim.period,
            low=claim.low,
            best=claim.best,
            high=claim.high,
            origins=by_claim.get(claim.id, ()),
            retelling=claim.id in retold,
            sentence=claim.id in merged.sentences,
        )
        for claim in sorted(merged.claims, key=said_first)
    )
