"""Residuals: what a published breakdown leaves unexplained."""

from __future__ import annotations

from dataclasses import dataclass

from vittne.ledger.model import Claim, Number, Part, Record
from vittne.ledger.plain import Plain
from vittne.ledger.repeat import merge_repeats
from vittne.ledger.voice import retellings


@dataclass(frozen=True, slots=True, kw_only=True)
class Residual(Plain):
    """A total, its published parts, and what the parts do not account for.

    Attributes
    ----------
    claim : str
        The total's claim id.
    parts : tuple of Part
        In file order.
    parts_sum : int or float
        Sum of the parts.
    whole_low, whole_high, low, high : int, float or None
        The total and the residual as intervals; None is an open end.
    exceeds : bool
        True if the parts are more than the total can be (the residual is negative).
    """

    claim: str
    parts: tuple[Part, ...]
    parts_sum: Number
    whole_low: Number | None
    whole_high: Number | None
    low: Number | None
    high: Number | None
    exceeds: bool = False


def residuals(record: Record) -> tuple[Residual, ...]:
    """Find the residual of every claim that has a breakdown, sorted by claim id.

    A total of 100 to 120 with parts of 110 leaves 0 to 10: parts that are inside a
    total cannot leave less than nothing, unless they exceed it. The breakdown of a
    retelling is left out: it is its source's.
    """
    merged, _ = merge_repeats(record)
    retold = retellings(merged)
    found = [
        _residual(claim, parts)
        for claim in merged.claims
        if claim.id not in retold
        and (parts := tuple(part for part in merged.parts if part.claim == claim.id))
    ]
    return tuple(sorted(found, key=lambda residual: residual.claim))


def _residual(claim: Claim, parts: tuple[Part, ...]) -> Residual:
    parts_sum = sum(part.count for part in parts)
    low = None if claim.low is None else claim.low - parts_sum
    high = None if claim.high is None else claim.high - parts_sum
    exceeds = high is not None and high < 0
    return Residual(
        claim=claim.id,
        parts=parts,
        parts_sum=parts_sum,
        whole_low=claim.low,
        whole_high=claim.high,
        low=low if low is None or exceeds else max(low, 0),
        high=high,
        exceeds=exceeds,
    )
