"""Attribution: who is said to have done it, and for which ground."""

from __future__ import annotations

from dataclasses import dataclass

from vittne.ledger.model import Number, Record
from vittne.ledger.plain import Plain

NOT_STATED = "not_stated"
"""The hand of a claim that names none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution(Plain):
    """What is laid to one hand for one set of grounds, counted in origins.

    Attributes
    ----------
    unit, hand : str
        ``hand`` is a code of ``hands`` or :data:`NOT_STATED`.
    grounds : tuple of str
        Sorted codes; empty where no ground is stated.
    origins : tuple of str
        Ids of the independent origins that say so.
    claims : tuple of str
        Their claims. Retellings are not among them.
    low : int, float or None
        What may be said of it ("at least"): never a sum.
    disputed : bool
        True if the ground of one of the claims is disputed.
    """

    unit: str
    hand: str
    grounds: tuple[str, ...]
    origins: tuple[str, ...]
    claims: tuple[str, ...]
    low: Number | None
    disputed: bool = False


def attributions(record: Record) -> tuple[Attribution, ...]:
    """Find who is said to have done what, sorted by unit, hand and grounds."""
    raise NotImplementedError
