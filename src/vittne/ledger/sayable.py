"""What may be said: the numbers that a careful reader may repeat."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vittne.ledger.model import Number, Record
from vittne.ledger.plain import Plain
from vittne.terms.edtf import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Unconfirmed(Plain):
    """A larger number that another origin says, and that is contradicted."""

    claim: str
    origin: str
    low: Number


@dataclass(frozen=True, slots=True, kw_only=True)
class MayBeSaid(Plain):
    """"At least ``low``", in a scope.

    Attributes
    ----------
    unit, period, place, grounds
        The scope: the smallest one that covers the claims it rests on.
    low : int or float
        The number to print.
    origins : tuple of str
        Ids of the origins that say this number.
    claims : tuple of str
        Every claim that was weighed, unconfirmed ones included.
    unconfirmed : tuple of Unconfirmed
        Numbers to print beside it as unconfirmed, by size.
    """

    unit: str
    period: Period
    place: str
    grounds: tuple[str, ...]
    low: Number
    origins: tuple[str, ...]
    claims: tuple[str, ...]
    unconfirmed: tuple[Unconfirmed, ...] = ()


def may_be_said(record: Record) -> tuple[MayBeSaid, ...]:
    """Find what may be said of every unit, sorted by unit and period."""
    raise NotImplementedError


def left_out(record: Record) -> Mapping[str, str]:
    """Say of every claim that was not weighed why: claim id to a reason's code.

    Codes: ``repeat``, ``sentence``, ``denies``, ``disputes``, ``no_unit``, ``retelling``,
    ``disputed_ground``, ``sample``, ``share``, ``contradictory`` (low > high),
    ``no_floor`` (no lower number above zero), ``no_scope`` (period, place or ground unknown).
    """
    raise NotImplementedError
