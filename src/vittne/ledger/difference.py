"""Differences and conflicts between claims, and the chains that explain them."""

from __future__ import annotations

from dataclasses import dataclass

from vittne.ledger.model import Record, Relation
from vittne.ledger.plain import Plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference(Plain):
    """Two claims that count one thing in overlapping scopes and do not say the same.

    Attributes
    ----------
    a, b : str
        Claim ids, ``a < b``.
    unit : str
        What both count.
    conflict : bool
        True if they cannot both be right.
    explained : bool
        True if an editor's relations lead from one to the other.
    chain : tuple of Relation
        A shortest such path, from ``a`` to ``b``; empty if there is none.
    """

    a: str
    b: str
    unit: str
    conflict: bool
    explained: bool
    chain: tuple[Relation, ...] = ()


def differences(record: Record) -> tuple[Difference, ...]:
    """Find every difference (conflicts are among them), sorted by ids."""
    raise NotImplementedError
