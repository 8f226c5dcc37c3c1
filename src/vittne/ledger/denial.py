"""Denials, beside the acts and dates that they deny."""

from __future__ import annotations

from dataclasses import dataclass

from vittne.ledger.model import Record
from vittne.ledger.plain import Plain
from vittne.terms.edtf import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class DeniedClaim(Plain):
    """A claim that stands against a denial.

    Attributes
    ----------
    claim : str
        Claim id.
    related : bool
        True if a ``contradicts`` relation joins the two.
    same_unit : bool
        True if both speak of the same unit.
    known_by_then : bool or None
        Whether it was on record when the denial was spoken (the same day counts);
        None where the two dates do not tell.
    """

    claim: str
    related: bool
    same_unit: bool
    known_by_then: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial(Plain):
    """What an office denied, and what is on record about the same place and time.

    Attributes
    ----------
    claim : str
        Claim id of the denial.
    form : str
        Code of ``denial_forms``.
    said_on : Period or None
    speaker : str
        The office.
    denies : tuple of DeniedClaim
        Related claims first, then by date and id. Retellings are not listed.
    """

    claim: str
    form: str
    said_on: Period | None
    speaker: str
    denies: tuple[DeniedClaim, ...] = ()


def denials(record: Record) -> tuple[Denial, ...]:
    """Set every denial beside what it denies, sorted by date and id."""
    raise NotImplementedError
