"""Drift: numbers that changed while they were retold."""

from __future__ import annotations

from dataclasses import dataclass

from vittne.ledger.model import Number, Record
from vittne.ledger.plain import Plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift(Plain):
    """What a retelling did to the lower end of a number.

    Attributes
    ----------
    source, retelling : str
        Claim ids: what was said, and how it was retold.
    kind : str
        The relation: drifts_from, restates or rests_on.
    unit : str
        The unit of the retelling.
    said_low, retold_low : int, float or None
        The two lower ends.
    difference : int, float or None
        ``retold_low - said_low``; None where one of them is not stated.
    ratio : float or None
        ``retold_low / said_low``; None where it cannot be given.
    numberless : bool
        True if the retelling has lost the number ("hundreds").
    """

    source: str
    retelling: str
    kind: str
    unit: str
    said_low: Number | None
    retold_low: Number | None
    difference: Number | None
    ratio: float | None
    numberless: bool


def drifts(record: Record) -> tuple[Drift, ...]:
    """Find every retelling whose number is not its source's, sorted by ids."""
    raise NotImplementedError
