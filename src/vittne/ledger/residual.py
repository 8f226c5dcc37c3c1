"""Residuals: what a published breakdown leaves unexplained."""

from __future__ import annotations

from dataclasses import dataclass

from vittne.ledger.model import Number, Part, Record
from vittne.ledger.plain import Plain


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
    """Find the residual of every claim that has a breakdown, sorted by claim id."""
    raise NotImplementedError
